"""A test to copy: what each test asks is what a colleague would ask of the mechanism."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from detente.engine import simulate
from detente.mechanisms import SCHEDULE
from detente.mechanisms._template import MECHANISM
from detente.scenario import load
from detente.world.compiled import JIT

PLACE = {"name": "Test", "type": "maison_arret", "capacity": 30, "inmates": 30, "wings": 1}


@pytest.fixture(scope="module")
def scenario():
    """Small and short: thirty people for two weeks, doors open so that the yard is used."""
    return load("baseline").with_(horizon_days=14, seed=3, establishment=PLACE, levers={"regime": "open"})


def means(run):
    here = run.world.inmates.here == 1
    return run.world.inmates.tension[here].mean(), run.world.inmates.boredom[here].mean()


def run(scenario, **values):
    return simulate(scenario, extra=(MECHANISM,), parameters={f"rain.{name}": x for name, x in values.items()})


def test_it_does_what_it_says(scenario):
    """Direction: rain every day against no rain at all."""
    dry, wet = run(scenario, days=0.0), run(scenario, days=1.0)
    assert means(wet)[0] > means(dry)[0]
    assert means(wet)[1] > means(dry)[1]


def test_no_rain_leaves_no_trace(scenario):
    """Without its cause it must not be there: equal to the bit, not about equal."""
    assert run(scenario, days=0.0).digest() == simulate(scenario).digest()


@pytest.mark.parametrize("name, low, high", [("days", 0.2, 0.5), ("wet", 0.3, 0.9), ("gloom", 0.01, 0.1), ("dull", 0.01, 0.06)])
def test_every_parameter_matters(scenario, name, low, high):
    assert run(scenario, **{name: low}).digest() != run(scenario, **{name: high}).digest()


def test_states_stay_in_bounds(scenario):
    """At the worst values that can be asked for."""
    inmates = run(scenario, days=1.0, wet=1.0, gloom=1.0, dull=1.0).world.inmates
    for column in ("tension", "boredom"):
        x = inmates[column][inmates.here == 1]
        assert np.isfinite(x).all() and (x >= 0).all() and (x <= 1).all()


def test_the_same_seed_gives_the_same_run(scenario):
    assert run(scenario).digest() == run(scenario).digest()


def test_an_ordinary_function_does_what_a_kernel_does(scenario):
    """(Leave this one out of your copy.)"""
    bare = replace(MECHANISM, dusk=getattr(MECHANISM.dusk, "py_func", MECHANISM.dusk))
    assert not JIT or bare.dusk is not MECHANISM.dusk
    assert simulate(scenario, extra=(bare,)).digest() == run(scenario).digest() != simulate(scenario).digest()


def test_it_is_not_in_the_model():
    """(Leave this one out of your copy.)"""
    assert MECHANISM not in [mechanism for _, mechanism in SCHEDULE]
