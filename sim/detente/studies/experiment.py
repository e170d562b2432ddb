"""A declared experiment: arms, what is measured in a run, and statistics made of the runs of one draw.

Patterns, claims and decompositions are all this: scenarios that differ in something, run with the same draws of the parameters
and the same seeds, and figures made of them, each with its two intervals.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from .bands import Bands
from .crossed import crossed
from .draws import Draw
from .fingerprint import model_fingerprint, source_fingerprint
from .memory import Memory, key_of
from .runner import Progress, cores
from .warm import ready

if TYPE_CHECKING:
    from ..scenario.schema import Scenario

Measurement = Callable[..., Mapping[str, float]]
"""``measure(run)``; or, marked `live`, ``measure(scenario, seed, parameters)``, which runs the scenario itself."""


def live(measure: Measurement) -> Measurement:
    """Mark a measure that runs the scenario itself: to look at a world on the way, not only at its end.

    It is called as ``measure(scenario, seed, parameters)`` in the place of simulating and measuring; the rest is the same.
    """
    measure.live = True
    return measure


@dataclass(frozen=True)
class Arm:
    """One way the prison is run.

    Parameters
    ----------
    name : str
    scenario : Scenario
    parameters : dict, optional
        Values that take the place of the draw's (dotted names): for experiments that move a parameter on purpose.
    """

    name: str
    scenario: Scenario
    parameters: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Results:
    """Figures of every run of an experiment.

    Attributes
    ----------
    arms : tuple of str
    draws, seeds : tuple of int
    figures : dict of (arm, figure) to array (draws, seeds)
    """

    arms: tuple[str, ...]
    draws: tuple[int, ...]
    seeds: tuple[int, ...]
    figures: dict[tuple[str, str], np.ndarray] = field(repr=False)

    def of(self, draw: int, keep: np.ndarray | None = None) -> Pool:
        """The runs of one draw (by position), all seeds or some."""
        return Pool({k: (v[draw] if keep is None else v[draw][keep]) for k, v in self.figures.items()})

    def estimate(self, statistic: Callable[[Pool], float], level: float = 0.95) -> Bands:
        """A statistic made of the runs of one draw, over all draws, with its bands."""
        return crossed(self.pseudo(statistic), level)

    def pseudo(self, statistic: Callable[[Pool], float]) -> np.ndarray:
        """Jackknife pseudo-values of the statistic, array (draws, seeds): their mean over seeds is the statistic of the draw.

        What a run adds to a statistic made of all runs of its draw (Tukey 1958); for a mean, the runs themselves.
        """
        n = len(self.seeds)
        out = np.full((len(self.draws), n), np.nan)
        for d in range(len(self.draws)):
            whole = _number(statistic, self.of(d))
            out[d] = whole
            if n > 1 and np.isfinite(whole):
                less = np.array([_number(statistic, self.of(d, np.arange(n) != s)) for s in range(n)])
                there = np.isfinite(less)
                out[d] = np.where(there, n * whole - (n - 1) * less, np.nan)
                out[d] += whole - out[d][there].mean() if there.any() else 0.0
        return out

    def each(self, statistic: Callable[[Pool], float]) -> tuple[np.ndarray, np.ndarray]:
        """The statistic of each draw over all its seeds, and its jackknife variance: two arrays (draws,)."""
        n = len(self.seeds)
        whole, noise = np.full(len(self.draws), np.nan), np.full(len(self.draws), np.nan)
        for d in range(len(self.draws)):
            whole[d] = _number(statistic, self.of(d))
            if n > 1:
                less = np.array([_number(statistic, self.of(d, np.arange(n) != s)) for s in range(n)])
                less = less[np.isfinite(less)]
                m = len(less)
                noise[d] = (m - 1) / m * float(((less - less.mean()) ** 2).sum()) if m > 1 else np.nan
        return whole, noise


def _number(statistic: Callable[[Pool], float], pool: Pool) -> float:
    with np.errstate(all="ignore"):
        try:
            return float(statistic(pool))
        except ZeroDivisionError:
            return float("nan")


@dataclass(frozen=True)
class Pool:
    """The runs of one draw: what a statistic is made of."""

    figures: Mapping[tuple[str, str], np.ndarray] = field(repr=False)

    def __call__(self, arm: str, figure: str) -> np.ndarray:
        """A figure of an arm, array (seeds,)."""
        return self.figures[arm, figure]

    def mean(self, arm: str, figure: str) -> float:
        """Mean over seeds; runs in which the figure has no meaning are left out."""
        x = self.figures[arm, figure]
        x = x[np.isfinite(x)]
        return float(x.mean()) if len(x) else float("nan")

    def total(self, arm: str, figure: str) -> float:
        """Sum over seeds."""
        return float(np.nansum(self.figures[arm, figure]))

    def ratio(self, arm: str, above: str, below: str) -> float:
        """Ratio of two sums over seeds; NaN over nothing."""
        under = self.total(arm, below)
        return self.total(arm, above) / under if under else float("nan")

    def change(self, arm: str, reference: str, figure: str) -> float:
        """Relative change of a mean from the reference arm to the arm."""
        a = self.mean(reference, figure)
        return self.mean(arm, figure) / a - 1.0 if a else float("nan")


def conduct(arms: Sequence[Arm], draws: Sequence[Draw], seeds: Sequence[int], measure: Measurement, *,
            memory: Memory | None = None, threads: int | None = None, progress: Progress | None = None,
            stride: int = 0) -> Results:
    """Run every arm with every draw and every seed; what `memory` already holds is not run again.

    Parameters
    ----------
    arms, draws, seeds : sequences
        All arms see the same draws and the same seeds.
    measure : function of a module
        ``measure(run) -> {figure: number}``, the same figures in every run; or one marked `live`.
    memory : Memory, optional
    threads : int, optional
        Default: the cores of this process; results do not depend on it.
    progress : callable, optional
        ``progress(done, total)``.
    stride : int
        Added to the seeds from one draw to the next: 0 gives all draws the same luck, which comparisons need; a table of
        independent runs takes the number of seeds.

    Returns
    -------
    Results
    """
    memory = memory or Memory(None)
    model, made = model_fingerprint(), source_fingerprint(measure)
    places: dict[str, list[tuple[int, int, int]]] = {}
    for a, arm in enumerate(arms):
        scenario = arm.scenario.hash()
        for d, draw in enumerate(draws):
            values = {**draw.values, **arm.parameters}
            for s, seed in enumerate(seeds):
                key = key_of(model=model, measure=made, scenario=scenario, parameters=values,
                             seed=int(seed) + stride * d)
                places.setdefault(key, []).append((a, d, s))
    found = memory.known(places)
    total = len(places)
    if progress is not None:
        progress(len(found), total)
    todo = [key for key in places if key not in found]
    if todo:
        _run(todo, places, arms, draws, seeds, measure, memory, threads, found, progress, total, stride)
    shape = (len(draws), len(seeds))
    figures: dict[tuple[str, str], np.ndarray] = {}
    for key, where in places.items():
        for a, d, s in where:
            for name, number in found[key].items():
                figures.setdefault((arms[a].name, name), np.full(shape, np.nan))[d, s] = number
    return Results(tuple(x.name for x in arms), tuple(x.number for x in draws), tuple(int(x) for x in seeds), figures)


def _run(todo, places, arms, draws, seeds, measure, memory: Memory, threads, found, progress, total,
         stride: int) -> None:
    from ..engine import simulate

    ready(None)

    def one(key: str) -> dict[str, float]:
        a, d, s = places[key][0]
        arm = arms[a]
        values = {**draws[d].values, **arm.parameters}
        if getattr(measure, "live", False):
            figures = measure(arm.scenario, int(seeds[s]) + stride * d, values)
        else:
            figures = measure(simulate(arm.scenario, int(seeds[s]) + stride * d, parameters=values))
        return {name: float(number) for name, number in figures.items()}

    pool = ThreadPoolExecutor(threads or cores(), "detente")
    try:
        waiting: dict[Future[dict[str, float]], str] = {pool.submit(one, key): key for key in todo}
        for future in as_completed(waiting):
            key = waiting.pop(future)
            found[key] = future.result()
            memory.keep(key, found[key])
            if progress is not None:
                progress(len(found), total)
    except BaseException:
        pool.shutdown(wait=True, cancel_futures=True)
        raise
    finally:
        memory.flush()
    pool.shutdown()
