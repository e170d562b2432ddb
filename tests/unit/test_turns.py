"""Turns come in the order of their keys, whatever the order in which they were noted."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from detente.world.turns import note, settle
from detente.world.world import empty

WORLD = empty(40, 1, 4, 2, 1, 8)
KEYS = st.lists(st.floats(0, 2), max_size=79, unique=True)  # two a person at most; 2 itself is a rounding away from 2 - 2**-53


def settled(keys: list[float], most: float = 2.0) -> list[int]:
    n = 0
    for what, key in enumerate(keys):
        n = note(WORLD, n, what, key)
    assert n == len(keys)
    settle(WORLD, n, most)
    return WORLD.picked[:n].tolist()


@given(KEYS)
def test_in_the_order_of_the_keys(keys):
    assert settled(keys) == np.argsort(keys).tolist()


def test_all_in_one_bin():
    keys = [1e-9 * k for k in range(79, 0, -1)]
    assert settled(keys) == list(range(78, -1, -1))


def test_nobody_and_one():
    assert settled([]) == []
    assert settled([2.0]) == [0]


def test_more_than_two_turns_a_person_are_not_noted():
    n = 0
    for what in range(200):
        n = note(WORLD, n, what, 0.5)
    assert n == 80
