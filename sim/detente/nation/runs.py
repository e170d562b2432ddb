"""The country run once: what happened in each establishment, counted before the worlds are let go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from ..outcomes.facts import facts
from ..world.codes import ASSAULT, SERIOUS, TRANSFER
from .places import Site, chosen, national

if TYPE_CHECKING:
    from ..engine import Run
    from ..scenario.schema import Scenario

TALLIED = ("inmate_days", "assaults", "serious", "staff_assaults", "recorded_assaults", "recorded_staff_assaults", "selfharm",
           "suicides", "transfers", "entries", "releases", "deaths")
"""Daily counts that are summed as they are."""
COUNTS = (*TALLIED, "hazard", "sent", "came", "carried")
"""All counts of an establishment: they add up.

``hazard``: suicides expected from the accumulated hazard; ``sent`` and ``came``: people who left and came by convoy (one who
found no bed is counted in both, at home); ``carried``: assaults by people who had come by transfer.
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
    from ..many import simulate_many
    from ..studies.warm import ready

    began = perf_counter()
    here = chosen() if where is None else list(where)
    scenarios = national(policy, here, days)
    seed = policy.seed if seed is None else seed
    ready()
    runs = simulate_many(scenarios, seed, threads=threads, progress=progress)
    found = [count(run) for run in runs]
    for counts, carried in zip(found, carried_by(runs), strict=True):
        counts["carried"] = float(carried)
    places = tuple(Counted(site, counts, scenario.hash())
                   for site, counts, scenario in zip(here, found, scenarios, strict=True))
    return Nation(policy, seed, scenarios[0].horizon_days if scenarios else 0, places, _digest(runs), perf_counter() - began)


def count(run: Run) -> dict[str, float]:
    """What happened in one establishment after the warm-up, but for ``carried``, which needs them all."""
    f = facts(run)
    warm = int(run.scenario.warmup_days)
    first = int(run.world.series.n[warm - 1]) if warm else int(run.scenario.establishment.inmates)
    counts = {name: float(f.n(name)) for name in TALLIED}
    came = f.n("transfers_in")
    counts["hazard"] = f.hazard_added
    counts["sent"] = float(first + f.n("entries") + came - f.n("releases") - f.n("deaths") - int(f.series.n[-1]))
    counts["came"] = float(came + int(run.world.prison[0].arrived))
    return counts


def carried_by(runs: Sequence[Run]) -> list[int]:
    """Assaults between inmates, by people who had been transferred from another establishment, in each establishment."""
    moved: dict[int, set[int]] = {}
    for k, run in enumerate(runs):
        for pid in run.log.a_pid[run.log.response == TRANSFER].tolist():
            moved.setdefault(pid, set()).add(k)
    everybody = np.array(sorted(moved), dtype=np.uint64)
    out = []
    for k, run in enumerate(runs):
        log = facts(run).log
        struck = log.a_pid[(log.kind == ASSAULT) | (log.kind == SERIOUS)]
        out.append(sum(bool(moved[pid] - {k}) for pid in struck[np.isin(struck, everybody)].tolist()))
    return out


def _digest(runs: Sequence[Run]) -> str:
    import hashlib

    total = hashlib.sha256()
    for run in runs:
        total.update(run.digest().encode())
    return total.hexdigest()[:16]
