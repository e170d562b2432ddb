"""Each mechanism writes only what it declares, and what it did not declare to read may be anything."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from conformance_support import PARAMETERS, busy
from declared_support import Watch, expand, grant, never

from detente import drivers, mechanisms
from detente.declare import Mechanism
from detente.declare.mechanism import COMMON
from detente.engine import start
from detente.mechanisms import MECHANISMS, SCHEDULE, parameter_record
from detente.mechanisms._template import MECHANISM as RAIN
from detente.world.world import SCRATCH, empty

BY_KEY = {m.key: m for m in (*MECHANISMS, RAIN)}
EVENTFUL = {
    "training.turnover": 1.0, "training.burnout": 8.0, "distress.suicide": 20.0, "influence.recruiters": 0.1,
    "influence.rate": 0.5, "animal.tie": 1.0, "restorative.preparation": 0.0, "restorative.willing": 4.0,
    "restorative.success": 4.0, "staff_violence.blow": 2.0, "staff_violence.grave": 0.5, "escalation.serious": 1.0,
    "population.severe_disorder": 0.5, "escalation.rate": 0.4,
}
ANSWERS = {"response.serious.transfer": 0.5, "response.serious.restorative": 0.4, "response.assault.restorative": 0.3,
           "response.staff_assault.restorative": 0.5, "circles_per_month": 8.0, "care_places": 15.0}
"""What is rare is made common, so that it happens within the month."""
CALLED = frozenset(key for m in MECHANISMS for key in m.calls if BY_KEY[key].switchable)
PRISONS: dict[str, tuple[dict, int, frozenset[str]]] = {
    "eventful": ({"inmates": 44}, 30, frozenset()),
    "imposed": ({"kind": "maison_centrale", "inmates": 36, "wings": 1, "seed": 3, "staff_involvement": 0.0}, 15, frozenset()),
    "alone": ({"inmates": 44, "seed": 5}, 8, CALLED),
    "few": ({"inmates": 44, "seed": 5}, 8, CALLED - {"staff_violence", "knowledge", "facilitators", "turnover"}),
}
"""What is asked of `busy`, days, switches off. One that is off lends nothing: in the last two nobody hides behind another."""
RARE: dict[str, dict[str, str]] = {
    "encounters": {"prison.dropped": "counts contacts there was no room for: there always is"},
    "turnover": {"prison.arrivals": "raised and spent within one dawn", "prison.arrived": "only where prisons exchange people"},
}
"""Declared writes that the prisons above never see, each with its reason."""


def look(name: str) -> dict:
    """Run one of the prisons under watch, in plain Python."""
    asked, days, off = PRISONS[name]
    scenario = busy(days=days, **ANSWERS, **asked)
    scenario = scenario.with_(parameters={**PARAMETERS, **EVENTFUL}, switches={key: False for key in off})
    watch = Watch(poison_every=2)
    drivers.SCHEDULE = tuple((moment, watch.over(m)) for moment, m in SCHEDULE)
    drivers.advance_readable(*start(scenario, extra=(RAIN,)), days, extra=(watch.over(RAIN),))
    return {"written": {key: sorted(x) for key, x in watch.written.items()},
            "read": {key: sorted(x) for key, x in watch.read.items()}}


@pytest.fixture(scope="module")
def seen() -> dict[str, dict]:
    """What was seen in each prison; they run side by side."""
    code = "import json, sys, test_reads_and_writes as t\nprint(json.dumps(t.look(sys.argv[1])))"
    env = {**os.environ, "NUMBA_DISABLE_JIT": "1", "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path])}
    started = {name: subprocess.Popen([sys.executable, "-W", "ignore", "-c", code, name], env=env, text=True,
                                      stdout=subprocess.PIPE, stderr=subprocess.PIPE) for name in PRISONS}
    try:
        said = {name: process.communicate(timeout=600) for name, process in started.items()}
    finally:
        for process in started.values():
            process.kill()
    failed = [said[name][1][-2000:] for name, process in started.items() if process.returncode]
    if failed:
        raise RuntimeError("\n".join(failed))
    return {name: json.loads(out) for name, (out, _) in said.items()}


def wrote(seen: dict[str, dict]) -> dict[str, set[str]]:
    """Columns each mechanism wrote, all prisons together."""
    return {key: {x for prison in seen.values() for x in prison["written"].get(key, ())} for key in BY_KEY}


@pytest.mark.parametrize("prison", PRISONS)
@pytest.mark.parametrize("key", BY_KEY)
def test_writes_only_what_it_declares(seen, prison, key):
    off = PRISONS[prison][2]
    may = grant(BY_KEY[key], lambda other: other not in off).writes
    assert not {x for x in seen[prison]["written"].get(key, ()) if x.partition(".")[0] not in SCRATCH and x not in may}


@pytest.mark.parametrize("prison", PRISONS)
@pytest.mark.parametrize("key", BY_KEY)
def test_reads_only_what_it_declares(seen, prison, key):
    assert not seen[prison]["read"].get(key)


@pytest.mark.parametrize("key", BY_KEY)
def test_what_it_declares_to_write_is_written(seen, key):
    """Else the declaration is worn out; what is rare has its reason beside it."""
    assert never(BY_KEY[key], wrote(seen)) == RARE.get(key, {}).keys()


@pytest.mark.parametrize("key", BY_KEY)
def test_what_it_declares_exists(key):
    m = BY_KEY[key]
    assert not expand(m.reads) & expand(m.writes), "what it writes it may read: once is enough"
    assert not expand(m.reads) & expand(COMMON), "everybody may read that"


def rooms() -> dict[str, str]:
    """Key of the mechanism that each file of the package is the home of."""
    here = {name: x for name, x in vars(mechanisms).items() if isinstance(x, ModuleType) and hasattr(x, "MECHANISM")}
    return {x.__name__: x.MECHANISM.key for x in here.values()}


def called(module: str, seen: set[str]) -> set[str]:
    """Mechanisms from whose files a file takes a function or the whole file; files that are nobody's home are its own."""
    out: set[str] = set()
    for x in vars(sys.modules[module]).values():
        name = x.__name__ if isinstance(x, ModuleType) else getattr(x, "__module__", None) if callable(x) else None
        if not isinstance(name, str) or not name.startswith("detente.mechanisms.") or name in seen:
            continue
        seen.add(name)
        out |= {rooms()[name]} if name in rooms() else called(name, seen)
    return out


