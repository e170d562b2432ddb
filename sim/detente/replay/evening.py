"""What is noted of a prison in a slot, on an evening and on the first evening of a week; compiled with the loop that calls it.

Tables of people are noted person by person, their days one after another: what is made of them reads them in that order.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from ..world.codes import N_SLOTS
from ..world.compiled import kernel
from ..world.world import World
from .packing import ABSENT, STEPS

WEEK = 7
OFF_DUTY, ABSENT_TODAY = 254, 255
STATES = ("tension", "fear", "legitimacy")
CASES = ("kind", "incident", "state", "a_pid", "b_pid")


class Seen(NamedTuple):
    """What was seen.

    Attributes
    ----------
    here, pid, wing, cell, role, isolated : arrays (rows, days)
        Inmates, each evening.
    states : uint8 array (rows, days, 3)
        `STATES` of inmates in steps of `packing.STEPS`, each evening.
    places : uint8 array (rows, days, slots)
    staff_here, staff_pid, staff_wing : arrays (officer rows, days)
        Officers, each evening.
    stress, post : uint8 arrays (officer rows, days, 1)
        Stress in the same steps; the wing where an officer stood, `OFF_DUTY` or `ABSENT_TODAY`.
    floor : int32 array (days, slots, wings)
        Officers on the floor.
    ties : int64 array (weeks,)
        How many ties stand in the next three on the first evening of each week, each pair once.
    felt, other : uint64 arrays (weeks, ties)
        Person ids: who feels it most, and for whom.
    strength : float array (weeks, ties)
    cases_kind, ..., cases_b_pid : arrays (days, rows)
    """

    here: np.ndarray
    pid: np.ndarray
    wing: np.ndarray
    cell: np.ndarray
    role: np.ndarray
    isolated: np.ndarray
    states: np.ndarray
    places: np.ndarray
    staff_here: np.ndarray
    staff_pid: np.ndarray
    staff_wing: np.ndarray
    stress: np.ndarray
    post: np.ndarray
    floor: np.ndarray
    ties: np.ndarray
    felt: np.ndarray
    other: np.ndarray
    strength: np.ndarray
    cases_kind: np.ndarray
    cases_incident: np.ndarray
    cases_state: np.ndarray
    cases_a_pid: np.ndarray
    cases_b_pid: np.ndarray


def blank(w: World, days: int) -> Seen:
    """Room for so many days."""
    weeks, inmates, officers, most = -(-days // WEEK), len(w.inmates), len(w.officers), w.knows.size

    def room(rows: int, *more: int, kind: Any = np.uint8) -> np.ndarray:
        return np.zeros((rows, days, *more), kind)

    own = {name: room(inmates, kind=w.inmates.dtype[name]) for name in ("here", "pid", "wing", "cell", "role")}
    staff = {f"staff_{name}": room(officers, kind=w.officers.dtype[name]) for name in ("here", "pid", "wing")}
    cases = {f"cases_{name}": np.zeros((days, len(w.cases)), w.cases.dtype[name]) for name in CASES}
    return Seen(**own, **staff, **cases, isolated=room(inmates), states=room(inmates, len(STATES)),
                places=room(inmates, N_SLOTS), stress=room(officers, 1), post=np.full((officers, days, 1), OFF_DUTY, np.uint8),
                floor=np.zeros((days, N_SLOTS, len(w.wings)), np.int32), ties=np.zeros(weeks, np.int64),
                felt=np.zeros((weeks, most), np.uint64), other=np.zeros((weeks, most), np.uint64),
                strength=np.zeros((weeks, most)))


@kernel
def _step(x):
    """A state as `packing.quantise` has it."""
    if not np.isfinite(x):
        return ABSENT
    return int(np.rint(min(max(x, 0.0), 1.0) * STEPS))


@kernel
def note_slot(w, d, slot, seen):
    """Who is where, and who of the officers stands on a floor."""
    for i in range(w.inmates.shape[0]):
        seen.places[i, d, slot] = w.inmates[i].place
    for i in range(w.wings.shape[0]):
        seen.floor[d, slot, i] = w.wings[i].officers
    for i in range(w.officers.shape[0]):
        if w.officers[i].on:
            seen.post[i, d, 0] = 0


@kernel
def note_evening(w, d, today, seen):
    """Everybody who is there, and every case."""
    for i in range(w.inmates.shape[0]):
        a = w.inmates[i]
        if a.here != 1:
            continue
        seen.here[i, d] = 1
        seen.pid[i, d] = a.pid
        seen.wing[i, d] = a.wing
        seen.cell[i, d] = a.cell
        seen.role[i, d] = a.role
        seen.isolated[i, d] = 1 if a.isolated_until > today else 0
        seen.states[i, d, 0] = _step(a.tension)
        seen.states[i, d, 1] = _step(a.fear)
        seen.states[i, d, 2] = _step(a.legitimacy)
    for i in range(w.officers.shape[0]):
        o = w.officers[i]
        if o.here != 1:
            continue
        seen.staff_here[i, d] = 1
        seen.staff_pid[i, d] = o.pid
        seen.staff_wing[i, d] = o.wing
        seen.stress[i, d, 0] = _step(o.stress)
        if o.absent:
            seen.post[i, d, 0] = ABSENT_TODAY
        elif seen.post[i, d, 0] != OFF_DUTY:
            seen.post[i, d, 0] = o.post
    for i in range(w.cases.shape[0]):
        c = w.cases[i]
        seen.cases_kind[d, i] = c.kind
        seen.cases_incident[d, i] = c.incident
        seen.cases_state[d, i] = c.state
        seen.cases_a_pid[d, i] = c.a_pid
        seen.cases_b_pid[d, i] = c.b_pid


@kernel
def note_ties(w, week, seen):
    """Ties between those who are there: of a pair the stronger feeling, of two alike that of the smaller person id."""
    n = 0
    for i in range(w.knows.shape[0]):
        if w.inmates[i].here != 1:
            continue
        for k in range(w.knows.shape[1]):
            j = w.knows[i, k]
            if j < 0 or w.inmates[j].here != 1:
                continue
            x = w.bonds[i, k].strength
            weaker = False
            for m in range(w.knows.shape[1]):
                if w.knows[j, m] == i:
                    y = w.bonds[j, m].strength
                    weaker = abs(y) > abs(x) or (abs(y) == abs(x) and w.inmates[j].pid < w.inmates[i].pid)
            if weaker:
                continue
            seen.felt[week, n] = w.inmates[i].pid
            seen.other[week, n] = w.inmates[j].pid
            seen.strength[week, n] = x
            n += 1
    seen.ties[week] = n
