"""Claims C1 to C11: arms differ only in what is said, a null version gives nothing, texts are right in both languages."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from detente.claims import CLAIMS, Effect
from detente.claims.c01_constraint import STEPS, levers
from detente.claims.c03_promiscuity import filled
from detente.claims.claim import DEPENDS, FAILS, HOLDS
from detente.claims.dose import change, drift, gap, level, trend
from detente.claims.figures import figures, pair_again
from detente.claims.prison import posture, small
from detente.claims.reopened import ANSWERS, reopened
from detente.declare.levers import BY_NAME, LADDER_KINDS
from detente.mechanisms import PARAMETERS, SWITCHES
from detente.outcomes.facts import Facts
from detente.outcomes.measure import UNITS
from detente.studies.bands import bands
from detente.studies.experiment import Pool

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "unit"))
from test_docs import offenders  # noqa: E402

MINE = [claim for claim in CLAIMS if int(claim.key[1:]) <= 11]
IDS = [claim.key for claim in MINE]
LIVES = ("C02", "C11")  # one arm: the same incidents, answered otherwise


def flat(tree: object, name: str = "") -> dict[str, object]:
    """Dotted keys of a resolved scenario; lists stay whole."""
    if isinstance(tree, dict):
        return {k: v for key, below in tree.items() for k, v in flat(below, f"{name}.{key}".lstrip(".")).items()}
    return {name: tree}


def held(arm) -> dict[str, object]:
    return flat(arm.scenario.resolved()) | {f"parameters.{k}": v for k, v in arm.parameters.items()}


def test_all_eleven_are_there_in_order():
    assert [claim.key for claim in CLAIMS[:11]] == [f"C{n:02d}" for n in range(1, 12)]


@pytest.mark.parametrize("claim", MINE, ids=IDS)
def test_arms_differ_only_in_what_the_claim_varies(claim):
    arms = claim.arms()
    assert len({arm.name for arm in arms}) == len(arms)
    first, seen = held(arms[0]), set()
    for arm in arms[1:]:
        other = held(arm)
        differs = {key for key in first.keys() | other.keys() if first.get(key) != other.get(key)}
        assert differs and all(key.startswith(claim.varies) for key in differs), (claim.key, arm.name, differs)
        seen |= {word for word in claim.varies for key in differs if key.startswith(word)}
    assert seen == set(claim.varies), "the claim says it varies something that it does not"
    assert len(arms) > 1 or claim.key in LIVES
    assert [warning for arm in arms for warning in arm.scenario.warnings] == [], "a lever outside its plausible range"


class AllAlike(dict):
    """Figures of arms that do not differ: some number a figure, the same in every arm and after every answer."""

    def __missing__(self, key: tuple[str, str]) -> np.ndarray:
        word = key[1].partition("_")
        figure = word[2] if word[0] in ANSWERS else key[1]
        return np.random.default_rng(list(figure.encode())).uniform(0.2, 0.8, 3)


@pytest.mark.parametrize("claim", MINE, ids=IDS)
def test_a_null_version_gives_no_effect(claim):
    for effect in claim.effects:
        if effect.contrast:
            value = effect.statistic(Pool(AllAlike()))
            assert value == pytest.approx(0.0, abs=1e-12), effect.key
            if not effect.beyond:
                assert effect.verdict(bands(np.zeros(4), np.zeros(4), 2)) == FAILS


@pytest.mark.parametrize("claim", MINE, ids=IDS)
def test_declarations_are_complete(claim):
    assert any(effect.main for effect in claim.effects)
    assert set(claim.mechanisms) <= set(SWITCHES)
    keys = [effect.key for effect in claim.effects]
    assert len(set(keys)) == len(keys) and all(re.fullmatch(claim.key + r"\.[a-z_]+", key) for key in keys)
    for effect in claim.effects:
        assert effect.unit in UNITS and effect.wanted in (-1, 1)
        assert effect.least > 0.0 or effect.beyond, effect.key
    x, y = claim.flip.x, claim.flip.y
    assert x.name != y.name
    for axis in (x, y):
        low, high = (BY_NAME if axis.kind == "lever" else PARAMETERS)[axis.name].plausible
        assert len(axis.values) == 5 and list(axis.values) == sorted(set(axis.values))
        assert low <= axis.values[0] and axis.values[-1] <= high, axis.name
    assert claim.flip.without() != claim.flip.with_()


def texts(claim) -> list[tuple[str, str, str]]:
    said = [(claim.key, claim.en, claim.fr), (f"{claim.key} how", claim.how_en, claim.how_fr),
            (f"{claim.key} ask", claim.ask_en, claim.ask_fr), (f"{claim.key} map", claim.flip.en, claim.flip.fr)]
    return said + [(effect.key, effect.en, effect.fr) for effect in claim.effects]


@pytest.mark.parametrize("claim", MINE, ids=IDS)
def test_texts_are_there_and_right_in_both_languages(claim):
    for where, en, fr in texts(claim):
        assert en and fr and en != fr, where
        assert "—" not in en + fr and "  " not in en + fr, where
        assert not re.search(r"\d\.\d", fr) and not re.search(r"\d %", fr), where
        assert not re.search(r"\b(prisonniers?|taulards?|fous?|malades? mentaux)\b", fr), where
    assert offenders([(where, fr) for where, _, fr in texts(claim)]) == []
    assert "efuted" in claim.how_en and "éfuté" in claim.how_fr
    assert claim.ask_en.endswith("?") and claim.ask_fr.endswith("\u202f?")


class Asked(dict):
    """Notes which figures a statistic asks for."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[tuple[str, str]] = set()

    def __missing__(self, key: tuple[str, str]) -> np.ndarray:
        self.names.add(key)
        return np.ones(2)


