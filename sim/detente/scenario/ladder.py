"""Rows of the response ladder: the shares of one kind of incident always sum to 1."""

from __future__ import annotations

from collections.abc import Mapping

from ..declare.levers import LADDER_KINDS, LADDER_RESPONSES
from ..errors import said

TOLERANCE = 1e-6
PREFIX = "response."


def split(lever: str) -> tuple[str, str] | None:
    """``response.threat.cell`` -> ``("threat", "cell")``; None for any other lever."""
    parts = lever.split(".")
    return (parts[1], parts[2]) if len(parts) == 3 and parts[0] == "response" else None


def names(kind: str) -> list[str]:
    """Dotted names of one row, in the order of the answers."""
    return [f"{PREFIX}{kind}.{answer}" for answer in LADDER_RESPONSES]


def kinds_of(levers: Mapping[str, object]) -> list[str]:
    """The rows that these levers touch, in the ladder's order."""
    touched = {parts[0] for parts in map(split, levers) if parts}
    return [kind for kind in LADDER_KINDS if kind in touched]


def fill(row: Mapping[str, float], given: Mapping[str, float]) -> dict[str, float]:
    """A row with some answers set; the others are scaled so that the row sums to 1.

    Parameters
    ----------
    row : mapping
        Answer -> share before, all answers.
    given : mapping
        Answer -> share now, some or all.

    Raises
    ------
    ValueError
        With a sentence (`said`), when no scaling can make the row sum to 1.
    """
    total = sum(given.values())
    others = {answer: share for answer, share in row.items() if answer not in given}
    if total > 1 + TOLERANCE:
        raise ValueError(said("the shares given sum to {total:.6g}, more than 1", total=total))
    if not others and abs(total - 1) > TOLERANCE:
        raise ValueError(said("the shares sum to {total:.6g}, not 1", total=total))
    left, rest = max(0.0, 1.0 - total), sum(others.values())
    if others and rest <= 0 and left > TOLERANCE:
        raise ValueError(said("the shares given sum to {total:.6g} and all other answers stand at 0", total=total))
    factor = left / rest if rest > 0 else 0.0
    if abs(left - rest) < 1e-12:
        factor = 1.0
    return {answer: float(given[answer]) if answer in given else row[answer] * factor for answer in row}
