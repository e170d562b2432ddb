"""A run lived with a recorder beside it: who was where in every slot, and everybody's state at the end of each day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ..errors import DetenteError
from ..world.codes import N_SLOTS
from .bonds import NONE, Bonds, strongest
from .cases import concerned
from .evening import OFF_DUTY, STATES, Seen, blank
from .tracks import Tracks, none, tracks

if TYPE_CHECKING:
    from ..engine import Run
    from ..scenario.schema import Scenario

NOWHERE = 15
ONLY_IF_SET = ("role", "isolated")
"""Not noted while they stand at nothing, as at first."""


class Changes(NamedTuple):
    """Cell, role, isolation and cases of inmates.

    Attributes
    ----------
    names : list of str
        What may change, in the order of the alphabet.
    person, day, what, value : int arrays (changes,)
        Whom of the tracks, when, place in `names`, what it came to.
    """

    names: list[str]
    person: np.ndarray
    day: np.ndarray
    what: np.ndarray
    value: np.ndarray


@dataclass
class Record:
    """What was seen of a run.

    Attributes
    ----------
    run : Run
    inmates, officers : Tracks
    changes : Changes
    ties : Bonds
        The strongest of each week.
    floor : list
        A day: officers on the floor of each wing in each slot.
    """

    run: Run
    inmates: Tracks = field(default_factory=lambda: none(len(STATES), N_SLOTS))
    officers: Tracks = field(default_factory=lambda: none(1, 1))
    changes: Changes = field(default_factory=lambda: Changes([], *(np.zeros(0, np.int64),) * 4))
    ties: Bonds = NONE
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
    from .watched import live

    seed, warm = scenario.seed if seed is None else seed, scenario.warmup_days
    total = warm + scenario.horizon_days if days is None else days
    w, p = start(scenario, seed, dict(parameters or {}))
    if override is not None:
        w.prison[0].override_id, w.prison[0].override_response = override[0], RESPONSES.index(override[1])
    seen = blank(w, max(0, total - warm))
    edges = [0, *sorted(day for day in {*change_days(scenario)} if 0 < day < total), total]
    for here, there in zip(edges, edges[1:], strict=False):
        set_levers(w, scenario, here)
        w = live(w, p, there - here, warm, seen)
    kept = Record(Run(scenario, seed, w, total, p), floor=seen.floor.tolist())
    if total > warm:
        kept.inmates, kept.officers = _inmates(seen), _officers(seen)
        kept.changes = _changes(kept.inmates, concerned(seen, kept.inmates))
        kept.ties = strongest(seen)
    return kept


def _inmates(seen: Seen) -> Tracks:
    return tracks(seen.here, seen.pid, seen.wing, seen.states, seen.places, NOWHERE,
                  {"cell": seen.cell, "role": seen.role, "isolated": seen.isolated})


def _officers(seen: Seen) -> Tracks:
    return tracks(seen.staff_here, seen.staff_pid, seen.staff_wing, seen.stress, seen.post, OFF_DUTY, {})


def _changes(inmates: Tracks, cases: list[tuple[int, int, str, int]]) -> Changes:
    names = sorted({*inmates.changes, *(what for _, _, what, _ in cases)})
    code = {name: k for k, name in enumerate(names)}
    parts = [np.array([(index, day, code[what], value) for index, day, what, value in cases], np.int64).reshape(-1, 4)]
    for name, rows in inmates.changes.items():
        index, day, value = rows.T
        if name in ONLY_IF_SET:
            kept = (value != 0) | (day != inmates.first[index])
            index, day, value = index[kept], day[kept], value[kept]
        parts.insert(0, np.stack([index, day, np.full(len(index), code[name]), value], axis=1))
    return Changes(names, *np.concatenate(parts).T)
