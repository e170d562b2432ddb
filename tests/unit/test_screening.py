"""Effects known beforehand, a floor that luck sets, a tiny screening, and the command killed and resumed."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from detente import cli
from detente.declare.parameter import Parameter
from detente.report.screening import rows
from detente.report.screening_read import quantiles
from detente.screening import OUTCOMES, Design, effects_on
from detente.screening.design import GRID, by_seed
from detente.screening.effects import ALARMS, elementary
from detente.screening.outcomes import measure
from detente.screening.runs import screen
from detente.studies import draws

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
import tiny_screening  # noqa: E402


def made_up(n, prior="uniform"):
    return tuple(Parameter(f"x.p{k}", 1.0, "share", 0.5, 9.0, (1.0, 5.0), "assumed", "a", "a", prior) for k in range(n))


DESIGN = Design(made_up(6), 8, 4)
WEIGHTS = np.array([3.0, -2.0, 1.0, 0.5, 0.0, 0.0])


def test_a_linear_function_has_the_effects_it_was_given_and_dummies_have_none():
    found = effects_on(DESIGN, DESIGN.grid[:, :, :6] @ WEIGHTS)
    assert np.allclose(found.mu[:6], WEIGHTS) and np.allclose(found.mu_star[:6], np.abs(WEIGHTS))
    assert np.allclose(found.sigma, 0.0) and np.allclose(found.mu_star[6:], 0.0) and found.floor == pytest.approx(0.0)
    assert np.allclose(found.low, found.mu_star) and np.allclose(found.high, found.mu_star)


def test_the_function_of_morris_1991():
    """Twenty inputs: the first seven interact, the next three are linear, the rest do next to nothing."""
    design = Design(made_up(20), 8, 0)
    rng = np.random.default_rng(3)
    w = 2.0 * (design.grid - 0.5)
    curved = 2.0 * (1.1 * design.grid / (design.grid + 0.1) - 0.5)
    w[:, :, [2, 4, 6]] = curved[:, :, [2, 4, 6]]
    first = np.array([20.0] * 10 + list(rng.standard_normal(10)))
    both = np.logical_and.outer(np.arange(20) < 6, np.arange(20) < 6)
    second = np.triu(np.where(both, -15.0, rng.standard_normal((20, 20))), 1)
    y = w @ first + np.einsum("tpi,ij,tpj->tp", w, second, w)
    found = effects_on(design, y)
    assert set(np.argsort(-found.mu_star)[:10]) <= set(range(10))
    assert found.sigma[:6].min() > 2.0 * found.sigma[7:10].max(), "what interacts has the larger sigma"
    assert found.mu_star[7:10] == pytest.approx(40.0, rel=0.35) and found.mu_star[10:].max() < 0.5 * found.mu_star[7:10].min()
    mine = elementary(design, y)
    assert np.allclose(mine.mean(axis=0), found.mu) and np.allclose(np.abs(mine).mean(axis=0), found.mu_star)
    assert np.allclose(mine.std(axis=0, ddof=1), found.sigma)


def test_one_thing_moves_at_a_time_and_luck_moves_the_seed_alone():
    points = DESIGN.points(2)
    assert len(points) == 11 and len(by_seed(points)) == 5 and sum(map(len, by_seed(points).values())) == 11
    for a, b in zip(points, points[1:], strict=False):
        moved = [name for name in a.values if a.values[name] != b.values[name]]
        assert len(moved) + (a.seed != b.seed) == 1
    middles = 1.0 + 4.0 * (np.arange(GRID) + 0.5) / GRID
    assert {round(v, 9) for point in points for v in point.values.values()} <= {round(m, 9) for m in middles}
    assert len({p.seed for t in range(8) for p in DESIGN.points(t)}) == 8 * 5, "no seed serves two trajectories"


def test_more_trajectories_leave_the_first_as_they_were():
    assert np.array_equal(Design(made_up(6), 3, 4).grid, DESIGN.grid[:3])
    assert [p.values for p in Design(made_up(6), 3, 4).points(1)] == [p.values for p in DESIGN.points(1)]


def test_levels_of_the_posterior_where_there_is_one_and_of_the_prior_elsewhere(monkeypatch):
    sample = np.column_stack((np.linspace(2.0, 3.0, 401), np.ones(401)))
    monkeypatch.setattr(draws, "sample", lambda: (("x.p1", "gone"), sample))
    prior, posterior = (Design(made_up(2), 2, 1, kind).levels for kind in ("prior", "posterior"))
    assert np.array_equal(posterior[0], prior[0]) and posterior[1] == pytest.approx([2.125, 2.375, 2.625, 2.875])


def test_a_steady_effect_of_no_size_does_not_stand_out():
    design = Design(made_up(3), 6, 4)
    found = effects_on(design, design.grid[:, :, :3] @ np.array([5.0, 0.0, 0.02]))
    assert found.steady[[0, 2]].all() and list(found.stands_out[:3]) == [True, False, True], "nothing else moves: no luck"
    seeds = np.array([[p.seed for p in design.points(t)] for t in range(6)])
    found = effects_on(design, design.grid[:, :, :3] @ np.array([5.0, 0.0, 0.02]) + np.sin(1e3 * seeds))
    assert found.steady[2] and not found.stands_out[2] and found.stands_out[0], "beside luck it is nothing"


def test_the_floor_is_what_luck_does_and_few_inert_parameters_pass_it():
    """Noise of its own in each run, the worst case: a parameter that matters stands out, two hundred inert ones hardly."""
    design = Design(made_up(201), 10, 12)
    noise = np.random.default_rng(5).standard_normal(design.grid.shape[:2])
    found = effects_on(design, noise + 4.0 * design.grid[:, :, 0])
    step = np.sqrt(2.0) * (GRID - 1) / 2.0 * np.sqrt(2.0 / np.pi)
    assert found.floor == pytest.approx(step, rel=0.15) and found.reach > 1.2 * found.floor
    assert found.stands_out[0] and found.stands_out[1:201].sum() <= 3.0 * ALARMS * 200 + 2


def test_a_small_effect_that_always_goes_one_way_stands_out_and_the_floor_alone_would_not_see_it():
    design = Design(made_up(40), 10, 12)
    y = 0.4 * design.grid[:, :, 0] + 0.01 * np.random.default_rng(1).standard_normal(design.grid.shape[:2])
    seeds = np.array([[p.seed for p in design.points(t)] for t in range(10)])
    y += np.sin(1e3 * seeds)  # the luck of a seed, shared by its points
    found = effects_on(design, y)
    assert found.mu_star[0] < found.reach and found.steady[0] and found.stands_out[0]
    assert found.stands_out[1:40].sum() <= 2


@pytest.fixture(scope="module")
def small():
    """A tiny screening, not kept anywhere."""
    return screen(Design(tiny_screening.parameters(), 2, tiny_screening.LUCK), tiny_screening.arms())


def test_figures_are_finite_whatever_happens(small_run):
    assert all(np.isfinite(v) for v in measure(small_run).values())
    assert {x.figure for x in OUTCOMES} <= set(measure(small_run))


def test_a_screening_of_a_tiny_prison(small):
    assert small.design.grid.shape == (2, 9, 8) and all(np.isfinite(x).all() for x in small.figures.values())
    hazard = small.effects["level.suicide_hazard"]
    column = tiny_screening.NAMES.index("distress.suicide")
    assert hazard.mu_star[column] == max(hazard.mu_star[:5]) and hazard.mu[column] > 0
    column = tiny_screening.NAMES.index("animal.weeks")
    assert all(e.mu_star[column] == 0.0 for e in small.effects.values()), "no places, no effect, to the bit"
    for kind in ("level", "answer"):
        assert [x.rank for x in small.ranks[kind]] == [1, 2, 3, 4, 5]
        assert [x.stands_out for x in small.ranks[kind]] == sorted((x.stands_out for x in small.ranks[kind]), reverse=True)
    assert len(rows(small)) == len(OUTCOMES) * 8
    q = quantiles(small, OUTCOMES[-1])
    assert q["low"] <= q["median"] <= q["high"] and 0.0 <= q["better"] <= 1.0


@pytest.fixture
def tiny(tmp_path, monkeypatch):
    """The tiny screening in the place of the real one, an empty folder, English."""
    from detente.screening import design
    from detente.screening import runs as work

    for module, names in ((design, ("free", "Design")), (work, ("arms", "measure"))):
        for name in names:
            monkeypatch.setattr(module, name, getattr(module, name))
    tiny_screening.instead()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DETENTE_LANG", "en")
    monkeypatch.setenv("COLUMNS", "170")
    return tmp_path


def test_from_end_to_end(tiny, capsys):
    assert cli.main(["screen", "--trajectories", "2"]) == 0
    out, err = capsys.readouterr()
    folder = tiny / "results" / "screening"
    drawn = {f"screening_{kind}_{end}" for kind in ("answer", "level") for end in ("fr.png", "en.png", "fr.svg", "en.svg")}
    assert {x.name for x in folder.iterdir()} == drawn | {"screening.csv", "screening.json", "screening_fr.md",
                                                          "screening_en.md", "alt_fr.txt", "alt_en.txt"}
    assert "54 runs" in err and "saved in results/screening" in err and "The answer: dynamic against coercive" in out
    kept = json.loads((folder / "screening.json").read_text(encoding="utf-8"))
    assert kept["design"] == {"trajectories": 2, "parameters": 5, "luck": 3, "points": 18, "runs": 54}
    assert len(kept["outcomes"]) == len(OUTCOMES) and {x["name"] for x in kept["ranked"]["level"]} == set(tiny_screening.NAMES)
    assert {"collection", "fr", "en"} == set(kept["ranked"]["level"][0].get("settle", {"collection": 0, "fr": 0, "en": 0}))
    assert cli.main(["screen", "--trajectories", "2", "--no-figures", "--json", "--force"]) == 0
    assert json.loads(capsys.readouterr().out)["ranked"] == kept["ranked"] and not list(folder.glob("*.png"))


@pytest.mark.parametrize("args, part", [(["--trajectories", "1"], "2 to 100"), (["--threads", "0"], "at least one thread"),
                                        (["--out", " "], "a name or a folder"),
                                        (["--uncertainty", "default"], "prior, posterior")])
def test_bad_requests_are_one_line(tiny, capsys, args, part):
    assert cli.main(["screen", *args]) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.count("\n") == 1 and part in err


def command(folder):
    start = (f"import sys; sys.path.insert(0, {str(HERE)!r}); import tiny_screening; tiny_screening.instead();"
             "from detente.cli import main; sys.exit(main(sys.argv[1:]))")
    return [sys.executable, "-c", start, "screen", "--trajectories", "2", "--no-figures", "--out", str(folder)]


def kept_runs(file):
    try:
        with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as base:
            return base.execute("select count(*) from runs").fetchone()[0]
    except sqlite3.Error:
        return 0


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
def test_killed_half_way_it_goes_on_to_the_same_bytes(tiny, tmp_path):
    made = tmp_path / "made"
    env = os.environ | {tiny_screening.MADE: str(made)}
    file = tmp_path / ".work" / "runs.sqlite"
    process = subprocess.Popen(command(tmp_path / "killed"), env=env, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    while kept_runs(file) == 0 and process.poll() is None:
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL, "over before it could be killed"
    before = kept_runs(file)
    assert 0 < before < 54 and not (tmp_path / "killed").exists()
    made.unlink()
    subprocess.run(command(tmp_path / "killed"), env=env, check=True, capture_output=True)
    assert len(made.read_text()) == 54 - before, "what was kept is not run again"
    assert cli.main(command(tmp_path / "whole" / "screening")[3:]) == 0
    for name in ("screening.csv", "screening_fr.md", "screening_en.md"):
        assert (tmp_path / "killed" / name).read_bytes() == (tmp_path / "whole" / "screening" / name).read_bytes()
