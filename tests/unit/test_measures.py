"""Measures: formulas on cases worked out by hand, and the whole table on a small run."""

from __future__ import annotations

import math
from types import SimpleNamespace

import numpy as np
import pytest
from detente.outcomes import GROUPS, MEASURES, NETWORK_MEASURES, UNITS, facts, network_measures, summarise
from detente.outcomes.facts import Facts
from detente.outcomes.repetition import behind_half, dispersion, repeat_victims, reports_each, top_tenth, violent_again
from detente.world import codes as c
from detente.world.records import SERIES
from detente.world.world import empty


def made(acts, days=200, present=(1, 2, 3, 4), entered=()):
    """A run by hand: ``acts`` are (day, kind, a, b, recorded, response)."""
    w = empty(len(present) + 1, 1, 4, 2, days, len(acts) + 8)
    for row, pid in enumerate(present):
        w.inmates[row].pid, w.inmates[row].here, w.inmates[row].days_here = pid, 1, days
    for n, (day, kind, a, b, recorded, response) in enumerate(acts):
        e = w.log[n]
        e.day, e.kind, e.a_pid, e.b_pid, e.recorded, e.response = day, kind, a, b, recorded, response
    w.prison[0].n_log = len(acts)
    series = np.zeros(days, SERIES).view(np.recarray)
    series.n = len(present)
    series.tally[:, c.K_INMATE_DAYS] = len(present)
    for day in entered:
        series.tally[day, c.K_ENTRIES] += 1
    scenario = SimpleNamespace(warmup_days=0)
    return SimpleNamespace(world=w, series=series, log=w.log[: len(acts)], scenario=scenario, days=days)


def test_declared_once_with_words_and_units():
    keys = [m.key for m in (*MEASURES, *NETWORK_MEASURES)]
    assert len(keys) == len(set(keys)) > 90
    for m in (*MEASURES, *NETWORK_MEASURES):
        assert m.en and m.fr and m.unit in UNITS and m.group in GROUPS
        assert "'" not in m.fr, m.key
        for mark in (":", ";"):
            assert f" {mark}" not in m.fr.replace("\u202f" + mark, ""), m.key


def test_rates_follow_the_tallies(small_run):
    got, total = summarise(small_run), small_run.series.tally.sum(axis=0)
    years = total[c.K_INMATE_DAYS] / 365
    assert got["refusals"] == pytest.approx(1000 * total[c.K_REFUSALS] / years)
    assert got["reports"] == pytest.approx(total[c.K_REPORTS] / years)
    assert got["tension"] == pytest.approx(small_run.series.level[:, c.L_TENSION].mean(), rel=1e-5)
    assert got["absence"] == pytest.approx(total[c.K_ABSENCES] / small_run.series.staff_n.sum())
    assert years == pytest.approx(40 * 20 / 365, rel=0.25)


def test_nothing_happened_gives_nan_not_errors():
    run = made([], days=30)
    f = Facts(run)
    assert math.isnan(violent_again(f, 30)) and math.isnan(repeat_victims(f)) and math.isnan(behind_half(f))
    assert f.per("assaults") == 0.0
    f.years = 0.0
    assert math.isnan(f.per("assaults"))


def test_violent_again_counts_only_people_who_could_be_followed():
    run = made([
        (0, c.ASSAULT, 1, 2, 1, c.CELL_SANCTION), (20, c.STAFF_ASSAULT, 1, 9, 1, c.WARNING),   # again after 20 days
        (10, c.ASSAULT, 2, 1, 0, c.NOTHING),                                                   # unseen, not again
        (11, c.THREAT, 2, 1, 0, c.NOTHING),                                                    # a threat is no violence
        (50, c.ASSAULT, 8, 1, 1, c.CELL_SANCTION), (51, c.ASSAULT, 8, 1, 1, c.WARNING),        # gone: not followed
        (195, c.ASSAULT, 3, 1, 1, c.CELL_SANCTION),                                            # too late to be followed
    ])
    f = Facts(run)
    assert violent_again(f, 30) == pytest.approx(1 / 3)
    assert violent_again(f, 30, "cell") == 1.0
    assert violent_again(f, 30, "warning") == 0.0
    assert violent_again(f, 30, "unseen") == 0.0
    assert math.isnan(violent_again(f, 30, "transfer"))
    assert violent_again(f, 19) == 0.0


def test_concentration_and_repeat_victims():
    acts = [(d, c.ASSAULT, 1, 2, 1, 0) for d in range(6)] + [(d, c.ASSAULT, p, 3, 1, 0) for d, p in ((7, 2), (8, 3), (9, 4))]
    f = Facts(made(acts, entered=(3, 4, 5, 6)))
    assert f.people == 8
    assert behind_half(f) == pytest.approx(1 / 8)
    assert repeat_victims(f) == 1.0


def test_reports_each_and_dispersion():
    f = Facts(made([(1, c.REFUSAL, 1, 1, 1, 0)] * 3 + [(2, c.REFUSAL, 2, 2, 0, 0), (3, c.REFUSAL, 99, 99, 1, 0)]))
    assert sorted(reports_each(f)) == [0, 0, 0, 3]
    few = np.array([0] * 9 + [10])
    ratio, k = dispersion(few)
    assert ratio == pytest.approx(10.0) and k == pytest.approx(1 / 9)
    assert dispersion(np.array([2, 2, 2]))[1] == float("inf")
    assert top_tenth(few) == 1.0


def test_hazard_is_counted_in_units_of_two_to_the_minus_thirty():
    run = made([], days=10)
    run.series.tally[:, c.K_HAZARD] = 2**20
    assert Facts(run).hazard_added == pytest.approx(10 / 1024)


def test_network_of_four_people_by_hand():
    run = made([], days=5)
    w = run.world
    ties = {(0, 1): 0.5, (1, 0): 0.5, (1, 2): 0.5, (2, 0): -0.5}
    for (i, j), strength in ties.items():
        k = int(np.flatnonzero(w.knows[i] < 0)[0])
        w.knows[i, k], w.bonds[i, k].strength = j, strength
    got = network_measures(run)
    assert got["out_degree"] == pytest.approx(3 / 4)
    assert got["reciprocity"] == pytest.approx(2 / 3)
    assert got["isolates"] == pytest.approx(1 / 4)
    assert got["negative_share"] == pytest.approx(1 / 4)
    assert got["balance"] == 0.0 and got["transitivity"] == 0.0
    assert math.isnan(got["facilitator_centrality"])


def test_network_of_a_run(small_run):
    got = network_measures(small_run, communities=True)
    assert 0 < got["out_degree"] < c.K_TIES and 0 <= got["reciprocity"] <= 1 and got["communities"] >= 1
    assert facts(small_run).years > 0
