"""Sensitivity code against functions whose indices are known: Ishigami, Sobol' G, Morris, and a plain sum."""

from __future__ import annotations

import numpy as np
import pytest
from detente.analysis import designs
from detente.analysis.morris import effects
from detente.analysis.pawn import DUMMY, pawn, sliced
from detente.analysis.shapley_effects import from_sobol, goda
from detente.analysis.sobol import FIRST, SECOND, TOTAL, chance_share, convergence, indices, told
from detente.errors import DetenteError
from scipy.stats import ks_2samp

NAMES = ["a", "b", "c"]
A, B = 7.0, 0.1


def ishigami(u):
    x = np.pi * (2.0 * u - 1.0)
    return np.sin(x[:, 0]) + A * np.sin(x[:, 1]) ** 2 + B * x[:, 2] ** 4 * np.sin(x[:, 0])


def ishigami_truth():
    """Ishigami and Homma (1990)."""
    v1, v2 = 0.5 * (1 + B * np.pi**4 / 5) ** 2, A**2 / 8
    v13 = B**2 * np.pi**8 * (1 / 18 - 1 / 50)
    v = v1 + v2 + v13
    return {FIRST: [v1 / v, v2 / v, 0.0], TOTAL: [(v1 + v13) / v, v2 / v, v13 / v], SECOND: [0.0, v13 / v, 0.0]}


G_WEIGHTS = np.array([0.0, 1.0, 4.5, 9.0, 99.0, 99.0])


def sobol_g(u):
    return np.prod((np.abs(4 * u - 2) + G_WEIGHTS) / (1 + G_WEIGHTS), axis=1)


def sobol_g_truth():
    """Saltelli and Sobol' (1995)."""
    each = 1 / 3 / (1 + G_WEIGHTS) ** 2
    v = np.prod(1 + each) - 1
    return each / v, each * np.prod(1 + each) / (1 + each) / v


@pytest.fixture(scope="module")
def ishigami_table():
    return indices(ishigami(designs.saltelli(3, 2048, second_order=True, seed=4)), NAMES, second_order=True)


def test_ishigami_within_three_standard_errors(ishigami_table):
    for order, truth in ishigami_truth().items():
        found = ishigami_table[ishigami_table["order"] == order]
        assert (np.abs(found["value"] - truth) < 3 * found["se"] + 1e-12).all(), order
    assert ishigami_table["base_points"].eq(2048).all() and ishigami_table["spread"].isna().all()


def test_sobol_g_within_three_standard_errors():
    names = [f"g{k}" for k in range(6)]
    table = indices(sobol_g(designs.saltelli(6, 2048, seed=2)), names)
    for order, truth in zip((FIRST, TOTAL), sobol_g_truth(), strict=True):
        found = table[table["order"] == order]
        assert (np.abs(found["value"] - truth) < 3 * found["se"]).all(), order


def test_replicates_tell_their_spread_and_the_share_of_chance():
    points = designs.saltelli(3, 256, seed=1)
    noise = np.random.default_rng(5).normal(0.0, 3.0, (6, len(points)))
    y = ishigami(points) + noise
    table = indices(y, NAMES)
    assert (table["spread"] > 0).all() and table["replicates"].eq(6).all()
    total = table[table["order"] == TOTAL]["value"].to_numpy()
    alone = indices(y[0], NAMES)
    assert (np.abs(total - ishigami_truth()[TOTAL]) < np.abs(alone[alone["order"] == TOTAL]["value"]
                                                             - ishigami_truth()[TOTAL])).all()
    variance = np.var(ishigami(points))
    assert chance_share(y) == pytest.approx(9 / (9 + variance), abs=0.03)
    assert np.isnan(chance_share(y[0]))


def test_replicates_on_designs_of_their_own():
    y = np.array([ishigami(designs.saltelli(3, 256, seed=k)) for k in range(1, 6)])
    table = indices(y, NAMES, same_points=False)
    truth = np.concatenate([ishigami_truth()[order] for order in (FIRST, TOTAL)])
    assert (np.abs(table["value"] - truth) < 4 * table["spread"] / np.sqrt(5) + 1e-9).all()


