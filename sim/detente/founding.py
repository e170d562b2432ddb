"""The first day: a prison of so many places and people, built from distributions, cell by cell and tie by tie."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .mechanisms.encounters_bonds import takes_to
from .mechanisms.m23_turnover import choose_cell, enter_cell
from .world import chance
from .world.chance import chain, draw, draw_nth, draw_pair, purpose, race
from .world.codes import CELL_MAX, K_TIES
from .world.compiled import allocating, kernel
from .world.people import clip01, inmate_pid, make_inmate, make_officer, officer_pid, running_stay
from .world.ties import ensure, find
from .world.world import World, empty

DEGREE = purpose(50, "how many people somebody met on the first day has ties to")
CHOSEN = purpose(51, "to whom")
RETURNED = purpose(52, "a tie is returned on the first day")
FIRST_STATE = purpose(53, "state of the first day that a stay has already shaped")
ENEMY = purpose(54, "a grudge that was there before the first day")
STAFF_WING = purpose(55, "wing of attachment of an officer")


@dataclass(frozen=True)
class Site:
    """What a prison is made of on the first day.

    Attributes
    ----------
    uid : int
        Establishment number (part of every person's identity).
    type_code : int
        `codes.TYPES`.
    capacity, inmates, wings, officers : int
        Official places, people, wings, officers in post.
    disciplinary : int
        Disciplinary cells.
    officer_rows : int
        Rows set aside for officers, if more are to come than are there on the first day.
    """

    uid: int
    type_code: int
    capacity: int
    inmates: int
    wings: int
    officers: int
    disciplinary: int
    officer_rows: int = 0


def rows_needed(site: Site, target: float) -> int:
    """Rows to set aside: the largest number of people entries may bring, and some."""
    return int(1.03 * max(site.inmates, target)) + 8


def cells_of(site: Site) -> list[tuple[int, int]]:
    """(wing, places) of each cell: one place in maisons centrales, else four singles for a double.

    1.25 inmates per cell at density 1.1 (A-CELL) gives about 1.2 places per cell. Cells are added until every person has
    a bed or a mattress.
    """
    out = []
    share = [site.capacity // site.wings + (v < site.capacity % site.wings) for v in range(site.wings)]
    for v in range(site.wings):
        left, k = share[v], 0
        while left > 0:
            size = 2 if (k % 5 == 4 and left >= 2 and site.type_code != 2) else 1
            out.append((v, size))
            left -= size
            k += 1
    while len(out) * CELL_MAX < 1.15 * site.inmates:
        out.append((len(out) % site.wings, 1))
    return out


def found(site: Site, levers: np.ndarray, p, seed: int, days: int, target: float) -> World:
    """Build the world of a prison on its first day.

    Parameters
    ----------
    site : Site
    levers : array (W,) of `world.LEVER_DTYPE`
        Values of the first day.
    p : record of parameters
    seed : int
    days : int
        Rows of the daily series.
    target : float
        Number of inmates that entries hold the prison near.

    Returns
    -------
    World
    """
    cells = cells_of(site)
    rows = rows_needed(site, target)
    w = empty(rows, site.wings, len(cells), max(site.officers, site.officer_rows), days, max(2048, 8 * rows))
    w.levers[:] = levers
    s = w.prison[0]
    s.key = np.uint64(chance.start(np.uint64(seed)))
    s.uid = site.uid
    s.type = site.type_code
    s.capacity = site.capacity
    s.target = target
    s.posts = site.officers
    s.disciplinary = max(1, site.disciplinary)
    s.climate = 0.6
    s.blocked_until = -1
    s.seen_working = 0.3
    s.override_id = -1
    for v in range(site.wings):
        g = w.wings[v]
        g.uid = np.uint64(1_000_003 * (site.uid + 1) + v)
        g.capacity = site.capacity // site.wings + (v < site.capacity % site.wings)
        g.norm = 0.55
        g.efficacy = 0.5
        g.hearsay = 0.2
    for c, (v, size) in enumerate(cells):
        w.cells[c].wing = v
        w.cells[c].beds = size
        w.wings[v].cells += 1
    people_in(w, p, site.inmates, site.officers)
    return w


@kernel
def people_in(w, p, inmates, officers):
    """Everyone who is there when the run begins."""
    s = w.prison[0]
    first = chain(s.key, FIRST_STATE)
    for i in range(inmates):
        a = w.inmates[i]
        make_inmate(a, s.key, inmate_pid(s.key, s.uid, s.admissions), s.type, p)
        s.admissions += 1
        served, left = running_stay(s.key, a.pid, s.type, p)
        a.entry_day = -served
        a.release_day = left
        c = choose_cell(w, p, i, -1, -1)
        if c < 0:
            a.here = 0
            continue
        enter_cell(w, i, c)
        s.n += 1
        months = min(1.0, served / 180.0)
        a.boredom = 0.55 + 0.2 * draw_nth(first, a.pid, 0)
        a.legitimacy = clip01(a.legitimacy - 0.06 * months * draw_nth(first, a.pid, 1))
        a.known = clip01(a.known + 0.10 * months)
        a.assessed = 0.2 + 0.2 * months
    wing = chain(s.key, STAFF_WING)
    for o in range(officers):
        f = w.officers[o]
        make_officer(f, s.key, officer_pid(s.key, s.uid, s.hires))
        s.hires += 1
        f.wing = int(draw(wing, f.pid) * w.wings.shape[0])
        f.post = f.wing
    _tie(w, p)


@allocating
def _tie(w, p):
    """Ties of the first day, in three passes that each read only the one before: chosen, closed, returned."""
    s = w.prison[0]
    inmates = w.inmates
    n = inmates.shape[0]
    degree = chain(s.key, DEGREE)
    chosen = chain(s.key, CHOSEN)
    for i in range(n):
        a = inmates[i]
        if a.here == 0:
            continue
        wanted = int(5.0 * draw(degree, a.pid) * min(1.0, 0.35 + (s.day - a.entry_day) / 60.0))
        for t in range(wanted):
            best = -1
            score = 1e300
            for j in range(n):
                b = inmates[j]
                if j == i or b.here == 0 or b.wing != a.wing or find(w.knows, i, j) >= 0:
                    continue
                if takes_to(s.key, a, b, p, 1.0) == 0:
                    continue
                weight = 6.0 if b.cell == a.cell else 1.0
                x = race(draw(chain(chain(chosen, t), a.pid), b.pid), weight)
                if x < score:
                    score = x
                    best = j
            if best >= 0:
                k = ensure(w.knows, w.bonds, i, best, s.day)
                w.bonds[i, k].strength = 0.3 + 0.5 * draw_pair(chosen, a.pid, inmates[best].pid)
    before = w.knows.copy()
    _close(w, p, before)
    before = w.knows.copy()
    _return(w, p, before)


@kernel
def _close(w, p, before):
    """A friend of a friend becomes a friend."""
    s = w.prison[0]
    key = chain(chain(s.key, CHOSEN), 99)
    for i in range(w.inmates.shape[0]):
        a = w.inmates[i]
        if a.here == 0:
            continue
        for t in range(2):
            best = -1
            score = 1e300
            for k in range(K_TIES):
                c = before[i, k]
                if c < 0:
                    continue
                for m in range(K_TIES):
                    j = before[c, m]
                    if j >= 0 and j != i and find(w.knows, i, j) < 0 and takes_to(
                            s.key, a, w.inmates[j], p, p.encounters_closure) >= 1:
                        x = draw(chain(chain(key, t), a.pid), w.inmates[j].pid)
                        if x < score:
                            score = x
                            best = j
            if best >= 0 and draw_nth(key, a.pid, 10 + t) < 0.5 and find(w.knows, i, -1) >= 0:
                k = ensure(w.knows, w.bonds, i, best, s.day)
                w.bonds[i, k].strength = 0.3 + 0.4 * draw_pair(key, a.pid, w.inmates[best].pid)


@kernel
def _return(w, p, before):
    """Some ties are returned; a few people start with a grudge."""
    s = w.prison[0]
    key = chain(s.key, RETURNED)
    enemy = chain(s.key, ENEMY)
    for i in range(w.inmates.shape[0]):
        a = w.inmates[i]
        if a.here == 0:
            continue
        for k in range(K_TIES):
            j = before[i, k]
            if j < 0:
                continue
            b = w.inmates[j]
            if find(before, j, i) < 0 and find(w.knows, j, -1) >= 0 and takes_to(s.key, b, a, p, 2.0) >= 1 and draw(
                    chain(key, a.pid), b.pid) < 0.5:
                m = ensure(w.knows, w.bonds, j, i, s.day)
                w.bonds[j, m].strength = 0.3 + 0.4 * draw_pair(key, a.pid, b.pid)
            if draw(chain(enemy, a.pid), b.pid) < 0.05:
                w.bonds[i, k].strength = -0.3
                w.bonds[i, k].grudge = 0.4
