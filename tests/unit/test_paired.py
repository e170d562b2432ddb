"""Paired statistics against answers worked out by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
from detente.studies.paired import paired, t_quantile


def test_known_answer():
    pair = paired([10, 12, 14, 16], [9, 10, 13, 12], direction=-1)  # differences -1, -2, -1, -4: mean -2, sd sqrt(2)
    assert (pair.n, pair.mean_reference, pair.mean, pair.difference) == (4, 13.0, 11.0, -2.0)
    half = 3.1824463 * math.sqrt(2.0) / 2.0  # Student, 3 degrees of freedom
    assert pair.low == pytest.approx(-2 - half, abs=1e-6) and pair.high == pytest.approx(-2 + half, abs=1e-6)
    assert pair.share_better == 1.0 and pair.sign == 0
    assert pair.variance_gain == pytest.approx((20 / 3 + 10 / 3) / 2)
    assert pair.rho == pytest.approx(12 / math.sqrt(20 * 10))


def test_direction_and_ties():
    less, more = ([1, 2, 3, 4], [0, 2, 4, 5]), 0.5 * 1 / 4
    assert paired(*less, direction=-1).share_better == 1 / 4 + more
    assert paired(*less, direction=1).share_better == 2 / 4 + more
    assert math.isnan(paired(*less, direction=0).share_better)


def test_identical_arms_are_said_to_be():
    pair = paired([1.5, 2.5, 7.0], [1.5, 2.5, 7.0], direction=1)
    assert pair.identical and pair.variance_gain == math.inf and pair.rho == 1.0
    assert (pair.low, pair.difference, pair.high) == (0.0, 0.0, 0.0) and pair.share_better == 0.5 and pair.sign == 0


def test_a_single_pair_has_no_interval():
    pair = paired([1.0], [2.0])
    assert pair.difference == 1.0 and math.isnan(pair.low) and math.isnan(pair.variance_gain) and pair.sign == 0
    assert paired([3.0], [3.0]).identical


def test_pairs_without_a_value_are_left_out():
    pair = paired([1.0, math.nan, 3.0], [2.0, 5.0, math.nan])
    assert pair.n == 1 and pair.difference == 1.0
    assert paired([math.nan], [1.0]).n == 0


def test_gain_of_independent_arms_is_about_one_and_of_a_shift_infinite():
    a, b = np.random.default_rng(1).normal(size=(2, 2000))
    assert paired(a, b).variance_gain == pytest.approx(1.0, abs=0.1)
    shifted = paired([1.0, 2.0, 4.0], [2.0, 3.0, 5.0])
    assert shifted.variance_gain == math.inf and not shifted.identical and shifted.rho == pytest.approx(1.0)


def test_unequal_lengths_are_refused():
    with pytest.raises(ValueError, match="each seed"):
        paired([1.0], [1.0, 2.0])


@pytest.mark.parametrize(("freedom", "value"), [(1, 12.706), (9, 2.262), (29, 2.045), (100_000, 1.960)])
def test_student(freedom, value):
    assert t_quantile(0.95, freedom) == pytest.approx(value, abs=1e-3)


def test_interval_covers_as_it_says():
    noise = np.random.default_rng(2).normal(size=(3000, 6))
    held = [p.low <= 0.0 <= p.high for p in (paired(np.zeros(6), row, level=0.8) for row in noise)]
    assert np.mean(held) == pytest.approx(0.8, abs=0.03)  # 4 standard errors
