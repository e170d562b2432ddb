"""P10: age is the steadiest predictor of being reported, and the youngest assault far beyond their number."""

from __future__ import annotations

import math

import numpy as np

from ..studies.experiment import Arm, Pool, live
from ..studies.logistic import slope
from .pattern import Fact, Pattern

AGES = tuple(range(18, 86))
YOUNG = 21
FOLLOWED = 365


@live
def measure(scenario, seed: int, parameters: dict[str, float]) -> dict[str, float]:
    """Entrants and those of them reported within a year, by year of age; assaults and presence below 21 and above.

    Entrants of the first year are followed for twelve months, or until they leave, as the cohort of C-GUILL was.
    """
    from ..outcomes.panel import BETWEEN, follow, up_to
    from ..world.codes import SELF_HARM

    panel = follow(scenario, seed, parameters, ("age", "entry_day"))
    here, age = panel.here, np.floor(panel["age"])
    reports = up_to(panel.events(range(SELF_HARM), recorded=True))
    _, leaves = panel.spans()
    day, row = np.nonzero(here & (panel.since_entry() == 0))
    keep = day + FOLLOWED <= panel.days
    day, row = day[keep], row[keep]
    end = np.minimum(leaves[day, row], day + FOLLOWED - 1)
    reported = reports[end + 1, row] > reports[day, row]
    at = np.clip(age[day, row], AGES[0], AGES[-1]).astype(int) - AGES[0]
    people = np.bincount(at, minlength=len(AGES))
    cases = np.bincount(at, weights=reported, minlength=len(AGES))
    assaults = panel.events(BETWEEN, recorded=True)
    young = here & (age < YOUNG)
    return {**{f"people_{a}": float(people[k]) for k, a in enumerate(AGES)},
            **{f"cases_{a}": float(cases[k]) for k, a in enumerate(AGES)},
            "young_assaults": float(assaults[young].sum()), "young_days": float(young.sum()),
            "other_assaults": float(assaults[here & ~young].sum()), "other_days": float((here & ~young).sum())}


def _odds_ratio(pool: Pool) -> float:
    people = np.array([pool.total("prison", f"people_{a}") for a in AGES])
    cases = np.array([pool.total("prison", f"cases_{a}") for a in AGES])
    return math.exp(slope(np.array(AGES, float), people, cases))


def _young(pool: Pool) -> float:
    return pool.ratio("prison", "young_assaults", "young_days") / pool.ratio("prison", "other_assaults", "other_days")


def _arms() -> list[Arm]:
    from ..scenario import load

    return [Arm("prison", load("baseline").with_(horizon_days=730))]


PATTERN = Pattern(
    key="P10",
    en="Age is the steadiest predictor: the younger, the more incidents",
    fr="L’âge est le prédicteur le plus constant\u202f: plus on est jeune, plus il y a d’incidents",
    sources=("C-GUILL", "B-EW-AGE"), arms=_arms, measure=measure, seeds=4,
    facts=(
        Fact("P10.odds_ratio", "Odds ratio of at least one incident report in the twelve months after entry, per year of age",
             "Rapport de cotes d’au moins un compte rendu d’incident dans les douze mois qui suivent l’entrée, par année d’âge",
             _odds_ratio, 0.90, 0.96),
        Fact("P10.young", "Recorded assaults on inmates: rate of those under 21 over the rate of the others",
             "Agressions consignées entre personnes détenues\u202f: taux des moins de 21 ans rapporté à celui des autres",
             _young, 4.6, 9.2),
    ),
    how_en="A maison d'arrêt over two years. Everyone who enters in the first year is followed for twelve months or until"
           " release; logistic regression on age. The second range is the English rate ratio (46 % of assailants for 11 % of"
           " inmates aged 15 to 20, that is 6.9) with a third on either side, the source giving no interval; the model has"
           " nobody under 18.",
    how_fr="Une maison d’arrêt sur deux ans. Toute personne entrée la première année est suivie douze mois ou jusqu’à sa"
           " sortie\u202f; régression logistique sur l’âge. La seconde fourchette est le rapport des taux anglais (46\u202f%"
           " des auteurs pour 11\u202f% des personnes détenues, de 15 à 20 ans, soit 6,9), un tiers de part et d’autre, la"
           " source ne donnant pas d’intervalle\u202f; le modèle ne compte personne de moins de 18 ans.",
    missing_en="Age acts in the model as a straight line on each decision; what is special under 21 (peers of the same age held"
               " together, gangs, units for young adults as in England) is not there.",
    missing_fr="Dans le modèle, l’âge agit en ligne droite sur chaque décision\u202f; ce qui est propre aux moins de 21 ans"
               " (jeunes du même âge détenus ensemble, bandes, unités pour jeunes adultes comme en Angleterre) n’y figure pas.",
)
