"""M14: who is chosen, who is within reach, what the role does to its holder and to those he listens to."""

from __future__ import annotations

import numpy as np
from relation_support import by_person, permuted, seat_all, tie, tiny

from detente.mechanisms.facilitators_choice import weekly
from detente.mechanisms.m14_facilitators import calms, dusk
from detente.world.codes import CELL, FACILITATOR, K_FAC_CALMED, K_FAC_LISTENED, YARD

TENTH = {"facilitator_share": 0.1, "facilitator_training": 24.0, "facilitator_support": 0.5}


def holders(w):
    return np.flatnonzero(w.inmates.role == FACILITATOR).tolist()


def test_the_number_follows_the_lever_and_training_raises_skill():
    w, p = tiny(20, levers={**TENTH, "facilitator_selection": 1.0, "support_peers": 0.05})
    weekly(w, p)
    assert len(holders(w)) == 2 and (w.inmates.role == 2).sum() == 1
    assert (w.inmates.skill[holders(w)] > 0.5).all() and (w.inmates.norm[holders(w)] > 0.55).all()
    w.levers[0].facilitator_share = 0.05
    w.prison[0].day = 20  # not the day for it
    weekly(w, p)
    assert len(holders(w)) == 2
    w.prison[0].day = 21
    weekly(w, p)
    assert len(holders(w)) == 1


def test_rules_choose_whom_they_say_and_leave_out_the_unfit():
    for rule, field, value in ((2, None, 0), (3, "status", 0.9)):
        w, p = tiny(10, levers={**TENTH, "facilitator_selection": float(rule)})
        for i in (0, 1, 2, 3):
            tie(w, i, 4, 0.5)
            tie(w, i, 7, 0.5)
        tie(w, 5, 4, 0.5)
        if field:
            w.inmates[4][field] = value
            w.inmates[7][field] = value - 0.1
        weekly(w, p)
        assert holders(w) == [4]
        w.inmates[4].last_violence = 13
        w.prison[0].day = 21
        weekly(w, p)
        assert holders(w) == [7]


def test_calms_only_within_reach():
    w, p = tiny(30)
    seat_all(w)
    p.facilitators_calm = 20.0
    assert calms(w, p, 0, 1, YARD, 1) == 0
    w.inmates[29].role = FACILITATOR
    assert calms(w, p, 0, 1, YARD, 1) == 0  # too far along the yard
    tie(w, 1, 29, 0.6)
    assert calms(w, p, 0, 1, YARD, 1) == 1  # but a friend of one of them comes
    assert w.wings[0].tally[K_FAC_CALMED] == 1 and w.inmates[29].fatigue > 0
    assert w.inmates[0].recognition < 0.4
    w.inmates[5].role = FACILITATOR
    assert calms(w, p, 0, 6, YARD, 1) == 1
    w.cells[0].n = 3
    w.cells[0].who[:3] = (0, 1, 5)
    for i in (0, 1, 5):
        w.inmates[i].cell = 0
        w.inmates[i].place = CELL
    assert calms(w, p, 0, 1, CELL, 2) == 1
    p.facilitators_calm = -20.0
    assert calms(w, p, 0, 1, CELL, 2) == 0


def test_fatigue_norm_and_skill_make_the_difference():
    def share(**state):
        w, p = tiny(12)
        seat_all(w)
        calm = 0
        for day in range(300):
            w.prison[0].tick = day
            f = w.inmates[3]
            f.role = FACILITATOR
            f.fatigue = f.recognition = 0.0
            f.skill = f.norm = 0.5
            for name, value in state.items():
                f[name] = value
            calm += calms(w, p, 1, 2, YARD, 1)
        return calm / 300

    base = share()
    assert 0.15 < base < 0.6
    assert share(fatigue=0.9) < base < share(skill=0.9)
    assert share(norm=0.2) < base


def test_listening_relieves_and_rest_restores_and_neglect_corrupts():
    w, p = tiny(12, levers={**TENTH})
    w.inmates[0].role = 2
    w.inmates[1].distress, w.inmates[2].distress = 0.6, 0.9
    tie(w, 0, 1, 0.5)
    tie(w, 0, 2, 0.5)
    dusk(w, p)
    assert w.wings[0].tally[K_FAC_LISTENED] == 1
    assert w.inmates[1].distress == 0.6 and w.inmates[2].distress < 0.9
    for support in (0.0, 1.0):
        w, p = tiny(12, levers={**TENTH, "facilitator_support": support})
        f = w.inmates[0]
        f.role, f.status, f.fatigue = FACILITATOR, 0.7, 0.5
        for _ in range(60):
            dusk(w, p)
        assert (f.norm > 0.55) == (support == 1.0)
        assert f.fatigue < (0.01 if support else 0.15)


def test_rows_do_not_matter():
    w, p = tiny(24, 2, levers={**TENTH, "facilitator_share": 0.4, "facilitator_selection": 1.0, "support_peers": 0.1})
    p.facilitators_skill = 8.0
    luck = np.random.default_rng(2)
    for i in range(24):
        w.inmates[i].norm, w.inmates[i].distress, w.inmates[i].skill = luck.random(3)
        for j in luck.choice(24, 4, replace=False):
            if i != j:
                tie(w, i, int(j), luck.random())
    seat_all(w)
    other, new = permuted(w)
    for world, row in ((w, np.arange(24)), (other, new)):
        weekly(world, p)
        for tick in range(40):
            world.prison[0].tick = tick
            calms(world, p, row[tick % 12], row[tick % 12 + 12], YARD, 1)
        dusk(world, p)
    assert w.wings.tally[:, K_FAC_LISTENED].sum() > 0
    assert (w.wings.tally == other.wings.tally).all()
    for name in ("role", "skill", "fatigue", "distress", "recognition"):
        assert (by_person(w, name) == by_person(other, name)).all()
