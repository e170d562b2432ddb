"""Verdicts, the command from end to end on a tiny prison, killed and resumed, and what every declared pattern must say."""

from __future__ import annotations

import csv
import importlib.util
import json
import math
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from detente import cli, patterns
from detente.outcomes.measure import UNITS
from detente.outcomes.term_sources import EVIDENCE
from detente.patterns import PATTERNS, p01_levels, wing_days
from detente.patterns.pattern import KINDS, NOT, REPRODUCED, UNSURE, Fact, verdict_of
from detente.patterns.validation import chosen, tasks
from detente.report.fig_validation import LEFT, RIGHT, placed
from detente.report.validation import interval_words, range_words
from detente.studies import draws
from detente.studies.bands import EMPTY, Bands

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
import tiny_patterns  # noqa: E402

NAN = math.nan
BY_KEY = {pattern.key: pattern for pattern in PATTERNS}


def of_docs():
    """The look at French typography, from the test of the documentation."""
    spec = importlib.util.spec_from_file_location("docs_test", HERE.parent / "unit" / "test_docs.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.offenders


def band(low, high, n=5):
    mean = 0.5 * (low + high)
    return Bands(mean, mean, low, high, low, high, low, high, 0.5, n, 4)


@pytest.mark.parametrize(("low", "high", "got", "verdict"), [
    (1.0, 2.0, (1.2, 1.8), REPRODUCED), (1.0, 2.0, (1.0, 2.0), REPRODUCED), (1.0, 2.0, (0.9, 1.8), UNSURE),
    (1.0, 2.0, (0.0, 5.0), UNSURE), (1.0, 2.0, (2.1, 3.0), NOT), (1.0, 2.0, (-3.0, 0.9), NOT),
    (None, 0.0, (-9.0, -0.1), REPRODUCED), (None, 0.0, (-1.0, 0.1), UNSURE), (None, 0.0, (0.1, 1.0), NOT),
    (0.0, None, (0.1, 9e9), REPRODUCED), (0.0, None, (-0.2, -0.1), NOT), (None, None, (-5.0, 5.0), REPRODUCED),
    (1.0, 2.0, (NAN, NAN), UNSURE),
])
def test_a_verdict_is_where_the_whole_interval_lies(low, high, got, verdict):
    assert Fact("P00.x", "x", "x", lambda pool: 0.0, low, high).verdict(band(*got)) == verdict


def test_nothing_measured_is_no_verdict_and_one_failure_fails_a_pattern():
    assert Fact("P00.x", "x", "x", lambda pool: 0.0, 0.0, 1.0).verdict(EMPTY) == UNSURE
    assert verdict_of([REPRODUCED, REPRODUCED]) == REPRODUCED
    assert verdict_of([REPRODUCED, UNSURE]) == UNSURE and verdict_of([]) == UNSURE
    assert verdict_of([REPRODUCED, UNSURE, NOT]) == NOT


@pytest.fixture
def tiny(tmp_path, monkeypatch):
    """The tiny patterns in the place of the published ones, an empty folder, English."""
    monkeypatch.setattr(patterns, "PATTERNS", tiny_patterns.PATTERNS)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DETENTE_LANG", "en")
    monkeypatch.setenv("COLUMNS", "170")
    return tmp_path


def test_from_end_to_end(tiny, capsys):
    assert cli.main(["validate", "--uncertainty", "default"]) == 0
    out, err = capsys.readouterr()
    folder = tiny / "results" / "validation"
    assert {x.name for x in folder.iterdir()} == {
        "validation.csv", "validation.json", "validation_fr.md", "validation_en.md", "validation_fr.png", "validation_en.png",
        "validation_fr.svg", "validation_en.svg", "alt_fr.txt", "alt_en.txt"}
    assert "480 runs" in err and "saved in results/validation" in err
    with (folder / "validation.csv").open(encoding="utf-8", newline="") as table:
        found = {row["fact"]: row for row in csv.DictReader(table)}
    assert {key: row["verdict"] for key, row in found.items()} == {
        "T01.both": REPRODUCED, "T01.open": REPRODUCED, "T02.beyond": NOT, "T02.fine": REPRODUCED, "T03.coin": UNSURE,
        "T03.void": UNSURE}
    assert list(found) == sorted(found), "levels, then patterns, then docking"
    assert found["T03.coin"]["mean"] == "0.5" and found["T03.void"]["mean"] == ""
    kept = json.loads((folder / "validation.json").read_text(encoding="utf-8"))
    assert kept["counts"]["pattern"] == {REPRODUCED: 0, NOT: 1, UNSURE: 0, "all": 1, "central": 0}
    assert found["T02.fine"]["median_inside"] == "True" and found["T02.beyond"]["median_inside"] == "False"
    assert kept["counts"]["level"][REPRODUCED] == 1 and kept["posterior"] is None and len(kept["model"]) == 16
    assert "Validation patterns: 0 of 1 reproduced, 1 not, 0 too uncertain" in out
    assert "T02, not reproduced. What may be missing: another world" in out and "What may be missing: nothing" not in out
    page = (folder / "validation_fr.md").read_text(encoding="utf-8")
    assert "**T02** (non reproduit). un autre monde" in page and "trop incertain pour conclure" in page
    assert of_docs()([("page", line) for line in page.splitlines() if "| ---" not in line]) == []


def test_bad_requests_are_one_line(tiny, capsys, monkeypatch):
    monkeypatch.setattr(draws, "FILE", tiny / "posterior.npz")
    for args, part in ((["T9"], "there is no such pattern"), (["--draws", "0"], "at least one draw"), ([], "detente calibrate"),
                       (["--uncertainty", "much"], "no such uncertainty"), (["--threads", "0"], "at least one thread"),
                       (["--uncertainty", "default", "--draws", "2"], "are one draw"),
                       (["--uncertainty", "default", "--out", " "], "a name or a folder")):
        assert cli.main(["validate", *args]) == 2
        out, err = capsys.readouterr()
        assert out == "" and err.count("\n") == 1 and part in err, err
    (tiny / "results" / "mine").mkdir(parents=True)
    (tiny / "results" / "mine" / "letter.txt").write_text("dear")
    assert cli.main(["validate", "--uncertainty", "default", "--out", "mine", "--force"]) == 2
    assert (tiny / "results" / "mine" / "letter.txt").read_text() == "dear"


def command(folder, *args):
    start = (f"import sys; sys.path.insert(0, {str(HERE)!r}); import tiny_patterns, detente.patterns as p;"
             "p.PATTERNS = tiny_patterns.PATTERNS; from detente.cli import main; sys.exit(main(sys.argv[1:]))")
    return [sys.executable, "-c", start, "validate", "--uncertainty", "default", "--no-figures", "--out", str(folder), *args]


def kept_runs(file):
    try:
        with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as base:
            return base.execute("select count(*) from runs").fetchone()[0]
    except sqlite3.Error:
        return 0


def results(folder):
    texts = {x.name: x.read_bytes() for x in folder.iterdir() if x.suffix != ".json"}
    kept = json.loads((folder / "validation.json").read_text(encoding="utf-8"))
    assert kept.pop("seconds") > 0
    return texts, json.dumps(kept, indent=1)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
def test_killed_half_way_it_goes_on_to_the_same_bytes(tmp_path, monkeypatch):
    made = tmp_path / "made"
    env = os.environ | {tiny_patterns.MADE: str(made)}
    file = tmp_path / ".work" / "runs.sqlite"
    process = subprocess.Popen(command(tmp_path / "killed"), env=env, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    while kept_runs(file) == 0 and process.poll() is None:
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL, "over before it could be killed"
    before = kept_runs(file)
    assert 0 < before < 160 and not (tmp_path / "killed").exists()
    made.write_text("")
    subprocess.run(command(tmp_path / "killed"), env=env, check=True, capture_output=True)
    assert len(made.read_text()) == 160 - before, "what was kept is not run again; patterns that share a measure share runs"
    monkeypatch.setattr(patterns, "PATTERNS", tiny_patterns.PATTERNS)
    assert cli.main(command(tmp_path / "whole" / "killed", "--threads", "1")[3:]) == 0
    assert results(tmp_path / "killed") == results(tmp_path / "whole" / "killed")


def test_chosen_patterns_by_kind_and_a_word_for_a_slip():
    keys = [pattern.key for pattern in chosen()]
    assert sorted(keys) == sorted(BY_KEY) and len(set(keys)) == len(keys)
    kinds = [BY_KEY[key].kind for key in keys]
    assert kinds == sorted(kinds, key=KINDS.index)
    assert [pattern.key for pattern in chosen(["d01", "P02"])] == ["P02", "D01"]
    assert tasks(chosen(["P02"]), 24)[0].runs == 2 * 24 * BY_KEY["P02"].seeds


def test_rows_of_the_figure_stand_where_they_should():
    def at(low, high, got, unit="ratio"):
        return type("X", (), {"fact": Fact("P.x", "", "", lambda pool: 0.0, low, high, unit), "bands": band(*got)})

    assert placed(at(2.0, 4.0, (1.0, 5.0))) == ((0.0, 1.0), (-0.5, -0.5, 0.5, 1.5, 1.5))
    assert placed(at(0.0, None, (-2.0, 1.0)))[0] == (0.0, RIGHT) and placed(at(0.0, None, (-2.0, 1.0)))[1][0] == -1.0
    assert placed(at(None, 3.0, (4.0, 5.0))) == ((LEFT, 1.0), (1.5, 1.5, 1.75, 2.0, 2.0))
    assert range_words(at(None, -0.1, (-0.2, 0.1), "share"), "fr") == "≤\u202f−10,0\u202f%"
    assert interval_words(at(1.9, 2.4, (2.0, 2.2)), "en") == "2.00 to 2.20"


@pytest.mark.parametrize("key", BY_KEY)
def test_every_pattern_is_told_in_both_languages_with_its_sources(key):
    p = BY_KEY[key]
    with EVIDENCE.open(encoding="utf-8-sig", newline="") as table:
        known = {row["id"] for row in csv.DictReader(table)}
    assert p.sources and set(p.sources) <= known and p.facts
    french = [("fr", p.fr), ("how", p.how_fr), ("missing", p.missing_fr), *((x.key, x.fr) for x in p.facts)]
    english = [p.en, p.how_en, p.missing_en, *(x.en for x in p.facts)]
    assert all(text.strip() for _, text in french) and all(text.strip() for text in english)
    assert of_docs()(french) == [] and not any("—" in text for text in [*english, *(text for _, text in french)])
    assert not any(re.search(r"\w’s|\u202f", text) and text in english for _, text in french)
    for x in p.facts:
        assert x.key.startswith(f"{key}.") and x.unit in UNITS and x.en != x.fr
        assert x.low is None or x.high is None or x.low < x.high
        assert (x.low, x.high) != (None, None), "a range open on both sides cannot fail"
    assert len({x.key for x in p.facts}) == len(p.facts)


def test_every_pattern_can_be_run():
    for pattern in PATTERNS:
        arms = pattern.arms()
        assert arms and len({arm.name for arm in arms}) == len(arms), pattern.key
        assert vars(sys.modules[pattern.measure.__module__]).get(pattern.measure.__name__) is pattern.measure, pattern.key


def test_scatter_is_one_by_chance_and_more_in_bursts():
    assert wing_days.scatter(np.array([[4.0, 0, 0, 0], [1.0, 0, 0, 0]])) == (12.0, 3.0)
    by_chance = np.random.default_rng(1).poisson(0.4, (4000, 28)).astype(float)
    x, n = wing_days.scatter(by_chance)
    assert x / n == pytest.approx(1.0, abs=0.02)
    x, n = wing_days.scatter(by_chance * np.where(np.arange(28) % 14 == 0, 4.0, 1.0))
    assert x / n > 1.5
    assert wing_days.scatter(np.zeros((3, 5))) == (0.0, 0.0)


def test_people_a_day_counts_each_once(small_run):
    from detente.outcomes.facts import facts

    f = facts(small_run)
    days = wing_days.people_a_day(f)
    log = [x for x in f.log if x["kind"] < 7]
    assert days.shape == (1, 20) and days.sum() == len({(x["wing"], x["day"], x["a_pid"]) for x in log}) > 20
    assert days.sum() < len(log), "somebody acted twice on one day"
    few = wing_days.people_a_day(f, wing_days.DEFIANT)
    assert (few <= days).all() and wing_days.measure(small_run)["defiant_01"] == (few >= 1).sum()


def test_an_officer_on_the_floor_has_what_roster_and_posts_say():
    from detente.engine import simulate
    from detente.scenario import load

    scenario = load("baseline").with_(horizon_days=60)
    run = simulate(scenario, 1)
    assert p01_levels.day_share(run) == pytest.approx(16 / 17)
    on_the_floor = scenario.establishment.inmates / 2.9 * 0.91 / 3 * scenario.levers["floor_share"]
    assert p01_levels.measure(run)["floor_load"] == pytest.approx(scenario.establishment.inmates / on_the_floor, rel=0.1)
