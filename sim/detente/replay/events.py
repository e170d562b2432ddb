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
    log = run.log.view(np.ndarray)
    first, after = run.scenario.warmup_days, log["day"] >= run.scenario.warmup_days
    numbers = np.flatnonzero(after & ((log["kind"] < SELF_HARM) | sensitive))
    kept = log[numbers]
    known = ("slot", "place", "wing", "kind", "witnesses", "recorded", "response", "days", "injury", "revenge", "calmed_by")
    x: dict[str, list[int]] = {name: kept[name].tolist() for name in (*known, "a_pid", "b_pid", "b", "outcome")}
    days, chance, leaning = (kept["day"] - first).tolist(), kept["chance"].astype(float).tolist(), causes(kept["terms"])
    out = []
    for k, n in enumerate(numbers.tolist()):
        ended = x["outcome"][k] if x["response"][k] in (MEDIATION, RESTORATIVE) else 0
        other = roll.of(x["b_pid"][k]) if x["b"][k] >= 0 else -1
        out.append([n, days[k], *(x[name][k] for name in known[:4]), roll.of(x["a_pid"][k]), other,
                    *(x[name][k] for name in known[4:]), ended, round(chance[k], 4), leaning[k]])
    return out


def causes(terms: np.ndarray) -> list[list[list[float]]]:
    """The strongest terms of each decision, array (decisions, terms); starting point left out."""
    order = np.argsort(-np.abs(terms), axis=1, kind="stable")
    odds = np.exp(terms).astype(float).tolist()
    strong = (np.abs(terms) >= 0.01) & (np.arange(terms.shape[1]) != BASE)
    return [[[k, round(mine[k], 2)] for k in row if good[k]][:MOST_CAUSES]
            for row, mine, good in zip(order.tolist(), odds, strong.tolist(), strict=True)]


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
