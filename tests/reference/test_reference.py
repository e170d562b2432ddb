"""The engine against the same chain written once more as Mesa agents: equal to the bit, slot by slot."""

from __future__ import annotations

import numpy as np
import pytest

from detente.drivers import begin_day, end_day, run_slot
from detente.engine import start
from detente.mechanisms import SWITCHES
from detente.scenario import load
from detente.studies.reference import ONLY, ReferenceModel, seconds_per_agent_step
from detente.studies.reference.people import Inmate
from detente.studies.reference.places import PLACES, SLOTS
from detente.world.codes import KINDS, RESPONSES, TERMS

HOW = {"chance": 0, "tie": 1, "cell": 2}
CASES = {
    "closed doors": ({}, {"escalation.rate": 0.25}, 1),
    "open doors, crowded, quarrelsome": ({"regime": "open", "occupancy": 2.0, "out_of_cell_hours": 8.0},
                                         {"escalation.rate": 0.3, "escalation.strike": -0.5}, 2),
    "few friends lost, many made": ({"regime": "respect"}, {"encounters.bond": 0.9, "encounters.take": 0.8,
                                                            "encounters.liking": 0.5, "escalation.rate": 0.3}, 3),
    "no officer on the floors": ({"floor_share": 0.02}, {"escalation.rate": 0.4}, 4),
}


def prison(levers, parameters, seed):
    """Sixty people; some work, one is in care, one confined, one in the disciplinary cell, as if sent there before."""
    scenario = load("baseline").with_(
        name="reference", seed=seed, horizon_days=30, levers={k: v for k, v in levers.items() if k != "occupancy"},
        parameters=parameters, switches={key: key in ONLY for key in SWITCHES},
        establishment={"name": "Reference", "type": "maison_arret", "inmates": 60, "wings": 2,
                       "capacity": round(60 / levers.get("occupancy", 1.41))})
    w, p = start(scenario, seed)
    w.inmates.activity[np.flatnonzero(w.inmates.here)[::3]] = 1
    w.inmates.care[1] = 1
    w.inmates.confined_until[2] = 5
    w.inmates.isolated_until[4] = 6
    return scenario, w, p


@pytest.mark.parametrize("name", CASES)
def test_equal_to_the_bit(name):
    levers, parameters, seed = CASES[name]
    same_life(*prison(levers, parameters, seed)[1:], seed)


def enemies(friend):
    """Whoever has a tie hates: the sharpest frictions that the engine's early exit must not miss."""
    values = {"escalation.rate": 0.05, "escalation.friend": friend, "escalation.grudge_friction": 0.0}
    _, w, p = prison({}, values, 5)
    w.bonds.strength[:] = np.where(w.knows >= 0, -1.0, 0.0)
    return w, p


def test_early_exit_is_exact_in_the_plausible_range():
    same_life(*enemies(2.0), 5)


def test_early_exit_is_exact_up_to_the_hard_bound():
    same_life(*enemies(5.0), 5)


def same_life(w, p, seed):
    """Twenty days of both, compared after every slot."""
    reference = ReferenceModel(w, p, seed)
    people = {a.pid: a for a in reference.agents_by_type[Inmate]}
    rows = {int(w.inmates.pid[i]): i for i in np.flatnonzero(w.inmates.here)}
    for day in range(20):
        w = begin_day(w, p)
        for slot in range(5):
            run_slot(w, p, slot)
            if slot == 4:
                end_day(w, p)
            reference.step()
            same_contacts(w, reference, (day, slot))
            same_people(w, reference, people, rows, (day, slot))
    same_log(w, reference)
    assert len(reference.incidents) > 5, "too quiet to say anything"
    ties = {(a.pid, b.pid): (t.seat, t.strength, t.grudge) for a in people.values() for b, t in a.ties.items()}
    pid = w.inmates.pid
    assert ties == {(int(pid[i]), int(pid[w.knows[i, k]])): (k, float(w.bonds[i, k].strength), float(w.bonds[i, k].grudge))
                    for i, k in zip(*np.nonzero(w.knows >= 0), strict=True)}


def same_contacts(w, reference, when):
    n = int(w.prison[0].n_contacts)
    assert n < len(w.contacts), "the engine's list of contacts was full: some were dropped"
    pid = w.inmates.pid
    engine = [(int(pid[c.a]), int(pid[c.b]), PLACES[c.place], int(c.side), int(c.minutes)) for c in w.contacts[:n]]
    oracle = [(c.a.pid, c.b.pid, c.place, HOW[c.how], c.minutes) for c in reference.contacts]
    assert engine == oracle, when


def same_people(w, reference, people, rows, when):
    for pid, i in rows.items():
        row, a = w.inmates[i], people[pid]
        for name in ("tension", "hours_out", "requests", "boredom", "norm", "n_violent", "n_reports"):
            assert row[name] == getattr(a, name), (when, name, i)
        assert PLACES[row.place] == a.place, (when, i)
    for row, wing in zip(w.wings, reference.wings, strict=True):
        assert (row.noise, row.norm, row.officers, row.relation, row.lost, row.spent) == (
            wing.noise, wing.norm, wing.officers, wing.relation, wing.lost, wing.spent), when
        assert row.eyes.tolist() == [wing.eyes[place] for place in PLACES], when


def same_log(w, reference):
    log = w.log[: int(w.prison[0].n_log)]
    assert len(log) == len(reference.incidents)
    for e, o in zip(log, reference.incidents, strict=True):
        assert (KINDS[e.kind], SLOTS[e.slot], PLACES[e.place], RESPONSES[e.response]) == (o.kind, o.slot, o.place, o.response)
        assert (e.day, e.a_pid, e.b_pid, e.rung, e.chance, e.days, e.witnesses) == (
            o.day, o.a, o.b, o.rung, o.chance, o.days, o.witnesses)
        assert (e.injury, e.calmed_by > 0, e.recorded, e.commission) == (o.injury, o.calmed, o.recorded, o.commission)
        assert e.terms.tolist() == [float(np.float32(o.terms.get(term, 0.0))) for term in TERMS]


def test_timing():
    assert 0.0 < seconds_per_agent_step(inmates=30, slots=5) < 0.05
    assert 0.0 < seconds_per_agent_step(inmates=30, slots=5, keyed=False) < 0.05
