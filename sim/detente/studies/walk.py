"""The same run, looked at on some days on its way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..engine import Run
    from ..scenario.schema import Scenario


def walk(scenario: Scenario, seed: int, parameters: Mapping[str, float] | None, days: Sequence[int]) -> Iterator[Run]:
    """The run as it stands at the end of each of these days, and at its end; to the same bits as without a stop.

    Parameters
    ----------
    scenario, seed, parameters
        As for `detente.engine.simulate`.
    days : sequence of int
        Days done, in order, warm-up counted; what lies beyond the end is left out.

    Notes
    -----
    The world goes on changing when the next day is asked for: measure before.
    """
    from ..engine import Run, advance, start

    w, p = start(scenario, seed, dict(parameters or {}))
    total = scenario.warmup_days + scenario.horizon_days
    done = 0
    for day in [*(d for d in days if 0 < d < total), total]:
        w = advance(w, p, scenario, done, day)
        done = day
        yield Run(scenario, seed, w, day, p)
