"""The first compilation, by processes of its own: each takes the kernel that nobody has taken yet.

Numba compiles on one core. Here as many processes as there are cores take kernels and keep them where Numba finds them again;
then one of them joins them in the fused loop. The code is the same whoever compiled it: it comes from the same sources, types
and settings. The caller waits, and so can be stopped at any moment, which a process that compiles cannot: an interrupt within
LLVM comes out as an error. A helper that cannot start or falls over costs time only: the caller compiles what is missing.

Numba keeps an index of each function's code, which it reads, adds to and writes: two processes at it at one moment could give
two codes one name. So from the first run on, keeping is done in turns, under a lock between processes.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

MOST = 4
"""Processes that compile: more find nothing to do beside the longest kernel."""
FIRST_DAY = "first_day"
"""The piece that is no kernel of the loop: all that builds the world."""
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

    from ..engine import start
    from ..mechanisms import parameter_record
    from ..scenario import loads
    from ..world.world import empty

    scenario = loads(TINY, "first compilation")
    types = typeof(empty(4, 1, 2, 2, 2, 16)), typeof(parameter_record(scenario.parameters, scenario.switches))
    jobs: dict[str, Callable[[], object]] = {FIRST_DAY: partial(start, scenario, 1)}
    jobs |= {name: partial(kernel.compile, types) for name, kernel in pieces().items()}
    done = []
    for name, job in jobs.items():
        try:
            (turns / name).mkdir()
        except OSError:  # taken, or the caller is gone and has cleared up
            continue
        job()
        done.append(name)
    return done


def join() -> None:
    """Compile the loop itself, and with it what nobody has compiled."""
    from ..engine import simulate
    from ..scenario import loads

    simulate(loads(TINY, "first compilation"), seed=1)


@contextmanager
def one_at_a_time(name: str) -> Iterator[None]:
    """Hold a lock between the processes that share the cache; without one where the file system has none."""
    from filelock import FileLock

    from ..world.compiled import CACHE

    lock = FileLock(CACHE / f"{name}.lock")
    with suppress(OSError, NotImplementedError):
        lock.acquire()
    try:
        yield
    finally:
        lock.release()  # nothing to do if it is not held


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
    """Processes that will compile, one a core; none where what they keep could not be found again."""
    from ..world.compiled import CACHE, source_hash
    from .runner import cores

    return min(MOST, cores()) if CACHE.name == source_hash() and sys.executable else 0


def compile_together() -> None:
    """Have all kernels compiled and kept by other processes; ends when all have ended, or ends them."""
    package, nothing = Path(__file__).parents[2], subprocess.DEVNULL
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(package), *filter(None, [os.environ.get("PYTHONPATH")])])}
    with tempfile.TemporaryDirectory(prefix="detente-", ignore_cleanup_errors=True) as turns:
        for count, *task in ((number(), "pieces", turns), (min(1, number()), "join")):
            helpers: list[subprocess.Popen[bytes]] = []
            try:
                with suppress(OSError):
                    for _ in range(count):
                        helpers.append(subprocess.Popen([sys.executable, "-P", "-m", __name__, *task], env=env,
                                                        stdin=subprocess.PIPE, stdout=nothing, stderr=nothing))
                for helper in helpers:
                    helper.wait()
            finally:
                for helper in helpers:
                    helper.kill()
                    helper.wait()
                    if helper.stdin:
                        helper.stdin.close()


def end_with_the_caller() -> None:
    """End this process when the other end of its input is gone, however the caller ended."""
    while os.read(0, 1):
        pass
    os._exit(1)


if __name__ == "__main__":
    threading.Thread(target=end_with_the_caller, daemon=True).start()
    with suppress(KeyboardInterrupt):
        keep_in_turns()
        join() if sys.argv[1] == "join" else compile_pieces(Path(sys.argv[2]))
