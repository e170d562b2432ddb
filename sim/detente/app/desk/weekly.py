"""Curves by week of every run, and the fan of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from ...studies.grid import MARK, measure
from ...world.codes import LEVELS, TALLIES

if TYPE_CHECKING:
    from ...engine import Run

WEEK = 7
COUNTS = ("assaults", "staff_assaults")
STATES = ("tension", "legitimacy")
CURVES = (*COUNTS, *STATES)
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
PREFIX = f"{MARK}weekly."


def weekly(run: Run) -> dict[str, np.ndarray]:
    """A value a week of each curve; a rest of a few days goes with the last.

    Counts run on from the first day, per 1,000 inmates then held: of a small prison a single week says nothing, and after a
    year the curve stands where the rate per 1,000 inmate-years does. States are means of the week.
    """
    s = run.series
    edges = np.arange(0, max(1, len(s) // WEEK)) * WEEK
    days = np.diff([*edges, len(s)])
    held = np.maximum(1.0, np.add.reduceat(s.n.astype(float), edges) / days)
    counted = {key: np.add.reduceat(s.tally[:, TALLIES.index(key)].astype(float), edges) for key in COUNTS}
    out = {key: np.cumsum(1000.0 * x / held) for key, x in counted.items()}
    return out | {key: np.add.reduceat(s.level[:, LEVELS.index(key)].astype(float), edges) / days for key in STATES}


def measure_weekly(run: Run) -> dict[str, float]:
    """All measures of a run and its curves, as figures of a grid."""
    curves = {f"{PREFIX}{key}.{k}": float(x) for key, values in weekly(run).items() for k, x in enumerate(values)}
    return measure(run) | curves


def fan(runs: Sequence[np.ndarray] | np.ndarray) -> list[list[float]]:
    """Quantiles over runs, ``[week][quantile]``; `runs` is an array (runs, weeks), or its rows."""
    found = np.quantile(np.asarray(runs), QUANTILES, axis=0)
    return [[float(f"{x:.5g}") for x in week] for week in found.T]
