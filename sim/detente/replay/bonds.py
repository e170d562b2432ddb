"""The strongest ties of a week, as they are drawn: friendly or hostile, each pair once, by the one who feels it most."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from .watched import Seen

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


def strongest(seen: Seen, every: int) -> Bonds:
    """The strongest ties of the first evening of each week.

    Parameters
    ----------
    seen : Seen
    every : int
        Days of a week.
    """
    found = [_candidates(seen, week, every) for week in range(len(seen.knows))]
    if not found:
        return NONE
    week = np.repeat(np.arange(len(found)), [len(x[0]) for x in found])
    felt, other, strength = (np.concatenate([x[k] for x in found]) for k in range(3))
    order = np.lexsort((other, felt, -np.abs(strength), week))
    week, felt, other, strength = week[order], felt[order], other[order], strength[order]
    a, b = np.minimum(felt, other), np.maximum(felt, other)
    once = _first((week, a, b))
    week, a, b, strength = week[once], a[once], b[once], strength[once]
    few = np.arange(len(week)) - np.searchsorted(week, week) < MOST_TIES
    return Bonds(week[few], a[few], b[few], strength[few], len(found))


def _candidates(seen: Seen, week: int, every: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Who feels, for whom, how strongly: those which may be among the strongest of a week."""
    day, knows = week * every, seen.knows[week]
    here = seen.inmates_here[day] == 1
    at = np.flatnonzero((knows >= 0) & here[:, None])
    others = knows.ravel()[at]
    good = here[others]
    at, others = at[good], others[good]
    strength = seen.strength[week].ravel()[at]
    if len(at) > 4 * MOST_TIES:  # a pair stands there twice at most: the rest cannot be among the strongest
        size = np.abs(strength)
        strong = size >= np.partition(size, len(size) - 2 * MOST_TIES)[len(size) - 2 * MOST_TIES]
        at, others, strength = at[strong], others[strong], strength[strong]
    pids = seen.inmates_pid[day]
    return pids[at // knows.shape[1]], pids[others], strength


def _first(columns: tuple[np.ndarray, ...]) -> np.ndarray:
    """Rows whose values have not come before."""
    order = np.lexsort(columns)  # stable: of equal rows the first stays first
    new = np.zeros(len(order), bool)
    new[:1] = True
    for column in columns:
        new[1:] |= column[order][1:] != column[order][:-1]
    return np.sort(order[new])
