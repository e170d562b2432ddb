"""A search for good policies, asked and told: points to run are asked for, outcomes are told, as often as runs can be paid for.

NSGA-II (Deb et al. 2002) of pymoo, in the unit cube of the levers. An integer lever takes value ``low + floor(u * m)`` of its
m values, a switch or a choice likewise, and a point is moved to the middle of the cell it falls in, so that every value has
the same share of the cube and two points that mean the same are one.

The state of a search is its table. A search with the same levers, objectives, size and seed asks for the same points when it
is told the same outcomes; `Search.resume` therefore replays a table of finished runs and goes on where it ends, with no other
file kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from ..errors import DetenteError
from .designs import lhs
from .library import need
from .pareto import MIN, front, losses

POPULATION = 40
DIGITS = 12
"""Significant digits by which a lever's value is told from another: a table survives being written as text."""


@dataclass(frozen=True)
class Axis:
    """A lever that may be moved.

    Parameters
    ----------
    name : str
    low, high : float
        Bounds, both reached by an integer.
    whole : bool
        Takes integers only.
    choices : sequence, optional
        Takes one of these instead; ``(False, True)`` for a switch.
    """

    name: str
    low: float = 0.0
    high: float = 1.0
    whole: bool = False
    choices: tuple[Any, ...] = ()

    @property
    def cells(self) -> int:
        """How many values it takes; 0 for any between its bounds."""
        return len(self.choices) or (int(self.high) - int(self.low) + 1 if self.whole else 0)

    def centre(self, u: np.ndarray) -> np.ndarray:
        """Coordinates moved to the middle of their cells."""
        m = self.cells
        return (np.minimum(np.floor(u * m), m - 1) + 0.5) / m if m else u

    def value(self, u: float) -> Any:
        """What a coordinate means."""
        if not self.cells:
            return float(f"{self.low + u * (self.high - self.low):.{DIGITS}g}")
        k = min(int(u * self.cells), self.cells - 1)
        return self.choices[k] if self.choices else int(self.low) + k


class Search:
    """NSGA-II over levers.

    Parameters
    ----------
    axes : sequence of Axis
    objectives : mapping of column to {"min", "max"}
    limits : mapping of column to float, optional
        Columns that must not be larger than this: a budget, a rate. Points beyond come after all others.
    population : int
        Points asked for at once.
    seed : int

    Raises
    ------
    DetenteError
        If pymoo is missing.
    """

    def __init__(self, axes: Sequence[Axis], objectives: Mapping[str, str], limits: Mapping[str, float] | None = None,
                 population: int = POPULATION, seed: int = 1) -> None:
        self.axes, self.objectives, self.limits = tuple(axes), dict(objectives), dict(limits or {})
        self.population, self.seed = population, seed
        self.table = pd.DataFrame()
        self.generation = 0
        self._asked: Any = None
        self._nsga2 = self._made()

    def _made(self) -> Any:
        problem = need("pymoo.core.problem").Problem(n_var=len(self.axes), n_obj=len(self.objectives),
                                                     n_ieq_constr=1 + len(self.limits), xl=0.0, xu=1.0)
        axes = self.axes

        class Cells(need("pymoo.core.repair").Repair):  # type: ignore[misc]
            def _do(self, _, x, **__):
                return np.column_stack([axis.centre(column) for axis, column in zip(axes, x.T, strict=True)])

        start = Cells()._do(None, lhs(self.population, len(axes), self.seed))
        start = start[np.sort(np.unique(start, axis=0, return_index=True)[1])]
        made = need("pymoo.algorithms.moo.nsga2").NSGA2(pop_size=self.population, sampling=start, repair=Cells())
        made.setup(problem, termination=("n_gen", 10**9), seed=self.seed, verbose=False)
        return made

    def ask(self) -> pd.DataFrame:
        """Points to run, a column a lever; empty if nothing new can be thought of. Asking again gives the same points."""
        if self._asked is None:
            self._asked = self._nsga2.ask()
        x = np.empty((0, len(self.axes))) if self._asked is None else self._asked.get("X")
        return pd.DataFrame({axis.name: [axis.value(u) for u in x[:, k]] for k, axis in enumerate(self.axes)})

    def tell(self, outcomes: pd.DataFrame) -> None:
        """Outcomes of the points last asked for.

        Parameters
        ----------
        outcomes : table
            In any order: the levers' columns, the objectives and the limited columns; others are kept. A row without a value
            is a run that failed: it comes after all others.

        Raises
        ------
        DetenteError
            A point is missing, or a column is.
        """
        asked = self.ask()
        found = _by_key(outcomes, [axis.name for axis in self.axes])
        keys = _keys(asked)
        if any(key not in found for key in keys):
            raise DetenteError("some points that were asked for have no outcome yet",
                               given=str(sum(key not in found for key in keys)), wish="run them, and tell all together")
        rows = outcomes.iloc[[found[key] for key in keys]].reset_index(drop=True)
        y = losses(rows, self.objectives)
        g = np.empty((len(y), 0))
        if self.limits:
            g = losses(rows, dict.fromkeys(self.limits, MIN)) - list(self.limits.values())
        failed = ~(np.isfinite(y).all(axis=1) & np.isfinite(g).all(axis=1))
        y[failed], g[failed] = 0.0, 0.0
        self._asked.set("F", y)
        self._asked.set("G", np.column_stack([np.where(failed, 1e300, -1.0), g]))
        evaluator = need("pymoo.core.evaluator").Evaluator()
        static = need("pymoo.problems.static").StaticProblem
        evaluator.eval(static(self._nsga2.problem, F=y, G=self._asked.get("G")), self._asked)
        self._nsga2.tell(infills=self._asked)
        self._asked = None
        self.table = pd.concat([self.table, rows.assign(generation=self.generation)], ignore_index=True)
        self.generation += 1

    def resume(self, outcomes: pd.DataFrame) -> Search:
        """Replay what was run before, generation by generation, until a point is asked for that is not there.

        Returns
        -------
        Search
            Itself. Points of a half-finished generation are found in `outcomes` by who runs the rest.
        """
        if len(outcomes):
            found = _by_key(outcomes, [axis.name for axis in self.axes])
            while len(asked := self.ask()) and all(key in found for key in _keys(asked)):
                self.tell(outcomes)
        return self

    def front(self) -> pd.DataFrame:
        """Rows told so far that keep all limits and that no other such row dominates."""
        kept = self.table
        for name, most in self.limits.items():
            kept = kept[kept[name] <= most]
        return front(kept, self.objectives) if len(kept) else kept


def _keys(points: pd.DataFrame) -> list[tuple[str, ...]]:
    """What tells points from one another, whatever types a store gave back."""
    return [tuple(_written(v) for v in row) for row in points.itertuples(index=False)]


def _written(value: Any) -> str:
    if isinstance(value, (bool, np.bool_)):
        return str(bool(value))
    return f"{float(value):.{DIGITS}g}" if isinstance(value, (int, float, np.number)) else str(value)


def _by_key(outcomes: pd.DataFrame, levers: list[str]) -> dict[tuple[str, ...], int]:
    for name in levers:
        if name not in outcomes:
            raise DetenteError("there is no such column in this table", given=name, allowed=", ".join(map(str, outcomes)))
    return {key: k for k, key in enumerate(_keys(outcomes[levers]))}
