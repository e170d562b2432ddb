"""Verdicts, where the sign turns, the region, and the command from end to end on a tiny prison, killed and resumed."""

from __future__ import annotations

import math
import os
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from detente import claims, cli, mechanisms
from detente.claims import CLAIMS, Effect
from detente.claims.claim import DEPENDS, FAILS, HOLDS
from detente.claims.plan import Job, chosen, grid, seeds_for
from detente.claims.region import ARMS, PARAMETER, arms, bundles, is_answer, region_of
from detente.claims.surface import CONTRARY, CONTRARY_IN_PART, EVERYWHERE, FLIPS, IN_PART, UNTOLD, Surface
from detente.claims.trial import Finding, Trial, findings_of, surface_of, task_of
from detente.errors import DetenteError
from detente.mechanisms import PARAMETERS
from detente.studies.bands import EMPTY, Bands
from detente.studies.draws import Draw, draws
from detente.studies.experiment import Results

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
from tiny_claim import CLAIM  # noqa: E402

NAN = math.nan


def band(low, high, n=5):
    mean = 0.5 * (low + high)
    return Bands(mean, mean, low, high, low, high, low, high, 0.5, n, 4)


@pytest.mark.parametrize(("wanted", "least", "beyond", "got", "verdict", "why"), [
    (-1, 0.02, 0.0, (-0.3, -0.1), HOLDS, None), (1, 0.02, 0.0, (0.1, 0.3), HOLDS, None),
    (-1, 0.02, 0.0, (0.1, 0.3), FAILS, "contrary"), (1, 0.02, 0.0, (-0.3, -0.1), FAILS, "contrary"),
    (-1, 0.02, 0.0, (-0.015, 0.01), FAILS, "negligible"), (-1, 0.02, 0.0, (-0.018, -0.001), FAILS, "negligible"),
    (-1, 0.02, 0.0, (-0.3, 0.1), DEPENDS, None), (-1, 0.0, 0.0, (0.0, 0.1), FAILS, "negligible"),
    (1, 0.0, -0.10, (-0.05, 0.4), HOLDS, None), (1, 0.0, -0.10, (-0.5, -0.2), FAILS, "contrary"),
    (1, 0.0, -0.10, (-0.2, 0.4), DEPENDS, None), (-1, 0.02, 0.0, (NAN, NAN), DEPENDS, None),
])
def test_a_verdict_is_where_the_whole_interval_lies(wanted, least, beyond, got, verdict, why):
    x = Finding(Effect("C99.x", "x", "x", lambda pool: 0.0, wanted, "share", least, beyond=beyond), band(*got), 0.5)
    assert x.verdict == verdict and x.why == why


def made_up(values: dict[tuple[str, str], list[list[float]]]) -> Results:
    figures = {key: np.array(value, float) for key, value in values.items()}
    shape = next(iter(figures.values())).shape
    return Results(("a", "b"), tuple(range(shape[0])), tuple(range(shape[1])), figures)


def test_share_of_draws_on_the_claimed_side():
    def effect(wanted, beyond=0.0):
        return Effect("C99.x", "x", "x", lambda pool: pool.mean("b", "x") - pool.mean("a", "x"), wanted, beyond=beyond)

    results = made_up({("a", "x"): [[0, 0]] * 4, ("b", "x"): [[-1, -1], [-2, -2], [3, 3], [0, 0]]})
    down, up, far = findings_of(replace(CLAIM, effects=(effect(-1), effect(1), effect(-1, -1.5))), results)
    assert (down.share, up.share, far.share) == (0.625, 0.375, 0.25)
    assert down.bands.mean == 0.0 and down.bands.draws == 4


def test_of_several_main_effects_all_must_say_the_same():
    def trial(*verdicts):
        sides = {HOLDS: band(-0.3, -0.1), FAILS: band(0.1, 0.3), DEPENDS: EMPTY}
        effect = CLAIM.effects[0]
        found = [Finding(effect, sides[v], 0.5) for v in verdicts]
        beside = Finding(replace(effect, main=False), sides[FAILS], 0.5)
        return Trial(CLAIM, (*found, beside), None, 5, 2).verdict

    assert trial(HOLDS, HOLDS) == HOLDS and trial(FAILS) == FAILS and trial(HOLDS, FAILS) == DEPENDS


X, Y = (0.0, 1.0, 2.0, 3.0, 4.0), (10.0, 20.0, 30.0)


def planted(f, noise=0.0, pairs=6, wanted=1, x=X, y=Y):
    mean = np.array([[f(a, b) for a in x] for b in y], float)
    shake = np.random.default_rng(3).normal(0, noise, (*mean.shape, pairs)) if noise else np.zeros((*mean.shape, pairs))
    return Surface(x, y, mean[:, :, None] + shake, wanted)


