"""A run lived with a recorder beside it: who was where in every slot, and everybody's state at the end of each day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import DetenteError
from .cases import Cases
from .tracks import Table, Track, tracks

if TYPE_CHECKING:
    from ..engine import Run
    from ..scenario.schema import Scenario

STATES = ("tension", "fear", "legitimacy")
NOWHERE = 15
OFF_DUTY, ABSENT_TODAY = 254, 255
WEEK = 7
MOST_TIES = 60
INMATE = ("pid", "here", "wing", "cell", "role", "isolated_until", *STATES)
OFFICER = ("pid", "here", "wing", "stress", "absent", "post")


@dataclass
class Record:
    """What was seen of a run.

    Attributes
    ----------
    run : Run
    people : dict
        Person id -> `Track`, inmates in the order in which they were first seen, and officers.
    ties : list
        A week: ``[(pid, pid, strength)]``, the strongest first.
    floor : list
        A day: officers on the floor of each wing in each slot.
    """

    run: Run
    people: dict[int, Track] = field(default_factory=dict)
    ties: list[list[tuple[int, int, float]]] = field(default_factory=list)
    floor: list[list[list[int]]] = field(default_factory=list)


def record(run: Run) -> Record:
    """Live a run again and record it.

    Raises
    ------
    DetenteError
        When it does not come out the same to the bit: a code policy or mechanisms from outside the package were at work.
    """
    from ..outcomes.replay import override_of, parameters_given

    kept = watch(run.scenario, run.seed, parameters=parameters_given(run), override=override_of(run), days=run.days)
    if kept.run.digest() != run.digest():
        raise DetenteError("this run cannot be lived again from its scenario and seed",
                           wish="a run with a code policy, or with mechanisms from outside the package, does not keep them")
    kept.run = run
    return kept


def watch(scenario: Scenario, seed: int | None = None, *, parameters: Mapping[str, float] | None = None,
          override: tuple[int, str] | None = None, days: int | None = None) -> Record:
    """Run a scenario and record it in one life; arguments as for `detente.engine.simulate`."""
    from ..engine import Run, set_levers, start
    from ..policies.schedule import change_days
    from ..world.codes import RESPONSES
    from .watched import Seen

    seed, changing, warm = scenario.seed if seed is None else seed, set(change_days(scenario)), scenario.warmup_days
    total = warm + scenario.horizon_days if days is None else days
    w, p = start(scenario, seed, dict(parameters or {}))
    if override is not None:
        w.prison[0].override_id, w.prison[0].override_response = override[0], RESPONSES.index(override[1])
    people, staff = Table(w.inmates, INMATE, total - warm), Table(w.officers, OFFICER, total - warm)
    cases, ties, seen = Cases(w.cases, total - warm), [], Seen(w, max(1, total))
    for day in range(total):
        if day == 0 or day in changing:
            set_levers(w, scenario, day)
        w = seen.live(w, p, day)
        if day < warm:
            continue
        people.keep(day - warm)
        staff.keep(day - warm)
        cases.keep(day - warm)
        if (day - warm) % WEEK == 0:
            ties.append(strongest(w))
    kept = Record(Run(scenario, seed, w, total, p), ties=ties, floor=seen.officers[warm:].tolist())
    if total > warm:
        kept.people = tracks(_inmates(people, seen.places[warm:], warm), _staff(staff, seen.on[warm:]))
    cases.note(kept.people)
    return kept


def _inmates(table: Table, places: np.ndarray, warm: int) -> dict[str, Any]:
    """States, places and what changes, of everybody on every evening."""
    of = table.columns
    today = np.arange(warm, warm + len(places))[:, None]
    return {"here": of["here"] == 1, "pid": of["pid"], "wing": of["wing"], "nowhere": NOWHERE, "places": places,
            "states": np.stack([of[name] for name in STATES], axis=-1),
            "changes": {"cell": of["cell"], "role": of["role"], "isolated": (of["isolated_until"] > today).astype(int)}}


def _staff(table: Table, on: np.ndarray) -> dict[str, Any]:
    """Stress of officers, and the wing where they stood."""
    of = table.columns
    post = np.where(of["absent"] != 0, ABSENT_TODAY, np.where(on != 0, of["post"], OFF_DUTY)).astype(np.uint8)
    return {"here": of["here"] == 1, "pid": of["pid"], "wing": of["wing"], "nowhere": OFF_DUTY, "places": post[:, :, None],
            "states": of["stress"][:, :, None], "changes": {}}


def strongest(w: Any) -> list[tuple[int, int, float]]:
    """The strongest ties of a day, friendly or hostile, each pair once, by the one who feels it most."""
    here = w.inmates.here == 1
    rows, slots = np.nonzero((w.knows >= 0) & here[:, None])
    others = w.knows[rows, slots]
    good = here[others]
    rows, slots, others = rows[good], slots[good], others[good]
    strength = w.bonds.strength[rows, slots]
    if len(rows) > 4 * MOST_TIES:  # a pair stands there twice at most: the rest cannot be among the strongest
        size = np.abs(strength)
        strong = size >= np.partition(size, len(size) - 2 * MOST_TIES)[len(size) - 2 * MOST_TIES]
        rows, others, strength = rows[strong], others[strong], strength[strong]
    pids = w.inmates.pid
    found: dict[tuple[int, int], float] = {}
    for k in np.lexsort((pids[others], pids[rows], -np.abs(strength))):
        a, b = int(pids[rows[k]]), int(pids[others[k]])
        found.setdefault((min(a, b), max(a, b)), float(strength[k]))
        if len(found) == MOST_TIES:
            break
    return [(a, b, x) for (a, b), x in found.items()]
