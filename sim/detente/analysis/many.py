"""Several policies against one baseline on the same seeds: what may be said of all of them together.

Holm (1979, Scandinavian Journal of Statistics 6(2)) adjusts the p-values of paired t-tests. Simultaneous intervals are
max-t: seeds are drawn again with replacement, whole, so that what policies share of them stays shared, and the largest
studentised deviation over policies gives one factor for all (Westfall and Young 1993; Romano and Wolf 2005, Econometrica 73).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ..errors import DetenteError
from ..studies.paired import WEAK_CORRELATION, paired, t_quantile

RESAMPLES = 4000
LEAST = 10
WEAK_GAIN = 2.0
CHUNK = 500


def holm(p: Sequence[float] | np.ndarray) -> np.ndarray:
    """Holm-adjusted p-values: the k-th smallest of m times ``m - k + 1``, never below an earlier one, at most 1."""
    x = np.asarray(p, float)
    order = np.argsort(x, kind="stable")
    out = np.empty_like(x)
    out[order] = np.minimum(1.0, np.maximum.accumulate(x[order] * np.arange(len(x), 0, -1)))
    return out


def against(baseline: np.ndarray, policies: np.ndarray, names: Sequence[str], level: float = 0.95,
            resamples: int = RESAMPLES, seed: int = 1) -> pd.DataFrame:
    """Every policy less the baseline.

    Parameters
    ----------
    baseline : array (seeds,)
    policies : array (policies, seeds)
        On the same seeds, in the same order. A seed without a value for one of them is left out for all.
    names : sequence of str
    level : float
        Of the single intervals each, of the simultaneous ones together.
    resamples, seed : int
        Of the bootstrap over seeds.

    Returns
    -------
    table
        One row a policy: ``n, difference, se``; ``low, high`` (Student t, this policy alone); ``all_low, all_high`` (max-t:
        together they hold all true differences with probability `level`); ``p, p_holm, p_max_t``; ``rho, gain`` (correlation
        with the baseline over seeds, and how many times fewer runs pairing made necessary); ``weak`` (rho below 0.3 or gain
        below 2: common seeds did little here, look at the seeds of both).

    Raises
    ------
    DetenteError
        Fewer than ten common seeds.
    """
    a, b = np.asarray(baseline, float), np.asarray(policies, float)
    if a.ndim != 1 or b.ndim != 2 or b.shape != (len(names), len(a)):
        raise ValueError("policies are (policies, seeds), the baseline (seeds,)")
    keep = np.isfinite(a) & np.isfinite(b).all(axis=0)
    a, b = a[keep], b[:, keep]
    n = len(a)
    if n < LEAST:
        raise DetenteError("too few pairs of runs have a difference", given=str(n), allowed=f">= {LEAST}",
                           wish="run the seeds that are missing, and give every pair a value")
    d = b - a
    mean, se = d.mean(axis=1), d.std(axis=1, ddof=1) / np.sqrt(n)
    t = np.divide(mean, se, out=np.where(mean == 0.0, 0.0, np.copysign(np.inf, mean)), where=se > 0)
    from scipy.special import stdtr

    p = 2.0 * stdtr(n - 1, -np.abs(t))
    largest = _largest(d, resamples, seed)
    reach, single = float(np.quantile(largest, level)), t_quantile(level, n - 1)
    each = [paired(a, row) for row in b]
    rho, gain = np.array([x.rho for x in each]), np.array([x.variance_gain for x in each])
    return pd.DataFrame({
        "policy": list(names), "n": n, "difference": mean, "se": se, "low": mean - single * se, "high": mean + single * se,
        "all_low": mean - reach * se, "all_high": mean + reach * se, "p": p, "p_holm": holm(p),
        "p_max_t": [(1.0 + float((largest >= x - 1e-12).sum())) / (1.0 + resamples) for x in np.abs(t)],
        "rho": rho, "gain": gain, "weak": ~((rho >= WEAK_CORRELATION) & (gain >= WEAK_GAIN))})


def _largest(d: np.ndarray, resamples: int, seed: int) -> np.ndarray:
    """Largest size over policies of the studentised deviation, in each draw of the seeds; array (resamples,)."""
    rng = np.random.default_rng(seed)
    policies, n = d.shape
    mean, out = d.mean(axis=1), []
    for start in range(0, resamples, CHUNK):
        many = min(CHUNK, resamples - start)
        counts = rng.multinomial(n, np.full(n, 1.0 / n), size=many).astype(float)  # how often each seed is drawn
        first = counts @ (d - mean[:, None]).T / n
        second = counts @ ((d - mean[:, None]) ** 2).T / n
        se = np.sqrt(np.maximum(0.0, second - first**2) / (n - 1))
        # a policy that never varies deviates by nothing, and so does a draw of the seeds in which it does not
        varies = se > 1e-7 * np.maximum(d.std(axis=1), 1e-290)
        out.append(np.divide(np.abs(first), se, out=np.zeros((many, policies)), where=varies).max(axis=1))
    return np.concatenate(out)
