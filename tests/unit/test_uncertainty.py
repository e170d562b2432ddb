"""Two intervals: planted draw effects and planted luck are told apart; the words never say more; commands, files, figure."""

from __future__ import annotations

import json
import math
import re
import shutil
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from detente import cli, levels, open_results
from detente.engine import simulate
from detente.errors import DetenteError
from detente.i18n import NARROW, catalogue
from detente.mechanisms import PARAMETERS
from detente.report.alt import alt_text
from detente.report.fig_compare import figure_compare
from detente.scenario import load
from detente.scenario.files import from_dict, write
from detente.studies import draws as shipped
from detente.studies.bands import bands
from detente.studies.compare import Comparison, compare
from detente.studies.crossed import covered, crossed, one_run, paired_crossed
from detente.studies.draws import Draw
from detente.studies.experiment import live
from detente.studies.grid import grid
from detente.studies.keep import difference
from detente.studies.memory import Memory
from detente.studies.uncertain import CONCLUSIONS, UncertainComparison, conclusion
from detente.studies.uncertain_words import sentence
from detente.studies.vectors import chosen, held
from hypothesis import given, settings
from hypothesis import strategies as st

TINY = Path(__file__).parents[1] / "data" / "tiny.yaml"
MOVED = "tension.half_life"
READ = shipped.sample.__wrapped__
LEVERS = {"relation_share": 0.8, "search_rate": 0.1}
ORDINARY_SPACE = re.compile(r"(?<=[\w%»)’–])[ \u00a0][;:?!](?=\s|$)|« | »|(?<=\w)[;?!](?=\s|$)|(?<=[a-zé)]):(?=\s)"
                            r"|(?<=\w)'(?=\w)")


@pytest.fixture(scope="module")
def tiny():
    return load(TINY)


@pytest.fixture(scope="module")
def sample_file(tmp_path_factory):
    """A stand-in for the posterior sample: 40 draws of the prior, in the format of the shipped file."""
    rows = shipped.draws("prior", 40)
    file = tmp_path_factory.mktemp("data") / "posterior.npz"
    np.savez(file, names=np.array(list(rows[0].values)), values=np.array([list(x.values.values()) for x in rows]))
    return file


def stand_in(monkeypatch, file):
    monkeypatch.setattr(shipped, "FILE", file)
    monkeypatch.setattr(shipped, "sample", cache(lambda: READ(file)))


