"""Incidents of a run as a bundle holds them, with the few things that leaned toward each."""

from __future__ import annotations

from functools import cache
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
    ended = np.where(np.isin(kept["response"], (MEDIATION, RESTORATIVE)), kept["outcome"], 0)
    other = np.where(kept["b"] >= 0, roll.all_of(kept["b_pid"]), -1)
    whole = [numbers, kept["day"] - first, *(kept[name] for name in known[:4]), roll.all_of(kept["a_pid"]), other,
             *(kept[name] for name in known[4:]), ended]
    chance, leaning = np.round(kept["chance"].astype(float), 4).tolist(), causes(kept["terms"])
    return [[*row, x, why] for row, x, why in zip(np.stack(whole, axis=1).tolist(), chance, leaning, strict=True)]


def causes(terms: np.ndarray) -> list[list[list[float]]]:
    """The strongest terms of each decision, array (decisions, terms); starting point left out."""
    weight = np.abs(terms)
    weight[weight < 0.01] = -1.0
    weight[:, BASE] = -1.0
    order = np.argsort(-weight, axis=1, kind="stable")[:, :MOST_CAUSES]
    odds = np.round(np.exp(np.take_along_axis(terms, order, axis=1)).astype(float), 2).tolist()
    many = (np.take_along_axis(weight, order, axis=1) > 0).sum(axis=1).tolist()
    return [[[k, x] for k, x in zip(row[:n], mine, strict=False)]
            for row, mine, n in zip(order.tolist(), odds, many, strict=True)]


@cache
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
