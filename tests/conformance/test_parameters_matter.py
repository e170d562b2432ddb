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

FADES = "m19_training.dusk is not in SCHEDULE: never called"
DEAD: dict[str, str] = {"training.half_life": FADES, "training.practice": FADES}
"""Parameters that change nothing in any of them, and why that is allowed."""


@cache
def usual(n: int) -> str:
    return simulate(PRISONS[n]).digest()


@pytest.mark.parametrize("name", PARAMETERS)
def test_parameter_matters(name, request):
    if name in DEAD:
        request.applymarker(pytest.mark.xfail(strict=True, reason=DEAD[name]))
    low, high = PARAMETERS[name].plausible
    here = [x for x in (high, low) if x != PRISONS[0].parameters[name]]
    assert here, "its plausible range is one point"
    assert any(simulate(prison, parameters={name: x}).digest() != usual(n) for n, prison in enumerate(PRISONS) for x in here)
