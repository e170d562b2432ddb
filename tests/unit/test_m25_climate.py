"""M25: assaults and imposed reforms wear the climate; below a threshold a conflict may block the reform."""

from __future__ import annotations

from detente.mechanisms import m25_climate as m25
from detente.world.codes import K_BLOCKED
from staff_support import prison


def _later(days: int = 120, relation: float = 0.35, involved: float = 0.3, stress: float = 0.4, **values):
    w, p = prison(**values)
    w.levers["relation_share"] = relation
    w.levers["staff_involvement"] = involved
    w.officers.stress = stress
    for day in range(days):
        w.prison[0].day = day
        w.prison[0].weekday = day % 7
        m25.dusk(w, p)
    return w


def test_an_assault_weighs_more_in_a_small_prison_and_never_leaves_the_bounds():
    w, p = prison()
    w.prison[0].n = 600
    m25.assault(w, p, False)
    large = w.prison[0].climate
    w.prison[0].climate = 0.6
    w.prison[0].n = 60
    m25.assault(w, p, False)
    assert 0 < w.prison[0].climate < large < 0.6
    for _ in range(200):
        m25.assault(w, p, True)
    assert 0 <= w.prison[0].climate < 0.01


def test_imposed_reform_and_stress_wear_the_climate_and_involvement_spares_it():
    usual = _later().prison[0].climate
    assert abs(usual - 0.6) < 0.01
    assert _later(relation=0.9, involved=0.0).prison[0].climate < usual - 0.1
    assert abs(_later(relation=0.9, involved=1.0).prison[0].climate - usual) < 1e-9
    assert _later(stress=0.8).prison[0].climate < usual - 0.05


def test_conflicts_break_out_below_the_threshold_only():
    assert _later(days=400).wings.tally[0, K_BLOCKED] == 0
    hard = _later(days=400, relation=0.9, involved=0.0, climate_threshold=0.5, climate_conflict=0.5)
    assert 3 < hard.wings.tally[0, K_BLOCKED] < 30
    assert hard.prison[0].blocked_until > 300
