"""PRIM finds a planted box, tells limits that matter from those that do not, and does the same thing twice."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from detente.analysis.discover import boxes, table
from detente.errors import DetenteError


@pytest.fixture(scope="module")
def factors():
    rng = np.random.default_rng(1)
    n = 3000
    return pd.DataFrame({"share": rng.random(n), "rate": 10 * rng.random(n), "officers": rng.integers(1, 9, n),
                         "regime": rng.choice(["closed", "mixed", "open"], n), "shift": rng.random(n) < 0.5})


def test_a_planted_box_is_found(factors):
    holds = ((factors["share"] > 0.3) & (factors["share"] < 0.7) & (factors["rate"] < 5)).to_numpy()
    found = boxes(factors, holds, most=1)[0]
    assert found.coverage > 0.9 and found.density > 0.9 and found.mean == found.density
    limits = found.limits[found.limits["p"] < 1e-6].set_index(["factor", "side"])["limit"]
    assert set(limits.index) == {("share", "low"), ("share", "high"), ("rate", "high")}
    assert limits["share", "low"] == pytest.approx(0.3, abs=0.03) and limits["rate", "high"] == pytest.approx(5, abs=0.3)
    assert found.density == holds[found.inside].mean() and found.coverage == holds[found.inside].sum() / holds.sum()
    way = found.trajectory
    assert way["coverage"][0] == 1.0 and way["density"].iloc[-1] > 5 * way["density"][0] and way["chosen"].sum() == 1


def test_whole_numbers_switches_and_choices(factors):
    holds = ((factors["officers"] >= 5) & (factors["regime"] != "closed") & factors["shift"]).to_numpy()
    rng = np.random.default_rng(2)
    noisy = holds ^ (rng.random(len(holds)) < 0.05)
    found = boxes(factors, noisy, most=1)[0]
    limits = found.limits[found.limits["p"] < 1e-6].set_index(["factor", "side"])["limit"]
    assert limits["officers", "low"] == 5 and isinstance(limits["officers", "low"], (int, np.integer))
    assert limits["regime", "among"] == ("mixed", "open") and limits["shift", "among"] == (True,)
    assert found.density > 0.9 and found.coverage > 0.8
    codes = factors.assign(regime=factors["regime"].map({"closed": 1, "mixed": 0, "open": 2}))
    coded = boxes(codes, noisy, most=1, categories=["regime"])[0]
    assert np.array_equal(coded.inside, found.inside)


def test_two_boxes_one_after_the_other(factors):
    x = factors[["share", "rate"]]
    holds = ((x["share"] < 0.25) & (x["rate"] < 3) | (x["share"] > 0.75) & (x["rate"] > 7)).to_numpy()
    found = boxes(x, holds, most=4)
    assert len(found) >= 2 and not (found[0].inside & found[1].inside).any()
    assert holds[found[0].inside | found[1].inside].sum() > 0.9 * holds.sum()
    told = table(found)
    assert {"box", "factor", "side", "limit", "p", "coverage", "density", "mean"} <= set(told.columns)


def test_what_does_nothing_gets_no_sure_limit(factors):
    luck = np.random.default_rng(3).random(len(factors)) < 0.3
    for found in boxes(factors, luck, most=1):
        assert found.density < 0.45


def test_a_step_of_the_trajectory_may_be_chosen_and_a_measure_told(factors):
    holds = (factors["share"] > 0.8).to_numpy()
    found = boxes(factors, holds, most=1, at=3, measure=factors["rate"].to_numpy())[0]
    assert found.trajectory["chosen"].to_numpy().argmax() == 3
    assert found.mean == pytest.approx(factors["rate"][found.inside].mean())


def test_the_order_of_columns_of_equal_worth_is_all_that_decides(factors):
    holds = (factors["share"] > 0.5).to_numpy()
    a, b = (boxes(factors.copy(), holds)[0] for _ in range(2))
    assert a.limits.equals(b.limits) and a.trajectory.equals(b.trajectory)


def test_nothing_to_find_is_refused(factors):
    with pytest.raises(DetenteError, match="in every run or in none"):
        boxes(factors, np.ones(len(factors), bool))
    with pytest.raises(DetenteError, match="no value") as told:
        boxes(factors.assign(rate=np.nan), factors["share"] > 0.5)
    assert told.value.given == "rate"
