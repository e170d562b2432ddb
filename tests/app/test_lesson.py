"""Lessons: what is in them, the page as it is written, the command, and the sequels of an incident."""

from __future__ import annotations

import json
import re

import detente as dt
import pytest
from app_support import page, small_lesson
from detente import cli
from detente.app import lessons
from detente.app import page as pages
from detente.errors import DetenteError
from detente.locale import catalogue
from detente.replay import bundle, constraint, otherwise
from detente.studies.instead import instead


@pytest.fixture(scope="module")
def lesson():
    return small_lesson().data["lesson"]


def test_by_the_schema():
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.Draft202012Validator(bundle.schema()).validate(json.loads(json.dumps(small_lesson().data)))


@pytest.mark.parametrize("name", lessons.LESSONS)
def test_one_policy_on_one_day(name):
    """The two prisons are the same until the day; on it, only what the lesson says differs."""
    without, moved = lessons.pair(lessons.named(name))
    assert not without.changes and without.levers == moved.levers
    assert len({change.from_day for change in moved.changes}) == 1
    words = catalogue("app_fr")
    parts = ("title", "question", "about", "differs", "ask.3", "expect.2", "wrong.2")
    assert all(f"lesson.{name}.{part}" in words for part in parts)
    assert all(f"count.{curve}" in words for curve in lessons.named(name).curves)


def test_the_restorative_lesson_holds_circles():
    """A lever that moved nothing would be no lesson: incidents are referred to the circles that are held."""
    lesson = lessons.named("restorative")
    run = dt.run(lesson.scenario, seed=lesson.seed)
    from detente.world.codes import K_CIRCLES

    assert lessons.pair(lesson)[1].hash() == run.scenario.hash(), "the file by itself is the lesson"
    assert int(run.series.tally[:, K_CIRCLES].sum()) >= 3


def test_incidents_answered_otherwise(lesson):
    assert lesson["alternatives"] and lesson["code"] == "MEDIATION-1"
    for item in lesson["alternatives"]:
        assert item["days"] == otherwise.AFTER
        assert {x["answer"] for x in item["answers"]} >= {"warning", "mediation", "cell"}
        assert all(len(x["sequels"]) == 4 and x["carried_out"] == x["answer"] for x in item["answers"])


@pytest.mark.parametrize("name", lessons.LESSONS)
def test_staff_know_of_the_incident_that_is_put_to_the_room(name, monkeypatch):
    """One that nobody reported cannot be answered: it is asked about only where there is no other."""
    lesson = lessons.named(name)
    run, plan = dt.run(lesson.scenario, seed=lesson.seed), lessons.pair(lesson)[1]
    monkeypatch.setattr(otherwise, "_both_stay", lambda run, n: True)
    day = plan.changes[0].from_day + plan.warmup_days
    there = [(n, e) for n, e in enumerate(run.log)
             if day <= int(e.day) <= run.days - 1 - otherwise.AFTER and int(e.kind) in (1, 2) and e.b >= 0]
    known = {n: int(e.witnesses) for n, e in there if e.recorded}
    assert 0 < len(known) < len(there)
    picked, = otherwise.chosen(run, day, 1)
    assert known[picked] == max(known.values())


def test_the_first_sequel_is_the_life_itself(lesson):
    """Sequel 0 has the run's own luck: it counts what `instead` counts, up to the days followed."""
    run = dt.run(lessons.pair(lessons.named("mediation"))[1], seed=1)
    item = lesson["alternatives"][0]
    answer = next(x for x in item["answers"] if x["answer"] == "cell")
    other = instead(run, item["id"], "cell").other
    e, late = other.log[item["id"]], other.log[item["id"] + 1:]
    late = late[late.day <= int(e.day) + item["days"]]
    again = int(((late.a_pid == e.a_pid) & ((late.kind == 1) | (late.kind == 2) | (late.kind == 5) | (late.kind == 6))).sum())
    assert answer["sequels"][0][item["keys"].index("aggressor")] == again


def test_what_constraint_does_is_searched_not_written(lesson):
    found = lesson["constraint"]
    assert len(found["rows"]) == (len(constraint.LEVERS) + 1) * len(constraint.JUDGED)
    assert found["better"] + found["unsure"] + found["worse"] == len(found["rows"])
    assert all(row["better"] + row["equal"] + row["worse"] == 4 for row in found["rows"])
    row = found["found"]["row"]
    assert (row is None) == (found["found"]["kind"] == "none")
    words = catalogue("app_en")
    assert all(f"constraint.{r['constraint']}" in words and f"outcome.{r['outcome']}" in words for r in found["rows"])


def test_the_page_calls_nobody():
    text = page()
    assert len(text.encode()) < 5_000_000
    assert "connect-src 'none'" in text and "default-src 'none'" in text
    assert not re.search(r"""(?:src|href)=["'](?:https?:)?//""", text)
    assert '<html lang="fr">' in text and '<html lang="en">' in page("en")
    assert pages.policy(pages.template()) in text


def test_every_word_of_the_page_is_in_the_catalogue():
    """Texts named in full in the front end's source exist; the built page is not older than they are."""
    from pathlib import Path

    source = Path(lessons.__file__).parent / "front" / "src"
    if not source.exists():
        pytest.skip("only in a checkout")
    rooms = ("src", "steps", "mechanism")
    own = [path for path in source.rglob("*.ts") if path.parent.name in rooms and path.name != "widget.ts"]
    text = "\n".join(path.read_text(encoding="utf-8") for path in own)
    words = catalogue("app_fr")
    for key in re.findall(r'\bt\("([a-z_.A-Z0-9]+)"', text):
        assert key in words, key
    built = pages.template()
    for key in re.findall(r'\bt\("([a-z_.A-Z0-9]+)"[,)]', text):
        assert f"`{key}`" in built or f'"{key}"' in built, f"{key}: build the front end again"


def test_no_lesson_of_this_name():
    with pytest.raises(DetenteError, match="respect, mediation, restorative"):
        lessons.named("respekt")


def test_the_command(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(lessons, "make", lambda *args, **options: small_lesson())
    assert cli.main(["lesson", "mediation", "--out", "a/b.html", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["code"] == "MEDIATION-1" and (tmp_path / "a" / "b.html").stat().st_size == told["bytes"]
    assert '<html lang="fr">' in (tmp_path / "a" / "b.html").read_text(encoding="utf-8")
    assert cli.main(["lesson", "mediation", "--out", "a/b.html"]) == 2
    assert cli.main(["lesson", "mediation", "--out", "a/b.html", "--force", "--lang", "en"]) == 0
    assert "double click" in capsys.readouterr().out
    assert cli.main(["lesson", "mediation", "--years", "1", "--out", "c.html"]) == 2
    assert cli.main(["lesson", "nothing"]) == 2
