"""A handful of establishments for a few days: sums add up, threads change nothing, nobody is lost."""

from __future__ import annotations

import math

import pytest
from detente.errors import DetenteError
from detente.nation import national, run_nation, tables, transfers, without_transfers
from detente.nation.convoys import run_together
from detente.nation.places import DAYS, chosen, decided, horizon, means, sites
from detente.nation.runs import COUNTS
from detente.many import simulate_many
from detente.scenario import all_establishments, load, loads
from detente.world.codes import TALLIES

DAYS_RUN = 14


def few():
    """Three maisons centrales and five small maisons d'arrêt: two types, several regions."""
    small = [site for site in chosen("ma") if site.place.inmates < 80][:5]
    return [*chosen("mc")[:3], *small]


def violent():
    """A policy under which much happens, and every other answer is a transfer."""
    return load("coercive").with_(
        name="much", parameters={"escalation.rate": 0.05},
        levers={f"response.{kind}.transfer": 0.5 for kind in ("threat", "assault", "serious", "refusal", "staff_verbal")})


@pytest.fixture(scope="module")
def nation():
    return run_nation(violent(), days=DAYS_RUN, seed=5, where=few(), threads=1)


@pytest.fixture(scope="module")
def without():
    return run_nation(without_transfers(violent()), days=DAYS_RUN, seed=5, where=few(), threads=2)


def test_all_establishments_have_a_region_and_coordinates():
    assert len(sites()) == 186 and len({site.region for site in sites()}) == 10
    assert [site.place for site in sites()] == list(all_establishments())
    home = [site for site in sites() if not site.territory]
    assert all(-5.4 < site.longitude < 9.9 and 41.1 < site.latitude < 51.4 for site in home)
    assert {site.region for site in sites() if site.territory} == {"DSPOM (outre-mer)"} and len(home) == 170


def test_every_establishment_keeps_its_size_and_takes_the_means_of_its_type():
    scenarios = national(load("baseline"))
    assert [s.establishment for s in scenarios] == list(all_establishments())
    assert len({s.hash() for s in scenarios}) == 186 and {s.horizon_days for s in scenarios} == {DAYS}
    for s in scenarios:
        assert s.levers["occupancy"] == pytest.approx(s.establishment.occupancy)
        own = load(("baseline", "centre_detention", "maison_centrale")[s.establishment.type_code]).levers
        assert {k: v for k, v in s.levers.items() if k != "occupancy"} == {k: v for k, v in own.items() if k != "occupancy"}


def test_what_a_policy_says_goes_before_the_means_of_a_type():
    policy = loads("schema: 1\nextends: baseline\nlevers: {inmates_per_officer: 2.9, relation_share: 0.6}\n", "same staff")
    assert {"inmates_per_officer", "relation_share"} <= decided(policy), "named, though it is what the baseline has"
    for s in national(policy):
        assert s.levers["inmates_per_officer"] == 2.9 and s.levers["relation_share"] == 0.6
        own = {**load("baseline").levers, **means(s.establishment.type_code)}
        assert s.levers["out_of_cell_hours"] == own["out_of_cell_hours"]


def test_a_schedule_applies_everywhere_and_wings_that_are_not_there_fall_away():
    policy = loads("""schema: 1
extends: baseline
wings: {3: {regime: open}}
changes:
- {lever: occupancy, to: 1.0, from_day: 10, ramp_days: 30}
- {lever: search_rate, to: 2.0, from_day: 5, wings: [2, 3]}
""", "plan")
    for s in national(policy, days=60):
        wings = s.establishment.wings
        assert s.changes[0].lever == "occupancy" and set(s.wing_levers) == ({2} if wings > 2 else set())
        assert [change.wings for change in s.changes[1:]] == {1: [], 2: [(1,)]}.get(wings, [(1, 2)])
    late = loads("schema: 1\nextends: baseline\nchanges: [{lever: search_rate, to: 2.0, from_day: 364}]\n", "late")
    assert horizon(late, None) == 365 and horizon(load("baseline"), None) == DAYS and horizon(late, 400) == 400
    with pytest.raises(DetenteError):
        national(late, days=100)
    with pytest.raises(DetenteError, match="type"):
        chosen("csl")


def test_threads_do_not_change_a_bit(nation):
    again = run_nation(violent(), days=DAYS_RUN, seed=5, where=few(), threads=3)
    assert again == nation and again.digest == nation.digest
    assert run_nation(violent(), days=DAYS_RUN, seed=6, where=few()).digest != nation.digest


@pytest.mark.parametrize("seed", [1, 2, 3, 4, 2**63 - 1])
def test_any_seed_runs_and_everybody_is_found_again(seed):
    scenarios = national(violent(), few(), DAYS_RUN)
    runs, moves = run_together(scenarios, seed, threads=2)
    assert moves and all(move.day in (7, 14) for move in moves)
    for k, run in enumerate(runs):
        n = dict(zip(TALLIES, run.world.series.tally.sum(axis=0).tolist(), strict=True))
        moved = sum(move.there == k for move in moves) - sum(move.here == k for move in moves)
        there = run.scenario.establishment.inmates + n["entries"] - n["releases"] - n["deaths"] + moved
        assert there == int(run.world.prison[0].n)
        present = set(run.world.inmates.pid[run.world.inmates.here == 1].tolist())
        stayed = [move.pid for move in moves if move.there == k and move.day == DAYS_RUN]
        assert set(stayed) <= present


