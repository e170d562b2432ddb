"""Stein, Holm, max-t and the three bands: by hand, and by how often they are right."""

from __future__ import annotations

import numpy as np
import pytest
from detente.analysis.many import against, holm
from detente.analysis.stein import PILOT, answer, plan
from detente.analysis.three_bands import parts, three_bands
from detente.errors import DetenteError
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import ttest_rel


def test_stein_by_hand():
    pilot = np.tile([-1.0, 1.0], 15)  # sd sqrt(30/29), Student 2.0452 at 29
    made = plan(pilot, 0.25)
    assert made.n == int(np.ceil(2.0452296421**2 * 30 / 29 / 0.0625)) == 70 and made.more == 40
    told = answer(np.zeros(90), made)
    assert told.n == 70 and told.mean == 0.0 and 0.248 < told.high <= 0.25 and told.low == -told.high
    assert plan(pilot, 10.0).n == PILOT and plan(np.ones(30), 0.1).n == PILOT


def test_stein_covers_what_it_promises():
    rng = np.random.default_rng(7)
    held = []
    for k in range(400):
        d = rng.normal(1.0, 2.0, 2000) if k % 2 else 1.0 + 2.0 * (rng.gamma(4.0, 1.0, 2000) - 4.0) / 2.0  # skewed
        made = plan(d[:PILOT], 0.5)
        told = answer(d, made)
        assert told.high - told.low <= 1.0 + 1e-12
        held.append(told.low <= 1.0 <= told.high)
    assert 0.92 <= np.mean(held) <= 0.98


def test_stein_refuses_what_breaks_its_promise():
    good = plan(np.arange(30.0), 5.0)
    for bad in (lambda: plan(np.arange(29.0), 1.0), lambda: plan([*np.arange(30.0), np.nan], 1.0),
                lambda: answer(np.arange(float(good.n - 1)), good)):
        with pytest.raises(DetenteError, match="too few pairs"):
            bad()
    with pytest.raises(DetenteError, match="half-width"):
        plan(np.arange(30.0), 0.0)


def test_holm_by_hand():
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([0.9, 0.8]) == pytest.approx([1.0, 1.0]) and holm([]).size == 0


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
@settings(max_examples=60, deadline=None)
def test_holm_lies_between_the_raw_and_bonferroni(p):
    adjusted = holm(p)
    assert (adjusted >= np.array(p) - 1e-15).all() and (adjusted <= np.minimum(1.0, len(p) * np.array(p)) + 1e-15).all()
    assert (np.diff(adjusted[np.argsort(p, kind="stable")]) >= 0).all()


def test_one_policy_is_the_paired_t_test():
    rng = np.random.default_rng(1)
    a = rng.normal(size=200)
    b = a + rng.normal(0.1, 0.5, 200)
    row = against(a, b[None, :], ["b"]).iloc[0]
    assert row["p"] == pytest.approx(ttest_rel(b, a).pvalue) and row["p_holm"] == row["p"]
    assert row["all_high"] - row["all_low"] == pytest.approx(row["high"] - row["low"], rel=0.08)
    assert row["p_max_t"] == pytest.approx(row["p"], abs=0.02)
    assert row["rho"] == pytest.approx(np.corrcoef(a, b)[0, 1]) and not row["weak"]
    assert row["gain"] == pytest.approx((a.var() + b.var()) / (b - a).var())


def test_policies_that_are_one_cost_nothing_and_independent_ones_do():
    rng = np.random.default_rng(2)
    a, d = np.zeros(100), rng.normal(size=100)
    twin = against(a, np.stack([d] * 5), list("abcde"))
    many = against(a, rng.normal(size=(5, 100)), list("abcde"))
    reach = [((t["all_high"] - t["difference"]) / t["se"]).iloc[0] for t in (twin, many)]
    assert reach[0] == pytest.approx(1.98, abs=0.12) and reach[1] > 2.4
    assert twin["weak"].all()  # the baseline never varies


