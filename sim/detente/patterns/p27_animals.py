"""P27: animal mediation does a little good to those who take part."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from ..studies.experiment import Arm, Pool, live
from .pattern import Fact, Pattern

if TYPE_CHECKING:
    from ..scenario.schema import Scenario

PLACES, DAYS = 10.0, 180
STATES = ("tension", "distress")


def _arms() -> list[Arm]:
    from ..scenario import load

    base = load("baseline").with_(horizon_days=DAYS)
    return [Arm("animals", base.with_(levers={"animal_places": PLACES}))]


def sums(part: np.ndarray, other: np.ndarray) -> dict[str, float]:
    """What a standardised difference between two groups of the same people is made of."""
    return {"n": len(part), "part": float(part.sum()), "part2": float((part**2).sum()),
            "other": float(other.sum()), "other2": float((other**2).sum())}


@live
def measure(scenario: Scenario, seed: int, parameters: Mapping[str, float]) -> dict[str, float]:
    """States on the last day of those who hold a place, and of the same people in the same prison without animals."""
    from ..engine import simulate

    with_it = simulate(scenario, seed, parameters=dict(parameters)).world.inmates
    without = simulate(scenario.with_(levers={"animal_places": 0.0}), seed, parameters=dict(parameters)).world.inmates
    mine, theirs = with_it[(with_it.here == 1) & (with_it.animal == 1)], without[without.here == 1]
    _, a, b = np.intersect1d(mine.pid, theirs.pid, return_indices=True)
    return {f"{name}_{key}": x for name in STATES for key, x in sums(mine[name][a], theirs[name][b]).items()}


def gain(pool: Pool, name: str) -> float:
    """Standardised mean difference d of a state, positive where it is lower for those who take part."""
    n, part, part2, other, other2 = (pool.total("animals", f"{name}_{x}") for x in ("n", "part", "part2", "other", "other2"))
    if n < 2:
        return math.nan
    variance = 0.5 * ((part2 - part**2 / n) + (other2 - other**2 / n)) / (n - 1)
    return (other - part) / n / math.sqrt(variance) if variance > 0 else math.nan


PATTERN = Pattern(
    key="P27",
    en="Animal mediation does a little good to those who take part (d about 0.15)",
    fr="La médiation animale fait un peu de bien à ceux qui y participent (d d’environ 0,15)",
    sources=("C-DOG", "C-DOG-NULL"), arms=_arms, measure=measure, seeds=6,
    facts=(Fact("P27.gain", "Standardised gain d, mean of tension and distress",
                "Gain standardisé d, moyenne de la tension et de la détresse",
                lambda pool: float(np.mean([gain(pool, x) for x in STATES])), 0.026, 0.281),),
    how_en="Ten places per 100 inmates. On the last day of six months, those who hold a place are compared with themselves"
           " in the same prison, with the same luck, without animals.",
    how_fr="Dix places pour 100 personnes. Au dernier jour de six mois, ceux qui ont une place sont comparés à eux-mêmes"
           " dans la même prison, avec le même hasard, sans animaux.",
    missing_en="Parameters of this mechanism were given small values with these studies in mind: this is a check of size,"
               " not an independent proof.",
    missing_fr="Les paramètres de ce mécanisme ont reçu de petites valeurs au vu de ces études\u202f: c’est un contrôle"
               " d’ordre de grandeur, non une preuve indépendante.",
)
