"""M19: courses are scarce and cost minutes, practice keeps what they gave, leavers take it away."""

from __future__ import annotations

from detente.mechanisms import m19_training as m19
from detente.world.codes import K_MIN_RELATION, K_TRAINING_HOURS
from staff_support import moved, prison, states


def _weeks(w, p, weeks: int) -> None:
    for _ in range(7 * weeks):
        w.prison[0].day += 1
        m19.dawn(w, p)
        m19.dusk(w, p)


def test_the_first_day_is_given_then_courses_are_scarce_and_cost_minutes():
    w, p = prison(training_pace=0.05, training_turnover=0.0)
    w.levers["training_respect"] = 0.5
    w.levers["refreshers"] = 0.0
    before = w.officers.skill[:, 0].mean()
    m19.dawn(w, p)
    assert (w.officers.trained & 1).sum() == 6 and w.wings.tally[:, K_TRAINING_HOURS].sum() == 0
    assert w.officers.skill[:, 0].mean() > before
    w.levers["training_respect"] = 1.0
    _weeks(w, p, 5)
    assert (w.officers.trained & 1).sum() == 6 + 3  # 0.05 x 12 officers x 5 weeks
    assert w.wings.tally[:, K_TRAINING_HOURS].sum() == 90 and w.wings.spent.sum() > 0


def test_unwilling_officers_learn_less_unless_they_built_the_reform():
    w, p = prison()
    gain = []
    for resistance, involved in ((0.1, 0.0), (0.9, 0.0), (0.9, 1.0)):
        o = w.officers[0]
        o.skill[1], o.resistance = 0.25, resistance
        m19.learn(o, p, 1, 1.0, involved)
        gain.append(o.skill[1])
    assert 0.25 < gain[1] < gain[0] < gain[2] < 1


def test_practice_keeps_a_skill():
    w, p = prison()
    w.officers.trained = 1
    w.officers.skill[:] = 0.7
    w.wings.tally[1, K_MIN_RELATION] = 100
    for _ in range(60):
        m19.dusk(w, p)
    assert w.officers.skill[0, 0] < w.officers.skill[1, 0] - 0.02 and w.officers.skill[0, 1] == 0.7


def test_leavers_are_replaced_in_an_order_that_rows_do_not_change():
    names = ("stress", "resistance", "trained", "service", "wing", "group")
    w, p = prison(training_turnover=1.0, training_pace=0.1)
    x, _ = prison()
    moved(x)
    w.rapports.officer[:] = 0
    for world in (w, x):
        _weeks(world, p, 40)
    assert states(w.officers, *names) == states(x.officers, *names)
    assert w.prison[0].hires == x.prison[0].hires > 15
    assert len(set(w.officers.pid.tolist())) == len(w.officers)
    assert (w.rapports.officer == -1).all() or w.officers.service[0] > 0.7


def test_a_conflict_stops_courses():
    w, p = prison(training_turnover=0.0)
    w.levers["training_respect"] = 1.0
    w.prison[0].day, w.prison[0].blocked_until = 6, 100
    _weeks(w, p, 4)
    assert (w.officers.trained == 0).all()
