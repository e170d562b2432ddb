"""C18: mediation and relations spare governors sanctions and transfers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..outcomes import summarise
from ..outcomes.facts import Facts
from ..studies.experiment import Arm, Pool
from .claim import Axis, Claim, Effect, Flip
from .dose import gap
from .prison import small
from .reform import reform

if TYPE_CHECKING:
    from ..scenario.schema import Scenario

DAYS = 730
SANCTIONS = ("cell_day", "confined_day", "commission", "transfer", "prosecution")
MEANS = ("mediation_external", "mediation_inside", "circle", "facilitator_training_hour", "facilitator_support_week",
         "training_hour")
HARM = ("injury_care", "serious_injury", "staff_sick_leave", "selfharm_care")
MEDIATED = {"mediation_sessions": 2.0, "response.threat.mediation": 0.4, "response.assault.mediation": 0.4,
            "response.staff_verbal.mediation": 0.3}


def measure(run) -> dict[str, float]:
    """All measures; euros an inmate-year of sanctions and transfers, of the means of relation, of harm, and of all three."""
    out = summarise(Facts(run))
    for name, items in (("sanctions", SANCTIONS), ("means", MEANS), ("harm", HARM)):
        out[f"eur_{name}"] = sum(out[f"euros_{item}"] for item in items)
    return out | {"eur_net": out["eur_sanctions"] + out["eur_means"] + out["eur_harm"]}


def _base() -> Scenario:
    return small().with_(horizon_days=DAYS)


def _changed(new: Scenario) -> Scenario:
    """The baseline, turned into another scenario on day 1: what training and facilitators cost is paid."""
    return _base().with_(changes=reform(_base(), new, 1))


def _arms() -> list[Arm]:
    return [Arm("baseline", _base()), Arm("mediation", _changed(_base().with_(levers=MEDIATED))),
            Arm("dynamic", _changed(small("dynamic"))), Arm("coercive", _changed(small("coercive")))]


def _return(arm: str):
    """Euros of sanctions and harm spared for each euro put into the means, less that euro."""
    def statistic(pool: Pool) -> float:
        spared = sum(pool.mean("baseline", x) - pool.mean(arm, x) for x in ("eur_sanctions", "eur_harm"))
        spent = pool.mean(arm, "eur_means") - pool.mean("baseline", "eur_means")
        return spared / spent - 1.0 if spent > 0 else float("nan")
    return statistic


COSTS = Claim(
    key="C18",
    en="Mediation and relations are an alternative to disciplinary measures that spares governors the cost of sanctions and"
       " transfers",
    fr="La médiation et la relation sont une alternative aux mesures disciplinaires qui épargne aux directeurs le coût des"
       " sanctions et des transferts",
    mechanisms=("incapacitation", "mediation", "training", "facilitators"),
    arms=_arms, measure=measure, varies=("changes",),
    effects=(
        Effect("C18.net", "Sanctions, transfers, means of relation and harm together: dynamic posture against the baseline",
               "Sanctions, transferts, moyens de la relation et dommages ensemble\u202f: posture dynamique comparée au"
               " scénario de référence", gap("dynamic", "baseline", "eur_net"), -1, "euros", 20.0),
        Effect("C18.mediation", "The same sum: mediation alone added to the baseline",
               "La même somme\u202f: la médiation seule ajoutée au scénario de référence",
               gap("mediation", "baseline", "eur_net"), -1, "euros", 10.0),
        Effect("C18.sanctions", "Sanctions, commissions, transfers and prosecutions: dynamic posture against the baseline",
               "Sanctions, commissions, transferts et poursuites\u202f: posture dynamique comparée au scénario de référence",
               gap("dynamic", "baseline", "eur_sanctions"), -1, "euros", 20.0, main=False),
        Effect("C18.transfers", "Transfers by order: dynamic posture against the baseline",
               "Transferts par mesure d’ordre\u202f: posture dynamique comparée au scénario de référence",
               gap("dynamic", "baseline", "transfers"), -1, "per_1000", 3.0, main=False),
        Effect("C18.harm", "Care, sick leave and hospital after violence: dynamic posture against the baseline",
               "Soins, arrêts et hôpital après les violences\u202f: posture dynamique comparée au scénario de référence",
               gap("dynamic", "baseline", "eur_harm"), -1, "euros", 10.0, main=False),
        Effect("C18.return",
               "Dynamic posture: euros spared for each euro put into training, mediators and facilitators, less that euro",
               "Posture dynamique\u202f: euros épargnés pour chaque euro mis dans la formation, les médiateurs et les"
               " facilitateurs, moins cet euro", _return("dynamic"), 1, "ratio", 0.1, main=False),
        Effect("C18.mediation_return", "Mediation alone: euros spared for each euro put in, less that euro",
               "Médiation seule\u202f: euros épargnés pour chaque euro investi, moins cet euro",
               _return("mediation"), 1, "ratio", 0.1,
               main=False),
        Effect("C18.coercive", "The same sum: coercive posture against the baseline",
               "La même somme\u202f: contrainte comparée au scénario de référence",
               gap("coercive", "baseline", "eur_net"), 1, "euros",
               20.0, main=False),
    ),
    flip=Flip(Axis("parameter", "training.hours", (12.0, 24.0, 36.0, 48.0, 60.0)),
              Axis("parameter", "staff_violence.breach", (2.0, 3.5, 5.5, 8.0, 12.0)),
              _base, lambda: _changed(small("dynamic")), "eur_net", -1,
              en="Sanctions, means of relation and harm together: dynamic posture against the baseline",
              fr="Sanctions, moyens de la relation et dommages ensemble\u202f: posture dynamique comparée au scénario de"
                 " référence"),
    how_en="Two years of a maison d'arrêt of 300 that on day 1 adds mediation alone, turns to the dynamic posture, turns to"
           " the coercive one, or goes on; training and facilitators are paid from then on. That an incident sent to"
           " mediation is not sanctioned is so by definition; what is tested is the sum: sanctions and transfers saved, and"
           " harm avoided, less training, mediators and support, over two years. Nearly all prices are assumed: one may put"
           " one's own. Officers' hours are shown elsewhere, not added, for they are paid in any case. The claim is refuted"
           " if the sum does not fall. The return says how far prices are from break-even: at 0 each euro comes back once.",
    how_fr="Deux ans d’une maison d’arrêt de 300 personnes qui, au jour 1, ajoute la seule médiation, passe à la posture"
           " dynamique, passe à la contrainte, ou continue\u202f; la formation et les facilitateurs sont payés dès lors."
           " Qu’un incident orienté vers la médiation ne soit pas sanctionné est vrai par définition\u202f; on teste la"
           " somme\u202f: sanctions et transferts épargnés, dommages évités, moins la formation, les médiateurs et le"
           " soutien, sur deux ans. Presque tous les prix sont supposés\u202f: chacun peut mettre les siens. Les heures des"
           " agents sont montrées ailleurs, non ajoutées, car elles sont payées de toute façon. L’affirmation est réfutée"
           " si la somme ne baisse pas. Le rendement dit à quelle distance les prix sont de l’équilibre\u202f: à 0, chaque"
           " euro revient une fois.",
    ask_en="If a transfer were charged to your own budget, which of last year's would you have found another way for?",
    ask_fr="Si un transfert était imputé sur votre propre budget, pour lesquels de l’an dernier auriez-vous trouvé une"
           " autre voie\u202f?",
)
