"""Mediations and circles of a run, evening by evening: whom they concern, and how they stand."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from ..world.codes import CASE_FREE
from .evening import CASES, Seen
from .tracks import Tracks

Entry = tuple[int, int, int]


def concerned(seen: Seen, inmates: Tracks) -> list[tuple[int, int, str, int]]:
    """``(index in the tracks, day, case, state)``, evening by evening and row by row, where it is not as last noted."""
    columns = {name: getattr(seen, f"cases_{name}") for name in CASES}
    index = {pid: k for k, pid in enumerate(inmates.pid.tolist())}
    first = inmates.first.tolist()
    out: list[tuple[int, int, str, int]] = []
    for (pid, what), entries in _concerned(columns, {pid: first[k] for pid, k in index.items()}).items():
        rows = {row for _, row, _ in entries}
        now: int | None = None
        for day, _, state in sorted(entries) if len(rows) < 2 else _every(columns, rows, pid, what, first[index[pid]]):
            if state != now:
                now = state
                out.append((index[pid], day, what, state))
    return out


def _concerned(x: dict[str, np.ndarray], firsts: dict[int, int]) -> dict[tuple[int, str], list[Entry]]:
    """``(day, row, state)`` of each row of the table on the evenings on which it is not as the evening before."""
    new = x["state"] != CASE_FREE
    new[1:] &= np.any([column[1:] != column[:-1] for column in x.values()], axis=0)
    days, rows = np.nonzero(new)
    parts = (x[name][days, rows].tolist() for name in CASES)
    found: dict[tuple[int, str], list[Entry]] = defaultdict(list)
    for day, row, kind, incident, state, a, b in zip(days.tolist(), rows.tolist(), *parts, strict=True):
        for pid in {a, b}:
            first = firsts.get(pid)
            if first is None:
                continue
            what = f"case{kind}.{incident}"
            if first <= day:
                found[pid, what].append((day, row, state))
            else:  # somebody not seen yet: how it stands when he is
                found[pid, what] += _every(x, {row}, pid, what, first)[:1]
    return found


def _every(columns: dict[str, np.ndarray], rows: set[int], pid: int, what: str, first: int) -> list[Entry]:
    """The same of some rows on every evening from one on: two rows may be of one incident and stand apart."""
    kind, _, incident = what.removeprefix("case").partition(".")
    out: list[Entry] = []
    for row in rows:
        x = {name: column[first:, row] for name, column in columns.items()}
        his = (x["kind"] == int(kind)) & (x["incident"] == int(incident)) & ((x["a_pid"] == pid) | (x["b_pid"] == pid))
        days = np.flatnonzero(his & (x["state"] != CASE_FREE))
        out += [(first + day, row, state) for day, state in zip(days.tolist(), x["state"][days].tolist(), strict=True)]
    return sorted(out)
