"""The same seeds in each scenario, over threads: the compiled engine holds no lock, so threads are enough."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from typing import TYPE_CHECKING, TypeVar

from ..errors import DetenteError, said
from .warm import ready

if TYPE_CHECKING:
    from ..engine import Run
    from ..scenario.schema import Scenario

T = TypeVar("T")
Progress = Callable[[int, int], None]


def cores() -> int:
    """Cores this process may use."""
    try:
        return max(1, len(os.sched_getaffinity(0)))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1


def must_be_threads(threads: int | None) -> None:
    """Refuse a number of threads that is none.

    Raises
    ------
    DetenteError
        If it is not a positive number.
    """
    if threads is not None and threads < 1:
        raise DetenteError("at least one thread is needed", key="threads", given=str(threads), allowed=said("1 or more"))


def replicate(scenarios: Sequence[Scenario], seeds: Sequence[int], measure: Callable[[Run], T], *,
              threads: int | None = None, progress: Progress | None = None,
              announce: Callable[[int], None] | None = None) -> list[list[T]]:
    """Run each scenario with each seed and keep what `measure` makes of the run.

    Parameters
    ----------
    scenarios, seeds : sequences
    measure : callable
        ``measure(run)``, called in the thread that ran it; the run is dropped afterwards.
    threads : int, optional
        Default: the cores of this process. The results do not depend on it.
    progress : callable, optional
        ``progress(done, total)``, called in the calling thread.
    announce : callable, optional
        As for `warm.ready`.

    Returns
    -------
    list of list
        ``[scenario][seed]``, in the order given.

    Raises
    ------
    DetenteError
        If `threads` is not a positive number.
    KeyboardInterrupt
        Passed on at once; runs not yet begun are cancelled.
    """
    from ..engine import simulate

    must_be_threads(threads)
    ready(announce)

    def one(scenario: Scenario, seed: int) -> T:
        return measure(simulate(scenario, seed))

    pool = ThreadPoolExecutor(min(threads or cores(), len(scenarios) * len(seeds)), "detente")
    places: dict[Future[T], tuple[int, int]] = {}
    out: list[list[T | None]] = [[None] * len(seeds) for _ in scenarios]
    try:
        for k, seed in enumerate(seeds):
            for arm, scenario in enumerate(scenarios):
                places[pool.submit(one, scenario, seed)] = (arm, k)
        for done, future in enumerate(as_completed(places), 1):
            arm, k = places[future]
            out[arm][k] = future.result()
            if progress is not None:
                progress(done, len(places))
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    pool.shutdown()
    return out  # type: ignore[return-value]
