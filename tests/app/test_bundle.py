"""Replay bundles: by the schema, true to the run, the same bytes twice, nothing of anybody's origin, nothing of self-harm."""

from __future__ import annotations

import json

import detente as dt
import numpy as np
import pytest
from detente.errors import DetenteError
from detente.replay import bundle
from detente.replay.packing import ABSENT, STEPS, pack, quantise, unpack
from detente.world.codes import FACILITATOR, LEVELS, SELF_HARM, SERIOUS

PLACE = {"name": "x", "type": "maison_arret", "capacity": 40, "inmates": 56, "wings": 2}


@pytest.fixture(scope="module")
def pair():
    plan = dt.load("lesson_mediation").with_(establishment=PLACE, horizon_days=60, warmup_days=5, changes=[
        {"lever": "response.assault.mediation", "to": 0.6, "from_day": 20}], levers={"facilitator_share": 0.05})
    return dt.run(plan.with_(changes=[])), dt.run(plan)


@pytest.fixture(scope="module")
def data(pair):
    return dt.replay(*pair).data


def test_by_the_schema(data):
    jsonschema = pytest.importorskip("jsonschema")
    check = jsonschema.Draft202012Validator(bundle.schema())
    jsonschema.Draft202012Validator.check_schema(bundle.schema())
    check.validate(json.loads(json.dumps(data)))
    broken = {**data, "people": {**data["people"], "origin": [0]}}
    assert not check.is_valid(json.loads(json.dumps(broken)))


def test_states_are_those_of_the_run(pair, data):
    for run, kept in zip(pair, data["runs"], strict=True):
        lengths = [days for person, _, days in kept["presence"] if not data["people"]["officer"][person]]
        spans = [(first, days) for person, first, days in kept["presence"] if not data["people"]["officer"][person]]
        for name in ("tension", "fear", "legitimacy"):
            rows, total, present = unpack(kept[name], lengths), np.zeros(data["days"]), np.zeros(data["days"])
            for row, (first, days) in zip(rows, spans, strict=True):
                there = row != ABSENT
                total[first:first + days][there] += row[there] / STEPS
                present[first:first + days][there] += 1
            assert np.array_equal(present.astype(int), run.series.n)
            assert np.abs(total / present - run.series.level[:, LEVELS.index(name)]).max() < 0.005


def test_the_same_days_before_the_lever(data):
    first, second = (kept["curves"]["counts"]["assaults"][:20] for kept in data["runs"])
    assert first == second
    assert data["differs"][0]["day"] == 20 and data["differs"][0]["now"] == 0.6


def test_incidents_and_their_causes(pair, data):
    columns = data["incident_columns"]
    for run, kept in zip(pair, data["runs"], strict=True):
        rows = [dict(zip(columns, row, strict=True)) for row in kept["incidents"]]
        log = run.log[(run.log.day >= 5) & (run.log.kind < SELF_HARM)]
        assert [row["id"] for row in rows] == np.flatnonzero((run.log.day >= 5) & (run.log.kind < SELF_HARM)).tolist()
        assert all(1 <= len(row["causes"]) <= 3 for row in rows if row["kind"] in (1, SERIOUS))
        assert len(rows) == len(log) and all(row["a"] >= 0 for row in rows)


def test_roles_ties_and_neutral_names(data):
    assert all(len(name) >= 3 and name[0].isupper() for name in data["people"]["ids"])
    assert any(what == "role" and value == FACILITATOR for _, _, what, value in data["runs"][1]["changes"])
    assert data["runs"][0]["ties"] and all(-1 <= x <= 1 for week in data["runs"][0]["ties"] for _, _, x in week)
    text = json.dumps(data)
    assert "origin" not in text and "selfharm" not in text


def test_self_harm_only_if_asked_for(pair, data):
    kinds = {row[5] for kept in data["runs"] for row in kept["incidents"]}
    assert kinds and max(kinds) < SELF_HARM
    asked = dt.replay(pair[0], sensitive=True).data
    assert asked["sensitive"] and "selfharm" in asked["runs"][0]["curves"]["counts"] and not asked["differs"]


def test_written_and_read_again(pair, data, tmp_path):
    made = dt.replay(*pair)
    path = made.write(tmp_path / "b.json.gz")
    assert path.read_bytes() == dt.replay(*pair).packed() and bundle.read(path).data == json.loads(json.dumps(data))
    (tmp_path / "no.gz").write_bytes(b"nothing")
    with pytest.raises(DetenteError, match="no replay bundle"):
        bundle.read(tmp_path / "no.gz")


def test_runs_that_are_no_pair_are_refused(pair):
    with pytest.raises(DetenteError, match="same prison"):
        dt.replay(pair[0], dt.run(pair[1].scenario, seed=9))


def test_bytes_and_back():
    x = np.array([0.0, 0.5, 1.0, np.nan, 0.25])
    assert quantise(x).tolist() == [0, 125, 250, ABSENT, 62]
    rows = [quantise(x), np.array([7], np.uint8)]
    assert [row.tolist() for row in unpack(pack(rows), [5, 1])] == [row.tolist() for row in rows]
