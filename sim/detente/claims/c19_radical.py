"""C19: dynamic security helps prevent radicalisation in detention."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ..outcomes import summarise
from ..outcomes.foresight import present
from ..studies.experiment import Arm, live
from ..studies.walk import walk
from .claim import Axis, Claim, Effect, Flip
from .dose import change, gap
from .prison import posture, small

RECRUITER = 0.7   # hold of those who come in as recruiters, who keep it
FAINT = 0.02      # hold that anybody has
LOOKS = (180, 240, 300)


@live
def measure(scenario, seed: int, parameters: Mapping[str, float]) -> dict[str, float]:
    """All measures; of those who did not come in as recruiters, hold beyond the faint one and share over 0.1 (four days)."""
    held, gripped = [], []
    for run in walk(scenario, seed, parameters, LOOKS):
        x = present(run).influence
        x = x[x < RECRUITER]
        held.append(float(x.mean()) - FAINT)
        gripped.append(float((x > 0.1).mean()))
    return summarise(run) | {"held": float(np.mean(held)), "gripped": float(np.mean(gripped))}


def _arms() -> list[Arm]:
    return [Arm("coercive", posture("coercive")), Arm("baseline", posture()), Arm("dynamic", posture("dynamic")),
            Arm("relation", posture().with_(levers={"relation_share": 0.65}))]


RADICAL = Claim(
    key="C19",
    en="Dynamic security helps to prevent radicalisation in detention",
    fr="La sécurité dynamique aide à prévenir la radicalisation en détention",
    mechanisms=("influence", "legitimacy", "incapacitation", "turnover"),
    arms=_arms, measure=measure, varies=("levers.", "title", "question", "notes"),
    effects=(
        Effect("C19.held",
               "Hold of recruiters on those who did not come in as such: dynamic posture against coercive, relative change",
               "Emprise des recruteurs sur ceux qui n’en sont pas à l’arrivée\u202f: posture dynamique comparée à la"
               " contrainte, variation relative", change("dynamic", "coercive", "held"), -1, "share", 0.10),
        Effect("C19.gripped",
               "Share of people on whom that hold is more than slight (over 0.1): dynamic against coercive, relative change",
               "Part des personnes sur qui cette emprise est plus que légère (plus de 0,1)\u202f: dynamique comparée à la"
               " contrainte, variation relative", change("dynamic", "coercive", "gripped"), -1, "share", 0.10, main=False),
        Effect("C19.recruited", "People won over by a recruiter, per 1,000 a year: dynamic against coercive",
               "Personnes gagnées par un recruteur, pour 1\u202f000 par an\u202f: dynamique comparée à la contrainte",
               gap("dynamic", "coercive", "recruited"), -1, "per_1000", 1.0, main=False),
        Effect("C19.alienation",
               "Alienation: dynamic posture against coercive", "Aliénation\u202f: posture dynamique comparée à la"
               " contrainte", gap("dynamic", "coercive", "alienation"), -1, "level", 0.02, main=False),
        Effect("C19.usual", "Hold of recruiters: dynamic posture against the baseline, relative change",
               "Emprise des recruteurs\u202f: posture dynamique comparée au scénario de référence, variation relative",
               change("dynamic", "baseline", "held"), -1, "share", 0.10, main=False),
        Effect("C19.relation",
               "Hold of recruiters, when minutes alone move from control to relation (0.35 to 0.65), relative change",
               "Emprise des recruteurs, quand seules les minutes passent du contrôle à la relation (0,35 à 0,65), variation"
               " relative",
               change("relation", "baseline", "held"), -1, "share", 0.05, main=False),
    ),
    flip=Flip(Axis("lever", "out_of_cell_hours", (1.0, 3.0, 5.0, 7.0, 9.0)),
              Axis("parameter", "influence.ties", (0.3, 0.475, 0.65, 0.825, 1.0)),
              lambda: small("coercive"), lambda: small("dynamic"), "held", -1,
              en="Hold of recruiters on those who did not come in as such: dynamic posture against coercive",
              fr="Emprise des recruteurs sur ceux qui n’en sont pas à l’arrivée\u202f: posture dynamique comparée à la"
                 " contrainte"),
    how_en="The maison d'arrêt of 600 in the coercive posture, in the dynamic one and as today, with the same few"
           " recruiters among those who come in; then the baseline with officers' free minutes alone moved to relation. The"
           " model assumes that humiliation, isolation and low legitimacy open people to recruiters and that friends close"
           " the way; against it, firm answers lock up and transfer recruiters too, and free contact brings them company."
           " No rate of transmission among inmates is published: the whole mechanism is assumed, and the interval of"
           " ignorance shows it. The claim is refuted if the hold of recruiters on others is as strong in the dynamic"
           " posture.",
    how_fr="La maison d’arrêt de 600 personnes par la contrainte, en posture dynamique et telle qu’aujourd’hui, avec les"
           " mêmes rares recruteurs parmi les arrivants\u202f; puis le scénario de référence dont seules les minutes"
           " disponibles passent à la relation. Le modèle suppose que l’humiliation, l’isolement et une faible légitimité"
           " ouvrent aux recruteurs, et que les amis ferment la voie\u202f; à l’inverse, les réponses fermes enferment et"
           " transfèrent aussi les recruteurs, et les contacts libres leur donnent de la compagnie. Aucun taux de"
           " transmission entre personnes détenues n’est publié\u202f: tout ce mécanisme est supposé, et l’intervalle"
           " d’ignorance le montre. L’affirmation est réfutée si l’emprise des recruteurs sur les autres est aussi forte en"
           " posture dynamique.",
    ask_en="Somebody on your landing changes friends, clothes and words within a month. Who would tell you, and why would"
           " they?",
    ask_fr="Sur votre coursive, quelqu’un change en un mois d’amis, de tenue et de mots. Qui vous le dirait, et"
           " pourquoi\u202f?",
)
