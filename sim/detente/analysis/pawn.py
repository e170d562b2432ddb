"""PAWN: how far the whole distribution of an outcome moves when a factor is held in a slice; works on any stored sample.

The index of a slice is the Kolmogorov-Smirnov distance between the outcome within the slice and in all runs (Pianosi and
Wagener 2018, Environmental Modelling & Software 108); the index of a factor is the median over its slices, its maximum
stands beside. A factor that does nothing still gets an index above zero, the larger the fewer runs are in a slice. So two
floors are given: a dummy factor is appended, and each factor is dealt out to the runs at random many times, in slices of
its own sizes.

SALib's function cuts every factor into ten quantiles, which loses levels of a factor with few of them (two of ten cuts of
an on/off switch fall on "on", the last is open). Here a factor with no more values than slices is cut by its values.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ..errors import DetenteError

SLICES = 10
SHUFFLES = 200
DUMMY = "dummy"
LEAST = 30


def pawn(points: np.ndarray, outputs: np.ndarray, names: Sequence[str], slices: int = SLICES, level: float = 0.95,
         shuffles: int = SHUFFLES, seed: int = 1) -> pd.DataFrame:
    """PAWN indices of all factors, and of a dummy.

    Parameters
    ----------
    points : array (rows, factors)
        Any sample whose factors were drawn independently; numbers of any unit, categories as codes.
    outputs : array (rows,)
        Rows without a value are left out.
    names : sequence of str
    slices : int
        Most slices of a factor.
    level : float
        Share of idle factors that stay under ``floor``.
    shuffles, seed : int
        How often each factor is dealt out at random, and the seed of that and of the dummy.

    Returns
    -------
    table
        One row a factor and one for the dummy: ``median, maximum, floor`` (of the median), ``above_floor``, ``slices``,
        ``runs``. Largest median first.

    Raises
    ------
    DetenteError
        Fewer than thirty runs have a value.
    """
    x, y = np.asarray(points, float), np.asarray(outputs, float)
    keep = np.isfinite(y) & np.isfinite(x).all(axis=1)
    x, y = x[keep], y[keep]
    if len(y) < LEAST:
        raise DetenteError("too few runs have a value for this analysis", given=str(len(y)), allowed=f">= {LEAST}")
    rng = np.random.default_rng(seed)
    order = np.argsort(y, kind="stable")
    last = np.append(np.diff(y[order]) > 0, True)  # where the distribution function of tied values is read
    rows, floors = [], dict[tuple[int, ...], float]()
    for name, column in [*zip(names, x.T, strict=True), (DUMMY, rng.random(len(y)))]:
        codes = sliced(column, slices)
        each = _distances(codes[order], last)
        sizes = tuple(np.bincount(codes).tolist())
        if sizes not in floors:  # what luck gives depends on nothing else
            lucky = [np.median(_distances(rng.permutation(codes), last)) for _ in range(shuffles)]
            floors[sizes] = float(np.quantile(lucky, level)) if lucky else np.nan
        floor = floors[sizes]
        rows.append((name, float(np.median(each)), float(each.max()), floor, bool(np.median(each) > floor), len(each)))
    table = pd.DataFrame(rows, columns=["factor", "median", "maximum", "floor", "above_floor", "slices"])
    table["runs"] = len(y)
    return table.sort_values("median", ascending=False, kind="stable", ignore_index=True)


def sliced(column: np.ndarray, slices: int) -> np.ndarray:
    """Which slice each row is in, from 0: by value when there are no more values than slices, else by equal shares."""
    values, codes = np.unique(column, return_inverse=True)
    if len(values) <= slices:
        return codes
    cuts = np.quantile(column, np.arange(1, slices) / slices)
    return np.unique(np.searchsorted(cuts, column, side="right"), return_inverse=True)[1]


def _distances(codes: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Kolmogorov-Smirnov distance of each slice from all; `codes` in rising order of the outcome."""
    n = len(codes)
    inside = codes == np.arange(codes.max() + 1)[:, None]
    within = inside.cumsum(axis=1)[:, last] / inside.sum(axis=1, keepdims=True)
    return np.abs(within - (np.arange(1, n + 1) / n)[last]).max(axis=1)
