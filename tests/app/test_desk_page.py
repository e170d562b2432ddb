"""What the desk gives its page, a year of two prisons at once, files checked and written."""

from __future__ import annotations

import gzip
import json
import re

import pytest
from desk_support import DAYS, PEOPLE, arm, pair, post, serving
from detente.app.desk import arms, asked, data, gzipped, kept, page, quick, seat
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


def test_places_as_one_writes_them():
    names = {place["name"]: (place["label"], place["department"]) for place in data.places()}
    for name, told in {"CP BOURG EN BRESSE": ("CP Bourg-en-Bresse", "Bourg-en-Bresse (Ain, 01)"),
                       "MC ST MARTIN DE RE": ("MC Saint-Martin-de-Ré", "Saint-Martin-de-Ré (Charente-Maritime, 17)"),
                       "CD CHATEAUDUN": ("CD Châteaudun", "Châteaudun (Eure-et-Loir, 28)"),
                       "MA NICE": ("MA Nice", "Nice (Alpes-Maritimes, 06)"),
                       "MA AJACCIO": ("MA Ajaccio", "Ajaccio (Corse-du-Sud, 2A)"),
                       "CP MAJICAVO": ("CP Majicavo", "Koungou (Mayotte, 976)"),
                       "CP MATA UTU": ("CP Mata Utu", "Uvea (Wallis-et-Futuna, 986)"),
                       "CP FAAA NUUTANIA": ("CP Faa’a Nuutania", "Faa’a (Polynésie française, 987)"),
                       "CSL LYON": ("CSL Lyon", "Lyon 7e (Rhône, 69)"),
                       "CP LE HAVRE": ("CP Le Havre", "Saint-Aubin-Routot (Seine-Maritime, 76)")}.items():
        assert names[name] == told
    assert not [told for told in names.values() if "'" in " ".join(told)]


def test_sources_and_units_as_one_reads_them():
    from detente.app.desk import words
    from detente.report.sources import shipped

    table = " ".join(row["source"] + row["year"] for row in shipped().values())
    assert [x for x in (*words.SPELT, *words.FRENCH) if x.strip("()") not in table] == [], "none is out of date"
    told = {lang: " ".join(x["source"][lang] for x in data.levers()) for lang in ("fr", "en")}
    for plain in ("Ministere", "penitentiaire", "disparites", "medecin", "same (", "Senate", "computed"):
        assert plain not in told["fr"], plain
    units = {x["unit"][lang] for x in data.levers() for lang in ("fr", "en")}
    assert not {x for x in units if ".." in x} and {"0 to 1", "de 0 à 1"} <= units
    labels = [x["label"]["fr"] for x in data.levers()]
    assert len(set(labels)) == len(labels) and "objet interdit signalée" not in " ".join(labels)


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
    body = {"arms": [asking], "establishment": None, "horizon_days": 200, "seed": 7}
    told = post(client, "/api/yaml", body).json()["files"][0]
    (made,), _ = arms.scenarios([asked.arm(asking, "arm")], None, 200, 7)
    assert loads(told["yaml"]).hash() == made.hash() and told["name"] == "Mon_plan_ete.yaml"
    assert len(told["yaml"]) < 8000, "what is at its default is left out"
    again = post(client, "/api/check", {"yaml": told["yaml"]}).json()
    assert again["ok"] and again["title"]["fr"] == "Mon plan : été" and again["sets"]["levers"]["search_rate"] == 1.5
    assert again["sets"]["wings"] == data.sets(made)["wings"] and len(again["sets"]["changes"]) == len(made.changes)
    assert again["sets"]["establishment"]["inmates"] == made.establishment.inmates


def test_what_a_file_sets_is_told_before_any_year(client):
    text = ("extends: baseline\nlevers: {relation_share: 0.8, regime: open}\nwings: {1: {search_rate: 2}}\n"
            "changes: [{lever: mediation_sessions, to: 3, from_day: 100}]\n")
    told = post(client, "/api/check", {"yaml": text}).json()["sets"]
    assert told["levers"] == {"relation_share": 0.8, "regime": "open"} and told["wings"] == {"1": {"search_rate": 2.0}}
    assert [(x["lever"], x["to"], x["from_day"]) for x in told["changes"]] == [("mediation_sessions", 3.0, 100)]


def test_files_of_all_arms_hold_one_prison(client):
    body = pair(arms=[arm("x", "maison_centrale"), arm("X"), arm("", "dynamic", occupancy=1.0)], people=None)
    told = post(client, "/api/yaml", body | {"seeds": 3}).json()
    assert told["command"] == "detente compare A_x.yaml B_X.yaml " + told["files"][2]["name"] + " --seed 1 -n 3"
    first, second, third = (loads(x["yaml"]).establishment for x in told["files"])
    assert first == second and third.capacity == first.capacity and third.inmates == first.capacity


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
    held = kept.Kept(seat.KEPT)
    for share in (0.1, 0.2):
        made, _ = arms.scenarios(asked.arms(pair(arms=[arm("A"), arm("B", relation_share=share)]), 1, 2), None, 7, 1, PEOPLE)
        quick.year(made, 1, held, dict)
    assert lived == ["A_baseline", "B_baseline", "B_baseline"]


def test_what_the_page_has_is_not_sent_again(client):
    asked_for = pair(horizon_days=5)
    whole = post(client, "/api/year", asked_for).json()
    moved = pair(horizon_days=5, arms=[arm("A"), arm("B", relation_share=0.3)])
    again = post(client, "/api/year", moved | {"held": whole["first"]}).json()
    assert again["bundle"]["runs"][0] is None and again["bundle"]["runs"][1]["presence"] and again["first"] == whole["first"]
    fresh = post(client, "/api/year", moved).json()
    assert fresh["bundle"]["runs"][0] == whole["bundle"]["runs"][0] and fresh["bundle"]["runs"][1] == again["bundle"]["runs"][1]
    assert fresh["bundle"]["people"] == again["bundle"]["people"]
    for other in (asked_for | {"sensitive": True}, asked_for | {"seed": 2}, asked_for | {"horizon_days": 6}):
        answer = post(client, "/api/year", other | {"held": whole["first"]}).json()
        assert answer["bundle"]["runs"][0] and answer["first"] != whole["first"]
    assert post(client, "/api/year", asked_for | {"held": "x" * 41}).status_code == 400


def test_nothing_is_compressed_for_this_machine():
    from detente.app import server
    from starlette.testclient import TestClient

    with TestClient(server.build(apart=False), base_url="http://127.0.0.1:8765", client=("127.0.0.1", 50_000)) as here:
        answer = post(here, "/api/year", pair(horizon_days=3))
    assert "content-encoding" not in answer.headers and answer.json()["bundle"]["days"] == 3
