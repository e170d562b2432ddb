"""Morris' elementary effects: which factors matter at all, from few runs.

The effect of a step is the change of the outcome over the length of the step, the whole unit interval being 1. ``mu`` is the
mean of the effects, ``mu*`` the mean of their sizes (Campolongo, Cariboni and Saltelli 2007), ``sigma`` their spread: large
beside mu* where a factor acts by others or in a curve. Effects and the bootstrap of mu* are SALib's.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ..studies.paired import t_quantile
from .designs import LEVELS, problem
from .library import need
from .outputs import replicated, spread, whole

RESAMPLES = 1000


def effects(points: np.ndarray, outputs: np.ndarray, names: Sequence[str], level: float = 0.95,
            seed: int = 1) -> pd.DataFrame:
    """Effects of all factors on one outcome, in its unit.

    Parameters
    ----------
    points : array (rows, factors)
        `designs.morris`.
    outputs : array (rows,) or (replicates, rows)
        Replicates are averaged; their spread is told. A trajectory with a run that failed is left out.
    names : sequence of str
    level : float
    seed : int
        Of the bootstrap.

    Returns
    -------
    table
        One row a factor: ``mu_star, mu_star_low, mu_star_high`` (bootstrap over trajectories), ``mu, mu_low, mu_high``
        (Student t over trajectories), ``sigma``, ``share`` (mu* over the standard deviation of the outcome), ``spread``
        (of mu* over replicates), ``trajectories``, ``left_out``. Largest mu* first.

    Raises
    ------
    DetenteError
        Rows do not fit the design, too few have a value, the outcome never varies, or SALib is missing.
    """
    k = len(names)
    y, kept = whole(replicated(outputs), k + 1)
    x = np.asarray(points, float)[kept]
    analyze = need("SALib.analyze.morris").analyze

    def found(row: np.ndarray, resamples: int):
        return analyze(problem(names), x, row, conf_level=level, num_resamples=resamples, num_levels=LEVELS, seed=seed)

    mean = y.mean(axis=0)
    all_of = found(mean, RESAMPLES)
    mu, mu_star, sigma, half = (np.asarray(all_of[key], float) for key in ("mu", "mu_star", "sigma", "mu_star_conf"))
    n = len(mean) // (k + 1)
    reach = t_quantile(level, n - 1) * sigma / np.sqrt(n)
    table = pd.DataFrame({"factor": list(names), "mu_star": mu_star, "mu_star_low": np.maximum(0.0, mu_star - half),
                          "mu_star_high": mu_star + half, "mu": mu, "mu_low": mu - reach, "mu_high": mu + reach,
                          "sigma": sigma, "share": mu_star / mean.std()})
    table["spread"] = spread([np.asarray(found(row, 2)["mu_star"], float) for row in y])
    table["trajectories"], table["left_out"] = n, int((~kept).sum()) // (k + 1)
    return table.sort_values("mu_star", ascending=False, kind="stable", ignore_index=True)
