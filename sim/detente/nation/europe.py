"""European administrations in outline: a few stylised prisons each, run together, weighted to the people really held."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from time import perf_counter
from typing import TYPE_CHECKING, Any

from ..outcomes.facts import ratio
from .means import Means, administrations, prisons
from .places import horizon
from .runs import COUNTS, counted
from .tables import RATES, rate

if TYPE_CHECKING:
    from ..scenario.schema import Scenario


@dataclass(frozen=True)
class Administration:
    """What happened in the stylised prisons of an administration.

    Attributes
    ----------
    means : Means
    prisons, people : int
        Simulated.
    counts : dict
        Of `runs.COUNTS`, in the prisons that were simulated.
    digest : str
    """

    means: Means
    prisons: int
    people: int
    counts: dict[str, float]
    digest: str

    @property
    def weight(self) -> float:
        """People really held, for one that is simulated."""
        return self.means.inmates / self.people


@dataclass(frozen=True)
class Europe:
    """All administrations under one posture."""

    policy: Scenario
    seed: int
    days: int
    administrations: tuple[Administration, ...]
    seconds: float = field(compare=False, default=0.0)


def run_europe(policy: Scenario, *, days: int | None = None, seed: int | None = None, where: Sequence[Means] | None = None,
               threads: int = 2, progress: Callable[[int, int], None] | None = None) -> Europe:
    """Run every administration; nobody crosses a border.

    Parameters
    ----------
    policy : Scenario
        Its own establishment, officers, stay and share of remand give way to those of each administration.
    days, seed : int, optional
    where : sequence of Means, optional
        All by default.
    threads : int
        Results do not depend on it.
    progress : callable, optional
        ``progress(done, all)`` after each administration.
    """
    from ..studies.warm import ready

    began = perf_counter()
    here = list(administrations() if where is None else where)
    seed, days = policy.seed if seed is None else seed, horizon(policy, days)
    ready()
    work = [(m, prisons(m, policy, days)) for m in here]
    made: list[Administration] = []
    with ThreadPoolExecutor(max_workers=max(1, threads)) as pool:
        for found in pool.map(lambda item: _run(item[0], item[1], seed), work):
            made.append(found)
            if progress is not None:
                progress(len(made), len(work))
    return Europe(policy, seed, days, tuple(made), perf_counter() - began)


def _run(m: Means, scenarios: list[Scenario], seed: int) -> Administration:
    import hashlib

    from .convoys import run_together

    runs, moves = run_together(scenarios, seed, threads=1)
    rows = counted(runs, moves)
    counts = {name: math.fsum(row[name] for row in rows) for name in COUNTS}
    digest = hashlib.sha256("".join(run.digest() for run in runs).encode()).hexdigest()[:16]
    return Administration(m, len(runs), sum(s.establishment.inmates for s in scenarios), counts, digest)


def table(europe: Europe) -> list[dict[str, Any]]:
    """A row an administration, in the order of the file: means, what is assumed, rates; by name, never by violence."""
    return [_row(x) for x in europe.administrations]


def _row(x: Administration) -> dict[str, Any]:
    m = x.means
    return {"iso": m.iso, "name": m.name, "edition": m.edition, "inmates": m.inmates, "occupancy": m.occupancy,
            "inmates_per_officer": m.inmates_per_officer, "stay_months": m.stay_months, "remand_share": m.remand_share,
            "prisons": x.prisons, "people": x.people, "weight": x.weight, "in_sum": int(m.summed),
            **{measure: rate(x.counts, measure) for measure in RATES},
            "published_suicides": m.suicides, "published_years": m.suicide_years, "assumed": " ".join(m.assumed)}


def whole(europe: Europe) -> dict[str, Any]:
    """All administrations that count in sums, each weighted to the people it really holds."""
    mine = [x for x in europe.administrations if x.means.summed]
    counts = {name: math.fsum(x.weight * x.counts[name] for x in mine) for name in COUNTS}
    places = math.fsum(x.means.inmates / x.means.occupancy for x in mine)
    inmates = sum(x.means.inmates for x in mine)
    return {"administrations": len(mine), "inmates": inmates, "occupancy": ratio(inmates, places),
            "people": sum(x.people for x in mine), **{f"n_{name}": counts[name] for name in COUNTS if name != "inmate_days"},
            **{measure: rate(counts, measure) for measure in RATES}}
