"""A claim put to the test: each effect with its two intervals, a verdict, and where the sign turns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from ..errors import DetenteError
from ..studies.bands import Bands
from ..studies.draws import Draw
from ..studies.experiment import Results
from ..studies.memory import Memory
from ..studies.runner import Progress
from .claim import FAILS, LEVEL, Claim, Effect, Flip, verdict_of
from .plan import MAP_PAIRS, Job, effects_job, map_job
from .surface import Surface

CONTRARY, NEGLIGIBLE = "contrary", "negligible"


@dataclass(frozen=True)
class Finding:
    """One effect of a claim, measured.

    Attributes
    ----------
    effect : Effect
    bands : Bands
    share : float
        Share of draws on the claimed side, ties half.
    """

    effect: Effect
    bands: Bands = field(repr=False)
    share: float

    @property
    def verdict(self) -> str:
        """Holds, fails or depends."""
        return self.effect.verdict(self.bands)

    @property
    def why(self) -> str | None:
        """Of an effect that fails: `CONTRARY`, it goes the other way; `NEGLIGIBLE`, there is nothing to speak of."""
        if self.verdict != FAILS:
            return None
        x, e = self.bands, self.effect
        high = x.both_high - e.beyond if e.wanted > 0 else e.beyond - x.both_low
        return CONTRARY if high < 0 and abs(x.mean - e.beyond) >= e.least else NEGLIGIBLE


@dataclass(frozen=True)
class Trial:
    """A claim and what the experiment says of it.

    Attributes
    ----------
    claim : Claim
    findings : tuple of Finding
    surface : Surface or None
        The map, if it was run.
    draws, seeds : int
        Behind each effect.
    map_draws, map_seeds : int
        Behind each cell of the map.
    """

    claim: Claim
    findings: tuple[Finding, ...]
    surface: Surface | None
    draws: int
    seeds: int
    map_draws: int = 0
    map_seeds: int = 0

    @property
    def verdict(self) -> str:
        """Of the claim: what all its main effects say, else depends."""
        return verdict_of([x.verdict for x in self.findings if x.effect.main])

    @property
    def main(self) -> tuple[Finding, ...]:
        """The findings on which the verdict rests."""
        return tuple(x for x in self.findings if x.effect.main)


def findings_of(claim: Claim, results: Results) -> tuple[Finding, ...]:
    """Every effect of a claim, in its order."""
    return tuple(_finding(effect, results) for effect in claim.effects)


def _finding(effect: Effect, results: Results) -> Finding:
    each, _ = results.each(effect.statistic)
    side = effect.wanted * (each[np.isfinite(each)] - effect.beyond)
    share = float((side > 0).mean() + 0.5 * (side == 0).mean()) if len(side) else float("nan")
    return Finding(effect, results.estimate(effect.statistic, LEVEL), share)


def surface_of(flip: Flip, results: Results) -> Surface:
    """The map made of the runs of its grid.

    Raises
    ------
    DetenteError
        The measure has no such figure.
    """
    nx, ny = len(flip.x.values), len(flip.y.values)
    pairs = len(results.draws) * len(results.seeds)
    effects = np.full((ny, nx, pairs), np.nan)
    for j in range(ny):
        for i in range(nx):
            try:
                a, b = (results.figures[f"{side} {i} {j}", flip.figure] for side in ("without", "with"))
            except KeyError:
                raise DetenteError("the measure of this claim has no such figure", key="flip", given=flip.figure) from None
            effects[j, i] = flip.wanted * (b - a).ravel()
    return Surface(flip.x.values, flip.y.values, effects, flip.wanted).smoothed()


@dataclass(frozen=True)
class Task:
    """A claim and what it has to run: its effects, then its map if one is wanted and declared."""

    claim: Claim
    jobs: tuple[Job, ...] = field(repr=False)

    @property
    def runs(self) -> int:
        """Runs at most."""
        return sum(job.runs for job in self.jobs)

    def run(self, memory: Memory | None = None, threads: int | None = None, progress: Progress | None = None) -> Trial:
        """Run what is not kept yet, and judge."""
        found, before = [], 0
        for job in self.jobs:
            tell = None if progress is None else _counted(progress, before, self.runs)
            found.append(job.run(memory, threads, tell))
            before += job.runs
        whole, claim = found[0], self.claim
        findings = findings_of(claim, whole)
        if len(found) == 1 or claim.flip is None:
            return Trial(claim, findings, None, len(whole.draws), len(whole.seeds))
        many = found[1]
        return Trial(claim, findings, surface_of(claim.flip, many), len(whole.draws), len(whole.seeds), len(many.draws),
                     len(many.seeds))


def _counted(progress: Progress, before: int, total: int) -> Progress:
    """Progress of one job as part of the whole; runs that are the same as others count as done when the job is."""
    return lambda done, of: progress(before + done, total)


def task_of(claim: Claim, drawn: Sequence[Draw], maps: bool = True, pairs: int = MAP_PAIRS) -> Task:
    """What a claim has to run.

    Parameters
    ----------
    claim : Claim
    drawn : sequence of Draw
        Of the parameters; the map is made with the first of them.
    maps : bool
        Also look for where the sign turns.
    pairs : int
        Pairs of runs (with, without) at each point of the map.
    """
    found = [effects_job(claim, drawn)]
    if maps and claim.flip is not None:
        found.append(map_job(claim, drawn, pairs))
    return Task(claim, tuple(found))
