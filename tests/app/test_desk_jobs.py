"""Long work: comparisons as the command makes them, the line, the end of a job that runs, hangs or crashes, what is left."""

from __future__ import annotations

import json
import subprocess
import sys
import time

import pytest
from desk_support import OURS, PEOPLE, arm, followed, pair, post, serving
from detente.app.desk import jobs as jobs_module
from detente.app.desk import result
from detente.app.desk.jobs import Jobs

SMALL = {"seeds": 3, "horizon_days": 14, "people": PEOPLE}


@pytest.fixture(scope="module")
def client():
    with serving() as client:
        yield client


@pytest.fixture(scope="module")
def compared(client):
    told = post(client, "/api/compare", pair(**SMALL))
    assert told.status_code == 202
    job = told.json()["job"]
    return job, followed(client, job)


def worker(text: str) -> tuple[str, ...]:
    """A process that stands for the worker."""
    return (sys.executable, "-c", text)


HANGS = "import time, sys; print('{\"done\": 1, \"total\": 9}', flush=True); time.sleep(600)"
DEAF = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {HANGS}"
CRASHES = "import os, sys; print('{\"done\": 1, \"total\": 9}', flush=True); os.abort()"
LIES = "print('not json'); print('[1, 2]'); print('{\"done\": 1, \"total\": 1}')"


@pytest.fixture
def fake(monkeypatch):
    """A server whose worker is another program."""
    def serve(text, patience=60.0):
        monkeypatch.setattr("detente.app.desk.routes.Jobs", lambda: Jobs(patience, worker(text)))
        return serving(warm=False)
    return serve


def test_a_comparison_is_that_of_the_package(compared):
    from detente.app.desk import arms, asked
    from detente.studies.compare import compare

    _, told = compared
    assert told["state"] == "done" and told["done"] == told["total"] == 6 and told["place_in_queue"] is None
    found = told["result"]
    made, _ = arms.scenarios(asked.arms(pair(), 2, 2), None, 14, 1, PEOPLE)
    c = compare(*made, replicates=3)
    for row in found["outcomes"]:
        p, own = c.pairs[1, row["key"]], row["differences"][0]
        assert own["mean"] == pytest.approx(p.difference) and row["arms"][1]["mean"] == pytest.approx(p.mean)
        if own["low"] is not None:
            assert own["low"] == pytest.approx(p.low) and own["high"] == pytest.approx(p.high)
        assert own["verdict"] == "nobody can say" or p.sign != 0
        assert row["arms"][0]["low2"] is None
        both = zip(c.values(0, row["key"]), c.values(1, row["key"]), strict=True)
        apart = [b - a for a, b in both if a == a and b == b]
        assert found["pairs"][row["key"]][0] == pytest.approx(apart, rel=1e-4, abs=1e-9)
    assert found["reproduce"]["seeds"] == [1, 2, 3]
    assert found["reproduce"]["command"] == "detente compare A.yaml B.yaml --seed 1 -n 3"
    for key, panels in found["weekly"].items():
        assert len(panels) == 2 and len(panels[0]) == 2 and all(week == sorted(week) for week in panels[0]), key


def test_counts_run_on_and_states_do_not():
    from detente.app.desk.weekly import COUNTS, STATES, weekly
    from detente.engine import simulate
    from detente.scenario import load
    from detente.world.codes import TALLIES

    run = simulate(load("baseline").with_(establishment={"capacity": 60, "inmates": 90, "type": "maison_arret"},
                                          horizon_days=60), 1)
    told, s = weekly(run), run.series
    for key in COUNTS:
        total, last = 1000 * s.tally[:, TALLIES.index(key)].sum(), told[key][-1]
        assert all(b >= a for a, b in zip(told[key], told[key][1:], strict=False)) and len(told[key]) == 8
        assert total / s.n.max() <= last <= total / s.n.min()
    assert told["assaults"][-1] > 0 and all(0 <= x <= 1 for key in STATES for x in told[key])


def test_the_summary_says_what_the_intervals_allow(compared):
    found = compared[1]["result"]
    assert {"fr", "en"} == found["summary"].keys() and found["summary"]["fr"] != found["summary"]["en"]
    first = next(row for row in found["outcomes"] if row["key"] == "assaults")["differences"][0]
    assert ("Nobody can say" in found["summary"]["en"][0]) == (first["reading"] not in ("lower", "higher"))
    told = " ".join(found["summary"]["fr"]).lower()
    assert "suicide" not in told and "automutilation" not in told
    assert any("automutilation" in x.lower() or "suicide" in x.lower() for x in found["summary_sensitive"]["fr"])


@pytest.mark.parametrize(("reading", "direction", "told"), [
    ("lower", -1, "better"), ("higher", -1, "worse"), ("higher", 1, "better"), ("lower", 1, "worse"),
    ("lower", 0, "nobody can say"), ("chance", -1, "nobody can say"), ("neither", 1, "nobody can say"),
    ("equal", -1, "nobody can say")])
