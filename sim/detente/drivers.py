"""Two drivers over the same kernels: a readable loop in Python, and the same loop fused into one compiled function.

The fused source is written from `mechanisms.SCHEDULE`, so there is one list of what happens, and kept beside the
compiled code, where Numba's cache finds it again. Both give the same bits (a test says so).
"""

from __future__ import annotations

import importlib.util
import os
import sys
import tempfile
from pathlib import Path

import numpy as np

from .declare import Mechanism
from .mechanisms import SCHEDULE
from .world.codes import N_SLOTS
from .world.compiled import CACHE, JIT
from .world.world import World, grow_log

if not JIT:  # plain NumPy scalars say so when 64 bits wrap around; here they are meant to
    np.seterr(over="ignore")

LOG_MARGIN = 4


def _calls(moment: str, indent: str) -> list[str]:
    lines = []
    for when, mechanism in SCHEDULE:
        if when != moment:
            continue
        call = f"{mechanism.key}_{moment}(w, p)"
        if mechanism.switchable:
            lines.append(f"{indent}if p.on_{mechanism.key}:")
            lines.append(f"{indent}    {call}")
        else:
            lines.append(f"{indent}{call}")
    return lines


def _imports() -> list[str]:
    lines = []
    for moment, mechanism in SCHEDULE:
        function = getattr(mechanism, moment)
        lines.append(f"from {function.__module__} import {function.__name__} as {mechanism.key}_{moment}")
    return sorted(lines)


def fused_source() -> str:
    """Source of the fused driver."""
    return "\n".join([
        '"""Written from mechanisms.SCHEDULE: do not edit."""',
        *_imports(),
        "from detente.world.compiled import kernel",
        "", "",
        "@kernel",
        "def advance(w, p, days):",
        "    s = w.prison[0]",
        "    done = 0",
        f"    margin = {LOG_MARGIN} * w.inmates.shape[0] + 64",
        "    for _ in range(days):",
        "        if s.n_log + margin > w.log.shape[0]:",
        "            return done",
        "        s.slot = 0",
        f"        s.tick = s.day * {N_SLOTS}",
        *_calls("dawn", "        "),
        f"        for slot in range({N_SLOTS}):",
        "            s.slot = slot",
        f"            s.tick = s.day * {N_SLOTS} + slot",
        *_calls("slot", "            "),
        *_calls("dusk", "        "),
        "        s.day += 1",
        "        done += 1",
        "    return done",
        "",
    ])


_ADVANCE = None


def fused():
    """The compiled driver ``advance(w, p, days) -> days done``; fewer than asked when the log is full."""
    global _ADVANCE
    if _ADVANCE is None:
        path = CACHE / "fused_driver.py"
        text = fused_source()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            _write(path, text)
        spec = importlib.util.spec_from_file_location("detente_fused_driver", path)
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules["detente_fused_driver"] = module
        spec.loader.exec_module(module)
        _ADVANCE = module.advance
    return _ADVANCE


def _write(path: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".py")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    os.replace(name, path)


def compiled_before() -> bool:
    """Whether a run can start without compiling."""
    return not JIT or (CACHE / "compiled").exists()


def mark_compiled() -> None:
    """Remember that everything has been compiled once."""
    if JIT:
        try:
            (CACHE / "compiled").write_text("yes", encoding="utf-8")
        except OSError:
            pass


def advance_fused(w: World, p, days: int) -> World:
    """Run some days with the fused driver; the log grows when needed."""
    left = days
    while left > 0:
        done = fused()(w, p, left)
        left -= int(done)
        if left > 0:
            w = grow_log(w)
    return w


def advance_readable(w: World, p, days: int, extra: tuple[Mechanism, ...] = (), after_slot=None) -> World:
    """Run some days with the readable driver: the schedule, line by line, then mechanisms from outside the package."""
    for _ in range(days):
        w = begin_day(w, p, extra)
        for slot in range(N_SLOTS):
            run_slot(w, p, slot, extra)
            if after_slot is not None:
                after_slot(w)
        end_day(w, p, extra)
    return w


def begin_day(w: World, p, extra: tuple[Mechanism, ...] = ()) -> World:
    """Dawn of a day; returns the world, whose log may have grown."""
    s = w.prison[0]
    while int(s.n_log) + LOG_MARGIN * w.inmates.shape[0] + 64 > w.log.shape[0]:
        w = grow_log(w)
    s = w.prison[0]
    s.slot = 0
    s.tick = int(s.day) * N_SLOTS
    _moment("dawn", w, p, extra)
    return w


def run_slot(w: World, p, slot: int, extra: tuple[Mechanism, ...] = ()) -> None:
    """One slot of the day."""
    s = w.prison[0]
    s.slot = slot
    s.tick = int(s.day) * N_SLOTS + slot
    _moment("slot", w, p, extra)


def end_day(w: World, p, extra: tuple[Mechanism, ...] = ()) -> None:
    """Dusk of a day."""
    _moment("dusk", w, p, extra)
    w.prison[0].day += 1


def _moment(moment: str, w: World, p, extra: tuple[Mechanism, ...]) -> None:
    for when, mechanism in SCHEDULE:
        if when == moment and (not mechanism.switchable or p[f"on_{mechanism.key}"]):
            getattr(mechanism, moment)(w, p)
    for mechanism in extra:
        kernel = getattr(mechanism, moment)
        if kernel is not None and p[f"on_{mechanism.key}"]:
            kernel(w, p)
