"""C15: fewer conflicts protect staff from psychosocial risk."""

from __future__ import annotations

from ..studies.experiment import Arm, Pool
from .claim import Axis, Claim, Effect, Flip
from .dose import gap
from .prison import small

QUIET = {"staff_violence.verbal": -12.0}
"""Control acts are answered by no insult and no blow: the lowest value that the parameter may have."""


def _arms() -> list[Arm]:
    usual, reform = small(), small("dynamic")
    off = {"escalation": False}
    return [Arm("usual", usual), Arm("quiet", usual.with_(switches=off), QUIET),
            Arm("reform", reform), Arm("reform_quiet", reform.with_(switches=off), QUIET)]


def _through(figure: str):
    """What the dynamic posture does to staff, less what it does to them where there is no conflict to avoid."""
    def statistic(pool: Pool) -> float:
        with_conflicts = pool.mean("reform", figure) - pool.mean("usual", figure)
        return with_conflicts - (pool.mean("reform_quiet", figure) - pool.mean("quiet", figure))
    return statistic


STRESS = Claim(
    key="C15",
    en="Avoiding conflicts protects staff from psychosocial risk",
    fr="Éviter les conflits protège le personnel des risques psychosociaux",
    mechanisms=("stress", "staff_violence", "escalation", "climate"),
    arms=_arms, varies=("levers.", "title", "question", "notes", "switches.escalation",
                                 "parameters.staff_violence.verbal"),
    effects=(
        Effect("C15.absence", "Absence of officers: no conflict at all against the conflicts of today",
               "Absence des agents\u202f: aucun conflit, comparé aux conflits d’aujourd’hui",
               gap("quiet", "usual", "absence"), -1, "share", 0.003),
        Effect("C15.through", "Stress: the part of the dynamic posture's effect that passes through conflicts avoided",
               "Stress\u202f: la part de l’effet de la posture dynamique qui passe par les conflits évités",
               _through("stress"), -1, "level", 0.005),
        Effect("C15.stress", "Stress of officers: no conflict at all against the conflicts of today",
               "Stress des agents\u202f: aucun conflit, comparé aux conflits d’aujourd’hui",
               gap("quiet", "usual", "stress"), -1, "level", 0.02, main=False),
        Effect("C15.load",
               "Stress: what the dynamic posture adds where there is no conflict to avoid (training, change, minutes)",
               "Stress\u202f: ce qu’ajoute la posture dynamique quand il n’y a aucun conflit à éviter (formation, changement,"
               " minutes)", gap("reform_quiet", "quiet", "stress"), -1, "level", 0.005, main=False),
        Effect("C15.whole", "Stress: dynamic posture against the baseline, conflicts and load together",
               "Stress\u202f: posture dynamique comparée au scénario de référence, conflits et charge ensemble",
               gap("reform", "usual", "stress"), -1, "level", 0.01, main=False),
        Effect("C15.whole_absence", "Absence of officers: dynamic posture against the baseline",
               "Absence des agents\u202f: posture dynamique comparée au scénario de référence",
               gap("reform", "usual", "absence"), -1, "share", 0.003, main=False),
    ),
    flip=Flip(Axis("lever", "staff_involvement", (0.0, 0.25, 0.5, 0.75, 1.0)),
              Axis("parameter", "stress.organisation", (0.2, 0.35, 0.5, 0.65, 0.8)),
              lambda: small(), lambda: small("dynamic"), "stress", -1,
              en="Stress of officers: dynamic posture against the baseline",
              fr="Stress des agents\u202f: posture dynamique comparée au scénario de référence"),
    how_en="Four prisons of 300: the baseline and the dynamic posture, each as it is and with every quarrel between inmates"
           " and every insult or blow to staff taken out. The model assumes that being assaulted, or near an assault, is"
           " stressing; what is tested is how much this weighs beside lack of means, imposed change and the climate with"
           " management, and whether it shows in absence. Crossing the two separates the stress spared by conflicts avoided"
           " from the load of the reform. The claim is refuted if even a prison without any conflict hardly spares staff,"
           " or if the conflicts that a reform avoids do not count.",
    how_fr="Quatre prisons de 300 personnes\u202f: le scénario de référence et la posture dynamique, chacun tel quel puis"
           " privé de toute querelle entre personnes détenues et de toute insulte ou coup contre le personnel. Le modèle"
           " suppose qu’être agressé, ou proche d’une agression, stresse\u202f; on teste ce que cela pèse à côté du manque"
           " de moyens, du changement imposé et du climat avec la direction, et si cela se voit dans l’absence. Le"
           " croisement sépare le stress épargné par les conflits évités de la charge de la réforme. L’affirmation est"
           " réfutée si même une prison sans conflit n’épargne guère le personnel, ou si les conflits évités par la réforme"
           " ne comptent pas.",
    ask_en="Which wore you out more this year: the incidents, or the way the service was organised around them?",
    ask_fr="Qu’est-ce qui vous a le plus usé cette année\u202f: les incidents, ou l’organisation du service autour"
           " d’eux\u202f?",
)
