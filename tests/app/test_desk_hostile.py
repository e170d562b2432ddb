"""Hostile questions: everything is answered in words or done safely; nothing of the disk is read, nothing is run."""

from __future__ import annotations

import io
import json
import random
import string
import zipfile
from urllib.parse import quote

import pytest
from desk_support import OURS, PEOPLE, arm, followed, pair, post, serving
from detente.app.desk import exports
from detente.app.desk.refuse import clipped

FORMULAS = ("=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "=HYPERLINK(\"http://evil.example\")", "=cmd|' /C calc'!A0")
PATHS = ("/etc/passwd", "../../../../etc/passwd", "..\\..\\x", "file:///etc/passwd", "C:\\x.yaml", "baseline.yaml", "~/x",
         "./baseline", "\x00", "con", "a" * 300, "-", "", "scenarios/baseline.yaml", "//evil.example/x")


@pytest.fixture(scope="module")
def client():
    with serving() as client:
        yield client


def in_words(answer, *codes: int) -> dict:
    """A refusal that a reader understands, and that tells nothing of this machine."""
    assert answer.status_code in (codes or (400,)), (answer.status_code, answer.text[:300])
    told = answer.json()["error"]
    assert told["message"]["fr"] and told["message"]["en"]
    for secret in ("Traceback", "root:", "site-packages", "/sim/detente"):
        assert secret not in answer.text
    return told


RAW = (b"", b"{", b"[]", b"null", b"1", b'"x"', b"\xff\xfe{}", b'{"arms": NaN}', b'{"seed": Infinity}', b'{"seed": -Infinity}',
       b"[" * 100_000, b'{"a":' * 40_000, b'{"seed": ' + b"9" * 5000 + b"}", b'{"arms": [{"label": "\\ud800"}]}', b"\x00" * 50,
       b'{"__proto__": {"x": 1}}', "{\"arms\": \"\u202eabc\"}".encode())


@pytest.mark.parametrize("path", ["/api/year", "/api/compare", "/api/sensitivity", "/api/check", "/api/yaml", "/api/report"])
def test_malformed(client, path):
    for body in RAW:
        in_words(client.post(path, content=body, headers=OURS | {"content-type": "application/json"}), 400, 404)


@pytest.mark.parametrize("value", [1e308, 1e999, -1, 0, 10**400, 2**63, 1.5, True, None, "1", [], {}, "NaN"])
def test_numbers(client, value):
    for key in ("horizon_days", "seed", "people"):
        body = json.dumps(pair(**{key: value}))
        answer = client.post("/api/year", content=body, headers=OURS | {"content-type": "application/json"})
        fine = value is None and key == "people" or value == 0 and value is not False and key == "seed"
        if not fine:
            in_words(answer)
    body = json.dumps(pair(arms=[arm("A"), arm("B", search_rate=value)]))
    answer = client.post("/api/year", content=body, headers=OURS | {"content-type": "application/json"})
    if value not in (0, 1.5) or value is True:
        in_words(answer)


@pytest.mark.parametrize("path", ["/api/year", "/api/compare"])
def test_unknown_keys(client, path):
    assert in_words(post(client, path, pair(file="/etc/passwd")))["key"] == "file"
    assert in_words(post(client, path, pair(arms=[arm() | {"path": "x"}, arm()])))["key"] == "path"
    in_words(post(client, path, pair(arms=[arm(**{"__class__": 1}), arm()])))
    in_words(post(client, path, pair(arms=[arm("x" * 61), arm()])))
    in_words(post(client, path, pair(arms=[arm("a\nb"), arm()])))
    in_words(post(client, path, pair(arms=[arm(**{f"x{k}": 1 for k in range(300)}), arm()])))


@pytest.mark.parametrize("name", PATHS)
def test_no_path_reaches_the_disk(client, name):
    in_words(post(client, "/api/year", pair(arms=[arm(scenario=name), arm()])))
    in_words(post(client, "/api/yaml", {"arms": [arm(scenario=name)], "establishment": None, "horizon_days": 10}))
    told = post(client, "/api/check", {"yaml": f"extends: {json.dumps(name)}\n"}).json()
    assert not told["ok"] and "root:" not in json.dumps(told)
    if name:
        in_words(post(client, "/api/year", pair(establishment=name)), 400)
    for path in (f"/api/jobs/{quote(name)}", f"/lesson/{quote(name, safe='')}"):
        answer = client.get(path)
        assert answer.status_code in (400, 404, 413) and "root:" not in answer.text


YAML = ("a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nlevers: *c\n", "levers: !!python/object/apply:os.system [id]\n",
        "<<: {levers: {}}\n", "levers: {a: {" * 200, "x" * 250_000, "- " * 10_000, "levers:\n" + "  a: 1\n" * 20_000, "\t",
        "---\n---\n", "title: \x07\n", "levers: {search_rate: .nan}\n", "levers: {search_rate: 1e400}\n", "? [a]\n: b\n",
        "establishment: {capacity: 1e9}\n", "horizon_days: 999999999999999999999\n", "%YAML 9.9\n---\na: 1\n",
        "levers: {search_rate: 0x" + "f" * 300 + "}\n")


@pytest.mark.parametrize("text", YAML)
def test_yaml_bombs(client, text):
    told = post(client, "/api/check", {"yaml": text}).json()
    assert told["ok"] is False and told["errors"][0]["message"]["fr"], text[:40]
    in_words(post(client, "/api/year", pair(arms=[arm(yaml=text), arm()])))


def test_random_requests_end_in_words(client):
    dice = random.Random(3)
    atoms = [None, True, 0, -1, 1e9, "x", "baseline", [], {}, [[]], "é" * 70, {"a": 1}, 10**30, 0.1]
    for _ in range(250):
        body = pair()
        for _ in range(dice.randint(1, 3)):
            target = dice.choice([body, dice.choice(body["arms"])]) if isinstance(body.get("arms"), list) and body["arms"] \
                and all(isinstance(x, dict) for x in body["arms"]) else body
            key = dice.choice([*target, "".join(dice.choices(string.printable, k=5))])
            target[key] = dice.choice(atoms)
        answer = post(client, "/api/yaml" if dice.random() < 0.3 else "/api/year", body)
        if answer.status_code != 200:
            in_words(answer)


def test_large_work_is_refused(client):
    told = in_words(post(client, "/api/compare", pair(people=5000, horizon_days=1095, seeds=100, arms=[arm()] * 4)))
    assert "detente compare" in told["message"]["fr"]
    in_words(post(client, "/api/compare", pair(seeds=101)))
    in_words(post(client, "/api/compare", pair(uncertainty="posterior", draws=10_000)))
    in_words(post(client, "/api/compare", pair(arms=[arm()] * 5)))


@pytest.fixture(scope="module")
def compared(client):
    """A comparison whose labels and titles are all hostile."""
    yaml = ("extends: dynamic\ntitle: {fr: \"=1+1<script>alert(1)</script>\", en: \"@x\"}\n"
            "notes: \"<img src=x onerror=alert(1)>\"\n")
    arms = [arm("<script>alert(1)</script>"), arm("=HYPERLINK(\"http://evil.example\")"), arm("", yaml=yaml), arm("-2+3")]
    asked = pair(arms=arms, seeds=2, horizon_days=14, people=PEOPLE)
    job = post(client, "/api/compare", asked).json()["job"]
    told = followed(client, job)
    assert told["state"] == "done", told
    return job, told["result"]


def test_labels_come_back_as_data(compared):
    _, result = compared
    assert result["arms"][0]["label"] == "<script>alert(1)</script>" and result["arms"][2]["label"].startswith("=1+1")
    assert ";" not in result["reproduce"]["command"] and "<" not in result["reproduce"]["command"]
    assert not any(x in result["reproduce"]["command"] for x in "$`|&\"'()")


def test_what_holds_for_all_options_stands_under_the_name_of_none(compared):
    _, result = compared
    told = result["summary"]["fr"]
    heads = [told.index(x["title"]["fr"]) for x in result["arms"][1:]]
    assert heads == sorted(heads) and sum("mesures" in x for x in told) == 1
    assert any("mesures" in x for x in told[3:heads[0]]) and all(heads)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_report_is_escaped(client, compared, lang):
    job, _ = compared
    answer = post(client, "/api/report", {"job": job, "lang": lang, "format": "html"})
    assert answer.status_code == 200 and "attachment" in answer.headers["content-disposition"]
    assert "<script" not in answer.text and "<img src=x" not in answer.text and "&lt;script&gt;" in answer.text
    if lang == "fr":
        assert "&lt;img src=x" in answer.text


def test_the_table_runs_nothing(client, compared):
    job, _ = compared
    answer = post(client, "/api/report", {"job": job, "lang": "fr", "format": "csv"})
    import csv

    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    cells = [cell for row in rows for cell in row]
    assert any(cell.startswith("'=HYPERLINK") for cell in cells) and any(cell.startswith("'-2+3") for cell in cells)
    for cell in cells:
        assert not cell.startswith(("=", "+", "@", "\t")), cell
        if cell.startswith("-"):
            float(cell)


def test_the_archive_holds_plain_names(client, compared):
    job, _ = compared
    answer = post(client, "/api/report", {"job": job, "lang": "en", "format": "zip"})
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        names = archive.namelist()
        assert all(not name.startswith("/") and ".." not in name and "\\" not in name for name in names)
        assert {"report_en.html", "comparison_en.csv", "results/manifest.json"} <= set(names)
        scenarios = [name for name in names if name.endswith(".yaml") and "/" not in name]
        assert len(scenarios) == 4 and all("<" not in name and "=" not in name for name in scenarios)
        for name in names:
            if name.endswith(".csv"):
                text = archive.read(name).decode("utf-8-sig")
                assert "\n=" not in text and ",=" not in text and ",@" not in text


@pytest.mark.parametrize("body", [
    {}, {"job": "none", "lang": "fr", "format": "html"}, {"job": "x", "lang": "xx", "format": "html"},
    {"job": "x", "lang": "fr", "format": "exe"}, {"job": 3, "lang": "fr", "format": "html"},
    {"job": "../../x", "lang": "fr", "format": "html"}])
def test_reports_of_nothing(client, body):
    in_words(post(client, "/api/report", body), 400, 404)


@pytest.mark.parametrize("text", [*FORMULAS])
def test_cells(text):
    assert exports.safe(text).startswith("'")


def test_cells_that_are_harmless_stay():
    assert exports.safe(-1.5) == -1.5 and exports.safe("a=b") == "a=b" and exports.safe(float("nan")) == ""


def test_what_is_said_back_is_short_and_plain():
    assert len(clipped("x" * 1000)) <= 80 and clipped("a\x1b[31m\nb\u202e") == "a [31m b " and clipped(10**5000) == "…"
    clipped("\ud800").encode()
