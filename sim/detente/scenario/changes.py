"""Dated changes of levers: the value on a day, and what contradicts itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..declare.levers import BY_NAME, LADDER_RESPONSES
from ..errors import said
from . import ladder
from .schema import Change


def is_active(change: Change, day: int) -> bool:
    """Whether the change has begun and has not been taken back on this day."""
    return change.from_day <= day and (change.until_day is None or day < change.until_day)


def value_on(base: float, changes: Iterable[Change], day: int) -> float:
    """The lever's value on a day. ``changes`` are those of one lever and wing, sorted by ``from_day``."""
    value = base
    for change in changes:
        if is_active(change, day):
            done = (day - change.from_day) / change.ramp_days if change.ramp_days else 1.0
            value = change.to if done >= 1.0 else value + (change.to - value) * done
    return value


def of(changes: Iterable[Change], lever: str, wing: int) -> list[Change]:
    """The changes of one lever that reach one wing, in the order of their dates."""
    mine = [change for change in changes if change.lever == lever and (change.wings is None or wing in change.wings)]
    return sorted(mine, key=lambda change: change.from_day)


def fault(change: Change, horizon_days: int) -> tuple[str, str] | None:
    """The key and the sentence of what is wrong inside one change, or None."""
    if change.from_day >= horizon_days:
        return "from_day", said("the change comes after the end, on day {day} of {days}", day=change.from_day,
                                days=horizon_days)
    if change.until_day is not None and change.until_day <= change.from_day:
        return "until_day", said("it ends on day {end}, before it begins on day {start}", end=change.until_day,
                                 start=change.from_day)
    if change.until_day is not None and change.ramp_days > change.until_day - change.from_day:
        return "ramp_days", said("the ramp of {days} days is longer than the change itself", days=change.ramp_days)
    if change.ramp_days and BY_NAME[change.lever].choices:
        return "ramp_days", said("a choice between words has no ramp")
    if change.wings is not None and BY_NAME[change.lever].scope == "prison":
        return "wings", said("`{lever}` has one value for the whole prison", lever=change.lever)
    return None


def overlap(changes: Sequence[Change]) -> tuple[int, int] | None:
    """Positions of the first two changes that move the same lever of the same wing at the same time, or None.

    A change without an end lasts until the next one of the same lever begins: steps are no contradiction, unless they
    begin on the same day or during a ramp.
    """
    for later, b in enumerate(changes):
        for earlier, a in enumerate(changes[:later]):
            if a.lever == b.lever and _share_wing(a, b) and _clash(a, b):
                return earlier, later
    return None


def _share_wing(a: Change, b: Change) -> bool:
    return a.wings is None or b.wings is None or bool(set(a.wings) & set(b.wings))


def _clash(a: Change, b: Change) -> bool:
    if b.from_day < a.from_day:
        a, b = b, a
    ends = a.until_day if a.until_day is not None else a.from_day + max(1, a.ramp_days)
    return b.from_day < ends


def row_on(kind: str, base: dict[str, float], changes: Sequence[Change], wing: int, day: int) -> dict[str, float]:
    """One ladder row on a day: answers under a change are set, the others scaled; ValueError if they cannot be."""
    given = {}
    for answer in LADDER_RESPONSES:
        mine = of(changes, f"{ladder.PREFIX}{kind}.{answer}", wing)
        if any(is_active(change, day) for change in mine):
            given[answer] = value_on(base[answer], mine, day)
    return ladder.fill(base, given) if given else base


def bad_row_day(kind: str, base: dict[str, float], changes: Sequence[Change], wing: int) -> tuple[int, str] | None:
    """First day on which a ladder row cannot sum to 1, with the reason. Ramps are straight, so their ends suffice."""
    days = set()
    for change in changes:
        if change.lever.startswith(f"{ladder.PREFIX}{kind}."):
            days |= {change.from_day, change.from_day + change.ramp_days}
            if change.until_day is not None:
                days |= {change.until_day - 1, change.until_day}
    for day in sorted(days):
        try:
            row_on(kind, base, changes, wing, day)
        except ValueError as error:
            return day, error.args[0]
    return None
