"""The first compilation, by several processes at once: each takes the kernel that nobody has taken yet.

Numba compiles on one core. Here other processes take kernels too and keep them where Numba finds them again; what is left for
the caller is the fused loop, which joins them. The code is the same whoever compiled it: it comes from the same sources, types
and settings. A helper that cannot start or falls over costs time and nothing else: what it did not keep, the caller compiles.

Numba keeps an index of each function's code, which it reads, adds to and writes: two processes at it at one moment could give
two codes one name. So while anything is compiled here, keeping is done in turns, under a lock between processes.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

MOST = 4
"""Processes that compile: more find nothing to do beside the longest kernel."""
LONGEST_FIRST = ("escalation_slot", "staff_contact_slot", "mediation_dawn", "encounters_slot", "restorative_dawn")
"""Of the pieces, those taken first, so that none is begun when all others are done."""
TINY = """schema: 1
establishment: {type: maison_arret, capacity: 20, inmates: 24, wings: 2}
horizon_days: 1
"""
"""The prison in which everything is compiled."""


def pieces() -> dict[str, Any]:
    """Kernels called from the loop, those that take long first: name, and Numba's function."""
    from ..mechanisms import SCHEDULE

    all_of_them = {f"{mechanism.key}_{moment}": getattr(mechanism, moment) for moment, mechanism in SCHEDULE}
    return {name: all_of_them[name] for name in (*LONGEST_FIRST, *all_of_them)}


def compile_pieces(turns: Path) -> list[str]:
    """Compile piece by piece what nobody has taken; a piece is taken by whoever makes its folder in `turns`."""
    from numba import typeof

    from ..mechanisms import parameter_record
    from ..scenario import loads
    from ..world.world import empty

    scenario = loads(TINY, "first compilation")
    types = typeof(empty(4, 1, 2, 2, 2, 16)), typeof(parameter_record(scenario.parameters, scenario.switches))
    done = []
    for name, kernel in pieces().items():
        try:
            (turns / name).mkdir()
        except OSError:  # taken, or the caller is gone and has cleared up
            continue
        kernel.compile(types)
        done.append(name)
    return done


@contextmanager
def one_at_a_time(name: str) -> Iterator[None]:
    """Hold a lock between the processes that share the cache; without one where the file system has none."""
    from filelock import FileLock

    from ..world.compiled import CACHE

    lock = FileLock(CACHE / f"{name}.lock")
    try:
        lock.acquire()
    except (OSError, NotImplementedError):
        yield
        return
    try:
        yield
    finally:
        lock.release()


def keep_in_turns() -> None:
    """Have Numba keep compiled code under the lock, in this process from now on."""
    from numba.core.caching import IndexDataCacheFile

    keep = IndexDataCacheFile.save
    if getattr(keep, "in_turns", False):
        return

    def save(self: Any, key: Any, data: Any) -> None:
        with one_at_a_time("keeping"):
            keep(self, key, data)

    save.in_turns = True  # type: ignore[attr-defined]
    setattr(IndexDataCacheFile, "save", save)  # noqa: B010


def number() -> int:
    """Processes that will compile, the caller among them: one a core, and one where nothing can be shared."""
    from ..world.compiled import CACHE, source_hash
    from .runner import cores

    shared = CACHE.name == source_hash() and bool(sys.executable)
    return min(MOST, cores()) if shared else 1


def compile_together() -> None:
    """Compile all kernels of the loop, with other processes if there are cores for them; ends when all have ended."""
    from ..engine import start
    from ..scenario import loads

    keep_in_turns()
    nothing = subprocess.DEVNULL
    package = Path(__file__).parents[2]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(package), *filter(None, [os.environ.get("PYTHONPATH")])])}
    with tempfile.TemporaryDirectory(prefix="detente-", ignore_cleanup_errors=True) as turns:
        helpers = []
        try:
            with suppress(OSError):
                for _ in range(number() - 1):
                    helpers.append(subprocess.Popen([sys.executable, "-P", "-m", __name__, turns], env=env,
                                                    stdin=nothing, stdout=nothing, stderr=nothing))
            start(loads(TINY, "first compilation"), 1)  # what builds the first day is nobody's piece
            compile_pieces(Path(turns))
            for helper in helpers:
                helper.wait()
        finally:
            for helper in helpers:
                helper.kill()
                helper.wait()


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        keep_in_turns()
        compile_pieces(Path(sys.argv[1]))
