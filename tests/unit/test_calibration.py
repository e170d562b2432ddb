"""The calibration's parts on cases whose answer is known, and the whole of it on a model that is a formula."""

from __future__ import annotations

import json

import numpy as np
import pytest

from detente.calibration import abc, coverage, emulator, keep, matching, table, targets
from detente.calibration.calibrate import Sizes, calibrate
from detente.calibration.targets import TARGETS
from detente.mechanisms import PARAMETERS
from detente.studies import draws
from detente.studies.memory import Memory

RNG = np.random.default_rng(7)
FREE = table.free()


def formula(cube: np.ndarray, noise: float = 0.3, seed: int = 1) -> np.ndarray:
    """Levels that a known formula makes of the first parameters: each target leans on two of them."""
    x = 2.0 * cube - 1.0
    k = np.arange(len(TARGETS))
    clean = targets.aim() + 3.0 * targets.spread() * (x[:, k] + 0.4 * x[:, k + 1] + 0.2 * x[:, k] ** 2)
    return clean + noise * targets.spread() * np.random.default_rng(seed).normal(size=clean.shape)


@pytest.mark.parametrize("x", TARGETS, ids=lambda x: x.key)
def test_a_target_is_a_range_of_the_evidence_and_its_scale_can_be_undone(x):
    rows = (draws.FILE.parent / "evidence.csv").read_text(encoding="utf-8").splitlines()
    known = {row.split(",")[0] for row in rows}
    assert set(x.sources) <= known
    assert x.low < x.high and x.sd > 0
    for value in (x.low, x.high, 0.5 * (x.low + x.high)):
        assert x.off_scale(x.on_scale(value)) == pytest.approx(value)
    assert x.inside(x.low) and x.inside(x.high) and not x.inside(1.01 * x.high)


def test_no_target_is_counted_as_validation():
    from detente.patterns import PATTERNS

    fitted = {x.figure for x in TARGETS}
    levels = {fact.key.partition(".")[2] for p in PATTERNS if p.kind == "level" for fact in p.facts}
    assert levels and not levels & fitted


def test_levels_of_a_run_are_those_of_the_targets():
    from detente.engine import simulate
    from detente.scenario import load

    run = simulate(load("baseline").with_(establishment={"type": "maison_arret", "capacity": 40, "inmates": 56, "wings": 1},
                                          horizon_days=60), 1)
    seen = targets.levels(run)
    assert {x.figure for x in TARGETS} <= seen.keys()
    assert 0.0 < seen["commission_share"] < 1.0


def test_emulator_finds_a_quadratic_and_says_how_wrong_it_is():
    cube = RNG.random((1500, 60))
    x = 2.0 * cube - 1.0
    clean = np.column_stack([x[:, 0] + 0.5 * x[:, 1] + 0.4 * x[:, 0] ** 2 + 0.3 * x[:, 0] * x[:, 1], x[:, 3]])
    e = emulator.fit(cube, clean + 0.1 * RNG.normal(size=clean.shape))
    new = RNG.random((500, 60))
    y = 2.0 * new - 1.0
    want = np.column_stack([y[:, 0] + 0.5 * y[:, 1] + 0.4 * y[:, 0] ** 2 + 0.3 * y[:, 0] * y[:, 1], y[:, 3]])
    assert np.abs(e.predict(new) - want).mean() < 0.08
    assert e.error == pytest.approx([0.1, 0.1], rel=0.35)
    assert (e.explained > 0.9).all()


def test_an_emulator_of_noise_explains_nothing():
    e = emulator.fit(RNG.random((800, 50)), RNG.normal(size=(800, 2)))
    assert (e.explained < 0.1).all() and (e.error > 0.9).all()


def test_matching_rules_out_what_is_far_and_keeps_the_truth():
    cube = RNG.random((1200, len(FREE)))
    ruled = matching.Ruled((emulator.fit(cube, formula(cube)),))
    middle = np.full((1, len(FREE)), 0.5)
    corner = middle.copy()
    corner[0, 0] = 1.0
    assert ruled.implausibility(middle)[0] < matching.CUT
    assert ruled.implausibility(np.vstack([corner, middle]))[0] > ruled.implausibility(middle)[0]
    kept, share = ruled.sample(200, len(FREE), 3)
    assert kept.shape == (200, len(FREE)) and 0.0 < share < 1.0
    assert (ruled.implausibility(kept) < matching.CUT).all()


def test_posterior_of_a_linear_gaussian_case_is_the_textbook_one():
    """One parameter seen with error: theta uniform, s = theta + e, e of 0.05; far from the edges the posterior is normal."""
    cube = RNG.random((20_000, 1))
    levels = cube + 0.05 * RNG.normal(size=cube.shape)
    of = abc.posterior(cube, levels, np.array([0.5]), metric=np.array([[10.0]]), share=0.05)
    mean = float((of.weights * of.cube[:, 0]).sum())
    sd = float(np.sqrt((of.weights * (of.cube[:, 0] - mean) ** 2).sum()))
    assert mean == pytest.approx(0.5, abs=0.01) and sd == pytest.approx(0.05, rel=0.15)


def test_coverage_is_right_where_the_model_is_and_seen_to_be_wrong_where_it_is_not():
    cube = RNG.random((4000, 6))
    levels = cube[:, :4] @ RNG.normal(size=(4, 3)) + 0.2 * RNG.normal(size=(4000, 3))
    metric = abc.whitener(levels)
    good = coverage.check(cube, levels, levels.mean(axis=0), metric=metric, truths=300)
    assert 0.84 < good.covered.mean() < 0.96 and (good.uniform < 0.001).sum() == 0
    wrong = levels.copy()
    near = np.argsort((((levels - levels.mean(axis=0)) @ metric) ** 2).sum(axis=1))[:300]
    shifted = cube.copy()
    shifted[near, 0] = 0.5 * shifted[near, 0]
    bad = coverage.check(shifted, wrong, levels.mean(axis=0), metric=metric, truths=300)
    assert bad.uniform[0] < 0.001


