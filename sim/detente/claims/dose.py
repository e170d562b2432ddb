"""Statistics that claims share: the change from one arm to another, and the trend over arms of growing dose."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from ..studies.experiment import Pool

Statistic = Callable[[Pool], float]


def change(arm: str, reference: str, figure: str) -> Statistic:
    """Relative change of a figure from the reference to the arm."""
    return lambda pool: pool.change(arm, reference, figure)


def gap(arm: str, reference: str, figure: str) -> Statistic:
    """Difference of a figure, arm minus reference."""
    return lambda pool: pool.mean(arm, figure) - pool.mean(reference, figure)


def level(arm: str, figure: str) -> Statistic:
    """A figure of one arm."""
    return lambda pool: pool.mean(arm, figure)


def _ends(x: np.ndarray, y: np.ndarray) -> tuple[float, float]:
    """Straight line by least squares: its height at the lowest and at the highest dose; NaN unless all is finite."""
    if not np.isfinite(y).all():
        return float("nan"), float("nan")
    slope, base = np.polyfit(x, y, 1)
    return float(base + slope * x.min()), float(base + slope * x.max())


def trend(doses: Mapping[str, float], figure: str) -> Statistic:
    """Relative change from the lowest dose to the highest along a line through the logarithms: all arms speak.

    NaN where an arm has none of it at all.
    """
    def statistic(pool: Pool) -> float:
        with np.errstate(divide="ignore"):
            y = np.log([pool.mean(arm, figure) for arm in doses])
        first, last = _ends(np.array(list(doses.values())), y)
        return float(np.exp(last - first) - 1.0)
    return statistic


def drift(doses: Mapping[str, float], figure: str) -> Statistic:
    """Difference along the line from the lowest dose to the highest, in the figure's own unit."""
    def statistic(pool: Pool) -> float:
        first, last = _ends(np.array(list(doses.values())), np.array([pool.mean(arm, figure) for arm in doses]))
        return last - first
    return statistic
