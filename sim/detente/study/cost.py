"""What a study will cost on this machine: some of its own runs are timed, the rest is counted."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from .asked import StudyFile
    from .plan import Job, Plan

TRIED = 8
"""Runs timed at most, over the scenarios and the range of the factors."""
ENOUGH = 1.5
"""Seconds after which no further run is timed, once each scenario has been."""
START = 1.6
"""Seconds a spawned worker takes before its first run: libraries, compiled model."""
WORKER_MB = 250.0
"""Megabytes of a spawned worker, and of the libraries of tables and files that come after the runs."""
TABLES_MB = 170.0
RUN_KB = 2.5
"""Kilobytes that the plan and the rows of a run hold in the process that hands them out."""


class Cost(NamedTuple):
    """Of a study.

    Attributes
    ----------
    runs : int
    run_seconds : float
        Mean seconds of one run on one core.
    here_mb : float
        Megabytes of this process at the end.
    """

    runs: int
    run_seconds: float
    here_mb: float

    def seconds(self, workers: int, own_process: bool) -> float:
        """From the first run to the last, on so many workers."""
        return self.runs * self.run_seconds / workers + (START if own_process else 0.0)

    def memory_mb(self, workers: int, own_process: bool) -> float:
        """All processes together."""
        return self.here_mb + (workers * WORKER_MB if own_process else 0.0)


def cost(study: StudyFile, announce: Callable[[int], None] | None = None,
         clock: Callable[[], float] = time.perf_counter) -> Cost:
    """Time some runs of a study and count them all.

    Parameters
    ----------
    study : StudyFile
    announce : callable, optional
        As for `warm.ready`: the engine is compiled first if need be, which is not counted.
    clock : callable
        What time is measured by; with `time.process_time`, neighbours on the machine do not count.
    """
    from ..studies.warm import ready

    ready(announce)
    n = runs(study)
    return Cost(n, seconds_of_a_run(study, clock), resident_mb() + TABLES_MB + n * RUN_KB / 1024.0)


def runs(study: StudyFile) -> int:
    """Runs of a study; of a search, those it asks for at most."""
    from .points import count

    a = study.analysis
    n = (int(a.get("population", 24)) * int(a.get("generations", 10)) + 1 if study.kind == "optimise" else count(study))
    each = n * study.seeds * (study.draws or (1 if study.uncertainty == "default" else 24)) * (len(study.structures) + 1)
    return each * len(study.bases)


def seconds_of_a_run(study: StudyFile, clock: Callable[[], float] = time.perf_counter) -> float:
    """Mean seconds of a run on one core, over some points of the study; the first run, which reads files, is not counted."""
    from .plan import Job, plan_of

    plan = plan_of(study)
    plan.points = _some(study, plan)
    bases, structures = list(study.bases), list(plan.structures)
    jobs = [Job(str(k), bases[k % len(bases)], k % len(plan.points), structures[k % len(structures)], k % len(plan.draws),
                study.first_seed) for k in range(max(TRIED, len(bases)))]
    took: dict[str, list[float]] = {name: [] for name in bases}
    began = time.perf_counter()
    first = _timed(plan, jobs[0], clock)
    if first > ENOUGH:  # long enough for what is read once not to matter
        took[jobs[0].base].append(first)
        jobs = jobs[1:]
    for job in jobs:
        if took[job.base] and (time.perf_counter() - began > ENOUGH):
            continue
        took[job.base].append(_timed(plan, job, clock))
    return sum(sum(x) / len(x) for x in took.values()) / len(took)


def _timed(plan: Plan, job: Job, clock: Callable[[], float]) -> float:
    from .job import run_chunk

    began = clock()
    run_chunk({**plan.payload([job]), "own_process": False})
    return clock() - began


def _some(study: StudyFile, plan: Plan) -> list[dict]:
    """A few points spread over the study's."""
    from ..analysis import designs
    from .points import at

    if plan.points and (len(plan.points) <= TRIED or study.design["kind"] in ("list", "grid")):
        step = max(1, (len(plan.points) - 1) // (TRIED - 1))
        return plan.points[::step]
    if not study.factors:
        return [{}]
    return at(study, designs.lhs(TRIED, len(study.factors), 1))


def resident_mb() -> float:
    """Megabytes of this process in memory now (Linux; elsewhere what it needed at most; 0 where neither is known)."""
    try:
        import resource
    except ImportError:
        return 0.0
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 2**20
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0
