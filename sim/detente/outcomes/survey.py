"""Ties as a survey would have them: some people answer, they name whom they get along with, and no more is known."""

from __future__ import annotations

from typing import Any

import numpy as np

from .network import POSITIVE


def nominations(w: Any, over: float = POSITIVE) -> tuple[np.ndarray, np.ndarray]:
    """Rows of the people present, and who gets along with whom.

    Parameters
    ----------
    w : World
    over : float
        Strength over which a tie is one of getting along.

    Returns
    -------
    rows : int array (n,)
    ties : bool array (n, n)
        ``ties[i, j]``: i would name j.
    """
    rows = np.flatnonzero(w.inmates.here == 1)
    place = np.full(w.inmates.shape[0] + 1, -1)   # the last is that of row -1, nobody
    place[rows] = np.arange(len(rows))
    other = place[w.knows[rows]]
    good = (w.knows[rows] >= 0) & (other >= 0) & (w.bonds.strength[rows] > over)
    ties = np.zeros((len(rows), len(rows)), bool)
    who, slot = np.nonzero(good)
    ties[who, other[who, slot]] = True
    return rows, ties


def answers(pid: np.ndarray, share: float, seed: int) -> np.ndarray:
    """Who answers: each person with the same chance, the same person the same way each time, bool (n,)."""
    mixed = pid.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(2 * seed + 1)
    mixed = (mixed ^ (mixed >> np.uint64(31))) * np.uint64(0xBF58476D1CE4E5B9)
    return (mixed >> np.uint64(40)).astype(float) / float(1 << 24) < share


def returned(ties: np.ndarray) -> tuple[int, int]:
    """Ties that are returned, and all ties (reciprocity is their ratio)."""
    return int((ties & ties.T).sum()), int(ties.sum())


def closed(ties: np.ndarray) -> tuple[int, int]:
    """Two-paths i to j to k that i to k closes, and all of them (transitivity is their ratio)."""
    x = ties.astype(np.float32)
    two = x @ x
    np.fill_diagonal(two, 0.0)
    return int((two * x).sum()), int(two.sum())


def alike(ties: np.ndarray, group: np.ndarray, unit: np.ndarray) -> tuple[int, int, int, int]:
    """Ordered pairs inside units: tied and alike, not tied and alike, tied and unlike, not tied and unlike."""
    pairs = unit[:, None] == unit[None, :]
    np.fill_diagonal(pairs, False)
    same = group[:, None] == group[None, :]
    return (int((pairs & same & ties).sum()), int((pairs & same & ~ties).sum()),
            int((pairs & ~same & ties).sum()), int((pairs & ~same & ~ties).sum()))


def kept(before: tuple[np.ndarray, np.ndarray], after: tuple[np.ndarray, np.ndarray]) -> tuple[int, int]:
    """Ties of the first wave found again in the second, and all those of the first, among people asked in both.

    Parameters
    ----------
    before, after : (pid array (n,), bool array (n, n))
        The people of a wave and their ties.
    """
    _, a, b = np.intersect1d(before[0], after[0], return_indices=True)
    first, second = before[1][np.ix_(a, a)], after[1][np.ix_(b, b)]
    return int((first & second).sum()), int(first.sum())
