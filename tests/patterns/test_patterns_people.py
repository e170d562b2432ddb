"""Patterns of persons: planted effects come out, selection alone makes artefacts, every experiment runs in a tiny prison."""

from __future__ import annotations

import importlib
import math
from types import SimpleNamespace

import numpy as np
import pytest
from detente.engine import advance, simulate, start
from detente.outcomes.follow_up import FollowUp, index_cases
from detente.outcomes.panel import VIOLENCE, Panel, follow, up_to
from detente.outcomes.strata import odds_sums, rate_sums
from detente.patterns import after_sanction, p10_age, p14_segregation, trap_respect, trap_restorative
from detente.scenario import load
from detente.studies.draws import draws
from detente.studies.experiment import Arm, Pool, conduct
from detente.studies.logistic import slope
from detente.world.codes import CELL_SANCTION, K_HAZARD, K_INMATE_DAYS, THREAT, WARNING
from detente.world.records import FIXED
from detente.world.world import digest

NAMES = ("p10_age", "p11_entry", "p12_cell_suicide", "p13_victims", "p14_segregation", "p15_severity", "p16_relation_package",
         "trap_regression", "trap_respect", "trap_restorative")
MODULES = [importlib.import_module(f"detente.patterns.{name}") for name in NAMES]


def tiny(scenario, inmates=40, wings=2):
    kind = ("maison_arret", "centre_detention", "maison_centrale")[scenario.establishment.type_code]
    return scenario.with_(establishment={"name": "Tiny", "type": kind, "capacity": round(inmates / 1.3), "inmates": inmates,
                                         "wings": wings})


@pytest.fixture(scope="module")
def panel():
    """Forty people for sixty days after ten, one change of levers on the way."""
    scenario = tiny(load("baseline")).with_(horizon_days=60, warmup_days=10, parameters={"escalation.rate": 0.05}, changes=[
        {"lever": "search_rate", "to": 3.0, "from_day": 20, "ramp_days": 5}])
    return follow(scenario, 3, {}, ("hazard", "entry_day", "isolated_until", "confined_until", "wing", "n_violent", "age",
                                    "prior_violence"))


# --- statistics


def test_the_slope_of_a_logistic_regression_is_recovered():
    age = np.arange(18.0, 70.0)
    people = np.full(age.shape, 500.0)
    cases = people / (1.0 + np.exp(-(1.2 - 0.07 * (age - 18.0))))
    assert slope(age, people, cases) == pytest.approx(-0.07, abs=1e-8)
    assert math.isnan(slope(age, people, people)) and math.isnan(slope(age, people, 0 * people))
    assert math.isnan(slope(np.array([20.0, 20.0]), np.array([5.0, 5.0]), np.array([1.0, 3.0])))


def test_strata_undo_confounding_of_rates_and_odds():
    stratum = np.repeat([0, 0, 1, 1], [900, 100, 100, 900])          # the treated are mostly in the stratum that acts most
    treated = np.repeat([False, True, False, True], [900, 100, 100, 900])
    time = np.full(2000, 10.0)
    events = time * np.where(stratum == 1, 0.5, 0.05) * np.where(treated, 0.8, 1.0)
    up, down = rate_sums(stratum, treated, events, time)
    assert up / down == pytest.approx(0.8)
    assert events[treated].sum() / events[~treated].sum() > 3.0      # what a crude comparison would say
    odds = np.where(stratum == 1, 0.5, 0.1) * np.where(treated, 3.0, 1.0)
    case = np.concatenate([np.arange(n) < n * odds[k] / (1 + odds[k])
                           for k, n in ((0, 900), (900, 100), (1000, 100), (1100, 900))])
    up, down = odds_sums(stratum, treated, case)
    assert up / down == pytest.approx(3.0, rel=0.1)
    assert rate_sums(np.zeros(0, int), np.zeros(0, bool), np.zeros(0), np.zeros(0)) == (0.0, 0.0)


# --- the panel


