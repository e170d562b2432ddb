"""Which mechanism and which parameter stand behind each term of a decision, and how good the evidence is."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ..mechanisms import MECHANISMS, PARAMETERS

EVIDENCE = Path(__file__).resolve().parents[1] / "data" / "evidence.csv"

# term -> (mechanism that owns it, parameter that sets its size)
BETWEEN_INMATES = {
    "age": ("escalation", "escalation.age"), "impulsivity": ("escalation", "escalation.impulsivity"),
    "past violence": ("escalation", "escalation.past"), "disorder": ("disorder", "disorder.strike"),
    "tension": ("tension", "escalation.tension"), "fear": ("fear", "fear.preemptive"),
    "grudge": ("grudge", "grudge.strike"), "debt": ("grudge", "grudge.debt"), "face": ("status", "status.face"),
    "status": ("status", "status.above"), "norm": ("escalation", "escalation.norm"),
    "skills": ("skills", "skills.strike"), "legitimacy": ("legitimacy", "legitimacy.strike"),
    "deterrence": ("deterrence", "deterrence.strike"), "defiance": ("deterrence", "deterrence.defiance"),
    "eyes": ("escalation", "escalation.eyes"), "tie": ("escalation", "escalation.tie"),
    "allies": ("grudge", "grudge.allies"), "influence": ("influence", "influence.strike"),
}
AGAINST_STAFF = BETWEEN_INMATES | {
    "past violence": ("staff_violence", "staff_violence.unruly"),
    "legitimacy": ("staff_violence", "staff_violence.legitimacy"), "tie": ("staff_violence", "staff_violence.skill"),
}


@dataclass(frozen=True)
class Source:
    """Where a term comes from: mechanism (id, key), parameter, evidence key, grade (``solid``, ``partial``, ``assumed``)."""

    mechanism: str
    key: str
    parameter: str
    evidence: str
    grade: str


@lru_cache(maxsize=1)
def _rows() -> dict[str, tuple[str, str]]:
    with EVIDENCE.open(encoding="utf-8", newline="") as file:
        return {row["id"]: (row["status"], row["confidence"]) for row in csv.DictReader(file)}


def grade(evidence: str) -> str:
    """``solid``: read, with high confidence; ``partial``: published otherwise; ``assumed``: nobody measured it."""
    if evidence == "assumed":
        return "assumed"
    if evidence.startswith("pop:"):
        return "solid"
    status, confidence = _rows().get(evidence, ("", ""))
    return "solid" if status == "read" and confidence == "high" else "partial"


def source_of(term: str, against_staff: bool) -> Source | None:
    """Mechanism and evidence behind a term; None for what comes from outside the package."""
    known = (AGAINST_STAFF if against_staff else BETWEEN_INMATES).get(term)
    if known is None:
        return None
    key, parameter = known
    mechanism = next((m for m in MECHANISMS if m.key == key), None)
    evidence = PARAMETERS[parameter].evidence if parameter in PARAMETERS else "assumed"
    return Source(mechanism.id if mechanism else "", key, parameter, evidence, grade(evidence))
