"""Evenings of a table of people become a track for each person, whole columns at a time."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from .packing import ABSENT


@dataclass
class Track:
    """One person from the first recorded day to the last.

    Attributes
    ----------
    first : int
        Day, counted from the end of the warm-up.
    states : uint8 array (days, states)
        The states of an inmate, or the stress of an officer, in steps of `packing.STEPS`; `packing.ABSENT` on a day away.
    places : uint8 array (days * slots,)
        Five a day: place codes; for an officer one a day: wing, off duty or absent.
    changes : list of tuple
        ``(day, what, value)``: cell, role, isolated, case.
    """

    first: int
    officer: bool
    wing: int
    states: np.ndarray
    places: np.ndarray
    changes: list[tuple[int, str, int]] = field(default_factory=list)

    @property
    def days(self) -> int:
        """Days recorded."""
        return len(self.states)


def tracks(inmates: dict[str, Any], officers: dict[str, Any]) -> dict[int, Track]:
    """Everybody by person id, in the order in which they were first seen; of one evening, inmates before officers.

    Parameters
    ----------
    inmates, officers : dict
        ``here, pid, wing``: arrays (days, rows); ``states, places``: arrays (days, rows, ...); ``nowhere``: place of a day
        away; ``changes``: name -> array (days, rows).
    """
    found = [*_of(inmates, False), *_of(officers, True)]
    found.sort(key=lambda x: (x[2].first, x[2].officer, x[0]))
    return {pid: track for _, pid, track in found}


def _of(seen: dict[str, Any], officer: bool) -> list[tuple[int, int, Track]]:
    """``(order of being seen, person id, track)``."""
    row, day = np.nonzero(seen["here"].T)  # by rows: who stays in a row stands together
    if not len(row):
        return []
    rows = seen["here"].shape[1]
    pid = seen["pid"].ravel()[day * rows + row]
    new = np.ones(len(pid), bool)
    new[1:] = (row[1:] != row[:-1]) | (pid[1:] != pid[:-1])
    heads = np.flatnonzero(new)
    if len(np.unique(pid[heads])) < len(heads):  # somebody came back, or changed rows: his days in order
        by = np.lexsort((day, pid))
        row, day, pid = row[by], day[by], pid[by]
        heads = np.flatnonzero(np.concatenate(([True], pid[1:] != pid[:-1])))
    ends = np.append(heads[1:], len(pid))
    at = day * rows + row
    states, places = (seen[name].reshape(-1, seen[name].shape[2]).take(at, axis=0) for name in ("states", "places"))
    changes = _changes(seen["changes"], day, at, heads)
    wings = seen["wing"][day[heads], row[heads]].tolist()
    out = []
    for k, (who, first, begin, end) in enumerate(zip(pid[heads].tolist(), day[heads].tolist(), heads.tolist(), ends.tolist(),
                                                     strict=True)):
        own_states, own_places, full = states[begin:end], places[begin:end], int(day[end - 1]) - first + 1
        if full > end - begin:
            seen_on = day[begin:end] - first
            own_states = _spread(own_states, seen_on, full, ABSENT)
            own_places = _spread(own_places, seen_on, full, seen["nowhere"])
        out.append((int(row[begin]), who, Track(first, officer, wings[k], own_states, own_places.reshape(-1), changes[k])))
    return out


def _spread(rows: np.ndarray, at: np.ndarray, days: int, blank: float) -> np.ndarray:
    """Days on which somebody was away are left blank."""
    out = np.full((days, *rows.shape[1:]), blank, rows.dtype)
    out[at] = rows
    return out


def _changes(columns: dict[str, np.ndarray], day: np.ndarray, at: np.ndarray,
             begins: np.ndarray) -> list[list[tuple[int, str, int]]]:
    """For each person, the first value of each column and every value that is not that of the evening before."""
    out: list[list[tuple[int, str, int]]] = [[] for _ in begins]
    for name, column in columns.items():
        values = column.ravel().take(at)
        new = np.ones(len(values), bool)
        new[1:] = values[1:] != values[:-1]
        new[begins] = True
        news = np.flatnonzero(new)
        whose = np.searchsorted(begins, news, side="right") - 1
        for k, when, value in zip(whose.tolist(), day[news].tolist(), values[news].tolist(), strict=True):
            out[k].append((when, name, value))
    return out
