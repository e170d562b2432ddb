"""The table of logits decides as the exponential would, to the last bit."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from detente.world.odds import BINS, SURELY, SURELY_NOT, happens, odds

LAST = float(np.nextafter(1.0, 0.0))


@given(st.floats(0, LAST), st.floats(-60, 60))
def test_the_same_answer_as_the_plain_comparison(u, x):
    assert happens(u, x) == (u < odds(x))


def test_the_same_answer_where_the_two_are_close():
    """Where the table must leave the word to the exponential: uniforms a few roundings away from the probability."""
    for x in np.linspace(-12, 12, 1201).tolist():
        u = odds(x)
        for _ in range(4):
            assert happens(u, x) == (u < odds(x))
            u = float(np.nextafter(u, 0.0))
        for _ in range(8):
            u = min(LAST, float(np.nextafter(u, 1.0)))
            assert happens(u, x) == (u < odds(x))


def test_the_table_brackets_every_bin():
    edges = np.arange(1, BINS) / BINS
    assert np.allclose([odds(x) for x in SURELY[:-1]], edges, atol=1e-8)
    assert (SURELY[:-1] > [math.log(e / (1 - e)) for e in edges]).all()
    assert (SURELY_NOT[1:] < [math.log(e / (1 - e)) for e in edges]).all()
    assert SURELY_NOT[0] == -math.inf and SURELY[-1] == math.inf


def test_known_answers():
    assert odds(0.0) == 0.5
    assert math.isclose(odds(math.log(3.0)), 0.75)
    assert happens(0.0, -30.0) and not happens(LAST, 30.0)
