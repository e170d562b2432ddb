"""Contrasts made within strata (Mantel and Haenszel 1959; Greenland and Robins 1985 for rates), as sums that runs add up to.

A matched contrast compares like with like: within each stratum, then over strata with weights that sparse strata cannot
upset. Both ratios are one sum over another, so the runs of a draw are pooled by adding the sums.
"""

from __future__ import annotations

import numpy as np


def rate_sums(stratum: np.ndarray, treated: np.ndarray, events: np.ndarray, time: np.ndarray) -> tuple[float, float]:
    """Numerator and denominator of the Mantel-Haenszel rate ratio, treated over untreated.

    Parameters
    ----------
    stratum : int array (n,)
    treated : bool array (n,)
    events, time : arrays (n,)
        Acts of each person, and the time in which they could happen.
    """
    k = int(stratum.max()) + 1 if len(stratum) else 0

    def by(x: np.ndarray, who: np.ndarray) -> np.ndarray:
        return np.bincount(stratum[who], weights=x[who].astype(float), minlength=k)

    a, b = by(events, treated), by(events, ~treated)
    t, u = by(time, treated), by(time, ~treated)
    whole = np.maximum(t + u, 1e-300)
    return float((a * u / whole).sum()), float((b * t / whole).sum())


def odds_sums(stratum: np.ndarray, exposed: np.ndarray, case: np.ndarray) -> tuple[float, float]:
    """Numerator and denominator of the Mantel-Haenszel odds ratio of being a case, exposed over unexposed.

    Parameters
    ----------
    stratum : int array (n,)
    exposed, case : bool arrays (n,)
    """
    k = int(stratum.max()) + 1 if len(stratum) else 0

    def count(who: np.ndarray) -> np.ndarray:
        return np.bincount(stratum[who], minlength=k).astype(float)

    n = np.maximum(count(np.ones(len(stratum), bool)), 1.0)
    up = (count(exposed & case) * count(~exposed & ~case) / n).sum()
    return float(up), float((count(exposed & ~case) * count(~exposed & case) / n).sum())
