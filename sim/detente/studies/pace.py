"""How long a long piece of work will take on this machine: one short run is timed, nothing is guessed."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

DAYS = 365


def seconds_per_inmate_day(announce: Callable[[int], None] | None = None) -> float:
    """Seconds of one core for one person and day, timed on a year of an ordinary prison.

    Parameters
    ----------
    announce : callable, optional
        As for `warm.ready`: the engine is compiled first if need be, which is not counted.
    """
    from ..engine import simulate
    from ..outcomes import summarise
    from ..scenario import load
    from .warm import ready

    ready(announce)
    scenario = load("baseline").with_(horizon_days=DAYS)
    start = perf_counter()
    summarise(simulate(scenario, 1))
    return (perf_counter() - start) / (DAYS * scenario.establishment.inmates)
