"""Areas under the curve and fitted scores, against answers known beforehand."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import ndtr

from detente.outcomes.prediction import Score, auc


def test_area_of_small_cases_by_hand():
    assert auc([1, 2, 3, 4], [0, 0, 1, 1]) == 1.0
    assert auc([4, 3, 2, 1], [0, 0, 1, 1]) == 0.0
    assert auc([1, 1, 1, 1], [0, 1, 0, 1]) == 0.5
    assert auc([1, 2, 2, 3], [0, 0, 1, 1]) == 0.875  # pairs: 1 < 2, 1 < 3, 2 = 2 (half), 2 < 3
    assert np.isnan(auc([1, 2], [0, 0])) and np.isnan(auc([1, 2], [1, 1]))


def test_area_of_two_normals_is_the_known_one():
    """Unit normals a distance d apart: Phi(d / sqrt 2)."""
    rng = np.random.default_rng(1)
    event = rng.random(40_000) < 0.1
    score = rng.normal(size=40_000) + 1.0 * event
    assert auc(score, event) == pytest.approx(ndtr(1.0 / np.sqrt(2.0)), abs=0.01)


def test_score_finds_planted_weights_and_ignores_noise():
    rng = np.random.default_rng(2)
    x = rng.normal(size=(20_000, 3)) * [1.0, 5.0, 0.1] + [0.0, 100.0, 3.0]
    logit = -2.0 + 1.2 * x[:, 0] - 0.6 * (x[:, 1] - 100.0) / 5.0
    event = rng.random(len(x)) < 1.0 / (1.0 + np.exp(-logit))
    score = Score(x, event)
    assert score.weights[1:] == pytest.approx([1.2, -0.6, 0.0], abs=0.1)
    assert auc(score(x), event) == pytest.approx(auc(logit, event), abs=0.005)


def test_score_stands_a_column_that_does_not_vary_and_separable_data():
    x = np.column_stack([np.arange(20.0), np.ones(20)])
    event = np.arange(20) >= 10
    assert auc(Score(x, event)(x), event) == 1.0


def test_a_predictor_of_nothing_adds_nothing_out_of_sample():
    rng = np.random.default_rng(3)
    x = rng.normal(size=(8_000, 1))
    event = rng.random(8_000) < 1.0 / (1.0 + np.exp(2.0 - x[:, 0]))
    noise = rng.normal(size=(8_000, 1))
    half = slice(0, 4_000), slice(4_000, None)
    alone = auc(Score(x[half[0]], event[half[0]])(x[half[1]]), event[half[1]])
    both = np.column_stack([x, noise])
    assert auc(Score(both[half[0]], event[half[0]])(both[half[1]]), event[half[1]]) - alone == pytest.approx(0.0, abs=0.003)
