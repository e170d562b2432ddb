"""Levers by the calendar (level A), and the type of what a code policy may answer (level B).

Files date changes from the end of the warm-up, as results are dated; the functions here speak the engine's days, which
count the warm-up: with ``warmup_days: 30`` a change ``from_day: 90`` comes on the run's day 120.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..declare.levers import BY_NAME, LADDER_RESPONSES, LEVERS
from ..errors import DetenteError, said, span
from ..scenario import words
from ..scenario.changes import of, row_on, value_on
from ..scenario.checks import Checker
from ..scenario.ladder import PREFIX, kinds_of
from ..scenario.schema import Scenario
from ..scenario.yaml_reader import node_of


@dataclass(frozen=True)
class LeverChange:
    """What a code policy answers: a lever, its new value, and for which wings.

    Parameters
    ----------
    lever : str
        Dotted name.
    to : float or str
        The new value; a lever with choices takes its word or its code.
    wings : tuple of int, optional
        Counted from 0; None is the whole prison.
    """

    lever: str
    to: float | str
    wings: tuple[int, ...] | None = None


Policy = Callable[[Mapping[str, Any], int], Any]
"""``policy(observed, day)`` -> list of ``LeverChange``, ``{lever: value}``, or nothing for 'leave all as it is'."""


def lever_table(scenario: Scenario, day: int, n_wings: int | None = None) -> dict[str, list[float]]:
    """The value of each lever in each wing on a day.

    Parameters
    ----------
    scenario : Scenario
    day : int
        Of the run, warm-up included; during the warm-up the levers stand at their starting values.
    n_wings : int, optional
        The establishment's wings if not given.

    Returns
    -------
    dict
        Dotted name -> one float per wing. Rows of the response ladder sum to 1: answers under a change have their
        dated value, the others share the rest in their old proportions.
    """
    wings = scenario.establishment.wings if n_wings is None else n_wings
    dated = day - scenario.warmup_days
    moved = {change.lever for change in scenario.changes}
    table: dict[str, list[float]] = {}
    for lever in LEVERS:
        values = [_base(scenario, lever.name, wing) for wing in range(wings)]
        if lever.name in moved and not lever.name.startswith(PREFIX):
            values = [value_on(value, of(scenario.changes, lever.name, wing), dated)
                      for wing, value in enumerate(values)]
        table[lever.name] = values
    for kind in kinds_of(dict.fromkeys(moved)):
        for wing in range(wings):
            row = {answer: table[f"{PREFIX}{kind}.{answer}"][wing] for answer in LADDER_RESPONSES}
            for answer, share in row_on(kind, row, scenario.changes, wing, dated).items():
                table[f"{PREFIX}{kind}.{answer}"][wing] = share
    return table


def _base(scenario: Scenario, lever: str, wing: int) -> float:
    return scenario.wing_levers.get(wing, {}).get(lever, scenario.levers[lever])


def change_days(scenario: Scenario) -> list[int]:
    """Days of the run, sorted, on which some lever differs from the day before (or from its starting value).

    Each day of a ramp counts; days are those of ``lever_table``, warm-up included.
    """
    days: set[int] = set()
    for change in scenario.changes:
        first = change.from_day + (1 if change.ramp_days else 0)
        touched = set(range(first, change.from_day + change.ramp_days + 1))
        if change.until_day is not None:
            touched.add(change.until_day)
        days |= {day for day in touched if 0 <= day < scenario.horizon_days and _moves(scenario, change.lever, day)}
    return sorted(day + scenario.warmup_days for day in days)


def _moves(scenario: Scenario, lever: str, day: int) -> bool:
    for wing in range(scenario.establishment.wings):
        mine, base = of(scenario.changes, lever, wing), _base(scenario, lever, wing)
        if value_on(base, mine, day) != value_on(base, mine, day - 1):
            return True
    return False


def checked_changes(answer: Any, day: int, n_wings: int) -> tuple[LeverChange, ...]:
    """What a code policy answered, checked; values come back as floats.

    Raises
    ------
    DetenteError
        An unknown lever, a value out of bounds, a wing that is not there, or something else than lever changes.
    """
    if isinstance(answer, Mapping):
        answer = [LeverChange(lever, to) for lever, to in answer.items()]
    if answer is None:
        return ()
    if not isinstance(answer, Sequence) or isinstance(answer, str):
        raise _wrong_answer(answer, day)
    return tuple(_checked(item, day, n_wings) for item in answer)


def _wrong_answer(answer: Any, day: int) -> DetenteError:
    return DetenteError(said("a policy answers with lever changes, or with nothing (day {day})", day=day), key="policy",
                        given=type(answer).__name__, allowed=said("a list of LeverChange, or {lever: value}"))


def _checked(item: Any, day: int, n_wings: int) -> LeverChange:
    if not isinstance(item, LeverChange):
        raise _wrong_answer(item, day)
    lever = BY_NAME.get(item.lever)
    if lever is None:
        raise DetenteError(said("a policy moves levers only (day {day})", day=day), key="policy", given=words.clip(item.lever),
                           wish=words.wish(str(item.lever), BY_NAME))
    to = Checker(None).lever(node_of(item.to), f"policy.{item.lever}", lever)
    if item.wings is None:
        return LeverChange(item.lever, to)
    wings = tuple(int(wing) for wing in item.wings)
    if lever.scope == "prison" or any(not 0 <= wing < n_wings for wing in wings):
        allowed = said("the whole prison") if lever.scope == "prison" else span(0, n_wings - 1)
        raise DetenteError(said("`{lever}` cannot be moved in these wings (day {day})", lever=item.lever, day=day),
                           key="policy", given=words.clip(list(wings)), allowed=allowed)
    return LeverChange(item.lever, to, wings)
