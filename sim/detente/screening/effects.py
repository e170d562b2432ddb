"""From figures along trajectories to effects of parameters, with the floor that luck alone sets.

The elementary effect of a step is the change of the figure over the length of the step, the whole grid being 1: what the
figure would move by if the parameter went from the lowest to the highest quarter of its prior. mu* is the mean of their sizes
over trajectories (Campolongo et al. 2007), mu their mean, sigma their spread: large against mu* when the effect depends on
the other parameters.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from .design import GRID

if TYPE_CHECKING:
    from .design import Design

CONFIDENCE = 0.95
ALARMS = 0.01
"""Share of inert parameters that luck alone makes stand out, over all outcomes of a kind."""
NEGLIGIBLE = 0.1
"""In standard deviations of the outcome: an effect below it does not stand out, however steady."""
RESAMPLES = 1000
LUCKY = 40_000
"""Parameters without effect that are made up from the steps of luck, to know what they would show."""


@dataclass(frozen=True)
class Effects:
    """Effects of all columns on one outcome.

    Attributes
    ----------
    mu, mu_star, sigma : array (columns,)
    low, high : array (columns,)
        95 % bootstrap interval of mu* over trajectories.
    floor : float
        Mean mu* that luck alone gives.
    reach : float
        What luck alone hardly ever makes of mu*.
    steady : array of bool (columns,)
        The effect goes one way on average: mu is away from zero by a t-test over trajectories.
    spread : float
        Standard deviation of the outcome over all points: the unit of effects that are compared between outcomes.

    Notes
    -----
    An effect stands out if it passes either test, each with half of the false alarms granted. The first sees large effects,
    whatever way they go, and is hard on small ones, for luck along a step is shared and on the floor it is not. The second
    sees smaller effects that always go one way, and measures them against what they vary by, luck included.
    """

    mu: np.ndarray = field(repr=False)
    mu_star: np.ndarray = field(repr=False)
    sigma: np.ndarray = field(repr=False)
    low: np.ndarray = field(repr=False)
    high: np.ndarray = field(repr=False)
    floor: float
    reach: float
    steady: np.ndarray = field(repr=False)
    spread: float

    @property
    def stands_out(self) -> np.ndarray:
        """Whether an effect is more than luck makes, array of bool (columns,)."""
        return (self.mu_star > self.reach) | (self.steady & (self.size > NEGLIGIBLE))

    @property
    def size(self) -> np.ndarray:
        """mu* in standard deviations of the outcome, array (columns,)."""
        return self.mu_star / self.spread if self.spread > 0 else np.zeros_like(self.mu_star)


def effects_on(design: Design, y: np.ndarray, outcomes: int = 1) -> Effects:
    """Effects on an outcome.

    Parameters
    ----------
    design : Design
    y : array (trajectories, columns + 1)
        The outcome at the points of the design; finite.
    outcomes : int
        How many outcomes are looked at together: the more, the further an effect must stand out.

    Returns
    -------
    Effects
    """
    from SALib.analyze import morris

    found = morris.analyze(design.problem, design.grid.reshape(-1, design.columns), np.ravel(y), conf_level=CONFIDENCE,
                           num_resamples=RESAMPLES, num_levels=GRID, seed=1)
    mu, mu_star, sigma, half = (np.asarray(found[key], float) for key in ("mu", "mu_star", "sigma", "mu_star_conf"))
    alarms = 0.5 * ALARMS / outcomes
    floor, reach = _luck(elementary(design, y)[:, len(design.parameters):], alarms)
    return Effects(mu, mu_star, sigma, np.maximum(0.0, mu_star - half), mu_star + half, floor, reach,
                   _steady(mu, sigma, design.trajectories, alarms), float(np.std(y)))


def _steady(mu: np.ndarray, sigma: np.ndarray, trajectories: int, alarms: float) -> np.ndarray:
    """Whether each mean is away from zero, two-sided, with this share of false alarms."""
    from scipy.stats import t

    return np.abs(mu) > float(t.ppf(1.0 - 0.5 * alarms, trajectories - 1)) * sigma / np.sqrt(trajectories)


def elementary(design: Design, y: np.ndarray) -> np.ndarray:
    """Elementary effects, array (trajectories, columns)."""
    step = np.diff(design.grid, axis=1)
    moved = np.abs(step).argmax(axis=2)
    length = np.take_along_axis(step, moved[:, :, None], axis=2)[:, :, 0]
    out = np.empty(moved.shape)
    np.put_along_axis(out, moved, np.diff(y, axis=1) / length, axis=1)
    return out


def _luck(steps: np.ndarray, alarms: float) -> tuple[float, float]:
    """Mean mu* of luck alone, and the bound that mu* passes by luck with this share of false alarms.

    Columns without effect are made up by taking one of the steps of luck in each trajectory.
    """
    trajectories, columns = steps.shape
    if columns == 0:
        return 0.0, 0.0
    rng = np.random.default_rng(1)
    made = np.abs(steps)[np.arange(trajectories), rng.integers(0, columns, (LUCKY, trajectories))]
    return float(np.abs(steps).mean()), float(np.quantile(made.mean(axis=1), 1.0 - alarms))
