"""The strongest ties of a week, as they are drawn: friendly or hostile, each pair once, by the one who feels it most."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from .evening import Seen

MOST_TIES = 60


class Bonds(NamedTuple):
    """Ties of all weeks one under the other, the strongest of a week first.

    Attributes
    ----------
    week, a, b : int arrays (ties,)
        The two person ids, the smaller first.
    strength : float array (ties,)
        -1 to 1.
    weeks : int
        How many weeks there are, those without a tie counted.
    """

    week: np.ndarray
    a: np.ndarray
    b: np.ndarray
    strength: np.ndarray
    weeks: int


NONE = Bonds(np.zeros(0, int), np.zeros(0, int), np.zeros(0, int), np.zeros(0), 0)


def strongest(seen: Seen) -> Bonds:
    """The strongest ties of the first evening of each week; of ties as strong, those of the smaller person ids."""
    found = [_strong(seen.strength[week, :n]) for week, n in enumerate(seen.ties.tolist())]
    if not found:
        return NONE
    week, at = np.repeat(np.arange(len(found)), [len(x) for x in found]), np.concatenate(found)
    felt, other, strength = seen.felt[week, at], seen.other[week, at], seen.strength[week, at]
    order = np.lexsort((other, felt, -np.abs(strength), week))
    order = order[np.arange(len(week)) - np.searchsorted(week, week) < MOST_TIES]  # weeks stand in order before and after
    week, felt, other = week[order], felt[order], other[order]
    return Bonds(week, np.minimum(felt, other), np.maximum(felt, other), strength[order], len(found))


def _strong(strength: np.ndarray) -> np.ndarray:
    """Those which may be among the strongest of a week."""
    size = np.abs(strength)
    if len(size) <= MOST_TIES:
        return np.arange(len(size))
    edge = len(size) - MOST_TIES
    return np.flatnonzero(size >= np.partition(size, edge)[edge])
