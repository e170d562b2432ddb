"""Chance and ignorance apart when the same seeds are run in every draw of the parameters (a crossed design).

A run is ``y[d, s] = mean + draw[d] + seed[s] + rest[d, s]``. What a seed does to all draws alike (the same people, the same
luck) does not shrink with more draws, and does not make draws differ: it belongs wholly to chance.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from .bands import EMPTY, NAN, Bands
from .paired import Paired, paired, t_quantile

Interval = tuple[float, float]


def covered(level: float, draws: int) -> float:
    """Share of what the parameters allow that an interval over so few draws can hold.

    From the lowest to the highest of n values lies on average (n - 1)/(n + 1) of what they are drawn from.
    """
    return min(level, (draws - 1) / (draws + 1)) if draws > 1 else NAN


def crossed(values: np.ndarray, level: float = 0.95) -> Bands:
    """Bands of a mean over seeds, the same seeds in each draw.

    Parameters
    ----------
    values : array (draws, seeds)
        What is not finite leaves a run out; a draw without any value is left out.
    level : float

    Returns
    -------
    Bands
        ``chance``: Student t interval of the mean over seeds (seeds - 1 degrees of freedom), empty for one seed. ``low,
        high``: ignorance, quantiles of the draws' means drawn towards their mean until their variance is the observed one
        less that of the rest; both equal to the mean when the rest explains all, empty for one draw. ``both``: distances of
        the two from the mean added in quadrature, each side apart; empty for one seed.

    Notes
    -----
    Two-way analysis of variance without replication (Searle, Casella and McCulloch 1992, Variance Components), on jackknife
    pseudo-values, which are the runs themselves where none is missing.
    """
    y = np.asarray(values, float)
    y = np.where(np.isfinite(y), y, NAN)[np.isfinite(y).any(axis=1)]
    draws, seeds = y.shape
    if draws == 0:
        return EMPTY
    each = np.nanmean(y, axis=1)
    mean = float(each.mean())
    half, rest = _noise(y, each, level)
    low, high = _ignorance(each, rest, level)
    share = (float((each > 0).sum()) + 0.5 * float((each == 0).sum())) / draws
    below, above = (math.hypot(half, 0.0 if math.isnan(x) else x - mean) for x in (low, high))
    return Bands(mean, float(np.median(each)), mean - half, mean + half, low, high, mean - below, mean + above, share,
                 draws, seeds)


def _noise(y: np.ndarray, each: np.ndarray, level: float) -> tuple[float, float]:
    """Half the interval of chance, and the variance that the rest leaves in the mean of a draw."""
    draws, seeds = y.shape
    if seeds < 2:
        return NAN, 0.0
    there = np.isfinite(y)
    total, n = np.where(there, y, 0.0).sum(axis=1, keepdims=True), there.sum(axis=1, keepdims=True)
    less = np.where(n - there > 0, (total - np.where(there, y, 0.0)) / np.maximum(n - there, 1), each[:, None])
    pseudo = seeds * each[:, None] - (seeds - 1) * less
    of_seeds = pseudo.mean(axis=0)
    half = t_quantile(level, seeds - 1) * math.sqrt(float(of_seeds.var(ddof=1)) / seeds)
    if draws < 2:
        return half, 0.0
    left = pseudo - pseudo.mean(axis=1, keepdims=True) - of_seeds + pseudo.mean()
    return half, float((left ** 2).sum()) / ((draws - 1) * (seeds - 1)) / seeds


def _ignorance(each: np.ndarray, rest: float, level: float) -> Interval:
    if len(each) < 2:
        return NAN, NAN
    mean, seen = float(each.mean()), float(each.var(ddof=1))
    pull = math.sqrt(max(0.0, seen - rest) / seen) if seen > 0 else 0.0
    tails = (50.0 * (1.0 - level), 50.0 * (1.0 + level))
    low, high = np.percentile(mean + (each - mean) * pull, tails, method="weibull")
    return float(low), float(high)


def one_run(values: np.ndarray) -> float:
    """Standard deviation of a single run among runs with the same parameters: pooled over draws; NaN for one seed."""
    y = np.asarray(values, float)
    y = np.where(np.isfinite(y), y, NAN)
    n = np.isfinite(y).sum(axis=1)
    if not (n > 1).any():
        return NAN
    spread = np.nanvar(y[n > 1], axis=1, ddof=1)
    return math.sqrt(float((spread * (n[n > 1] - 1)).sum() / (n[n > 1] - 1).sum()))


@dataclass(frozen=True)
class PairedCrossed(Paired):
    """Two arms on the same seeds and the same draws.

    Attributes
    ----------
    low, high : float
        Interval of chance of the mean paired difference.
    share_better : float
        Over pairs of runs; ``share_draws_better`` over draws, of the mean of their seeds.
    rho, variance_gain : float
        Within draws: what the common seeds gave.
    bands : Bands
        Of the difference.
    """

    bands: Bands = EMPTY
    share_draws_better: float = NAN

    @property
    def sign(self) -> int:
        """-1 or 1 if chance and ignorance together leave zero out, else 0: no telling."""
        return self.bands.sign


def paired_crossed(reference: np.ndarray, arm: np.ndarray, direction: int = 0, level: float = 0.95) -> PairedCrossed:
    """Compare two arms run with the same draws and seeds, arrays (draws, seeds); as `paired.paired` otherwise."""
    a, b = np.asarray(reference, float), np.asarray(arm, float)
    both = np.isfinite(a) & np.isfinite(b)
    a, b = np.where(both, a, NAN)[both.any(axis=1)], np.where(both, b, NAN)[both.any(axis=1)]
    flat = paired(a.ravel(), b.ravel(), direction, level)
    if flat.n == 0:
        return PairedCrossed(**vars(flat))
    of = crossed(b - a, level)
    inner = flat if flat.identical else paired(_within(a), _within(b), 0, level)
    share = NAN if not direction else of.share_positive if direction > 0 else 1.0 - of.share_positive
    return PairedCrossed(flat.n, float(np.nanmean(a, axis=1).mean()), float(np.nanmean(b, axis=1).mean()), of.mean,
                         of.chance_low, of.chance_high, flat.share_better, inner.rho, inner.variance_gain, of, share)


def _within(y: np.ndarray) -> list[float]:
    """Runs less the mean of their draw; nothing of a draw of which one run is there."""
    y = y[np.isfinite(y).sum(axis=1) > 1]
    return list((y - np.nanmean(y, axis=1, keepdims=True)).ravel())
