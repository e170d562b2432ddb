"""M15: places are few and turn over; a session does a little good; strangers meet."""

from __future__ import annotations

import numpy as np
from relation_support import by_person, permuted, tiny

from detente.mechanisms.m15_animal import dawn, dusk
from detente.world.codes import K_ANIMAL_HOURS


def test_places_are_few_turn_over_and_can_be_cut():
    w, p = tiny(40, levers={"animal_places": 10.0})
    p.animal_weeks = 1.0
    ever = np.zeros(40, bool)
    for day in range(14, 44):
        w.prison[0].day = day
        dawn(w, p)
        assert w.inmates.animal.sum() == 4
        ever |= w.inmates.animal == 1
    assert ever.sum() > 8
    w.levers[0].animal_places = 2.5
    dawn(w, p)
    assert w.inmates.animal.sum() == 1


def test_the_tense_come_sooner():
    first = 0
    for seed in range(60):
        w, p = tiny(20, seed=seed, levers={"animal_places": 5.0})
        w.inmates.tension[:10] = 1.0
        w.inmates.tension[10:] = 0.0
        dawn(w, p)
        first += w.inmates.animal[:10].sum()
    assert 36 < first < 60


def test_a_session_does_a_little_good_on_weekdays_only():
    w, p = tiny(20)
    p.animal_sessions = 5.0
    p.animal_tie = 1.0
    w.inmates.animal[:6] = 1
    w.inmates.isolated_until[0] = 90
    w.prison[0].weekday = 5
    dusk(w, p)
    assert w.wings[0].tally[K_ANIMAL_HOURS] == 0
    w.prison[0].weekday = 2
    dusk(w, p)
    assert w.wings[0].tally[K_ANIMAL_HOURS] == 5
    came, rest = w.inmates[1:6], w.inmates[6:]
    for name, before in (("tension", 0.4), ("distress", 0.3), ("alienation", 0.3)):
        assert (came[name] < before).all() and (came[name] > 0.9 * before).all() and (rest[name] == before).all()
    assert (came.skill > 0.5).all() and w.inmates[0].tension == 0.4
    assert (w.knows[1:6] >= 0).sum() == 5 and (w.knows[6:] >= 0).sum() == 0


def test_rows_do_not_matter():
    w, p = tiny(30, 2, levers={"animal_places": 20.0})
    p.animal_tie = 0.5
    other, _ = permuted(w)
    for day in range(14, 34):
        for world in (w, other):
            world.prison[0].day = day
            world.prison[0].weekday = day % 7
            dawn(world, p)
            dusk(world, p)
    assert (w.wings.tally == other.wings.tally).all()
    for name in ("animal", "tension", "skill"):
        assert (by_person(w, name) == by_person(other, name)).all()
    assert (w.knows >= 0).sum() == (other.knows >= 0).sum() > 0