def test_verdicts(reading, direction, told):
    assert result.verdict(reading, direction) == told


def test_chance_and_ignorance(client):
    job = post(client, "/api/compare", pair(**{**SMALL, "seeds": 2}, uncertainty="posterior", draws=3)).json()["job"]
    told = followed(client, job)
    assert told["state"] == "done", told
    row = next(x for x in told["result"]["outcomes"] if x["key"] == "tension")
    d = row["differences"][0]
    assert d["low2"] <= d["low"] <= d["mean"] <= d["high"] <= d["high2"] and d["n"] == 6
    assert len(told["result"]["pairs"]["tension"][0]) == 6 and told["result"]["reproduce"]["draws"] == 3
    assert "--uncertainty posterior --draws 3" in told["result"]["reproduce"]["command"]


def test_the_end_is_told_as_it_comes(client, compared):
    lines = [x for x in client.get(f"/api/jobs/{compared[0]}/events").text.split("\n\n") if x.startswith("data: ")]
    assert json.loads(lines[-1][6:])["state"] == "done" and "result" in json.loads(lines[-1][6:])


def test_a_running_job_really_stops(fake):
    with fake(HANGS) as client:
        job = post(client, "/api/compare", pair(**SMALL)).json()["job"]
        until = time.monotonic() + 20
        while client.get(f"/api/jobs/{job}").json()["done"] < 1 and time.monotonic() < until:
            time.sleep(0.05)
        assert client.get(f"/api/jobs/{job}").json()["state"] == "running"
        told = client.delete(f"/api/jobs/{job}", headers=OURS).json()
        assert told["state"] == "stopped" and "result" not in told
        assert client.delete(f"/api/jobs/{job}", headers=OURS).json()["state"] == "stopped", "twice does no harm"
        again = post(client, "/api/compare", pair(**SMALL)).json()["job"]
        until = time.monotonic() + 20
        while client.get(f"/api/jobs/{again}").json()["state"] != "running" and time.monotonic() < until:
            time.sleep(0.05)
        assert client.get(f"/api/jobs/{again}").json()["state"] == "running", "the next one has its turn"


@pytest.mark.parametrize(("text", "sentence"), [
    (CRASHES, "n’a pas pu aboutir"), (LIES, "n’a pas pu aboutir"), (HANGS, "signe de vie"), (DEAF, "signe de vie")])
def test_a_lost_job_takes_nothing_down(fake, text, sentence):
    with fake(text, patience=1.5) as client:
        for _ in range(2):
            told = followed(client, post(client, "/api/compare", pair(**SMALL)).json()["job"], 60)
            assert told["state"] == "failed" and sentence in told["error"]["message"]["fr"]
        assert client.get("/").status_code == 200


def test_a_mistake_in_a_worker_is_said(client, monkeypatch):
    """What the worker's own reader refuses comes back in words."""
    from detente.app.desk import comparing

    real = comparing.comparison

    def spoilt(found):
        spec, about = real(found)
        spec["arms"][1]["tree"]["levers"]["search_rate"] = "much"
        return spec, about

    monkeypatch.setattr("detente.app.desk.job_routes.comparison", spoilt)
    told = followed(client, post(client, "/api/compare", pair(**SMALL)).json()["job"])
    assert told["state"] == "failed" and told["error"]["key"] == "levers.search_rate"
    assert "nombre" in told["error"]["message"]["fr"]


def test_the_line_has_an_end(fake):
    with fake(HANGS) as client:
        made = [post(client, "/api/compare", pair(**SMALL)) for _ in range(jobs_module.MOST_WAITING + 3)]
        assert [x.status_code for x in made].count(503) >= 1
        assert made[-1].status_code == 503 and made[-1].json()["error"]["message"]["fr"]
        waiting = [client.get(f"/api/jobs/{x.json()['job']}").json() for x in made if x.status_code == 202]
        places = [x["place_in_queue"] for x in waiting if x["state"] == "waiting"]
        assert places == list(range(1, len(places) + 1))
        last = made[jobs_module.MOST_WAITING - 1].json()["job"]
        assert client.delete(f"/api/jobs/{last}", headers=OURS).json()["state"] == "stopped"
        assert post(client, "/api/compare", pair(**SMALL)).status_code == 202


