"""A run lived again with a recorder beside it: who was where in every slot, and everybody's state at the end of each day."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import DetenteError
from ..world.codes import CASE_FREE, N_SLOTS

if TYPE_CHECKING:
    from ..engine import Run

STATES = ("tension", "fear", "legitimacy")
NOWHERE = 15
OFF_DUTY, ABSENT_TODAY = 254, 255
WEEK = 7
MOST_TIES = 60


@dataclass
class Track:
    """One person from the first recorded day to the last.

    Attributes
    ----------
    first : int
        Day, counted from the end of the warm-up.
    states : list of tuple
        One a day: `STATES`, or the stress of an officer.
    places : list of int
        Five a day: place codes; for an officer one a day: wing, `OFF_DUTY` or `ABSENT_TODAY`.
    changes : list of tuple
        ``(day, what, value)``: cell, role, isolated, case.
    """

    first: int
    officer: bool
    wing: int
    states: list[tuple[float, ...]] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    changes: list[tuple[int, str, int]] = field(default_factory=list)
    now: dict[str, int] = field(default_factory=dict)

    @property
    def days(self) -> int:
        """Days recorded."""
        return len(self.states)

    def note(self, day: int, what: str, value: int) -> None:
        """Keep a value where it changes."""
        if self.now.get(what) != value:
            self.now[what] = value
            self.changes.append((day, what, value))


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
    from ..drivers import begin_day, end_day, run_slot
    from ..engine import set_levers, start
    from ..outcomes.replay import override_of, parameters_given
    from ..policies.schedule import change_days
    from ..world.codes import RESPONSES

    scenario, changing = run.scenario, set(change_days(run.scenario))
    w, p = start(scenario, run.seed, parameters_given(run))
    override = override_of(run)
    if override is not None:
        w.prison[0].override_id, w.prison[0].override_response = override[0], RESPONSES.index(override[1])
    kept = Record(run)
    for engine_day in range(run.days):
        if engine_day == 0 or engine_day in changing:
            set_levers(w, scenario, engine_day)
        w = begin_day(w, p)
        seen: list[Any] = []
        for slot in range(N_SLOTS):
            run_slot(w, p, slot)
            if engine_day >= scenario.warmup_days:
                seen.append((w.inmates.place.copy(), w.wings.officers.tolist(), w.officers.on.copy()))
        end_day(w, p)
        if seen:
            _keep(kept, w, engine_day - scenario.warmup_days, seen)
    from ..world.world import digest

    if digest(w) != run.digest():
        raise DetenteError("this run cannot be lived again from its scenario and seed",
                           wish="a run with a code policy, or with mechanisms from outside the package, does not keep them")
    return kept


def _keep(kept: Record, w: Any, day: int, seen: list[Any]) -> None:
    """One evening: everybody present, where they were, what changed."""
    places = np.stack([row for row, _, _ in seen], axis=1)
    inmates = w.inmates
    for row in np.flatnonzero(inmates.here == 1):
        a = inmates[row]
        track = kept.people.setdefault(int(a.pid), Track(day, False, int(a.wing)))
        _fill(track, day, (np.nan,) * len(STATES), [NOWHERE] * N_SLOTS)
        track.states.append(tuple(float(a[name]) for name in STATES))
        track.places += places[row].tolist()
        track.note(day, "cell", int(a.cell))
        track.note(day, "role", int(a.role))
        track.note(day, "isolated", int(int(a.isolated_until) > int(w.prison[0].day) - 1))
    on_floor = np.any([on for _, _, on in seen], axis=0).tolist()
    for row in np.flatnonzero(w.officers.here == 1):
        o = w.officers[row]
        track = kept.people.setdefault(int(o.pid), Track(day, True, int(o.wing)))
        _fill(track, day, (np.nan,), [OFF_DUTY])
        track.states.append((float(o.stress),))
        track.places.append(ABSENT_TODAY if o.absent else int(o.post) if on_floor[row] else OFF_DUTY)
    kept.floor.append([officers for _, officers, _ in seen])
    _cases(kept, w, day)
    if day % WEEK == 0:
        kept.ties.append(strongest(w))


def _fill(track: Track, day: int, blank: tuple[float, ...], nowhere: list[int]) -> None:
    """Days on which somebody was away."""
    for _ in range(day - track.first - track.days):
        track.states.append(blank)
        track.places += nowhere


def _cases(kept: Record, w: Any, day: int) -> None:
    """Mediations and circles: whom they concern, and how they stand."""
    for case in w.cases:
        if int(case.state) == CASE_FREE:
            continue
        for pid in {int(case.a_pid), int(case.b_pid)}:
            if pid in kept.people and not kept.people[pid].officer:
                kept.people[pid].note(day, f"case{int(case.kind)}.{int(case.incident)}", int(case.state))


def strongest(w: Any) -> list[tuple[int, int, float]]:
    """The strongest ties of a day, friendly or hostile, each pair once, by the one who feels it most."""
    here = w.inmates.here == 1
    rows, slots = np.nonzero((w.knows >= 0) & here[:, None])
    others = w.knows[rows, slots]
    good = here[others]
    rows, slots, others = rows[good], slots[good], others[good]
    strength = w.bonds.strength[rows, slots]
    pids = w.inmates.pid
    found: dict[tuple[int, int], float] = {}
    for k in np.lexsort((pids[others], pids[rows], -np.abs(strength))):
        a, b = int(pids[rows[k]]), int(pids[others[k]])
        found.setdefault((min(a, b), max(a, b)), float(strength[k]))
        if len(found) == MOST_TIES:
            break
    return [(a, b, x) for (a, b), x in found.items()]
