"""A claim small enough to be tried in a second, with all that a page shows."""

from __future__ import annotations

from detente.claims import Axis, Claim, Effect, Flip
from detente.scenario import load
from detente.studies.experiment import Arm, Pool

PLACE = {"name": "Essai", "type": "maison_arret", "capacity": 30, "wings": 1}


def scenario(hours: float):
    return load("baseline").with_(establishment=PLACE, horizon_days=40, levers={"activity_hours": hours, "occupancy": 1.4})


def _change(figure: str):
    def statistic(pool: Pool) -> float:
        return pool.change("many", "none", figure)
    return statistic


CLAIM = Claim(
    key="C99", en="Activities lower tension & boredom", fr="Les activités font baisser la tension & l’ennui",
    mechanisms=("tension",), arms=lambda: [Arm("none", scenario(0.0)), Arm("many", scenario(25.0))],
    varies=("levers.activity_hours",),
    effects=(
        Effect("C99.tension", "Tension: 25 hours of activity a week against none, relative change",
               "Tension\u202f: 25 heures d’activité par semaine comparées à aucune, variation relative", _change("tension"), -1,
               "share", 0.02),
        Effect("C99.boredom", "Boredom, in the same way", "Ennui, de la même façon", _change("boredom"), -1, "share", 0.02),
        Effect("C99.level", "Tension without activities", "Tension sans activités", lambda pool: pool.mean("none", "tension"),
               1, "level", main=False, beyond=0.2, contrast=False),
        Effect("C99.assaults", "Assaults between inmates: difference", "Agressions entre personnes détenues\u202f: écart",
               lambda pool: pool.mean("many", "assaults") - pool.mean("none", "assaults"), -1, "per_1000", 10.0, main=False),
    ),
    flip=Flip(Axis("lever", "occupancy", (1.0, 1.4, 2.0)), Axis("parameter", "tension.half_life", (1.0, 3.0)),
              lambda: scenario(0.0), lambda: scenario(25.0), "tension", -1),
    seeds=2,
    how_en="Forty people for forty days, with and without activities; refuted if tension is the same.",
    how_fr="Quarante personnes pendant quarante jours, avec et sans activités\u202f; démentie si la tension est la même.",
    ask_en="Who has seen the contrary?", ask_fr="Qui a vu le contraire\u202f?",
)
