"""What the desk gives its page, a year of two prisons at once, files checked and written."""

from __future__ import annotations

import gzip
import json
import re

import pytest
from desk_support import DAYS, PEOPLE, arm, pair, post, serving
from detente.app.desk import arms, asked, data, gzipped, kept, page, quick
from detente.declare.levers import LEVERS
from detente.scenario import all_establishments, find_establishment, loads
from detente.scenario.files import shipped_names


@pytest.fixture(scope="module")
def client():
    with serving() as client:
        yield client


def test_everything_of_the_model_is_given():
    given = data.page_data()
    assert [x["key"] for x in given["levers"]] == [x.name for x in LEVERS]
    assert [x["name"] for x in given["places"]] == [x.name for x in all_establishments()] and len(given["places"]) == 186
    assert [x["name"] for x in given["scenarios"]] == shipped_names()
    assert given["words"]["fr"].keys() == given["words"]["en"].keys()
    for place in given["places"]:
        assert find_establishment(place["name"]).name == place["name"]
    for lever in given["levers"]:
        assert lever["low"] <= lever["plausible"][0] <= lever["plausible"][1] <= lever["high"]
        assert lever["source"]["fr"] and lever["assumed"] == (lever["evidence"] == "assumed")
        assert lever["choices"] is None or lever["default"] in lever["choices"]
    assert next(x for x in given["outcomes"] if x["key"] == "suicide_hazard")["sensitive"]
    json.dumps(given, allow_nan=False)


def test_names_as_one_writes_them():
    assert data.titled("MONT DE MARSAN") == "Mont de Marsan" and data.titled("SAINT-MARTIN DE RE") == "Saint-Martin de Re"


def test_the_page(client):
    for lang in ("fr", "en", "xx"):
        answer = client.get("/desk", params={"lang": lang})
        if not page.built():
            assert answer.status_code == 404
            continue
        csp = answer.headers["content-security-policy"]
        assert answer.status_code == 200 and "connect-src 'self'" in csp and "default-src 'none'" in csp
        assert f'<html lang="{lang if lang != "xx" else "fr"}">' in answer.text
        found = re.search(r'<script type="application/json" id="detente-desk">(.*?)</script>', answer.text, re.S)
        assert json.loads(found[1])["lang"] in ("fr", "en")


def test_without_a_page_it_says_so(client, monkeypatch, tmp_path):
    monkeypatch.setattr(page, "TEMPLATE", tmp_path / "desk.html")
    answer = client.get("/desk")
    assert answer.status_code == 404 and "construite" in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_the_home_page_leads_there(client):
    assert "href='/desk?lang=fr'" in client.get("/").text


def test_a_year_of_two_prisons(client):
    answer = post(client, "/api/year", pair())
    assert answer.status_code == 200 and answer.headers["content-encoding"] == "gzip", "this client is not on this machine"
    told = answer.json()
    assert told["bundle"]["days"] == DAYS and [x["title"]["fr"] for x in told["bundle"]["scenarios"]] == ["A", "B"]
    assert told["bundle"]["establishment"]["inmates"] == PEOPLE and told["scaled"] == {"from": 598, "to": PEOPLE}
    assert len(told["totals"]) == 2 and told["totals"][0]["assaults"] >= 0 and "selfharm" not in told["totals"][0]
    sensitive = post(client, "/api/year", pair(sensitive=True)).json()
    assert "selfharm" in sensitive["totals"][0] and sensitive["bundle"]["sensitive"]


def test_a_year_is_that_of_the_package(client):
    from detente.engine import simulate
    from detente.outcomes import summarise
    from detente.replay.bundle import of_runs

    made, _ = arms.scenarios(asked.arms(pair(), 1, 2), None, DAYS, 1, PEOPLE)
    runs = [simulate(x, 1) for x in made]
    told = post(client, "/api/year", pair()).json()
    assert told["bundle"] == json.loads(json.dumps(of_runs(runs).data))
    assert told["totals"][1]["tension"] == summarise(runs[1])["tension"]


def test_a_real_prison_is_shown_small_and_its_deaths_are_not(client):
    told = post(client, "/api/year", pair(establishment="MA LYON CORBAS", people=None, horizon_days=7, sensitive=True)).json()
    assert told["scaled"]["to"] == 200 and told["bundle"]["establishment"]["inmates"] == 200
    assert not {"suicides", "suicide_hazard", "deaths"} & told["totals"][0].keys()


