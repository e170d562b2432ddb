"""An incident says why, with the very numbers of the decision; a run is lived again to find who was there."""

from __future__ import annotations

import math
from types import SimpleNamespace

import numpy as np
import pytest
from detente.engine import Run
from detente.errors import DetenteError
from detente.outcomes.incidents import _after, explain
from detente.outcomes.replay import again, parameters_given, replay_until, row_of
from detente.outcomes.term_sources import AGAINST_STAFF, BETWEEN_INMATES, grade, source_of
from detente.mechanisms import MECHANISMS, PARAMETERS
from detente.world import codes as c
from detente.world.records import DTYPES


def first(run, *kinds):
    found = np.flatnonzero(np.isin(run.log.kind, kinds))
    assert found.size, "the small run should hold such an incident"
    return int(found[0])


def test_terms_point_to_parameters_and_mechanisms_that_exist():
    keys = {m.key for m in MECHANISMS}
    for table in (BETWEEN_INMATES, AGAINST_STAFF):
        assert set(table) == set(c.TERMS) - {"base", "other"}
        for mechanism, parameter in table.values():
            assert mechanism in keys and parameter in PARAMETERS, parameter
    assert source_of("other", False) is None
    assert grade("assumed") == "assumed" and grade("C-GUILL") in ("solid", "partial")


def test_terms_are_those_of_the_log_largest_first(small_run):
    n = first(small_run, c.THREAT, c.ASSAULT, c.SERIOUS, c.STAFF_VERBAL)
    x, e = explain(small_run, n), small_run.log[n]
    assert sum(t.logit for t in x.terms) == pytest.approx(float(e.terms.sum()), rel=1e-5)
    sizes = [abs(t.logit) for t in x.terms]
    assert sizes == sorted(sizes, reverse=True) and sizes
    assert x.terms[0].odds_ratio == pytest.approx(math.exp(x.terms[0].logit))
    assert x.people[0].age is not None and x.people[0].age >= 18


def test_the_person_is_the_one_who_was_there_that_morning(small_run):
    n = first(small_run, c.REFUSAL)
    e = small_run.log[n]
    before = replay_until(small_run.scenario, small_run.seed, int(e.day))
    row = row_of(before.world, int(e.a_pid))
    x = explain(small_run, n)
    if row >= 0:
        assert x.people[0].age == before.world.inmates[row].age
        assert x.people[0].state["tension"] == before.world.inmates[row].tension
    assert len(before.log) <= n


def test_both_languages_name_nobody(small_run):
    n = first(small_run, c.REFUSAL)
    x = explain(small_run, n)
    fr, en = x.text("fr"), x.text("en")
    assert "personne A" in fr and "person A" in en and "Odds" not in fr
    assert "'" not in fr and not any(f" {mark}" in fr for mark in ":;?!")
    assert f"{int(small_run.log[n].a_pid):x}" not in fr + en


def test_what_followed_within_ninety_days():
    log = np.zeros(6, DTYPES["log"]).view(np.recarray)
    rows = [(10, c.ASSAULT, 1, 2), (20, c.THREAT, 2, 1), (30, c.STAFF_VERBAL, 1, 9), (40, c.ASSAULT, 1, 3),
            (100, c.ASSAULT, 2, 5), (101, c.ASSAULT, 1, 2)]
    for n, (day, kind, a, b) in enumerate(rows):
        log[n].day, log[n].kind, log[n].a_pid, log[n].b_pid = day, kind, a, b
    assert _after(SimpleNamespace(log=log), 0) == ((1,), (3,), (1, 4))


def test_unknown_incident_and_a_run_with_another_past(small_run):
    with pytest.raises(DetenteError, match="no such incident"):
        explain(small_run, len(small_run.log))
    other = Run(small_run.scenario, small_run.seed + 1, small_run.world, small_run.days, small_run.parameters)
    with pytest.raises(DetenteError, match="lived again"):
        again(other, 15)
    assert parameters_given(small_run) == {}
