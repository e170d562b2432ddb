"""Who is who in a bundle: the people of both runs in one order, with neutral names."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np

from .evening import STATES
from .packing import pack_flat
from .record import Record
from .tracks import Tracks

LETTERS = "ABCDEFGHIJKLMNOPQRTUVWXYZ"
"""Of wings; S is kept for staff."""


class Roll:
    """People of one or two runs.

    Parameters
    ----------
    records : list of Record
    after : Roll, optional
        People who come first.

    Attributes
    ----------
    ids : list of str
        ``A17``: wing of the first day seen, then a running number; ``S04``: an officer.
    """

    def __init__(self, records: list[Record], after: Roll | None = None) -> None:
        self.ids: list[str] = [] if after is None else [*after.ids]
        self._wings: list[int] = [] if after is None else [*after._wings]
        self._officer: list[int] = [] if after is None else [*after._officer]
        self._counts: dict[str, int] = {} if after is None else {**after._counts}
        self._pids: np.ndarray = np.zeros(0, np.uint64) if after is None else after._pids
        self._sort()
        for record in records:
            self._add(record)
            self._sort()

    def _sort(self) -> None:
        self._order = np.argsort(self._pids)
        self._known = self._pids[self._order]

    def _add(self, record: Record) -> None:
        """Those not known yet as they were first seen; of one evening inmates before officers, by rows."""
        parts = ((record.inmates, 0), (record.officers, 1))
        names = ("pid", "first", "row", "wing")
        pid, first, row, wing = (np.concatenate([getattr(x, name) for x, _ in parts]) for name in names)
        officer = np.concatenate([np.full(len(x.pid), kind) for x, kind in parts])
        order = np.lexsort((row, officer, first))
        order = order[self.all_of(pid[order]) < 0]
        self._pids = np.concatenate([self._pids, pid[order]])
        for at, staff in zip(wing[order].tolist(), officer[order].tolist(), strict=True):
            letter = "S" if staff else LETTERS[at % len(LETTERS)]
            self._counts[letter] = number = self._counts.get(letter, 0) + 1
            self.ids.append(f"{letter}{number:02d}")
            self._wings.append(at)
            self._officer.append(staff)

    @cached_property
    def place(self) -> dict[int, int]:
        """Person id -> place in the list."""
        return {pid: k for k, pid in enumerate(self._pids.tolist())}

    def of(self, pid: int) -> int:
        """Place of somebody in the list, -1 for somebody never seen on an evening."""
        return self.place.get(int(pid), -1)

    def all_of(self, pids: np.ndarray) -> np.ndarray:
        """The same of many at once."""
        if not len(self._known):
            return np.full(len(pids), -1)
        pids = pids.astype(np.uint64)
        at = np.minimum(np.searchsorted(self._known, pids), len(self._known) - 1)
        return np.where(self._known[at] == pids, self._order[at], -1)

    def as_dict(self) -> dict[str, Any]:
        """What a bundle says of people: no trait of anybody."""
        return {"ids": self.ids, "wing": self._wings, "officer": self._officer}


def presence(record: Record, roll: Roll) -> list[list[int]]:
    """``[person, first day, days]`` of everybody seen in a run, inmates and officers, in the order of the roll."""
    rows = np.concatenate([np.stack([roll.all_of(x.pid), x.first, x.days], axis=1) for x in (record.inmates, record.officers)])
    found: list[list[int]] = rows[np.argsort(rows[:, 0])].tolist()
    return found


def columns(record: Record, roll: Roll) -> dict[str, str]:
    """Daily states and places, person after person in the order of `presence`."""
    states, places, days = _in_order(record.inmates, roll)
    out = {name: pack_flat(states[:, k], days) for k, name in enumerate(STATES)}
    stress, post, staff_days = _in_order(record.officers, roll)
    out["stress"] = pack_flat(stress.ravel(), staff_days)
    out["place"] = pack_flat(places.ravel(), days * places.shape[1])
    out["duty"] = pack_flat(post.ravel(), staff_days)
    return out


def _in_order(x: Tracks, roll: Roll) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """States, places and days of people in the order of a roll."""
    order = np.argsort(roll.all_of(x.pid))
    days = x.days[order]
    if len(order) < 2 or np.all(order[1:] > order[:-1]):
        return x.states, x.places, days
    begin, ends = np.cumsum(x.days) - x.days, np.cumsum(days)
    at = np.arange(ends[-1]) + np.repeat(begin[order] - (ends - days), days)
    return x.states.take(at, axis=0), x.places.take(at, axis=0), days


def changes(record: Record, roll: Roll) -> list[list[Any]]:
    """``[person, day, what, value]``: cell, role, isolated, case; what stands at its first value is left out."""
    found = record.changes
    person = roll.all_of(record.inmates.pid)[found.person]
    order = np.lexsort((found.what, person, found.day))
    rows = (x[order].tolist() for x in (person, found.day, found.what, found.value))
    return [[who, day, found.names[what], value] for who, day, what, value in zip(*rows, strict=True)]


__all__ = ["Roll", "changes", "columns", "presence"]
