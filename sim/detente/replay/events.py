"""Incidents of a run as a bundle holds them, with the few things that leaned toward each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..outcomes.term_sources import source_of
from ..outcomes.words import GRADE_WORDS, TERM_WORDS
from ..world.codes import MEDIATION, REFUSAL, RESTORATIVE, SELF_HARM, TERMS

if TYPE_CHECKING:
    from ..engine import Run
    from .people import Roll

MOST_CAUSES = 3
BASE = 0
COLUMNS = ("id", "day", "slot", "place", "wing", "kind", "a", "b", "witnesses", "recorded", "response", "days", "injury",
           "revenge", "calmed", "outcome", "chance", "causes")
"""An incident is a list in this order. ``causes`` is ``[[term, odds ratio], ...]``, the strongest first."""


def incidents(run: Run, roll: Roll, sensitive: bool) -> list[list[Any]]:
    """Every incident after the warm-up; self-harm and deaths only if asked for."""
    out = []
    for n, e in enumerate(run.log):
        day = int(e.day) - run.scenario.warmup_days
        if day < 0 or (int(e.kind) >= SELF_HARM and not sensitive):
            continue
        ended = int(e.outcome) if int(e.response) in (MEDIATION, RESTORATIVE) else 0
        out.append([n, day, int(e.slot), int(e.place), int(e.wing), int(e.kind), roll.of(e.a_pid),
                    roll.of(e.b_pid) if e.b >= 0 else -1, int(e.witnesses), int(e.recorded),
                    int(e.response), int(e.days), int(e.injury), int(e.revenge), int(e.calmed_by), ended,
                    round(float(e.chance), 4), causes(e)])
    return out


def causes(e: np.record) -> list[list[float]]:
    """The strongest terms of a decision, starting point left out."""
    order = [int(k) for k in np.argsort(-np.abs(e.terms), kind="stable") if k != BASE and abs(float(e.terms[k])) >= 0.01]
    return [[k, round(float(np.exp(e.terms[k])), 2)] for k in order[:MOST_CAUSES]]


def rules() -> dict[str, Any]:
    """What stands behind each term: words, mechanism, parameter, evidence and its grade; between inmates and with staff."""
    return {"between": [_rule(name, False) for name in TERMS], "staff": [_rule(name, True) for name in TERMS],
            "grades": {key: {"en": en, "fr": fr} for key, (en, fr) in GRADE_WORDS.items()}}


def _rule(term: str, staff: bool) -> dict[str, Any]:
    from ..outcomes.incident_text import WITH_STAFF

    en, fr = (WITH_STAFF if staff else {}).get(term, TERM_WORDS[term])
    source = source_of(term, staff)
    parts = ("mechanism", "parameter", "evidence", "grade")
    known = {part: getattr(source, part) for part in parts} if source else dict.fromkeys(parts, "") | {"grade": "assumed"}
    return {"term": term, "en": en, "fr": fr, **known}


def against_staff(kind: int) -> bool:
    """The other is an officer."""
    return REFUSAL <= kind < SELF_HARM
