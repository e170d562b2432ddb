"""Designs fill the cube as they say, are the same for a seed, and the growing ones keep their first rows."""

from __future__ import annotations

import numpy as np
import pytest
from detente.analysis import designs
from detente.analysis.library import need
from detente.errors import DetenteError
from hypothesis import given, settings
from hypothesis import strategies as st


@given(st.lists(st.integers(1, 5), min_size=1, max_size=4), st.booleans())
@settings(max_examples=40, deadline=None)
def test_grid_holds_every_combination_once(levels, ends):
    points = designs.grid(levels, ends)
    assert points.shape == (np.prod(levels), len(levels)) and len(np.unique(points, axis=0)) == len(points)
    assert points.min() >= 0 and points.max() <= 1
    for column, m in zip(points.T, levels, strict=True):
        assert len(np.unique(column)) == m and (ends or np.array_equal(np.unique(np.floor(column * m)), np.arange(m)))


@given(st.integers(1, 40), st.integers(1, 6), st.integers(0, 10**6))
@settings(max_examples=25, deadline=None)
def test_latin_hypercube_visits_each_share_once(n, k, seed):
    points = designs.lhs(n, k, seed)
    assert all(np.array_equal(np.sort(np.floor(column * n)), np.arange(n)) for column in points.T)


@pytest.mark.parametrize("make", [
    lambda s: designs.lhs(16, 3, s), lambda s: designs.sobol_sequence(16, 3, s), lambda s: designs.morris(3, 5, s),
    lambda s: designs.saltelli(3, 16, True, s), lambda s: designs.shapley(3, 7, s)])
def test_same_seed_same_points_and_the_world_outside_is_left_alone(make):
    before = np.random.get_state()[1].copy()
    one, again, other = make(7), make(7), make(8)
    assert np.array_equal(one, again) and not np.array_equal(one, other)
    assert one.shape[1] == 3 and one.min() >= 0 and one.max() <= 1
    assert np.array_equal(before, np.random.get_state()[1])


@pytest.mark.parametrize("make", [lambda n: designs.sobol_sequence(n, 4), lambda n: designs.morris(4, n),
                                  lambda n: designs.saltelli(4, n), lambda n: designs.saltelli(4, n, True)])
def test_more_points_leave_the_first_ones(make):
    few, many = make(8), make(16)
    assert len(many) == 2 * len(few) and np.array_equal(few, many[:len(few)])


def test_rows_are_what_the_analyses_read():
    assert designs.saltelli(5, 8).shape == (8 * designs.saltelli_block(5), 5) == (56, 5)
    assert designs.saltelli(5, 8, True).shape == (8 * designs.saltelli_block(5, True), 5) == (96, 5)
    walk = designs.morris(5, 6).reshape(6, 6, 5)
    moved = np.abs(np.diff(walk, axis=1))
    assert np.allclose(moved.max(axis=2), 2 / 3) and ((moved > 0).sum(axis=2) == 1).all()


def test_a_missing_library_is_named():
    with pytest.raises(DetenteError) as told:
        need("no_such_library.part")
    assert told.value.given == "no_such_library" and "detente[research]" in str(told.value)
    assert "installez" in told.value.text("fr")
