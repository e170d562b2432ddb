"""Paired comparison: fake arms with known answers, then a tiny prison."""

from __future__ import annotations

import math
import threading
import time
from pathlib import Path

import pytest
from detente.errors import DetenteError
from detente.i18n import MINUS, NARROW
from detente.scenario import load
from detente.studies.compare import Comparison, Measured, compare
from detente.studies.fairness import Means
from detente.studies.runner import replicate
from detente.studies.verdict import cautions, sentences

TINY = Path(__file__).parents[1] / "data" / "tiny.yaml"


@pytest.fixture(scope="module")
def tiny():
    return load(TINY)


def made(scenario, *arms, posts=(17, 17, 17), hours=(100.0, 100.0, 100.0)):
    """A comparison whose runs are written by hand: each arm a list of {outcome: value}."""
    runs = [[Measured(values, Means(posts[k], hours[k], 1000.0 * (k + 1))) for values in arm]
            for k, arm in enumerate(arms)]
    names = ("one", "two", "three")[: len(arms)]
    return Comparison((scenario,) * len(arms), names, tuple(range(len(arms[0]))), runs, tuple(arms[0][0]))


def column(key, *values):
    return [{key: float(value), "fear": 0.5, "suicides": 0.0} for value in values]


def test_table_has_the_known_answer(tiny):
    found = made(tiny, column("assaults", 10, 12, 14, 16), column("assaults", 9, 10, 13, 12)).table("en")
    row = found[found.outcome == "assaults"].iloc[0]
    assert (row.arm, row.reference, row.mean_reference, row["mean"], row.difference) == ("two", "one", 13, 11, -2)
    assert row.share_better == 1.0 and row.n == 4  # fewer assaults are better
    assert row.variance_gain == pytest.approx(5.0) and row.rho == pytest.approx(12 / math.sqrt(200))
    assert row.low == pytest.approx(-2 - 3.18245 / math.sqrt(2), abs=1e-4)
    assert row.euros_difference == 1000.0 and row.floor_hours_difference == 0.0
    assert "Student" in found.attrs["method"] and "chance only" in found.attrs["method"]


def test_equal_by_rarity_is_not_known_to_be_equal(tiny):
    found = made(tiny, column("assaults", 1, 2), column("assaults", 2, 4)).table("en").set_index("outcome")
    assert found.loc["suicides"].identical and math.isnan(found.loc["suicides"].low)


def test_sentences_never_say_more_than_intervals(tiny):
    better = made(tiny, column("assaults", 10, 20, 30), column("assaults", 5, 15.1, 24.9))
    said = " ".join(sentences(better, "en"))
    assert "Lower under two" in said and "assaults between inmates" in said.split("Cannot tell")[0]
    assert "fear" in said.split("Cannot tell")[1]
    noisy = " ".join(sentences(made(tiny, column("assaults", 10, 20), column("assaults", 30, 10)), "en"))
    assert "Lower" not in noisy and "Higher" not in noisy and "Cannot tell" in noisy
    alone = sentences(made(tiny, column("assaults", 10), column("assaults", 5)), "en")
    assert len(alone) == 1 and "nothing can be told" in alone[0]


def test_weak_common_chance_is_said(tiny):
    weak = made(tiny, column("assaults", 1, 2, 3), column("assaults", 3, 1, 2))
    assert [(arm, key) for arm, key, _ in weak.weak()] == [("two", "assaults")]
    assert any("Common chance helped little" in line for line in cautions(weak, "en"))
    assert not any("little" in line
                   for line in cautions(made(tiny, column("assaults", 1, 2, 3), column("assaults", 2, 3, 4)), "en"))


def test_fairness_in_words(tiny):
    arms = [column("assaults", 1, 2)] * 3
    same = made(tiny, *arms, hours=(100.0, 100.4, 90.0)).fairness("en")
    assert list(same.officer_posts) == [17, 17, 17] and list(same.euros) == [1000, 2000, 3000]
    assert same.words[0] == "the reference" and "the same officer minutes" in same.words[1]
    assert "but hours on floors" in same.words[2] and f"{MINUS}10.0" in same.words[2]
    other = made(tiny, *arms, posts=(17, 17, 20)).fairness("fr")
    assert other.words[2].startswith("PAS les mêmes effectifs") and NARROW in other.words[2]


def test_another_prison_or_length_is_said(tiny):
    long = tiny.with_(horizon_days=30)
    comparison = Comparison((tiny, long), ("a", "b"), (1,), made(tiny, column("x", 1), column("x", 1)).runs, ("x",))
    assert any("same time" in line for line in comparison.warnings("en"))
    assert not made(tiny, column("x", 1), column("x", 1)).warnings("en")


def test_null_policy_is_identical(tiny):
    comparison = compare(tiny, TINY, replicates=3)
    assert comparison.names == ("tiny", "tiny (2)") and comparison.seeds == (1, 2, 3)
    assert comparison.identical(1)
    table = comparison.table()
    known = table[table.n > 1]
    assert len(known) > 50
    assert (known.difference == 0.0).all() and (known.variance_gain == math.inf).all()
    assert (known.low == 0.0).all() and "identical to the bit" in sentences(comparison, "en")[0]


def test_threads_and_order_do_not_matter(tiny):
    other = tiny.with_(levers={"relation_share": 0.8, "search_rate": 0.1}, name="other")
    one = compare(tiny, other, replicates=5, threads=1)
    four = compare(tiny, other, replicates=5, threads=4)
    assert one.replicates().equals(four.replicates()) and one.table().equals(four.table())
    backwards = compare(tiny, other, seeds=[5, 4, 3, 2, 1], threads=2)
    again = backwards.replicates().sort_values(["arm", "seed"], ignore_index=True)
    assert again.equals(one.replicates().sort_values(["arm", "seed"], ignore_index=True))
    assert not one.identical(1) and list(one.replicates().columns[:3]) == ["arm", "seed", "officer_posts"]


def test_outcomes_and_progress(tiny):
    seen = []
    comparison = compare(tiny, tiny, replicates=2, outcomes=["fear", "assaults"], progress=lambda *at: seen.append(at))
    assert list(comparison.table().outcome) == ["fear", "assaults"]
    assert seen == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_french_labels(tiny):
    table = compare(tiny, tiny, replicates=1, outcomes=["fear"]).table("fr")
    assert table.label[0] == "Peur" and table.unit[0] == "de 0 à 1"


@pytest.mark.parametrize(("given", "part"), [
    ({"replicates": 0}, "replicates"), ({"seeds": [1, 1]}, "seeds"), ({"seeds": []}, "seeds"),
    ({"level": 1.0}, "level"), ({"threads": 0}, "threads"), ({"outcomes": ["asaults"]}, "did you mean `assaults`"),
])
def test_bad_requests(tiny, given, part):
    with pytest.raises(DetenteError, match=part):
        compare(tiny, tiny, **given)


def test_one_scenario_is_no_comparison(tiny):
    with pytest.raises(DetenteError, match="two scenarios"):
        compare(tiny)


def test_interruption_cancels_what_has_not_begun(tiny):
    begun, lock = [], threading.Lock()

    def measure(run):
        with lock:
            begun.append(run.seed)
        time.sleep(0.02)
        return run.seed

    def stop(done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        replicate([tiny], range(1, 201), measure, threads=2, progress=stop)
    time.sleep(0.3)
    after = len(begun)
    assert after < 20
    time.sleep(0.2)
    assert len(begun) == after


def test_an_error_in_a_run_is_passed_on(tiny):
    with pytest.raises(ZeroDivisionError):
        replicate([tiny], [1, 2], lambda run: 1 // 0, threads=2)
