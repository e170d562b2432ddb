"""The posterior from a table of runs: the nearest rows, pulled to what is published along a local regression.

Beaumont, Zhang and Balding 2002 (regression adjustment, Epanechnikov weights), on the logit of the place in the prior so
that no adjusted value leaves its range. What is published is uncertain: every row's levels are blurred by that
uncertainty first, as the published figure itself is (Wilkinson 2013), so the posterior holds it too.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

SHARE = 0.10
EDGE = 1e-3


@dataclass(frozen=True)
class Posterior:
    """Weighted places in the prior.

    Attributes
    ----------
    rows : int array (kept,)
        Rows of the table.
    cube : array (kept, parameters)
        Adjusted places, 0 to 1.
    weights : array (kept,)
        Sum to 1.
    """

    rows: np.ndarray
    cube: np.ndarray = field(repr=False)
    weights: np.ndarray = field(repr=False)

    @property
    def effective(self) -> float:
        """Effective number of rows (Kish)."""
        return float(1.0 / (self.weights ** 2).sum())


def blurred(levels: np.ndarray, sd: np.ndarray, seed: int) -> np.ndarray:
    """Levels of a table as somebody would publish them: each with the error of the published figure."""
    return levels + np.random.default_rng(seed).normal(size=levels.shape) * sd


def whitener(levels: np.ndarray) -> np.ndarray:
    """Matrix that makes levels uncorrelated with unit variance: what the distance is measured in."""
    values, vectors = np.linalg.eigh(np.cov(levels, rowvar=False))
    return vectors / np.sqrt(np.maximum(values, 1e-12))


def posterior(cube: np.ndarray, levels: np.ndarray, seen: np.ndarray, *, metric: np.ndarray, share: float = SHARE,
              without: int | None = None) -> Posterior:
    """Posterior given what is seen.

    Parameters
    ----------
    cube : array (rows, parameters) in [0, 1]
    levels : array (rows, targets)
        Blurred levels.
    seen : array (targets,)
    metric : array (targets, targets)
        As of `whitener`.
    share : float
        Of the rows that are kept.
    without : int, optional
        A row to leave out: the one that plays the truth.

    Returns
    -------
    Posterior
    """
    gap = (levels - seen) @ metric
    far = np.sqrt((gap ** 2).sum(axis=1))
    if without is not None:
        far[without] = np.inf
    kept = max(levels.shape[1] + 20, int(share * len(cube)))
    rows = np.argpartition(far, kept)[: kept + 1]
    rows = rows[np.argsort(far[rows], kind="stable")]
    width = far[rows[-1]]
    rows = rows[:-1]
    weights = np.maximum(1.0 - (far[rows] / width) ** 2, 1e-9)
    weights /= weights.sum()
    place = np.clip(cube[rows], EDGE, 1.0 - EDGE)
    y = np.log(place / (1.0 - place))
    x = np.hstack([np.ones((len(rows), 1)), gap[rows]])
    weighted = x * weights[:, None]
    slope = np.linalg.solve(x.T @ weighted + 1e-9 * np.eye(x.shape[1]), weighted.T @ y)
    moved = y - gap[rows] @ slope[1:]
    effective = float(1.0 / (weights ** 2).sum())
    wider = np.sqrt(effective / max(1.0, effective - x.shape[1]))  # what fitting the slopes has taken off the spread
    moved = slope[0] + (moved - slope[0]) * wider
    return Posterior(rows, 1.0 / (1.0 + np.exp(-moved)), weights)


def resample(of: Posterior, n: int, seed: int) -> np.ndarray:
    """So many places of equal weight, in random order, none twice if there are enough."""
    rng = np.random.default_rng(seed)
    chosen = rng.choice(len(of.weights), size=n, replace=n > len(of.weights), p=of.weights)
    return of.cube[rng.permutation(chosen)]
