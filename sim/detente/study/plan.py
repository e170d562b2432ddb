"""The runs of a study, each with an address made of all that decides it: model, scenario, values, seed, what is measured."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from .job import MEASURE
from .points import Point, points

if TYPE_CHECKING:
    from .asked import StudyFile

FORMAT = "detente-study-1"
USUAL = "as declared"
"""Name of the model's structure when no variant is asked for."""


class Job(NamedTuple):
    """One run: which scenario, point, structure and draw by their place in the plan, and the seed."""

    id: str
    base: str
    point: int
    structure: str
    draw: int
    seed: int


def digest(value: Any) -> str:
    """SHA-256 of plain values, written one way only."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()).hexdigest()


@dataclass
class Plan:
    """What a study will run.

    Parameters
    ----------
    study : StudyFile
    points : list of dict
        May grow (a search adds the points it asks for).
    draws : list of dict
        Values of the parameters in each draw.
    seeds : int
        Seeds of each point, from the first on.
    measure : str
        ``module:function`` that makes the figures of a run.
    """

    study: StudyFile
    points: list[Point]
    draws: list[dict[str, float]]
    seeds: int
    measure: str = MEASURE
    series: tuple[str, ...] = ()
    every: int = 28

    @cached_property
    def structures(self) -> dict[str, dict[str, Any]]:
        """Variants of the model, the declared one first."""
        return {USUAL: {}, **self.study.structures}

    @cached_property
    def _fixed(self) -> dict[str, Any]:
        from ..studies.fingerprint import model_fingerprint, source_fingerprint
        from .job import found

        return {"model": model_fingerprint(), "measure": source_fingerprint(found(self.measure)),
                "outcomes": list(self.study.outcomes), "series": [*self.series, self.every]}

    @cached_property
    def _bases(self) -> dict[str, str]:
        start = digest(self._fixed)
        return {name: digest([start, scenario.hash(), self.held[name]]) for name, scenario in self.study.bases.items()}

    @cached_property
    def held(self) -> dict[str, dict[str, float]]:
        """Parameters that a scenario sets itself: they are not drawn."""
        from ..studies.draws import Draw
        from ..studies.vectors import held

        drawn = [Draw(k, values) for k, values in enumerate(self.draws)]
        return {name: held(scenario, drawn) for name, scenario in self.study.bases.items()}

    @cached_property
    def _texts(self) -> dict[str, str]:
        return {name: json.dumps(s.resolved(), sort_keys=True) for name, s in self.study.bases.items()}

    def payload(self, jobs: Sequence[Job]) -> dict[str, Any]:
        """All that `job.run_chunk` needs for some jobs, but for who does it."""
        bases, draws = {j.base for j in jobs}, {j.draw for j in jobs}
        return {
            "jobs": [tuple(job) for job in jobs], "bases": {b: self._texts[b] for b in bases},
            "held": {b: self.held[b] for b in bases}, "draws": {d: self.draws[d] for d in draws},
            "points": {j.point: self.points[j.point] for j in jobs}, "structures": self.structures,
            "outcomes": self.study.outcomes, "series": self.series, "every": self.every, "measure": self.measure,
            "limits": self.study.limits,
        }

    def jobs_of(self, which: Sequence[int]) -> Iterator[Job]:
        """The runs of some points, in the order of the plan: seeds together, then draws, structures, scenarios, points."""
        yield from addresses(self._bases, {k: self.points[k] for k in which}, self.structures, self.draws,
                             range(self.study.first_seed, self.study.first_seed + self.seeds))

    def jobs(self) -> list[Job]:
        """All of them."""
        return list(self.jobs_of(range(len(self.points))))

    def as_dict(self) -> dict[str, Any]:
        """What is kept beside the runs, so that they can be read without the file of the study."""
        s = self.study
        content = {
            "format": FORMAT, "name": s.name, "kind": s.kind, "title": s.title, "question": s.question, **self._fixed,
            "bases": {name: scenario.resolved() for name, scenario in s.bases.items()},
            "factors": [x.as_dict() for x in s.factors], "design": {k: v for k, v in s.design.items() if k != "points"},
            "points": self.points, "uncertainty": s.uncertainty, "draws": self.draws, "structures": self.structures,
            "addresses": self._bases, "held": self.held, "seeds": self.seeds, "first_seed": s.first_seed,
            "analysis": s.analysis, "limits": s.limits,
        }
        return {**content, "sha256": digest(content)}


def addresses(bases: Mapping[str, str], points: Mapping[int, Point], structures: Mapping[str, Any],
              draws: Sequence[Mapping[str, float]], seeds: range) -> Iterator[Job]:
    """Jobs with their ids, in the order of a plan.

    Parameters
    ----------
    bases : dict of str to str
        Address of each scenario, with model, measure and outcomes in it.
    points : dict of int to dict
    structures : dict of str to dict
    draws : sequence of dict
    seeds : range
    """
    of_structures = {name: digest(values) for name, values in structures.items()}
    of_draws = [digest(values) for values in draws]
    for k, point in points.items():
        of_point = digest(point)
        for base, of_base in bases.items():
            for name, of_structure in of_structures.items():
                for d, of_draw in enumerate(of_draws):
                    start = hashlib.sha256(f"{of_base}{of_point}{of_structure}{of_draw}".encode())
                    for seed in seeds:
                        last = start.copy()
                        last.update(str(seed).encode())
                        yield Job(last.hexdigest()[:32], base, k, name, d, seed)


def plan_of(study: StudyFile, measure: str = MEASURE) -> Plan:
    """The plan of a study file.

    Raises
    ------
    DetenteError
        There are not so many posterior draws, or a point cannot be (a ladder that does not sum to 1).
    """
    from ..studies.vectors import chosen

    draws = [x.values for x in chosen(study.uncertainty, study.draws)]
    some = [] if study.kind == "optimise" else points(study)
    plan = Plan(study, some, draws, study.seeds, measure)
    if study.kind == "trajectory":
        plan.series, plan.every = study.outcomes, int(study.analysis.get("every", 28))
    return plan
