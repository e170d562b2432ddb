"""Validation by published patterns: every experiment run, every figure held against its published range."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ..errors import DetenteError
from ..studies.bands import Bands
from ..studies.draws import Draw
from ..studies.experiment import Arm, conduct
from ..studies.memory import Memory
from .pattern import KINDS, LEVEL, NOT, REPRODUCED, UNSURE, Fact, Pattern, verdict_of

VERDICTS = (REPRODUCED, NOT, UNSURE)
Progress = Callable[[int, int, int], None]
"""``progress(task, done, total)``: runs done of a task, by its place."""


@dataclass(frozen=True)
class Task:
    """A pattern and what must be run for it."""

    pattern: Pattern
    arms: tuple[Arm, ...]
    draws: int

    @property
    def seeds(self) -> range:
        """Seeds of each arm and draw."""
        return range(1, self.pattern.seeds + 1)

    @property
    def runs(self) -> int:
        """How many runs."""
        return len(self.arms) * self.draws * self.pattern.seeds

    @property
    def inmate_days(self) -> float:
        """Size of the work: people times days, over all runs."""
        one = sum((a.scenario.horizon_days + a.scenario.warmup_days) * a.scenario.establishment.inmates for a in self.arms)
        return float(one * self.draws * self.pattern.seeds)


@dataclass(frozen=True)
class Finding:
    """A fact, what the model gives for it, and the verdict."""

    pattern: Pattern
    fact: Fact
    bands: Bands
    verdict: str

    @property
    def central(self) -> bool:
        """Whether the median over draws lies in the published range."""
        return self.fact.central(self.bands)


@dataclass(frozen=True)
class Validation:
    """All findings.

    Attributes
    ----------
    tasks : tuple of Task
        In the order in which they are shown: by kind, then as declared.
    draws : tuple of int
        Numbers of the draws.
    findings : tuple of Finding
    """

    tasks: tuple[Task, ...]
    draws: tuple[int, ...]
    findings: tuple[Finding, ...] = field(repr=False)

    def of(self, pattern: Pattern) -> tuple[Finding, ...]:
        """Findings of a pattern."""
        return tuple(x for x in self.findings if x.pattern is pattern)

    def verdict(self, pattern: Pattern) -> str:
        """Reproduced when all its facts are, not when one is not, else too uncertain to say."""
        return verdict_of([x.verdict for x in self.of(pattern)])

    def central(self, pattern: Pattern) -> bool:
        """Whether the medians of all its facts lie in the published ranges: weaker than reproduced, and counted apart."""
        return all(x.central for x in self.of(pattern))

    def kinds(self) -> list[str]:
        """Kinds that are there, in order."""
        there = {task.pattern.kind for task in self.tasks}
        return [kind for kind in KINDS if kind in there]

    def patterns(self, kind: str) -> list[Pattern]:
        """Patterns of a kind."""
        return [task.pattern for task in self.tasks if task.pattern.kind == kind]

    def counts(self, kind: str) -> dict[str, int]:
        """How many patterns of a kind got each verdict, and in how many (``central``) all medians lie in the ranges."""
        found = [self.verdict(pattern) for pattern in self.patterns(kind)]
        return {verdict: found.count(verdict) for verdict in VERDICTS} | {
            "all": len(found), "central": sum(map(self.central, self.patterns(kind)))}


def chosen(names: Sequence[str] = ()) -> list[Pattern]:
    """Patterns of these keys, in any case; all of them without a name.

    Raises
    ------
    DetenteError
        For a key that is none of theirs.
    """
    from . import PATTERNS

    keys = {pattern.key.casefold(): pattern for pattern in PATTERNS}
    for name in names:
        if name.casefold() not in keys:
            from ..scenario import words

            known = [pattern.key for pattern in PATTERNS]
            raise DetenteError("there is no such pattern", key="pattern", given=words.clip(name), allowed=", ".join(known),
                               wish=words.wish(name.upper(), known))
    wanted = {name.casefold() for name in names} or set(keys)
    return [pattern for kind in KINDS for key, pattern in keys.items() if key in wanted and pattern.kind == kind]


def tasks(patterns: Sequence[Pattern], draws: int) -> list[Task]:
    """What must be run for these patterns."""
    return [Task(pattern, tuple(pattern.arms()), draws) for pattern in patterns]


def validate(work: Sequence[Task], draws: Sequence[Draw], *, memory: Memory | None = None, threads: int | None = None,
             progress: Progress | None = None) -> Validation:
    """Run what is not yet kept, and give a verdict on each fact.

    Parameters
    ----------
    work : sequence of Task
    draws : sequence of Draw
        Parameter vectors; every pattern sees the same.
    memory : Memory, optional
        What is kept there is not run again; two patterns that share a measure share their runs.
    threads : int, optional
        Default: the cores of this process. The findings do not depend on it.
    progress : callable, optional

    Returns
    -------
    Validation
    """
    memory = memory or Memory(None)
    findings = []
    for place, task in enumerate(work):
        tell = None if progress is None else (lambda done, total, place=place: progress(place, done, total))
        results = conduct(task.arms, draws, task.seeds, task.pattern.measure, memory=memory, threads=threads, progress=tell)
        for fact in task.pattern.facts:
            x = results.estimate(fact.statistic, LEVEL)
            findings.append(Finding(task.pattern, fact, x, fact.verdict(x)))
    return Validation(tuple(work), tuple(draw.number for draw in draws), tuple(findings))
