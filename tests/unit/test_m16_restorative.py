"""M16: a circle comes late, gathers those whom it touches, and repairs modestly."""

from __future__ import annotations

from relation_support import by_person, incident, permuted, tie, tiny

from detente.mechanisms.m16_restorative import dawn, refer
from detente.world.codes import ASSAULT, CASE_WAITING, K_CIRCLE_PEOPLE, K_CIRCLES, STAFF_ASSAULT


def quarrel(willing=20.0, success=20.0, circles=2.0):
    w, p = tiny(16, levers={"circles_per_month": circles})
    p.restorative_willing = willing
    p.restorative_success = success
    w.wings[0].circle_budget = 1.0
    tie(w, 1, 0, -0.4, 0.8)
    for friend in range(2, 12):
        tie(w, friend, 1, 0.06 * friend)
    tie(w, 11, 0, -0.3, 0.6)
    return w, p, incident(w, ASSAULT, 0, 1)


def on_day(w, p, day):
    w.prison[0].day = day
    dawn(w, p)


def test_preparation_then_a_circle_of_those_it_touches():
    w, p, n = quarrel()
    assert refer(w, p, n) == 1
    on_day(w, p, 14 + 20)
    assert w.wings[0].tally[K_CIRCLES] == 0
    before = w.inmates.copy()
    on_day(w, p, 14 + 21)
    assert w.wings[0].tally[K_CIRCLES] == 1 and w.wings[0].tally[K_CIRCLE_PEOPLE] == 8
    assert w.log[n].outcome == 1
    assert w.bonds[1, 0].grudge == 0.8 * (1 - p.restorative_repair) and w.bonds[11, 1].grudge < 0.6
    moved = w.inmates.norm > before.norm
    assert moved.tolist() == [True, True] + [False] * 4 + [True] * 6 + [False] * 4
    assert w.inmates[1].fear < w.inmates[11].fear < before.fear[11]
    assert w.inmates[0].followup > 0 and w.inmates[1].distress < before.distress[1]
    assert 0.5 < w.wings[0].efficacy < 0.55
    assert w.wings[0].spent == p.restorative_minutes / 3


def test_refused_failed_and_none_offered():
    w, p, n = quarrel(circles=0.0)
    assert refer(w, p, n) == 0
    for willing, success, outcome in ((-20.0, 0.0, 2), (20.0, -20.0, 3)):
        w, p, n = quarrel(willing, success)
        w.officers[0].trained = 4
        refer(w, p, n)
        on_day(w, p, 50)
        assert w.log[n].outcome == outcome and w.bonds[1, 0].grudge == 0.8
        assert (w.inmates[1].distress > 0.3) == (outcome == 3)
        assert w.wings[0].spent == (p.restorative_minutes if outcome == 3 else 0)


def test_circles_are_scarce_and_an_officer_can_be_the_victim():
    w, p, n = quarrel()
    assert refer(w, p, incident(w, STAFF_ASSAULT, 3, 1, officer=True)) == 1
    w.prison[0].day = 15
    assert refer(w, p, n) == 1
    on_day(w, p, 50)
    assert w.wings[0].tally[K_CIRCLES] == 1
    assert w.rapports[3, 0].officer == 1 and w.rapports[3, 0].sign > 0
    assert (w.cases.state == CASE_WAITING).sum() == 1


def test_rows_do_not_matter():
    w, p, n = quarrel(0.5, 0.5, 30.0)
    w.wings[0].circle_budget = 3.0
    refer(w, p, n)
    for i in (2, 4, 6, 8):
        refer(w, p, incident(w, ASSAULT, i, i + 1))
    other, _ = permuted(w)
    for world in (w, other):
        for day in range(34, 40):
            on_day(world, p, day)
    assert w.wings[0].tally[K_CIRCLES] > 1
    assert (w.wings[0].tally == other.wings[0].tally).all()
    for name in ("norm", "fear", "legitimacy", "status", "followup"):
        assert (by_person(w, name) == by_person(other, name)).all()
