"""Sobol' indices: which share of an outcome's variance a factor makes alone, with the others, and in pairs.

First order: what would go if the factor were known. Total: what would be left if all others were. Second order: what a pair
makes beyond its two first-order shares. Estimators and bootstrap are SALib's (Saltelli et al. 2010; Saltelli 2002).

A model with chance in it has one more factor, the seed. In outcomes of single runs it hides in every total index, and takes
from every first-order one. With replicates, indices are those of the mean over replicates, which chance disturbs less;
their spread from one replicate to the next stands beside SALib's interval, which only sees the points.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from ..errors import Said, said
from ..i18n import decimal
from .designs import problem, saltelli_block
from .library import need
from .outputs import replicated, spread, whole

FIRST, TOTAL, SECOND = "first", "total", "second"
RESAMPLES = 300
LEAST = 8
"""Base points below which nothing is said."""


def indices(outputs: np.ndarray, names: Sequence[str], second_order: bool = False, level: float = 0.95,
            same_points: bool = True, resamples: int = RESAMPLES, seed: int = 1) -> pd.DataFrame:
    """All indices of one outcome.

    Parameters
    ----------
    outputs : array (rows,) or (replicates, rows)
        In the order of `designs.saltelli`. A base point with a run that failed is left out.
    names : sequence of str
        Factors, in the order of the design's columns.
    second_order : bool
        As the design was made.
    level : float
        Of the intervals.
    same_points : bool
        Replicates are other seeds at the same points. If not, each was run on its own scrambled design: indices are then
        means over replicates, and their spread holds the choice of points as well.
    resamples, seed : int
        Of SALib's bootstrap.

    Returns
    -------
    table
        One row an index. ``order`` (first, total, second), ``factor``, ``other`` (second order only), ``value``,
        ``low, high`` (symmetric interval, SALib's half-width ``half``), ``se`` (standard error behind it), ``spread``
        (standard deviation over replicates, NaN for one), ``within_error`` (0 lies in the interval), ``base_points``,
        ``left_out``, ``replicates``.

    Raises
    ------
    DetenteError
        Rows do not fit the design, too few have a value, the outcome never varies, or SALib is missing.
    """
    block = saltelli_block(len(names), second_order)
    y, kept = whole(replicated(outputs), block, LEAST)
    few = 2 if same_points else resamples  # of a replicate at the same points the value alone is read
    each = [_salib(row, names, second_order, level, few, seed) for row in y] if len(y) > 1 else []
    if same_points or not each:
        value, half = _salib(y.mean(axis=0), names, second_order, level, resamples, seed)
    else:
        value = np.mean([v for v, _ in each], axis=0)
        half = np.sqrt(np.mean([h**2 for _, h in each], axis=0) / len(each))
    from scipy.special import ndtri

    table = _labels(names, second_order)
    table["value"], table["low"], table["high"], table["half"] = value, value - half, value + half, half
    table["se"] = half / float(ndtri(0.5 + level / 2.0))
    table["spread"] = spread([v for v, _ in each]) if each else math.nan
    table["within_error"] = (table["low"] <= 0.0) & (table["high"] >= 0.0)
    table["base_points"] = y.shape[1] // block
    table["left_out"] = int((~kept).sum()) // block
    table["replicates"] = len(y)
    return table


def convergence(outputs: np.ndarray, names: Sequence[str], second_order: bool = False, **options: Any) -> pd.DataFrame:
    """Indices on the first quarter, the first half and all of the base points: `indices`, one table under the other.

    Rows differ in ``base_points``. Lines that still move more than their intervals call for more points.
    """
    y = np.atleast_2d(np.asarray(outputs, float))
    block = saltelli_block(len(names), second_order)
    n = y.shape[1] // block
    if y.shape[1] % block:
        whole(y, block)  # refuses
    sizes = sorted({m for m in (n // 4, n // 2, n) if m >= LEAST} or {n})
    return pd.concat([indices(y[:, :m * block], names, second_order, **options) for m in sizes], ignore_index=True)


def chance_share(outputs: np.ndarray) -> float:
    """Share of the variance of a single run that chance makes, from replicates at the same points.

    Mean over rows of the variance over replicates, over the variance of all values (law of total variance); NaN for one
    replicate. Single-run indices of all factors together can explain no more than the rest.
    """
    y = replicated(outputs)
    if len(y) < 2:
        return math.nan
    y = y[:, np.isfinite(y).all(axis=0)]
    within = float(y.var(axis=0, ddof=1).mean())
    between = max(0.0, float(y.mean(axis=0).var(ddof=1)) - within / len(y))
    return within / (within + between) if within + between > 0 else math.nan


def told(value: float, low: float, high: float, digits: int = 2) -> Said:
    """An index as it is printed.

    ``0 within error (CI -0.03 to 0.02)`` for one that is not positive: an index is a share of a variance and no share is
    below zero, but its estimate is a difference of averages, which falls on either side of a true zero. If even the upper
    bound is below zero there are too few base points, and it says so.
    """
    numbers = {"low": _Number(low, digits), "high": _Number(high, digits), "value": _Number(value, digits)}
    if high < 0:
        return said("below 0 ({low} to {high}): too few base points", **numbers)
    if value <= 0:
        return said("0 within error (CI {low} to {high})", **numbers)
    return said("{value} (CI {low} to {high})", **numbers)


class _Number(Said):
    """A number that each language writes its own way."""

    def __new__(cls, x: float, digits: int) -> Said:  # type: ignore[misc]
        made = super().__new__(cls, decimal(x, "en", digits))
        made.values = {"x": x, "digits": digits}
        return made

    def text(self, lang: str) -> str:
        return decimal(self.values["x"], lang, self.values["digits"])

    def __reduce__(self):
        return _Number, (self.values["x"], self.values["digits"])


def _labels(names: Sequence[str], second_order: bool) -> pd.DataFrame:
    k = len(names)
    pairs = [(names[i], names[j]) for i in range(k) for j in range(i + 1, k)] if second_order else []
    rows = [(order, name, "") for order in (FIRST, TOTAL) for name in names] + [(SECOND, a, b) for a, b in pairs]
    return pd.DataFrame(rows, columns=["order", "factor", "other"])


def _salib(y: np.ndarray, names: Sequence[str], second_order: bool, level: float, resamples: int,
           seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Values and half-widths, in the order of `_labels`."""
    found = need("SALib.analyze.sobol").analyze(problem(names), y, calc_second_order=second_order, num_resamples=resamples,
                                                conf_level=level, seed=seed)
    parts = [(found["S1"], found["S1_conf"]), (found["ST"], found["ST_conf"])]
    if second_order:
        upper = np.triu_indices(len(names), 1)
        parts.append((found["S2"][upper], found["S2_conf"][upper]))
    return np.concatenate([np.asarray(v, float) for v, _ in parts]), np.concatenate([np.asarray(h, float) for _, h in parts])
