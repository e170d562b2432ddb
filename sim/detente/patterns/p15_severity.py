"""P15: a harder sanction deters only where treatment is felt neutral or just."""

from __future__ import annotations

import numpy as np

from ..outcomes.follow_up import ANY, COLUMNS, FollowUp, index_cases
from ..outcomes.panel import VIOLENCE, follow
from ..studies.experiment import Arm, Pool, live
from .pattern import Fact, Pattern

SHORT = {"cell_days_refusal": 2.0, "cell_days_assault": 4.0, "cell_days_serious": 8.0}
LONG = {"cell_days_refusal": 14.0, "cell_days_assault": 28.0, "cell_days_serious": 30.0}
FAIR = {"relation_share": 0.65, "search_rate": 0.3, "training_respect": 0.5, "staff_involvement": 0.7}
UNFAIR = {"relation_share": 0.05, "search_rate": 4.0, "training_respect": 0.0, "staff_involvement": 0.0}
CELLS = {"disciplinary_cells": 5.0}
"""Enough cells, so that what is pronounced is served."""
SETTLED = 120
FOLLOWED = 180
FACTOR = np.arange(-4.0, 4.0, 0.5)
"""Edges, in log units, of classes of the personal factor on rule-breaking: like is compared with like."""
CLASSES = len(FACTOR) + 1


@live
def measure(scenario, seed: int, parameters: dict[str, float]) -> dict[str, float]:
    """Acts and days at risk in the half-year after each placement in the cell, by class of the personal factor."""
    panel = follow(scenario, seed, parameters, (*COLUMNS, "legitimacy", "unruliness"))
    cases = index_cases(panel, SETTLED, panel.days - FOLLOWED)
    factor = np.digitize(np.log(panel["unruliness"][cases.day, cases.row]), FACTOR)[cases.cell]
    felt = panel["legitimacy"][cases.day - 1, cases.row][cases.cell]
    out = {"cases": float(len(felt)), "legitimacy": float(felt.sum())}
    for name, kinds in (("violence", VIOLENCE), ("acts", ANY)):
        n, days = FollowUp(panel, cases, panel.events(kinds)).after(FOLLOWED)
        for what, x in ((name, n), ("days", days)):
            by = np.bincount(factor, weights=x[cases.cell], minlength=CLASSES)
            out |= {f"{what}_{k}": float(by[k]) for k in range(CLASSES)}
    return out


def effect(treatment: str, figure: str = "acts"):
    """Acts per day at risk after long stays in the cell against short ones, under one treatment: relative change."""
    def by(pool: Pool, length: str, what: str) -> np.ndarray:
        return np.array([pool.total(f"{treatment}_{length}", f"{what}_{k}") for k in range(CLASSES)])

    def statistic(pool: Pool) -> float:
        (a, t), (b, u) = ((by(pool, x, figure), by(pool, x, "days")) for x in ("long", "short"))
        whole = np.maximum(t + u, 1.0)
        return float((a * u / whole).sum() / (b * t / whole).sum()) - 1.0
    return statistic


fair, unfair = effect("fair"), effect("unfair")


def _gap(pool: Pool) -> float:
    return unfair(pool) - fair(pool)


def _arms() -> list[Arm]:
    from ..scenario import load

    base = load("baseline").with_(horizon_days=665, levers=CELLS)
    return [Arm(f"{treatment}_{length}", base.with_(levers={**how, **days}))
            for treatment, how in (("fair", FAIR), ("unfair", UNFAIR)) for length, days in (("short", SHORT), ("long", LONG))]


PATTERN = Pattern(
    key="P15",
    en="Severity deters only where treatment is felt neutral or just",
    fr="La sévérité ne dissuade que là où le traitement est ressenti comme neutre ou juste",
    sources=("C-PJ-SEV",), arms=_arms, measure=measure, seeds=4,
    facts=(
        Fact("P15.fair", "Misconduct after a long stay in the cell against a short one, where staff treat people well: change",
             "Incidents après un long placement par rapport à un court, quand le personnel traite bien les personnes\u202f:"
             " variation",
             fair, None, 0.0, "share"),
        Fact("P15.unfair", "The same where staff treat people badly", "De même quand le personnel traite mal les personnes",
             unfair, -0.05, None, "share"),
        Fact("P15.gap", "Second change less the first", "Seconde variation moins la première", _gap, 0.0, None, "share"),
    ),
    how_en="Four prisons: cell sanctions short (2, 4 and 8 days) or long (14, 28 and 30), and treatment good (minutes for"
           " relation, few searches, trained staff) or bad (hardly a word, four searches a week). Acts of any kind in the"
           " half-year after each placement, per day neither in the cell nor confined, among people alike in their penchant"
           " for breaking rules. A fall of no more than 5 % counts as no deterrence, as in P14.",
    how_fr="Quatre prisons\u202f: placements courts (2, 4 et 8 jours) ou longs (14, 28 et 30), traitement bon (minutes de"
           " relation, peu de fouilles, agents formés) ou mauvais (à peine un mot, quatre fouilles par semaine). Incidents de"
           " toute nature dans le semestre qui suit chaque placement, par jour passé hors quartier disciplinaire et hors"
           " confinement, à penchant égal pour les manquements. Une baisse d’au plus 5\u202f% vaut absence de dissuasion,"
           " comme au P14.",
    missing_en="The fairness of the one sanction decides in the model between lesson and defiance; a lasting view of staff"
               " weighs on that only in part, and differs little between people.",
    missing_fr="Dans le modèle, c’est le sentiment de justice de la sanction elle-même qui départage leçon et défi\u202f;"
               " l’opinion durable sur le personnel n’y pèse qu’en partie, et diffère peu d’une personne à l’autre.",
)
