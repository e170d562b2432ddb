"""M18: the organisation wears more than danger, success convinces, and rows do not matter."""

from __future__ import annotations

import numpy as np
import pytest
from detente.mechanisms import m18_stress as m18
from detente.world.codes import K_MIN_CONTROL, K_MIN_RELATION
from staff_support import moved, prison, states


def _means(w, minutes_per_inmate: float, relation: float) -> None:
    for g in w.wings:
        g.tally[K_MIN_RELATION] = int(g.n * minutes_per_inmate * relation)
        g.tally[K_MIN_CONTROL] = int(g.n * minutes_per_inmate * (1.0 - relation))


def _later(days: int = 90, minutes: float = 16.0, relation: float = 0.2, **setting):
    w, p = prison()
    for name, value in setting.items():
        if name in w.levers.dtype.names:
            w.levers[name] = value
        elif name == "legitimacy":
            w.inmates.legitimacy = value
        else:
            setattr(w.prison[0], name, value)
    _means(w, minutes, relation)
    for _ in range(days):
        m18.dusk(w, p)
    return w


def test_an_assault_wears_its_victim_and_his_colleagues_hear_of_it():
    w, p = prison()
    before = w.officers.copy()
    w.officers.on[2] = 1
    m18.hit(w, p, 0, False)
    m18.incident(w, p, 0, 1.0)
    gain = w.officers.stress - before.stress
    assert gain[0] > gain[2] > gain[4] > 0 == gain[1]
    assert w.officers.assaulted[0] == 1
    assert w.officers.authority[0] < before.authority[0] and w.officers.satisfaction[0] < before.satisfaction[0]


@pytest.mark.parametrize("harder", [{"minutes": 6.0}, {"climate": 0.2}, {"relation_share": 0.9, "staff_involvement": 0.0}])
def test_the_organisation_wears(harder):
    assert _later(**harder).officers.stress.mean() > _later().officers.stress.mean() + 0.02


def test_a_reform_built_with_staff_convinces_an_imposed_one_does_not():
    built = _later(relation_share=0.9, staff_involvement=1.0, legitimacy=0.6).officers
    forced = _later(relation_share=0.9, staff_involvement=0.0).officers
    assert built.resistance.mean() < forced.resistance.mean() - 0.05
    assert built.orientation.mean() > forced.orientation.mean()
    assert built.authority.mean() > forced.authority.mean()


def test_states_stay_in_bounds_and_rows_do_not_matter():
    names = ("stress", "satisfaction", "authority", "resistance", "orientation")
    w, p = prison()
    x, _ = prison()
    moved(x)
    for world in (w, x):
        _means(world, 0.0, 0.0)
        world.levers["relation_share"] = 1.0
        for _ in range(30):
            m18.dusk(world, p)
    assert states(w.officers, *names) == states(x.officers, *names)
    for name in names:
        assert np.all((w.officers[name] >= 0) & (w.officers[name] <= 1))
