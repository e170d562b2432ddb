"""P16: a package of simple relational measures lowers conflict a little and containment more; without staff, nothing."""

from __future__ import annotations

from ..studies.experiment import Arm, Pool
from ..world.codes import TALLIES
from .pattern import Fact, Pattern

PACKAGE = {"relation_share": 0.65, "discretion": 0.5, "training_respect": 0.5, "refreshers": 1.0, "staff_involvement": 0.7}
CUT = 0.70
CONFLICT = ("threats", "assaults", "refusals", "staff_verbal", "staff_assaults", "selfharm")
CONTAINMENT = ("cell_sanctions", "confinements", "transfers")
SMALLEST = 0.056
"""Least change that the trial could not rule out: the lower end of its interval for conflict."""


def measure(run) -> dict[str, float]:
    """Conflict and containment events of a run, and days of presence."""
    tally = dict(zip(TALLIES, run.series.tally.sum(axis=0).tolist(), strict=True))
    return {"conflict": float(sum(tally[k] for k in CONFLICT)), "containment": float(sum(tally[k] for k in CONTAINMENT)),
            "days": float(tally["inmate_days"])}


def change(figure: str, with_: str, without: str):
    """Relative change of a rate per day of presence."""
    def statistic(pool: Pool) -> float:
        return pool.ratio(with_, figure, "days") / pool.ratio(without, figure, "days") - 1.0
    return statistic


conflict, containment = change("conflict", "package", "usual"), change("containment", "package", "usual")
stretched = change("conflict", "package_stretched", "usual_stretched")


def _coercion(pool: Pool) -> float:
    return containment(pool) - conflict(pool)


def _lost(pool: Pool) -> float:
    return stretched(pool) - conflict(pool)


def _arms() -> list[Arm]:
    from ..scenario import load

    base = load("baseline").with_(warmup_days=90)
    few = base.with_(levers={"inmates_per_officer": base.levers["inmates_per_officer"] / CUT})
    return [Arm("usual", base), Arm("package", base.with_(levers=PACKAGE)),
            Arm("usual_stretched", few), Arm("package_stretched", few.with_(levers=PACKAGE))]


PATTERN = Pattern(
    key="P16",
    en="A relation package gives a modest fall, more in coercion than in conflict, and nothing without staff",
    fr="Un ensemble de mesures relationnelles donne une baisse modeste, plus forte pour la contrainte que pour les conflits,"
       " et nulle faute de personnel",
    sources=("C-SAFEW", "C-SAFEW-FOR"), arms=_arms, measure=measure, seeds=4,
    facts=(
        Fact("P16.conflict", "Conflict events with the package: relative change",
             "Conflits avec ces mesures\u202f: variation relative", conflict, -0.237, -SMALLEST, "share"),
        Fact("P16.containment", "Containment (cell, confinement, transfer) with the package: relative change",
             "Contrainte (quartier disciplinaire, confinement, transfert) avec ces mesures\u202f: variation relative",
             containment, -0.343, -0.099, "share"),
        Fact("P16.coercion_more", "Second change less the first", "Seconde variation moins la première", _coercion, None, 0.0,
             "share"),
        Fact("P16.stretched", "Conflict events with the package and 30 % fewer staff, against as few staff without it: change",
             "Conflits avec ces mesures et 30\u202f% de personnel en moins, par rapport au même effectif sans elles\u202f:"
             " variation",
             stretched, -SMALLEST, SMALLEST, "share"),
        Fact("P16.lost", "What the cut takes from the fall", "Ce que la coupe retire à la baisse", _lost, 0.0, None, "share"),
    ),
    how_en="Measures of the trial's kind (minutes for relation, half of staff trained, small matters settled by word, staff"
           " involved; the response ladder, searches and places stay as they are) against usual practice for a year, then both"
           " with 30 % fewer officers. Near to nothing means less than the smallest effect the trial leaves possible (5.6 %).",
    how_fr="Des mesures du genre de l’essai (minutes de relation, moitié des agents formés, petits manquements réglés par la"
           " parole, personnel associé\u202f; échelle de réponses, fouilles et places inchangées) face à la pratique"
           " habituelle pendant un an, puis les deux avec 30\u202f% d’agents en moins. Presque nul signifie moins que le plus"
           " petit effet que l’essai laisse possible (5,6\u202f%).",
    missing_en="The trial was on psychiatric wards, where the same nurse decides on words and on restraint; here the ladder of"
               " answers is a rule, and staff under pressure do not put it aside or the measures with it.",
    missing_fr="L’essai portait sur des services de psychiatrie, où la même personne choisit la parole ou la contention\u202f;"
               " ici l’échelle de réponses est une règle, et la pression ne conduit pas le personnel à délaisser ces mesures.",
)