def test_a_convoy_is_that_of_several_prisons_in_one_world():
    """Held against `many` on a world of one convoy, which any seed passes there."""
    scenarios = national(violent(), few(), 7)
    runs, moves = run_together(scenarios, 1, threads=1)
    assert moves and [run.digest() for run in runs] == [run.digest() for run in simulate_many(scenarios, 1)]


def test_everything_adds_up(nation):
    whole = tables.total(nation.places)
    assert whole["assaults"] > 0 and whole["recorded_assaults"] > 0 and whole["hazard"] > 0
    for rows in (tables.by_establishment(nation), tables.by_region(nation), tables.by_type(nation)):
        for name in COUNTS:
            if name != "inmate_days" and f"n_{name}" in rows[0]:
                assert math.fsum(row[f"n_{name}"] for row in rows) == pytest.approx(whole[name], abs=1e-9), name
        assert sum(row["inmates"] for row in rows) == tables.whole(nation)["inmates"]
        assert math.fsum(row["inmate_years"] for row in rows) == pytest.approx(whole["inmate_days"] / 365.0)
    for measure, (of, by) in tables.RATES.items():
        weighted = [row[measure] * row["inmate_years"] for row in tables.by_region(nation)]
        assert math.fsum(weighted) == pytest.approx(by * whole[of]), measure


def test_who_leaves_by_convoy_arrives(nation):
    whole = tables.total(nation.places)
    assert 0 < whole["sent"] == whole["came"] <= whole["transfers"]


def test_no_establishment_bears_a_number_of_deaths_and_none_is_ranked(nation):
    rows = tables.by_establishment(nation)
    assert [row["name"] for row in rows] == sorted(row["name"] for row in rows)
    assert not {"suicides", "suicide_hazard", "n_suicides", "n_hazard", "n_deaths"} & set(rows[0])
    assert [row["region"] for row in tables.by_region(nation)] == sorted(row["region"] for row in tables.by_region(nation))


def test_without_transfers_nobody_moves_and_the_rows_still_sum_to_one(without):
    policy = without_transfers(violent())
    assert all(policy.levers[name] == 0.0 for name in transfers.LEVERS)
    for kind in ("threat", "assault", "serious"):
        assert math.fsum(v for k, v in policy.levers.items() if k.startswith(f"response.{kind}.")) == pytest.approx(1.0)
    whole = tables.total(without.places)
    assert whole["sent"] == whole["came"] == whole["transfers"] == whole["carried"] == 0.0
    dated = load("baseline").with_(changes=[{"lever": "response.threat.transfer", "to": 0.3, "from_day": 3},
                                            {"lever": "search_rate", "to": 1.0, "from_day": 3}])
    assert [change.lever for change in without_transfers(dated).changes] == ["search_rate"]


def test_lines_of_the_transfer_table_add_up_to_the_sum(without, nation):
    *lines, whole = transfers.table(without, nation)
    assert [row["role"] for row in lines] == list(transfers.ROLES) and whole["role"] == "sum"
    for key in whole:
        if key not in ("role",) and not key.endswith(("_low", "_high")):
            assert sum(row[key] for row in lines) == pytest.approx(whole[key]), key
    for count in transfers.SHOWN:
        assert whole[f"{count}_difference"] == whole[f"{count}_with"] - whole[f"{count}_without"]
    assert whole["sent"] > 0 and lines[0]["sent"] > lines[0]["came"] and lines[1]["sent"] < lines[1]["came"]


def test_a_policy_against_itself_differs_by_nothing(nation):
    for row in (*tables.paired(nation, nation), *tables.paired_regions(nation, nation, ["serious", "suicides"])):
        assert row["difference"] == 0.0 and (row["low"] == row["high"] == 0.0 or math.isnan(row["low"]))


def test_regions_of_a_pair_add_up_to_the_country(nation, without):
    whole = {row["measure"]: row for row in tables.paired(without, nation)}
    for measure in ("assaults", "recorded_assaults"):
        rows = tables.paired_regions(without, nation, [measure])
        for key in ("n_first", "n_second"):
            assert sum(row[key] for row in rows) == whole[measure][key]


def test_the_interval_is_that_of_a_ratio_estimator(nation, without):
    pairs = list(zip(without.places, nation.places, strict=True))
    gaps = [b.counts["assaults"] - a.counts["assaults"] for a, b in pairs]
    sizes = [a.counts["inmate_days"] / 365.0 for a, _ in pairs]
    slope = sum(gaps) / sum(sizes)
    rest = sum((g - slope * s) ** 2 for g, s in zip(gaps, sizes, strict=True))
    n = len(gaps)
    assert tables.spread(pairs, lambda c: c["assaults"]) == pytest.approx(1.96 * math.sqrt(rest * n / (n - 1)))
    assert math.isnan(tables.spread(pairs[:1], lambda c: c["assaults"]))
