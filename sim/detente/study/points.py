"""The points of a study: what each factor is worth in each, from the design of the file."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from .file import StudyFile

Point = dict[str, Any]


def count(study: StudyFile) -> int:
    """How many points there will be, without making them."""
    d, k = study.design, len(study.factors)
    kind = d["kind"]
    if kind == "list":
        return max(1, len(d.get("points", ())))
    if kind == "grid":
        n = 1
        for x in study.factors:
            n *= len(x.values) or d["levels"]
        return n
    if kind == "morris":
        return d["trajectories"] * (k + 1)
    if kind == "saltelli":
        return d["base"] * (2 * k + 2 if study.analysis.get("second_order", 1) else k + 2)
    return d["points"]


def cube(study: StudyFile) -> np.ndarray | None:
    """Places in the unit cube, array (points, factors); None for a grid or a list."""
    from ..analysis import designs

    d, k = study.design, len(study.factors)
    if d["kind"] == "lhs":
        return designs.lhs(d["points"], k, d["seed"])
    if d["kind"] == "sobol":
        return designs.sobol_sequence(d["points"], k, d["seed"])
    if d["kind"] == "morris":
        return designs.morris(k, d["trajectories"], d["seed"])
    if d["kind"] == "saltelli":
        return designs.saltelli(k, d["base"], second_order=bool(study.analysis.get("second_order", 1)), seed=d["seed"])
    return None


def points(study: StudyFile) -> list[Point]:
    """The points, in the order of the design."""
    d = study.design
    if d["kind"] == "list":
        return [dict(x) for x in d.get("points", [])] or [{}]
    if d["kind"] == "grid":
        names = [x.name for x in study.factors]
        rows = itertools.product(*(x.levels(d["levels"]) for x in study.factors))
        return [dict(zip(names, row, strict=True)) for row in rows]
    places = cube(study)
    assert places is not None
    return at(study, places)


def at(study: StudyFile, places: np.ndarray) -> list[Point]:
    """Points at some places of the unit cube."""
    columns = [x.at(places[:, k]) for k, x in enumerate(study.factors)]
    return [{x.name: column[row] for x, column in zip(study.factors, columns, strict=True)} for row in range(len(places))]
