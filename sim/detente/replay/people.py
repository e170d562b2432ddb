"""Who is who in a bundle: the people of both runs in one order, with neutral names."""

from __future__ import annotations

from typing import Any

import numpy as np

from .packing import ABSENT, pack, pack_flat
from .record import STATES, Record

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Roll:
    """People of one or two runs.

    Attributes
    ----------
    ids : list of str
        ``A17``: wing of the first day seen, then a running number; ``S04``: an officer.
    place : dict
        Person id -> place in the list.
    """

    def __init__(self, records: list[Record]) -> None:
        self.ids: list[str] = []
        self.wings: list[int] = []
        self.officer: list[bool] = []
        self.place: dict[int, int] = {}
        self._sorted: tuple[np.ndarray, np.ndarray] | None = None
        counts: dict[str, int] = {}
        for record in records:
            for pid, track in record.people.items():
                if pid in self.place:
                    continue
                letter = "S" if track.officer else wing_letter(track.wing)
                counts[letter] = counts.get(letter, 0) + 1
                self.place[pid] = len(self.ids)
                self.ids.append(f"{letter}{counts[letter]:02d}")
                self.wings.append(track.wing)
                self.officer.append(track.officer)

    def of(self, pid: int) -> int:
        """Place of somebody in the list, -1 for somebody never seen on an evening."""
        return self.place.get(int(pid), -1)

    def all_of(self, pids: np.ndarray) -> np.ndarray:
        """The same of many at once."""
        if not self.place:
            return np.full(len(pids), -1)
        if self._sorted is None:
            known = np.fromiter(self.place, np.uint64, len(self.place))
            order = np.argsort(known)
            self._sorted = known[order], order
        known, order = self._sorted
        pids = pids.astype(np.uint64)
        at = np.minimum(np.searchsorted(known, pids), len(known) - 1)
        return np.where(known[at] == pids, order[at], -1)

    def as_dict(self) -> dict[str, Any]:
        """What a bundle says of people: no trait of anybody."""
        return {"ids": self.ids, "wing": self.wings, "officer": [int(x) for x in self.officer]}


def wing_letter(wing: int) -> str:
    """A for the first wing; S is kept for staff."""
    return [letter for letter in LETTERS if letter != "S"][wing % 25]


def presence(record: Record, roll: Roll) -> list[list[int]]:
    """``[person, first day, days]`` of everybody seen in a run, inmates and officers, in the order of the roll."""
    rows = [[roll.of(pid), track.first, track.days] for pid, track in record.people.items()]
    return sorted(rows)


def columns(record: Record, roll: Roll) -> dict[str, str]:
    """Daily states and places, person after person in the order of `presence`."""
    by_place = {roll.of(pid): track for pid, track in record.people.items()}
    inmates = [by_place[k] for k in sorted(by_place) if not by_place[k].officer]
    officers = [by_place[k] for k in sorted(by_place) if by_place[k].officer]
    lengths, staff = [x.days for x in inmates], [x.days for x in officers]
    states = _together([x.states for x in inmates], (0, len(STATES)))
    out = {name: pack_flat(states[:, k], lengths) for k, name in enumerate(STATES)}
    out["stress"] = pack_flat(_together([x.states for x in officers], (0, 1))[:, 0], staff)
    out["place"] = pack([x.places for x in inmates])
    out["duty"] = pack([x.places for x in officers])
    return out


def _together(rows: list[np.ndarray], empty: tuple[int, int]) -> np.ndarray:
    return np.concatenate(rows) if rows else np.zeros(empty, np.uint8)


def changes(record: Record, roll: Roll) -> list[list[Any]]:
    """``[person, day, what, value]``: cell, role, isolated, case; what stands at its first value is left out."""
    rows: list[list[Any]] = []
    for pid, track in record.people.items():
        for day, what, value in track.changes:
            if day == track.first and what in ("role", "isolated") and value == 0:
                continue
            rows.append([roll.of(pid), day, what, value])
    return sorted(rows, key=lambda row: (row[1], row[0], str(row[2])))


__all__ = ["ABSENT", "Roll", "changes", "columns", "presence", "wing_letter"]
