"""Scenarios with every draw of the parameters and every seed: measures only, no run is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from .comparison import Measured
from .draws import Draw
from .experiment import Arm, Measurement, Results, conduct
from .fairness import Means, means_of
from .memory import Memory
from .runner import Progress, must_be_threads
from .vectors import held
from .warm import ready

if TYPE_CHECKING:
    import pandas as pd

    from ..engine import Run
    from ..scenario.schema import Scenario

USED = ("officer_posts", "floor_hours", "euros")
MARK = "used:"


def measure(run: Run) -> dict[str, float]:
    """All measures of a run, and what it used of officers and money."""
    from ..outcomes import facts, summarise

    counted = facts(run)
    return summarise(counted) | {MARK + name: value for name, value in means_of(counted).as_dict().items()}


@dataclass(frozen=True)
class Grid:
    """Figures of each scenario in each draw with each seed.

    Attributes
    ----------
    kind : {"default", "prior", "posterior"}
        Where the draws come from.
    draws : tuple of Draw
    seeds : tuple of int
    names : tuple of str
        Of the arms.
    held : tuple of dict
        For each arm, the values that its scenario sets itself and no draw changes.
    results : Results
    """

    kind: str
    draws: tuple[Draw, ...]
    seeds: tuple[int, ...]
    names: tuple[str, ...]
    held: tuple[dict[str, float], ...]
    results: Results = field(repr=False)

    @cached_property
    def outcomes(self) -> tuple[str, ...]:
        """Keys of the measures."""
        return tuple(key for name, key in self.results.figures if name == self.names[0] and not key.startswith(MARK))

    def of(self, arm: int, outcome: str) -> np.ndarray:
        """An outcome in each run of an arm, array (draws, seeds)."""
        return self.results.figures[self.names[arm], outcome]

    def runs(self, arm: int) -> list[Measured]:
        """What is kept of each run of an arm, the seeds of the first draw first."""
        columns = {key: self.of(arm, key).ravel() for key in self.outcomes}
        used = [self.of(arm, MARK + name).ravel() for name in USED]
        return [Measured({key: float(column[k]) for key, column in columns.items()}, Means(*(float(x[k]) for x in used)))
                for k in range(len(self.draws) * len(self.seeds))]

    def places(self) -> list[tuple[int, int]]:
        """(draw, seed) of each run of an arm, in the order of `runs`."""
        return [(draw.number, seed) for draw in self.draws for seed in self.seeds]

    @property
    def fixed(self) -> bool:
        """There are several draws, and some scenario sets every parameter that they draw."""
        drawn = {name for draw in self.draws for name in draw.values}
        return len(self.draws) > 1 and any(drawn <= set(own) for own in self.held)

    def vectors(self) -> pd.DataFrame:
        """Tidy table of the draws: ``draw, parameter, value``, before what the scenarios hold."""
        import pandas as pd

        rows = [(draw.number, name, value) for draw in self.draws for name, value in draw.values.items()]
        return pd.DataFrame(rows, columns=["draw", "parameter", "value"])

    def about(self) -> dict[str, Any]:
        """What is to be said of it in a manifest."""
        from ..outcomes.store import sha256
        from . import draws as shipped

        return {"uncertainty": self.kind, "draws": [draw.number for draw in self.draws], "seeds": list(self.seeds),
                "runs": len(self.names) * len(self.draws) * len(self.seeds),
                "posterior": sha256(shipped.FILE) if self.kind == "posterior" else None,
                "held": dict(zip(self.names, self.held, strict=True))}


def grid(scenarios: Mapping[str, Scenario], kind: str, draws: Sequence[Draw], seeds: Sequence[int], *,
         measured: Measurement = measure, memory: Memory | None = None, threads: int | None = None,
         progress: Progress | None = None, announce: Callable[[int], None] | None = None) -> Grid:
    """Run it.

    Parameters
    ----------
    scenarios : dict of str to Scenario
        By name.
    kind : str
        Where the draws come from.
    draws, seeds : sequences
    measured : function of a module
        As for `experiment.conduct`.
    memory, threads, progress
        As for `experiment.conduct`.
    announce : callable, optional
        As for `warm.ready`.

    Raises
    ------
    DetenteError
        If `threads` is not a positive number.
    """
    must_be_threads(threads)
    ready(announce)
    own = tuple(held(scenario, draws) for scenario in scenarios.values())
    arms = [Arm(name, scenario, values) for (name, scenario), values in zip(scenarios.items(), own, strict=True)]
    results = conduct(arms, draws, seeds, measured, memory=memory, threads=threads, progress=progress)
    return Grid(kind, tuple(draws), tuple(int(seed) for seed in seeds), tuple(scenarios), own, results)
