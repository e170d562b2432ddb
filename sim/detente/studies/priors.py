"""From the unit cube to parameter values and back, by the prior that each parameter declares."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..declare import Parameter


def _spread(x: Parameter) -> tuple[float, float]:
    """Mean and standard deviation of a normal prior: 95 % of it inside the plausible range."""
    low, high = x.plausible
    return 0.5 * (low + high), (high - low) / 3.92


def value(x: Parameter, u: np.ndarray) -> np.ndarray:
    """Quantile of the prior.

    Parameters
    ----------
    x : Parameter
    u : array of float in [0, 1]
    """
    from scipy import stats

    low, high = x.plausible
    u = np.asarray(u, float)
    if x.prior == "fixed" or low == high:
        return np.full_like(u, x.default)
    if x.prior == "loguniform":
        return low * (high / low) ** u
    if x.prior == "normal":
        mean, sd = _spread(x)
        a, b = (x.low - mean) / sd, (x.high - mean) / sd
        return stats.truncnorm.ppf(u, a, b, mean, sd)
    if x.prior == "beta":
        mode = min(max((x.default - low) / (high - low), 0.0), 1.0)
        return low + (high - low) * stats.beta.ppf(u, 1.0 + 3.0 * mode, 4.0 - 3.0 * mode)
    return low + (high - low) * u


def place(x: Parameter, v: np.ndarray) -> np.ndarray:
    """The inverse of `value`: where in the prior a value stands, 0 to 1."""
    from scipy import stats

    low, high = x.plausible
    v = np.asarray(v, float)
    if x.prior == "fixed" or low == high:
        return np.full_like(v, 0.5)
    if x.prior == "loguniform":
        return np.log(v / low) / np.log(high / low)
    if x.prior == "normal":
        mean, sd = _spread(x)
        return stats.truncnorm.cdf(v, (x.low - mean) / sd, (x.high - mean) / sd, mean, sd)
    if x.prior == "beta":
        mode = min(max((x.default - low) / (high - low), 0.0), 1.0)
        return stats.beta.cdf((v - low) / (high - low), 1.0 + 3.0 * mode, 4.0 - 3.0 * mode)
    return (v - low) / (high - low)


def values(parameters: Sequence[Parameter], cube: np.ndarray) -> list[dict[str, float]]:
    """Rows of the unit cube as parameter values by dotted name."""
    columns = [value(x, cube[:, k]) for k, x in enumerate(parameters)]
    return [{x.name: float(column[row]) for x, column in zip(parameters, columns, strict=True)}
            for row in range(cube.shape[0])]


def hypercube(rows: int, columns: int, seed: int) -> np.ndarray:
    """Latin hypercube, array (rows, columns) in [0, 1)."""
    from scipy.stats import qmc

    return qmc.LatinHypercube(columns, rng=seed).random(rows)
