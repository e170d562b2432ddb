"""Several aims at once: which policies no other beats on all of them, and how much of the possible they reach."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from ..errors import DetenteError
from .library import need

MIN, MAX = "min", "max"
CHUNK = 256
REACH = 0.1
"""How far beyond the worst value the reference point of a hypervolume lies by default, in ranges of the table."""


def losses(table: pd.DataFrame, objectives: Mapping[str, str]) -> np.ndarray:
    """Objectives turned so that less is better, array (rows, objectives).

    Raises
    ------
    DetenteError
        A column is not there, or a direction is neither ``min`` nor ``max``.
    """
    for name, way in objectives.items():
        if name not in table:
            raise DetenteError("there is no such column in this table", given=name, allowed=", ".join(map(str, table)))
        if way not in (MIN, MAX):
            raise DetenteError("an objective is to be made small or large", key=name, given=str(way), allowed="min, max")
    return np.column_stack([table[n].to_numpy(float) * (1.0 if way == MIN else -1.0) for n, way in objectives.items()])


def ranks(table: pd.DataFrame, objectives: Mapping[str, str]) -> np.ndarray:
    """Front of each row: 1 for those that none dominates, 2 for those that only rows of front 1 do, and so on.

    A row dominates another if it is at least as good on every objective and better on one; equal rows share a front. A row
    without a value is on no front: 0.

    Parameters
    ----------
    table : table
    objectives : mapping of column to {"min", "max"}

    Returns
    -------
    array of int (rows,)

    References
    ----------
    Deb et al. (2002), IEEE Transactions on Evolutionary Computation 6(2).
    """
    y = losses(table, objectives)
    front = np.zeros(len(y), int)
    rows = np.flatnonzero(np.isfinite(y).all(axis=1))
    y = y[rows]
    above = _beaten(y, y)  # how many dominate each, of those that have no front yet
    number = 0
    while (now := np.flatnonzero(above == 0)).size:
        number += 1
        front[rows[now]] = number
        above -= _beaten(y, y[now])
        above[now] = -1
    return front


def _beaten(y: np.ndarray, others: np.ndarray) -> np.ndarray:
    """How many of the others dominate each row, array of int (rows,)."""
    out = np.zeros(len(y), int)
    for start in range(0, len(others), CHUNK):
        theirs = others[start:start + CHUNK].T[:, :, None]
        beats, one = np.ones((theirs.shape[1], len(y)), bool), np.zeros((theirs.shape[1], len(y)), bool)
        for mine, its in zip(y.T, theirs, strict=True):
            beats &= its <= mine
            one |= its < mine
        out += (beats & one).sum(axis=0)
    return out


def front(table: pd.DataFrame, objectives: Mapping[str, str]) -> pd.DataFrame:
    """Rows that no other dominates, in the table's order."""
    return table[ranks(table, objectives) == 1]


def hypervolume(table: pd.DataFrame, objectives: Mapping[str, str], reference: Mapping[str, float] | None = None) -> float:
    """Volume that the front dominates, up to a reference point, in the product of the objectives' units.

    Parameters
    ----------
    table, objectives
        As in `ranks`; two to four objectives.
    reference : mapping of column to float, optional
        A point worse than all that counts; rows beyond it add nothing. Only volumes with the same reference can be compared.
        Default: a tenth of the table's range beyond its worst values.

    Raises
    ------
    DetenteError
        Not two to four objectives, or pymoo is missing.

    References
    ----------
    Zitzler and Thiele (1999), IEEE Transactions on Evolutionary Computation 3(4). pymoo's ``HV``.
    """
    if not 2 <= len(objectives) <= 4:
        raise DetenteError("a hypervolume is that of two to four objectives", given=str(len(objectives)))
    y = losses(table, objectives)
    y = y[np.isfinite(y).all(axis=1)]
    if not len(y):
        return 0.0
    if reference is None:
        worst = y.max(axis=0) + REACH * np.ptp(y, axis=0)
    else:
        worst = losses(pd.DataFrame([dict(reference)]), objectives)[0]
    y = y[(y < worst).all(axis=1)]
    return float(need("pymoo.indicators.hv").HV(ref_point=worst)(y[_beaten(y, y) == 0])) if len(y) else 0.0
