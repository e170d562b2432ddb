"""M20: distress goes where the situation leads, hazard follows steeply, events are logged once and whole."""

from __future__ import annotations

import numpy as np
from detente.mechanisms import m20_distress as m20
from detente.world.codes import K_CONFIDED, K_SELFHARM, K_SUICIDES, SELF_HARM, SUICIDE
from staff_support import prison


def _later(days: int = 20, change=None, **values):
    w, p = prison(**values)
    w.inmates.distress = 0.3
    if change is not None:
        change(w)
    for _ in range(days):
        m20.dusk(w, p)
        w.prison[0].day += 1
    return w


def _hazard(change=None, days: int = 20) -> float:
    return float(_later(days, change, distress_suicide=0.01, distress_selfharm=0.0).inmates.hazard.sum())


def test_isolation_illness_fear_and_violence_raise_the_hazard():
    usual = _hazard()
    apart = _hazard(lambda w: w.inmates.isolated_until.fill(99))
    assert 6 < apart / usual < 120
    for change in (lambda w: w.inmates.disorder.fill(2), lambda w: w.inmates.n_victim.fill(1),
                   lambda w: w.inmates.fear.fill(0.9), lambda w: w.inmates.sentenced.fill(0)):
        assert _hazard(change) > 1.1 * usual


def test_the_first_week_is_the_worst_and_care_of_newcomers_eases_it():
    def enters(care: float):
        def change(w):
            w.inmates.entry_day = 0
            w.levers["entry_care"] = care
        return change

    shock = _hazard(enters(0.4), 7)
    assert 3 < shock / _hazard(None, 7) < 15
    assert _hazard(enters(1.0), 7) < shock < _hazard(enters(0.0), 7)
    assert shock > 3 * (_hazard(enters(0.4), 60) - _hazard(enters(0.4), 53))


def test_friends_and_trusted_officers_relieve_but_friends_do_not_reach_the_disciplinary_cell():
    def friends(w):
        w.knows[:, :4] = 0
        w.bonds.strength[:, :4] = 0.6

    def officers(w):
        w.rapports.officer[:] = 0
        w.rapports.familiarity[:] = 0.9
        w.rapports["sign"][:] = 0.9

    def apart(w):
        w.inmates.isolated_until = 99

    def both(w):
        friends(w)
        apart(w)

    assert _hazard(friends) < _hazard() and _hazard(officers) < _hazard()
    assert _hazard(both) == _hazard(apart)


def test_victims_talks_and_bounds():
    w, p = prison()
    w.inmates.distress = 0.4
    m20.victim(w, p, 0, False)
    m20.victim(w, p, 2, True)
    m20.confide(w, p, 4, 0.8)
    d = w.inmates.distress
    assert d[2] > d[0] > 0.4 > d[4] and w.wings.tally[0, K_CONFIDED] == 1
    for _ in range(50):
        m20.victim(w, p, 0, True)
        m20.punished(w, p, 0, 5.0)
        m20.confide(w, p, 4, 5.0)
    m20.dusk(w, p)
    assert np.all((d >= 0) & (d <= 1)) and np.isfinite(w.inmates.hazard).all()


def test_events_are_logged_whole_and_a_death_frees_the_place():
    w, p = prison(distress_suicide=20.0, distress_selfharm=100.0)
    w.log.days[:] = 9
    w.log.terms[:] = 9.0
    w.log.b[:] = 9
    w.inmates.distress = 0.8
    w.prison[0].day = 3
    m20.dusk(w, p)
    tally = w.wings.tally.sum(axis=0)
    log = w.log[: w.prison[0].n_log]
    assert tally[K_SELFHARM] == (log.kind == SELF_HARM).sum() > 0
    assert tally[K_SUICIDES] == (log.kind == SUICIDE).sum() == (w.inmates.release_day == 3).sum()
    assert (log.b == -1).all() and (log.days == 0).all() and (log.terms == 0).all() and (log.recorded == 1).all()
    assert (log.a_pid == w.inmates.pid[log.a]).all()


def test_a_full_log_loses_no_count():
    w, p = prison(distress_selfharm=2000.0, distress_suicide=10.0)
    w.inmates.distress = 1.0
    w.prison[0].n_log = len(w.log)
    m20.dusk(w, p)
    assert w.prison[0].n_log == len(w.log) and w.wings.tally[:, K_SELFHARM].sum() > 10
