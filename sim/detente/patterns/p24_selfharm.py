"""P24: self-harm is concentrated, more than five acts a year for each person concerned."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..outcomes.facts import facts
from ..studies.experiment import Arm
from ..world.codes import SELF_HARM
from .pattern import Fact, Pattern

if TYPE_CHECKING:
    from ..engine import Run

ELSEWHERE = 1.5   # a figure of another prison system is accepted within this factor, either way
EACH = 5.45       # acts per person concerned: 5.3 and 5.6 in two years (B-EW-2023, B-EW-J24)


def _arms() -> list[Arm]:
    from ..scenario import load

    return [Arm("usual", load("baseline"))]


def measure(run: Run) -> dict[str, float]:
    """Self-harm crises of a year, and people concerned."""
    who = (log := facts(run).log).a_pid[log.kind == SELF_HARM]
    return {"crises": len(who), "people": len(np.unique(who))}


PATTERN = Pattern(
    key="P24",
    en="Self-harm is concentrated: more than five acts a year for each person concerned (England and Wales)",
    fr="Les automutilations sont concentrées\u202f: plus de cinq actes par an et par personne concernée (Angleterre et"
       " Galles)",
    sources=("B-EW-J24", "B-EW-2023"), arms=_arms, measure=measure, seeds=4,
    facts=(Fact("P24.each", "Self-harm crises in a year per person concerned",
                "Crises d’automutilation en un an par personne concernée",
                lambda pool: pool.ratio("usual", "crises", "people"), EACH / ELSEWHERE, EACH * ELSEWHERE, "count"),),
    how_en="A maison d'arrêt for a year. The level of another system is not asked for, only the concentration, within a"
           " factor of 1.5.",
    how_fr="Une maison d’arrêt pendant un an. On ne demande pas le niveau d’un autre système, seulement la concentration, à"
           " un facteur 1,5 près.",
    missing_en="No lasting personal disposition to self-harm beside distress and a past attempt, and no act that makes the"
               " next one likelier.",
    missing_fr="Ni disposition personnelle durable à l’automutilation, hors détresse et tentative passée, ni acte qui rende"
               " le suivant plus probable.",
)
