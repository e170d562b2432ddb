"""C14: positive relations reinforce the authority and the satisfaction of staff."""

from __future__ import annotations

from ..outcomes import summarise
from ..outcomes.facts import Facts
from ..studies.experiment import Arm
from .claim import Axis, Claim, Effect, Flip
from .dose import change, gap
from .prison import small


def measure(run) -> dict[str, float]:
    """All measures; refusals and abuse of staff (``defied``), without objects found in a search; minutes on the floor."""
    f = Facts(run)
    out = summarise(f)
    out["defied"] = out["refusals"] + out["staff_verbal"] + out["staff_assaults"] - f.per("contraband")
    out["floor_minutes"] = sum(f.n(f"minutes_{use}") for use in ("relation", "control", "incidents")) / f.years / 52.0
    return out


def _arms() -> list[Arm]:
    return [Arm("coercive", small("coercive")), Arm("baseline", small()), Arm("dynamic", small("dynamic")),
            Arm("relation", small().with_(levers={"relation_share": 0.65}))]


AUTHORITY = Claim(
    key="C14",
    en="Positive relations with inmates reinforce officers' authority and their satisfaction with the work; they do not"
       " weaken them",
    fr="Des relations positives avec les personnes détenues renforcent l’autorité des surveillants et leur satisfaction"
       " professionnelle, au lieu de les affaiblir",
    mechanisms=("legitimacy", "knowledge", "stress", "staff_violence", "deterrence"),
    arms=_arms, measure=measure, varies=("levers.", "title", "question", "notes"),
    effects=(
        Effect("C14.authority", "Authority in inmates' eyes: dynamic posture against coercive posture",
               "Autorité aux yeux des personnes détenues\u202f: posture dynamique comparée à la contrainte",
               gap("dynamic", "coercive", "authority"), 1, "level", 0.02),
        Effect("C14.defied", "Refusals, insults and blows that officers meet: dynamic against coercive, relative change",
               "Refus, insultes et coups que rencontrent les agents\u202f: posture dynamique comparée à la contrainte,"
               " variation relative", change("dynamic", "coercive", "defied"), -1, "share", 0.05),
        Effect("C14.satisfaction", "Satisfaction of officers: dynamic against coercive",
               "Satisfaction des agents\u202f: posture dynamique comparée à la contrainte",
               gap("dynamic", "coercive", "satisfaction"), 1, "level", 0.02, main=False),
        Effect("C14.stress", "Stress of officers: dynamic against coercive",
               "Stress des agents\u202f: posture dynamique comparée à la contrainte",
               gap("dynamic", "coercive", "stress"), -1, "level", 0.01, main=False),
        Effect("C14.relation_authority", "Authority, when minutes alone move from control to relation (0.35 to 0.65)",
               "Autorité, quand seules les minutes passent du contrôle à la relation (0,35 à 0,65)",
               gap("relation", "baseline", "authority"), 1, "level", 0.01, main=False),
        Effect("C14.relation_defied", "Refusals, insults and blows, when minutes alone move from control to relation, relative",
               "Refus, insultes et coups, quand seules les minutes passent du contrôle à la relation, variation relative",
               change("relation", "baseline", "defied"), -1, "share", 0.03, main=False),
        Effect("C14.minutes", "Officer minutes on the floor, all uses: dynamic against coercive, relative change",
               "Minutes de surveillant à l’étage, tous usages\u202f: posture dynamique comparée à la contrainte, variation"
               " relative",
               change("dynamic", "coercive", "floor_minutes"), 1, "share", 0.02, main=False),
    ),
    flip=Flip(Axis("lever", "inmates_per_officer", (1.5, 2.25, 3.0, 4.0, 5.0)),
              Axis("parameter", "legitimacy.fair", (0.2, 0.6, 1.0, 1.4, 1.8)),
              lambda: small("coercive"), lambda: small("dynamic"), "defied", -1,
              en="Refusals, insults and blows that officers meet: dynamic posture against coercive",
              fr="Refus, insultes et coups que rencontrent les agents\u202f: posture dynamique comparée à la contrainte"),
    how_en="The same prison of 300, the same officers and the same posts, run in the coercive posture and in the dynamic"
           " one; then the baseline with officers' free minutes alone moved from control to relation. The model assumes"
           " that authority follows skill and how fair inmates find staff, and that satisfaction follows relation done"
           " well; what is tested is whether inmates do find staff fairer, and whether they defy them less in deeds, though"
           " firmness deters them. The claim is refuted if officers meet as many refusals, insults and blows, or more, in"
           " the dynamic posture.",
    how_fr="La même prison de 300 personnes, les mêmes surveillants et les mêmes postes, conduite par la contrainte puis en"
           " posture dynamique\u202f; ensuite le scénario de référence dont seules les minutes disponibles passent du"
           " contrôle à la relation. Le modèle suppose que l’autorité suit le savoir-faire et la justice ressentie, et que"
           " la satisfaction suit la relation bien menée\u202f; on teste si les agents sont vraiment jugés plus justes, et"
           " s’ils sont moins défiés dans les faits, alors que la fermeté dissuade. L’affirmation est réfutée si les agents"
           " rencontrent autant ou davantage de refus, d’insultes et de coups en posture dynamique.",
    ask_en="Think of an officer whom everyone obeys without a raised voice. What does that officer do that the rules do not"
           " say?",
    ask_fr="Pensez à un surveillant que tous écoutent sans qu’il hausse le ton. Que fait-il que le règlement ne dit pas\u202f?",
)
