"""Statistics of paired runs: difference, interval, share better, and what common chance really gave."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

WEAK_CORRELATION = 0.3


@dataclass(frozen=True)
class Paired:
    """Two arms on the same seeds.

    Attributes
    ----------
    n : int
        Pairs in which both arms have a value.
    mean_reference, mean, difference : float
        Difference is arm minus reference.
    low, high : float
        Student t interval of the mean paired difference; NaN below two pairs.
    share_better : float
        Share of pairs in which the arm does better, ties counting half; NaN when neither way is better.
    rho : float
        Correlation of the two arms over seeds.
    variance_gain : float
        ``(var(A) + var(B)) / var(B - A)``: how many times fewer runs the common seeds made necessary; ``inf`` if all
        pairs are equal, NaN when nothing varies.
    """

    n: int
    mean_reference: float
    mean: float
    difference: float
    low: float
    high: float
    share_better: float
    rho: float
    variance_gain: float

    @property
    def identical(self) -> bool:
        """Every pair is equal to the bit."""
        return self.n > 0 and self.difference == 0.0 and self.variance_gain == math.inf

    @property
    def sign(self) -> int:
        """-1 or 1 if the interval lies on one side of zero, else 0: no telling."""
        return -1 if self.high < 0 else 1 if self.low > 0 else 0


def t_quantile(level: float, freedom: int) -> float:
    """Student's t: half-width, in standard errors, of a two-sided interval."""
    from scipy.special import stdtrit

    return float(stdtrit(freedom, 0.5 + level / 2.0))


def paired(reference: Sequence[float], arm: Sequence[float], direction: int = 0, level: float = 0.95) -> Paired:
    """Compare two arms run on the same seeds, in the same order.

    Parameters
    ----------
    reference, arm : sequences of float
        NaN (nothing to measure in that run) leaves the pair out.
    direction : {-1, 0, 1}
        -1: less is better, 1: more is better, 0: neither.
    level : float
        Of the interval.
    """
    a, b = np.asarray(reference, float), np.asarray(arm, float)
    if a.shape != b.shape or a.ndim != 1:
        raise ValueError("the two arms must have one value for each seed")
    both = np.isfinite(a) & np.isfinite(b)
    a, b = a[both], b[both]
    n = len(a)
    nan = math.nan
    if n == 0:
        return Paired(0, nan, nan, nan, nan, nan, nan, nan, nan)
    d = b - a
    same = bool(np.all(d == 0.0))
    mean = 0.0 if same else math.fsum(d) / n
    better = nan
    if direction:
        better = (float(np.sum(direction * d > 0)) + 0.5 * float(np.sum(d == 0))) / n
    low = high = rho = gain = nan
    if n > 1:
        half = 0.0 if same else t_quantile(level, n - 1) * math.sqrt(float(np.var(d, ddof=1)) / n)
        low, high = mean - half, mean + half
        va, vb, vd = (float(np.var(x, ddof=1)) for x in (a, b, d))
        if va > 0 and vb > 0:
            rho = 1.0 if same else float(np.clip(np.corrcoef(a, b)[0, 1], -1.0, 1.0))
        gain = math.inf if same else (va + vb) / vd if vd > 0 else (math.inf if va + vb > 0 else nan)
    elif same:
        gain = math.inf
    return Paired(n, math.fsum(a) / n, math.fsum(b) / n, mean, low, high, better, rho, gain)
