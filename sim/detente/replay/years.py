"""Twenty possible years, with and without the lever: so that one lucky run is not the lesson."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ..world.codes import ASSAULT, LEVELS, SERIOUS, STAFF_ASSAULT, STAFF_LEVELS, STAFF_SERIOUS

if TYPE_CHECKING:
    from ..engine import Run
    from ..scenario.schema import Scenario
    from ..studies.runner import Progress

YEARS = 20
OUTCOMES: dict[str, int] = {"assaults": -1, "recorded_assaults": 0, "staff_assaults": -1, "again": -1, "wing_assaults": -1,
                            "fear": -1, "legitimacy": 1, "norm": 1, "stress": -1}
"""Outcome -> direction: -1 less is better, 1 more is better, 0 neither. Counts and means from the lever's day on."""


def measured(run: Run, day: int, wings: Sequence[int] | None = None) -> dict[str, float]:
    """Outcomes of one year from a day on (counted from the end of the warm-up)."""
    first, log, s = day + run.scenario.warmup_days, run.log, run.series[day:]
    late = log[log.day >= first]
    between = (late.kind == ASSAULT) | (late.kind == SERIOUS)
    staff = (late.kind == STAFF_ASSAULT) | (late.kind == STAFF_SERIOUS)
    mine = np.isin(late.wing, list(wings)) if wings else np.ones(len(late), bool)
    return {
        "assaults": float(between.sum()), "recorded_assaults": float((between & (late.recorded == 1)).sum()),
        "staff_assaults": float(staff.sum()), "again": float(_again(run, first)),
        "wing_assaults": float((between & mine).sum()),
        "fear": float(s.level[:, LEVELS.index("fear")].mean()),
        "legitimacy": float(s.level[:, LEVELS.index("legitimacy")].mean()),
        "norm": float(s.level[:, LEVELS.index("norm")].mean()),
        "stress": float(s.staff[:, STAFF_LEVELS.index("stress")].mean()),
    }


def _again(run: Run, first: int) -> int:
    """Assaults between two people who had come to blows before."""
    seen: set[tuple[int, int]] = set()
    again = 0
    for e in run.log:
        if int(e.kind) not in (ASSAULT, SERIOUS):
            continue
        pair = (min(int(e.a_pid), int(e.b_pid)), max(int(e.a_pid), int(e.b_pid)))
        again += int(pair in seen and int(e.day) >= first)
        seen.add(pair)
    return again


def years(scenarios: Sequence[Scenario], day: int, wings: Sequence[int] | None, seeds: Sequence[int], *,
          threads: int | None = None, progress: Progress | None = None) -> list[list[dict[str, float]]]:
    """Outcomes ``[scenario][seed]``, the same seeds in each."""
    from ..studies.runner import replicate

    return replicate(scenarios, seeds, lambda run: measured(run, day, wings), threads=threads, progress=progress)


def against(first: list[dict[str, float]], second: list[dict[str, float]]) -> dict[str, dict[str, Any]]:
    """How the second differs from the first, outcome by outcome: years in which there is less, as much, more; interval."""
    from ..studies.paired import paired

    out = {}
    for key, direction in OUTCOMES.items():
        a, b = [y[key] for y in first], [y[key] for y in second]
        p = paired(a, b, direction)
        out[key] = {"less": sum(y < x for x, y in zip(a, b, strict=True)),
                    "more": sum(y > x for x, y in zip(a, b, strict=True)),
                    "equal": sum(x == y for x, y in zip(a, b, strict=True)), "difference": round(p.difference, 4),
                    "low": round(p.low, 4), "high": round(p.high, 4), "sign": p.sign * direction, "direction": direction}
    return out


def rounded(rows: list[dict[str, float]]) -> dict[str, list[float]]:
    """Outcome -> a value a seed."""
    return {key: [round(row[key], 4) for row in rows] for key in OUTCOMES}
