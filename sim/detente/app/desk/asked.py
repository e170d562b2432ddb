"""What a client sends, checked key by key before anything is made of it."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, NoReturn

from . import limits
from .refuse import Refused

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True)
class Arm:
    """One side of a comparison, as it was asked for.

    Attributes
    ----------
    label : str
        What the reader calls it; may be empty.
    scenario : str
        A shipped name; not read when there is `yaml`.
    yaml : str or None
        The text of a scenario file.
    levers : dict
        Values laid over the scenario, by dotted name.
    changes : list of dict, optional
        Dated changes instead of the scenario's own, as a scenario file writes them; None leaves those.
    """

    label: str
    scenario: str
    yaml: str | None
    levers: dict[str, float | str]
    changes: list[dict[str, Any]] | None = None


def read(body: bytes) -> dict[str, Any]:
    """The object that a request holds.

    Raises
    ------
    Refused
        It is no JSON object, or holds a number that is none.
    """
    def no(constant: str) -> NoReturn:
        raise ValueError(constant)

    try:
        found = json.loads(body.decode("utf-8"), parse_constant=no)
    except (ValueError, RecursionError):
        raise Refused(400, "json") from None
    if not isinstance(found, dict):
        raise Refused(400, "json")
    return found


def only(found: dict[str, Any], *known: str) -> None:
    """Refuse keys nobody knows."""
    for key in found:
        if key not in known:
            raise Refused(400, "key", key=str(key)[:60], allowed=", ".join(known))


def whole(found: dict[str, Any], key: str, low: int, high: int, default: int | None = None) -> int:
    """A whole number within bounds."""
    value = found.get(key, default)
    if isinstance(value, float) and math.isfinite(value) and value == int(value):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise Refused(400, "whole", key=key, given=value, allowed=f"{low} … {high}")
    return value


def word(found: dict[str, Any], key: str, known: Collection[str], default: str | None = None) -> str:
    """One of some words."""
    value = found.get(key, default)
    if not isinstance(value, str) or value not in known:
        raise Refused(400, "word", key=key, given=value, allowed=", ".join(known))
    return value


def text(found: dict[str, Any], key: str, longest: int, default: str | None = "") -> str:
    """A text of one line, without control characters."""
    value = found.get(key, default)
    if not isinstance(value, str) or len(value) > longest or CONTROL.search(value) or "\n" in value:
        raise Refused(400, "text", key=key, given=value, longest=longest)
    return value.strip()


def arms(found: dict[str, Any], least: int, most: int) -> list[Arm]:
    """The sides of a comparison."""
    value = found.get("arms")
    if not isinstance(value, list) or not least <= len(value) <= most:
        raise Refused(400, "arms", key="arms", allowed=f"{least} … {most}")
    return [arm(item, f"arms.{k}") for k, item in enumerate(value, 1)]


def arm(value: Any, where: str) -> Arm:
    """One of them."""
    if not isinstance(value, dict):
        raise Refused(400, "arms", key=where)
    only(value, "label", "scenario", "yaml", "levers", "changes")
    levers, yaml = value.get("levers") or {}, value.get("yaml")
    if not isinstance(levers, dict) or len(levers) > 200:
        raise Refused(400, "levers", key=f"{where}.levers")
    for name, x in levers.items():
        if isinstance(x, bool) or not isinstance(x, int | float | str) or len(str(name)) > 80:
            raise Refused(400, "levers", key=f"{where}.levers.{str(name)[:80]}")
    if yaml is not None and not isinstance(yaml, str):
        raise Refused(400, "text", key=f"{where}.yaml", longest=limits.BODY)
    return Arm(text(value, "label", limits.LABEL), text(value, "scenario", 64, "baseline"), yaml, dict(levers),
               changes(value.get("changes"), f"{where}.changes"))


def changes(value: Any, where: str) -> list[dict[str, Any]] | None:
    """Dated changes in the shape that the reader of scenarios takes; whether their values may be is its affair."""
    if value is None:
        return None
    if not isinstance(value, list) or len(value) > limits.CHANGES:
        raise Refused(400, "changes", key=where, given=len(value) if isinstance(value, list) else None,
                      allowed=f"0 … {limits.CHANGES}", most=limits.CHANGES)
    for number, item in enumerate(value, 1):
        if not isinstance(item, dict) or len(item) > 12 or not all(_plain(x) for x in item.values()):
            raise Refused(400, "change", key=f"{where}.{number}")
    return [dict(item) for item in value]


def _plain(x: Any) -> bool:
    """A number, a word, nothing; or a short list of them."""
    if isinstance(x, list):
        return len(x) <= 100 and not any(isinstance(item, list) for item in x) and all(map(_plain, x))
    return x is None or isinstance(x, int | float | str)


def establishment(found: dict[str, Any]) -> str | None:
    """Name of a real establishment, if one is asked for."""
    return None if found.get("establishment") is None else text(found, "establishment", 120) or None


def people(found: dict[str, Any], most: int) -> int | None:
    """How many people, if that is asked for."""
    return None if found.get("people") is None else whole(found, "people", 10, most)
