"""Logistic regression on one number, from counts: how many people at each value, how many of them with the outcome."""

from __future__ import annotations

import numpy as np


def slope(x: np.ndarray, people: np.ndarray, cases: np.ndarray, steps: int = 50) -> float:
    """Maximum-likelihood slope of the logit, by Newton's steps; NaN where it has none.

    Parameters
    ----------
    x : array (k,)
        Values of the predictor.
    people, cases : arrays (k,)
        Counts at each value.

    Returns
    -------
    float
        Change of the logit per unit of `x`; its exponential is the odds ratio.
    """
    x, people, cases = (np.asarray(v, float) for v in (x, people, cases))
    if not 0 < cases.sum() < people.sum():
        return float("nan")
    middle = float((x * people).sum() / people.sum())
    z = x - middle
    rate = cases.sum() / people.sum()
    beta = np.array([np.log(rate / (1.0 - rate)), 0.0])
    for _ in range(steps):
        fit = 1.0 / (1.0 + np.exp(-(beta[0] + beta[1] * z)))
        weight = people * fit * (1.0 - fit)
        gap = cases - people * fit
        inner = np.array([[weight.sum(), (weight * z).sum()], [(weight * z).sum(), (weight * z * z).sum()]])
        if np.linalg.det(inner) <= 0.0:
            return float("nan")
        step = np.linalg.solve(inner, np.array([gap.sum(), (gap * z).sum()]))
        beta += step
        if np.abs(step).max() < 1e-10:
            return float(beta[1])
    return float("nan")
