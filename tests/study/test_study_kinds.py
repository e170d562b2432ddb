"""Each kind of study, from its file to its tables, words and figures."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from study_support import write

from detente.study import pools
from detente.study.conduct import conduct, finish
from detente.study.file import read_study

FACTORS = "factors: {relation_share: {low: 0.1, high: 0.6}, activity_hours: {low: 0, high: 30}}\n"
sys.path.insert(0, str(Path(__file__).parents[1] / "unit"))
from test_docs import offenders  # noqa: E402

STUDIES = {
    "sweep": "kind: sweep\nbase: tiny.yaml\n" + FACTORS + "design: {kind: lhs, points: 6}\nseeds: 2\n",
    "compare": "kind: compare\nbase: [tiny.yaml, other.yaml]\nseeds: 10\nstructures: {calm: {switches.fear: off}}\n",
    "sensitivity": "kind: sensitivity\nbase: tiny.yaml\n" + FACTORS + "design: {kind: morris, trajectories: 4}\nseeds: 2\n",
    "discover": "kind: discover\nbase: [tiny.yaml, other.yaml]\n" + FACTORS + "design: {kind: lhs, points: 20}\nseeds: 1\n",
    "optimise": "kind: optimise\nbase: tiny.yaml\n" + FACTORS + "seeds: 1\nanalysis: {population: 6, generations: 2}\n",
    "trajectory": "kind: trajectory\nbase: [tiny.yaml, other.yaml]\nseeds: 4\nanalysis: {every: 5}\n",
}
NEEDS = {"optimise": "pymoo"}


@pytest.mark.parametrize("kind", STUDIES)
def test_a_study_of_each_kind_ends_in_tables_words_and_figures(kind, tmp_path):
    if kind in NEEDS:
        pytest.importorskip(NEEDS[kind])
    path = write(tmp_path, "study: 1\n" + STUDIES[kind] + "outcomes: [threats, stress]\n")
    results = conduct(read_study(path), tmp_path / "made", pools.threads(1))
    lines = finish(results, "en")
    assert lines[0].startswith("# ") and any("Simulated" in line for line in lines)
    french = (tmp_path / "made" / "summary_fr.md").read_text(encoding="utf-8").splitlines()
    assert offenders([("fr", line) for line in french if "`" not in line]) == []
    assert list((tmp_path / "made").glob("*.csv"))
    assert kind == "discover" or list((tmp_path / "made").glob("*_fr.png"))
    told = results.verify()
    assert told["spoilt"] == [] and told["there"] == told["runs"] > 0


def test_a_search_stopped_asks_for_the_same_points_again(tmp_path):
    pytest.importorskip("pymoo")
    path = write(tmp_path, "study: 1\n" + STUDIES["optimise"] + "outcomes: [threats, stress]\n")
    whole = conduct(read_study(path), tmp_path / "whole", pools.threads(1))

    def stop(finished, total):
        if finished == total:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        conduct(read_study(path), tmp_path / "stopped", pools.threads(1), progress=stop)
    again = conduct(read_study(path), tmp_path / "stopped", pools.threads(1))
    assert again.plan["points"] == whole.plan["points"]
    assert again.compact().read_bytes() == whole.compact().read_bytes()


def test_a_precision_fixes_the_number_of_pairs_once(tmp_path):
    path = write(tmp_path, "study: 1\nkind: compare\nbase: [tiny.yaml, other.yaml]\n"
                           "seeds: {pilot: 30, half_width: 400, most: 45}\n"
                           "outcomes: [threats]\n")
    told = {}
    results = conduct(read_study(path), tmp_path / "stein", pools.threads(1), tell=lambda key, n: told.update({key: n}))
    assert told["study.stein"]["pilot"] == 30 and results.plan["seeds"] == told["study.stein"]["n"]
    again = conduct(read_study(path), tmp_path / "stein", pools.threads(1))
    assert again.plan["seeds"] == results.plan["seeds"] and len(again.frame()) == 2 * results.plan["seeds"]


def test_the_three_doubts_are_about_the_difference_that_is_told(tmp_path):
    path = write(tmp_path, "study: 1\n" + STUDIES["compare"] + "uncertainty: prior\ndraws: 3\noutcomes: [threats]\n")
    results = conduct(read_study(path), tmp_path / "made", pools.threads(1))
    finish(results, "fr", figures=False)
    table, bands, variants = (pd.read_csv(tmp_path / "made" / f"{name}.csv") for name in ("comparison", "bands", "structures"))
    frame = results.good()
    own = frame[frame.structure == "as declared"].pivot_table(index="seed", columns="base", values="threats", aggfunc="mean")
    difference = float((own["other"] - own["tiny"]).mean())
    assert table.difference[0] == pytest.approx(difference)
    middles = ((bands.low + bands.high) / 2).tolist()  # of chance, parameters and structure
    assert middles == pytest.approx([difference] * 3)
    assert list(variants.structure) == ["as declared", "calm"] and variants.difference[0] == pytest.approx(difference)
    calm = frame[frame.structure == "calm"].groupby("base").threats.mean()
    assert variants.difference[1] == pytest.approx(calm["other"] - calm["tiny"])


def test_the_last_quarter_is_compared_seed_by_seed(tmp_path):
    path = write(tmp_path, "study: 1\n" + STUDIES["trajectory"] + "outcomes: [threats]\n")
    results = conduct(read_study(path), tmp_path / "made", pools.threads(1))
    finish(results, "fr", figures=False)
    ends = pd.read_csv(tmp_path / "made" / "ends.csv").set_index("base")
    frame = results.good()
    last = {(r.base, r.seed): r._asdict()["threats_last"] for r in frame.assign(
        threats_last=[x[-1] for x in frame["series.threats"]]).itertuples(index=False)}
    gaps = [last["other", seed] - last["tiny", seed] for seed in sorted(frame.seed.unique())]
    assert len(frame["series.threats"].iloc[0]) == 4  # a quarter is one step
    assert ends.difference["other"] == pytest.approx(np.mean(gaps)) and ends.pairs["other"] == len(gaps)
    assert ends.lower["other"] == sum(x < 0 for x in gaps)


def test_no_region_is_drawn_round_a_few_cases(tmp_path):
    text = "study: 1\n" + STUDIES["discover"].replace("[tiny.yaml, other.yaml]", "tiny.yaml") + "outcomes: [stress]\n"
    results = conduct(read_study(write(tmp_path, text)), tmp_path / "made", pools.threads(1))
    finish(results, "en", figures=False)
    measure = np.sort(pd.read_csv(tmp_path / "made" / "cases.csv").measure)
    for bound, drawn in ((measure[-4], False), (measure[9], True)):  # three cases, then half of the points
        asked = read_study(write(tmp_path, text + f"analysis: {{outcome: stress, above: {float(bound)!r}}}\n"))
        again = conduct(asked, tmp_path / "made", pools.threads(1))
        words = "\n".join(finish(again, "en", figures=False))
        assert ("Too few points" in words) is not drawn
        assert ("## Where it holds" in words) is drawn
