"""The fused driver, watched: the same calls in the same order, and who is where noted as it goes, all in one compiled loop.

Written from `mechanisms.SCHEDULE` as `drivers.fused_source` is, and kept beside it. Watching costs next to nothing, needs
nothing of the interpreter while it runs, and a run that is watched comes out the same to the bit.
"""

from __future__ import annotations

import importlib.util
import sys
from typing import Any, NamedTuple

import numpy as np

from ..drivers import LOG_MARGIN, _calls, _imports, _write
from ..world.codes import N_SLOTS
from ..world.compiled import CACHE
from ..world.world import World, grow_log

WEEK = 7
INMATES = ("pid", "here", "wing", "cell", "role", "isolated_until", "tension", "fear", "legitimacy")
OFFICERS = ("pid", "here", "wing", "stress", "absent", "post")
CASES = ("kind", "incident", "state", "a_pid", "b_pid")
_LOOP: Any = None


class Seen(NamedTuple):
    """What was seen.

    Attributes
    ----------
    places : uint8 array (days, rows, slots)
    floor : int32 array (days, slots, wings)
        Officers on the floor.
    on : uint8 array (days, officer rows)
        On a floor in any slot.
    knows, strength : arrays (weeks, rows, ties)
        On the first evening of each week.
    inmates_pid, ..., cases_b_pid : arrays (days, rows)
        Columns of three tables, each evening.
    """

    places: np.ndarray
    floor: np.ndarray
    on: np.ndarray
    knows: np.ndarray
    strength: np.ndarray
    inmates_pid: np.ndarray
    inmates_here: np.ndarray
    inmates_wing: np.ndarray
    inmates_cell: np.ndarray
    inmates_role: np.ndarray
    inmates_isolated_until: np.ndarray
    inmates_tension: np.ndarray
    inmates_fear: np.ndarray
    inmates_legitimacy: np.ndarray
    officers_pid: np.ndarray
    officers_here: np.ndarray
    officers_wing: np.ndarray
    officers_stress: np.ndarray
    officers_absent: np.ndarray
    officers_post: np.ndarray
    cases_kind: np.ndarray
    cases_incident: np.ndarray
    cases_state: np.ndarray
    cases_a_pid: np.ndarray
    cases_b_pid: np.ndarray


def source() -> str:
    """Source of the loop."""
    kept = [line for table, names in (("inmates", INMATES), ("officers", OFFICERS), ("cases", CASES))
            for line in (f"        for i in range(w.{table}.shape[0]):",
                         *(f"            seen.{table}_{name}[d, i] = w.{table}[i].{name}" for name in names))]
    return "\n".join([
        '"""Written from mechanisms.SCHEDULE: do not edit."""',
        *_imports(),
        "from detente.world.compiled import kernel",
        "", "",
        "@kernel",
        "def watched(w, p, days, warm, seen):",
        "    s = w.prison[0]",
        f"    margin = {LOG_MARGIN} * w.inmates.shape[0] + 64",
        "    for done in range(days):",
        "        if s.n_log + margin > w.log.shape[0]:",
        "            return done",
        "        d = s.day - warm",
        "        s.slot = 0",
        f"        s.tick = s.day * {N_SLOTS}",
        *_calls("dawn", "        "),
        f"        for slot in range({N_SLOTS}):",
        "            s.slot = slot",
        f"            s.tick = s.day * {N_SLOTS} + slot",
        *_calls("slot", "            "),
        "            if d >= 0:",
        "                for i in range(w.inmates.shape[0]):",
        "                    seen.places[d, i, slot] = w.inmates[i].place",
        "                for i in range(w.wings.shape[0]):",
        "                    seen.floor[d, slot, i] = w.wings[i].officers",
        "                for i in range(w.officers.shape[0]):",
        "                    if w.officers[i].on:",
        "                        seen.on[d, i] = 1",
        *_calls("dusk", "        "),
        "        s.day += 1",
        "        if d < 0:",
        "            continue",
        *kept,
        f"        if d % {WEEK} == 0:",
        "            for i in range(w.knows.shape[0]):",
        "                for k in range(w.knows.shape[1]):",
        f"                    seen.knows[d // {WEEK}, i, k] = w.knows[i, k]",
        f"                    seen.strength[d // {WEEK}, i, k] = w.bonds[i, k].strength",
        "    return days",
        "",
    ])


def _loop() -> Any:
    global _LOOP
    if _LOOP is None:
        path, text = CACHE / "watched_driver.py", source()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            _write(path, text)
        spec = importlib.util.spec_from_file_location("detente_watched_driver", path)
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules["detente_watched_driver"] = module
        spec.loader.exec_module(module)
        _LOOP = module.watched
    return _LOOP


def blank(w: World, days: int) -> Seen:
    """Room for so many days."""
    weeks = -(-days // WEEK)
    columns = {f"{table}_{name}": np.zeros((days, len(getattr(w, table))), getattr(w, table).dtype[name])
               for table, names in (("inmates", INMATES), ("officers", OFFICERS), ("cases", CASES)) for name in names}
    return Seen(places=np.zeros((days, len(w.inmates), N_SLOTS), np.uint8),
                floor=np.zeros((days, N_SLOTS, len(w.wings)), np.int32), on=np.zeros((days, len(w.officers)), np.uint8),
                knows=np.full((weeks, *w.knows.shape), -1, np.int32),
                strength=np.zeros((weeks, *w.bonds.shape), w.bonds.dtype["strength"]), **columns)


def live(w: World, p: Any, days: int, warm: int, seen: Seen) -> World:
    """Carry a world through some days and note them, the warm-up left out; returns it, its log may have grown."""
    while days > 0:
        done = int(_loop()(w, p, days, warm, seen))
        days -= done
        if days > 0:
            w = grow_log(w)
    return w
