"""P18: fair treatment acts on minor rule-breaking more than on violence; trust falls in about half of those who stay."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from ..outcomes.facts import facts
from ..outcomes.panel import follow
from ..studies.experiment import Arm, Pool, live
from .pattern import Fact, Pattern

if TYPE_CHECKING:
    from ..scenario.schema import Scenario

FAIR = {"unfair": 0.4, "fair": 1.6}   # logit that an ordinary act of staff is felt fair, both inside the plausible range
FIRST, SECOND = 21, 91                # days since entry of the two interviews: three weeks, three months


def _arms() -> list[Arm]:
    from ..scenario import load

    base = load("baseline")
    return [Arm("usual", base), *(Arm(name, base, {"legitimacy.fair": x}) for name, x in FAIR.items())]


def falls(pid: np.ndarray, entry_day: np.ndarray, trust: np.ndarray, first_day: int = 0) -> tuple[int, int]:
    """People interviewed twice, and those of them whose trust in staff had fallen.

    Parameters
    ----------
    pid, entry_day, trust : array (days, rows)
        As in a panel; 0 is nobody.
    first_day : int
        Day of the run of the first row.

    Returns
    -------
    (int, int)
        People who entered during the run and were there at both interviews; how many trusted staff less at the second.
    """
    stay = np.arange(first_day, first_day + len(pid))[:, None] - entry_day
    gap = SECOND - FIRST
    if len(pid) <= gap:
        return 0, 0
    both = (pid[:-gap] != 0) & (pid[:-gap] == pid[gap:]) & (stay[:-gap] == FIRST)
    return int(both.sum()), int((both & (trust[gap:] < trust[:-gap])).sum())


@live
def measure(scenario: Scenario, seed: int, parameters: Mapping[str, float]) -> dict[str, float]:
    """Inmate-years, minor and violent acts, mean trust, and how many people's trust fell between two interviews."""
    panel = follow(scenario, seed, parameters, ("entry_day", "legitimacy"))
    f = facts(panel.run)
    asked, fell = falls(panel.pid, panel["entry_day"], panel["legitimacy"], panel.first)
    return {"years": f.years, "minor": f.n("refusals"), "violent": f.n("assaults") + f.n("staff_assaults"),
            "legitimacy": f.level("legitimacy"), "asked": asked, "fell": fell}


def slope(pool: Pool, figure: str) -> float:
    """Relative change of a rate for 0.1 more of mean trust, between the prison felt unfair and the one felt fair."""
    more = pool.mean("fair", "legitimacy") - pool.mean("unfair", "legitimacy")
    rates = [pool.ratio(arm, figure, "years") for arm in ("unfair", "fair")]
    if not min(rates) > 0.0:
        return math.nan
    return math.exp(math.log(rates[1] / rates[0]) / (10.0 * more)) - 1.0


PATTERN = Pattern(
    key="P18",
    en="Fair treatment lowers minor rule-breaking more than violence; trust falls in about half of people over a stay",
    fr="Un traitement juste réduit les manquements plus que la violence\u202f; la confiance baisse chez la moitié des"
       " personnes",
    sources=("C-PJ15", "C-LEG18", "C-PJ-CHG"), arms=_arms, measure=measure,
    facts=(
        Fact("P18.minor", "Change in refusals for 0.1 more of trust in staff",
             "Variation des refus pour 0,1 de confiance de plus envers le personnel",
             lambda pool: slope(pool, "minor"), None, 0.0, "share"),
        Fact("P18.gap", "The same, less the change in violent acts: below zero, minor rule-breaking yields more",
             "La même, moins celle des actes violents\u202f: sous zéro, les manquements cèdent davantage",
             lambda pool: slope(pool, "minor") - slope(pool, "violent"), None, 0.0, "share"),
        Fact("P18.falls", "Share whose trust in staff falls between three weeks and three months after entry",
             "Part de ceux dont la confiance baisse entre trois semaines et trois mois après l’entrée",
             lambda pool: pool.ratio("usual", "fell", "asked"), 0.40, 0.60, "share"),
    ),
    how_en="Two prisons that differ in one thing, how easily an ordinary act of staff is felt fair: changes of rates for 0.1"
           " more of mean trust. In a third, ordinary one, everyone who comes in is asked at three weeks and at three months,"
           " as in the Dutch study; who has left by then is not asked, there as here.",
    how_fr="Deux prisons que distingue une seule chose, la facilité avec laquelle un acte ordinaire est ressenti comme"
           " juste\u202f: variations des taux pour 0,1 de confiance moyenne de plus. Dans une troisième, ordinaire, chaque"
           " entrant est interrogé à trois semaines puis à trois mois, comme dans l’étude néerlandaise\u202f; qui est sorti"
           " entre-temps ne l’est pas, là-bas comme ici.",
    missing_en="Violence toward staff answers to fairness twice, in words and again in blows (M5), and felt unfairness"
               " raises tension, which bears on every quarrel: violence may yield as much as refusals do. Anger is no state"
               " of its own, so that its part cannot be tested.",
    missing_fr="La violence envers le personnel répond deux fois à la justice ressentie, en paroles puis en coups (M5), et"
               " l’injustice ressentie élève la tension, qui pèse sur chaque conflit\u202f: la violence peut céder autant que"
               " les refus. La colère n’est pas un état à part, et son rôle ne peut être examiné.",
)
