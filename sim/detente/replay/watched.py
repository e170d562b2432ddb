"""The fused driver, watched: the same calls in the same order, and who is where noted as it goes, all in one compiled loop.

Written from `mechanisms.SCHEDULE` as `drivers.fused_source` is, and kept beside it. Watching costs next to nothing, needs
nothing of the interpreter while it runs, and a run that is watched comes out the same to the bit.
"""

from __future__ import annotations

import hashlib
import importlib.util
import sys
from pathlib import Path
from typing import Any

from ..drivers import LOG_MARGIN, _calls, _imports, _write
from ..world.codes import N_SLOTS
from ..world.compiled import CACHE
from ..world.world import World, grow_log
from .evening import WEEK, Seen

_LOOP: Any = None


def source() -> str:
    """Source of the loop; it names what `evening` and `packing` were, so that no loop made with others is found again."""
    noted = b"".join(Path(__file__).with_name(name).read_bytes() for name in ("evening.py", "packing.py"))
    return "\n".join([
        f'"""Written from mechanisms.SCHEDULE and {hashlib.sha256(noted).hexdigest()[:20]}: do not edit."""',
        *_imports(),
        "from detente.replay.evening import note_evening, note_slot, note_ties",
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
        "                note_slot(w, d, slot, seen)",
        *_calls("dusk", "        "),
        "        s.day += 1",
        "        if d >= 0:",
        "            note_evening(w, d, s.day - 1, seen)",
        f"            if d % {WEEK} == 0:",
        f"                note_ties(w, d // {WEEK}, seen)",
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


def live(w: World, p: Any, days: int, warm: int, seen: Seen) -> World:
    """Carry a world through some days and note them, the warm-up left out; returns it, its log may have grown."""
    while days > 0:
        done = int(_loop()(w, p, days, warm, seen))
        days -= done
        if days > 0:
            w = grow_log(w)
    return w
