"""M26: forbidden objects are got hold of and taken away; while they are there they feed friction and make assaults worse."""

from __future__ import annotations

import numpy as np
import pytest

from detente.engine import simulate
from detente.mechanisms import m26_objects as m26
from detente.outcomes.facts import facts
from detente.scenario import load

PLACE = {"name": "Test", "type": "maison_arret", "capacity": 60, "inmates": 80, "wings": 1}


@pytest.fixture(scope="module")
def scenario():
    return load("baseline").with_(horizon_days=90, seed=4, establishment=PLACE)


def run(scenario, *, searches=None, **values):
    if searches is not None:
        scenario = scenario.with_(levers={"search_rate": searches})
    return simulate(scenario, parameters={f"objects.{name}": x for name, x in values.items()})


def holders(run):
    a = run.world.inmates
    return float(a.goods[a.here == 1].mean())


def test_searching_more_leaves_less_and_finds_less_each_time(scenario):
    few, many = (run(scenario, searches=rate, supply=20.0) for rate in (0.3, 3.0))
    assert holders(many) < holders(few)
    a, b = facts(few), facts(many)
    assert b.n("contraband") > a.n("contraband")
    assert b.n("contraband") / b.n("searches") < a.n("contraband") / a.n("searches")


def test_without_supply_nobody_holds_and_nothing_is_found(scenario):
    none = run(scenario, supply=0.0)
    assert holders(none) == 0.0 and facts(none).n("contraband") == 0
    off = simulate(scenario.with_(switches={"objects": False}))
    assert none.digest() == off.digest()  # to the bit


def test_those_who_keep_few_rules_hold_more(scenario):
    a = run(scenario, supply=5.0).world.inmates
    a = a[a.here == 1]
    unruly = a.unruliness > np.median(a.unruliness)
    assert a.goods[unruly].mean() > a.goods[~unruly].mean()


def test_what_is_held_feeds_friction_and_arms_a_quarrel(scenario):
    calm, hot = (run(scenario, supply=50.0, friction=x, weapon=0.0) for x in (0.0, 2.0))
    assert facts(hot).n("frictions") > facts(calm).n("frictions")
    light, grave = (run(scenario, supply=50.0, friction=1.0, weapon=x) for x in (0.0, 4.0))
    a, b = facts(light), facts(grave)
    assert b.n("serious") / b.n("assaults") > a.n("serious") / a.n("assaults")


@pytest.mark.parametrize("name", [x.name.partition(".")[2] for x in m26.MECHANISM.parameters])
def test_each_parameter_matters(scenario, name):
    x = next(x for x in m26.MECHANISM.parameters if x.name.endswith(f".{name}"))
    base = {"supply": 20.0, "friction": 0.4}
    low, high = (run(scenario, **{**base, name: v}).digest() for v in (x.plausible[0], x.plausible[1]))
    assert low != high


def test_age_makes_people_keep_the_rules():
    """Entrants of one seed: the personal factor falls with age, and does not when nobody matures."""
    scenario = load("baseline").with_(horizon_days=1, seed=4)

    def slope(maturing):
        a = simulate(scenario, parameters={"population.maturing": maturing}).world.inmates
        a = a[a.here == 1]
        return np.polyfit(np.minimum(a.age, 60.0), np.log(a.unruliness), 1)[0]

    assert slope(0.6) == pytest.approx(slope(0.0) - 0.06, abs=1e-6)
