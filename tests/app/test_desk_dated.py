"""Dated changes at the desk: judged by the reader of scenario files, written back, hostile ones refused."""

from __future__ import annotations

import json

import pytest
from desk_support import OURS, arm, pair, post, serving
from detente.app.desk import arms, asked, candidates, data, limits
from detente.scenario import load, loads
from detente.scenario.files import shipped_names
from test_desk_hostile import in_words

RESPECT = {"lever": "regime", "to": "respect", "from_day": 9, "wings": [1]}
REFERRED = {"lever": "response.assault.mediation", "to": 0.6, "from_day": 9}


@pytest.fixture(scope="module")
def client():
    with serving() as client:
        yield client


def dated(*changes, scenario="baseline", **more) -> dict:
    """A question whose second option has dated changes."""
    return pair(arms=[arm("A"), arm("B", scenario) | {"changes": list(changes)}], **more)


def asked_of(body: dict, **how):
    return arms.scenarios(asked.arms(body, 1, 4), None, body["horizon_days"], 1, body["people"], **how)[0]


def test_changes_are_those_of_a_scenario_file():
    made = asked_of(dated(RESPECT, REFERRED))
    same = loads("extends: baseline\nestablishment: {name: x, type: maison_arret, capacity: 28, inmates: 40, wings: 1}\n"
                 "horizon_days: 21\nchanges:\n- {lever: regime, to: respect, from_day: 9, wings: [1]}\n"
                 "- {lever: response.assault.mediation, to: 0.6, from_day: 9}\n")
    assert made[0].changes == () and made[1].changes == same.changes


@pytest.mark.parametrize("name", shipped_names())
def test_what_a_scenario_changes_stays_until_it_is_said_otherwise(name):
    own = load(name).changes
    left = asked_of(pair(arms=[arm("", name)], horizon_days=200))
    assert left[0].changes == own
    assert asked_of(pair(arms=[arm("", name) | {"changes": []}], horizon_days=200))[0].changes == ()
    told = next(x for x in data.scenarios() if x["name"] == name)["changes"]
    again = asked_of(pair(arms=[arm("", name) | {"changes": told}], horizon_days=200))
    assert again[0].hash() == left[0].hash()


def test_a_year_lives_them_and_the_first_days_are_the_same(client):
    quiet, moved = (post(client, "/api/year", body).json()["bundle"]["runs"][1]["curves"]["means"]
                    for body in (pair(arms=[arm("A"), arm("B")]), dated({"lever": "regime", "to": "open", "from_day": 10})))
    assert quiet["tension"][:10] == moved["tension"][:10] and quiet["tension"][10:] != moved["tension"][10:]


def test_a_wing_of_a_change_is_still_there_when_the_prison_is_shown_small():
    made = arms.scenarios(asked.arms(dated({**RESPECT, "wings": [4]}), 1, 4), None, 21, 1, None, limits.QUICK)[0]
    assert made[1].changes[0].wings == (3,) and made[1].establishment.wings >= 4


def test_a_year_that_is_only_shown_leaves_out_what_comes_later_and_a_comparison_refuses_it(client):
    body = dated(RESPECT, {"lever": "search_rate", "to": 2, "from_day": 400})
    told = post(client, "/api/year", body)
    assert told.status_code == 200 and len(asked_of(body, most=limits.QUICK)[1].changes) == 1
    assert in_words(post(client, "/api/compare", body))["key"] == "B.changes.2"
    assert in_words(post(client, "/api/yaml", body | {"seeds": 2}))["key"] == "B.changes.2"
    assert post(client, "/api/yaml", body | {"horizon_days": 600}).status_code == 200


WRONG = {
    "lever": [None, 3, "", "no_such_lever", "relation_shar", "x" * 70_000, "__proto__", [], "../../etc/passwd"],
    "to": [None, "", "much", "NaN", "1e400", 1e308, -1, 99, [], ["open"], True],
    "from_day": [None, -1, -0.5, 1e9, 10**30, 21, "NaN", "3", 2.5, [], True],
    "wings": [[], [0], [6], [61], [-1], [1e9], ["A"], [1.5], "all", [None], [True], [10**30], list(range(1, 101))],
    "ramp_days": [-1, 1e9, "x", 0.5], "until_day": [-1, 9, 1e9, "x"], "colour": [1]}


