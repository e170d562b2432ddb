"""Very many very small runs: does the process that hands them out keep its size?"""

from __future__ import annotations

from typing import Any

from . import victim
from .pace import grown, watched

FLAT = 25.0
"""Megabytes that 100,000 runs may add: the address of each is remembered, and nothing else."""
STIR = 0.5
"""Megabytes by which the size of a process moves of itself: what counts where the runs are few."""


def prove(runs: int = 100_000) -> dict[str, Any]:
    """Run a study of so many runs of 26 people over 20 days.

    Returns
    -------
    dict
        ``runs, seconds, ms_per_run`` (mean); ``grown_mb_per_100000`` (from a third of the runs on); ``good`` (at most `FLAT`,
        or no more than `STIR` in all).
    """
    seen, ms = watched(runs, victim.TINY)
    more, counted = grown(seen), 2 / 3 * len(ms) / 100_000
    return {"runs": len(ms), "seconds": round(seen[-1][1] - seen[0][1], 1), "ms_per_run": round(float(ms.mean()), 1),
            "grown_mb_per_100000": round(more, 1), "good": more <= max(FLAT, STIR / counted)}
