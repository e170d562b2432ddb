"""Going back: a run is a pure function of scenario, parameters and seed, so any of its days can be lived again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import DetenteError

if TYPE_CHECKING:
    from ..engine import Run
    from ..scenario.schema import Scenario


def replay_until(scenario: Scenario, seed: int, day: int, parameters: dict[str, float] | None = None,
                 override: tuple[int, str] | None = None) -> Run:
    """The run again, stopped at the dawn of a day (warm-up counted): the state in which that day began.

    Exact to the bit. A person who enters on that very day is not there yet.
    """
    from ..engine import simulate

    return simulate(scenario, seed, parameters=parameters, override=override, days=max(0, day))


def parameters_given(run: Run) -> dict[str, float]:
    """Parameters by which a run differs from its scenario (a posterior draw, say)."""
    from ..mechanisms import PARAMETERS

    record, declared = run.parameters, run.scenario.parameters
    if record is None:
        return {}
    return {name: float(record[x.field]) for name, x in PARAMETERS.items()
            if float(record[x.field]) != declared.get(name, x.default)}


def override_of(run: Run) -> tuple[int, str] | None:
    """The one incident that a run answered otherwise, and how."""
    from ..world.codes import RESPONSES

    s = run.world.prison[0]
    return (int(s.override_id), RESPONSES[int(s.override_response)]) if s.override_id >= 0 else None


def again(run: Run, day: int) -> Run:
    """A run lived again up to the dawn of a day, checked against what its log says.

    Raises
    ------
    DetenteError
        When it does not come out the same: a code policy or mechanisms from outside the package were at work.
    """
    other = replay_until(run.scenario, run.seed, day, parameters_given(run), override_of(run))
    n = len(other.log)
    columns = ("day", "kind", "a_pid", "b_pid")
    same = n <= len(run.log) and all(np.array_equal(other.log[c], run.log[c][:n]) for c in columns)
    if not same or (n < len(run.log) and run.log.day[n] < day):
        raise DetenteError("this run cannot be lived again from its scenario and seed",
                           wish="a run with a code policy, or with mechanisms from outside the package, does not keep them")
    return other


def row_of(world: Any, pid: int) -> int:
    """Row of a person who is present, -1 otherwise."""
    found = np.flatnonzero((world.inmates.pid == np.uint64(pid)) & (world.inmates.here == 1))
    return int(found[0]) if found.shape[0] else -1
