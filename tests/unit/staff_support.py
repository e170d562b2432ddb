"""A tiny prison for the tests of M18-M22, M24 and M25: two wings, people two by two in cells, nobody knows anybody."""

from __future__ import annotations

from detente.declare.levers import SCALARS
from detente.mechanisms import parameter_record
from detente.world.chance import start
from detente.world.compiled import kernel
from detente.world.people import inmate_pid, make_inmate, make_officer, officer_pid
from detente.world.world import World, empty

INMATES, OFFICERS = 40, 12


@kernel
def fill(w, p, seed):
    """People in every row, all alike in state, each with luck of his own."""
    s = w.prison[0]
    s.key = start(seed)
    s.n = w.inmates.shape[0]
    s.hires = w.officers.shape[0]
    for i in range(w.inmates.shape[0]):
        a = w.inmates[i]
        make_inmate(a, s.key, inmate_pid(s.key, 1, i), 0, p)
        a.entry_day = -200
        a.release_day = 1000
        a.wing = i % 2
        a.cell = i // 2
        a.disorder = 0
        a.tension = 0.35
        a.legitimacy = 0.45
        a.days_here = 200
        w.cells[i // 2].who[i % 2] = i
        w.cells[i // 2].n = 2
    for i in range(w.officers.shape[0]):
        o = w.officers[i]
        make_officer(o, s.key, officer_pid(s.key, 1, i))
        o.wing = i % 2
        o.post = i % 2


def prison(seed: int = 7, inmates: int = INMATES, officers: int = OFFICERS, **values: float):
    """World and parameters; ``distress_entry=0`` and the like set a parameter by its column name."""
    p = parameter_record({name.replace("_", ".", 1): value for name, value in values.items()})
    w = empty(inmates, 2, inmates // 2, officers, 1, 64)
    for lever in SCALARS:
        w.levers[lever.field] = lever.default
    w.wings.n = inmates // 2
    w.wings.minutes = 300.0
    w.prison[0].climate = 0.6
    w.prison[0].blocked_until = -1
    w.prison[0].seen_working = 0.3
    fill(w, p, seed)
    return w, p


def moved(w: World, shift: int = 7) -> World:
    """Same prison, officers' rows rotated: nothing that happens may depend on it."""
    order = [(i + shift) % len(w.officers) for i in range(len(w.officers))]
    w.officers[:] = w.officers[order].copy()
    return w


def states(table, *names: str) -> dict[int, tuple[float, ...]]:
    """Columns by person id, whatever the row."""
    return {int(row["pid"]): tuple(float(row[name]) for name in names) for row in table}