def test_family_wise_error_is_about_what_is_asked():
    wrong = 0
    for k in range(200):
        rng = np.random.default_rng(1000 + k)
        shared, noise = rng.normal(size=40), rng.normal(size=(6, 40))
        table = against(shared, shared + noise + 0.7 * rng.normal(size=40), list("abcdef"), resamples=400)
        wrong += bool(((table["all_low"] > 0) | (table["all_high"] < 0)).any())
    assert 0.015 <= wrong / 200 <= 0.10


def test_weak_pairing_is_flagged_and_gaps_are_left_out_for_all():
    rng = np.random.default_rng(3)
    a = rng.normal(size=60)
    b = np.stack([a + 0.1 * rng.normal(size=60), rng.normal(size=60)])
    b[1, 4] = np.nan
    table = against(a, b, ["near", "far"]).set_index("policy")
    assert table["weak"].to_dict() == {"near": False, "far": True} and table["n"].eq(59).all()
    same = against(a, a[None, :], ["same"]).iloc[0]
    assert same["p"] == 1.0 and same["all_low"] == same["all_high"] == 0.0 and not same["weak"]
    with pytest.raises(DetenteError, match="too few pairs"):
        against(a[:9], b[:, :9], ["near", "far"])


def made(rng, structures, draws, seeds, sds):
    s, d, c, e = sds
    return (1.0 + s * rng.normal(size=(structures, 1, 1)) + d * rng.normal(size=(structures, draws, 1))
            + c * rng.normal(size=(1, 1, seeds)) + e * rng.normal(size=(structures, draws, seeds)))


@pytest.mark.parametrize("shared", [True, False])
def test_bands_are_unbiased_for_their_own_source(shared):
    sds = (0.8, 0.5, 0.4 if shared else 0.0, 1.0)
    rng = np.random.default_rng(4)
    found = [parts(made(rng, 4, 12, 20, sds), shared) for _ in range(300)]
    got = {band: np.mean([f[band].sd ** 2 for f in found]) for band in ("chance", "parameters", "structure")}
    assert got["parameters"] == pytest.approx(0.25, rel=0.1) and got["structure"] == pytest.approx(0.64, rel=0.15)
    expected = (0.16 if shared else 0.0) / 20 + 1.0 / (4 * 12 * 20)
    assert got["chance"] == pytest.approx(expected, rel=0.1)


def test_more_seeds_shrink_chance_alone():
    rng = np.random.default_rng(5)
    few, many = (three_bands(made(rng, 5, 40, n, (0.5, 0.5, 0.6, 1.0))).set_index("band") for n in (10, 400))
    width = [t["high"] - t["low"] for t in (few, many)]
    assert width[1]["chance"] < 0.4 * width[0]["chance"]
    assert width[1]["parameters"] == pytest.approx(width[0]["parameters"], rel=0.35)
    assert many.loc["parameters", "sd"] == pytest.approx(0.5, rel=0.2)


def test_what_was_not_looked_at_has_no_band():
    y = np.random.default_rng(6).normal(3.0, 1.0, (1, 1, 30))
    table = three_bands(y).set_index("band")
    assert table.loc[["parameters", "structure"], ["low", "high", "sd"]].isna().all().all()
    half = 1.6991 * y.std(ddof=1) / np.sqrt(30)
    assert table.loc["chance", "high"] - table.loc["chance", "mean"] == pytest.approx(half, rel=1e-4)
    assert table["away"].to_dict() == {"chance": True, "parameters": False, "structure": False}
    with pytest.raises(DetenteError, match="too few pairs"):
        three_bands(np.where(y > 0, y, np.nan) * np.nan)


def test_draws_that_say_the_same_leave_no_parameter_band():
    seeds = np.random.default_rng(8).normal(size=50)
    table = three_bands(np.broadcast_to(seeds, (3, 6, 50))).set_index("band")
    assert table.loc["parameters", "sd"] == pytest.approx(0.0, abs=1e-7)
    assert table.loc["structure", "sd"] == pytest.approx(0.0, abs=1e-7) and table.loc["chance", "sd"] > 0