@pytest.fixture(scope="module")
def lives() -> dict[str, float]:
    """Reopened incidents of a small prison with much friction."""
    return reopened(small(places=71, wings=1).with_(levers={"mediation_sessions": 4.0}), 3, {"escalation.rate": 0.015})


@pytest.mark.parametrize("claim", MINE, ids=IDS)
def test_statistics_ask_only_for_arms_and_figures_that_are_there(claim, small_run, lives):
    there = set(lives) if claim.key in LIVES else set(figures(small_run))
    arms = {arm.name for arm in claim.arms()}
    for effect in claim.effects:
        asked = Asked()
        effect.statistic(Pool(asked))
        assert asked.names and {arm for arm, _ in asked.names} <= arms, effect.key
        assert {figure for _, figure in asked.names} <= there, effect.key
    assert claim.flip.figure in figures(small_run)


def test_an_answer_without_any_mechanism_behind_it_changes_nothing(lives):
    """The reopened lives differ through the answer alone: with all that carries it switched off, they are the same."""
    carried = ("incapacitation", "legitimacy", "deterrence", "mediation", "distress", "influence", "probation")
    place = small(places=71, wings=1).with_(switches=dict.fromkeys(carried, False))
    out = reopened(place, 3, {"escalation.rate": 0.015})
    assert out["n"] > 0
    for name in {key.partition("_")[2] for key in out if key != "n"}:
        assert out[f"cell_{name}"] == out[f"warning_{name}"] == out[f"mediation_{name}"], name
    assert lives["n"] > 0 and lives["cell_trust"] != lives["warning_trust"]


def test_constraint_passes_through_today_and_its_rows_sum_to_one():
    today = posture().levers
    for name, value in levers(STEPS["today"]).items():
        assert value == pytest.approx(today[name]), name
    for step in STEPS.values():
        row = levers(step)
        for kind in LADDER_KINDS:
            assert sum(v for k, v in row.items() if k.startswith(f"response.{kind}.")) == pytest.approx(1.0)
            assert row[f"response.{kind}.mediation"] == pytest.approx(today[f"response.{kind}.mediation"])
    assert levers(0.0)["search_rate"] == 0.0 and levers(0.0)["response.assault.cell"] == 0.0
    assert levers(4.0)["response.assault.cell"] > today["response.assault.cell"]


def test_means_follow_or_are_diluted():
    base = small()

    def officers(scenario) -> float:
        return scenario.establishment.inmates / scenario.levers["inmates_per_officer"]

    def places(scenario) -> float:
        return scenario.levers["activity_places"] * scenario.establishment.capacity

    follow, dilute = filled(base, 2.0, True), filled(base, 2.0, False)
    people = follow.establishment.inmates / base.establishment.inmates
    assert dilute.establishment.inmates == follow.establishment.inmates == 424
    assert officers(dilute) == pytest.approx(officers(base), rel=0.01) and places(dilute) == places(base)
    assert officers(follow) == pytest.approx(people * officers(base), rel=0.01)
    assert places(follow) == pytest.approx(people * places(base), rel=0.01)


def test_statistics_over_doses():
    doses = {"a": 0.0, "b": 1.0, "c": 2.0}
    pool = Pool({("a", "x"): np.array([8.0]), ("b", "x"): np.array([4.0]), ("c", "x"): np.array([2.0]),
                 ("a", "z"): np.array([0.0]), ("b", "z"): np.array([1.0]), ("c", "z"): np.array([5.0])})
    assert trend(doses, "x")(pool) == pytest.approx(-0.75)
    assert drift(doses, "z")(pool) == pytest.approx(5.0)
    assert np.isnan(trend(doses, "z")(pool)), "no relative change from nothing"
    assert change("c", "a", "x")(pool) == pytest.approx(-0.75) and gap("c", "a", "x")(pool) == -6.0
    assert level("b", "x")(pool) == 4.0


def test_verdict_counts_from_where_the_claimed_side_begins():
    effect = Effect("C00.x", "", "", lambda pool: 0.0, 1, beyond=-0.10)
    at = {"kept": (-0.05, HOLDS), "fell": (-0.2, FAILS)}
    for value, said in at.values():
        assert effect.verdict(bands(np.full(4, value), np.zeros(4), 2)) == said
    assert effect.verdict(bands(np.array([-0.2, -0.05, 0.0]), np.zeros(3), 2)) == DEPENDS
    assert replace(effect, beyond=0.0).verdict(bands(np.full(4, -0.05), np.zeros(4), 2)) == FAILS


def test_pairs_that_come_to_it_again_are_counted():
    """Against a count written out pair by pair, for a window that ends inside the run."""
    from detente.engine import simulate

    run = simulate(small(places=142, wings=2), 3, parameters={"escalation.rate": 0.03}, days=200)
    f = Facts(run)
    log = f.log[f.log.kind <= 2]
    sets = [frozenset((int(a), int(b))) for a, b in zip(log.a_pid, log.b_pid, strict=True)]
    early = [k for k in range(len(log)) if log.recorded[k] == 1 and log.day[k] + 60 <= f.last_day]
    again = [any(sets[m] == sets[k] and log.day[m] - log.day[k] <= 60 for m in range(k + 1, len(log))) for k in early]
    assert len(early) > sum(again) > 0
    assert pair_again(f, 60) == pytest.approx(sum(again) / len(early))
