"""P17: relations and security hold together; a prison low on either is far more violent than one that has both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..outcomes.expected import aggressions, chance_physical, expected_serious
from ..outcomes.facts import facts
from ..studies.experiment import Arm, Pool
from .pattern import Fact, Pattern

if TYPE_CHECKING:
    from ..engine import Run

# Officers, floors, places and prices are the same in all four prisons: only the use of the minutes and the answers differ.
RELATIONS = {
    "weak": {"relation_share": 0.05, "training_respect": 0.0, "staff_involvement": 0.1},
    "strong": {"relation_share": 0.6, "training_respect": 0.6, "staff_involvement": 0.7},
}
LAX = {"nothing": 0.7, "warning": 0.3}
MUCH, FAR = 1.25, 1.5


def _control(firm: bool) -> dict[str, float]:
    from ..declare.levers import BY_NAME, LADDER_KINDS, LADDER_RESPONSES

    levers = {"search_rate": 0.8, "discretion": 0.15} if firm else {"search_rate": 0.0, "discretion": 0.8}
    for kind in LADDER_KINDS:
        usual = {answer: BY_NAME[f"response.{kind}.{answer}"].default for answer in LADDER_RESPONSES}
        usual["warning"] += usual.pop("nothing")   # firm is not harsh: what was filed without more is answered by a word
        row = usual if firm else LAX
        levers |= {f"response.{kind}.{answer}": row.get(answer, 0.0) for answer in LADDER_RESPONSES}
    return levers


def _arms() -> list[Arm]:
    from ..scenario import load

    base = load("baseline")
    return [Arm(f"{relations} {control}", base.with_(levers={**levers, **_control(control == "firm")}))
            for relations, levers in RELATIONS.items() for control in ("lax", "firm")]


def measure(run: Run) -> dict[str, float]:
    """Inmate-years, serious acts expected, self-harm crises."""
    f = facts(run)
    serious = expected_serious(f) + run.parameters.staff_violence_grave * chance_physical(aggressions(f), run.parameters).sum()
    return {"years": f.years, "serious": serious, "selfharm": f.n("selfharm")}


def _against_both(arm: str, figure: str):
    def statistic(pool: Pool) -> float:
        return pool.ratio(arm, figure, "years") / pool.ratio("strong firm", figure, "years")
    return statistic


PATTERN = Pattern(
    key="P17",
    en="Relations and security must hold together: prisons low on either have far more serious violence and self-harm",
    fr="Relations et sécurité vont ensemble\u202f: là où l’une des deux manque, bien plus de violences graves et"
       " d’automutilations",
    sources=("C-MQPL24", "C-REA", "A-ARLES-C"), arms=_arms, measure=measure, seeds=6,
    facts=(
        Fact("P17.serious_without_relations", "Serious acts, firm control without relations, against both",
             "Actes graves, contrôle ferme sans relation, rapportés à une prison qui a les deux",
             _against_both("weak firm", "serious"), MUCH, None),
        Fact("P17.serious_without_control", "Serious acts, relations without control, against both",
             "Actes graves, relation sans contrôle, rapportés à une prison qui a les deux",
             _against_both("strong lax", "serious"), MUCH, None),
        Fact("P17.serious_without_either", "Serious acts, neither, against both",
             "Actes graves, ni relation ni contrôle, rapportés à une prison qui a les deux",
             _against_both("weak lax", "serious"), FAR, None),
        Fact("P17.selfharm_without_relations", "Self-harm crises, firm control without relations, against both",
             "Crises d’automutilation, contrôle ferme sans relation, rapportées à une prison qui a les deux",
             _against_both("weak firm", "selfharm"), MUCH, None),
        Fact("P17.selfharm_without_control", "Self-harm crises, relations without control, against both",
             "Crises d’automutilation, relation sans contrôle, rapportées à une prison qui a les deux",
             _against_both("strong lax", "selfharm"), MUCH, None),
    ),
    how_en="Four maisons d'arrêt with the same people, staff and places: officers' minutes and training go to relations or"
           " not; searches are made and every report is answered, or neither. The study says 'far more' without a figure: a"
           " quarter more is asked for (half as much again where both are lacking). Serious acts are the sum of the chances"
           " of being serious that assaults carried.",
    how_fr="Quatre maisons d’arrêt aux mêmes personnes, effectifs et places\u202f: minutes et formation des surveillants"
           " vont ou non à la relation\u202f; fouilles et réponses à chaque compte rendu, ou ni l’un ni l’autre. L’étude dit"
           " «\u202fbien plus\u202f» sans chiffre\u202f: on demande un quart de plus (moitié plus quand les deux manquent)."
           " Les actes graves sont la somme des probabilités d’être graves que portaient les agressions.",
    missing_en="Rules that nobody enforces cost little here: where nobody searches or answers, only the perceived risk"
               " falls; debts, trade and weapons do not grow, and unpunished violence wins no more standing. Sanctions weigh"
               " on those who receive them and being bullied weighs little, so that self-harm falls where nothing is"
               " sanctioned. Presence on the floor, which does protect here, is held equal.",
    missing_fr="Des règles que personne ne fait respecter coûtent peu ici\u202f: là où l’on ne fouille ni ne répond, seul le"
               " risque perçu baisse\u202f; dettes, trafics et armes n’augmentent pas, et une violence impunie ne rapporte"
               " pas plus de statut. Les sanctions pèsent sur ceux qui les reçoivent et les brimades pèsent peu, si bien que"
               " les automutilations baissent là où rien n’est sanctionné. La présence à l’étage, qui protège bien ici, est"
               " tenue égale.",
)
