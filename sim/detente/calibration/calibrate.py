"""The whole of the calibration, in order: two waves that rule out, a table, the posterior, its coverage, its predictions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ..studies.memory import Memory
from . import abc, coverage, emulator, matching, table, targets

STAGES = ("wave 1", "wave 2", "table", "check")
BLUR, RESAMPLE = 101, 102  # seeds of what chance does outside the model


@dataclass(frozen=True)
class Sizes:
    """How much is run.

    Attributes
    ----------
    wave : int
        Rows of each wave.
    table : int
        Rows of the reference table.
    sample : int
        Draws that ship.
    lives : int
        Runs of each draw in the check of predictions.
    truths : int
        Rows that play the truth in the check of coverage.
    """

    wave: int = 2000
    table: int = 8000
    sample: int = 400
    lives: int = 2
    truths: int = 500

    @property
    def runs(self) -> tuple[int, ...]:
        """Rows of the four stages, each a life of a prison of each type."""
        return self.wave, self.wave, self.table, self.sample * self.lives


@dataclass(frozen=True)
class Calibrated:
    """What came out.

    Attributes
    ----------
    names : list of str
        Parameters, in the order of the columns.
    sample : array (draws, parameters)
        The posterior, as values.
    places : array (draws, parameters)
        The same as places in the prior.
    prior : array (rows, targets)
        Levels of the first wave: what the prior alone allows.
    predicted : array (draws, targets)
        Levels that the posterior gives, on the scales of the targets.
    left : tuple of float
        Share of the prior that is not ruled out after each wave.
    explained : array (targets,)
        Share of the variance of the levels that the last emulator explains.
    coverage : coverage.Coverage
    effective : float
        Effective number of rows behind the posterior.
    """

    names: list[str]
    sample: np.ndarray = field(repr=False)
    places: np.ndarray = field(repr=False)
    prior: np.ndarray = field(repr=False)
    predicted: np.ndarray = field(repr=False)
    left: tuple[float, ...]
    explained: np.ndarray
    coverage: coverage.Coverage
    effective: float
    sizes: Sizes

    def quantiles(self, levels: np.ndarray) -> np.ndarray:
        """5 %, 50 % and 95 % of some levels, back on their own scale; array (3, targets)."""
        at = np.nanpercentile(levels, (5, 50, 95), axis=0)
        return np.column_stack([x.off_scale(at[:, k]) for k, x in enumerate(targets.TARGETS)])


def calibrate(sizes: Sizes | None = None, *, memory: Memory | None = None, threads: int | None = None,
              progress: Callable[[int, int, int], None] | None = None) -> Calibrated:
    """Fit the model to the published levels.

    Parameters
    ----------
    sizes : Sizes, optional
    memory : Memory, optional
        What it holds is not run again.
    threads : int, optional
        Results do not depend on it.
    progress : callable, optional
        ``progress(stage, done, total)``.

    Returns
    -------
    Calibrated
    """
    sizes = sizes or Sizes()
    free = table.free()
    say: Any = progress or (lambda *_: None)

    def run(stage: int, cube: np.ndarray, first: int, seeds: int = 1) -> np.ndarray:
        return table.levels_at(cube, first=first, seeds=seeds, memory=memory, threads=threads,
                               progress=lambda done, total: say(stage, done, total))

    ruled, left = matching.Ruled(), []
    for wave in range(2):
        cube, _ = ruled.sample(sizes.wave, len(free), 11 + wave)
        seen = run(wave, cube, 1_000_000 * (1 + wave))
        if wave == 0:
            prior = seen
        ruled = matching.Ruled((*ruled.emulators, emulator.fit(cube, seen)))
        left.append(ruled.sample(min(500, sizes.wave), len(free), 17 + wave)[1])
    cube, _ = ruled.sample(sizes.table, len(free), 13)
    levels = run(2, cube, 3_000_000)
    found = _infer(cube, levels, sizes)
    values = np.column_stack([_values(x, found.places[:, k]) for k, x in enumerate(free)])
    predicted = run(3, found.places, 5_000_000, sizes.lives)
    return Calibrated([x.name for x in free], values, found.places, prior, predicted, tuple(left),
                      emulator.fit(cube, levels).explained, found.coverage, found.effective, sizes)


@dataclass(frozen=True)
class _Inferred:
    places: np.ndarray
    coverage: coverage.Coverage
    effective: float


def _infer(cube: np.ndarray, levels: np.ndarray, sizes: Sizes) -> _Inferred:
    seen = abc.blurred(levels, targets.spread(), BLUR)
    metric = abc.whitener(seen)
    of = abc.posterior(cube, seen, targets.aim(), metric=metric)
    checked = coverage.check(cube, seen, targets.aim(), metric=metric, truths=min(sizes.truths, len(cube) // 4))
    return _Inferred(abc.resample(of, sizes.sample, RESAMPLE), checked, of.effective)


def _values(parameter, places: np.ndarray) -> np.ndarray:
    from ..studies.priors import value

    return value(parameter, places)
