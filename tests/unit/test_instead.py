"""One incident answered otherwise: equal before, forced at that moment, counted afterwards."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from detente.engine import simulate
from detente.errors import DetenteError
from detente.scenario import load
from detente.studies.instead import instead
from detente.world.codes import RESPONSES, SELF_HARM

DATA = Path(__file__).parents[1] / "data" / "tiny.yaml"


@pytest.fixture(scope="module")
def life():
    return simulate(load(DATA).with_(horizon_days=150), 3)


def answered(life):
    """Incidents that the ladder answers, at least three of them."""
    found = [n for n, e in enumerate(life.log) if e.kind < SELF_HARM]
    assert len(found) >= 3
    return found


def test_equal_before_and_forced_then(life):
    for n in answered(life)[:3]:
        other = instead(life, n, "cell")
        e = other.other.log[n]
        assert RESPONSES[e.response] == other.answer_other == "cell" and e.recorded == 1
        assert other.before == n and np.array_equal(other.was.log[:n].terms, other.other.log[:n].terms)
        assert other.days_left == 149 - life.log[n].day
        assert all(a >= 0 and b >= 0 for a, b in other.changes().values())


def test_the_same_answer_changes_nothing(life):
    kept = next(n for n in answered(life) if life.log[n].recorded and RESPONSES[life.log[n].response] in ("nothing", "warning"))
    other = instead(life, kept, RESPONSES[life.log[kept].response])
    assert other.same_after() and all(a == b for a, b in other.changes().values())


def test_something_can_change(life):
    assert any(not instead(life, n, "cell").same_after() for n in answered(life)[:6])


def test_another_life_is_not_taken_for_this_one(life):
    with pytest.raises(DetenteError, match="does not come out the same"):
        instead(replace(life, seed=4), answered(life)[-1], "cell")


@pytest.mark.parametrize(("incident", "response", "part"), [
    (-1, "cell", "no such incident"), (10**6, "cell", "no such incident"), (0, "cel", "did you mean `cell`"),
])
def test_refusals(life, incident, response, part):
    with pytest.raises(DetenteError, match=part):
        instead(life, incident, response)


def test_a_mechanism_that_is_off_cannot_answer(life):
    off = replace(life, scenario=life.scenario.with_(switches={"mediation": False}))
    with pytest.raises(DetenteError, match="`mediation` is off"):
        instead(off, answered(life)[0], "mediation")
