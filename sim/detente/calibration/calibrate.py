"""The whole of the calibration, in order: waves that rule out, a table, the posterior, its coverage, its predictions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ..studies.memory import Memory
from . import abc, coverage, emulator, matching, table, targets

BLUR, RESAMPLE = 101, 102  # seeds of what chance does outside the model
FIRST = 1_000_000  # life of the first row of a stage, times the number of the stage


@dataclass(frozen=True)
class Sizes:
    """How much is run.

    Attributes
    ----------
    wave : int
        Rows of each wave.
    waves : int
        How many waves rule out. Each is drawn from what the others leave, and the emulator is fitted to all rows that are
        still there: the nearer the rows to the published levels, the less the curvature of the model misleads it.
    table : int
        Rows of the reference table.
    sample : int
        Draws that ship, at most.
    candidates : int
        Places of the posterior looked at for each draw that ships: those whose own lives are too far from what is published
        are ruled out.
    lives : int
        Lives of each candidate.
    truths : int
        Rows that play the truth in the check of coverage.
    """

    wave: int = 1600
    waves: int = 4
    table: int = 8000
    sample: int = 400
    candidates: int = 4
    lives: int = 2
    truths: int = 500

    @property
    def runs(self) -> tuple[int, ...]:
        """Rows of the stages (waves, table, candidates), each a life of a prison of each type."""
        return *(self.wave,) * self.waves, self.table, self.sample * self.candidates * self.lives


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
    kept : float
        Share of the candidates that their own lives did not rule out.
    cut : float
        Distance, in standard deviations, beyond which they did.
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
    kept: float
    cut: float
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

    def run(stage: int, cube: np.ndarray, first: int, part: int = 0, parts: int = 1) -> np.ndarray:
        return table.levels_at(cube, first=first, memory=memory, threads=threads,
                               progress=lambda done, total: say(stage, part * total + done, parts * total))

    ruled, left = matching.Ruled(), []
    cubes, seen = np.empty((0, len(free))), np.empty((0, len(targets.TARGETS)))
    for wave in range(sizes.waves):
        there = ruled.implausibility(cubes) < matching.CUT
        cube, _ = ruled.sample(sizes.wave, len(free), 100 + wave)
        cubes = np.vstack([cubes[there], cube])
        seen = np.vstack([seen[there], run(wave, cube, FIRST * (1 + wave))])
        if wave == 0:
            prior = seen
        ruled = matching.Ruled((*ruled.emulators, emulator.fit(cubes, seen)))
        left.append(ruled.sample(min(500, sizes.wave), len(free), 200 + wave)[1])
    cube, _ = ruled.sample(sizes.table, len(free), 300)
    levels = run(sizes.waves, cube, FIRST * 50)
    found = _infer(cube, levels, sizes)
    n = sizes.lives
    lives = np.stack([run(sizes.waves + 1, found.places, FIRST * (60 + life), life, n) for life in range(n)])
    good, cut = matching.not_ruled_out(lives, sizes.sample)
    kept, good = len(good) / len(found.places), good[: sizes.sample]
    places = found.places[good]
    values = np.column_stack([_values(x, places[:, k]) for k, x in enumerate(free)])
    return Calibrated([x.name for x in free], values, places, prior, matching.together(lives)[good], kept, cut, tuple(left),
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
    return _Inferred(abc.resample(of, sizes.sample * sizes.candidates, RESAMPLE), checked, of.effective)


def _values(parameter, places: np.ndarray) -> np.ndarray:
    from ..studies.priors import value

    return value(parameter, places)
