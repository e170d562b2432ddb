"""A small catalogue of parameters and mechanisms, so that reading files is tested without compiling the model."""

from __future__ import annotations

import pytest

from detente.declare import Mechanism, Parameter
from detente.scenario import catalogue

PARAMETERS = {
    parameter.name: parameter for parameter in (
        Parameter("tension.half_life", 2.0, "days", 0.1, 60, (0.5, 7), "assumed", "Half-life", "Demi-vie", role="time"),
        Parameter("tension.crowding", 0.3, "0..1", 0, 1, (0.1, 0.6), "assumed", "Crowding", "Promiscuité"),
        Parameter("fear.strike_first", 0.2, "logit", 0, 2, (0, 0.6), "assumed", "Strike first", "Frapper le premier"),
    )
}
MECHANISMS = (
    Mechanism("M3", "tension", "Tension", "Tension", (PARAMETERS["tension.half_life"],)),
    Mechanism("M6", "fear", "Fear", "Peur", (PARAMETERS["fear.strike_first"],)),
    Mechanism("core", "duty", "Duty", "Service"),
)
HEAD = "schema: 1\nestablishment: {type: maison_arret, capacity: 100, wings: 3}\n"


@pytest.fixture(autouse=True, scope="module")
def small_catalogue():
    """Stand in for the mechanisms during a module of tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogue, "parameters", lambda: dict(PARAMETERS))
        patch.setattr(catalogue, "_mechanisms", lambda: MECHANISMS)
        yield
