"""Fronts, volumes, chances of being best: against hand-made cases, and what must never change them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from detente.analysis.best import best, robust, within_budget
from detente.analysis.pareto import front, hypervolume, ranks
from detente.errors import DetenteError
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

TWO = {"violence": "min", "trust": "max"}
HAND = pd.DataFrame({"violence": [1.0, 2.0, 3.0, 2.0, 3.0, np.nan], "trust": [1.0, 2.0, 3.0, 1.0, 2.5, 9.0]})
points = arrays.arrays(float, st.tuples(st.integers(1, 30), st.just(3)), elements=st.integers(0, 6).map(float))
AIMS = {"a": "min", "b": "max", "c": "min"}


def test_fronts_by_hand():
    assert ranks(HAND, TWO).tolist() == [1, 1, 1, 2, 2, 0]
    assert front(HAND, TWO).index.tolist() == [0, 1, 2]
    assert ranks(pd.DataFrame({"violence": [1.0, 1.0], "trust": [2.0, 2.0]}), TWO).tolist() == [1, 1]


def test_front_of_zdt1():
    x = np.random.default_rng(1).random((400, 5))
    x[0, 0], x[:100, 1:] = 0.0, 0.0  # on the front: f2 = 1 - sqrt(f1)
    g = 1 + 9 * x[:, 1:].mean(axis=1)
    table = pd.DataFrame({"f1": x[:, 0], "f2": g * (1 - np.sqrt(x[:, 0] / g))})
    assert front(table, {"f1": "min", "f2": "min"}).index.tolist() == list(range(100))
    volume = hypervolume(table, {"f1": "min", "f2": "min"}, {"f1": 1.0, "f2": 1.0})
    assert volume == pytest.approx(2 / 3, abs=0.02)  # 1 - integral of 1 - sqrt(x)


@given(points, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_order_of_rows_changes_nothing(y, random):
    table = pd.DataFrame(y, columns=list("abc"))
    order = list(range(len(y)))
    random.shuffle(order)
    assert np.array_equal(ranks(table, AIMS)[order], ranks(table.iloc[order], AIMS))


@given(points, st.integers(0, 29), arrays.arrays(float, 3, elements=st.integers(0, 3).map(float)))
@settings(max_examples=60, deadline=None)
def test_dominated_rows_and_turned_signs_change_nothing(y, k, worse):
    table = pd.DataFrame(y, columns=list("abc"))
    before = front(table, AIMS)
    added = table.iloc[k % len(y)] + (worse + [1, 0, 0]) * [1, -1, 1]
    assert front(pd.concat([table, added.to_frame().T], ignore_index=True), AIMS).equals(before)
    assert front(table * [1, -1, 1], dict.fromkeys("abc", "min")).index.equals(before.index)


@given(points)
@settings(max_examples=60, deadline=None)
def test_every_later_front_is_beaten_by_the_one_before(y):
    table = pd.DataFrame(y, columns=list("abc"))
    number = ranks(table, AIMS)
    z = y * [1, -1, 1]
    for k in np.flatnonzero(number > 1):
        above = z[number == number[k] - 1]
        assert ((above <= z[k]).all(axis=1) & (above < z[k]).any(axis=1)).any()
    assert sorted(set(number)) == list(range(1, number.max() + 1))


def test_hypervolume_by_hand():
    table = pd.DataFrame({"violence": [1.0, 2.0, 4.0], "trust": [-3.0, -1.0, 0.0]})
    assert hypervolume(table, TWO, {"violence": 3.0, "trust": -4.0}) == pytest.approx(2 * 1 + 1 * 2)
    assert hypervolume(table, TWO, {"violence": 0.5, "trust": 0.0}) == 0.0
    three = pd.DataFrame({"a": [0.0], "b": [1.0], "c": [0.0]})
    assert hypervolume(three, AIMS, {"a": 2.0, "b": 0.0, "c": 3.0}) == pytest.approx(6.0)
    with pytest.raises(DetenteError, match="two to four"):
        hypervolume(three, {"a": "min"})


def test_chance_of_being_best_and_regret_by_hand():
    y = np.array([[1.0, 2.0, 3.0, 4.0], [2.0, 1.0, 3.0, 0.0], [9.0, 9.0, 9.0, np.nan]])
    table = best(y[:2], "min", ["a", "b"]).set_index("policy")
    assert table["p_best"].to_dict() == {"a": 0.375, "b": 0.625}  # the tie is shared
    assert table["regret"].to_dict() == {"a": 1.25, "b": 0.25} and table["regret_most"].to_dict() == {"a": 4.0, "b": 1.0}
    assert table.loc["a", "regret_high"] == pytest.approx(np.quantile([0, 1, 0, 4], 0.9))
    assert table.index[0] == "b" and table["draws"].eq(4).all()
    three = best(y, "max", list("abc")).set_index("policy")
    assert three.loc["c", "p_best"] == 1.0 and three["draws"].eq(3).all()


def test_robust_measures_by_hand():
    y = np.arange(20.0).reshape(1, 20)
    low, high = (robust(y, way, ["a"]).iloc[0] for way in ("min", "max"))
    assert (low["worst_decile_mean"], low["worst"], low["mean"]) == (18.5, 19.0, 9.5)
    assert (high["worst_decile_mean"], high["worst"]) == (0.5, 0.0)
    assert low["worst_decile"] == pytest.approx(17.1) and high["worst_decile"] == pytest.approx(1.9)


def test_budget_with_slack():
    table = pd.DataFrame({"cost": [90.0, 100.0, 104.0, 106.0, np.nan]})
    assert within_budget(table, "cost", 100.0)["left"].tolist() == [10.0, 0.0]
    assert within_budget(table, "cost", 100.0, slack=0.05)["left"].tolist() == [10.0, 0.0, -4.0]


def test_words_of_the_user_are_checked():
    for aims, match in (({"violance": "min"}, "no such column"), ({"violence": "less"}, "small or large")):
        with pytest.raises(DetenteError, match=match):
            ranks(HAND, aims)
    with pytest.raises(DetenteError, match="no such column"):
        within_budget(HAND, "cost", 1.0)
    with pytest.raises(DetenteError, match="small or large"):
        best(np.ones((1, 2)), "up", ["a"])
