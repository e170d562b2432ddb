"""The country run once: what happened in each establishment, counted before the worlds are let go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from time import perf_counter
from typing import TYPE_CHECKING

from ..outcomes.facts import facts
from ..world.codes import ASSAULT, SERIOUS
from .convoys import Move, run_together
from .places import Site, chosen, national

if TYPE_CHECKING:
    from ..engine import Run
    from ..scenario.schema import Scenario

TALLIED = ("inmate_days", "assaults", "serious", "staff_assaults", "recorded_assaults", "recorded_staff_assaults", "selfharm",
           "suicides", "transfers", "entries", "releases", "deaths")
"""Daily counts that are summed as they are."""
COUNTS = (*TALLIED, "hazard", "sent", "came", "carried")
"""All counts of an establishment: they add up.

``hazard``: suicides expected from the accumulated hazard; ``sent`` and ``came``: people who left for another establishment and
came from one; ``carried``: assaults between inmates by people who had come by transfer.
"""


@dataclass(frozen=True)
class Counted:
    """An establishment and what happened there.

    Attributes
    ----------
    site : Site
    counts : dict
        Of `COUNTS`.
    scenario : str
        Hash of what was simulated.
    """

    site: Site
    counts: dict[str, float]
    scenario: str


@dataclass(frozen=True)
class Nation:
    """A policy applied everywhere at once.

    Attributes
    ----------
    policy : Scenario
    seed, days : int
    places : tuple of Counted
        In the order of the national table.
    digest : str
        Of all final states, to the bit.
    seconds : float
    """

    policy: Scenario
    seed: int
    days: int
    places: tuple[Counted, ...]
    digest: str
    seconds: float = field(compare=False, default=0.0)


def run_nation(policy: Scenario, *, days: int | None = None, seed: int | None = None, where: Sequence[Site] | None = None,
               threads: int = 2, progress: Callable[[int, int], None] | None = None) -> Nation:
    """Run every establishment under a policy, with weekly convoys between them.

    Parameters
    ----------
    policy : Scenario
    days : int, optional
        After the warm-up; see `places.national`.
    seed : int, optional
        The policy's own by default.
    where : sequence of Site, optional
        All 186 by default.
    threads : int
        Results do not depend on it.
    progress : callable, optional
        ``progress(day, days)``.
    """
    from ..studies.warm import ready

    began = perf_counter()
    here = chosen() if where is None else list(where)
    scenarios = national(policy, here, days)
    seed = policy.seed if seed is None else seed
    ready()
    runs, moves = run_together(scenarios, seed, threads=threads, progress=progress)
    found = counted(runs, moves)
    places = tuple(Counted(site, counts, scenario.hash())
                   for site, counts, scenario in zip(here, found, scenarios, strict=True))
    return Nation(policy, seed, scenarios[0].horizon_days if scenarios else 0, places, _digest(runs), perf_counter() - began)


def counted(runs: Sequence[Run], moves: Sequence[Move]) -> list[dict[str, float]]:
    """What happened in each establishment after the warm-up."""
    out = []
    arrived: list[dict[int, int]] = [{} for _ in runs]
    for move in moves:
        if move.here != move.there:
            arrived[move.there].setdefault(move.pid, move.day)
    for k, run in enumerate(runs):
        f = facts(run)
        after = [x for x in moves if x.here != x.there and x.day > f.first_day]
        log = f.log[(f.log.kind == ASSAULT) | (f.log.kind == SERIOUS)]
        struck = zip(log.a_pid.tolist(), log.day.tolist(), strict=True)
        carried = sum(arrived[k].get(pid, day + 1) <= day for pid, day in struck)
        out.append({name: float(f.n(name)) for name in TALLIED} | {
            "hazard": f.hazard_added, "sent": float(sum(x.here == k for x in after)),
            "came": float(sum(x.there == k for x in after)), "carried": float(carried)})
    return out


def _digest(runs: Sequence[Run]) -> str:
    import hashlib

    total = hashlib.sha256()
    for run in runs:
        total.update(run.digest().encode())
    return total.hexdigest()[:16]