def test_a_run_that_failed_takes_its_base_point_with_it():
    points = designs.saltelli(3, 64)
    y = ishigami(points)
    y[7] = np.nan
    table = indices(y, NAMES)
    assert table["base_points"].eq(63).all() and table["left_out"].eq(1).all()
    assert np.array_equal(table["value"], indices(np.delete(y, slice(5, 10)), NAMES)["value"])


def test_convergence_looks_at_halves():
    table = convergence(ishigami(designs.saltelli(3, 256)), NAMES)
    assert sorted(table["base_points"].unique()) == [64, 128, 256]
    errors = table.assign(off=np.abs(table["value"] - [*np.ravel([ishigami_truth()[x] for x in (FIRST, TOTAL)])] * 3))
    by_size = errors.groupby("base_points")["half"].mean()
    assert by_size.is_monotonic_decreasing and errors[errors["base_points"] == 256]["off"].max() < 0.15


def test_a_negative_index_is_explained_in_both_languages():
    text = told(-0.004, -0.03, 0.02)
    assert text == "0 within error (CI −0.03 to 0.02)"
    assert text.text("fr") == "0 aux erreurs près (IC de −0,03 à 0,02)"
    assert told(0.4, 0.3, 0.5) == "0.40 (CI 0.30 to 0.50)"
    assert told(-0.2, -0.3, -0.1).startswith("below 0 (−0.30 to −0.10)")


def test_what_cannot_be_analysed_is_refused():
    with pytest.raises(DetenteError, match="not all runs"):
        indices(np.arange(11.0), NAMES)
    with pytest.raises(DetenteError, match="nothing to explain"):
        indices(np.ones(50), NAMES)
    with pytest.raises(DetenteError, match="too few"):
        indices(np.where(np.arange(50) < 45, np.nan, np.arange(50.0)), NAMES)
    with pytest.raises(DetenteError, match="too few"):
        pawn(np.zeros((9, 3)), np.arange(9.0), NAMES)
    with pytest.raises(ValueError, match="replicates"):
        indices(np.zeros((2, 3, 4)), NAMES)


def morris_function(u):
    """Morris (1991): twenty factors, ten of which matter; coefficients not named there are set to zero."""
    w = 2.0 * (u - 0.5)
    for k in (2, 4, 6):
        w[:, k] = 2.0 * (1.1 * u[:, k] / (u[:, k] + 0.1) - 0.5)
    y = 20.0 * w[:, :10].sum(axis=1)
    pairs = w[:, :6].sum(axis=1) ** 2 - (w[:, :6] ** 2).sum(axis=1)
    y -= 15.0 * pairs / 2.0
    y -= 10.0 * sum(w[:, i] * w[:, j] * w[:, k] for i in range(5) for j in range(i + 1, 5) for k in range(j + 1, 5))
    return y + 5.0 * np.prod(w[:, :4], axis=1)


def test_morris_finds_the_ten_factors_of_his_function():
    names = [f"x{k + 1}" for k in range(20)]
    points = designs.morris(20, 10, seed=3)
    table = effects(points, morris_function(points), names)
    assert set(table["factor"][:10]) == set(names[:10])
    by = table.set_index("factor")
    assert (by["mu_star"][names[10:]] < 1e-9).all() and by["sigma"][names[:6]].min() > by["sigma"][names[7:10]].max()
    assert np.allclose(by["mu"][names[7:10]], 40.0) and np.allclose(by["sigma"][names[7:10]], 0.0, atol=1e-9)
    assert ((table["mu_star_low"] <= table["mu_star"]) & (table["mu_star"] <= table["mu_star_high"])).all()