def test_what_is_pinned_down_comes_first_and_what_is_not_stays_as_it_was():
    places = np.column_stack([RNG.random(400), 0.5 + 0.02 * RNG.normal(size=400)])
    first, last = coverage.identified(["free", "known"], places)
    assert (first.name, last.name) == ("known", "free")
    assert first.ratio < 0.1 and last.ratio == pytest.approx(1.0, abs=0.1)
    assert coverage.traded(["a", "b"], np.column_stack([places[:, 0], -places[:, 0]]))[0][2] == pytest.approx(-1.0)


@pytest.fixture(scope="module")
def found():
    """The whole calibration on the formula."""
    patch = pytest.MonkeyPatch()

    def levels_at(cube, *, first, seeds=1, memory=None, threads=None, progress=None):
        return formula(cube, noise=0.3 / np.sqrt(seeds), seed=first)

    patch.setattr(table, "levels_at", levels_at)
    try:
        return calibrate(Sizes(wave=800, table=3000, sample=150, candidates=3, lives=2, truths=200))
    finally:
        patch.undo()


def test_the_whole_of_it_finds_the_truth_of_a_formula(found):
    inside = [x.inside(float(m)) for x, m in zip(TARGETS, found.quantiles(found.predicted)[1], strict=True)]
    assert all(inside)
    assert 0.82 < found.coverage.covered.mean() < 0.97
    known = {x.name: x.ratio for x in coverage.identified(found.names, found.places)}
    assert known[found.names[3]] < 0.75 and known[found.names[-1]] > 0.85
    assert found.left[1] <= found.left[0] < 1.0


def test_candidates_far_from_what_is_published_are_ruled_out():
    near = np.tile(targets.aim(), (300, 1)) + 0.5 * targets.spread() * RNG.normal(size=(300, len(TARGETS)))
    near[::2, 3] += 9.0 * targets.spread()[3]
    lives = np.stack([near, near + 1e-3 * RNG.normal(size=near.shape)])
    rows, cut = matching.not_ruled_out(lives, 200)
    assert cut == matching.CUT and set(rows) <= set(range(1, 300, 2)) and len(rows) > 140
    far = lives + 50.0 * targets.spread()
    rows, cut = matching.not_ruled_out(far, 200)
    assert len(rows) == matching.FEW and cut > 40.0


def test_what_is_kept_reads_back_inside_every_bound(found, tmp_path, monkeypatch):
    keep.write(found, tmp_path, {"seconds": 1.0, "command": ""})
    names, values = draws.sample.__wrapped__(tmp_path / "posterior.npz")
    assert list(names) == found.names and values.shape == found.sample.shape and 100 <= len(values) <= 150
    for name, column in zip(names, values.T, strict=True):
        x = PARAMETERS[name]
        assert np.all((column >= x.low) & (column <= x.high)), name
    told = json.loads((tmp_path / "calibration.json").read_text(encoding="utf-8"))
    assert told["format"] == keep.FORMAT and told["levels_inside"]["ma"] == [11, 11]


def test_pages_are_said_in_both_languages(found):
    from test_docs import offenders

    from detente.report.calibration import pages

    made = pages(found, {"seconds": 1.0})
    assert offenders([("fr", line) for line in made["calibration_fr.md"].splitlines() if "`" not in line]) == []
    assert "Coverage" in made["calibration_en.md"] and "Couverture" in made["calibration_fr.md"]


def test_a_table_interrupted_goes_on_and_is_the_same(tmp_path, monkeypatch):
    from detente.scenario import load
    from detente.studies.experiment import Arm

    def tiny():
        small = load("baseline").with_(establishment={"type": "maison_arret", "capacity": 20, "inmates": 26, "wings": 1},
                                       horizon_days=20)
        return [Arm(kind, small) for kind in targets.TYPES]

    monkeypatch.setattr(targets, "arms", tiny)
    cube = RNG.random((6, len(FREE)))
    whole = table.levels_at(cube, first=50, threads=1)
    memory = Memory(tmp_path / "runs.sqlite")

    def stop(done, total):
        if done >= 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        table.levels_at(cube, first=50, memory=memory, progress=stop)
    memory.close()
    again, ran = Memory(tmp_path / "runs.sqlite"), []
    assert np.array_equal(table.levels_at(cube, first=50, memory=again, progress=lambda d, t: ran.append(d)), whole,
                          equal_nan=True)
    assert ran[0] >= 1


@pytest.mark.parametrize("rows", ["12", "2000000"])
def test_a_number_of_rows_that_cannot_be_is_refused(rows, capsys):
    from detente.cli import main

    assert main(["calibrate", "--rows", rows]) == 2
    assert "--rows" in capsys.readouterr().err


def test_the_sample_that_ships_is_of_this_model_or_says_so():
    """Its manifest names the model it was fitted to; parameters that no longer exist are left out, new ones at default."""
    if not draws.FILE.exists():
        pytest.skip("no sample is shipped yet")
    about = json.loads(draws.FILE.with_suffix(".json").read_text(encoding="utf-8"))
    assert len(about["model"]) == 16
    names, values = draws.sample()
    assert values.shape[1] == len(names) and len(values) >= 100
    assert set(names) <= set(PARAMETERS)
