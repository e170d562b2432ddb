"""C9: facilitator inmates calm detention, gain status and reach the network. How many, and who should be chosen."""

from __future__ import annotations

from ..studies.experiment import Arm
from .claim import Axis, Claim, Effect, Flip
from .dose import change, level, trend
from .figures import figures
from .prison import posture, small

SHARES = {"none": 0.0, "volunteer": 0.05, "tenth": 0.10}
RULES = ("volunteer", "random", "centrality", "status")
"""How they are chosen, at a share of 5 %."""


def _chosen(share: float, rule: str = "volunteer", base=posture):
    return base().with_(levers={"facilitator_share": share, "facilitator_selection": rule})


def _arms() -> list[Arm]:
    return [Arm("none", _chosen(0.0)), Arm("tenth", _chosen(0.10)), *(Arm(rule, _chosen(0.05, rule)) for rule in RULES)]


FACILITATORS = Claim(
    key="C09",
    en="Facilitator inmates calm detention, gain recognition and reach those whom staff do not",
    fr="Les détenus facilitateurs apaisent la détention, y gagnent une reconnaissance et atteignent ceux que le personnel"
       " n’atteint pas",
    mechanisms=("status", "facilitators"), arms=_arms, measure=figures,
    varies=("levers.facilitator_share", "levers.facilitator_selection"),
    effects=(
        Effect("C09.assaults", "Assaults between inmates, from no facilitator to 10 %, volunteers",
               "Agressions entre personnes détenues, d’aucun facilitateur à 10\u202f%, volontaires",
               trend(SHARES, "assaults"), -1, least=0.10),
        Effect("C09.reach", "Share of the others with a good tie to a facilitator, 5 % of volunteers: more than a quarter",
               "Part des autres qui ont un bon lien avec un facilitateur, 5\u202f% de volontaires\u202f: plus d’un quart",
               level("volunteer", "role_reach"), 1, "share", main=False, beyond=0.25, contrast=False),
        Effect("C09.status", "Standing of facilitators above that of the others, 5 % of volunteers",
               "Statut des facilitateurs au-dessus de celui des autres, 5\u202f% de volontaires",
               level("volunteer", "role_status"), 1, "level", 0.02, main=False, contrast=False),
        Effect("C09.random", "Assaults, facilitators drawn by lot rather than volunteers",
               "Agressions, facilitateurs tirés au sort plutôt que volontaires",
               change("random", "volunteer", "assaults"), 1, least=0.05, main=False),
        Effect("C09.centrality", "Assaults, facilitators chosen for their ties rather than volunteers",
               "Agressions, facilitateurs choisis pour leurs liens plutôt que volontaires",
               change("centrality", "volunteer", "assaults"), -1, least=0.05, main=False),
        Effect("C09.leaders", "Assaults, facilitators chosen for their standing rather than volunteers",
               "Agressions, facilitateurs choisis pour leur statut plutôt que volontaires",
               change("status", "volunteer", "assaults"), 1, least=0.05, main=False),
    ),
    flip=Flip(Axis("parameter", "facilitators.calm", (-2.0, -1.4, -0.7, 0.0, 0.5)),
              Axis("lever", "facilitator_support", (0.0, 0.25, 0.5, 0.75, 1.0)),
              lambda: _chosen(0.0, base=small), lambda: _chosen(0.10, base=small), "assaults", -1,
              en="Assaults between inmates: 10 % of facilitators against none",
              fr="Agressions entre personnes détenues\u202f: 10\u202f% de facilitateurs comparés à aucun"),
    how_en="Today's prison with no, 5 and 10 % of facilitators, training and support as they stand; at 5 %, chosen among"
           " volunteers, by lot, for their ties, for their standing. The model assumes that a facilitator within reach may"
           " calm a dispute and that a recognised role gives standing; what is tested is how often he is within reach, how"
           " soon he is worn out, and who should be chosen. Refuted if assaults fall by less than a tenth.",
    how_fr="L’établissement d’aujourd’hui avec zéro, 5 et 10\u202f% de facilitateurs, formation et soutien inchangés\u202f; à"
           " 5\u202f%, choisis parmi les volontaires, au sort, pour leurs liens, pour leur statut. Le modèle suppose qu’un"
           " facilitateur à portée peut apaiser une dispute et qu’un rôle reconnu donne du statut\u202f; on teste s’il est"
           " souvent à portée, combien de temps il tient, et qui choisir. Réfuté si les agressions baissent de moins d’un"
           " dixième.",
    ask_en="Whom would you choose: the one everybody likes, the one everybody fears, or the one who asks? What would he need"
           " from you after six months?",
    ask_fr="Qui choisiriez-vous\u202f: celui que tous apprécient, celui que tous craignent, ou celui qui se propose\u202f? De"
           " quoi aurait-il besoin de votre part au bout de six mois\u202f?",
)
