"""Runs that several tests look at, made once a session."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="session")
def small_run():
    """Forty inmates in one wing for twenty days, with mediation and facilitators at work."""
    from detente.engine import simulate
    from detente.scenario import load

    scenario = load("dynamic").with_(
        name="small", horizon_days=20, seed=7,
        parameters={"escalation.rate": 0.05, "staff_violence.breach": 12.0},  # much friction: something to look at
        establishment={"name": "Test", "type": "maison_arret", "capacity": 30, "inmates": 40, "wings": 1})
    return simulate(scenario)
