"""Days of a wing: how many different people act up on the same day, and whether such days come in bursts.

Used for docking with models of collective disturbance, which this model does not hold as such.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from ..outcomes.facts import Facts, facts
from ..world.codes import REFUSAL, SELF_HARM, STAFF_VERBAL, ASSAULT, SERIOUS, STAFF_ASSAULT, STAFF_SERIOUS

if TYPE_CHECKING:
    from ..engine import Run

VIOLENT = (ASSAULT, SERIOUS, STAFF_ASSAULT, STAFF_SERIOUS)
DEFIANT = (REFUSAL, STAFF_VERBAL, STAFF_ASSAULT, STAFF_SERIOUS)
MOST = 25
BLOCK = 28  # days over which a wing's ordinary level is taken as steady
WEEKS = 13  # the same, for weekly counts


def people_a_day(f: Facts, kinds: tuple[int, ...] | None = None) -> np.ndarray:
    """Different people who did something of these kinds (default: all acts but self-harm), array (wings, days)."""
    log = np.asarray(f.log)
    log = log[log["kind"] < SELF_HARM if kinds is None else np.isin(log["kind"], kinds)]
    days = np.zeros((f.run.world.wings.shape[0], f.days))
    who = np.empty(len(log), [("pid", "u8"), ("wing", "i4"), ("day", "i4")])
    who["pid"], who["wing"], who["day"] = log["a_pid"], log["wing"], log["day"] - f.first_day
    once = np.unique(who)
    np.add.at(days, (once["wing"], once["day"]), 1.0)
    return days


def scatter(counts: np.ndarray) -> tuple[float, float]:
    """Pearson's chi-square of counts around the mean of each row, and its degrees of freedom.

    If events fell at random within a row, the two would be equal on average, whatever the mean (the counts of a row are
    then multinomial); rows with fewer than two events say nothing and are left out.
    """
    total = counts.sum(axis=1)
    counts, total = counts[total >= 2], total[total >= 2]
    if not counts.size:
        return 0.0, 0.0
    mean = total[:, None] / counts.shape[1]
    return float(((counts - mean) ** 2 / mean).sum()), float(counts.shape[0] * (counts.shape[1] - 1))


def _daily(days: np.ndarray) -> tuple[float, float]:
    """Scatter of days around the level of their wing and month, working days and weekends apart."""
    blocks = days.shape[1] // BLOCK
    week = days[:, : blocks * BLOCK].reshape(-1, BLOCK // 7, 7)
    parts = [scatter(week[:, :, :5].reshape(len(week), -1)), scatter(week[:, :, 5:].reshape(len(week), -1))] if blocks else []
    return sum(x for x, _ in parts), sum(n for _, n in parts)


def _weekly(days: np.ndarray) -> tuple[float, float]:
    """Scatter of weeks around the level of their wing and quarter."""
    quarters = days.shape[1] // (7 * WEEKS)
    return scatter(days[:, : quarters * 7 * WEEKS].reshape(-1, WEEKS, 7).sum(axis=2)) if quarters else (0.0, 0.0)


def measure(run: Run) -> Mapping[str, float]:
    """Wing-days by how many people defied staff, calm wing-days, scatter by day and by week, and the climate.

    ``defiant_07`` is the number of wing-days on which seven different people or more refused, abused or struck staff.
    """
    f = facts(run)
    acts, defiant, violent = people_a_day(f), people_a_day(f, DEFIANT), people_a_day(f, VIOLENT)
    out = {f"defiant_{k:02d}": float((defiant >= k).sum()) for k in range(1, MOST + 1)}
    daily, weekly = _daily(acts), _weekly(acts)
    return out | {
        "wing_days": float(acts.size), "years": f.years, "calm": float((violent == 0).sum()), "acts": float(acts.sum()),
        "daily_scatter": daily[0], "daily_freedom": daily[1], "weekly_scatter": weekly[0], "weekly_freedom": weekly[1],
        "tension": f.level("tension"), "legitimacy": f.level("legitimacy"), "largest": float(acts.max(initial=0.0)),
    }
