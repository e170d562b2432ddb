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


def line(doses: Mapping[str, float], figure: str, pool: Pool) -> tuple[float, float]:
    """Straight line by least squares through the means of the arms: its height at the lowest and at the highest dose."""
    x = np.array(list(doses.values()))
    y = np.array([pool.mean(arm, figure) for arm in doses])
    slope, base = np.polyfit(x, y, 1)
    return float(base + slope * x.min()), float(base + slope * x.max())


def trend(doses: Mapping[str, float], figure: str) -> Statistic:
    """Relative change along the line from the lowest dose to the highest: all arms speak, not only the two ends.

    NaN where the line starts at nothing or below.
    """
    def statistic(pool: Pool) -> float:
        first, last = line(doses, figure, pool)
        return last / first - 1.0 if first > 0 else float("nan")
    return statistic


def drift(doses: Mapping[str, float], figure: str) -> Statistic:
    """Difference along the line from the lowest dose to the highest, in the figure's own unit."""
    def statistic(pool: Pool) -> float:
        first, last = line(doses, figure, pool)
        return last - first
    return statistic
