"""Every administration says what is assumed of it; nothing published is overwritten; small and silent ones run too."""

from __future__ import annotations

import pytest
from detente.nation import means, run_europe
from detente.nation.europe import table, whole
from detente.report.nation_page import europe_page
from detente.report.nation_rows import MARKS, of_europe
from detente.scenario import load

FEW = ("FRA", "SMR", "DEU", "ESP", "ESP_CAT", "LUX")


def of(iso):
    return next(m for m in means.administrations() if m.iso == iso)


@pytest.fixture(scope="module")
def europe():
    return run_europe(load("dynamic"), days=7, seed=2, where=[of(iso) for iso in FEW], threads=1)


def test_what_the_file_gives_is_used_and_what_it_does_not_is_said():
    assert len(means.administrations()) == len(means.rows()) == 50
    for m, row in zip(means.administrations(), means.rows(), strict=True):
        assert m.assumed[:3] == means.ALWAYS and set(m.assumed[3:]) <= set(MARKS)
        if "officers_from_staff" not in m.assumed and "officers_median" not in m.assumed:
            assert m.inmates_per_officer == float(row["inmates_per_custodian"])
        assert ("officers_median" in m.assumed) == (not row["inmates_per_custodian"] and not row["inmates_per_staff"])
        assert ("stay_french" in m.assumed) == (not row["avg_length_months_space"] and not row["indicative_stay_months"])
        assert ("remand_french" in m.assumed) == (not row["unsentenced_share_pct"])
        assert m.suicides == (float(row["suicides_per_10000_pooled"]) if row["suicides_per_10000_pooled"] else None)
    assert of("FRA").inmates_per_officer == 2.5 and of("FRA").assumed == means.ALWAYS
    assert of("SMR").occupancy == 0.2 and {"density_bound", "small"} <= set(of("SMR").assumed)


def test_prisons_have_the_means_of_their_administration():
    for m in means.administrations():
        made = means.prisons(m, load("baseline"), 30)
        assert 1 <= len(made) <= means.PRISONS and len({s.establishment.uid for s in made}) == len(made)
        for s in made:
            assert 1 <= s.establishment.inmates <= means.SIZE + 2 and s.establishment.capacity >= 10
            assert s.levers["inmates_per_officer"] == m.inmates_per_officer
            assert s.parameters["population.stay_months"] == m.stay_months
            assert s.establishment.occupancy == pytest.approx(m.occupancy, abs=0.06)


def test_the_sum_is_weighted_and_counts_nobody_twice(europe):
    found = whole(europe)
    assert found["administrations"] == len(FEW) - 1
    assert found["inmates"] == sum(of(iso).inmates for iso in FEW if iso != "ESP_CAT")
    mine = [x for x in europe.administrations if x.means.iso != "ESP_CAT"]
    assert found["n_assaults"] == pytest.approx(sum(x.weight * x.counts["assaults"] for x in mine))
    assert all(x.weight == pytest.approx(x.means.inmates / x.people) for x in mine)


def test_threads_do_not_change_a_bit(europe):
    again = run_europe(load("dynamic"), days=7, seed=2, where=[of(iso) for iso in FEW], threads=3)
    assert again == europe


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_letter_of_the_table_is_explained(europe, lang):
    heads, rows = of_europe(europe, lang)
    page = europe_page(europe, lang)
    assert len(rows) == len(FEW) and {len(row) for row in rows} == {len(heads)}
    for row, iso in zip(rows, FEW, strict=True):
        letters = {MARKS[key] for key in of(iso).assumed if key in MARKS}
        assert set(row[-1].replace("–", "").split()) == letters and row[0] in page
    for letter in MARKS.values():
        assert f"\n- {letter}" in page


def test_rows_are_in_the_order_of_the_file_and_keep_the_published_rate(europe):
    rows = table(europe)
    assert [row["iso"] for row in rows] == list(FEW)
    assert rows[1]["published_suicides"] is None and rows[0]["published_suicides"] == 16.83