def test_morris_leaves_out_a_broken_trajectory():
    points = designs.morris(3, 8)
    y = points @ [3.0, -2.0, 0.0]
    y[5] = np.nan
    table = effects(points, np.stack([y, y]), NAMES).set_index("factor")
    assert np.allclose(table.loc[NAMES, "mu"], [3.0, -2.0, 0.0]) and table["left_out"].eq(1).all()
    assert np.allclose(table["spread"], 0.0)


def test_pawn_puts_the_dummy_below_what_matters():
    points = designs.lhs(3000, 4, seed=1)
    y = ishigami(points[:, :3])
    table = pawn(points, y, [*NAMES, "idle"]).set_index("factor")
    assert table.loc[["a", "b", "c"], "median"].min() > 1.5 * table.loc[DUMMY, "median"]
    assert table.loc[["a", "b", "c"], "above_floor"].all()
    assert table.loc["idle", "median"] == pytest.approx(table.loc[DUMMY, "median"], abs=0.02)


def test_pawn_of_a_switch_and_a_choice():
    rng = np.random.default_rng(2)
    x = np.column_stack([rng.integers(0, 2, 2000), rng.integers(0, 3, 2000), rng.random(2000)])
    table = pawn(x, x[:, 0] + 0.3 * rng.normal(size=2000), ["switch", "choice", "share"]).set_index("factor")
    assert table.loc["switch", "slices"] == 2 and table.loc["choice", "slices"] == 3 and table.loc["share", "slices"] == 10
    assert list(table.index[:1]) == ["switch"] and table.loc["switch", "above_floor"]
    assert not table.loc[["choice", "share", DUMMY], "above_floor"].any()


def test_pawn_is_the_distance_of_kolmogorov_and_smirnov():
    rng = np.random.default_rng(3)
    x, y = rng.random((500, 1)), rng.integers(0, 40, 500).astype(float)  # many ties
    y += 10 * x[:, 0].round()
    codes = sliced(x[:, 0], 10)
    expected = [ks_2samp(y[codes == k], y).statistic for k in range(10)]
    found = pawn(x, y, ["x"], shuffles=0).set_index("factor").loc["x"]
    assert found["median"] == pytest.approx(np.median(expected)) and found["maximum"] == pytest.approx(max(expected))


def test_shapley_effects_two_ways(ishigami_table):
    truth = ishigami_truth()
    exact = np.array(truth[FIRST]) + 0.5 * np.array([truth[SECOND][1], 0.0, truth[SECOND][1]])
    points = designs.shapley(3, 4000, seed=1)
    table = goda(points, ishigami(points), NAMES)
    assert table["value"].sum() == pytest.approx(1.0) and (np.abs(table["value"] - exact) < 3 * table["se"]).all()
    near = from_sobol(ishigami_table)
    assert near["value"].sum() == pytest.approx(1.0) and np.allclose(near["value"], exact, atol=0.03)
    only_two = from_sobol(ishigami_table[ishigami_table["order"] != SECOND])
    assert np.allclose(only_two["value"], exact, atol=0.03)


@pytest.mark.parametrize("second", (False, True))
def test_pawn_on_crossed_samples_takes_the_rows_drawn_independently(second):
    k, n, idle = 10, 256, []
    for seed in range(1, 6):
        points = designs.saltelli(k, n, second, seed)
        rows = designs.saltelli_independent(len(points), k, second)
        assert len(rows) == 2 * n and len(np.unique(points[rows], axis=0)) == 2 * n
        assert all(len(np.unique(points[rows][:, j])) == 2 * n for j in range(k))  # no value twice, unlike in the crossings
        y = np.sin(6 * points[:, 0]) + points[:, 1] * points[:, 2]
        table = pawn(points[rows], y[rows], [f"x{j}" for j in range(k)], shuffles=100).set_index("factor")
        idle += [bool(table.above_floor[f"x{j}"]) for j in range(3, k)]
        assert table.above_floor["x0"]
    assert np.mean(idle) <= 0.1  # of 35; with the crossed rows all of them seemed to matter