def test_nothing_is_left_behind(fake, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    writes = ("import json, sys, pathlib; f = pathlib.Path(json.load(sys.stdin)['folder']); "
              "(f / 'result.json').write_text('{}'); print('{\"done\": 1, \"total\": 1}')")
    with fake(writes) as client:
        done = [followed(client, post(client, "/api/compare", pair(**SMALL)).json()["job"], 60)
                for _ in range(jobs_module.KEPT + 3)]
        assert all(x["state"] == "done" for x in done)
        assert len(list(tmp_path.iterdir())) <= jobs_module.KEPT + 1, "the oldest are gone"
    assert list(tmp_path.iterdir()) == []


def test_reports(client, compared):
    from detente.report.document.pdf import available

    job, _ = compared
    for kind, begins in (("html", b"<!doctype html"), ("pdf", b"%PDF"), ("csv", b"\xef\xbb\xbf"), ("zip", b"PK")):
        for _ in range(2):
            answer = post(client, "/api/report", {"job": job, "lang": "en", "format": kind})
            if kind == "pdf" and not available():
                assert answer.status_code == 422 and "detente[report]" in answer.json()["error"]["message"]["en"]
                continue
            assert answer.status_code == 200 and answer.content[:20].lower().startswith(begins.lower()), kind


def test_what_would_turn_it(client, compared, monkeypatch):
    job, _ = compared
    assert post(client, "/api/sensitivity", {"job": job, "arm": 2, "outcome": "tension"}).status_code == 400
    assert post(client, "/api/sensitivity", {"job": job, "arm": 1, "outcome": "nothing"}).status_code == 400
    assert post(client, "/api/sensitivity", {"job": "nothing", "arm": 1, "outcome": "tension"}).status_code == 404
    told = followed(client, post(client, "/api/sensitivity", {"job": job, "arm": 1, "outcome": "tension"}).json()["job"], 600)
    assert told["state"] == "done", told
    found = told["result"]
    assert found["outcome"] == "tension" and found["tried"] > 100 and len(found["tornado"]) == 16
    reach = [max(abs(x["low_effect"]), abs(x["high_effect"])) for x in found["tornado"]]
    assert reach == sorted(reach, reverse=True) and found["noise_floor"] > 0
    for bar in found["tornado"]:
        assert bar["kind"] in ("lever", "parameter") and bar["label"]["fr"] != bar["label"]["en"] and bar["noise"] >= 0
    for flip in found["flips"]:
        assert flip["sentence"]["fr"] != flip["sentence"]["en"]
    assert post(client, "/api/report", {"job": told and job, "lang": "fr", "format": "csv"}).status_code == 200


def test_a_report_of_what_is_no_comparison(fake):
    with fake(HANGS) as client:
        job = post(client, "/api/compare", pair(**SMALL)).json()["job"]
        assert post(client, "/api/report", {"job": job, "lang": "fr", "format": "csv"}).status_code == 409


def test_the_files_and_the_command_make_the_same_comparison(client, tmp_path):
    """The second option starts from a scenario of another prison; the files are run by the command that is shown."""
    for n, asking in enumerate((
            pair(arms=[arm("Aujourd’hui"), arm("Autre", "maison_centrale", search_rate=0.5)], **SMALL),
            pair(arms=[arm("Réel"), arm("Plein", "dynamic", occupancy=1.9)], **SMALL | {"people": 60}, establishment="MA NICE"),
            pair(arms=[arm("D"), arm("E", "dynamic")], **SMALL | {"seeds": 2}, uncertainty="posterior", draws=2),
            pair(arms=[arm("F"), arm("G") | {"changes": [
                {"lever": "regime", "to": "respect", "from_day": 4, "wings": [1]},
                {"lever": "response.assault.mediation", "to": 0.6, "from_day": 3, "ramp_days": 2, "until_day": 11}]}], **SMALL),
            pair(arms=[arm("H", "lesson_mediation") | {"changes": []}, arm("I", search_rate=0.2) | {"changes": [
                {"lever": "search_rate", "to": 3, "from_day": 2}]}], **SMALL))):
        told = followed(client, post(client, "/api/compare", asking).json()["job"])["result"]
        written = post(client, "/api/yaml", asking).json()
        assert written["command"] == told["reproduce"]["command"]
        folder = tmp_path / str(n)
        folder.mkdir()
        for file in written["files"]:
            (folder / file["name"]).write_text(file["yaml"], encoding="utf-8")
        call = [sys.executable, "-m", "detente", *written["command"].split()[1:], "--json", "--all", "--no-save"]
        done = subprocess.run(call, cwd=folder, capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, done.stderr
        rows = {row["outcome"]: row for row in json.loads(done.stdout)["table"]}
        assert any(row["differences"][0]["mean"] for row in told["outcomes"]), "the options do differ"
        for row in told["outcomes"]:
            assert float(rows[row["key"]]["difference"]) == pytest.approx(row["differences"][0]["mean"], rel=1e-5, abs=1e-9)


def test_arms_alike_are_named_apart(client):
    told = followed(client, post(client, "/api/compare", pair(**SMALL | {"arms": [arm("x"), arm("x")]})).json()["job"])
    assert told["state"] == "done"
    apart = [d for row in told["result"]["outcomes"] for d in row["differences"]]
    assert apart and all(d["mean"] == 0 and d["verdict"] == "nobody can say" for d in apart)
