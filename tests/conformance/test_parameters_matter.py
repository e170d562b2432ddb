"""No dead number: every parameter changes the life of some prison, somewhere in its plausible range."""

from __future__ import annotations

from functools import cache

import pytest
from conformance_support import busy

from detente.engine import simulate
from detente.mechanisms import PARAMETERS

PRISONS = (
    busy(inmates=40, days=25),
    busy(inmates=120, days=120),
    busy("maison_centrale", inmates=60, days=60),
    busy(inmates=120, days=120, seed=3, staff_involvement=0.0, training_mediation=0.0, training_restorative=0.0,
         facilitator_share=0.0, relation_share=0.8, inmates_per_officer=4.0),
)
"""Tried in this order until one differs: small, long, of another type, a reform imposed on few officers, no mediator inside."""

@cache
def usual(n: int) -> str:
    return simulate(PRISONS[n]).digest()


@pytest.mark.parametrize("name", PARAMETERS)
def test_parameter_matters(name):
    low, high = PARAMETERS[name].plausible
    here = [x for x in (high, low) if x != PRISONS[0].parameters[name]]
    assert here, "its plausible range is one point"
    assert any(simulate(prison, parameters={name: x}).digest() != usual(n) for n, prison in enumerate(PRISONS) for x in here)