@pytest.mark.parametrize("module, key", rooms().items())
def test_it_declares_whom_it_calls(module, key):
    assert called(module, {module}) == set(BY_KEY[key].calls)


def watched(m: Mechanism) -> Watch:
    """One slot of a mechanism from outside, under watch, among four people who differ."""
    w, watch = empty(4, 1, 4, 4, 2, 8), Watch()
    w.inmates.fear[:] = (0.1, 0.2, 0.3, 0.4)
    w.inmates.tension[:] = 0.5
    w.inmates.activity[:] = (0, 1, 0, 1)
    call = watch.over(m).slot
    assert call is not None
    call(w, parameter_record(extra=(m,)))
    return watch


def outsider(slot, reads=(), writes=("inmates.tension",)) -> Mechanism:
    return Mechanism(id="X1", key="outsider", en="For a test", fr="Pour un essai", reads=reads, writes=writes, slot=slot)


def anxious(w, p):
    """Tension follows fear."""
    w.inmates.tension[:] = 0.9 * w.inmates.tension + 0.1 * w.inmates.fear


def workers(w, p):
    """Only those with work are eased: an integer is read."""
    w.inmates.tension[w.inmates.activity == 1] *= 0.9


def lucky(w, p):
    """The first inmate's fear as a row number: poison makes it fail."""
    w.inmates.tension[int(w.inmates.fear[0])] = 0.0


def sneaky(w, p):
    """More than it says."""
    w.inmates.tension[:] = 0.6
    w.officers.stress[0] = 0.9


@pytest.mark.parametrize("slot, place", [(anxious, "inmates.fear"), (lucky, "inmates.fear"), (workers, "inmates.activity")])
def test_an_undeclared_read_is_caught(slot, place):
    assert watched(outsider(slot)).read == {"outsider": {place}}
    assert not watched(outsider(slot, reads=(place,))).read["outsider"]


def test_an_undeclared_lever_is_caught():
    def slot(w, p):
        """Tension is a lever's value."""
        w.inmates.tension[:] = w.levers.search_rate[0]

    assert watched(outsider(slot)).read == {"outsider": {"levers.search_rate"}}
    assert not watched(outsider(slot, reads=("levers.search_rate",))).read["outsider"]


def test_an_undeclared_write_is_caught():
    m = outsider(sneaky)
    assert watched(m).written["outsider"] - grant(m).writes == {"officers.stress"}


def test_a_write_that_never_happens_is_caught():
    m = outsider(sneaky, writes=("inmates.tension", "inmates.norm", "cells"))
    assert never(m, watched(m).written) == {"inmates.norm", "cells"}


def test_an_undeclared_column_is_refused():
    with pytest.raises(KeyError, match="temper"):
        grant(outsider(sneaky, writes=("inmates.temper",)))
