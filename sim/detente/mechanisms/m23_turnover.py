"""M23 Turnover and allocation: entries, releases, transfers in; who gets which cell; the network torn and rebuilt."""

from __future__ import annotations

from ..declare import Mechanism, Parameter
from ..world.chance import chain, draw, poisson, purpose, uniform
from ..world.codes import CELL_MAX, K_DEATHS, K_ENTRIES, K_MATTRESS, K_RELEASES, K_REOFFENDING, K_TRANSFERS_IN
from ..world.compiled import kernel
from ..world.people import inmate_pid, make_inmate, new_stay
from ..world.ties import find, forget_gone, forget_rapports
from .m24_probation import reoffending

ENTRIES = purpose(2301, "how many people come in today")
DIED = 2  # value of `leaving` set by M20
WHICH_CELL = purpose(2302, "order of cells for somebody who comes in")


@kernel
def leave_cell(w, i):
    """Take a person out of his cell; the order of the others stays."""
    a = w.inmates[i]
    if a.cell < 0:
        return
    cell = w.cells[a.cell]
    k = 0
    while k < cell.n and cell.who[k] != i:
        k += 1
    if k < cell.n:
        for m in range(k, cell.n - 1):
            cell.who[m] = cell.who[m + 1]
        cell.n -= 1
        cell.who[cell.n] = -1
        w.wings[a.wing].n -= 1
    a.cell = -1


@kernel
def enter_cell(w, i, c):
    """Put a person in a cell."""
    a = w.inmates[i]
    cell = w.cells[c]
    cell.who[cell.n] = i
    cell.n += 1
    a.cell = c
    a.wing = cell.wing
    w.wings[cell.wing].n += 1


@kernel
def _fit(w, p, i, c):
    """Cost of a cell for a person: crowding as the lever absorbs it, then who is in it."""
    a = w.inmates[i]
    cell = w.cells[c]
    lever = w.levers[cell.wing]
    over = float(cell.n + 1 - cell.beds)
    cost = 4.0 * over if over <= 0.0 else over * (4.0 - 3.0 * lever.mattress_share)
    if lever.allocation == 0:
        return cost
    for k in range(cell.n):
        j = cell.who[k]
        b = w.inmates[j]
        if lever.allocation == 1:
            cost += p.turnover_care * (0.03 * abs(a.age - b.age) + 0.4 * (a.origin != b.origin)
                                       + 0.8 * (a.sentenced != b.sentenced) + a.impulsivity * b.impulsivity)
        else:
            ij = find(w.knows, i, j)
            ji = find(w.knows, j, i)
            if ij >= 0:
                cost += 3.0 * p.turnover_care * (w.bonds[i, ij].grudge - 0.3 * w.bonds[i, ij].strength)
            if ji >= 0:
                cost += 3.0 * p.turnover_care * w.bonds[j, ji].grudge
            cost += p.turnover_care * a.vulnerability * b.prior_violence
    return cost


@kernel
def _least_crowded(w, key):
    """Wing with the fewest people a place, give or take a keyed nudge."""
    best = 0
    score = 1e300
    for v in range(w.wings.shape[0]):
        g = w.wings[v]
        x = (g.n + uniform(chain(key, g.uid))) / max(1.0, float(g.capacity))
        if x < score and g.n < CELL_MAX * g.cells:
            score = x
            best = v
    return best


@kernel
def choose_cell(w, p, i, wing, avoid):
    """Cell with the least cost plus a keyed nudge, in the given wing or the least crowded; -1 if there is no bed left."""
    s = w.prison[0]
    key = chain(chain(chain(s.key, WHICH_CELL), s.day), w.inmates[i].pid)
    if wing < 0:
        wing = _least_crowded(w, key)
    best = -1
    score = 1e300
    for c in range(w.cells.shape[0]):
        cell = w.cells[c]
        if cell.wing != wing or cell.n >= CELL_MAX or cell.beds == 0 or c == avoid:
            continue
        x = _fit(w, p, i, c) + uniform(chain(key, c))
        if x < score:
            score = x
            best = c
    return best


@kernel
def change_cell(w, p, i):
    """Move somebody to another cell of his wing; 1 if there was one no more crowded."""
    a = w.inmates[i]
    c = choose_cell(w, p, i, a.wing, a.cell)
    if c < 0 or w.cells[c].n >= w.cells[a.cell].n + 1:
        return 0
    leave_cell(w, i)
    enter_cell(w, i, c)
    return 1


@kernel
def depart(w, i):
    """A person leaves; ties are dropped by `forget_gone` once all of the day have left."""
    leave_cell(w, i)
    forget_rapports(w.rapports, i)
    for c in range(w.cases.shape[0]):
        if w.cases[c].a_pid == w.inmates[i].pid or w.cases[c].b_pid == w.inmates[i].pid:
            w.cases[c].state = 0
    a = w.inmates[i]
    if a.care == 1:
        w.prison[0].in_care -= 1
    a.here = 0
    w.prison[0].n -= 1
    if i < w.prison[0].free:
        w.prison[0].free = i


@kernel
def free_row(w):
    """First row not in use, -1 if none."""
    s = w.prison[0]
    for i in range(s.free, w.inmates.shape[0]):
        if w.inmates[i].here == 0:
            s.free = i
            return i
    return -1


