"""What the compiled loop notes is what was there: the same life by the readable driver, looked at slot by slot."""

from __future__ import annotations

from collections import defaultdict

import detente as dt
import numpy as np
import pytest
from detente.drivers import begin_day, end_day, run_slot
from detente.engine import set_levers, start
from detente.replay.bonds import MOST_TIES
from detente.replay.bundle import one_of
from detente.replay.evening import ABSENT_TODAY, OFF_DUTY, STATES, WEEK, _step
from detente.replay.packing import ABSENT, quantise, unpack
from detente.replay.people import Roll
from detente.replay.record import NOWHERE, watch
from detente.world.codes import N_SLOTS

WARM, DAYS, SEED = 4, 40, 5
PLACE = {"name": "x", "type": "maison_arret", "capacity": 40, "inmates": 56, "wings": 2}


@pytest.fixture(scope="module")
def plan():
    return dt.load("dynamic").with_(
        establishment=PLACE, horizon_days=DAYS, warmup_days=WARM, parameters={"escalation.rate": 0.05},
        changes=[{"lever": "facilitator_share", "to": 0.2, "from_day": 10}])


@pytest.fixture(scope="module")
def kept(plan):
    return watch(plan, SEED)


@pytest.fixture(scope="module")
def there(plan, kept):
    """Each evening by somebody who looks: people, their states, places and cells, officers, ties, floors."""
    roll = Roll([kept])
    found = {name: defaultdict(dict) for name in ("inmates", "officers")} | {"ties": [], "floor": []}
    w, p = start(plan, SEED, {})
    for day in range(WARM + DAYS):
        set_levers(w, plan, day)
        w = begin_day(w, p)
        places, floor, on = [], [], np.zeros(len(w.officers), bool)
        for slot in range(N_SLOTS):
            run_slot(w, p, slot)
            places.append(w.inmates.place.copy())
            floor.append(w.wings.officers.tolist())
            on |= w.officers.on != 0
        end_day(w, p)
        if day >= WARM:
            look(found, w, roll, day, np.stack(places, axis=1), on)
            found["floor"].append(floor)
    return found


def look(found, w, roll, day, places, on):
    d = day - WARM
    for row in np.flatnonzero(w.inmates.here == 1):
        a = w.inmates[row]
        found["inmates"][roll.of(a.pid)][d] = {
            "states": [int(quantise(np.array(a[name]))) for name in STATES], "place": places[row].tolist(), "cell": int(a.cell),
            "role": int(a.role), "isolated": int(a.isolated_until > day)}
    for row in np.flatnonzero(w.officers.here == 1):
        o = w.officers[row]
        found["officers"][roll.of(o.pid)][d] = {
            "states": [int(quantise(np.array(o.stress)))],
            "place": [ABSENT_TODAY if o.absent else int(o.post) if on[row] else OFF_DUTY]}
    if d % WEEK == 0:
        found["ties"].append(strongest(w, roll))


def strongest(w, roll):
    pid, here, felt_for = w.inmates.pid, w.inmates.here == 1, w.bonds.strength
    every = [(-abs(float(felt_for[i, k])), int(pid[i]), int(pid[j]), float(felt_for[i, k]))
             for i in np.flatnonzero(here) for k, j in enumerate(w.knows[i]) if j >= 0 and here[j]]
    out, pairs = [], set()
    for _, felt, other, x in sorted(every):
        a, b = min(felt, other), max(felt, other)
        if (a, b) not in pairs:
            pairs.add((a, b))
            out.append([roll.of(a), roll.of(b), round(x, 2)])
    return out[:MOST_TIES]


@pytest.fixture(scope="module")
def made(kept):
    return one_of(kept, Roll([kept]), False)


@pytest.mark.parametrize(("who", "states", "place", "nowhere"), [
    ("inmates", STATES, "place", NOWHERE), ("officers", ("stress",), "duty", OFF_DUTY)])
def test_everybody_each_evening(there, made, who, states, place, nowhere):
    people = [x for x in made["presence"] if x[0] in there[who]]
    assert len(people) == len(there[who]) > 10
    lengths = [days for _, _, days in people]
    columns = [unpack(made[name], lengths) for name in states]
    places = unpack(made[place], [n * (N_SLOTS if who == "inmates" else 1) for n in lengths])
    for k, (person, first, days) in enumerate(people):
        seen = there[who][person]
        assert first == min(seen) and first + days - 1 == max(seen)
        for d in range(first, first + days):
            at = seen.get(d, {"states": [ABSENT] * len(states), "place": [nowhere] * (len(places[k]) // days)})
            assert [int(column[k][d - first]) for column in columns] == at["states"], (person, d)
            assert places[k].reshape(days, -1)[d - first].tolist() == at["place"], (person, d)


def test_cells_roles_and_isolation(there, made):
    assert made["changes"] == sorted(made["changes"], key=lambda x: (x[1], x[0], x[2]))
    assert {"cell", "role"} <= {what for _, _, what, _ in made["changes"]}
    for person, seen in there["inmates"].items():
        mine = [x for x in made["changes"] if x[0] == person]
        for what in ("cell", "role", "isolated"):
            now, changed = 0, {day: value for _, day, name, value in mine if name == what}
            for d in sorted(seen):
                now = changed.get(d, now)
                assert now == seen[d][what], (person, what, d)


def test_the_strongest_ties_of_each_week_and_the_floors(there, made):
    assert made["ties"] == there["ties"] and all(there["ties"])
    assert made["floor"] == there["floor"]


def test_a_second_run_keeps_the_first_ones_places(plan, kept):
    other = watch(plan.with_(establishment=PLACE | {"inmates": 60}, changes=[]), SEED)
    both, one = Roll([kept, other]), Roll([kept])
    assert both.ids[:len(one.ids)] == one.ids and len(set(both.ids)) == len(both.ids) > len(one.ids)
    assert Roll([other], after=one).as_dict() == both.as_dict()
    assert one_of(kept, both, False) == one_of(kept, one, False)


def test_a_state_is_noted_as_it_is_packed():
    x = np.array([-1.0, 0.0, 0.002, 0.006, 0.5, 0.998, 1.0, 7.0, np.nan, np.inf, *np.linspace(0.0, 1.0, 501)])
    assert [_step(v) for v in x] == quantise(x).tolist()
