"""Where to look: trajectories through the prior on which one parameter moves at a time, and columns of pure luck.

Morris (1991), with the trajectories of SALib. A trajectory starts anywhere on a grid of four levels and moves every column
once, by two levels, in random order. A level stands for a quarter of the prior and is its middle (quantiles 12.5, 37.5, 62.5
and 87.5 %): points are spread as the prior is, and no end of a range is ever reached. The same may be done with the posterior,
parameter by parameter: what the data leave open of each, without what they say of several together.

The seed stays the same along a trajectory, so that an effect is one of the same people with the same luck. Where nothing but
a dummy moves, runs are then equal to the bit, and a dummy says nothing of the noise. So the dummies here move the seed: their
effects are what luck alone does, with nothing shared, and set the floor.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from ..studies import draws
from ..studies.priors import value

if TYPE_CHECKING:
    from ..declare import Parameter

GRID = 4
LUCK = 12
"""Columns that move nothing but the seed."""
TRAJECTORIES = 12


@dataclass(frozen=True)
class Point:
    """Where to run: values of the parameters, and the seed."""

    values: dict[str, float]
    seed: int


@dataclass(frozen=True)
class Design:
    """All trajectories.

    Parameters
    ----------
    parameters : tuple of Parameter
    trajectories : int
        Two at least. Each is made of its own number: with more of them the first ones stay what they were.
    luck : int
    uncertainty : {"prior", "posterior"}
        What the levels are quantiles of.
    """

    parameters: tuple[Parameter, ...]
    trajectories: int = TRAJECTORIES
    luck: int = LUCK
    uncertainty: str = "prior"

    @property
    def names(self) -> list[str]:
        """Columns: parameters, then luck."""
        return [*(x.name for x in self.parameters), *(f"luck.{k + 1}" for k in range(self.luck))]

    @property
    def columns(self) -> int:
        """How many."""
        return len(self.parameters) + self.luck

    @property
    def problem(self) -> dict[str, object]:
        """The same as SALib wants it."""
        return {"num_vars": self.columns, "names": self.names, "bounds": [[0.0, 1.0]] * self.columns, "groups": None}

    @cached_property
    def grid(self) -> np.ndarray:
        """Places on the grid, 0 to 1; array (trajectories, columns + 1, columns)."""
        from SALib.sample import morris

        made = [morris.sample(self.problem, 1, num_levels=GRID, seed=number) for number in range(1, self.trajectories + 1)]
        return np.rint(np.array(made) * (GRID - 1)) / (GRID - 1)

    @cached_property
    def levels(self) -> np.ndarray:
        """What a parameter is worth at each level, array (parameters, levels)."""
        middles = (np.arange(GRID) + 0.5) / GRID
        made = np.array([value(x, middles) for x in self.parameters])
        if self.uncertainty == "posterior":
            names, sample = draws.sample()
            place = {name: k for k, name in enumerate(names)}
            for k, x in enumerate(self.parameters):
                if x.name in place:
                    made[k] = np.quantile(sample[:, place[x.name]], middles)
        return made

    def points(self, trajectory: int) -> list[Point]:
        """Points of a trajectory, in order."""
        grid = self.grid[trajectory]
        n = len(self.parameters)
        places = np.rint(grid[:, :n] * (GRID - 1)).astype(int)
        worth = self.levels[np.arange(n), places]
        rows = [{x.name: float(v) for x, v in zip(self.parameters, row, strict=True)} for row in worth]
        bits = (grid[:, n:] > 0.5) @ (1 << np.arange(self.luck))
        return [Point(row, 1 + (trajectory << self.luck) + int(b)) for row, b in zip(rows, bits, strict=True)]


def free() -> tuple[Parameter, ...]:
    """All parameters of which something is not known."""
    from ..mechanisms import PARAMETERS

    return tuple(x for x in PARAMETERS.values() if x.prior != "fixed" and x.plausible[0] < x.plausible[1])


def by_seed(points: Sequence[Point]) -> dict[int, list[int]]:
    """Places of the points of each seed, in order."""
    found: dict[int, list[int]] = {}
    for k, point in enumerate(points):
        found.setdefault(point.seed, []).append(k)
    return found
