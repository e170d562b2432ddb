"""C10: animal mediation eases tension. Places for a hundred inmates, from none to ten."""

from __future__ import annotations

from ..studies.experiment import Arm
from .claim import Axis, Claim, Effect, Flip
from .dose import drift, trend
from .figures import figures
from .prison import posture, small

PLACES = {"none": 0.0, "two": 2.0, "four": 4.0, "seven": 7.0, "ten": 10.0}
"""Places for 100 inmates."""


def _arms() -> list[Arm]:
    return [Arm(name, posture().with_(levers={"animal_places": n})) for name, n in PLACES.items()]


ANIMALS = Claim(
    key="C10",
    en="Animal mediation eases tension",
    fr="La médiation animale apaise les tensions",
    mechanisms=("animal",), arms=_arms, measure=figures, varies=("levers.animal_places",),
    effects=(
        Effect("C10.assaults", "Assaults between inmates, from no place to 10 for 100 people",
               "Agressions entre personnes détenues, d’aucune place à 10 pour 100 personnes",
               trend(PLACES, "assaults"), -1, least=0.10),
        Effect("C10.tension", "Mean tension of everybody, from no place to 10 for 100 people",
               "Tension moyenne de tous, d’aucune place à 10 pour 100 personnes",
               drift(PLACES, "tension"), -1, "level", 0.02, main=False),
        Effect("C10.hazard", "Suicides expected, from no place to 10 for 100 people",
               "Suicides attendus, d’aucune place à 10 pour 100 personnes",
               trend(PLACES, "suicide_hazard"), -1, least=0.10, main=False),
        Effect("C10.influence", "Alienation, from no place to 10 for 100 people",
               "Aliénation, d’aucune place à 10 pour 100 personnes",
               drift(PLACES, "alienation"), -1, "level", 0.02, main=False),
    ),
    flip=Flip(Axis("parameter", "animal.tension", (0.0, 0.02, 0.04, 0.065, 0.09)),
              Axis("parameter", "animal.sessions", (0.5, 1.0, 2.0, 3.0, 4.0)),
              small, lambda: small().with_(levers={"animal_places": 10.0}), "assaults", -1,
              en="Assaults between inmates: 10 places for 100 people against none",
              fr="Agressions entre personnes détenues\u202f: 10 places pour 100 personnes comparées à aucune"),
    how_en="Today's prison with 0, 2, 4, 7 and 10 places for 100 people. The model assumes that a session takes a few"
           " hundredths of a person's tension off, as the trials allow (small effect, or none); what is tested is whether it"
           " lasts from one session to the next and reaches the violence of the whole prison. Refuted there if assaults fall"
           " by less than a tenth. What it does for the few who hold a place may be worth having all the same.",
    how_fr="L’établissement d’aujourd’hui avec 0, 2, 4, 7 et 10 places pour 100 personnes. Le modèle suppose qu’une séance"
           " ôte quelques centièmes de la tension d’une personne, comme les essais le permettent (effet faible, ou nul)\u202f;"
           " on teste si cela dure d’une séance à l’autre et atteint la violence de tout l’établissement. Réfuté à cette"
           " échelle si les agressions baissent de moins d’un dixième. Ce que cela apporte aux quelques personnes qui ont une"
           " place peut valoir la peine malgré tout.",
    ask_en="Who should get the five places: the calmest, the tensest, or the loneliest?",
    ask_fr="À qui donner les cinq places\u202f: aux plus calmes, aux plus tendus ou aux plus seuls\u202f?",
)