def test_a_planted_line_of_zero_is_found():
    """Zero at x = 1.6 on the first line, 1.9 on the second, 2.2 on the third."""
    s = planted(lambda x, y: x - (1.3 + 0.03 * y), noise=0.02)
    turn = s.turn("x")
    assert s.kind == FLIPS and turn.lines == turn.of == 3 and turn.rising == 1
    assert turn.low == pytest.approx(1.6, abs=0.05) and turn.high == pytest.approx(2.2, abs=0.05)
    assert (turn.after, turn.before) == (1.0, 3.0)
    down = s.turn("y")
    assert down.lines == 1 and down.rising == -1 and down.low == pytest.approx(70 / 3, abs=1.0), "only where x is 2"
    assert planted(lambda x, y: (1.3 + 0.03 * y) - x).turn("x").rising == -1


@pytest.mark.parametrize(("f", "kind", "counts"), [
    (lambda x, y: 1.0 + x, EVERYWHERE, (15, 0, 0)), (lambda x, y: -1.0, CONTRARY, (0, 15, 0)),
    (lambda x, y: max(x - 2.5, 0.0), IN_PART, (6, 0, 9)), (lambda x, y: -max(x - 2.5, 0.0), CONTRARY_IN_PART, (0, 6, 9)),
    (lambda x, y: 0.0, UNTOLD, (0, 0, 15)), (lambda x, y: NAN, UNTOLD, (0, 0, 15)),
])
def test_what_a_map_says(f, kind, counts):
    s = planted(f)
    assert s.kind == kind and tuple(s.count(k) for k in (1, -1, 0)) == counts
    assert s.turn("x") is None and s.turn("y") is None


def test_a_cell_that_stands_alone_is_no_flip():
    s = planted(lambda x, y: -1.0 if (x, y) == (2.0, 20.0) else 1.0)
    assert s.told.min() == -1 and s.kind == IN_PART and s.count(0) == 1


def test_pairs_that_disagree_say_nothing():
    effects = np.ones((3, 5, 10))
    effects[0, :, :1] = -1.0   # nine in ten
    effects[1, :, :2] = -1.0   # eight in ten
    s = Surface(X, Y, effects)
    assert s.told.tolist() == [[1] * 5, [0] * 5, [1] * 5] and s.reach("y", 1) == (10.0, 30.0)
    assert s.share[1, 0] == pytest.approx(0.8) and Surface(X, Y, -effects).told[0, 0] == -1


def test_smoothing_takes_luck_out_and_leaves_a_parabola_as_it_is():
    y = (1.0, 2.0, 3.0, 4.0, 5.0)
    exact = planted(lambda x, y: x * x - 0.5 * y + 0.2 * x * y - 1.0, y=y)
    assert np.allclose(exact.smoothed().mean, exact.mean) and np.allclose(exact.smoothed().unsmoothed, exact.mean)
    noisy = planted(lambda x, y: 0.3 * (x - 2.0), noise=0.4, pairs=8, y=y)
    smooth = noisy.smoothed()
    assert smooth.kind == FLIPS and noisy.count(0) > smooth.count(0) + 3, "what single cells could not say"
    assert smooth.turn("x").low > 1.3 and smooth.turn("x").high < 2.7
    wrong = np.abs(smooth.mean - 0.3 * (np.array(X) - 2.0)).mean() / np.abs(noisy.mean - 0.3 * (np.array(X) - 2.0)).mean()
    assert wrong < 0.65, "sqrt(6/25) = 0.49 of the noise is left"
    holes = replace(noisy, effects=np.where(np.arange(8) == 0, NAN, noisy.effects))
    assert np.isnan(holes.smoothed().effects[:, :, 0]).all() and np.isfinite(holes.smoothed().mean).all()
    assert planted(lambda x, y: 1.0).smoothed().raw is None, "three lines are too few"


def test_luck_alone_is_seldom_taken_for_an_effect():
    shake = np.random.default_rng(8).normal(0, 1, (300, 5, 5, 8))
    said = [Surface(X, X, one).smoothed().kind for one in shake]
    assert said.count(UNTOLD) / 300 > 0.85 and said.count(FLIPS) / 300 <= 0.01


def test_a_map_is_with_minus_without_on_the_side_of_the_claim():
    figures = {}
    for j in range(2):
        for i in range(3):
            figures[f"without {i} {j}", "tension"] = np.full((2, 1), 5.0)
            figures[f"with {i} {j}", "tension"] = np.full((2, 1), 4.0 - i)
    s = surface_of(CLAIM.flip, Results((), (0, 1), (1,), figures))
    assert s.difference.tolist() == [[-1, -2, -3]] * 2 and (s.mean > 0).all() and s.kind == EVERYWHERE
    with pytest.raises(DetenteError, match="no such figure"):
        surface_of(replace(CLAIM.flip, figure="nothing"), Results((), (0, 1), (1,), figures))


