"""Evenings of a table of people, put person after person, whole columns at a time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from .packing import ABSENT


class Tracks(NamedTuple):
    """People of one table from the first recorded day of each to the last, in the order in which they were first seen.

    Attributes
    ----------
    pid, first, days, wing, row : arrays (people,)
        Person id; first day, counted from the end of the warm-up; days recorded; wing and row of that first day.
    states : uint8 array (days of all, states)
        One person after another, in steps of `packing.STEPS`; `packing.ABSENT` on a day away.
    places : uint8 array (days of all, places a day)
        Place codes; of an officer the wing, off duty or absent.
    changes : dict
        Name -> int64 array (changes, 3) of ``index, day, value``: what stood at first, and whatever is not as the evening
        before.
    """

    pid: np.ndarray
    first: np.ndarray
    days: np.ndarray
    wing: np.ndarray
    row: np.ndarray
    states: np.ndarray
    places: np.ndarray
    changes: dict[str, np.ndarray]


def none(states: int, places: int) -> Tracks:
    """Nobody."""
    no = np.zeros(0, np.int64)
    return Tracks(no.astype(np.uint64), no, no, no, no, np.zeros((0, states), np.uint8), np.zeros((0, places), np.uint8), {})


def tracks(here: np.ndarray, pid: np.ndarray, wing: np.ndarray, states: np.ndarray, places: np.ndarray, nowhere: int,
           columns: Mapping[str, np.ndarray]) -> Tracks:
    """People of a table.

    Parameters
    ----------
    here, pid, wing : arrays (rows, days)
    states, places : uint8 arrays (rows, days, ...)
    nowhere : int
        Place of a day away.
    columns : mapping
        Name -> array (rows, days) whose changes are wanted.
    """
    at = np.flatnonzero(here)  # by rows: who stays in a row stands together
    if not len(at):
        return none(states.shape[2], places.shape[2])
    row, day = np.divmod(at, here.shape[1])
    who = pid.ravel()[at]
    heads = _heads(who, row)
    if len(np.unique(who[heads])) < len(heads):  # somebody came back, or changed rows: his days in order
        by = np.lexsort((day, who))
        at, row, day, who = at[by], row[by], day[by], who[by]
        heads = _heads(who)
    seen_on = np.diff(heads, append=len(at))
    first, full = day[heads], day[heads + seen_on - 1] - day[heads] + 1
    order = np.lexsort((row[heads], first))
    index = np.empty(len(order), np.int64)
    index[order] = np.arange(len(order))
    begin = np.cumsum(full[order]) - full[order]
    source = np.full(full.sum(), -1)
    source[np.repeat(begin[index] - first, seen_on) + day] = at
    head = heads[order]
    return Tracks(who[head], first[order], full[order], wing.ravel()[at[head]].astype(np.int64), row[head],
                  _taken(states, source, ABSENT), _taken(places, source, nowhere),
                  {name: _changes(column.ravel()[at], day, heads, index) for name, column in columns.items()})


def _heads(*columns: np.ndarray) -> np.ndarray:
    """Where a row is not as the row before."""
    new = np.ones(len(columns[0]), bool)
    new[1:] = columns[0][1:] != columns[0][:-1]
    for column in columns[1:]:
        new[1:] |= column[1:] != column[:-1]
    return np.flatnonzero(new)


def _taken(values: np.ndarray, source: np.ndarray, blank: int) -> np.ndarray:
    out: np.ndarray = values.reshape(-1, values.shape[2]).take(source, axis=0)
    away = source < 0
    if away.any():
        out[away] = blank
    return out


def _changes(values: np.ndarray, day: np.ndarray, heads: np.ndarray, index: np.ndarray) -> np.ndarray:
    """The first value of each person, and every value that is not that of the evening before."""
    new = np.ones(len(values), bool)
    new[1:] = values[1:] != values[:-1]
    new[heads] = True
    news = np.flatnonzero(new)
    whose = index[np.searchsorted(heads, news, side="right") - 1]
    return np.stack([whose, day[news], values[news].astype(np.int64)], axis=1)
