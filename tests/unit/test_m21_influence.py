"""M21: recruiters find those who belong nowhere; other ties close the way."""

from __future__ import annotations

import numpy as np
from detente.mechanisms import m21_influence as m21
from detente.world.codes import K_RECRUITED
from staff_support import prison


def _beside_a_recruiter(days: int, alienation: float = 0.9, friends: int = 0, **values):
    w, p = prison(**values)
    w.inmates.influence[0] = 0.7
    w.inmates.legitimacy = 0.1
    for i in range(2, 20, 2):
        w.knows[i, 0] = 0
        w.bonds.strength[i, 0] = 0.8
        for k in range(friends):
            w.knows[i, k + 1] = 30 + k
            w.bonds.strength[i, k + 1] = 0.8
    w.inmates.alienation = alienation
    for _ in range(days):
        m21.dusk(w, p)
    return w


def test_few_come_in_as_recruiters_and_the_answer_never_changes():
    w, p = prison(inmates=400, influence_recruiters=0.1)
    w.inmates.days_here = 0
    m21.dawn(w, p)
    once = w.inmates.influence.copy()
    m21.dawn(w, p)
    assert 20 <= (once > m21.RECRUITER).sum() <= 65 and (w.inmates.influence == once).all()


def test_influence_passes_by_ties_and_cells_and_other_ties_close_the_way():
    w = _beside_a_recruiter(60)
    assert w.inmates.influence[2] > w.inmates.influence[1] > w.inmates.influence[21]
    assert _beside_a_recruiter(60, friends=4).inmates.influence[2] < 0.7 * w.inmates.influence[2]
    assert _beside_a_recruiter(60, alienation=0.0).inmates.influence[2] < w.inmates.influence[2]
    assert w.inmates.influence[0] == 0.7


def test_being_won_over_is_counted_once():
    w = _beside_a_recruiter(80, influence_rate=0.1)
    assert w.wings.tally[:, K_RECRUITED].sum() == (w.inmates.influence > m21.RECRUITER).sum() - 1 > 5


def test_alienation_follows_treatment_and_stays_in_bounds():
    w, p = prison()
    w.inmates.isolated_until[:10] = 99
    w.inmates.activity[10:20] = 1
    for _ in range(40):
        m21.humiliated(w.inmates[0], p, 1.0)
        m21.dusk(w, p)
    a = w.inmates.alienation
    assert a[0] > a[1:10].mean() > a[20:].mean() > a[10:20].mean()
    assert np.all((a >= 0) & (a <= 1))
