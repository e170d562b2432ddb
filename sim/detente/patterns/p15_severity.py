"""P15: a harder sanction deters only where treatment is felt neutral or just."""

from __future__ import annotations

from ..outcomes.follow_up import ANY, COLUMNS, FollowUp, index_cases, strata
from ..outcomes.panel import VIOLENCE, follow
from ..outcomes.strata import rate_sums
from ..studies.experiment import Arm, Pool, live
from .pattern import Fact, Pattern

FAIR = {"relation_share": 0.65, "search_rate": 0.3, "training_respect": 0.5, "staff_involvement": 0.7}
UNFAIR = {"relation_share": 0.05, "search_rate": 4.0, "training_respect": 0.0, "staff_involvement": 0.0}
HISTORY = 120
FOLLOWED = 180


@live
def measure(scenario, seed: int, parameters: dict[str, float]) -> dict[str, float]:
    """Sums of the matched contrast over half a year, hard sanctions against light ones, and legitimacy on the eve."""
    panel = follow(scenario, seed, parameters, (*COLUMNS, "legitimacy"))
    cases = index_cases(panel, HISTORY, panel.days - FOLLOWED)
    reports = FollowUp(panel, cases, panel.events(ANY, recorded=True)).before(HISTORY)[0] - 1
    stratum = strata(panel, cases, reports)
    out = {"cases": float(len(cases.day)), "legitimacy": float(panel["legitimacy"][cases.day - 1, cases.row].sum())}
    for name, kinds in (("acts", ANY), ("violence", VIOLENCE)):
        after = FollowUp(panel, cases, panel.events(kinds)).after(FOLLOWED)
        out[f"{name}_up"], out[f"{name}_down"] = rate_sums(stratum, cases.cell, *after)
    return out


def effect(treatment: str, figure: str = "acts"):
    """Acts per day at risk after the cell against a warning or confinement, matched: relative difference."""
    def statistic(pool: Pool) -> float:
        return pool.ratio(treatment, f"{figure}_up", f"{figure}_down") - 1.0
    return statistic


fair, unfair = effect("fair"), effect("unfair")


def _gap(pool: Pool) -> float:
    return unfair(pool) - fair(pool)


def _arms() -> list[Arm]:
    from ..scenario import load

    base = load("baseline").with_(horizon_days=665)
    return [Arm("fair", base.with_(levers=FAIR)), Arm("unfair", base.with_(levers=UNFAIR))]


PATTERN = Pattern(
    key="P15",
    en="Severity deters only where treatment is felt neutral or just",
    fr="La sévérité ne dissuade que là où le traitement est ressenti comme neutre ou juste",
    sources=("C-PJ-SEV",), arms=_arms, measure=measure, seeds=8,
    facts=(
        Fact("P15.fair", "Misconduct in the half-year after a hard sanction against a light one, where staff treat people well",
             "Incidents dans le semestre qui suit une sanction lourde par rapport à une sanction légère, quand le personnel"
             " traite bien les personnes", fair, None, 0.0, "share"),
        Fact("P15.unfair", "The same where staff treat people badly", "De même quand le personnel traite mal les personnes",
             unfair, -0.05, None, "share"),
        Fact("P15.gap", "Second difference less the first", "Second écart moins le premier", _gap, 0.0, None, "share"),
    ),
    how_en="Two prisons: treatment good (minutes for relation, few searches, trained staff) or bad (hardly a word, four"
           " searches a week). In each, people given the disciplinary cell against people given a warning or confinement,"
           " matched on kind of incident, age, earlier reports and violence known from before; incidents of any kind, per day"
           " neither in the cell nor confined. A fall of no more than 5 % counts as no deterrence, as in P14.",
    how_fr="Deux prisons\u202f: traitement bon (minutes de relation, peu de fouilles, agents formés) ou mauvais (à peine un"
           " mot, quatre fouilles par semaine). Dans chacune, les personnes placées au quartier disciplinaire et les personnes"
           " averties ou confinées, appariées sur la nature des faits, l’âge, les comptes rendus antérieurs et les antécédents"
           " de violence\u202f; incidents de toute nature, par jour passé hors quartier disciplinaire et hors confinement. Une"
           " baisse d’au plus 5\u202f% vaut absence de dissuasion, comme au P14.",
    missing_en="In the model the lesson of a sanction is learnt whether it is felt just or not; injustice only adds defiance,"
               " and how just one sanction is felt depends rather little on a lasting view of staff. What is learnt also fades"
               " within weeks.",
    missing_fr="Dans le modèle, la leçon d’une sanction est apprise, qu’elle soit ressentie comme juste ou non\u202f;"
               " l’injustice y ajoute seulement le défi, et le sentiment de justice d’une sanction dépend assez peu de"
               " l’opinion durable sur le personnel. La leçon s’efface aussi en quelques semaines.",
)
