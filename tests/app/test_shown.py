"""What a lesson shows of its own mechanism took place: facilitators' calls, circles' seats, what is between two people."""

from __future__ import annotations

import json

import detente as dt
import numpy as np
import pytest
from detente.app import lessons
from detente.replay import bundle, circles, otherwise, reach
from detente.replay.pairs import mediated
from detente.replay.people import Roll
from detente.replay.record import record
from detente.replay.shown import shown
from detente.world.codes import K_CIRCLE_PEOPLE, K_CIRCLES, K_FAC_CALMED


def seen(name):
    lesson = lessons.named(name)
    runs = [dt.run(plan, seed=lesson.seed) for plan in lessons.pair(lesson)]
    roll = Roll([record(run) for run in runs])
    return runs, roll, shown(runs, roll)


@pytest.fixture(scope="module")
def respect():
    return seen("respect")


@pytest.fixture(scope="module")
def restorative():
    return seen("restorative")


def test_every_dispute_that_was_calmed_has_its_facilitator(respect):
    """Who was called is read from fatigue; the sum is the run's own count, day by day."""
    runs, _, told = respect
    for run, found in zip(runs, told["facilitators"], strict=True):
        calmed = np.zeros(run.days, int)
        for day, person, won, lost in found["calls"]:
            assert person >= 0 and won + lost > 0
            calmed[day] += won
        assert calmed.tolist() == run.series.tally[:, K_FAC_CALMED].tolist() and calmed.sum() > 0
        assert any(lost for *_, lost in found["calls"]), "a facilitator fails too"


def test_reach_is_that_of_his_wing(respect):
    _, roll, told = respect
    for found in told["facilitators"]:
        days = {day for day, _, _ in found["reach"]}
        assert 0 in days and all(day % 7 == 0 for day in days)
        assert any(len(people) >= 3 for _, _, people in found["reach"])
        assert all(f not in people and -1 not in people for _, f, people in found["reach"])
    assert told["facilitators"][0]["reach"][0] == told["facilitators"][1]["reach"][0], "one life until the lever"


def test_no_facilitator_where_there_is_none(restorative):
    assert restorative[2]["facilitators"] == [{"reach": [], "calls": []}] * 2


def test_calls_from_fatigue():
    f, wear = 0.2, 0.12
    for share in (wear, wear, 0.5 * wear):
        f += share * (1.0 - f)
    assert reach.calls(0.2, f, wear) == (2, 1) and reach.calls(0.2, 0.2, wear) == (0, 0)
    with pytest.raises(dt.DetenteError):
        reach.calls(0.2, 0.2500001, wear)


def test_those_who_sat_in_a_circle(restorative):
    """As many as the run counts, author and victim among them; the wing's others are others."""
    runs, roll, told = restorative
    run, kept = runs[1], circles.held(runs[1])
    assert len(kept) == int(run.series.tally[:, K_CIRCLES].sum()) == len(told["circles"]) >= 3
    assert sum(len(c.members) for c in kept) == int(run.series.tally[:, K_CIRCLE_PEOPLE].sum())
    for c, row in zip(kept, told["circles"], strict=True):
        e = run.log[c.incident]
        assert int(e.a_pid) in c.members and (e.b < 0 or int(e.b_pid) in c.members) and not set(c.members) & set(c.others)
        assert int(e.day) < c.day and (int(e.outcome) in (1, 4)) == c.repaired
        assert row["members"] == [roll.of(pid) for pid in c.members] and -1 not in row["members"]
        span = circles.window(c, run.days - 1, 1)
        assert all(len(x) == len(span) for who in row["means"]["norm"].values() for x in who)


def test_states_around_a_circle_are_those_of_the_run(restorative):
    runs, _, _ = restorative
    day = 100
    from detente.outcomes.replay import replay_until

    w = replay_until(runs[1].scenario, runs[1].seed, day).world
    here = w.inmates.here == 1
    assert circles.states(runs[1], [day])[day] == {
        int(a["pid"]): tuple(float(a[name]) for name in circles.STATES) for a in w.inmates[here]}


def test_a_circle_that_repairs_leaves_its_mark(restorative):
    """Those who sat in a circle that repaired hold more to non-violence the next dawn, by the mechanism's own figure."""
    runs, _, told = restorative
    moved = []
    for row in told["circles"]:
        with_ = row["means"]["norm"]["members"][1]
        at = row["day"] - row["from"]
        moved.append((row["repaired"], with_[at + 1] - with_[at]))
    assert all(step > 0.01 for repaired, step in moved if repaired) and any(repaired for repaired, _ in moved)
    assert all(step < 0.01 for repaired, step in moved if not repaired)


def test_circles_of_other_years():
    plain, moved = lessons.pair(lessons.named("restorative"))
    found = circles.years(plain, moved, [2, 3])
    one = circles.years(plain, moved, [3], threads=1)
    assert len(found["held"]) == 2 and found["members"]["norm"][1] == one["members"]["norm"][0]
    again = circles.years(plain, plain, [3])
    assert again["held"] == [0] and again["members"]["norm"] == [None], "no circle, no figure"


def test_one_lesson_after_another_in_the_same_process(restorative):
    """The screens make lessons one after another: following circles must leave nothing behind for the next."""
    run = dt.run(lessons.pair(lessons.named("mediation"))[1], seed=1)
    incident = next(n for n, e in enumerate(run.log) if int(e.kind) == 1 and 90 < int(e.day) < 270)
    told = otherwise.otherwise(run, incident, ("warning",), 3)
    assert len(told["answers"][0]["sequels"]) == 3 and restorative[2]["circles"]


def test_two_people_after_a_mediation():
    runs, roll, told = seen("mediation")
    pairs = mediated(runs)
    assert len(pairs) == len(told["pairs"][0]) == len(told["pairs"][1]) >= 3
    for run, kept in zip(runs, told["pairs"], strict=True):
        for (a, b), row in zip(pairs, kept, strict=True):
            assert (row["a"], row["b"]) == (roll.of(a), roll.of(b)) != (-1, -1)
            assert len(bundle_bytes(row["tie"])) == len(bundle_bytes(row["grudge"])) == run.days
    e = next(e for e in runs[1].log if int(e.response) == 2 and int(e.outcome) and (int(e.a_pid), int(e.b_pid)) == pairs[0])
    grudge = bundle_bytes(told["pairs"][1][0]["grudge"])
    assert grudge[int(e.day)] > 0 and grudge[int(e.day)] != 255, "a blow leaves a grudge"


def bundle_bytes(text):
    import base64

    return np.cumsum(np.frombuffer(base64.b64decode(text), np.uint8), dtype=np.uint8)


def test_the_schema_takes_them(respect):
    jsonschema = pytest.importorskip("jsonschema")
    check = jsonschema.Draft202012Validator({**bundle.schema()["properties"]["lesson"]["properties"]["shown"],
                                             "$defs": bundle.schema()["$defs"]})
    check.validate(json.loads(json.dumps(respect[2])))
    assert not check.is_valid({**respect[2], "facilitators": [{"reach": []}]})
