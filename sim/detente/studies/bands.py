"""Two intervals for one answer: chance (more runs would shrink it) and ignorance (only better data would)."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from .paired import t_quantile


@dataclass(frozen=True)
class Bands:
    """An estimate over draws of the parameters, with chance and ignorance apart.

    Attributes
    ----------
    mean : float
        Mean over draws.
    median : float
    chance_low, chance_high : float
        Interval of the mean for the seeds alone: what more seeds would shrink.
    low, high : float
        Interval of the true value over the draws, chance taken out: what is not known of the parameters.
    both_low, both_high : float
        Ignorance and what chance is left in each draw, together: the widest.
    share_positive : float
        Share of draws above zero, ties half.
    draws, seeds : int
    """

    mean: float
    median: float
    chance_low: float
    chance_high: float
    low: float
    high: float
    both_low: float
    both_high: float
    share_positive: float
    draws: int
    seeds: int

    @property
    def sign(self) -> int:
        """-1 or 1 when the widest interval lies on one side of zero, else 0."""
        return -1 if self.both_high < 0 else 1 if self.both_low > 0 else 0


NAN = math.nan
EMPTY = Bands(NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, 0, 0)


def bands(estimates: np.ndarray, noise: np.ndarray, seeds: int, level: float = 0.95) -> Bands:
    """Bands of estimates made once a draw.

    Parameters
    ----------
    estimates : array (draws,)
        One for each draw, over all its seeds. NaN leaves the draw out.
    noise : array (draws,)
        Variance that the seeds leave in each of them (jackknife).
    seeds : int
        Seeds behind each.
    level : float

    Notes
    -----
    The spread of the estimates is that of the true values plus the noise. The interval of ignorance is the empirical
    quantiles of the estimates drawn towards their mean until their variance is the observed one less the mean noise
    (method of moments; zero when noise explains all). The widest interval is the quantiles as they stand.
    """
    keep = np.isfinite(estimates)
    x, v = np.asarray(estimates, float)[keep], np.asarray(noise, float)[keep]
    n = len(x)
    if n == 0:
        return EMPTY
    v = np.where(np.isfinite(v), v, 0.0)
    mean = float(x.mean())
    within = float(v.mean())
    half = t_quantile(level, max(1, n * (seeds - 1))) * math.sqrt(within / n) if seeds > 1 else NAN
    tails = (50.0 * (1.0 - level), 50.0 * (1.0 + level))
    both = np.percentile(x, tails)
    total = float(x.var(ddof=1)) if n > 1 else 0.0
    pull = math.sqrt(max(0.0, total - within) / total) if total > 0 else 0.0
    true = np.percentile(mean + (x - mean) * pull, tails)
    if n == 1:  # one draw: chance is all there is to show
        both = np.array((mean - half, mean + half))
    share = (float((x > 0).sum()) + 0.5 * float((x == 0).sum())) / n
    return Bands(mean, float(np.median(x)), mean - half, mean + half, float(true[0]), float(true[1]), float(both[0]),
                 float(both[1]), share, n, seeds)
