"""Levers by the calendar: ramps, returns, steps, wings, ladder rows; and what a code policy may answer."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scenario_support import HEAD, small_catalogue  # noqa: F401

from detente.declare.levers import BY_NAME, LADDER_KINDS, LADDER_RESPONSES, SCALARS
from detente.errors import DetenteError
from detente.policies import LeverChange, change_days, checked_changes, lever_table
from detente.scenario import loads


def scenario(*changes: str, extra: str = ""):
    return loads(HEAD + extra + "changes:\n" + "".join(f"  - {{{change}}}\n" for change in changes))


def test_no_change_no_days():
    plain = loads(HEAD)
    assert change_days(plain) == []
    table = lever_table(plain, 0)
    assert set(table) == set(BY_NAME)
    assert table["relation_share"] == [0.35] * 3
    assert lever_table(plain, 300) == table


def test_a_step():
    made = scenario("lever: relation_share, to: 0.7, from_day: 90")
    assert change_days(made) == [90]
    assert lever_table(made, 89)["relation_share"] == [0.35] * 3
    assert lever_table(made, 90)["relation_share"] == [0.7] * 3


def test_dates_count_from_the_end_of_the_warm_up():
    made = scenario("lever: relation_share, to: 0.7, from_day: 90", extra="warmup_days: 30\n")
    assert change_days(made) == [120]
    assert lever_table(made, 119)["relation_share"] == [0.35] * 3
    assert lever_table(made, 120)["relation_share"] == [0.7] * 3


def test_a_ramp_and_the_way_back():
    made = scenario("lever: relation_share, to: 0.75, from_day: 10, ramp_days: 4, until_day: 20, wings: [2]")
    values = [lever_table(made, day)["relation_share"] for day in range(22)]
    assert [row[1] for row in values[9:16]] == pytest.approx([0.35, 0.35, 0.45, 0.55, 0.65, 0.75, 0.75])
    assert values[19][1] == 0.75 and values[20][1] == 0.35
    assert {row[0] for row in values} == {0.35} == {row[2] for row in values}
    assert change_days(made) == [11, 12, 13, 14, 20]


def test_steps_of_one_lever_follow_one_another():
    made = scenario("lever: search_rate, to: 1, from_day: 10", "lever: search_rate, to: 2, from_day: 20, until_day: 30")
    assert [lever_table(made, day)["search_rate"][0] for day in (0, 10, 19, 20, 29, 30, 99)] == [0.5, 1, 1, 2, 2, 1, 1]
    assert change_days(made) == [10, 20, 30]


def test_a_word_and_a_wing_of_its_own():
    made = scenario("lever: regime, to: respect, from_day: 5, until_day: 9", extra="wings: {2: {regime: open}}\n")
    assert lever_table(made, 4)["regime"] == [0, 1, 0]
    assert lever_table(made, 5)["regime"] == [2, 2, 2]
    assert lever_table(made, 9)["regime"] == [0, 1, 0]


def test_ladder_rows_keep_their_sum():
    made = scenario("lever: response.assault.mediation, to: 0.6, from_day: 10, ramp_days: 10, until_day: 40")
    for day in (0, 10, 13, 20, 39, 40):
        row = [lever_table(made, day)[f"response.assault.{answer}"][0] for answer in LADDER_RESPONSES]
        assert math.isclose(sum(row), 1, abs_tol=1e-9)
    assert lever_table(made, 20)["response.assault.mediation"] == [0.6] * 3
    assert lever_table(made, 40) == lever_table(made, 0)
    with pytest.raises(DetenteError, match="sum to 1"):
        scenario("lever: response.threat.cell, to: 0.7, from_day: 10", "lever: response.threat.warning, to: 0.6, from_day: 20")


def test_a_change_to_the_same_value_is_no_change():
    assert change_days(scenario("lever: relation_share, to: 0.35, from_day: 9, ramp_days: 5")) == []
    assert change_days(scenario("lever: relation_share, to: 0.9, from_day: 0, until_day: 3")) == [0, 3]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.sampled_from([lever for lever in SCALARS if not lever.choices and lever.scope == "wing"]), st.floats(0, 1),
       st.integers(0, 300), st.integers(0, 60), st.one_of(st.none(), st.integers(1, 90)))
def test_values_stay_between_and_days_are_complete(lever, share, start, ramp, length):
    to = lever.plausible[0] + share * (lever.plausible[1] - lever.plausible[0])
    until = "" if length is None else f", until_day: {start + ramp + length}"
    made = scenario(f"lever: {lever.name}, to: {to!r}, from_day: {start}, ramp_days: {ramp}{until}")
    low, high = sorted((lever.default, to))
    days = change_days(made)
    before = lever.default
    for day in range(0, 365):
        change = made.changes[0]
        from detente.scenario.changes import value_on
        value = value_on(float(lever.default), [change], day)
        assert low - 1e-9 <= value <= high + 1e-9
        assert (value != before) == (day in days)
        before = value


def test_what_a_policy_may_answer():
    for nothing in (None, {}, [], ()):
        assert checked_changes(nothing, 3, 5) == ()
    assert checked_changes({"regime": "open"}, 3, 5) == (LeverChange("regime", 1.0),)
    assert checked_changes([LeverChange("search_rate", 1, (0, 4))], 3, 5) == (LeverChange("search_rate", 1.0, (0, 4)),)
    bad = [5, "regime", {"regim": 1}, {"search_rate": 99}, {"search_rate": math.nan}, [LeverChange("search_rate", 1, (5,))],
           [LeverChange("occupancy", 1, (0,))], [("regime", 1)], {"regime": "shut"}, {3: 4}]
    for answer in bad:
        with pytest.raises(DetenteError, match="policy"):
            checked_changes(answer, 3, 5)


def test_every_row_of_the_default_table_sums_to_one():
    table = lever_table(loads(HEAD), 0)
    for kind in LADDER_KINDS:
        assert math.isclose(sum(table[f"response.{kind}.{answer}"][0] for answer in LADDER_RESPONSES), 1, abs_tol=1e-9)
