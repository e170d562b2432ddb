"""P24: self-harm is the doing of few people, many times over."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from ..outcomes.facts import facts
from ..studies.experiment import Arm, Pool
from ..world.codes import SELF_HARM
from .pattern import Fact, Pattern

if TYPE_CHECKING:
    from ..engine import Run

ELSEWHERE = 1.5        # a figure of another prison system is accepted within this factor, either way
K = (0.053, 0.063)     # from 0.71 and 0.85 acts a prisoner and year, 5.3 and 5.6 for each person concerned (2023, 2024)


def _arms() -> list[Arm]:
    from ..scenario import load

    return [Arm("usual", load("baseline"))]


def measure(run: Run) -> dict[str, float]:
    """Inmate-years, self-harm crises of a year, people concerned."""
    f = facts(run)
    who = f.log.a_pid[f.log.kind == SELF_HARM]
    return {"years": f.years, "crises": len(who), "people": len(np.unique(who))}


def concentration(mean: float, share: float) -> float:
    """Dispersion k of the negative binomial that has this mean and this share above zero; small is concentrated.

    Parameters
    ----------
    mean : float
        Acts per prisoner and year.
    share : float
        People concerned per prisoner and year.
    """
    from scipy.optimize import brentq

    low, high = math.log(1e-5), math.log(1e5)

    def gap(x: float) -> float:
        return -math.expm1(-math.exp(x) * math.log1p(mean / math.exp(x))) - share

    if not (mean > share > 0.0) or gap(high) <= 0.0 or gap(low) >= 0.0:
        return math.inf if mean >= share > 0.0 else math.nan
    return math.exp(brentq(gap, low, high))


def _k(pool: Pool) -> float:
    return concentration(pool.ratio("usual", "crises", "years"), pool.ratio("usual", "people", "years"))


PATTERN = Pattern(
    key="P24",
    en="Self-harm is concentrated: few people, many times over (England and Wales)",
    fr="Les automutilations sont concentrées\u202f: peu de personnes, de nombreuses fois (Angleterre et Galles)",
    sources=("B-EW-2024", "B-EW-J24", "B-EW-2023"), arms=_arms, measure=measure, seeds=4,
    facts=(Fact("P24.k", "Dispersion k of self-harm crises per person in a year (small: concentrated)",
                "Dispersion k des crises d’automutilation par personne en un an (petite\u202f: concentrées)",
                _k, K[0] / ELSEWHERE, K[1] * ELSEWHERE),),
    how_en="A maison d'arrêt for a year. The level of another system is not asked for, only the concentration: the k of a"
           " negative binomial with the same acts and people concerned per prisoner, 0.053 and 0.063 there in two years,"
           " within a factor of 1.5.",
    how_fr="Une maison d’arrêt pendant un an. On ne demande pas le niveau d’un autre système, seulement la"
           " concentration\u202f: le k d’une loi binomiale négative aux mêmes nombres d’actes et de personnes concernées,"
           " 0,053 et 0,063 là-bas en deux ans, à un facteur 1,5 près.",
    missing_en="No lasting personal disposition to self-harm beside distress and a past attempt, and no act that makes the"
               " next one likelier.",
    missing_fr="Ni disposition personnelle durable à l’automutilation, hors détresse et tentative passée, ni acte qui rende"
               " le suivant plus probable.",
)
