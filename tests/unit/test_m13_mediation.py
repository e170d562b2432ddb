"""M13: who is asked, what an agreement leaves, what runs short."""

from __future__ import annotations

import numpy as np
from relation_support import by_person, incident, permuted, tie, tiny

from detente.mechanisms.m13_mediation import broken, dawn, refer
from detente.world.codes import (
    ASSAULT,
    CASE_AGREED,
    CASE_BROKEN,
    CASE_FREE,
    CASE_WAITING,
    K_FAC_REFERRALS,
    K_MED_AGREED,
    K_MED_BROKEN,
    K_MED_HELD,
    K_MED_OFFERED,
    STAFF_VERBAL,
)

MANY = {"mediation_sessions": 100.0, "mediation_delay": 3.0}


def quarrel(levers=None, willing=20.0, agree=20.0):
    w, p = tiny(levers=levers or MANY)
    p.mediation_willing = willing
    p.mediation_agree = agree
    w.wings[0].mediation_budget = 1.0
    tie(w, 1, 0, -0.4, 0.8)
    return w, p, incident(w, ASSAULT, 0, 1)


def on_day(w, p, day):
    w.prison[0].day = day
    dawn(w, p)


def test_an_agreement_waits_its_delay_then_repairs_and_can_be_broken_once():
    w, p, n = quarrel()
    assert refer(w, p, n) == 1
    assert w.wings[0].tally[K_MED_OFFERED] == 1
    on_day(w, p, 16)
    assert w.wings[0].tally[K_MED_HELD] == 0
    before = w.inmates[:2].copy()
    on_day(w, p, 17 + 7)  # nobody of the wing is trained: somebody comes from outside, a week later
    bond = w.bonds[1, 0]
    assert np.isclose(bond.grudge, 0.8 * (1 - p.mediation_repair))
    assert bond.mediated == 1 and w.log[n].outcome == 1 and w.cases[0].state == CASE_AGREED
    assert w.inmates[1].fear < before[1].fear and w.inmates[1].distress < before[1].distress
    assert w.inmates[0].tension < before[0].tension and w.inmates[0].norm > before[0].norm
    assert w.inmates[0].recognition < before[0].recognition
    assert w.wings[0].spent == p.mediation_minutes / 3
    broken(w, p, 0, 1)
    broken(w, p, 0, 1)
    assert w.wings[0].tally[K_MED_BROKEN] == 1
    assert w.cases[0].state == CASE_BROKEN and w.log[n].outcome == 4 and w.bonds[1, 0].mediated == 0


def test_refused_and_failed():
    for willing, agree, outcome in ((-20.0, 0.0, 2), (20.0, -20.0, 3)):
        w, p, n = quarrel(willing=willing, agree=agree)
        w.officers[0].trained = 2
        refer(w, p, n)
        on_day(w, p, 17)
        assert w.log[n].outcome == outcome
        assert w.bonds[1, 0].grudge == 0.8
        assert w.wings[0].spent == (p.mediation_minutes if outcome == 3 else 0)
        assert (w.inmates[1].tension > 0.4) == (outcome == 3)


def test_no_sessions_no_referral():
    w, p, n = quarrel({"mediation_sessions": 0.0})
    assert refer(w, p, n) == 0


def test_somebody_gone_closes_the_case_and_somebody_isolated_keeps_it_waiting():
    w, p, n = quarrel()
    w.officers[0].trained = 2
    refer(w, p, n)
    w.inmates[0].isolated_until = 40
    on_day(w, p, 20)
    assert w.cases[0].state == CASE_WAITING
    w.inmates[0].pid = 5  # the row changed hands
    on_day(w, p, 21)
    assert w.cases[0].state == CASE_FREE
    assert refer(w, p, n) == 0


def test_sessions_are_scarce_and_the_longest_ready_comes_first():
    w, p, _ = quarrel({"mediation_sessions": 0.001})
    w.officers[0].trained = 2
    late = incident(w, ASSAULT, 2, 3)
    assert refer(w, p, late) == 1
    w.cases[0].ready = 15
    early = incident(w, ASSAULT, 4, 5)
    refer(w, p, early)
    w.cases[1].ready = 14
    on_day(w, p, 16)
    assert w.log[early].outcome == 1 and w.log[late].outcome == 0
    assert w.wings[0].mediation_budget < 1


def test_with_an_officer_the_rapport_is_what_is_repaired():
    w, p, _ = quarrel()
    w.officers[0].trained = 2
    n = incident(w, STAFF_VERBAL, 0, 1, officer=True)
    before = w.inmates[0].legitimacy
    assert refer(w, p, n) == 1 and w.cases[0].b == -1
    on_day(w, p, 17)
    assert w.log[n].outcome == 1
    assert w.inmates[0].legitimacy > before
    assert w.rapports[0, 0].officer == 1 and w.rapports[0, 0].sign > 0


def test_grudges_brought_without_an_incident():
    for referrers, facilitator in ((0, 1), (1, 0), (1, 1), (2, 0)):
        w, p, _ = quarrel({**MANY, "mediation_referrers": referrers})
        p.mediation_voluntary = 0.3
        w.inmates[2].role = facilitator
        for day in range(14, 34):
            on_day(w, p, day)
        offered = w.wings[0].tally[K_MED_OFFERED]
        assert offered == (1 if referrers == 2 or referrers * facilitator else 0)
        assert w.wings[0].tally[K_FAC_REFERRALS] == (offered if facilitator else 0)
        if offered:
            assert w.wings[0].tally[K_MED_AGREED] == 1


def test_rows_do_not_matter():
    w, p, _ = quarrel({"mediation_sessions": 30.0}, willing=0.8, agree=0.5)
    for i in range(0, 12, 2):
        tie(w, i + 1, i, -0.2, 0.1 * i % 0.7)
        refer(w, p, incident(w, ASSAULT, i, i + 1))
    w.officers[0].trained = 2
    other, _ = permuted(w)
    for day in range(14, 24):
        on_day(w, p, day)
        on_day(other, p, day)
    assert w.wings[0].tally[K_MED_HELD] > 0
    assert (w.wings[0].tally == other.wings[0].tally).all()
    for name in ("tension", "fear", "norm", "legitimacy", "status", "recognition"):
        assert (by_person(w, name) == by_person(other, name)).all()
