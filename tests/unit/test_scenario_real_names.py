"""Shipped scenarios against the model's real parameters and switches, and typos of every real name."""

from __future__ import annotations

import random

import pytest

from detente.errors import DetenteError
from detente.scenario import catalogue, from_dict, load, loads
from detente.scenario.files import shipped_names


@pytest.mark.parametrize("name", shipped_names())
def test_shipped_scenarios(name):
    made = load(name)
    assert not made.warnings
    assert set(made.parameters) == set(catalogue.parameters()) and set(made.switches) == set(catalogue.switchable())
    assert from_dict(made.resolved(), name).resolved() == made.resolved()


def test_a_letter_less_names_the_right_parameter():
    draw = random.Random(1)
    known = catalogue.parameters()
    for name in known:
        place = draw.randrange(len(name))
        wrong = name[:place] + name[place + 1:]
        if wrong in known:
            continue
        with pytest.raises(DetenteError) as caught:
            loads(f"parameters: {{{wrong}: 1}}\n")
        assert f"`{name}`" in str(caught.value.wish)