def test_a_panel_is_the_same_run(panel):
    run = simulate(panel.run.scenario, 3)
    assert run.digest() == panel.run.digest()
    assert panel.here.sum() == run.series.tally[:, K_INMATE_DAYS].sum()
    added = run.series.tally[1:, K_HAZARD].sum() / FIXED
    assert panel.added("hazard").sum() == pytest.approx(added, rel=1e-3) and added > 0  # whole units a day and person
    acts = panel.events(VIOLENCE)
    assert acts.sum() == (np.isin(run.log.kind, VIOLENCE) & (run.log.day >= 10)).sum() > 0
    assert (panel.here | (acts == 0)).all()  # nobody acts in an empty row


def hand(pid, **columns):
    return Panel(SimpleNamespace(log=None), 0, np.array(pid, np.uint64),
                 {name: np.array(x, float) for name, x in columns.items()})


def test_stays_and_sums_by_hand():
    p = hand([[1, 0], [1, 7], [2, 7], [2, 7]], hazard=[[1.0, 0], [1.5, 0.2], [0.1, 0.3], [0.4, 0.9]])
    came, leaves = p.spans()
    assert came.tolist() == [[0, 0], [0, 1], [2, 1], [2, 1]] and leaves.tolist() == [[1, 0], [1, 3], [3, 3], [3, 3]]
    assert p.added("hazard") == pytest.approx(np.array([[0, 0], [0.5, 0.2], [0.1, 0.1], [0.3, 0.6]]))
    assert up_to(np.array([[1, 2], [3, 4]])).tolist() == [[0, 0], [1, 2], [4, 6]]


def log_of(rows):
    kinds = [("day", "i4"), ("a", "i4"), ("a_pid", "u8"), ("kind", "i1"), ("recorded", "i1"), ("response", "i1")]
    return np.array(sorted(rows), dtype=kinds).view(np.recarray)


def test_days_in_the_cell_are_not_days_at_risk():
    days = 10
    p = hand(np.full((days, 1), 5), age=np.full((days, 1), 20), prior_violence=np.zeros((days, 1)),
             isolated_until=np.where(np.arange(days) < 2, -1, 6)[:, None], confined_until=np.full((days, 1), -1))
    p.run.log = log_of([(1, 0, 5, THREAT, 1, CELL_SANCTION), (4, 0, 5, THREAT, 0, 0), (7, 0, 5, THREAT, 0, 0)])
    cases = index_cases(p, 0, 5)
    assert cases.day.tolist() == [1] and cases.cell.all()
    f = FollowUp(p, cases, p.events(VIOLENCE))
    assert [x.tolist() for x in f.after(7)] == [[1], [3]]   # days 2 to 8; 6, 7 and 8 are free, with the act of day 7
    assert [x.tolist() for x in f.after(99)] == [[1], [4]]
    assert [x.tolist() for x in f.before(90)] == [[1], [2]]


def lives(effect, reported=0.33, shape=0.4, seed=0, people=2500, days=910):
    """People who act at their own constant rate; some acts are reported and a coin sends half of those to the cell.

    Whoever has been in the cell acts `effect` times as often for ever after.
    """
    chance = np.random.default_rng(seed)
    rate = np.minimum(0.2, chance.gamma(shape, 0.008 / shape, people))
    factor, rows = np.ones(people), []
    for day in range(days):
        for i in np.flatnonzero(chance.random(people) < rate * factor):
            seen = chance.random() < reported
            cell = seen and chance.random() < 0.5
            rows.append((day, i, i + 1, THREAT, int(seen), (CELL_SANCTION if cell else WARNING) if seen else 0))
            if cell:
                factor[i] = effect
    size = (days, people)
    never = np.full(size, -1.0)
    p = Panel(SimpleNamespace(log=log_of(rows)), 0, np.tile(np.arange(1, people + 1, dtype=np.uint64), (days, 1)), {
        "age": np.full(size, 30.0), "isolated_until": never, "confined_until": never, "prior_violence": np.zeros(size, int)})
    return Pool({("prison", name): np.array([x]) for name, x in after_sanction.contrasts(p).items()})


def test_with_no_effect_before_and_after_fall_and_the_matched_contrast_does_not():
    pool = lives(1.0)
    for who in ("cell", "other"):
        assert p14_segregation.change(who)(pool) < -0.1       # regression to the mean, whatever was done
    assert abs(p14_segregation.matched_half_year(pool)) < 0.06 and abs(p14_segregation.matched_year(pool)) < 0.06


