"""Run a design in three postures of one prison, and take the effects of every parameter from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from ..studies.draws import Draw
from ..studies.experiment import Arm, conduct
from ..studies.memory import Memory
from .design import Design, by_seed
from .effects import Effects, effects_on
from .outcomes import ANSWER, ARMS, BASE, COERCIVE, DYNAMIC, KINDS, OUTCOMES, Outcome, measure

if TYPE_CHECKING:
    from ..declare import Parameter

Progress = Callable[[int, int, int], None]
"""``progress(trajectory, done, total)``: runs done of a trajectory."""


@dataclass(frozen=True)
class Ranked:
    """A parameter among all, for one kind of outcome.

    Attributes
    ----------
    parameter : Parameter
    column : int
    rank : int
        From 1: those that stand out first, then by size.
    outcome : Outcome
        The one on which its effect is largest, among those where it stands out if there are any.
    size : float
        That effect, in standard deviations of the outcome.
    stands_out : bool
    """

    parameter: Parameter
    column: int
    rank: int
    outcome: Outcome
    size: float
    stands_out: bool


@dataclass(frozen=True)
class Screening:
    """Figures at all points, and what they say.

    Attributes
    ----------
    design : Design
    arms : tuple of Arm
        Baseline, dynamic, coercive.
    figures : dict of (arm, figure) to array (trajectories, points)
    outcomes : tuple of Outcome
    """

    design: Design
    arms: tuple[Arm, ...]
    figures: dict[tuple[str, str], np.ndarray] = field(repr=False)
    outcomes: tuple[Outcome, ...] = OUTCOMES

    def of(self, outcome: Outcome) -> np.ndarray:
        """An outcome at all points, array (trajectories, points)."""
        if outcome.kind == ANSWER:
            return self.figures[DYNAMIC, outcome.figure] - self.figures[COERCIVE, outcome.figure]
        return self.figures[BASE, outcome.figure]

    def among(self, kind: str) -> list[Outcome]:
        """Outcomes of a kind."""
        return [x for x in self.outcomes if x.kind == kind]

    @cached_property
    def effects(self) -> dict[str, Effects]:
        """Effects on each outcome, by its key."""
        return {x.key: effects_on(self.design, self.of(x), len(self.among(x.kind))) for x in self.outcomes}

    def ranked(self, kind: str) -> list[Ranked]:
        """All parameters, those that matter most first."""
        looked = self.among(kind)
        sizes = np.array([self.effects[x.key].size for x in looked])
        out = np.array([self.effects[x.key].stands_out for x in looked])
        sure: np.ndarray = np.asarray(out.any(axis=0))
        best = np.where(out | ~sure, sizes, -1.0)
        top = best.argmax(axis=0)
        parameters = self.design.parameters
        order = sorted(range(len(parameters)), key=lambda k: (not sure[k], -best[top[k], k], parameters[k].name))
        return [Ranked(parameters[k], k, rank, looked[top[k]], float(best[top[k], k]), bool(sure[k]))
                for rank, k in enumerate(order, 1)]

    @cached_property
    def ranks(self) -> dict[str, list[Ranked]]:
        """`ranked` of each kind."""
        return {kind: self.ranked(kind) for kind in KINDS}


def arms() -> tuple[Arm, ...]:
    """A maison d'arrêt of about 300 inmates for a year, in three postures with the same officers."""
    from ..claims.prison import small

    return tuple(Arm(name, small(name)) for name in ARMS)


def screen(design: Design, prisons: Sequence[Arm], *, memory: Memory | None = None, threads: int | None = None,
           progress: Progress | None = None) -> Screening:
    """Run what is not yet kept.

    Parameters
    ----------
    design : Design
    prisons : sequence of Arm
        Named as in `ARMS`.
    memory : Memory, optional
        What is kept there is not run again.
    threads : int, optional
        Default: the cores of this process. The result does not depend on it.
    progress : callable, optional

    Returns
    -------
    Screening
    """
    memory = memory or Memory(None)
    figures: dict[tuple[str, str], np.ndarray] = {}
    shape = (design.trajectories, design.columns + 1)
    for t in range(design.trajectories):
        points = design.points(t)
        before, total = 0, len(points) * len(prisons)
        for seed, places in by_seed(points).items():
            tell = None if progress is None else _told(progress, t, before, total)
            draws = [Draw(k, points[k].values) for k in places]
            results = conduct(prisons, draws, [seed], measure, memory=memory, threads=threads, progress=tell)
            for key, found in results.figures.items():
                figures.setdefault(key, np.full(shape, np.nan))[t, places] = found[:, 0]
            before += len(places) * len(prisons)
    return Screening(design, tuple(prisons), figures)


def _told(progress: Progress, trajectory: int, before: int, total: int) -> Callable[[int, int], None]:
    return lambda done, _: progress(trajectory, before + done, total)
