"""C1: constraint alone does not make a prison safe. Constraint is added step by step, all else as today."""

from __future__ import annotations

from ..scenario.ladder import PREFIX, fill
from ..studies.experiment import Arm, Pool
from .claim import Axis, Claim, Effect, Flip
from .dose import gap, trend
from .figures import figures
from .prison import posture, small

STEPS = {"none": 0.0, "half": 1.0, "today": 2.0, "more": 3.0, "full": 4.0}
"""0 no search and no sanction harder than a warning, 2 present practice, 4 the searches and answers of ``coercive``."""
UP_TO = {name: STEPS[name] for name in ("none", "half", "today")}
BEYOND = {name: STEPS[name] for name in ("today", "more", "full")}
HARD = ("confinement", "cell", "transfer", "prosecution")
SCALARS = ("search_rate", "discretion", "cell_days_refusal", "cell_days_assault", "cell_days_serious", "confinement_days")


def _ends() -> tuple[dict[str, float], dict[str, float], dict[str, float]]:
    """Levers of constraint at none, today and full; the share of mediation and circles is today's at all three."""
    today, hard = posture().levers, posture("coercive").levers
    none = {name: today[name] for name in SCALARS} | {"search_rate": 0.0}
    full = {name: hard[name] for name in SCALARS}
    kinds = dict.fromkeys(name.split(".")[1] for name in today if name.startswith(PREFIX))
    for kind in kinds:
        row = {name.rsplit(".", 1)[1]: today[name] for name in today if name.startswith(f"{PREFIX}{kind}.")}
        harder = {answer: hard[f"{PREFIX}{kind}.{answer}"] for answer in row}
        mild = row | dict.fromkeys(HARD, 0.0) | {"warning": row["warning"] + sum(row[answer] for answer in HARD)}
        harder = fill(harder, {answer: row[answer] for answer in ("mediation", "restorative")})
        none |= {f"{PREFIX}{kind}.{answer}": share for answer, share in mild.items()}
        full |= {f"{PREFIX}{kind}.{answer}": share for answer, share in harder.items()}
    return none, {name: today[name] for name in none}, full


def levers(step: float) -> dict[str, float]:
    """Levers at a step from 0 to 4, in straight lines from none to today and from today to full."""
    none, today, full = _ends()
    low, high, part = (none, today, step / 2.0) if step <= 2.0 else (today, full, step / 2.0 - 1.0)
    return {name: low[name] + part * (high[name] - low[name]) for name in low}


def _arms() -> list[Arm]:
    return [Arm(name, posture().with_(levers=levers(step))) for name, step in STEPS.items()]


def _turn(pool: Pool) -> float:
    return trend(BEYOND, "violence")(pool) - trend(UP_TO, "violence")(pool)


CONSTRAINT = Claim(
    key="C01",
    en="The number of assaults shows that constraint alone does not make a prison safe",
    fr="Le nombre des agressions montre que la contrainte seule n’assure pas la sécurité",
    mechanisms=("legitimacy", "deterrence", "incapacitation"), arms=_arms, measure=figures,
    varies=("levers.search_rate", "levers.discretion", "levers.cell_days_", "levers.confinement_days", "levers.response."),
    effects=(
        Effect("C01.beyond", "All violence, from today's constraint to the hardest: it does not fall by a tenth",
               "Toutes les violences, de la contrainte d’aujourd’hui à la plus dure\u202f: elles ne baissent pas d’un dixième",
               trend(BEYOND, "violence"), 1, beyond=-0.10),
        Effect("C01.up_to", "All violence, from no constraint to today's: what constraint does achieve",
               "Toutes les violences, de l’absence de contrainte à celle d’aujourd’hui\u202f: ce que la contrainte obtient",
               trend(UP_TO, "violence"), -1, least=0.10, main=False),
        Effect("C01.turn", "The second half of the range brings less than the first (difference of the two changes)",
               "La seconde moitié de l’échelle apporte moins que la première (écart entre les deux variations)",
               _turn, 1, least=0.10, main=False),
        Effect("C01.staff", "Assaults on staff, from today's constraint to the hardest",
               "Agressions du personnel, de la contrainte d’aujourd’hui à la plus dure",
               trend(BEYOND, "staff_assaults"), 1, least=0.10, main=False),
        Effect("C01.trust", "Trust in staff, from today's constraint to the hardest",
               "Confiance envers le personnel, de la contrainte d’aujourd’hui à la plus dure",
               gap("full", "today", "legitimacy"), -1, "level", 0.02, main=False),
    ),
    flip=Flip(Axis("parameter", "deterrence.strike", (0.3, 1.0, 1.6, 2.3, 3.0)),
              Axis("lever", "inmates_per_officer", (1.5, 2.2, 2.9, 3.8, 5.0)),
              small, lambda: small().with_(levers=levers(4.0)), "violence", 1,
              en="All violence, on inmates and staff: hardest constraint against today's",
              fr="Toutes les violences, entre personnes détenues et contre le personnel\u202f: contrainte la plus dure"
                 " comparée à celle d’aujourd’hui"),
    how_en="Five steps: no search and no sanction beyond a warning; half-way; today; half-way to the coercive posture; its"
           " searches, sanctions and cell days. Minutes given to relation, training, mediation and means stay as today."
           " Refuted if going from today to the hardest step lowers all violence, on inmates and on staff, by a tenth or more."
           " The model lets constraint deter, remove and separate, as well as cost trust: neither side is assumed to win.",
    how_fr="Cinq degrés\u202f: ni fouille ni sanction au-delà de l’avertissement\u202f; la moitié\u202f; aujourd’hui\u202f; à"
           " mi-chemin de la posture coercitive\u202f; ses fouilles, ses sanctions et ses jours de quartier disciplinaire. Les"
           " minutes de relation, la formation, la médiation et les moyens restent ceux d’aujourd’hui. Réfuté si passer"
           " d’aujourd’hui au degré le plus dur fait baisser d’un dixième ou plus l’ensemble des violences, entre personnes"
           " détenues et contre le personnel. Dans le modèle, la contrainte dissuade, neutralise et sépare autant qu’elle"
           " coûte de confiance\u202f: aucun camp n’est donné gagnant.",
    ask_en="Your prison doubles its searches and its cell days tomorrow, with the same staff. What falls, what rises, and how"
           " long does it last?",
    ask_fr="Demain, votre établissement double ses fouilles et ses jours de quartier disciplinaire, à effectif égal. Qu’est-ce"
           " qui baisse, qu’est-ce qui monte, et pour combien de temps\u202f?",
)
