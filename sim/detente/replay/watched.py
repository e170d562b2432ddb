"""A day of the fused driver, watched: the same calls in the same order, and who is where noted after each slot.

Written from `mechanisms.SCHEDULE` as `drivers.fused_source` is, and kept beside it: watching costs next to nothing, and a run
that is watched comes out the same to the bit.
"""

from __future__ import annotations

import importlib.util
import sys
from typing import Any

import numpy as np

from ..drivers import LOG_MARGIN, _calls, _imports, _write
from ..world.codes import N_SLOTS
from ..world.compiled import CACHE
from ..world.world import World, grow_log

_DAY: Any = None


def source() -> str:
    """Source of the watched day."""
    return "\n".join([
        '"""Written from mechanisms.SCHEDULE: do not edit."""',
        *_imports(),
        "from detente.world.compiled import kernel",
        "", "",
        "@kernel",
        "def watched_day(w, p, places, officers, on):",
        "    s = w.prison[0]",
        "    s.slot = 0",
        f"    s.tick = s.day * {N_SLOTS}",
        *_calls("dawn", "    "),
        f"    for slot in range({N_SLOTS}):",
        "        s.slot = slot",
        f"        s.tick = s.day * {N_SLOTS} + slot",
        *_calls("slot", "        "),
        "        for i in range(w.inmates.shape[0]):",
        "            places[i, slot] = w.inmates[i].place",
        "        for i in range(w.wings.shape[0]):",
        "            officers[slot, i] = w.wings[i].officers",
        "        for i in range(w.officers.shape[0]):",
        "            if w.officers[i].on:",
        "                on[i] = 1",
        *_calls("dusk", "    "),
        "    s.day += 1",
        "",
    ])


def _day() -> Any:
    global _DAY
    if _DAY is None:
        path, text = CACHE / "watched_day.py", source()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            _write(path, text)
        spec = importlib.util.spec_from_file_location("detente_watched_day", path)
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules["detente_watched_day"] = module
        spec.loader.exec_module(module)
        _DAY = module.watched_day
    return _DAY


class Seen:
    """Where people are, filled in a day at a time.

    Attributes
    ----------
    places : uint8 array (days, rows, slots)
    officers : int32 array (days, slots, wings)
        On the floor.
    on : uint8 array (days, officer rows)
        Whether on a floor in any slot.
    """

    def __init__(self, w: World, days: int) -> None:
        self.places = np.zeros((days, len(w.inmates), N_SLOTS), np.uint8)
        self.officers = np.zeros((days, N_SLOTS, len(w.wings)), np.int32)
        self.on = np.zeros((days, len(w.officers)), np.uint8)
        self._logged = w.prison.view(np.ndarray)["n_log"]
        self._margin = LOG_MARGIN * len(w.inmates) + 64
        self._day = _day()

    def live(self, w: World, p: Any, day: int) -> World:
        """Carry a world through a day and note it there; returns the world, whose log may have grown."""
        while self._logged[0] + self._margin > w.log.shape[0]:
            w = grow_log(w)
        self._day(w, p, self.places[day], self.officers[day], self.on[day])
        return w
