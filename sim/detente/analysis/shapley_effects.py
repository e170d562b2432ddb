"""Shapley effects: shares of an outcome's variance that add up to one, what factors make together dealt out evenly.

Between first-order and total index of each factor (Owen 2014, SIAM/ASA Journal on Uncertainty Quantification 2). Two ways:
`goda` on its own trajectories (SALib 1.6 or later), with an interval; `from_sobol` from indices already there. Both assume
that factors were drawn independently. Chance in single runs is counted with the factors: average over replicates first.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from .designs import problem
from .library import need
from .outputs import replicated, spread, whole
from .sobol import FIRST, SECOND, TOTAL


def goda(points: np.ndarray, outputs: np.ndarray, names: Sequence[str], level: float = 0.95) -> pd.DataFrame:
    """Shares of variance from Goda's trajectories.

    Parameters
    ----------
    points : array (rows, factors)
        `designs.shapley`.
    outputs : array (rows,) or (replicates, rows)
        Replicates are averaged; their spread is told. A trajectory with a run that failed is left out.
    names : sequence of str
    level : float

    Returns
    -------
    table
        One row a factor: ``value, low, high`` (normal interval, SALib's), ``se``, ``spread``, ``trajectories``,
        ``left_out``. Values add up to 1.

    Raises
    ------
    DetenteError
        Rows do not fit the design, too few have a value, the outcome never varies, or SALib is older than 1.6.

    References
    ----------
    Goda (2021), Reliability Engineering & System Safety 213, 107702.
    """
    from scipy.special import ndtri

    block = len(names) + 1
    y, kept = whole(replicated(outputs), block)
    x = np.asarray(points, float)[kept]
    analyze = need("SALib.analyze.shapley").analyze
    found = analyze(problem(names), x, y.mean(axis=0), conf_level=level)
    value, half = (np.asarray(found[key], float) for key in ("shapley_normalized", "shapley_normalized_conf"))
    table = pd.DataFrame({"factor": list(names), "value": value, "low": value - half, "high": value + half,
                          "se": half / float(ndtri(0.5 + level / 2.0))})
    table["spread"] = spread([np.asarray(analyze(problem(names), x, row, conf_level=level)["shapley_normalized"], float)
                              for row in y])
    table["trajectories"], table["left_out"] = y.shape[1] // block, int((~kept).sum()) // block
    return table


def from_sobol(found: pd.DataFrame) -> pd.DataFrame:
    """Shares of variance from a table of `sobol.indices`.

    With second-order indices: ``S_i + (sum of S_ij over j) / 2``, exact when no three factors act together. Without:
    ``(S_i + T_i) / 2``, exact under the same condition, for T_i is then ``S_i + sum of S_ij``. What is left to one is shared
    in proportion. An approximation: no interval is given.

    Returns
    -------
    table
        One row a factor: ``value`` (adds up to 1), ``raw`` (before that), ``lowest, highest`` (first order and total: the
        bounds of Owen).
    """
    first = found[found["order"] == FIRST].set_index("factor")["value"]
    total = found[found["order"] == TOTAL].set_index("factor")["value"].reindex(first.index)
    pairs = found[found["order"] == SECOND]
    if len(pairs):
        ends = pd.concat([pairs.set_index(side)["value"] for side in ("factor", "other")])
        raw = first + 0.5 * ends.groupby(level=0).sum().reindex(first.index, fill_value=0.0)
    else:
        raw = 0.5 * (first + total)
    raw = raw.clip(lower=0.0)
    return pd.DataFrame({"factor": first.index, "value": (raw / raw.sum()).to_numpy(), "raw": raw.to_numpy(),
                         "lowest": first.to_numpy(), "highest": total.to_numpy()})
