"""Worlds in which every mechanism has something to do."""

from __future__ import annotations

from functools import cache

import numpy as np

from detente.engine import simulate, start
from detente.scenario import load
from detente.world.world import World

LEVERS = {
    "regime": "respect", "mediation_sessions": 6.0, "mediation_delay": 1.0, "mediation_referrers": "everyone",
    "facilitator_share": 0.1, "support_peers": 0.06, "animal_places": 8.0, "circles_per_month": 4.0, "care_places": 4.0,
    "training_respect": 0.5, "training_mediation": 0.5, "training_restorative": 0.5, "refreshers": 2.0,
    "staff_involvement": 0.3, "relation_share": 0.6, "search_rate": 2.0, "entry_care": 0.5, "visits_per_week": 2.0,
    "allocation": "keep_apart", "disciplinary_cells": 3.0,
    "response.threat.mediation": 0.4, "response.assault.mediation": 0.3, "response.assault.restorative": 0.15,
    "response.serious.restorative": 0.3, "response.staff_assault.restorative": 0.3, "response.staff_verbal.mediation": 0.3,
}
PARAMETERS = {"escalation.rate": 0.15, "escalation.strike": -0.5, "population.stay_months": 5.0, "staff_violence.verbal": -3.0,
              "staff_violence.blow": -1.0, "staff_violence.breach": 12.0}


@cache
def busy(kind: str = "maison_arret", inmates: int = 44, days: int = 30, wings: int = 2, seed: int = 11, **levers):
    """All levers up, quarrels frequent."""
    return load("baseline").with_(
        name="busy", seed=seed, horizon_days=days, warmup_days=0, levers={**LEVERS, **levers}, parameters=PARAMETERS,
        establishment={"name": "Busy", "type": kind, "capacity": round(inmates / 1.4), "inmates": inmates, "wings": wings})


@cache
def busy_run():
    """Thirty days of it."""
    return simulate(busy())


@cache
def first_slot(off: str = "") -> World:
    """The world after its first slot, one mechanism off."""
    from detente.drivers import begin_day, run_slot

    scenario = busy().with_(switches={off: False}) if off else busy()
    w, p = start(scenario)
    w = begin_day(w, p)
    run_slot(w, p, 0)
    return w


def permuted_inmates(w: World, order: np.ndarray) -> World:
    """The same prison with people in other rows: ``order[i]`` is the new row of whoever was in row i."""
    back = np.append(order, -1).astype(np.int32)  # so that -1 stays -1
    moved = {}
    for name in ("inmates", "bonds", "knows", "rapports"):
        array = getattr(w, name).copy()
        array[order] = getattr(w, name)
        moved[name] = array
    moved["knows"] = back[moved["knows"]]
    cells, cases = w.cells.copy(), w.cases.copy()
    cells.who[:] = back[cells.who]
    used = cases.state != 0
    cases.a[used], cases.b[used] = back[cases.a[used]], back[cases.b[used]]
    return w._replace(**moved, cells=cells, cases=cases)


def permuted_officers(w: World, order: np.ndarray) -> World:
    """The same prison with officers in other rows."""
    officers, rapports = w.officers.copy(), w.rapports.copy()
    officers[order] = w.officers
    rapports.officer[:] = np.append(order, -1).astype(np.int32)[rapports.officer]
    return w._replace(officers=officers, rapports=rapports)


def people(w: World) -> dict:
    """Everything of everyone by person id: columns, ties by seat, rapports."""
    pid, officer = w.inmates.pid, w.officers.pid
    out: dict = {}
    for i in np.flatnonzero(w.inmates.here == 1):
        ties = {k: (int(pid[w.knows[i, k]]), w.bonds[i, k].tolist()) for k in range(w.knows.shape[1]) if w.knows[i, k] >= 0}
        known = [(int(officer[r.officer]), float(r.familiarity), float(r.sign), int(r.last)) for r in w.rapports[i]
                 if r.officer >= 0]
        out[int(pid[i])] = (w.inmates[i].tolist(), ties, known)
    for o in w.officers:
        out[int(o.pid)] = [x.tolist() if hasattr(x, "tolist") else x for x in o.tolist()]
    return out


def incidents(w: World) -> list:
    """Incidents by person ids, in an order that has nothing to do with rows."""
    log = w.log[: int(w.prison[0].n_log)]
    names = [name for name in log.dtype.names if name not in ("a", "b", "terms")]
    return sorted([(*(e[name].item() for name in names), tuple(e.terms.tolist())) for e in log])