@pytest.mark.parametrize("path", ["/api/year", "/api/compare", "/api/yaml"])
@pytest.mark.parametrize("field", WRONG)
def test_each_wrong_value_has_one_clear_refusal(client, path, field):
    for value in WRONG[field]:
        if path == "/api/year" and (field, value) == ("from_day", 21):
            continue  # past the end of a year that is only shown
        change = {"lever": "search_rate", "to": 2, "from_day": 9} | {field: value}
        told = in_words(post(client, path, dated(change)))
        assert told["key"].startswith(("B.changes.1", "arms.2.changes.1")), (field, value, told)
        assert told["message"]["fr"] != told["message"]["en"] and len(json.dumps(told)) < 2500


def test_shapes_that_are_none(client):
    for value in (3, "x", {}, True, [3], [None], [[]], [{"lever": {}}], [{"wings": [[1]]}], [{str(k): 1 for k in range(50)}]):
        told = in_words(post(client, "/api/year", pair(arms=[arm(), arm() | {"changes": value}])))
        assert told["key"].startswith("arms.2.changes"), value
    for raw in ('{"lever": "search_rate", "to": NaN, "from_day": 3}',
                '{"lever": "search_rate", "to": 1, "from_day": Infinity}'):
        body = json.dumps(dated("HERE")).replace('"HERE"', raw)
        in_words(client.post("/api/year", content=body, headers=OURS | {"content-type": "application/json"}))


def test_ten_thousand_changes_are_one_refusal(client):
    many = [{"lever": "search_rate", "to": 1, "from_day": k} for k in range(10_000)]
    answer = post(client, "/api/year", dated(*many[:5000]))
    told = in_words(answer, 400, 413)
    assert told["key"] == "arms.2.changes" and told["given"] == "5000" and str(limits.CHANGES) in told["message"]["fr"]
    in_words(post(client, "/api/year", dated(*many)), 400, 413)


def test_what_contradicts_itself_is_said_with_its_option_and_number(client):
    twice = in_words(post(client, "/api/year", dated(RESPECT, REFERRED, {**RESPECT, "to": "open"})))
    assert twice["key"] == "B.changes.3" and "changes.1" in twice["wish"]["fr"]
    alone = {"lever": "response.assault.cell", "to": 0.6, "from_day": 9}
    row = in_words(post(client, "/api/year", dated(REFERRED, alone)))
    assert row["key"] == "B.changes.2" and "assault" in row["message"]["fr"]
    assert post(client, "/api/year", dated(RESPECT, {**RESPECT, "to": "open", "from_day": 15})).status_code == 200


def test_a_file_with_changes_reads_back_to_the_same_prison(client):
    body = dated(RESPECT, {**REFERRED, "ramp_days": 4, "until_day": 15}, scenario="lesson_mediation")
    told = post(client, "/api/yaml", body).json()["files"][1]["yaml"]
    assert loads(told).hash() == asked_of(body)[1].hash() and len(loads(told).changes) == 2
    sets = post(client, "/api/check", {"yaml": told}).json()["sets"]
    assert [(x["lever"], x["from_day"]) for x in sets["changes"]] == [("regime", 9), ("response.assault.mediation", 9)]
    without = post(client, "/api/yaml", dated(scenario="lesson_mediation")).json()["files"][1]["yaml"]
    assert loads(without).changes == ()


def test_what_is_dated_is_not_moved_to_see_whether_a_difference_holds():
    reference, option = asked_of(dated({"lever": "search_rate", "to": 2, "from_day": 5}))
    keys = {x.key for x in candidates.candidates(reference, option)}
    assert "search_rate" not in keys and "relation_share" in keys


def test_the_room_that_the_page_tells_is_the_model_s(client):
    """A dated rise of the occupancy adds three per cent of people and eight rows, whatever it asks."""
    from detente.engine import simulate

    base = load("baseline").with_(establishment={"capacity": 142, "inmates": 200, "type": "maison_arret"}, horizon_days=200)
    most = [int(simulate(base.with_(changes=[{"lever": "occupancy", "to": to, "from_day": 20}]), 1).series.n.max())
            for to in (1.6, 2.5)]
    assert most[0] == most[1] == int(1.03 * 200) + 8
