"""Level facts that were not used to fit (P01 to P09): the same runs of an ordinary maison d'arrêt, read otherwise.

Four of them are near to what was fitted or set: they say whether the parts put together give what is seen, no more. Each
says so, and levels are counted apart from patterns.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from ..outcomes import summarise
from ..outcomes.facts import facts, ratio
from ..studies.experiment import Arm, Pool
from ..world.codes import ASSAULT, N_SLOTS, NIGHT, SERIOUS, STAFF_ASSAULT, STAFF_SERIOUS
from .pattern import Fact, Pattern

if TYPE_CHECKING:
    from ..engine import Run

DENSITIES = (1.0, 1.8)
"""The ends of the published spread; the densities between are where the model was fitted."""
ROSTER_DAYS = 6


def measure(run: Run) -> Mapping[str, float]:
    """All measures, recorded assaults by gravity, and what an officer on the floor has in charge by day."""
    f = facts(run)
    kind = f.log.kind[f.log.recorded == 1]
    return {**summarise(f), "recorded_physical": float(np.isin(kind, (ASSAULT, SERIOUS, STAFF_ASSAULT, STAFF_SERIOUS)).sum()),
            "recorded_grave": float(np.isin(kind, (SERIOUS, STAFF_SERIOUS)).sum()),
            "case_sanctions": float(((f.log.commission == 1) & (f.log.response > 0)).sum()),
            "cases": float((f.log.commission == 1).sum()),
            "floor_load": ratio((N_SLOTS - 1) * f.n("inmate_days"), f.n("staff_on") * day_share(run))}


def day_share(run: Run) -> float:
    """Share of the officers counted on the floor, slot by slot, who are there by day: the roster's, nights being lighter."""
    from ..mechanisms.duty import on_shift

    night = 0.5 * run.scenario.levers["roster_night"]
    posted = [sum(on_shift(0, day, slot) for day in range(ROSTER_DAYS)) * (night if slot == NIGHT else 1.0)
              for slot in range(N_SLOTS)]
    return 1.0 - posted[NIGHT] / sum(posted)


def _ordinary() -> list[Arm]:
    from ..scenario import load

    return [Arm("ordinary", load("baseline"))]


def _densities() -> list[Arm]:
    from ..scenario import load

    base = load("baseline")
    return [Arm(f"{d}", base.with_(levers={"occupancy": d})) for d in DENSITIES]


def _ratio(density: float):
    def statistic(pool: Pool) -> float:
        return pool.ratio(f"{density}", "recorded_assaults", "recorded_staff_assaults")
    return statistic


def _mean(figure: str):
    def statistic(pool: Pool) -> float:
        return pool.mean("ordinary", figure)
    return statistic


def _share(above: str, below: str):
    def statistic(pool: Pool) -> float:
        return pool.ratio("ordinary", above, below)
    return statistic


RATIO = Pattern(
    key="P02",
    en="Recorded violence between inmates is about twice violence on staff, at every density",
    fr="Les violences consignées entre personnes détenues font environ deux fois celles commises sur le personnel, à toute"
       " densité",
    sources=("A-RATIO",), kind="level", arms=_densities, measure=measure,
    facts=tuple(Fact(f"P02.ratio_{round(100 * d)}", f"Ratio at a density of {d}",
                     f"Rapport à une densité de {str(d).replace('.', ',')}", _ratio(d), 1.9, 2.4) for d in DENSITIES),
    how_en="A maison d'arrêt of 424 places filled to 100 and to 180 %, officers in proportion to inmates, cells and places of"
           " activity unchanged; the model was fitted near 141 %.",
    how_fr="Une maison d’arrêt de 424 places remplie à 100 et à 180\u202f%, surveillants en proportion, cellules et places"
           " d’activité inchangées\u202f; le modèle a été ajusté près de 141\u202f%.",
    missing_en="Violence between inmates follows density by encounters in places that do not grow, violence on staff hardly"
               " does: what officers give up doing, and what they provoke, in a wing too full or half empty is not modelled.",
    missing_fr="Les violences entre personnes détenues suivent la densité par les rencontres dans des lieux qui ne"
               " s’agrandissent pas, celles sur le personnel n’en dépendent guère\u202f: ce que les agents renoncent à faire,"
               " ou provoquent, dans une aile trop pleine ou à moitié vide n’est pas modélisé.",
)

