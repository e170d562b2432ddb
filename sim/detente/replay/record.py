"""A run lived with a recorder beside it: who was where in every slot, and everybody's state at the end of each day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import DetenteError
from .bonds import NONE, Bonds, strongest
from .cases import note
from .packing import quantise
from .tracks import Track, tracks
from .watched import WEEK, Seen

if TYPE_CHECKING:
    from ..engine import Run
    from ..scenario.schema import Scenario

STATES = ("tension", "fear", "legitimacy")
NOWHERE = 15
OFF_DUTY, ABSENT_TODAY = 254, 255


@dataclass
class Record:
    """What was seen of a run.

    Attributes
    ----------
    run : Run
    people : dict
        Person id -> `Track`, inmates in the order in which they were first seen, and officers.
    ties : Bonds
        The strongest of each week.
    floor : list
        A day: officers on the floor of each wing in each slot.
    """

    run: Run
    people: dict[int, Track] = field(default_factory=dict)
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
    from .watched import blank, live

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
        kept.people = tracks(_inmates(seen, warm), _staff(seen))
        kept.ties = strongest(seen, WEEK)
        note(seen, kept.people)
    return kept


def _inmates(seen: Seen, warm: int) -> dict[str, Any]:
    """States, places and what changes, of everybody on every evening."""
    today = np.arange(warm, warm + len(seen.places))[:, None]
    return {"here": seen.inmates_here == 1, "pid": seen.inmates_pid, "wing": seen.inmates_wing, "nowhere": NOWHERE,
            "places": seen.places, "states": np.stack([quantise(getattr(seen, f"inmates_{name}")) for name in STATES], axis=-1),
            "changes": {"cell": seen.inmates_cell, "role": seen.inmates_role,
                        "isolated": (seen.inmates_isolated_until > today).astype(int)}}


def _staff(seen: Seen) -> dict[str, Any]:
    """Stress of officers, and the wing where they stood."""
    where = np.where(seen.on != 0, seen.officers_post, OFF_DUTY)
    post = np.where(seen.officers_absent != 0, ABSENT_TODAY, where).astype(np.uint8)
    return {"here": seen.officers_here == 1, "pid": seen.officers_pid, "wing": seen.officers_wing, "nowhere": OFF_DUTY,
            "places": post[:, :, None], "states": quantise(seen.officers_stress)[:, :, None], "changes": {}}
