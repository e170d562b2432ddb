"""C3: promiscuity makes people aggressive. The prison fills up, with means that follow or means that are diluted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..studies.experiment import Arm, Pool
from .claim import Axis, Claim, Effect, Flip
from .dose import drift, trend
from .figures import figures
from .prison import FULL, posture, small

if TYPE_CHECKING:
    from ..scenario.schema import Scenario

LOW, HIGH = 0.8, 2.0
FOLLOW = {"follow_low": LOW, "today": FULL, "follow_high": HIGH}
DILUTE = {"dilute_low": LOW, "today": FULL, "dilute_high": HIGH}


def filled(base: Scenario, occupancy: float, follow: bool) -> Scenario:
    """A prison filled to so many inmates a place.

    Staff, activity places, disciplinary cells and mental-health places are as many a head as today if they follow, as many in
    all as today if they do not.
    """
    more = occupancy / base.levers["occupancy"]
    a_place = dict.fromkeys(("activity_places", "disciplinary_cells"), more if follow else 1.0)
    a_head = {"inmates_per_officer": 1.0 if follow else more, "care_places": 1.0 if follow else 1.0 / more}
    return base.with_(levers={"occupancy": occupancy} | {name: base.levers[name] * x for name, x in (a_place | a_head).items()})


def _arms() -> list[Arm]:
    base = posture()
    return [Arm("today", base)] + [Arm(f"{word}_{end}", filled(base, occupancy, word == "follow"))
                                   for word in ("follow", "dilute") for end, occupancy in (("low", LOW), ("high", HIGH))]


def _dilution(pool: Pool) -> float:
    return trend(DILUTE, "assaults")(pool) - trend(FOLLOW, "assaults")(pool)


PROMISCUITY = Claim(
    key="C03",
    en="Promiscuity is a factor of aggressiveness",
    fr="La promiscuité est un facteur d’agressivité",
    mechanisms=("daily_life", "encounters", "tension"), arms=_arms, measure=figures,
    varies=("establishment.inmates", "levers.occupancy", "levers.activity_places", "levers.disciplinary_cells",
            "levers.inmates_per_officer", "levers.care_places"),
    effects=(
        Effect("C03.assaults", "Assaults between inmates per head, from 80 to 200 % full, means following",
               "Agressions entre personnes détenues, par personne, de 80 à 200\u202f% d’occupation, moyens suivant",
               trend(FOLLOW, "assaults"), 1, least=0.10),
        Effect("C03.diluted", "Assaults between inmates per head, from 80 to 200 % full, means diluted",
               "Agressions entre personnes détenues, par personne, de 80 à 200\u202f% d’occupation, moyens dilués",
               trend(DILUTE, "assaults"), 1, least=0.10, main=False),
        Effect("C03.dilution", "What the dilution of means adds (difference of the two changes)",
               "Ce qu’ajoute la dilution des moyens (écart entre les deux variations)",
               _dilution, 1, least=0.10, main=False),
        Effect("C03.tension", "Tension, from 80 to 200 % full, means following",
               "Tension, de 80 à 200\u202f% d’occupation, moyens suivant",
               drift(FOLLOW, "tension"), 1, "level", 0.02, main=False),
    ),
    flip=Flip(Axis("parameter", "escalation.cohabit", (0.02, 0.07, 0.13, 0.19, 0.25)),
              Axis("parameter", "encounters.spread", (0.0, 0.25, 0.5, 0.75, 1.0)),
              lambda: filled(small(), LOW, True), lambda: filled(small(), HIGH, True), "assaults", 1,
              en="Assaults between inmates per head: 200 % full against 80 %, means following",
              fr="Agressions entre personnes détenues, par personne\u202f: 200\u202f% d’occupation comparés à 80\u202f%,"
                 " moyens suivant"),
    how_en="One prison at 80, 141 and 200 % of its places, twice: staff, activity places and care follow the number of people,"
           " or stay what they are today. Violence is counted per head. Refuted if, with means following, assaults a head rise"
           " by less than a tenth from the emptiest to the fullest. The model assumes that a shared cell and noise add"
           " tension, and shares an hour out among all whom one meets; whether encounters follow density is contested and a"
           " parameter, swept in the map. Published effects are small at the level of a prison.",
    how_fr="Un établissement rempli à 80, 141 et 200\u202f% de ses places, de deux façons\u202f: personnel, places d’activité"
           " et de soins suivent l’effectif, ou restent ce qu’ils sont aujourd’hui. Les violences sont rapportées au nombre de"
           " personnes. Réfuté si, moyens suivant, les agressions par personne augmentent de moins d’un dixième du plus vide"
           " au plus plein. Le modèle suppose qu’une cellule partagée et le bruit ajoutent de la tension, et partage une heure"
           " entre toutes les personnes rencontrées\u202f; que les rencontres suivent la densité est discuté, et c’est un"
           " paramètre, balayé sur la carte. Les effets publiés sont faibles à l’échelle d’un établissement.",
    ask_en="What hurts most when the count goes up: the person too many in the cell, or the officer, the class and the care"
           " that do not follow?",
    ask_fr="Quand l’effectif monte, qu’est-ce qui pèse le plus\u202f: la personne de trop dans la cellule, ou le surveillant,"
           " l’activité et les soins qui ne suivent pas\u202f?",
)