def test_grid_lays_levers_and_parameters_over_both_arms():
    made = list(grid(CLAIM.flip))
    assert [arm.name for arm in made[:3]] == ["without 0 0", "with 0 0", "without 1 0"] and len(made) == 12
    assert {arm.parameters["tension.half_life"] for arm in made} == {1.0, 3.0}
    for arm in made:
        i = int(arm.name.split()[1])
        assert arm.scenario.levers["occupancy"] == CLAIM.flip.x.values[i]
        assert arm.scenario.levers["activity_hours"] == (25.0 if arm.name.startswith("with ") else 0.0)


@pytest.mark.parametrize("claim", CLAIMS, ids=[claim.key for claim in CLAIMS])
def test_the_two_arms_of_a_map_differ_at_every_point(claim):
    """An axis laid over what distinguishes them would leave nothing to map."""
    sides: dict[str, list] = {"without": [], "with": []}
    for arm in grid(claim.flip):
        sides[arm.name.split()[0]].append((arm.scenario.hash(), tuple(sorted(arm.parameters.items()))))
    assert len(set(sides["with"])) == len(sides["with"])
    assert all(a != b for a, b in zip(*sides.values(), strict=True))


def test_few_draws_get_more_seeds():
    assert seeds_for(2, 20) == [1, 2] and seeds_for(2, 1) == list(range(1, 9)) and seeds_for(1, 4, 6) == [1, 2]
    jobs = task_of(CLAIM, draws("prior", 10)).jobs
    assert [(len(job.draws), list(job.seeds), job.runs) for job in jobs] == [(10, [1, 2, 3, 4], 80), (8, [1], 96)]
    assert jobs[0].inmate_days == 42 * 40 * 2 * 40
    few = task_of(replace(CLAIM, draws=5), draws("prior", 10), maps=False).jobs
    assert [(len(job.draws), list(job.seeds)) for job in few] == [(5, [1, 2])], "as the claim says, where it limits itself"


def test_claims_are_chosen_by_key():
    made = [replace(CLAIM, key=f"C{n:02d}") for n in range(1, 23)]
    assert [c.key for c in chosen(["c9", "C02"], made)] == ["C02", "C09"] and len(chosen([], made)) == 22
    with pytest.raises(DetenteError, match="did you mean `C02`") as told:
        chosen(["C02x"], made)
    assert told.value.exit_code == 2 and "n’existe pas" in told.value.text("fr")


def test_in_a_row_of_the_region_both_answer_alike():
    relation, ladders = bundles()
    assert relation["dynamic"].keys() == relation["coercive"].keys() and not any(map(is_answer, relation["dynamic"]))
    assert {"relation_share", "search_rate", "discretion", "mediation_sessions"} <= relation["dynamic"].keys()
    assert all(map(is_answer, ladders["soft"])) and ladders["soft"].keys() == ladders["hard"].keys()
    made = {arm.name: arm for arm in arms((1.5, 5.0), (1.0,), 30)}
    for name, arm in made.items():
        posture, rest = name.split(" ", 1)
        other = made[f"{ARMS[0] if posture == ARMS[1] else ARMS[1]} {rest}"]
        differ = {x for x in arm.scenario.levers if arm.scenario.levers[x] != other.scenario.levers[x]}
        assert arm.parameters == other.parameters
        assert (differ == set(relation["dynamic"])) == (not rest.startswith("0 ")), "the first row: each its own answers"
        assert differ >= set(relation["dynamic"])
    assert len(made) == 2 * 4 * 2 * 3


def test_trust_on_coming_in_is_an_axis_when_the_model_has_it(monkeypatch):
    x = PARAMETERS[PARAMETER]
    made = arms((2.9,), (1.4,), 30)
    assert sorted({arm.parameters[PARAMETER] for arm in made}) == [x.plausible[0], x.default, x.plausible[1]]
    monkeypatch.setattr(mechanisms, "PARAMETERS", {name: x for name, x in PARAMETERS.items() if name != PARAMETER})
    assert all(not arm.parameters for arm in arms((2.9,), (1.4,), 30))


