"""What a study is said to cost: its runs are counted as its plan holds them; sizes and lengths are seen by the timing."""

from __future__ import annotations

from pathlib import Path

import pytest
from study_support import write

from detente.study.cost import Cost, cost, runs, seconds_of_a_run
from detente.study.file import read_study
from detente.study.plan import plan_of

EXAMPLES = sorted((Path(__file__).parents[2] / "experiments").glob("*.yaml"))


@pytest.mark.parametrize("path", [p for p in EXAMPLES if p.stem != "means_for_safety"], ids=lambda p: p.stem)
def test_as_many_runs_as_the_plan_holds(path):
    study = read_study(path)
    assert runs(study) == len(plan_of(study).jobs())


def test_a_search_asks_for_no_more_than_is_said():
    study = read_study(next(p for p in EXAMPLES if p.stem == "means_for_safety"))
    assert runs(study) == (16 * 6 + 1) * 6 * 2


def _seconds(tmp_path: Path, inmates: int, days: int) -> float:
    """By a clock that counts inmate-days simulated."""
    from detente.engine import simulate

    ticks = [0.0]

    def counted(scenario, seed, parameters=None):
        run = simulate(scenario, seed, parameters=parameters)
        ticks[0] += scenario.establishment.inmates * (scenario.horizon_days + scenario.warmup_days)
        return run

    write(tmp_path, f"schema: 1\nextends: baseline\nestablishment: {{type: maison_arret, capacity: 40, inmates: {inmates}, "
                    f"wings: 1}}\nhorizon_days: {days}\nwarmup_days: 0\n", "place.yaml")
    path = write(tmp_path, "study: 1\nkind: sweep\nbase: place.yaml\nfactors: {relation_share: {}}\n"
                           "design: {kind: lhs, points: 40}\nseeds: 1\noutcomes: [assaults]\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("detente.engine.simulate", counted)
        return seconds_of_a_run(read_study(path), lambda: ticks[0])


def test_the_timing_is_of_the_study_s_own_runs(tmp_path):
    for inmates, days in ((30, 10), (60, 10), (30, 20)):
        (tmp_path / f"{inmates}-{days}").mkdir()
        assert _seconds(tmp_path / f"{inmates}-{days}", inmates, days) == inmates * days


def test_workers_share_the_time_and_add_their_memory():
    c = Cost(runs=100, run_seconds=0.5, here_mb=400.0)
    assert c.seconds(2, False) == 25.0 and c.memory_mb(2, False) == 400.0
    assert c.seconds(2, True) > 25.0
    assert c.memory_mb(4, True) - c.memory_mb(2, True) == pytest.approx(c.memory_mb(2, True) - 400.0)


def test_cost_is_told(tmp_path):
    write(tmp_path, "schema: 1\nextends: baseline\nestablishment: {type: maison_arret, capacity: 20, inmates: 26, wings: 1}\n"
                    "horizon_days: 5\n", "place.yaml")
    path = write(tmp_path, "study: 1\nkind: sweep\nbase: place.yaml\nfactors: {relation_share: {}}\n"
                           "design: {kind: lhs, points: 7}\nseeds: 2\noutcomes: [assaults]\n")
    told = cost(read_study(path))
    assert told.runs == 14 and told.run_seconds > 0 and told.here_mb > 50
