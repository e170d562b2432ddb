"""Patterns of relations, means, places and ties: their statistics give known answers, their declarations hold together."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from detente.outcomes import expected, survey
from detente.outcomes.facts import facts
from detente.outcomes.network import network_measures
from detente.patterns import (
    p17_corner, p18_fairness, p19_programmes, p20_places, p21_staff_cut, p22_crowding, p23_network, p24_selfharm, p25_elsewhere,
    p26_visits, p27_animals,
)
from detente.studies.draws import draws
from detente.studies.experiment import Arm, Pool, conduct
from detente.world.codes import ASSAULT, CELL, N_PLACES, SERIOUS, STAFF_VERBAL, WORKSHOP, YARD
from detente.world.records import DTYPES

MODULES = (p17_corner, p18_fairness, p19_programmes, p20_places, p21_staff_cut, p22_crowding, p23_network, p24_selfharm,
           p25_elsewhere, p26_visits, p27_animals)
RING = np.array([[0, 1, 0, 0], [1, 0, 1, 0], [1, 0, 0, 1], [0, 0, 0, 0]], bool)   # 0<->1, 1->2, 2->0, 2->3


def tiny(arm: Arm) -> Arm:
    """The same arm in a prison of forty, at the same density."""
    place = arm.scenario.establishment
    inmates = round(30 * place.occupancy)
    kind = ("maison_arret", "centre_detention", "maison_centrale")[place.type_code]
    establishment = {"name": "Test", "type": kind, "capacity": 30, "inmates": inmates, "wings": 1}
    return Arm(arm.name, arm.scenario.with_(establishment=establishment, warmup_days=0), arm.parameters)


@pytest.mark.parametrize("module", MODULES, ids=lambda m: m.PATTERN.key)
def test_every_measure_feeds_every_fact(module):
    pattern = module.PATTERN
    results = conduct([tiny(arm) for arm in pattern.arms()], draws("default"), [1, 2], pattern.measure, threads=1)
    for fact in pattern.facts:
        whole, _ = results.each(fact.statistic)
        assert whole.shape == (1,), fact.key
        assert fact.verdict(results.estimate(fact.statistic)) in ("reproduced", "not", "unsure")


@pytest.mark.parametrize("module", MODULES, ids=lambda m: m.PATTERN.key)
def test_declarations_hold_together(module):
    import csv
    from importlib.resources import files

    known = {row["id"] for row in csv.DictReader(files("detente").joinpath("data/evidence.csv").open(encoding="utf-8"))}
    pattern = module.PATTERN
    assert set(pattern.sources) <= known
    for fact in pattern.facts:
        assert fact.key.startswith(f"{pattern.key}.")
        assert fact.low is not None or fact.high is not None
        assert fact.low is None or fact.high is None or fact.low < fact.high
    assert pattern.how_en and pattern.how_fr and pattern.missing_en and pattern.missing_fr


def test_returned_and_closed_on_a_known_graph():
    assert survey.returned(RING) == (2, 5)
    # two-paths: 0-1-2, 1-2-0 (closed by 1->0), 1-2-3, 2-0-1; those that come back to where they began do not count
    assert survey.closed(RING) == (1, 4)


def test_planted_homophily_is_found():
    rng = np.random.default_rng(1)
    group, unit = rng.integers(0, 3, 600), np.repeat([0, 1, 2], 200)
    like = group[:, None] == group[None, :]
    odds = np.where(like, 3.0, 1.0) * 0.02
    ties = (rng.random((600, 600)) < odds / (1.0 + odds)) & (unit[:, None] == unit[None, :])
    np.fill_diagonal(ties, False)
    a, b, c, d = survey.alike(ties, group, unit)
    assert a + b + c + d == 3 * 200 * 199
    assert a / b / (c / d) == pytest.approx(3.0, rel=0.15)


def test_ties_kept_count_only_people_asked_twice():
    before = (np.array([10, 11, 12, 13], np.uint64), RING)
    after = (np.array([12, 10, 11], np.uint64), np.array([[0, 1, 0], [0, 0, 0], [1, 1, 0]], bool))
    # first wave among 10, 11, 12: 10-11, 11-10, 11-12, 12-10; second: 12-10, 11-12, 11-10
    assert survey.kept(before, after) == (3, 4)


def test_nominations_are_the_ties_that_the_network_measures_see(small_run):
    rows, ties = survey.nominations(small_run.world)
    measures = network_measures(small_run)
    assert ties.sum() / len(rows) == pytest.approx(measures["out_degree"])
    back, all_ties = survey.returned(ties)
    assert back / all_ties == pytest.approx(measures["reciprocity"])
    one, two = survey.closed(ties)
    assert one / two == pytest.approx(measures["transitivity"])


def test_the_same_people_answer_both_waves():
    pid = np.random.default_rng(2).integers(1, 2**63, 20_000).astype(np.uint64)
    first = survey.answers(pid, 0.63, 5)
    assert first.mean() == pytest.approx(0.63, abs=0.015)
    assert (first == survey.answers(pid, 0.63, 5)).all()
    assert (first != survey.answers(pid, 0.63, 6)).any()


@pytest.fixture(scope="module")
def violent_runs():
    from detente.engine import simulate
    from detente.scenario import load

    base = load("baseline").with_(horizon_days=120, parameters={"escalation.rate": 0.08, "staff_violence.verbal": -4.0})
    return [facts(simulate(base, seed)) for seed in range(1, 5)]


def test_expected_serious_assaults_match_their_count(violent_runs):
    """Fails when the formula of M4 changes and this one does not follow."""
    grave = np.concatenate([expected.chance_serious(f.assaults, f.run.parameters) for f in violent_runs])
    count = sum(int((f.assaults.kind == SERIOUS).sum()) for f in violent_runs)
    assert len(grave) > 1000
    assert abs(count - grave.sum()) < 3.5 * np.sqrt((grave * (1.0 - grave)).sum())


def test_expected_assaults_on_staff_match_their_count(violent_runs):
    """Fails when the formula of M5 changes and this one does not follow."""
    blows = np.concatenate([expected.chance_physical(expected.aggressions(f), f.run.parameters) for f in violent_runs])
    count = sum(int((expected.aggressions(f).kind != STAFF_VERBAL).sum()) for f in violent_runs)
    assert len(blows) > 500
    assert abs(count - blows.sum()) < 3.5 * np.sqrt((blows * (1.0 - blows)).sum())


def test_sight_is_a_share(violent_runs):
    f = violent_runs[0]
    seen = expected.in_sight(f.assaults, f.run.parameters)
    assert (seen >= 0.0).all() and (seen <= 1.0).all()
    assert seen[f.assaults.place == WORKSHOP].mean() > seen[f.assaults.place == CELL].mean()


def test_elasticity_and_bend_on_planted_rates():
    x = np.array(p22_crowding.DENSITIES)
    assert p22_crowding.elasticity(x, 7.0 * x**0.3) == pytest.approx(0.3)
    assert p22_crowding.bend(2.0 + x) == pytest.approx(0.0)
    assert p22_crowding.bend(x**2) > 0.1 > 0.0 > p22_crowding.bend(np.sqrt(x))


def test_means_follow_people_or_stay():
    from detente.scenario import load

    levers = load("baseline").levers
    follow, share = (p22_crowding.means(levers, 2.0 * p22_crowding.USUAL, x) for x in (True, False))
    assert follow["activity_places"] == pytest.approx(2.0 * levers["activity_places"])
    assert "inmates_per_officer" not in follow
    assert share["inmates_per_officer"] == pytest.approx(2.0 * levers["inmates_per_officer"])
    assert share["care_places"] == pytest.approx(0.5 * levers["care_places"])


def test_crowded_cells_are_those_with_more_people_than_beds():
    cell = np.array([0, 0, 1, 1, 2, -1])
    here = np.array([True, True, True, True, True, True])
    assert p22_crowding.crowded(cell, here, np.array([1, 2, 1])).tolist() == [True, True, False, False, False, False]


def test_planted_cell_contrast_is_found():
    """Four hundred people, half of them two to a single cell, assaulted three times as often; wings differ as well."""
    rng = np.random.default_rng(3)
    people, days = 400, 200
    wing = np.repeat([0, 1], people // 2)
    cell = np.where(np.arange(people) % 4 < 2, np.arange(people) // 4, 1000 + np.arange(people))   # rows 0, 1 of four share
    beds = np.ones(1400, np.int64)
    rate = 0.01 * np.where(np.arange(people) % 4 < 2, 3.0, 1.0) * np.where(wing == 1, 4.0, 1.0)
    day, who = np.nonzero(rng.random((days, people)) < rate)
    log = np.zeros(len(day), DTYPES["log"]).view(np.recarray)
    log.kind, log.day, log.recorded, log.a = ASSAULT, day, 1, who
    log.b = people - 1                                    # somebody who stands apart, and whose involvement is taken out below
    pid = np.tile(np.arange(1, people + 1, dtype=np.uint64), (days, 1))
    pid[:, people - 1] = 0
    columns = {"cell": np.tile(cell, (days, 1)), "wing": np.tile(wing, (days, 1))}
    panel = p22_crowding.Panel(SimpleNamespace(log=log), 0, pid, columns)
    out = p22_crowding.cell_tables(panel, beds)
    assert out["cell_above"] / out["cell_below"] == pytest.approx(3.0, rel=0.1)
    assert out["crowded_days"] / out["cell_days"] == pytest.approx(0.5, abs=0.01)


def test_phi_of_fourteen_points_is_about_fourteen_hundredths():
    assert p19_programmes.phi(43, 100, 57, 100) == pytest.approx(0.14)
    assert p19_programmes.phi(50, 100, 50, 100) == 0.0
    assert np.isnan(p19_programmes.phi(0, 100, 0, 100))


def test_acts_are_counted_for_each_person():
    assert p19_programmes.each(np.array([7, 3, 9]), np.array([3, 3, 8, 9, 1])).tolist() == [0, 2, 1]


def test_what_is_left_of_a_benefit():
    figures = {(arm, name): np.array([x]) for arm, late in (("none", 100.0), ("programme", 60.0), ("stopped", 90.0))
               for name, x in (("late", late), ("people", 50.0))}
    assert p19_programmes.left(Pool(figures)) == pytest.approx(0.25)


def test_trust_is_asked_of_who_is_there_twice():
    days = p18_fairness.SECOND + 10
    pid = np.tile(np.array([1, 2, 3, 4], np.uint64), (days, 1))
    pid[50:, 2] = 5                                              # 3 leaves before the second interview, 5 comes too late for it
    entry = np.tile(np.array([0, 0, 0, -30]), (days, 1))
    entry[50:, 2] = 50
    trust = np.tile(np.array([0.5, 0.5, 0.5, 0.5]), (days, 1))
    trust[60:, 0] = 0.4
    trust[60:, 1] = 0.6
    trust[60:, 3] = 0.1                                          # 4 was there before the run: too late for the first interview
    assert p18_fairness.falls(pid, entry, trust) == (2, 1)


def test_hours_are_those_of_the_place_and_the_rest_in_the_cell():
    place, out = np.array([CELL, YARD, WORKSHOP, YARD]), np.array([0.0, 1.5, 3.0, 0.0])
    hours = p20_places.hours_spent(place, out, 0)
    assert hours.shape == (N_PLACES,)
    assert hours.sum() == pytest.approx(4 * 5.0)
    assert hours[WORKSHOP] == 3.0
    assert hours[CELL] == pytest.approx(5.0 + 3.5 + 2.0)


def test_walking_slot_by_slot_changes_nothing():
    """The week walked through leaves the same log as the fused driver."""
    from detente.drivers import advance_readable
    from detente.engine import advance, simulate, start

    scenario = tiny(p20_places.PATTERN.arms()[0]).scenario.with_(horizon_days=30)
    w, p = start(scenario, 3, {})
    w = advance_readable(w, p, 7)
    w = advance(w, p, scenario, 7, 30)
    run = simulate(scenario, 3)
    assert int(w.prison[0].n_log) == len(run.log)
    assert (w.log.a_pid[: len(run.log)] == run.log.a_pid).all()


def test_four_corners_differ_in_the_use_of_the_same_officers():
    arms = p17_corner.PATTERN.arms()
    assert len(arms) == 4
    assert len({(a.scenario.levers["inmates_per_officer"], a.scenario.levers["floor_share"]) for a in arms}) == 1
    for arm in arms:
        for kind in ("refusal", "serious"):
            row = [x for name, x in arm.scenario.levers.items() if name.startswith(f"response.{kind}.")]
            assert sum(row) == pytest.approx(1.0)
    assert arms[1].scenario.levers["response.refusal.nothing"] == 0.0


def test_standardised_gain_of_planted_states():
    rng = np.random.default_rng(4)
    other = rng.normal(0.5, 0.1, 5000)
    figures = {("animals", f"tension_{k}"): np.array([x]) for k, x in p27_animals.sums(other - 0.03, other).items()}
    assert p27_animals.gain(Pool(figures), "tension") == pytest.approx(0.3, abs=0.01)


def test_visited_and_others_are_compared_by_person_day():
    figures = {("usual", k): np.array([x]) for k, x in
               {"acts_visited": 30.0, "days_visited": 1000.0, "acts_not": 80.0, "days_not": 2000.0}.items()}
    assert p26_visits.contrast(Pool(figures)) == pytest.approx(-0.25)


def test_concentration_of_planted_counts_is_found():
    assert p24_selfharm.concentration(0.852, 13605 / 86300) == pytest.approx(0.063, abs=0.003)
    counts = np.random.default_rng(5).negative_binomial(0.3, 0.3 / (0.3 + 0.5), 200_000)
    assert p24_selfharm.concentration(counts.mean(), (counts > 0).mean()) == pytest.approx(0.3, rel=0.03)
    assert p24_selfharm.concentration(0.2, 0.2) == np.inf
