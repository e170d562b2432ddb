"""How well the violence of the coming months is foreseen: the area under the ROC curve, and scores fitted to the past.

Averages over people, to compare kinds of knowledge. Never to be used on a person.
"""

from __future__ import annotations

import numpy as np

from .facts import NAN

RIDGE = 1.0
STEPS = 50


def auc(score: np.ndarray, event: np.ndarray) -> float:
    """Chance that somebody with the event had a higher score than somebody without; ties count half (Mann and Whitney).

    Parameters
    ----------
    score : array (n,)
    event : bool array (n,)

    Returns
    -------
    float
        0.5 says nothing, 1 is perfect; NaN when all or none had it.
    """
    from scipy.stats import rankdata

    event = np.asarray(event, bool)
    yes, no = int(event.sum()), int((~event).sum())
    if yes == 0 or no == 0:
        return NAN
    ranks = rankdata(np.asarray(score, float))
    return float((ranks[event].sum() - 0.5 * yes * (yes + 1)) / (yes * no))


class Score:
    """Weights of a logistic regression with a light ridge, fitted on one period to be judged on a later one.

    Parameters
    ----------
    x : array (n, features)
    event : bool array (n,)
    """

    def __init__(self, x: np.ndarray, event: np.ndarray) -> None:
        x = np.asarray(x, float)
        self.middle, spread = x.mean(axis=0), x.std(axis=0)
        self.spread = np.where(spread > 0, spread, 1.0)
        z, y = self._standard(x), np.asarray(event, float)
        ridge = RIDGE * np.diag([0.0, *[1.0] * x.shape[1]])
        rate = float(np.clip(y.mean(), 1e-6, 1.0 - 1e-6))
        self.weights = np.array([np.log(rate / (1.0 - rate)), *[0.0] * x.shape[1]])
        for _ in range(STEPS):  # Newton's steps: the loss is convex
            fit = 1.0 / (1.0 + np.exp(-np.clip(z @ self.weights, -30.0, 30.0)))
            bend = (z * (fit * (1.0 - fit))[:, None]).T @ z + ridge
            step = np.linalg.solve(bend, z.T @ (y - fit) - ridge @ self.weights)
            self.weights = self.weights + step
            if np.abs(step).max() < 1e-8:
                break

    def _standard(self, x: np.ndarray) -> np.ndarray:
        return np.column_stack([np.ones(len(x)), (np.asarray(x, float) - self.middle) / self.spread])

    def __call__(self, x: np.ndarray) -> np.ndarray:
        """Score of each row, in logits."""
        return self._standard(x) @ self.weights
