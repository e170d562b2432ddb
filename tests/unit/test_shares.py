"""Grouped shares of variance against functions whose shares are known."""

from __future__ import annotations

import numpy as np
import pytest

from detente.studies.shares import samples, shares, uncertainty

GROUPS = {"many": 6, "few": 3, "rest": 2}


def run(function, points=256, noise=0.0, seeds=2, seed=1):
    rng = np.random.default_rng(seed)
    made = samples(points, GROUPS, seed)
    return {name: function(x)[:, None] + noise * rng.normal(size=(points, seeds)) for name, x in made.items()}


def additive(x):
    """Shares 6 : 3 x 4 : 2 x 9, that is 1/6, 1/3, 1/2."""
    return x @ np.r_[np.ones(6), np.full(3, 2.0), np.full(2, 3.0)]


def test_samples_change_one_group_only():
    made = samples(8, GROUPS)
    a, b = made["a"], made["b"]
    assert a.shape == (8, 11) and not np.any(a == b)
    assert np.array_equal(made["few"][:, 6:9], b[:, 6:9])
    assert np.array_equal(np.delete(made["few"], [6, 7, 8], axis=1), np.delete(a, [6, 7, 8], axis=1))


@pytest.mark.parametrize("noise", [0.0, 1.0])
def test_shares_of_an_additive_function(noise):
    found = shares(run(additive, 2048, noise=noise), list(GROUPS))
    for group, true in (("many", 1 / 6), ("few", 1 / 3), ("rest", 1 / 2)):
        assert found[group].total == pytest.approx(true, abs=0.04), group
        assert found[group].first == pytest.approx(true, abs=0.06), group


def test_luck_stays_out_with_two_seeds_and_in_with_one():
    """Noise as large as the signal: with one seed the total shares of all groups sum to far more than they explain."""
    two = shares(run(additive, 2048, noise=2.0), list(GROUPS))
    one = shares(run(additive, 2048, noise=2.0, seeds=1), list(GROUPS))
    assert sum(x.total for x in two.values()) == pytest.approx(1.0, abs=0.1)
    assert sum(x.total for x in one.values()) > 1.5


def test_interplay_is_in_the_total_and_not_in_the_first():
    """A product of two centred factors of different groups: nothing alone, everything together (Ishigami-like)."""
    found = shares(run(lambda x: (x[:, 0] - 0.5) * (x[:, 7] - 0.5), 2048), list(GROUPS))
    assert found["many"].first == pytest.approx(0.0, abs=0.1) and found["many"].total == pytest.approx(1.0, abs=0.1)
    assert found["rest"].total == pytest.approx(0.0, abs=1e-9)


def test_a_function_of_nothing_has_no_shares():
    found = shares(run(lambda x: np.ones(len(x)), 16), list(GROUPS))
    assert all(np.isnan(x.first) and np.isnan(x.total) for x in found.values())


def test_uncertainty_is_that_of_other_points():
    """Jackknife against the spread over forty scramblings: never too small, too large by what an even sequence gains."""
    def part(found):
        return found["many"].total

    estimates = [part(shares(run(additive, 64, seed=k), list(GROUPS))) for k in range(40)]
    errors = [uncertainty(run(additive, 64, seed=k), list(GROUPS), part) for k in range(5)]
    assert 0.8 < np.mean(errors) / np.std(estimates) < 5.0
