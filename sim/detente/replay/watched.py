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


def live_a_day(w: World, p: Any) -> tuple[World, np.ndarray, np.ndarray, np.ndarray]:
    """Carry a world through a day.

    Returns
    -------
    World
        Its log may have grown.
    places : uint8 array (rows, slots)
    officers : int32 array (slots, wings)
        On the floor.
    on : uint8 array (officer rows,)
        Whether on a floor in any slot.
    """
    while int(w.prison[0].n_log) + LOG_MARGIN * w.inmates.shape[0] + 64 > w.log.shape[0]:
        w = grow_log(w)
    places = np.zeros((w.inmates.shape[0], N_SLOTS), np.uint8)
    officers, on = np.zeros((N_SLOTS, w.wings.shape[0]), np.int32), np.zeros(w.officers.shape[0], np.uint8)
    _day()(w, p, places, officers, on)
    return w, places, officers, on
