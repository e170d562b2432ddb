"""A tiny prison for the tests of M13 to M16: one wing or two, a few inmates, two officers, a filled log on demand."""

from __future__ import annotations

import numpy as np

from detente.mechanisms import default_parameters
from detente.world import world
from detente.world.chance import start
from detente.world.codes import YARD
from detente.world.ties import ensure


def tiny(n=12, wings=1, day=14, seed=3, levers=None):
    """(world, parameters): n inmates dealt to the wings in turn, all out in the yard on a weekday."""
    w = world.empty(n, wings, max(1, n // 2), 2, 30, 64)
    s = w.prison[0]
    s.key = start(seed)
    s.day = day
    s.tick = 5 * day
    s.weekday = day % 7
    for v in range(wings):
        w.wings[v].uid = 100 + v
        w.wings[v].norm = 0.55
        w.wings[v].efficacy = 0.5
        for name, value in (levers or {}).items():
            w.levers[v][name] = value
    for i in range(n):
        a = w.inmates[i]
        a.pid = 1000 + 37 * i
        a.here = 1
        a.wing = i % wings
        a.cell = -1
        a.place = YARD
        a.release_day = 1000
        a.episode_until = a.isolated_until = a.confined_until = a.last_violence = -1
        for name, value in (("tension", 0.4), ("fear", 0.3), ("legitimacy", 0.5), ("skill", 0.5), ("status", 0.3),
                            ("recognition", 0.4), ("norm", 0.55), ("distress", 0.3), ("alienation", 0.3)):
            a[name] = value
        w.wings[a.wing].n += 1
    for i in range(2):
        o = w.officers[i]
        o.pid = 9000 + i
        o.here = 1
        o.skill[:] = 0.5
        o.orientation = o.resistance = 0.45
    return w, default_parameters()


def tie(w, i, j, strength=0.0, grudge=0.0):
    """Directed tie of i to j."""
    k = ensure(w.knows, w.bonds, i, j, 0)
    w.bonds[i, k].strength = strength
    w.bonds[i, k].grudge = grudge
    return k


def incident(w, kind, i, j, officer=False):
    """Row of a new incident of i against j (an officer's row if asked)."""
    s = w.prison[0]
    n = int(s.n_log)
    e = w.log[n]
    e.kind = kind
    e.wing = w.inmates[i].wing
    e.day = s.day
    e.a, e.b = i, j
    e.a_pid = w.inmates[i].pid
    e.b_pid = w.officers[j].pid if officer else w.inmates[j].pid
    s.n_log = n + 1
    return n


def seat_all(w):
    """Everyone in the yard, in one line by person id."""
    rows = sorted((i for i in range(len(w.inmates)) if w.inmates[i].here), key=lambda i: w.inmates[i].pid)
    for k, i in enumerate(rows):
        w.order[k] = i
        w.seat[i] = k
        w.inmates[i].place = YARD
    w.prison[0].n_order = len(rows)


def permuted(w, seed=1):
    """The same world with its inmates in other rows, and the row of each old row."""
    old = np.random.default_rng(seed).permutation(len(w.inmates))  # new row r holds old row old[r]
    new = np.argsort(old)
    other = world.copy(w)
    other.inmates[:] = w.inmates[old]
    other.bonds[:] = w.bonds[old]
    other.rapports[:] = w.rapports[old]
    knows = w.knows[old]
    other.knows[:] = np.where(knows >= 0, new[knows], -1)
    for table in (other.cases, other.log):
        for row in table:
            if row["a_pid"]:
                row["a"] = new[row["a"]]
                if row["b"] >= 0 and (w.inmates.pid == row["b_pid"]).any():
                    row["b"] = new[row["b"]]
    other.seat[:] = w.seat[old]
    n = int(w.prison[0].n_order)
    other.order[:n] = new[w.order[:n]]
    return other, new


def by_person(w, name):
    """A column in the order of person ids."""
    return w.inmates[name][np.argsort(w.inmates.pid)]


def play(days=21):
    """A few weeks of all four mechanisms in two wings; the digest of the world at the end."""
    from detente.mechanisms import m13_mediation, m14_facilitators, m15_animal, m16_restorative
    from detente.world.codes import ASSAULT, STAFF_VERBAL

    w, p = tiny(30, 2, levers={
        "mediation_sessions": 40, "mediation_delay": 2, "mediation_referrers": 2, "facilitator_share": 0.1,
        "facilitator_selection": 2, "facilitator_training": 24, "facilitator_support": 0.3, "support_peers": 0.07,
        "animal_places": 20, "circles_per_month": 15})
    luck = np.random.default_rng(0)
    for i in range(30):
        w.inmates[i].distress = luck.random()
        for j in luck.choice(30, 4, replace=False):
            if i != j:
                tie(w, i, int(j), luck.uniform(-0.5, 0.8), luck.uniform(0, 0.8))
    w.officers[0].trained = 2
    w.officers[1].trained = 4
    w.officers[1].wing = 1
    for day in range(14, 14 + days):
        s = w.prison[0]
        s.day, s.tick, s.weekday = day, 5 * day, day % 7
        seat_all(w)
        if day < 30:
            i, j = (int(x) for x in luck.choice(30, 2, replace=False))
            m13_mediation.refer(w, p, incident(w, ASSAULT, i, j))
            m16_restorative.refer(w, p, incident(w, ASSAULT, j, i))
            m13_mediation.refer(w, p, incident(w, STAFF_VERBAL, i, 1, officer=True))
            m13_mediation.broken(w, p, i, j)
            m14_facilitators.calms(w, p, i, j, YARD, 1)
        for m in (m14_facilitators, m15_animal, m13_mediation, m16_restorative):
            m.MECHANISM.dawn(w, p)
        m14_facilitators.MECHANISM.dusk(w, p)
        m15_animal.MECHANISM.dusk(w, p)
    return world.digest(w), w


__all__ = ["by_person", "incident", "permuted", "play", "seat_all", "tie", "tiny"]
