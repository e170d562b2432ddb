"""M24: minutes are few, officers' knowledge makes assessments truer, violence makes meetings fail."""

from __future__ import annotations

import numpy as np
from detente.mechanisms import m24_probation as m24
from detente.world.codes import K_ASSESSMENTS, WORK
from staff_support import prison, states


def _weeks(w, p, weeks: int) -> None:
    for day in range(7 * weeks):
        w.prison[0].day = day
        w.prison[0].weekday = day % 7
        m24.dawn(w, p)
        m24.dusk(w, p)


def test_minutes_bound_meetings():
    w, p = prison(probation_minutes=600.0, probation_meeting=60.0)
    w.inmates.sentenced = 1
    _weeks(w, p, 4)
    assert w.wings.tally[:, K_ASSESSMENTS].sum() == 20  # ten meetings a week, half of them assessments
    none, q = prison(probation_minutes=0.0)
    _weeks(none, q, 4)
    assert none.wings.tally[:, K_ASSESSMENTS].sum() == 0
    assert w.inmates.followup.mean() > none.inmates.followup.mean()


def test_assessing_with_officers_is_truer_when_they_know_something():
    truth = {}
    for shared in (0.0, 1.0):
        for known in (0.05, 0.8):
            w, p = prison(probation_shared=shared)
            w.inmates.known = known
            _weeks(w, p, 12)
            truth[shared, known] = w.inmates.assessed.mean()
    assert truth[1.0, 0.8] > truth[1.0, 0.05] + 0.1 and truth[0.0, 0.8] == truth[0.0, 0.05] < truth[1.0, 0.05] + 1e-12


def test_a_busy_wing_misses_its_meetings_and_rows_do_not_matter():
    w, p = prison()
    x, _ = prison()
    x.inmates[:] = x.inmates[::-1].copy()
    for world in (w, x):
        world.wings.lost[1] = 3000.0
        _weeks(world, p, 8)
    assert w.wings.tally[1, K_ASSESSMENTS] < 0.5 * w.wings.tally[0, K_ASSESSMENTS]
    assert states(w.inmates, "assessed", "followup") == states(x.inmates, "assessed", "followup")
    for name in ("assessed", "followup"):
        assert np.all((w.inmates[name] >= 0) & (w.inmates[name] <= 1))


def test_reoffending_is_anchored_on_published_figures():
    w, p = prison()
    a = w.inmates[0]
    a.followup, a.skill, a.prior_terms, a.activity = 0.2, 0.45, 1, 0

    def at(age: float) -> float:
        a.age = age
        return float(m24.reoffending(a, p))

    assert abs(at(19.0) - 0.55) < 0.03 and abs(at(64.0) - 0.12) < 0.03 and abs(at(34.0) - 0.31) < 0.03
    plain = at(34.0)
    a.activity = WORK
    assert abs(plain - at(34.0) - 0.018) < 0.004
    a.followup = 1.0
    assert plain - 0.12 < at(34.0) < plain - 0.04
