"""What is asked in a study, once its file is read and checked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..scenario.schema import Scenario
    from .factor import Factor


@dataclass(frozen=True)
class StudyFile:
    """What a study file says, checked.

    Attributes
    ----------
    name : str
    kind : str
        One of `KINDS`.
    bases : dict of str to Scenario
    factors : tuple of Factor
    design : dict
        ``kind`` and its numbers; ``points`` of a list.
    uncertainty : str
    draws : int or None
    seeds : int
    outcomes : tuple of str
    structures : dict of str to dict
        Variants of the model: parameters and switches, by a name.
    analysis, limits : dict
    """

    name: str
    kind: str
    bases: dict[str, Scenario]
    factors: tuple[Factor, ...]
    design: dict[str, Any]
    uncertainty: str
    draws: int | None
    seeds: int
    first_seed: int
    outcomes: tuple[str, ...]
    structures: dict[str, dict[str, Any]]
    title: dict[str, str] = field(default_factory=dict)
    question: dict[str, str] = field(default_factory=dict)
    analysis: dict[str, Any] = field(default_factory=dict)
    limits: dict[str, float] = field(default_factory=dict)
    file: str = ""
