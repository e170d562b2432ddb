"""Docking with Patrick, Dorman and Marsh 1999: control gives compliance, and from time to time disturbance.

Their model is a deterministic one of a whole prison: a level of compliance, moved by coercive, material and normative
control. Their summary: control generally gives compliance, and the same control brings episodes of negative group behaviour.
"""

from __future__ import annotations

from ..declare.levers import LADDER_KINDS
from ..studies.experiment import Arm, Pool
from .pattern import Fact, Pattern
from .wing_days import measure

NONE, ORDINARY, STRICT = "no control", "ordinary control", "strict control"


def _arms() -> list[Arm]:
    from ..scenario import load

    base = load("baseline")
    answers = {f"response.{kind}.nothing": 1.0 for kind in LADDER_KINDS}
    lax = base.with_(name="no_control", levers={"search_rate": 0.0, "discretion": 0.8, **answers})
    return [Arm(NONE, lax), Arm(ORDINARY, base), Arm(STRICT, load("coercive"))]


def _fewer(arm: str):
    def statistic(pool: Pool) -> float:
        return pool.ratio(arm, "acts", "years") / pool.ratio(NONE, "acts", "years") - 1.0
    return statistic


def _calm(pool: Pool) -> float:
    return pool.ratio(STRICT, "calm", "wing_days")


def _burst(arm: str, step: str):
    def statistic(pool: Pool) -> float:
        return pool.ratio(arm, f"{step}_scatter", f"{step}_freedom")
    return statistic


def _brought(pool: Pool) -> float:
    return _burst(STRICT, "weekly")(pool) - _burst(NONE, "weekly")(pool)


PATRICK = Pattern(
    key="D01",
    en="Control generally gives compliance, with episodes of collective disturbance (Patrick, Dorman and Marsh 1999)",
    fr="Le contrôle obtient en général l’obéissance, avec des épisodes de désordre collectif (Patrick, Dorman et Marsh 1999)",
    sources=("F-PATRICK",), kind="docking", arms=_arms, measure=measure, seeds=6,
    facts=(
        Fact("D01.compliance", "Acts against order under ordinary control, against none: change",
             "Actes contre l’ordre sous contrôle ordinaire, par rapport à l’absence de contrôle\u202f: écart",
             _fewer(ORDINARY), None, 0.0, "share"),
        Fact("D01.compliance_strict", "Acts against order under strict control, against none: change",
             "Actes contre l’ordre sous contrôle strict, par rapport à l’absence de contrôle\u202f: écart",
             _fewer(STRICT), None, 0.0, "share"),
        Fact("D01.calm", "Share of wing-days without violence under strict control",
             "Part des journées d’aile sans violence sous contrôle strict", _calm, 0.5, 1.0, "share"),
        Fact("D01.bursts_day", "Bursts by day under strict control: variance over what chance gives",
             "Flambées d’un jour sous contrôle strict\u202f: variance rapportée à celle du hasard",
             _burst(STRICT, "daily"), 1.0, None),
        Fact("D01.bursts_week", "Bursts by week under strict control: variance over what chance gives",
             "Flambées d’une semaine sous contrôle strict\u202f: variance rapportée à celle du hasard",
             _burst(STRICT, "weekly"), 1.0, None),
        Fact("D01.brought", "Bursts by week that strict control adds to those without control",
             "Flambées d’une semaine que le contrôle strict ajoute à celles sans contrôle", _brought, 0.0, None),
    ),
    how_en="The same maison d'arrêt for a year without searches or sanctions, as today, and in the coercive posture. Acts"
           " against order are threats, blows, refusals and abuse, seen by staff or not, counted as different people a wing"
           " and day; a burst is scatter beyond chance around the wing's level of the month or quarter.",
    how_fr="La même maison d’arrêt pendant un an sans fouilles ni sanctions, comme aujourd’hui, puis en posture coercitive."
           " Les actes contre l’ordre sont les menaces, coups, refus et insultes, vus ou non du personnel, comptés en"
           " personnes différentes par aile et par jour\u202f; une flambée est une dispersion au-delà du hasard autour du"
           " niveau de l’aile dans le mois ou le trimestre.",
    missing_en="The model of 1999 moves one level of compliance for the whole prison, with delays in what control answers to"
               " conflict; here control acts on persons one by one: each search may be answered by abuse, each sanction felt"
               " unfair breeds defiance, and nothing but the risk perceived by each makes people comply, neither order kept"
               " for its own sake nor privileges to lose (its material and normative control). There is no riot, no"
               " collective grievance and no swing of the whole institution: bursts can only come from retaliation, friends"
               " who take sides and shared days of short staffing.",
    missing_fr="Le modèle de 1999 fait varier un seul niveau d’obéissance pour toute la prison, avec des délais dans la"
               " réponse du contrôle au conflit\u202f; ici, le contrôle agit sur chaque personne\u202f: une fouille peut"
               " recevoir une insulte, une sanction ressentie comme injuste nourrit le défi, et seul le risque perçu par"
               " chacun fait obéir, ni le goût de l’ordre ni des avantages à perdre (le contrôle matériel et normatif de ce"
               " modèle). Il n’y a ni émeute, ni grief collectif, ni basculement de l’institution entière\u202f: les flambées"
               " ne peuvent venir que des représailles, des amis qui prennent parti et des jours où tous manquent d’agents.",
)
