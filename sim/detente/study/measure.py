"""What is kept of a run of a study: its outcomes, and along time those that are rates and levels, in steps of some days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from ..engine import Run

BY = {"per_1000": 1000.0, "per_10000": 10_000.0, "per_inmate_year": 1.0}


def outcomes(run: Run, wanted: tuple[str, ...], series: tuple[str, ...], every: int) -> dict[str, Any]:
    """Figures of a run: the outcomes asked for, and those of `series` in steps of some days.

    Parameters
    ----------
    run : Run
    wanted : tuple of str
        Keys of outcomes.
    series : tuple of str
        Those that are also wanted along time, as ``series.key``: a list, a figure for each whole step.
    every : int
        Days of a step.
    """
    from ..outcomes import summarise

    seen = summarise(run)
    out: dict[str, Any] = {key: float(seen[key]) for key in wanted}
    if series:
        out.update({f"series.{key}": values for key, values in along(run, series, every).items()})
    return out


def can_be_followed() -> tuple[str, ...]:
    """Outcomes that have a figure for each day: counts that are rates, and levels."""
    from ..outcomes import BY_KEY
    from ..world.codes import LEVELS, STAFF_LEVELS, TALLIES

    return tuple(key for key, m in BY_KEY.items() if (key in TALLIES and m.unit in BY) or key in LEVELS or key in STAFF_LEVELS)


def along(run: Run, keys: tuple[str, ...], every: int) -> dict[str, list[float]]:
    """Figures of each whole step.

    Parameters
    ----------
    run : Run
    keys : tuple of str
        Of `can_be_followed`.
    every : int
        Days of a step.

    Returns
    -------
    dict of str to list of float
        Rates per inmate-years of presence in the step, means of levels.
    """
    from ..outcomes import BY_KEY
    from ..world.codes import LEVELS, STAFF_LEVELS, TALLIES

    s = run.series
    n = s.shape[0] // every

    def blocks(x: np.ndarray) -> np.ndarray:
        return np.asarray(x[: n * every], np.float64).reshape(n, every)

    years = blocks(s.tally[:, TALLIES.index("inmate_days")]).sum(axis=1) / 365.0
    out = {}
    for key in keys:
        if key in TALLIES:
            rate = BY[BY_KEY[key].unit] * blocks(s.tally[:, TALLIES.index(key)]).sum(axis=1)
            values = np.divide(rate, years, out=np.full(n, np.nan), where=years > 0)
        elif key in LEVELS:
            values = blocks(s.level[:, LEVELS.index(key)]).mean(axis=1)
        else:
            values = blocks(s.staff[:, STAFF_LEVELS.index(key)]).mean(axis=1)
        out[key] = [float(x) for x in values]
    return out