@pytest.fixture
def posterior(monkeypatch, sample_file):
    stand_in(monkeypatch, sample_file)


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty folder with two tiny scenarios, English, a wide page."""
    shutil.copy(TINY, tmp_path / "tiny.yaml")
    text = TINY.read_text(encoding="utf-8") + f"levers: {json.dumps(LEVERS)}\n"
    (tmp_path / "other.yaml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DETENTE_LANG", "en")
    monkeypatch.setenv("COLUMNS", "200")
    return tmp_path


def call(capsys, *args):
    code = cli.main([str(arg) for arg in args])
    return code, *capsys.readouterr()


# The two intervals on planted effects

def planted(rng, draws, seeds, of_draw, of_seed, rest, mean=0.0):
    """Runs with known variances, and the true value of each draw."""
    true = mean + of_draw * rng.standard_normal(draws)
    return true[:, None] + of_seed * rng.standard_normal(seeds) + rest * rng.standard_normal((draws, seeds)), true


def test_a_large_design_gives_the_planted_spreads_back():
    y, true = planted(np.random.default_rng(1), 400, 40, 3.0, 2.0, 5.0, mean=10.0)
    x = crossed(y)
    assert x.mean == pytest.approx(10, abs=1.0) and (x.draws, x.seeds) == (400, 40)
    assert (x.low, x.high) == pytest.approx(np.percentile(true, [2.5, 97.5]), abs=0.8)
    half = 2.0 / math.sqrt(40) * 2.02  # what the draws share of luck does not shrink with draws
    assert 0.5 * (x.chance_high - x.chance_low) == pytest.approx(half, rel=0.3)
    assert one_run(y) == pytest.approx(math.hypot(2.0, 5.0), rel=0.1)
    assert x.both_low < min(x.low, x.chance_low) and x.both_high > max(x.high, x.chance_high)


def coverage(of_seed, make, times=400):
    """How often the interval of chance holds the mean of the drawn truths, and that of ignorance a truth never run."""
    rng, chance, ignorance = np.random.default_rng(7), 0, 0
    for _ in range(times):
        y, true = planted(rng, 24, 4, 1.0, of_seed, 1.0)
        x = make(y)
        chance += x.chance_low <= true.mean() <= x.chance_high
        ignorance += x.low <= rng.standard_normal() <= x.high
    return chance / times, ignorance / times


@pytest.mark.parametrize("of_seed", [0.0, 1.0])
def test_both_intervals_cover_what_they_say(of_seed):
    chance, ignorance = coverage(of_seed, crossed)
    assert 0.92 <= chance <= 0.98 and 0.87 <= ignorance <= 0.96  # 95 % and covered(0.95, 24) = 92 %


def test_luck_common_to_all_draws_is_chance():
    """Taken for independent between draws it would be lost: the check above can fail."""
    def apart(y):
        return bands(y.mean(axis=1), y.var(axis=1, ddof=1) / y.shape[1], y.shape[1])

    assert coverage(1.0, apart)[0] < 0.6


def test_known_answers():
    additive = np.array([0.0, 1.0, 5.0])[:, None] + np.array([-1.0, 1.0])  # no rest: ignorance is the draws themselves
    x = crossed(additive)
    assert (x.mean, x.low, x.high, x.median) == (2.0, 0.0, 5.0, 1.0)
    assert x.chance_high - x.mean == pytest.approx(12.7062, abs=1e-3)  # t(1) times 1
    assert x.both_high == pytest.approx(2.0 + math.hypot(3.0, 12.7062), abs=1e-3)
    luck = crossed(np.array([[1.0, -1.0], [-1.0, 1.0]]))  # the rest explains all: the draws do not differ
    assert luck.low == luck.high == luck.mean == 0.0
    alone = crossed(np.array([[1.0, 2.0, 3.0]]))
    assert math.isnan(alone.low) and (alone.both_low, alone.both_high) == (alone.chance_low, alone.chance_high)
    assert alone.chance_high - 2.0 == pytest.approx(4.30265 / math.sqrt(3), abs=1e-4)  # Student, as without draws
    one_seed = crossed(np.array([[1.0], [2.0]]))
    assert math.isnan(one_seed.chance_low) and math.isnan(one_seed.both_low) and one_seed.sign == 0
    assert crossed(np.full((3, 2), np.nan)).draws == 0
    assert covered(0.95, 24) == pytest.approx(23 / 25) and covered(0.95, 100) == 0.95 and math.isnan(covered(0.95, 1))


def test_missing_runs_are_left_out():
    y, true = planted(np.random.default_rng(3), 60, 8, 2.0, 0.5, 1.0)
    y[np.random.default_rng(4).random(y.shape) < 0.1] = np.nan
    y[0], y[1, 1] = np.nan, np.inf
    x = crossed(y)
    assert x.draws == 59 and x.mean == pytest.approx(true[1:].mean(), abs=0.6) and x.high - x.low == pytest.approx(8, rel=0.3)


def test_pairs_within_draws():
    a, b = np.array([[10.0, 12.0], [110.0, 112.0]]), np.array([[8.0, 10.0], [109.0, 111.0]])
    pair = paired_crossed(a, b, direction=-1)
    assert (pair.n, pair.mean_reference, pair.mean, pair.difference) == (4, 61.0, 59.5, -1.5)
    assert pair.share_draws_better == pair.share_better == 1.0 and pair.rho == pytest.approx(1.0)
    assert pair.variance_gain == math.inf and not pair.identical
    rng = np.random.default_rng(5)
    luck, wide = rng.standard_normal((20, 30)), 100.0 * rng.standard_normal((20, 1))
    free = paired_crossed(wide + luck, wide + rng.standard_normal((20, 30)))
    assert abs(free.rho) < 0.15, "what the draws share is not what the seeds share"
    assert math.isnan(free.share_draws_better)
    same = paired_crossed(a, a, 1)
    assert same.identical and conclusion(same) == "equal"


# What may be said

CASES = {
    "lower": [[-9.0, -10.0, -11.0], [-12.0, -13.0, -14.0]], "higher": [[9.0, 10.0, 11.0], [12.0, 13.0, 14.0]],
    "chance": [[-9.0, 1.0, 9.0], [-8.0, 2.0, 10.0]], "ignorance": [[-9.0, -9.1, -9.2], [12.0, 11.9, 12.1]],
    "neither": [[-9.0, 1.0, 9.0], [-29.0, -19.0, -11.0]], "equal": [[0.0, 0.0], [0.0, 0.0]],
    "one_seed": [[-9.0], [-10.0]], "nothing": [[math.nan] * 2] * 2,
    "together": [[-0.5, 1.0, 2.5], [2.5, 4.0, 5.5], [5.5, 7.0, 8.5]],
}


def test_every_conclusion_has_a_case():
    assert set(CASES) == set(CONCLUSIONS)


def pair_of(case, direction=0):
    d = np.array(CASES[case])
    return paired_crossed(np.full(d.shape, 50.0) + 0.0 * d, 50.0 + d, direction)


@pytest.mark.parametrize("case", CASES)
def test_conclusions(case):
    assert conclusion(pair_of(case)) == case


@pytest.mark.parametrize("case", CASES)
def test_sentences_in_both_languages(case):
    pair = pair_of(case, -1)
    en, fr = (sentence(pair, "assaults", "two", lang) for lang in ("en", "fr"))
    assert en.startswith("Assaults between inmates: ") and fr.startswith(f"Agressions entre personnes détenues{NARROW}: ")
    told = case in ("lower", "higher")
    assert told == ("nobody can say" not in en and case != "nothing")
    assert told == ("on ne peut pas conclure" not in fr and case != "nothing")
    assert not ORDINARY_SPACE.search(fr) and not re.search(r"\d\.\d", fr), fr
    if case == "lower":
        assert "two does better in 100 % of draws" in en and f"two fait mieux dans 100{NARROW}% des tirages" in fr


@given(st.lists(st.lists(st.floats(-5, 3), min_size=3, max_size=3), min_size=2, max_size=8))
@settings(max_examples=150, deadline=None)
def test_never_more_than_both_intervals_allow(rows):
    x = (pair := paired_crossed(np.zeros((len(rows), 3)), np.array(rows))).bands
    said = conclusion(pair)
    if said == "lower":
        assert max(x.chance_high, x.high, x.both_high) < 0
    if said == "higher":
        assert min(x.chance_low, x.low, x.both_low) > 0
    words = sentence(pair, "assaults", "two", "en")
    assert ("lower under" in words) == (said == "lower") and ("higher under" in words) == (said == "higher")


def test_a_bound_that_leaves_zero_out_is_not_written_as_zero():
    rows = np.array([[-0.3, -0.30001, -0.30002], [-0.0004, -0.00041, -0.00042]])
    said = sentence(paired_crossed(np.zeros((2, 3)), rows), "fear", "two", "en")
    assert "0.0004" in said and "0.000)" not in said, said


# Runs: what a draw changes and what it does not

@live
def fake(scenario, seed, parameters):
    """A replicate with a planted effect of a drawn parameter, and planted luck, in the place of a run."""
    share = parameters[MOVED] / 10.0
    luck = math.sin(12.9898 * seed) + math.sin(78.233 * seed + parameters[MOVED])
    return {"x": (2.0 if scenario.levers["relation_share"] > 0.7 else 0.0) * share + luck, "moved": parameters[MOVED]}


def test_planted_effect_of_a_draw_comes_out_of_a_fake_replicate(tiny):
    vectors = [Draw(k, {MOVED: 10.0 + k}) for k in range(40)]
    arms = {"one": tiny, "two": tiny.with_(levers=LEVERS)}
    made = grid(arms, "prior", vectors, range(1, 9), measured=fake)
    pair = paired_crossed(made.of(0, "x"), made.of(1, "x"), 1)
    effects = 2.0 * (10.0 + np.arange(40)) / 10.0
    assert pair.difference == pytest.approx(effects.mean()) and pair.share_draws_better == 1.0
    assert (pair.bands.low, pair.bands.high) == pytest.approx((effects[0], effects[-1]), abs=0.05)
    assert pair.bands.chance_high - pair.bands.chance_low < 1e-9, "the same luck in both arms cancels"
    assert conclusion(pair) == "higher"
    level = crossed(made.of(0, "x"))
    assert level.chance_high - level.chance_low > 0.5 and level.chance_low < level.mean < level.chance_high


def test_what_a_scenario_sets_wins_over_the_draw(tiny):
    default = PARAMETERS[MOVED].default
    vectors = [Draw(k, {MOVED: 10.0 + k, "grudge.half_life": 50.0}) for k in range(3)]
    arms = {"drawn": tiny, "set": tiny.with_(parameters={MOVED: default})}  # set, be it to the default
    made = grid(arms, "prior", vectors, (1, 2), measured=fake)
    assert made.of(0, "moved")[:, 0] == pytest.approx([10, 11, 12]) and (made.of(1, "moved") == default).all()
    assert made.held == ({}, {MOVED: default}) and not made.fixed
    assert held(tiny.with_(parameters={MOVED: 9.0}).with_(horizon_days=30), vectors) == {MOVED: 9.0}
    assert grid({"set": arms["set"]}, "prior", [Draw(k, {MOVED: 10.0 + k}) for k in range(2)], (1,), measured=fake).fixed


def test_a_file_sets_and_a_scenario_written_out_in_full_does_not_freeze_everything(tiny, tmp_path):
    vectors = shipped.draws("prior", 2)
    (tmp_path / "a.yaml").write_text(f"extends: baseline\nparameters: {{{MOVED}: 9}}\n")
    assert held(load(tmp_path / "a.yaml"), vectors) == {MOVED: 9.0}
    assert held(load(write(tiny, tmp_path / "b.yaml")), vectors) == {}
    assert held(from_dict(tiny.with_(parameters={MOVED: 9.0}).resolved()), vectors) == {MOVED: 9.0}


def test_param_on_the_command_line_wins(here, capsys, posterior):
    args = ("--uncertainty", "posterior", "--draws", 2, "-n", 2, "--json", "--param", f"{MOVED}=7")
    found = json.loads(call(capsys, "run", "tiny.yaml", *args)[1])
    assert found["uncertainty"]["held"] == {"tiny": {MOVED: 7.0}}
    assert any(MOVED in line for line in found["cautions"])


def test_draws_really_move_the_model_and_threads_do_not(tiny, posterior):
    other = tiny.with_(levers=LEVERS, name="other")
    one, three = (compare(tiny, other, uncertainty="posterior", draws=3, replicates=2, threads=n) for n in (1, 3))
    assert isinstance(one, UncertainComparison) and one.replicates().equals(three.replicates())
    assert one.table().equals(three.table())
    rows = one.replicates()
    assert list(rows.columns[:3]) == ["arm", "draw", "seed"] and len(rows) == 12 and rows.tension.nunique() == 12
    vector = shipped.draws("posterior", 2)[1].values
    from detente import summarise

    run = summarise(simulate(tiny, 2, parameters=vector))
    kept = rows[(rows.arm == "tiny") & (rows.draw == 1) & (rows.seed == 2)].iloc[0]
    assert kept.tension == run["tension"] and kept.assaults == run["assaults"]
    assert all(x.run is None for runs in one.runs for x in runs), "measures are kept, runs are not"
    assert [run.digest() for run in one.first_runs] == [simulate(x, 1).digest() for x in (tiny, other)]


def test_the_null_policy_is_identical_in_every_draw(tiny, posterior):
    found = compare(tiny, TINY, uncertainty="posterior", draws=2, replicates=2, outcomes=["fear", "assaults"])
    table = found.table()
    assert found.identical(1) and list(table.outcome) == ["fear", "assaults"] and set(table.conclusion) == {"equal"}
    assert (table.ignorance_low == 0).all() and (table.both_high == 0).all() and (table.draws == 2).all()


def test_without_draws_nothing_has_changed(tiny):
    plain, named = compare(tiny, tiny, replicates=2), compare(tiny, tiny, replicates=2, uncertainty="default")
    assert type(plain) is type(named) is Comparison and plain.table().equals(named.table())
    assert "ignorance_low" not in plain.table().columns


def test_finished_runs_are_not_run_again(tiny, posterior, tmp_path):
    seen = []
    for _ in range(2):
        memory = Memory(tmp_path / "runs.sqlite")
        levels(tiny, draws=2, replicates=2, memory=memory, progress=lambda *at: seen.append(at))
        memory.close()
    assert seen == [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4), (4, 4)]


def test_how_many_by_default(monkeypatch, sample_file, tmp_path):
    stand_in(monkeypatch, sample_file)
    assert len(chosen("posterior")) == 24 and len(chosen("prior")) == 24 and len(chosen("default")) == 1
    small = tmp_path / "small.npz"
    with np.load(sample_file) as kept:
        np.savez(small, names=kept["names"], values=kept["values"][:5])
    stand_in(monkeypatch, small)
    assert len(chosen("posterior")) == 5
    with pytest.raises(DetenteError, match="not so many"):
        chosen("posterior", 6)


# Commands

@pytest.mark.parametrize("command", [("compare", "tiny.yaml", "other.yaml"), ("run", "tiny.yaml", "--save")])
@pytest.mark.parametrize(("options", "en", "fr"), [
    (("--uncertainty", "posterior"), "no posterior sample is there", "il n’y a pas d’échantillon"),
    (("--uncertainty", "postrior"), "no such uncertainty", "postrior"),
    (("--draws", "4"), "the declared defaults are one draw", "--uncertainty posterior"),
    (("--uncertainty", "prior", "--draws", "0"), "at least one draw is needed", "1 ou plus"),
    (("--uncertainty", "prior", "-n", "0"), "replicates", "de 1 à"),
    (("--uncertainty", "prior", "--threads", "0"), "at least one thread", "1 ou plus"),
])
def test_refusals_are_one_line(here, capsys, monkeypatch, command, options, en, fr):
    monkeypatch.setattr(shipped, "FILE", here / "posterior.npz")
    for lang, part in (("en", en), ("fr", fr)):
        code, out, err = call(capsys, *command, *options, "--lang", lang)
        assert code == 2 and out == "" and err.count("\n") == 1 and part in err, err
    assert not (here / "results").exists()


def test_compare_as_json(here, capsys, posterior):
    code, out, _ = call(capsys, "compare", "tiny.yaml", "other.yaml", "--uncertainty", "posterior", "--draws", 3, "-n", 2,
                        "--no-save", "--json")
    found = json.loads(out)
    assert code == 0 and not (here / "results").exists()
    about = found["uncertainty"]
    assert (about["uncertainty"], about["draws"], about["seeds"], about["runs"]) == ("posterior", [0, 1, 2], [1, 2], 12)
    assert len(about["posterior"]) == 64 and about["held"] == {"tiny": {}, "other": {}} and about["ignorance_level"] == 0.5
    row = next(row for row in found["table"] if row["outcome"] == "tension")
    for name in ("low", "high", "ignorance_low", "ignorance_high", "both_low", "both_high", "share_draws_better"):
        assert isinstance(row[name], float), name
    assert row["draws"] == 3 and row["n"] == 6 and row["conclusion"] in CONCLUSIONS
    assert len(found["sentences"]) == 14 and any("structure of the model" in line for line in found["cautions"])


def test_compare_saves_both_intervals(here, capsys, posterior):
    _, out, err = call(capsys, "compare", "tiny.yaml", "other.yaml", "--uncertainty", "posterior", "--draws", 2, "-n", 2,
                       "--out", "mine")
    assert "chance" in out and "ignorance" in out and "2 draws" in out and "saved in" in err
    saved = open_results(here / "results" / "mine")
    table, drawn = saved.table("comparison"), saved.table("draws")
    assert {"ignorance_low", "ignorance_high", "share_draws_better", "draws"} <= set(table.columns)
    header = (here / "results/mine/comparison.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    assert header == list(table.columns)
    assert len(saved.table("replicates")) == 8 and set(drawn.draw) == {0, 1} and set(drawn.parameter) == set(PARAMETERS)
    about = saved.manifest["comparison"]
    assert about["uncertainty"] == "posterior" and about["draws"] == [0, 1] and len(about["posterior"]) == 64
    assert saved.run(0).digest() == simulate(load(TINY), 1).digest() and "figures/compare.svg" in saved.manifest["files"]
    assert "two intervals" in (here / "results/mine/figures/alt_compare_en.txt").read_text(encoding="utf-8")


def test_run_with_draws(here, capsys, posterior):
    args = ("run", "tiny.yaml", "--uncertainty", "posterior", "--draws", 3, "-n", 2)
    code, out, err = call(capsys, *args)
    assert code == 0 and err == "" and not (here / "results").exists()
    for part in ("3 draws", "2 seeds", "chance", "ignorance", "one run, ±", "rather than 95 %", "posterior sample"):
        assert part in out, part
    found = json.loads(call(capsys, *args, "--json", "--save", "--no-figures")[1])
    row = next(row for row in found["levels"] if row["outcome"] == "tension")
    assert row["low"] < row["mean"] < row["high"] and row["ignorance_low"] < row["ignorance_high"] and row["one_run_sd"] > 0
    assert found["digest"] == simulate(load(TINY), 1).digest(), "the first run has the declared defaults"
    saved = open_results(here / found["saved"])
    assert {"ignorance_low", "one_run_sd", "draws"} <= set(saved.table("levels").columns)
    assert saved.manifest["levels"]["uncertainty"] == "posterior" and len(saved.table("replicates")) == 6
    assert (here / "results" / "tiny" / "levels.csv").exists()


def test_plain_answers_say_what_they_leave_out(here, capsys, monkeypatch, sample_file):
    for file, kind in ((here / "none.npz", "prior"), (sample_file, "posterior")):
        monkeypatch.setattr(shipped, "FILE", file)
        for command in (("compare", "tiny.yaml", "tiny.yaml", "-n", 2, "--no-save"), ("run", "tiny.yaml")):
            _, out, _ = call(capsys, *command)
            assert out.count("--uncertainty") == 1 and f"to add it: --uncertainty {kind}." in out
            assert f"pour l’ajouter{NARROW}: --uncertainty {kind}." in call(capsys, *command, "--lang", "fr")[1]


def test_the_time_is_said_first(here, capsys, posterior, monkeypatch):
    from detente.commands import unsure
    from detente.studies import pace

    monkeypatch.setattr(pace, "seconds_per_inmate_day", lambda announce: 0.01)
    monkeypatch.setattr(unsure, "SHORT", 0)
    args = ("run", "tiny.yaml", "--uncertainty", "posterior", "--draws", 2, "-n", 3, "--threads", 1)
    assert call(capsys, *args)[2] == f"detente: 6 runs (2 draws of the parameters, 3 seeds each): about 60{NARROW}s on this " \
                                     "machine, less for what is already done.\n"
    monkeypatch.setattr(pace, "seconds_per_inmate_day", lambda announce: 0.0001)
    assert call(capsys, *args)[2] == ""


def test_french_page(here, capsys, posterior):
    for command in (("compare", "tiny.yaml", "other.yaml", "--no-save"), ("run", "tiny.yaml")):
        _, out, _ = call(capsys, *command, "--uncertainty", "posterior", "--draws", 2, "-n", 2, "--lang", "fr")
        assert "ignorance" in out and "hasard" in out and "tirages" in out
        assert not ORDINARY_SPACE.search(out), ORDINARY_SPACE.search(out)
    assert all("—" not in text for lang in ("en", "fr") for text in catalogue(lang).values())


def test_figure_shows_chance_thick_and_ignorance_thin():
    rows = [difference("assaults", pair_of("lower")), difference("tension", pair_of("ignorance"))]
    assert [row.better for row in rows] == [1, 0] and rows[0].ignorance is not None
    figure = figure_compare(rows, "a", "b", "fr")
    widths = {line.get_linewidth() for line in figure.axes[0].lines if len(line.get_xdata()) == 2}
    words = " ".join(t.get_text() for t in figure.findobj(lambda x: hasattr(x, "get_text")))
    assert {5.0, 1.2} <= widths and "hasard" in words and "ignorance" in words
    assert "deux intervalles" in alt_text("compare", rows, "fr")
