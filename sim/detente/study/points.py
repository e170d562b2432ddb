"""The points of a study: what each factor is worth in each, from the design of the file."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from .asked import StudyFile

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


def cube(design: Mapping[str, Any], k: int, second_order: bool = True) -> np.ndarray | None:
    """Places in the unit cube, array (points, k); None for a grid or a list."""
    from ..analysis import designs

    if design["kind"] == "lhs":
        return designs.lhs(design["points"], k, design["seed"])
    if design["kind"] == "sobol":
        return designs.sobol_sequence(design["points"], k, design["seed"])
    if design["kind"] == "morris":
        return designs.morris(k, design["trajectories"], design["seed"])
    if design["kind"] == "saltelli":
        return designs.saltelli(k, design["base"], second_order=second_order, seed=design["seed"])
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
    places = cube(d, len(study.factors), bool(study.analysis.get("second_order", 1)))
    assert places is not None
    return at(study, places)


def at(study: StudyFile, places: np.ndarray) -> list[Point]:
    """Points at some places of the unit cube."""
    columns = [x.at(places[:, k]) for k, x in enumerate(study.factors)]
    return [{x.name: column[row] for x, column in zip(study.factors, columns, strict=True)} for row in range(len(places))]