def test_who_does_better_in_a_planted_region():
    staffing, density, figures = (1.5, 5.0), (1.0, 2.0), {}
    for at in np.ndindex(4, 3, 2, 2):
        point = " ".join(map(str, at))
        better = {0: 20.0, 1: -20.0, 2: 1.0, 3: 20.0 * (-1) ** sum(at)}[at[0]]
        for arm, value in (("coercive", 100.0), ("dynamic", 100.0 - better)):
            figures |= {(f"{arm} {point}", "assaults"): np.full((8, 1), value),
                        (f"{arm} {point}", "staff_assaults"): np.full((8, 1), 50.0),
                        (f"{arm} {point}", "suicide_hazard"): np.full((8, 1), 17.0)}
    region = region_of(Results((), tuple(range(8)), (1,), figures), staffing, density)
    winner = region.winner("violence")
    assert (winner[0] == 1).all() and (winner[1] == -1).all() and (winner[2] == 0).all(), "a hundredth is not noticed"
    assert region.relative["violence"][0, 0, 0, 0] == pytest.approx(-20 / 150)
    assert region.counts("violence") == (18, 18, 12) and region.counts("suicide") == (0, 0, 48)
    assert region.along("violence")[:2] == [("ladder", "own", 12, 0, 0), ("ladder", "soft", 0, 12, 0)]
    assert [row[0] for row in region.along("violence")].count("legitimacy") == 3


# the command, from end to end -------------------------------------------------------------------------------------------------

RUN = """
import sys
sys.path.insert(0, {here!r})
from detente import claims, cli
from tiny_claim import CLAIM
claims.CLAIMS = (CLAIM,)
sys.exit(cli.main(sys.argv[1:]))
"""


def command(folder, *more):
    return [sys.executable, "-c", RUN.format(here=str(HERE)), "claims", "--uncertainty", "prior", "--draws", "16", "--out",
            str(folder), *more]


def kept_runs(file):
    try:
        with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as base:
            return base.execute("select count(*) from runs").fetchone()[0]
    except sqlite3.OperationalError:
        return 0


def results(folder):
    return {name: (folder / name).read_bytes() for name in ("claims.csv", "maps.csv", "claims_fr.md", "claims/C99_fr.html")}


def test_killed_half_way_it_goes_on_to_the_same_bytes(tmp_path, monkeypatch):
    file, total = tmp_path / ".work" / "runs.sqlite", 16 * 4 * 2 + 8 * 12
    process = subprocess.Popen(command(tmp_path / "a", "--no-region"), stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    while kept_runs(file) == 0 and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL, "over before it could be killed"
    assert 0 < kept_runs(file) < total and not (tmp_path / "a").exists()
    subprocess.run(command(tmp_path / "a", "--no-region"), check=True, capture_output=True, env=os.environ)
    assert kept_runs(file) == total
    monkeypatch.setattr(claims, "CLAIMS", (CLAIM,))
    whole = command(tmp_path / "whole" / "a", "--no-region", "--threads", "1")[3:]
    monkeypatch.setattr(sys, "argv", ["detente", *whole])
    assert cli.main(whole) == 0
    first, second = results(tmp_path / "a"), results(tmp_path / "whole" / "a")
    for part in first:
        assert first[part].replace(str(tmp_path / "a").encode(), b"") == \
            second[part].replace(str(tmp_path / "whole" / "a").encode(), b"").replace(b" --threads 1", b""), part


def test_command_prints_effects_verdict_and_where_it_flips(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(claims, "CLAIMS", (CLAIM,))
    assert cli.main(["claims", "C99", "--uncertainty", "default", "--lang", "fr"]) == 0
    out, err = capsys.readouterr()
    assert "✓ tient" in out and "Pas de bascule dans la plage examinée" in out and "−" in out and "enregistré" in err
    assert "Simulations au plus\u202f: 112" in err, "2 arms x 8 seeds, and a grid of 3 x 2 x 2 arms x 8 seeds"
    assert (tmp_path / "results" / "claims" / "claims" / "C99_en.html").is_file()
    assert not (tmp_path / "results" / "claims" / "region.csv").exists(), "not asked when claims are named"
    assert cli.main(["claims", "C99", "--uncertainty", "default", "--no-maps", "--json"]) == 0
    assert (tmp_path / "results" / "claims-2").is_dir(), "never over another without being told to"
    assert '"verdict": "holds"' in capsys.readouterr().out
    assert cli.main(["claims", "C9"]) == 2 and "did you mean `C99`?" in capsys.readouterr().err
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "mine.txt").write_text("x")
    assert cli.main(["claims", "C99", "--uncertainty", "default", "--out", "./other", "--force"]) == 2
    assert "left alone" in capsys.readouterr().err


def test_a_measure_that_lives_several_lives_is_timed_on_its_first_run():
    from detente.studies.experiment import live
    from detente.studies.memory import Memory

    @live
    def slow(scenario, seed, parameters):
        time.sleep(0.05)
        return {"x": float(seed)}

    job, memory = Job(CLAIM.arms(), [Draw(0, {})], [1, 2, 3], slow), Memory(None)
    assert 6 * 0.05 <= job.seconds(0.0, memory) < 60
    assert job.run(memory).figures["none", "x"].tolist() == [[1.0, 2.0, 3.0]]
