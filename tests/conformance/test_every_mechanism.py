"""What every mechanism owes, looked at without being told: declarations, bounds, switches."""

from __future__ import annotations

import csv
from collections import Counter
from fnmatch import fnmatch
from importlib.resources import files

import numpy as np
import pytest
from conformance_support import busy, busy_run, first_slot

from detente.declare.levers import LEVERS
from detente.declare.mechanism import MOMENTS
from detente.engine import simulate
from detente.mechanisms import MECHANISMS, PARAMETERS, SCHEDULE, SWITCHES
from detente.world.chance import PURPOSES
from detente.world.records import BOND, INMATE, OFFICER, RAPPORT, TABLES, WING

BY_KEY = {m.key: m for m in MECHANISMS}
ITEMS = {x.name: x for x in (*PARAMETERS.values(), *LEVERS)}
UNITS = {
    "0..1", "code", "days", "deaths per 100 person-years", "factor", "hours", "hours per day", "hours per week",
    "inmates per officer", "inmates per place", "log units", "logit", "minutes", "minutes per inmate and day",
    "minutes per inmate-hour", "months", "per 100 inmates", "per 100 inmates and week", "per 100 places", "per contact-hour",
    "per day", "per hour", "per inmate-week", "per inmate-year", "per minute", "per unit of density", "per week",
    "per wing and month", "per year", "places per inmate", "probability", "ratio", "share", "share of staff per week",
    "weeks", "years", "years over 18",
}
FOUNDING = {
    "encounters.liking": "ties of the first day are made of it, whatever happens later",
    "encounters.mutual": "ties of the first day are made of it, whatever happens later",
    "encounters.closure": "ties of the first day are made of it, whatever happens later",
    "turnover.care": "cells of the first day are given out by it, whatever happens later",
}
SHARED = {
    "escalation.age": "M5 leans on it too", "escalation.impulsivity": "M5 leans on it too",
    "escalation.tension": "M5 leans on it too",
}

MOVED = {"objects": {45}}  # decisions that were another part's: numbers are append-only, so they keep theirs


