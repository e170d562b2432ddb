"""Figures say what the run says, in both languages, without hue alone and without a window."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from detente.outcomes.words import number
from detente.report.fig_compare import Difference, figure_compare
from detente.report.fig_costs import cost_data
from detente.report.fig_heat import KINDS, heat_data, place_hours
from detente.report.fig_network import layout, shown
from detente.report.fig_year import rolling, year_data
from detente.report.figures import alt_text, draw_run
from detente.report.style import BLUE, GREY, ORANGE


def test_rolling_mean_of_seven_days():
    x = np.arange(10.0)
    assert rolling(x)[0] == 0.0 and rolling(x)[2] == 1.0 and rolling(x)[9] == pytest.approx(6.0)


def test_year_holds_the_counts(small_run):
    d = year_data(small_run)
    assert d["day"].size == 20 and (d["recorded"] <= d["true"] + 1e-12).all()


def test_people_of_a_wing_form_a_cluster_and_nothing_is_random(small_run):
    rows, place, strength = layout(small_run)
    assert np.isfinite(place).all() and np.hypot(*place.T).max() < 1.3 and len(np.unique(place, axis=0)) == len(rows)
    assert np.array_equal(place, layout(small_run)[1])
    good, bad = shown(strength)
    assert all(strength[i, j] < 0 or strength[j, i] < 0 for i, j in bad) and good


def test_heat_counts_all_and_hours_fill_the_days(small_run):
    before = small_run.digest()
    hours = place_hours(small_run, days=7)
    assert small_run.digest() == before
    people = small_run.series.n.mean()
    assert hours.sum() == pytest.approx(24 * 20 * people, rel=0.15)
    d = heat_data(small_run, hours)
    assert d["counts"].sum() == np.isin(small_run.log.kind, KINDS).sum()
    cell = d["rate"][0, 0]
    assert cell == pytest.approx(1e5 * d["counts"][0, 0] / hours[0, 0])


def test_better_and_worse_follow_the_direction():
    assert Difference("assaults", -5, -8, -2, 50).better == 1
    assert Difference("legitimacy", -0.1, -0.2, -0.05, 0.5).better == -1
    assert Difference("assaults", -5, -8, 2, 50).better == 0
    assert Difference("reports", -5, -8, -2, 50).better == 0
    rows = [Difference("assaults", -5, -8, -2, 50), Difference("tension", 0.1, 0.05, 0.2, 0.4)]
    figure = figure_compare(rows, "a", "b", "fr")
    text = " ".join(t.get_text() for t in figure.findobj(lambda x: hasattr(x, "get_text")))
    assert "−10\u202f%" in text and "Agressions" in text


def test_colours_are_legible_on_white():
    def light(colour):
        c = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
        c = [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in c]
        return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2]
    for colour in (ORANGE, BLUE, GREY):
        assert 1.05 / (light(colour) + 0.05) >= 4.5


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_drawn_with_alternative_texts(small_run, tmp_path, lang):
    files = draw_run(small_run, tmp_path, lang)
    assert all(f.stat().st_size > 100 for f in files) and len(files) == 9
    text = (tmp_path / f"alt_{lang}.txt").read_text(encoding="utf-8")
    assert [line.split(":")[0] for line in text.splitlines()] == ["year", "network", "heat", "costs"]
    assert ("Tension goes" in text) == (lang == "en")
    assert "'" not in text


def test_costs_of_two_runs_of_one_scenario_are_a_mean(small_run):
    one, two = cost_data([small_run]), cost_data([small_run, small_run])
    assert one["small"] == pytest.approx(two["small"]) and "base" in one["small"]
    assert "small" in alt_text("costs", one, "fr")


def test_numbers_of_each_language():
    assert number(12345.67, "fr") == "12\u202f345,7" and number(12345.67, "en") == "12,345.7"


def test_matplotlib_and_pandas_wait_until_they_are_needed():
    code = ("import sys, detente.report.figures, detente.outcomes.store, detente.outcomes.incidents;"
            "print([m for m in ('matplotlib', 'pandas', 'pyarrow', 'networkx', 'mesa') if m in sys.modules])")
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.strip() == "[]"