def test_a_fuller_arm_holds_more_of_the_same_people(client):
    asked_for = pair(arms=[arm("A"), arm("B", occupancy=2.0)])
    made, _ = arms.scenarios(asked.arms(asked_for, 1, 2), None, DAYS, 1, PEOPLE)
    a, b = (x.establishment for x in made)
    assert (a.capacity, a.wings, a.uid) == (b.capacity, b.wings, b.uid) and b.inmates == round(2.0 * b.capacity) > a.inmates
    told = post(client, "/api/year", asked_for).json()["bundle"]
    first, second = (x["curves"]["n"][0] for x in told["runs"])
    assert second > first and len(told["establishment"]["cells"]) * 3 >= second
    officer = told["people"]["officer"]
    seen = [{who for who, day, _ in x["presence"] if day == 0 and not officer[who]} for x in told["runs"]]
    assert len(seen[0] & seen[1]) > 0.9 * len(seen[0])


def test_the_fullest_arm_is_within_the_size_of_a_year(client):
    made, scaled = arms.scenarios(asked.arms(pair(arms=[arm(), arm(occupancy=3.0)]), 1, 2), None, DAYS, 1, None, 200)
    assert max(x.establishment.inmates for x in made) <= 201 and scaled["from"] == 598


def test_other_mistakes_of_a_year_are_said(client):
    for body, key in ((pair(arms=[]), "arms"), (pair(arms=[arm()] * 3), "arms"), (pair(horizon_days=0), "horizon_days"),
                      (pair(arms=[arm(scenario="nothing")]), None), (pair(arms=[arm(search_rate=99)]), "levers.search_rate"),
                      (pair(establishment="nowhere at all"), "establishment"), (pair(people=100_000), "people")):
        answer = post(client, "/api/year", body)
        told = answer.json()["error"]
        assert answer.status_code == 400 and told["message"]["fr"] != told["message"]["en"], body
        assert key is None or told["key"] == key


@pytest.mark.parametrize("name", ["dynamic", "respect_wing", "lesson_respect", "maison_centrale"])
def test_a_file_reads_back_to_the_same_prison(client, name):
    asking = arm("Mon plan : été", name, search_rate=1.5)
    told = post(client, "/api/yaml", {"arm": asking, "establishment": None, "horizon_days": 200, "seed": 7}).json()
    (made,), _ = arms.scenarios([asked.arm(asking, "arm")], None, 200, 7)
    assert loads(told["yaml"]).hash() == made.hash() and told["name"] == "Mon_plan_ete.yaml"
    assert len(told["yaml"]) < 8000, "what is at its default is left out"
    again = post(client, "/api/check", {"yaml": told["yaml"]}).json()
    assert again["ok"] and again["title"]["fr"] == "Mon plan : été"


def test_a_wrong_file_is_said_line_by_line(client):
    told = post(client, "/api/check", {"yaml": "extends: baseline\nlevers:\n  serch_rate: 1\n"}).json()
    (error,) = told["errors"]
    assert not told["ok"] and error["line"] == 3 and "search_rate" in error["wish"]["fr"]


def test_what_is_kept_is_bounded():
    held = kept.Kept(100)
    for k in range(10):
        held.put((k,), k, 30)
    assert held.bytes <= 100 and held.get((9,)) == 9 and held.get((0,)) is None
    held.put(("large",), 1, 101)
    assert held.get(("large",)) is None


def test_parts_make_one_file():
    texts = [b"a" * 1000, b"", bytes(range(256)) * 40, b"end"]
    assert gzip.decompress(gzipped.joined([gzipped.Part(x) for x in texts])) == b"".join(texts)


def test_the_first_prison_is_lived_once(monkeypatch):
    from detente.replay import record

    lived = []
    real = record.watch
    monkeypatch.setattr(record, "watch", lambda scenario, seed: lived.append(scenario.name) or real(scenario, seed))
    held = kept.Kept(quick.KEPT)
    for share in (0.1, 0.2):
        made, _ = arms.scenarios(asked.arms(pair(arms=[arm("A"), arm("B", relation_share=share)]), 1, 2), None, 7, 1, PEOPLE)
        quick.year(made, 1, held, dict)
    assert lived == ["A_baseline", "B_baseline", "B_baseline"]


def test_nothing_is_compressed_for_this_machine():
    from detente.app import server
    from starlette.testclient import TestClient

    with TestClient(server.build(), base_url="http://127.0.0.1:8765", client=("127.0.0.1", 50_000)) as here:
        answer = post(here, "/api/year", pair(horizon_days=3))
    assert "content-encoding" not in answer.headers and answer.json()["bundle"]["days"] == 3
