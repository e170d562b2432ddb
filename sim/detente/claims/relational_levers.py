"""Levers by what they act through: relations, constraint, or the means of the prison; each over its plausible range."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..declare.levers import BY_NAME, LADDER_KINDS, LADDER_RESPONSES

if TYPE_CHECKING:
    from ..scenario.schema import Scenario

TALKED, HARDNESS = "talked", "hardness"
"""Two factors that are no levers: share of incidents answered by mediation or a circle, how hard the rest is answered."""

GROUPS: dict[str, tuple[str, ...]] = {
    "relations": ("relation_share", "discretion", "training_respect", "training_mediation", "training_restorative",
                  "staff_involvement", "mediation_sessions", "facilitator_share", "facilitator_support", "circles_per_month",
                  "support_peers", TALKED),
    "constraint": ("search_rate", "out_of_cell_hours", "cell_days_refusal", "cell_days_assault", "cell_days_serious",
                   "confinement_days", "disciplinary_cells", HARDNESS),
    "means": ("inmates_per_officer", "occupancy", "activity_places", "activity_hours", "care_places"),
}
RANGES: dict[str, tuple[float, float]] = {TALKED: (0.0, 0.5), HARDNESS: (0.0, 1.0)}
CIRCLES = 0.15   # of the incidents answered by talk, those that go to a circle


def span(factor: str) -> tuple[float, float]:
    """Lowest and highest value of a factor: of a lever, its plausible range."""
    return RANGES.get(factor) or BY_NAME[factor].plausible


def ladder(talked: float, hardness: float, mild: Scenario, hard: Scenario) -> dict[str, float]:
    """Rows of the ladder between the answers of two scenarios, mediation and circles set apart.

    Parameters
    ----------
    talked : float
        Share of incidents answered by mediation or a circle; a fifth of it after mere rule-breaking.
    hardness : float
        0 the other answers are those of `mild`, 1 those of `hard`.
    """
    out = {}
    for kind in LADDER_KINDS:
        ends = [_others(scenario, kind) for scenario in (mild, hard)]
        share = talked * (0.2 if kind == "refusal" else 1.0)
        for answer in LADDER_RESPONSES:
            rest = (1.0 - hardness) * ends[0].get(answer, 0.0) + hardness * ends[1].get(answer, 0.0)
            out[f"response.{kind}.{answer}"] = (1.0 - share) * rest
        out[f"response.{kind}.mediation"] = share * (1.0 - CIRCLES)
        out[f"response.{kind}.restorative"] = share * CIRCLES
    return out


def _others(scenario: Scenario, kind: str) -> dict[str, float]:
    """A row without mediation and circles, scaled to sum to 1."""
    row = {answer: scenario.levers[f"response.{kind}.{answer}"] for answer in LADDER_RESPONSES
           if answer not in ("mediation", "restorative")}
    total = sum(row.values())
    return {answer: share / total for answer, share in row.items()}


def levers_at(point: Sequence[float], mild: Scenario, hard: Scenario) -> dict[str, float]:
    """Levers at a point of the unit cube, its columns in the order of `GROUPS`."""
    names = [name for group in GROUPS.values() for name in group]
    values = {name: span(name)[0] + float(u) * (span(name)[1] - span(name)[0]) for name, u in zip(names, point, strict=True)}
    rows = ladder(values.pop(TALKED), values.pop(HARDNESS), mild, hard)
    return values | rows
