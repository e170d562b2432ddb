"""Claims C12 to C22: arms differ only in what is said, a null version gives nothing, texts are right in both languages."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import numpy as np
import pytest

from detente.claims import CLAIMS
from detente.claims.claim import HOLDS
from detente.claims.c22_relations import NAMES, POINTS, values
from detente.claims.reform import reform
from detente.claims.relational_levers import GROUPS, RANGES, ladder, levers_at, span
from detente.declare.levers import BY_NAME
from detente.mechanisms import PARAMETERS, SWITCHES
from detente.outcomes.measure import UNITS
from detente.scenario import load
from detente.studies.bands import bands
from detente.studies.experiment import Pool, Results

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "unit"))
from test_docs import offenders  # noqa: E402

MINE = [claim for claim in CLAIMS if int(claim.key[1:]) >= 12]
IDS = [claim.key for claim in MINE]


def flat(tree: object, name: str = "") -> dict[str, object]:
    """Dotted keys of a resolved scenario; lists stay whole."""
    if isinstance(tree, dict):
        return {k: v for key, below in tree.items() for k, v in flat(below, f"{name}.{key}".lstrip(".")).items()}
    return {name: tree}


def test_all_eleven_are_there_in_order():
    assert IDS == [f"C{n}" for n in range(12, 23)]


@pytest.mark.parametrize("claim", MINE, ids=IDS)
def test_arms_differ_only_in_what_the_claim_varies(claim):
    arms = claim.arms()
    assert len({arm.name for arm in arms}) == len(arms) >= 3
    first = flat(arms[0].scenario.resolved()) | {f"parameters.{k}": v for k, v in arms[0].parameters.items()}
    seen = set()
    for arm in arms[1:]:
        other = flat(arm.scenario.resolved()) | {f"parameters.{k}": v for k, v in arm.parameters.items()}
        differs = {key for key in first.keys() | other.keys() if first.get(key) != other.get(key)}
        assert all(key.startswith(claim.varies) for key in differs), (claim.key, arm.name, differs)
        seen |= {word for word in claim.varies for key in differs if key.startswith(word)}
    assert seen == set(claim.varies), "the claim says it varies something that it does not"


class AllAlike(dict):
    """Figures of arms that do not differ, nor before from after: some number a figure, the same in every arm."""

    def __missing__(self, key: tuple[str, str]) -> np.ndarray:
        figure = key[1].removeprefix("before_")
        return np.random.default_rng(list(figure.encode())).uniform(0.2, 0.8, 3)


@pytest.mark.parametrize("claim", MINE, ids=IDS)
def test_a_null_version_gives_no_effect(claim):
    """Where all arms have the same figures, every contrast is nothing, and no main effect holds."""
    for effect in claim.effects:
        if effect.contrast:
            value = effect.statistic(Pool(AllAlike()))
            assert value == pytest.approx(0.0, abs=1e-12) or np.isnan(value), effect.key
            assert effect.verdict(bands(np.full(4, value), np.zeros(4), 2)) != HOLDS


@pytest.mark.parametrize("claim", MINE, ids=IDS)
def test_declarations_are_complete(claim):
    assert claim.effects and any(effect.main for effect in claim.effects) and claim.varies
    assert not claim.mechanisms or set(claim.mechanisms) <= {*SWITCHES, "observe"}
    keys = [effect.key for effect in claim.effects]
    assert len(set(keys)) == len(keys) and all(re.fullmatch(claim.key + r"\.[a-z_]+", key) for key in keys)
    for effect in claim.effects:
        assert effect.unit in UNITS and effect.wanted in (-1, 1)
        assert effect.least > 0.0 or not effect.main
    axes = (claim.flip.x, claim.flip.y)
    assert axes[0].name != axes[1].name
    for axis in axes:
        low, high = (BY_NAME if axis.kind == "lever" else PARAMETERS)[axis.name].plausible
        assert len(axis.values) == 5 and list(axis.values) == sorted(axis.values)
        assert low <= axis.values[0] and axis.values[-1] <= high, axis.name


def texts(claim) -> list[tuple[str, str, str]]:
    said = [(claim.key, claim.en, claim.fr), (f"{claim.key} how", claim.how_en, claim.how_fr),
            (f"{claim.key} ask", claim.ask_en, claim.ask_fr), (f"{claim.key} map", claim.flip.en, claim.flip.fr)]
    return said + [(effect.key, effect.en, effect.fr) for effect in claim.effects]


@pytest.mark.parametrize("claim", MINE, ids=IDS)
def test_texts_are_there_and_right_in_both_languages(claim):
    for where, en, fr in texts(claim):
        assert en and fr and en != fr, where
        assert "—" not in en + fr and "  " not in en + fr, where
        assert not re.search(r"\b(prisonniers?|taulards?|voyous?|détenu)\b", fr), where
        assert not re.search(r"\d\.\d", fr), f"{where}: decimal point in French"
    assert offenders([(where, fr) for where, _, fr in texts(claim)]) == []
    assert "refuted" in claim.how_en and "réfutée" in claim.how_fr
    assert claim.ask_en.endswith("?") and claim.ask_fr.endswith("\u202f?")


@pytest.mark.parametrize("key", ["C12", "C13", "C14", "C16", "C17", "C18", "C19", "C20", "C21", "C22"])
def test_measures_give_every_figure_that_effects_and_maps_ask_for(key):
    """On a tiny prison of few days: the figures are there, whatever they are worth."""
    from detente.engine import simulate

    claim = next(c for c in MINE if c.key == key)
    arm = claim.arms()[0]
    tiny = arm.scenario.with_(establishment={"type": "maison_arret", "capacity": 40, "wings": 1}, levers={"occupancy": 1.0})
    if getattr(claim.measure, "live", False):
        figures = claim.measure(tiny, 1, dict(arm.parameters))
    else:
        figures = claim.measure(simulate(tiny, 1, parameters=dict(arm.parameters)))
    asked = set()

    class Ask(dict):
        def __missing__(self, name):
            asked.add(name[1])
            return np.ones(2)

    for effect in claim.effects:
        effect.statistic(Pool(Ask())) if effect.key != "C22.error" else None
    assert asked | {claim.flip.figure} <= set(figures)


def test_the_web_of_c12_is_that_of_the_table_of_measures(small_run):
    from detente.claims.c12_balance import web
    from detente.outcomes.network import network_measures

    mine, theirs = web(small_run), network_measures(small_run)
    for name in ("negative_share", "balance", "isolates"):
        assert mine[name] == pytest.approx(theirs[name]), name
    assert theirs["negative_share"] > 0.0 and mine["grudges"] > 0.0


def test_a_reform_leads_to_the_levers_of_the_other_scenario():
    from detente.policies.schedule import lever_table

    base, new = load("baseline"), load("dynamic")
    turned = base.with_(changes=reform(base, new, 5))
    before, after = lever_table(turned, 4), lever_table(turned, 5)
    assert {name: x[0] for name, x in before.items()} == base.levers
    assert {name: x[0] for name, x in after.items()} == pytest.approx(new.levers)
    kept = reform(base, new, 5, without={"relation_share"})
    assert "relation_share" not in {change.lever for change in kept}


def test_levers_of_the_design_stay_in_their_ranges_and_rows_sum_to_one():
    mild, hard = load("dynamic"), load("coercive")
    columns = sum(len(group) for group in GROUPS.values())
    assert len({name for group in GROUPS.values() for name in group}) == columns
    for point in (np.zeros(columns), np.ones(columns), np.random.default_rng(1).random(columns)):
        made = levers_at(point, mild, hard)
        assert all(span(name)[0] <= made[name] <= span(name)[1] for g in GROUPS.values() for name in g if name not in RANGES)
        load("baseline").with_(levers=made)  # refused, if a row did not sum to 1
    soft = ladder(0.0, 0.0, mild, hard)
    assert soft["response.assault.mediation"] == 0.0 and soft["response.assault.cell"] < hard.levers["response.assault.cell"]


def test_variance_shares_are_found_again_from_the_arms_of_c22():
    """Planted: violence that follows three levers, one a group; the claim's own statistics read the arms."""
    claim = MINE[-1]
    planted = {"relation_share": -60.0, "search_rate": 20.0, "inmates_per_officer": 30.0}
    spread = {name: slope * (span(name)[1] - span(name)[0]) for name, slope in planted.items()}
    arms = claim.arms()
    figures = {}
    for arm in arms:
        y = sum(slope * arm.scenario.levers[name] for name, slope in planted.items())
        for figure in ("violence", "assaults", "staff_assaults", "fear"):
            figures[arm.name, figure] = np.expm1(np.array([[y + 500.0, y + 520.0]]) / 200.0)
    pool = Results(tuple(a.name for a in arms), (0,), (1, 2), figures).of(0)
    assert values(pool, "violence")["a"].shape == (POINTS, 2)
    whole = sum(x * x for x in spread.values())
    true = {group: sum(x * x for name, x in spread.items() if name in GROUPS[group]) / whole for group in NAMES}
    found = {e.key: e.statistic(pool) for e in claim.effects}
    assert found["C22.relations"] == pytest.approx(true["relations"], abs=0.08)
    assert found["C22.constraint"] == pytest.approx(true["constraint"], abs=0.08)
    part = true["relations"] / (true["relations"] + true["constraint"])
    assert found["C22.part"] == pytest.approx(part, abs=0.06)
    assert 0.0 < found["C22.error"] < 0.1
