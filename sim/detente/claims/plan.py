"""What is to be run for a claim: its own arms with all draws, its map with few."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from time import perf_counter

from ..errors import DetenteError
from ..studies.draws import Draw
from ..studies.experiment import Arm, Measurement, Results, conduct
from ..studies.memory import Memory
from ..studies.runner import Progress
from .claim import Axis, Claim, Flip

DRAWS = 12
SEEDS = 4
"""At least so many in each draw: what a seed does to all draws alike shrinks with seeds only, not with draws."""
MAP_PAIRS = 8
LEAST_RUNS = 8
"""Runs of an arm below which chance cannot be judged: with few draws, more seeds."""


@dataclass(frozen=True)
class Job:
    """Runs that are made together."""

    arms: Sequence[Arm] = field(repr=False)
    draws: Sequence[Draw] = field(repr=False)
    seeds: Sequence[int]
    measure: Measurement = field(repr=False)

    @property
    def runs(self) -> int:
        """Runs at most; two arms that are the same are run once."""
        return len(self.arms) * len(self.draws) * len(self.seeds)

    @property
    def inmate_days(self) -> float:
        """People times days of all runs: what their time goes with."""
        each = sum(arm.scenario.establishment.inmates * (arm.scenario.horizon_days + arm.scenario.warmup_days)
                   for arm in self.arms)
        return float(each) * len(self.draws) * len(self.seeds)

    def run(self, memory: Memory | None = None, threads: int | None = None, progress: Progress | None = None) -> Results:
        """Run what is not kept yet."""
        return conduct(self.arms, self.draws, self.seeds, self.measure, memory=memory, threads=threads, progress=progress)


    def seconds(self, pace: float, memory: Memory | None = None) -> float:
        """About how long on one core.

        Parameters
        ----------
        pace : float
            Seconds of an ordinary run for one person and day. A measure that lives several lives is timed on its first run,
            which is kept.
        """
        if getattr(self.measure, "live", False):
            one = Job(self.arms[:1], self.draws[:1], self.seeds[:1], self.measure)
            start = perf_counter()
            one.run(memory, 1)
            pace = max(pace, (perf_counter() - start) / one.inmate_days)
        return pace * self.inmate_days


def seeds_for(asked: int, draws: int, runs: int = LEAST_RUNS) -> list[int]:
    """Seeds: those asked, more when there are so few draws that an arm would have less than `runs` runs."""
    return list(range(1, max(asked, -(-runs // draws)) + 1))


def effects_job(claim: Claim, drawn: Sequence[Draw]) -> Job:
    """The claim's own arms, with all draws or as many as the claim allows itself."""
    some = list(drawn)[:claim.draws]
    least = claim.seeds if claim.draws else max(claim.seeds, SEEDS)
    return Job(tuple(claim.arms()), some, seeds_for(least, len(some)), claim.measure)


def map_job(claim: Claim, drawn: Sequence[Draw], pairs: int = MAP_PAIRS) -> Job:
    """The grid of the claim's map, without and with at each point, with the first few draws."""
    if claim.flip is None:
        raise ValueError(f"{claim.key} has no map")
    some = list(drawn)[:pairs]
    return Job(tuple(grid(claim.flip)), some, seeds_for(1, len(some), pairs), claim.mapped)


def grid(flip: Flip) -> Iterator[Arm]:
    """Arms ``without 0 0``, ``with 0 0``, ``without 1 0`` ...: side, place on x, place on y."""
    sides = {"without": _arm(flip.without), "with": _arm(flip.with_)}
    for j, y in enumerate(flip.y.values):
        for i, x in enumerate(flip.x.values):
            for side, arm in sides.items():
                yield replace(laid(arm, ((flip.x, x), (flip.y, y))), name=f"{side} {i} {j}")


def _arm(make: Callable[[], object]) -> Arm:
    made = make()
    return made if isinstance(made, Arm) else Arm("", made)  # type: ignore[arg-type]


def laid(arm: Arm, points: Sequence[tuple[Axis, float]]) -> Arm:
    """An arm with levers and parameters set; a parameter takes the place of the draw's."""
    levers = {axis.name: value for axis, value in points if axis.kind == "lever"}
    parameters = {axis.name: value for axis, value in points if axis.kind == "parameter"}
    scenario = arm.scenario.with_(levers=levers) if levers else arm.scenario
    return Arm(arm.name, scenario, {**arm.parameters, **parameters})


def chosen(keys: Sequence[str], claims: Sequence[Claim]) -> list[Claim]:
    """Claims by key, in their own order; all when none is named.

    Raises
    ------
    DetenteError
        No such claim.
    """
    from ..scenario import words

    known = {claim.key: claim for claim in claims}
    found = {}
    for key in keys:
        name = _plain(key)
        if name not in known:
            raise DetenteError("there is no such claim", key="claims", given=words.clip(key), allowed=", ".join(known),
                               wish=words.wish(name, known))
        found[name] = known[name]
    return [claim for key, claim in known.items() if not found or key in found]


def _plain(key: str) -> str:
    """``c8`` and ``C8`` are ``C08``."""
    word = key.strip().upper()
    return f"C{int(word[1:]):02d}" if word[:1] == "C" and word[1:].isdigit() and len(word) < 4 else word
