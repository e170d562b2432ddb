"""Which policy is best when the parameters are not known: chances and regrets over posterior draws, not a star.

Robust measures after McPhail et al. (2018, Earth's Future 6); regret after Savage (1951).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd

from ..errors import DetenteError
from .pareto import MAX, MIN

TENTH = 0.1


def _losses(outcome: np.ndarray, direction: str, names: Sequence[str]) -> np.ndarray:
    """Outcome turned so that less is better, draws without a value for every policy left out."""
    y = np.asarray(outcome, float)
    if y.ndim != 2 or len(y) != len(names):
        raise ValueError("an outcome is (policies, draws), with a name a policy")
    if direction not in (MIN, MAX):
        raise DetenteError("an objective is to be made small or large", given=str(direction), allowed="min, max")
    y = y[:, np.isfinite(y).all(axis=0)]
    if y.shape[1] == 0:
        raise DetenteError("too few runs have a value for this analysis", given="0", allowed=">= 1")
    return y if direction == MIN else -y


def best(outcome: np.ndarray, direction: str, names: Sequence[str], high: float = 0.9) -> pd.DataFrame:
    """How often each policy is best, and what choosing it would cost.

    Parameters
    ----------
    outcome : array (policies, draws)
        The same draws for all. A draw in which a policy has no value is left out.
    direction : {"min", "max"}
    names : sequence of str
    high : float
        Quantile of the regret that is told beside its mean.

    Returns
    -------
    table
        One row a policy: ``p_best`` (share of draws; those tied share one), ``p_best_se`` (binomial), ``regret`` (mean over
        draws of the distance to that draw's best), ``regret_high`` (its quantile), ``regret_most``, ``draws``. Smallest mean
        regret first.
    """
    y = _losses(outcome, direction, names)
    regret = y - y.min(axis=0)
    wins = regret == 0.0
    p = (wins / wins.sum(axis=0)).mean(axis=1)
    n = y.shape[1]
    made = pd.DataFrame({"policy": list(names), "p_best": p, "p_best_se": np.sqrt(p * (1.0 - p) / n),
                         "regret": regret.mean(axis=1), "regret_high": np.quantile(regret, high, axis=1),
                         "regret_most": regret.max(axis=1), "draws": n})
    return made.sort_values("regret", kind="stable", ignore_index=True)


def robust(outcome: np.ndarray, direction: str, names: Sequence[str], tail: float = TENTH) -> pd.DataFrame:
    """Means and bad cases of each policy over draws, in the outcome's unit.

    Returns
    -------
    table
        One row a policy: ``mean, median``, ``worst_decile`` (the value that one draw in ten is worse than),
        ``worst_decile_mean`` (mean of the worst tenth, at least one draw), ``worst``, ``draws``.
    """
    y = _losses(outcome, direction, names)
    sign = 1.0 if direction == MIN else -1.0
    n = y.shape[1]
    bad = np.sort(y, axis=1)[:, -max(1, math.ceil(tail * n - 1e-9)):]
    return pd.DataFrame({"policy": list(names), "mean": sign * y.mean(axis=1), "median": sign * np.median(y, axis=1),
                         "worst_decile": sign * np.quantile(y, 1.0 - tail, axis=1),
                         "worst_decile_mean": sign * bad.mean(axis=1), "worst": sign * y.max(axis=1), "draws": n})


def within_budget(table: pd.DataFrame, column: str, budget: float, slack: float = 0.0) -> pd.DataFrame:
    """Rows that cost no more than a budget, or a share `slack` more.

    Returns
    -------
    table
        Those rows, with ``left``: what remains of the budget in its unit, negative within the slack.
    """
    if column not in table:
        raise DetenteError("there is no such column in this table", given=column, allowed=", ".join(map(str, table)))
    cost = table[column].to_numpy(float)
    kept = cost <= budget + slack * abs(budget)
    return table[kept].assign(left=budget - cost[kept])
