"""Looking at a run on its way changes nothing."""

from __future__ import annotations

from detente.engine import simulate
from detente.scenario import load
from detente.studies.walk import walk


def test_a_walked_run_is_the_run_to_the_bit():
    scenario = load("baseline").with_(
        establishment={"type": "maison_arret", "capacity": 40, "wings": 1}, levers={"occupancy": 1.2}, horizon_days=30,
        changes=[{"lever": "relation_share", "to": 0.8, "from_day": 12}])
    whole = simulate(scenario, 3)
    seen = []
    for run in walk(scenario, 3, None, (0, 5, 12, 20, 40)):
        seen.append(run.days)
        assert run.digest() == simulate(scenario, 3, days=run.days).digest()
    assert seen == [5, 12, 20, 30] and run.digest() == whole.digest()