@kernel
def admit(w, p):
    """Let one new person in; 1 if there was a bed."""
    s = w.prison[0]
    i = free_row(w)
    if i < 0:
        return 0
    a = w.inmates[i]
    make_inmate(a, s.key, inmate_pid(s.key, s.uid, s.admissions), s.type, p)
    s.admissions += 1
    a.entry_day = s.day
    a.release_day = s.day + new_stay(s.key, a.pid, s.type, p)
    c = choose_cell(w, p, i, -1, -1)
    if c < 0:
        a.here = 0
        return 0
    enter_cell(w, i, c)
    s.n += 1
    w.wings[a.wing].tally[K_ENTRIES] += 1
    return 1


@kernel
def _departures(w, p):
    """Release and send away who is due, in the order of their ids; transferred people go to the outbox."""
    s = w.prison[0]
    due = w.picked
    n = 0
    for i in range(w.inmates.shape[0]):
        a = w.inmates[i]
        due[n] = i
        n += int((a.here == 1) & ((a.release_day <= s.day) | (a.leaving == 1)))
    for k in range(1, n):
        i = due[k]
        m = k - 1
        while m >= 0 and w.inmates[due[m]].pid > w.inmates[i].pid:
            due[m + 1] = due[m]
            m -= 1
        due[m + 1] = i
    for k in range(n):
        best = due[k]
        a = w.inmates[best]
        if a.release_day > s.day and s.out >= w.outbox.shape[0]:
            continue  # no room in the convoy
        tally = w.wings[a.wing].tally
        if a.release_day > s.day:
            w.outbox[s.out] = w.inmates[best]
            s.out += 1
            if s.linked == 0:
                s.arrivals += 1  # somebody comes from elsewhere: nothing vanishes
        elif a.leaving == DIED:
            tally[K_DEATHS] += 1
        else:
            tally[K_RELEASES] += 1
            if p.on_probation:
                tally[K_REOFFENDING] += int(1000.0 * reoffending(a, p))
        depart(w, best)


@kernel
def dawn(w, p):
    """Departures, then arrivals: transfers and a Poisson number of entries that holds the prison near its target."""
    s = w.prison[0]
    if s.linked == 0:
        s.out = 0  # those who left yesterday are elsewhere by now
    before = s.n
    _departures(w, p)
    if s.n < before:
        forget_gone(w.inmates, w.knows, w.bonds, w.line)
    let_in = s.arrivals
    s.arrivals = 0
    w.wings[0].tally[K_TRANSFERS_IN] += s.arrived
    s.arrived = 0
    for _ in range(let_in):
        if admit(w, p) == 1:
            w.wings[0].tally[K_TRANSFERS_IN] += 1
    months = p.population_stay_months
    for _ in range(s.type):
        months *= p.population_stay_factor
    mean = s.target / (months * 30.4)
    gap = s.target - s.n
    mean += p.turnover_pull * gap
    for _ in range(poisson(draw(chain(chain(s.key, ENTRIES), s.uid), s.day), min(40.0, max(0.0, mean)))):
        admit(w, p)
    for c in range(w.cells.shape[0]):
        cell = w.cells[c]
        if cell.n > max(2, cell.beds):
            w.wings[cell.wing].tally[K_MATTRESS] += cell.n - max(2, cell.beds)


@kernel
def arrive(w, p, person):
    """Let in somebody transferred from another prison of the same world; 1 if there was a bed."""
    s = w.prison[0]
    i = free_row(w)
    if i < 0:
        return 0
    w.inmates[i] = person
    a = w.inmates[i]
    a.here = 1
    a.leaving = 0
    a.wing = 0
    a.cell = -1
    a.activity = 0
    a.animal = 0
    a.care = 0
    a.role = 0
    a.requests = 0.0
    a.known = 0.3 * a.known
    a.owed_days = 0
    a.isolated_until = -1
    a.confined_until = -1
    c = choose_cell(w, p, i, -1, -1)
    if c < 0:
        a.here = 0
        return 0
    enter_cell(w, i, c)
    s.n += 1
    s.arrived += 1
    return 1


MECHANISM = Mechanism(
    id="M23", key="turnover",
    en="Turnover: entries, releases, cell allocation; ties leave with people and are rebuilt",
    fr="Mouvements\u202f: entrées, sorties, affectation en cellule\u202f; les liens partent avec les personnes et se reforment",
    parameters=(
        Parameter("turnover.pull", 0.05, "per day", 0, 1, (0.01, 0.2), "assumed",
                  "How fast entries close the gap to the target", "Vitesse à laquelle les entrées rejoignent la cible",
                  role="rate"),
        Parameter("turnover.care", 1.0, "factor", 0, 5, (0.3, 2), "assumed",
                  "Weight of who is in a cell against how full it is", "Poids des occupants face au remplissage"),
    ),
    reads=("wings.uid", "wings.capacity", "wings.cells", "cells.wing", "cells.beds", "levers.mattress_share",
           "levers.allocation", "prison.uid", "prison.type", "prison.target", "prison.linked", "cases.a_pid", "cases.b_pid"),
    writes=("inmates", "bonds.strength", "bonds.grudge", "bonds.debt", "bonds.struck", "bonds.mediated", "knows",
            "rapports.familiarity", "rapports.sign", "rapports.officer", "wings.n", "wings.tally", "cells.n", "cells.who",
            "prison.n", "prison.admissions", "prison.arrivals", "prison.arrived", "prison.free", "prison.in_care",
            "prison.out", "cases.state", "outbox"),
    calls=("probation",),
    sources=("A-LOS", "A-ENT", "A-CELL"), dawn=dawn,
)
