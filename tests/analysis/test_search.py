"""The search finds a known front, keeps to its levers, and goes on from its table alone."""

from __future__ import annotations

import io

import numpy as np
import pandas as pd
import pytest
from detente.analysis.pareto import hypervolume
from detente.analysis.search import Axis, Search
from detente.errors import DetenteError

AXES = (Axis("share", 0.0, 1.0), Axis("officers", 2, 7, whole=True), Axis("mediation", choices=(False, True)),
        Axis("regime", choices=("closed", "open")))
AIMS = {"violence": "min", "cost": "min"}


def lived(p):
    """Best with mediation in an open regime; officers and share trade violence for cost."""
    return p.assign(violence=(1 - p["share"]) ** 2 + 0.1 * (7 - p["officers"]) + 0.5 * ~p["mediation"].astype(bool)
                    + 0.3 * (p["regime"] == "closed"), cost=p["share"] + 0.2 * p["officers"], rows=1)


def go(search, times):
    for _ in range(times):
        search.tell(lived(search.ask()))
    return search


def test_a_known_front_is_approached():
    search = go(Search(AXES, AIMS, population=24, seed=2), 15)
    reference = {"violence": 2.5, "cost": 3.0}
    volumes = [hypervolume(search.table[search.table["generation"] <= g], AIMS, reference) for g in (0, 5, 14)]
    assert volumes == sorted(volumes) and volumes[2] > volumes[0]
    grid = pd.DataFrame([(s, n, True, "open") for s in np.linspace(0, 1, 101) for n in range(2, 8)],
                        columns=[a.name for a in AXES])
    assert volumes[2] > 0.97 * hypervolume(lived(grid), AIMS, reference)
    late = search.front()
    assert late["mediation"].mean() > 0.9 and (late["regime"] == "open").mean() > 0.9 and "rows" in late


def test_levers_stay_what_they_are():
    table = go(Search(AXES, AIMS, population=16), 4).table
    assert table["share"].between(0, 1).all() and set(table["officers"]) <= set(range(2, 8))
    assert table["officers"].dtype.kind == "i" and set(table["mediation"]) == {True, False}
    assert not table.duplicated([a.name for a in AXES]).any()
    assert [Axis("n", 1, 3, whole=True).value(u) for u in (0.0, 0.33, 0.34, 0.7, 1.0)] == [1, 1, 2, 3, 3]


def test_resumed_from_the_table_it_asks_the_same():
    whole = go(Search(AXES, AIMS, {"cost": 2.0}, population=12, seed=5), 6)
    cut = whole.table.iloc[:40].sample(frac=1, random_state=1)  # in the middle of a generation, and shuffled
    text = io.StringIO(cut.to_csv(index=False))
    again = Search(AXES, AIMS, {"cost": 2.0}, population=12, seed=5).resume(pd.read_csv(text))
    assert again.generation == 3
    assert go(again, 3).table.drop(columns="rows").equals(whole.table.drop(columns="rows"))
    assert again.ask().equals(whole.ask()) and again.ask().equals(again.ask())
    assert (whole.front()["cost"] <= 2.0).all()


def test_other_seeds_ask_for_other_points():
    assert not Search(AXES, AIMS, seed=1).ask().equals(Search(AXES, AIMS, seed=2).ask())


def test_failed_runs_come_last_and_small_spaces_end():
    axes = (Axis("a", 0, 3, whole=True), Axis("b", choices=(False, True)))
    search = Search(axes, {"x": "min", "y": "max"}, population=8)
    told = []
    while len(asked := search.ask()) and len(told) < 20:
        told.append(len(asked))
        search.tell(asked.assign(x=np.where(asked["a"] == 0, np.nan, asked["a"]), y=asked["b"].astype(float)))
    assert sum(told) <= 8 and (search.front()["a"] > 0).all()


def test_points_not_yet_run_are_asked_for():
    search = Search(AXES, AIMS, population=8)
    with pytest.raises(DetenteError, match="no outcome yet") as told:
        search.tell(lived(search.ask().iloc[:5]))
    assert told.value.given == "3"
    with pytest.raises(DetenteError, match="no such column"):
        search.tell(lived(search.ask()).drop(columns="officers"))