SEVERITY = Pattern(
    key="P04",
    en="About one recorded assault in eight is serious (England and Wales)",
    fr="Environ une agression consignée sur huit est grave (Angleterre et pays de Galles)",
    sources=("B-EW-J24", "B-EW-2017"), kind="level", arms=_ordinary, measure=measure,
    facts=(Fact("P04.serious_share", "Serious share of recorded assaults, between inmates and on staff",
                "Part des agressions graves parmi celles consignées, entre personnes détenues et sur le personnel",
                _share("recorded_grave", "recorded_physical"), 0.11, 0.14, "share"),),
    how_en="An ordinary year; other countries' definition of serious is wider than sick leave of staff, by which the model"
           " counts. The default gravity of an assault was set in view of this figure: a check of the chain, not a test from"
           " outside.",
    how_fr="Une année ordinaire\u202f; la définition étrangère de la gravité est plus large que l’arrêt de travail par lequel"
           " le modèle compte les agents. La gravité par défaut d’une agression a été choisie au vu de ce chiffre\u202f:"
           " c’est une vérification de la chaîne, non une épreuve extérieure.",
    missing_en="Serious assaults on staff are counted here by sick leave (about 3 % in France), a far narrower definition than"
               " the English one: the mix of definitions may explain the gap.",
    missing_fr="Les agressions graves d’agents sont comptées ici par l’arrêt de travail (environ 3\u202f% en France),"
               " définition bien plus étroite que l’anglaise\u202f: le mélange des définitions peut expliquer l’écart.",
)

FUNNEL = Pattern(
    key="P06",
    en="Four in five cases before the disciplinary commission end in a sanction",
    fr="Quatre passages en commission de discipline sur cinq aboutissent à une sanction",
    sources=("A-CDD",), kind="level", arms=_ordinary, measure=measure,
    facts=(Fact("P06.sanctioned_share", "Share of cases before the commission that are sanctioned",
                "Part des passages en commission suivis d’une sanction", _share("case_sanctions", "cases"), 0.74, 0.90,
                "share"),),
    how_en="An ordinary year. The published 82 % with the 10 % of slack that denominators ask for. The rate of cases let drop"
           " is itself a parameter set from this source: the mix of cases is what is checked.",
    how_fr="Une année ordinaire. Les 82\u202f% publiés, avec les 10\u202f% de jeu que demandent les dénominateurs. Le taux de"
           " relaxe est lui-même un paramètre tiré de cette source\u202f: c’est la composition des affaires qui est vérifiée.",
    missing_en="Which cases officers choose to send up is a share by kind of incident, not a decision by case.",
    missing_fr="Le choix des affaires transmises est une part par type d’incident, non une décision au cas par cas.",
)

FLOOR = Pattern(
    key="P08",
    en="On a shift one officer on the floor has 80 to 130 inmates in charge",
    fr="Pendant son service, un surveillant d’étage a la charge de 80 à 130 personnes détenues",
    sources=("A-STAFF-FLOOR",), kind="level", arms=_ordinary, measure=measure,
    facts=(Fact("P08.floor_load", "Inmates to one officer on the floor, by day",
                "Personnes détenues pour un surveillant à l’étage, le jour", _mean("floor_load"), 80.0, 130.0),),
    how_en="An ordinary year; officers on the floor counted in every slot of the day, nights left out by their share of the"
           " roster. The share who stand on a floor was set from this source: roster, absence and posts put together are what"
           " is checked.",
    how_fr="Une année ordinaire\u202f; surveillants d’étage comptés à chaque tranche de la journée, nuits retirées selon leur"
           " part au tableau de service. La part affectée à l’étage vient de cette source\u202f: c’est l’assemblage du"
           " tableau, des absences et des postes qui est vérifié.",
    missing_en="Posts off the floor (doors, visits, escorts) are one share for all prisons.",
    missing_fr="Les postes hors étage (portes, parloirs, extractions) sont une même part pour toutes les prisons.",
)

DISPERSION = Pattern(
    key="P09",
    en="Incident reports are strongly over-dispersed: most people have few, a few have most",
    fr="Les comptes rendus d’incident sont très surdispersés\u202f: la plupart en ont peu, quelques-uns en ont beaucoup",
    sources=("A-NB", "A-HALF"), kind="level", arms=_ordinary, measure=measure,
    facts=(Fact("P09.variance_mean", "Reports per person: variance over mean", "Comptes rendus par personne\u202f: variance"
                                                                               " sur moyenne",
                _mean("reports_variance_mean"), 14.0, 26.0),
           Fact("P09.k", "Reports per person: k of the negative binomial", "Comptes rendus par personne\u202f: k de la"
                                                                           " binomiale négative",
                _mean("reports_k"), 0.16, 0.30)),
    how_en="An ordinary year, people present for at least 180 days. The share without a report and that of the first tenth were"
           " fitted; the variance was not, and hangs on the few at the very top.",
    how_fr="Une année ordinaire, personnes présentes depuis au moins 180 jours. La part sans compte rendu et celle du premier"
           " dixième ont été ajustées\u202f; la variance ne l’a pas été, et tient aux quelques personnes tout en haut.",
    missing_en="The published spread is derived from a mean and a share at zero with different denominators; in the model"
               " people are followed for part of a year only, and someone reported often is kept away longer in the"
               " disciplinary cell.",
    missing_fr="L’étendue publiée est déduite d’une moyenne et d’une part à zéro aux dénominateurs différents\u202f; dans le"
               " modèle, les personnes sont suivies une partie de l’année seulement, et qui est souvent signalé passe plus de"
               " jours à l’écart au quartier disciplinaire.",
)