def test_a_planted_effect_comes_out_of_the_matched_contrast():
    """Somewhat diluted: a few on either side had the cell before, or have it afterwards."""
    assert -0.45 < p14_segregation.matched_half_year(lives(0.6, 0.12, 2.0)) < -0.2
    assert 0.2 < p14_segregation.matched_half_year(lives(1.5, 0.12, 2.0)) < 0.7


def test_age_comes_out_of_counts():
    figures = {}
    for a in p10_age.AGES:
        figures["prison", f"people_{a}"] = np.array([100.0, 300.0])
        figures["prison", f"cases_{a}"] = np.array([100.0, 300.0]) / (1.0 + np.exp(0.08 * (a - 25)))
    assert p10_age.PATTERN.facts[0].statistic(Pool(figures)) == pytest.approx(math.exp(-0.08), abs=1e-6)


# --- touching the world on the way


def test_two_people_change_cells_and_nothing_else():
    w, _ = start(tiny(load("baseline")), 1)
    here = np.flatnonzero(w.inmates.here == 1)
    i, j = int(here[0]), int(here[np.flatnonzero(w.inmates.wing[here] != w.inmates.wing[here[0]])[0]])
    cells, wings = w.inmates.cell.copy(), w.inmates.wing.copy()
    trap_respect.swap(w, i, j)
    assert (w.inmates.cell[i], w.inmates.cell[j]) == (cells[j], cells[i])
    assert (w.inmates.wing[i], w.inmates.wing[j]) == (wings[j], wings[i])
    for c in range(len(w.cells)):
        assert set(np.flatnonzero((w.inmates.cell == c) & (w.inmates.here == 1))) == set(w.cells.who[c][w.cells.who[c] >= 0])
        assert len(set(w.cells.who[c][: w.cells.n[c]])) == w.cells.n[c]


def test_selection_keeps_the_module_to_clean_records():
    scenario, select = tiny(load("baseline"), 80), trap_respect.Selection(1)
    p = follow(scenario.with_(horizon_days=364), 1, {}, ("wing", "last_response_day", "cell"), select)
    last = p.days - 1
    mine = np.isin(p.pid[last], list(select.chosen)) & p.here[last]
    assert mine.sum() >= 0.5 * (p.here[last] & (p["wing"][last] == trap_respect.MODULE)).sum() > 0
    assert (p["wing"][last][mine] == trap_respect.MODULE).all() and not (select.chosen & select.excluded)
    assert (p["last_response_day"][last][mine] <= last - trap_respect.WEEK).all()


def test_the_other_life_is_the_same_up_to_the_incident():
    scenario = tiny(load("baseline")).with_(horizon_days=60, parameters={"staff_violence.breach": 12.0})
    was = simulate(scenario, 2)
    n = int(np.flatnonzero((was.log.recorded == 1) & (was.log.response != WARNING) & (was.log.day > 20))[0])
    w, p = start(scenario, 2)
    w = advance(w, p, scenario, 0, int(was.log.day[n]))
    other = trap_restorative._otherwise(w, p, scenario, n, 60)
    lived = simulate(scenario, 2, override=(n, "warning"))
    assert other.log.response[n] == WARNING and int(w.prison[0].day) == int(was.log.day[n])
    assert digest(other) == lived.digest() != was.digest()
    for name in ("day", "kind", "a_pid", "b_pid", "response"):
        assert np.array_equal(was.log[name][:n], other.log[name][:n])


# --- the declared experiments


@pytest.mark.parametrize("module", MODULES, ids=NAMES)
def test_the_experiment_runs_in_a_tiny_prison_and_says_the_same_twice(module):
    pattern = module.PATTERN
    arms = [Arm(a.name, tiny(a.scenario), a.parameters) for a in pattern.arms()]
    first = conduct(arms, draws("default"), (1, 2), pattern.measure, threads=1)
    again = conduct(arms[:1], draws("default"), (2, 1), pattern.measure, threads=2)
    for (arm, figure), x in again.figures.items():
        assert np.array_equal(x[:, ::-1], first.figures[arm, figure], equal_nan=True), figure
    assert all(np.isfinite(x).all() for x in first.figures.values())
    for fact in pattern.facts:
        first.estimate(fact.statistic)  # a number or NaN, never an error
        assert fact.low is None or fact.high is None or fact.low < fact.high
