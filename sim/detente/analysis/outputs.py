"""Outcomes as the runs gave them: shaped, and without the blocks of a design in which a run failed."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from ..errors import DetenteError


def replicated(outputs: np.ndarray) -> np.ndarray:
    """Outcomes as array (replicates, rows), from (rows,) or (replicates, rows).

    Raises
    ------
    DetenteError
        If the outcome never varies.
    """
    y = np.asarray(outputs, float)
    y = y[None, :] if y.ndim == 1 else y
    if y.ndim != 2:
        raise ValueError("outcomes are (rows,) or (replicates, rows)")
    seen = y[np.isfinite(y)]
    if seen.size == 0 or float(np.ptp(seen)) == 0.0:
        raise DetenteError("this outcome is the same in every run: there is nothing to explain")
    return y


def whole(y: np.ndarray, block: int, least: int = 2) -> tuple[np.ndarray, np.ndarray]:
    """Rows of the blocks in which every run of every replicate has a value.

    Parameters
    ----------
    y : array (replicates, rows)
    block : int
        Rows that belong together in the design.
    least : int
        Blocks that the analysis needs.

    Returns
    -------
    array (replicates, blocks kept * block), array of bool (rows,)

    Raises
    ------
    DetenteError
        If rows are not those of the design, or too few blocks are whole.
    """
    rows = y.shape[1]
    if rows % block:
        raise DetenteError("these runs are not all runs of this design", given=str(rows),
                           wish="finish the study first, and give the factors and the order of the design as they were run")
    keep = np.isfinite(y).all(axis=0).reshape(-1, block).all(axis=1)
    if keep.sum() < least:
        raise DetenteError("too few runs have a value for this analysis", given=str(int(keep.sum())), allowed=f">= {least}")
    rows_kept = np.repeat(keep, block)
    return y[:, rows_kept], rows_kept


def spread(values: Sequence[np.ndarray] | np.ndarray) -> np.ndarray:
    """Standard deviation over the first axis; NaN for a single replicate."""
    x = np.asarray(values, float)
    return x.std(axis=0, ddof=1) if len(x) > 1 else np.full(x.shape[1:], math.nan)