def rows(name):
    with (files("detente") / "data" / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


EVIDENCE = {row["id"] for row in rows("evidence.csv")}
DIMENSIONS = {row["dimension"] for row in rows("population_fr.csv")}


def resolves(key: str) -> bool:
    if key.startswith("pop:"):
        return key[4:] in DIMENSIONS
    return key in ("assumed", "population_fr.csv") or any(fnmatch(row, key) for row in EVIDENCE)


def test_there_are_26():
    assert sorted(int(m.id[1:]) for m in MECHANISMS if m.switchable) == list(range(1, 27))
    assert {m.key for _, m in SCHEDULE} | {"population", "response"} == set(BY_KEY)


@pytest.mark.parametrize("key", BY_KEY)
@pytest.mark.parametrize("moment", MOMENTS)
def test_what_is_written_is_called(key, moment):
    """A kernel that the schedule forgets does nothing."""
    m = BY_KEY[key]
    assert (getattr(m, moment) is not None) == ((moment, m) in SCHEDULE)


@pytest.mark.parametrize("key", BY_KEY)
def test_said_in_both_languages(key):
    m = BY_KEY[key]
    for x in (m, *m.parameters):
        assert x.en.strip() and x.fr.strip() and x.en != x.fr
        assert "'" not in x.fr, "a typographic apostrophe"


@pytest.mark.parametrize("key", BY_KEY)
def test_at_most_about_six_parameters_a_mechanism(key):
    """Parsimony (rule 8). What is over is listed here, to be seen."""
    generous = {"population": 17, "duty": 10, "tension": 11, "escalation": 23, "encounters": 10}
    assert len(BY_KEY[key].parameters) <= generous.get(key, 8 if not BY_KEY[key].switchable else 12)


@pytest.mark.parametrize("name", ITEMS)
def test_unit_is_known(name):
    x = ITEMS[name]
    assert x.unit in UNITS
    assert x.low <= x.plausible[0] <= x.default <= x.plausible[1] <= x.high


@pytest.mark.parametrize("name", ITEMS)
def test_evidence_resolves(name):
    assert resolves(ITEMS[name].evidence)


@pytest.mark.parametrize("key", BY_KEY)
def test_sources_resolve(key):
    assert not [source for source in BY_KEY[key].sources if not resolves(source)]


def test_names_are_unique():
    assert max(Counter(x.name for m in MECHANISMS for x in m.parameters).values()) == 1
    assert max(Counter(x.field for x in ITEMS.values()).values()) == 1


@pytest.mark.parametrize("key", BY_KEY)
def test_declared_columns_exist(key):
    for place in (*BY_KEY[key].reads, *BY_KEY[key].writes):
        table, _, column = place.partition(".")
        assert table in TABLES or table in ("knows", "levers", "series", "outbox", "order", "seat", "contacts", "duty")
        if column and column != "*" and table in TABLES:
            assert column in {name for name, *_ in TABLES[table]}, place


def test_no_column_hides_behind_an_attribute_of_numpy():
    taken = set(dir(np.record)) | set(dir(np.recarray))
    assert not [(table, name) for table, columns in TABLES.items() for name, *_ in columns if name in taken]


@pytest.mark.parametrize("key", SWITCHES)
def test_purposes_are_its_own(key):
    """Mx owns x00 to x99."""
    m = BY_KEY[key]
    number = int(m.id[1:])
    module = __import__((m.dawn or m.slot or m.dusk).__module__, fromlist=["x"])
    own = {int(x) for x in vars(module).values() if isinstance(x, np.uint64) and int(x) in PURPOSES and 1 <= int(x) < 10_000}
    assert {x // 100 for x in own - MOVED.get(key, set())} <= {number}


@pytest.mark.parametrize("key", SWITCHES)
def test_off_leaves_no_trace(key):
    """Off, its own numbers must not matter any more: not one of them, not by one bit."""
    off = busy().with_(switches={key: False}, horizon_days=12)
    extremes = {x.name: x.plausible[1] if x.plausible[1] != x.default else x.plausible[0] for x in BY_KEY[key].parameters
                if x.name not in FOUNDING and x.name not in SHARED}
    assert simulate(off).digest() == simulate(off, parameters=extremes).digest()


@pytest.mark.parametrize("key", SWITCHES)
def test_off_changes_the_run(key):
    assert simulate(busy().with_(switches={key: False})).digest() != busy_run().digest()


@pytest.mark.parametrize("key", SWITCHES)
def test_off_moves_no_other_draw(key):
    """Where someone stands along a place in the first slot hangs on his own key alone."""
    w, off = first_slot(), first_slot(key)
    here, there = position(w), position(off)
    both = here.keys() & there.keys()
    assert all(here[who] == there[who] for who in both)
    assert len(both) > 3 or key == "daily_life" or key == "encounters"
    assert w.officers.absent.tolist() == off.officers.absent.tolist() or key == "stress"


def position(w):
    out = np.flatnonzero((w.inmates.here == 1) & (w.seat >= 0))
    return {(int(w.inmates.pid[i]), int(w.inmates.wing[i]), int(w.inmates.place[i])): float(w.ring[i]) for i in out}


@pytest.mark.parametrize("table, columns", [("inmates", INMATE), ("officers", OFFICER), ("wings", WING), ("bonds", BOND),
                                            ("rapports", RAPPORT)])
def test_states_stay_in_bounds(table, columns):
    array = getattr(busy_run().world, table)
    if "here" in (array.dtype.names or ()):
        array = array[array.here == 1]
    for name, kind, unit, _ in columns:
        x = np.asarray(array[name])
        assert np.isfinite(x.astype(float)).all(), name
        if unit in ("0..1", "0/1"):
            assert x.min() >= 0 and x.max() <= 1, (name, x.min(), x.max())
        elif unit == "-1..1":
            assert x.min() >= -1 and x.max() <= 1, name
        elif unit == "count" and kind != "f8":
            assert x.min() >= 0, name


def test_the_busy_prison_is_busy():
    """Else the tests above say little."""
    from detente.world.codes import TALLIES

    total = dict(zip(TALLIES, busy_run().series.tally.sum(axis=0).tolist(), strict=True))
    for name in ("assaults", "threats", "staff_assaults", "mediations_held", "mediations_agreed",
                 "facilitator_calmed", "facilitator_listened", "entries", "releases", "episodes", "confided", "warnings_heeded",
                 "animal_hours", "sanctions", "cell_days", "training_hours", "absences", "revenge"):
        assert total[name] > 0, name
