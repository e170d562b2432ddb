"""C6: good relations with staff and confidence in facilitators prevent suicide. One thing moved at a time."""

from __future__ import annotations

from ..studies.experiment import Arm
from .claim import Axis, Claim, Effect, Flip
from .dose import change, trend
from .figures import figures
from .prison import posture, small

RELATION = {"distant": 0.10, "today": 0.35, "close": 0.65}
"""Share of officers' free minutes given to relation."""
OTHERS = {"facilitators": {"facilitator_share": 0.05}, "support": {"support_peers": 0.02}, "arrivals": {"entry_care": 1.0}}


def _arms() -> list[Arm]:
    arms = [Arm(name, posture().with_(levers={"relation_share": share})) for name, share in RELATION.items()]
    return arms + [Arm(name, posture().with_(levers=moved)) for name, moved in OTHERS.items()]


SUICIDE = Claim(
    key="C06",
    en="Good relations with staff and confidence in facilitator inmates prevent suicides",
    fr="De bonnes relations avec le personnel et la confiance envers des détenus facilitateurs préviennent les suicides",
    mechanisms=("knowledge", "facilitators", "distress"), arms=_arms, measure=figures,
    varies=("levers.relation_share", "levers.facilitator_share", "levers.support_peers", "levers.entry_care"),
    effects=(
        Effect("C06.relation", "Suicides expected, from a tenth to two thirds of free minutes given to relation",
               "Suicides attendus, d’un dixième à deux tiers des minutes disponibles données à la relation",
               trend(RELATION, "suicide_hazard"), -1, least=0.10),
        Effect("C06.facilitators", "Suicides expected, with 5 % of facilitators against none",
               "Suicides attendus, avec 5\u202f% de facilitateurs plutôt qu’aucun",
               change("facilitators", "today", "suicide_hazard"), -1, least=0.10),
        Effect("C06.support", "Suicides expected, with 2 % of support co-inmates against none",
               "Suicides attendus, avec 2\u202f% de codétenus de soutien plutôt qu’aucun",
               change("support", "today", "suicide_hazard"), -1, least=0.10, main=False),
        Effect("C06.arrivals", "Suicides expected, with a full arrivals' wing against today's care of newcomers",
               "Suicides attendus, avec un quartier arrivants complet plutôt que l’accueil d’aujourd’hui",
               change("arrivals", "today", "suicide_hazard"), -1, least=0.10, main=False),
        Effect("C06.confided", "Times somebody confided, from a tenth to two thirds of free minutes given to relation",
               "Confidences reçues, d’un dixième à deux tiers des minutes disponibles données à la relation",
               trend(RELATION, "confided"), 1, least=0.10, main=False),
    ),
    flip=Flip(Axis("lever", "inmates_per_officer", (1.5, 2.2, 2.9, 3.8, 5.0)),
              Axis("lever", "training_respect", (0.0, 0.1, 0.3, 0.6, 1.0)),
              lambda: small().with_(levers={"relation_share": 0.10}), lambda: small().with_(levers={"relation_share": 0.65}),
              "suicide_hazard", -1,
              en="Suicides expected: two thirds of free minutes given to relation against a tenth",
              fr="Suicides attendus\u202f: deux tiers des minutes disponibles données à la relation comparés à un dixième"),
    how_en="Against the same prison of today: officers' free minutes given to relation from a tenth to two thirds; 5 % of"
           " facilitators; 2 % of support co-inmates; a full arrivals' wing. Read in the accumulated hazard, since a suicide"
           " is rare. The model assumes that being heard relieves distress and that hazard rises steeply with distress; what"
           " is tested is whether the minutes and people there are reach those in danger. Refuted if either relations or"
           " facilitators lower the hazard by less than a tenth. The French pilots of support co-inmates showed no change.",
    how_fr="Face au même établissement d’aujourd’hui\u202f: minutes disponibles données à la relation, d’un dixième à deux"
           " tiers\u202f; 5\u202f% de facilitateurs\u202f; 2\u202f% de codétenus de soutien\u202f; quartier arrivants complet."
           " On lit le risque accumulé, car un suicide est rare. Le modèle suppose que pouvoir parler soulage et que le risque"
           " croît vite avec la détresse\u202f; on teste si les minutes et les personnes disponibles atteignent celles qui"
           " sont en danger. Réfuté si la relation, ou les facilitateurs, abaissent le risque de moins d’un dixième. Les"
           " essais français de codétenus de soutien n’ont pas montré de changement.",
    ask_en="Of the people you worry about tonight, who told you, and what made it possible to tell?",
    ask_fr="Parmi les personnes qui vous inquiètent ce soir, qui vous l’a dit, et qu’est-ce qui a permis de le dire\u202f?",
)
