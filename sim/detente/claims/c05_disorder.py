"""C5: living with people who have a mental disorder degrades social life. Prevalence, and places of care."""

from __future__ import annotations

from ..studies.experiment import Arm
from .claim import Axis, Claim, Effect, Flip
from .dose import change, drift, level, trend
from .figures import figures
from .prison import posture, small

PREVALENCE = {
    "low": {"population.severe_disorder": 0.062, "population.mild_disorder": 0.2},
    "today": {"population.severe_disorder": 0.09, "population.mild_disorder": 0.33},
    "high": {"population.severe_disorder": 0.25, "population.mild_disorder": 0.5},
}
"""Low, central and high published shares of men with a severe and with a mild disorder (A-PSY, A-PSY3)."""
SHARES = {name: sum(row.values()) for name, row in PREVALENCE.items()}


def _arms() -> list[Arm]:
    arms = [Arm(name, posture(), row) for name, row in PREVALENCE.items()]
    return arms + [Arm(f"high_care_{places}", posture().with_(levers={"care_places": places}), PREVALENCE["high"])
                   for places in (0, 6)]


DISORDER = Claim(
    key="C05",
    en="Living with people who suffer from mental disorders, without the care they need, degrades social life",
    fr="Vivre avec des personnes souffrant de troubles psychiques, sans les soins nécessaires, dégrade la vie sociale",
    mechanisms=("tension", "disorder"), arms=_arms, measure=figures,
    varies=("parameters.population.severe_disorder", "parameters.population.mild_disorder", "levers.care_places"),
    effects=(
        Effect("C05.assaults", "Assaults between inmates, from the lowest to the highest prevalence",
               "Agressions entre personnes détenues, de la prévalence la plus basse à la plus haute",
               trend(SHARES, "assaults"), 1, least=0.10),
        Effect("C05.others", "Tension of the people without disorder, from the lowest to the highest prevalence",
               "Tension des personnes sans trouble, de la prévalence la plus basse à la plus haute",
               drift(SHARES, "well_tension"), 1, "level", 0.02, main=False),
        Effect("C05.care", "Assaults at the highest prevalence, from 0 to 6 mental-health places for 100 people",
               "Agressions à la prévalence la plus haute, de 0 à 6 places de soins psychiatriques pour 100 personnes",
               change("high_care_6", "high_care_0", "assaults"), -1, least=0.10, main=False),
        Effect("C05.victims", "Assaults suffered by somebody with a disorder for one suffered by somebody without, today",
               "Agressions subies par une personne atteinte d’un trouble, pour une subie par une autre, aujourd’hui",
               level("today", "ill_victims"), 1, "ratio", 0.10, main=False, beyond=1.0, contrast=False),
        Effect("C05.hazard", "Suicides expected, from the lowest to the highest prevalence",
               "Suicides attendus, de la prévalence la plus basse à la plus haute",
               trend(SHARES, "suicide_hazard"), 1, least=0.10, main=False),
    ),
    flip=Flip(Axis("parameter", "disorder.length", (5.0, 14.0, 22.0, 31.0, 40.0)),
              Axis("lever", "care_places", (0.0, 1.0, 2.0, 4.0, 6.0)),
              lambda: Arm("low", small(), PREVALENCE["low"]), lambda: Arm("high", small(), PREVALENCE["high"]),
              "assaults", 1,
              en="Assaults between inmates: highest prevalence of disorder against lowest",
              fr="Agressions entre personnes détenues\u202f: prévalence des troubles la plus haute comparée à la plus basse"),
    how_en="The same prison with the lowest, the central and the highest published prevalence; at the highest, without places"
           " of care and with six for a hundred. The model assumes that an untreated episode adds to friction and strains"
           " cellmates; what is tested is whether it shows in the violence of the whole prison. Refuted if assaults rise by"
           " less than a tenth over the published range. People with a disorder are victims too: that ratio is shown.",
    how_fr="Le même établissement avec la prévalence publiée la plus basse, la centrale et la plus haute\u202f; à la plus"
           " haute, sans place de soins, puis avec six pour cent personnes. Le modèle suppose qu’un épisode non soigné ajoute"
           " aux frictions et pèse sur les codétenus\u202f; on teste si cela se voit dans la violence de tout l’établissement."
           " Réfuté si les agressions augmentent de moins d’un dixième sur l’étendue publiée. Les personnes atteintes d’un"
           " trouble sont aussi des victimes\u202f: ce rapport est montré.",
    ask_en="Who on your landing is ill, and who is it hardest for: him, his cellmate, or you? What would one more place of"
           " care change?",
    ask_fr="Qui, sur votre coursive, est malade, et pour qui est-ce le plus dur\u202f: lui, son codétenu ou vous\u202f? Que"
           " changerait une place de soins de plus\u202f?",
)
