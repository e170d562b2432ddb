"""C4: lack of activities raises tension. Hours a week that one activity place gives, from none to twenty-five."""

from __future__ import annotations

from ..studies.experiment import Arm
from .claim import Axis, Claim, Effect, Flip
from .dose import drift, trend
from .figures import figures
from .prison import posture, small

HOURS = {"0": 0.0, "6": 6.0, "12": 12.0, "20": 20.0, "25": 25.0}


def _arms() -> list[Arm]:
    return [Arm(name, posture().with_(levers={"activity_hours": hours})) for name, hours in HOURS.items()]


IDLENESS = Claim(
    key="C04",
    en="Lack of activities raises tension",
    fr="Le manque d’activités fait monter les tensions",
    mechanisms=("daily_life", "tension", "skills"), arms=_arms, measure=figures, varies=("levers.activity_hours",),
    effects=(
        Effect("C04.assaults", "Assaults between inmates, from 0 to 25 hours a week",
               "Agressions entre personnes détenues, de 0 à 25 heures par semaine",
               trend(HOURS, "assaults"), -1, least=0.10),
        Effect("C04.tension", "Tension, from 0 to 25 hours a week", "Tension, de 0 à 25 heures par semaine",
               drift(HOURS, "tension"), -1, "level", 0.02, main=False),
        Effect("C04.staff", "Assaults on staff, from 0 to 25 hours a week",
               "Agressions du personnel, de 0 à 25 heures par semaine",
               trend(HOURS, "staff_assaults"), -1, least=0.10, main=False),
        Effect("C04.selfharm", "Suicides expected, from 0 to 25 hours a week",
               "Suicides attendus, de 0 à 25 heures par semaine",
               trend(HOURS, "suicide_hazard"), -1, least=0.10, main=False),
    ),
    flip=Flip(Axis("parameter", "tension.idleness", (0.05, 0.12, 0.2, 0.3, 0.4)),
              Axis("parameter", "duty.sight_workshop", (0.5, 0.61, 0.75, 0.85, 0.95)),
              lambda: small().with_(levers={"activity_hours": 0.0}), lambda: small().with_(levers={"activity_hours": 25.0}),
              "assaults", -1,
              en="Assaults between inmates: 25 hours of activity a week against none",
              fr="Agressions entre personnes détenues\u202f: 25 heures d’activité par semaine comparées à aucune"),
    how_en="The same places of work and class give 0, 6, 12, 20 or 25 hours a week; their number, the staff and the time in"
           " the yard do not change. The model assumes that idleness feeds tension and that places teach; what is tested is"
           " whether it reaches violence, since activity also brings people out of their cells to meet. Refuted if assaults"
           " between inmates fall by less than a tenth from 0 to 25 hours.",
    how_fr="Les mêmes places de travail et de classe offrent 0, 6, 12, 20 ou 25 heures par semaine\u202f; leur nombre, le"
           " personnel et le temps de promenade ne changent pas. Le modèle suppose que l’oisiveté nourrit la tension et que"
           " les places enseignent\u202f; on teste si cela atteint la violence, car l’activité fait aussi sortir des cellules"
           " et se rencontrer. Réfuté si les agressions entre personnes détenues baissent de moins d’un dixième de 0 à 25"
           " heures.",
    ask_en="Your workshop closes for three months. On which corridor, at which hour, do you expect the first fight?",
    ask_fr="Votre atelier ferme trois mois. Sur quelle coursive, à quelle heure, attendez-vous la première bagarre\u202f?",
)
