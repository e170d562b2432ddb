"""From what is asked to scenarios, by the same checked reader as the command line; all arms in one prison.

Nothing that is asked names a file: a text may extend shipped scenarios only. The prison is the same for all arms, so that
they hold the same people with the same luck; an arm that asks for another occupancy holds more of them, or fewer.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from ...errors import DetenteError
from . import limits
from .asked import Arm
from .kept import Kept
from .refuse import Refused

if TYPE_CHECKING:
    from ...scenario.schema import Establishment, Scenario

OCCUPANCY = "occupancy"
MOST_WINGS = 60
SIZE = 40_000
"""Bytes of a scenario, about."""
_MADE = Kept(100 * SIZE)


def scenarios(arms: Sequence[Arm], establishment: str | None, days: int, seed: int,
              people: int | None = None, most: int = limits.INMATES) -> tuple[list[Scenario], dict[str, int] | None]:
    """The scenarios, checked.

    Parameters
    ----------
    arms : sequence of Arm
    establishment : str or None
        A real one; otherwise the first arm's.
    days, seed : int
    people : int, optional
        Shrink or stretch the prison to so many inmates.
    most : int
        A larger prison is shown at this size. Below what a comparison may hold the year is only shown: dated changes that
        come after its end are left out, not refused.

    Returns
    -------
    list of Scenario
    dict or None
        ``{"from": inmates, "to": inmates}`` where the prison is not shown at its size.

    Raises
    ------
    DetenteError
        As for a scenario file.
    """
    from ...scenario import find_establishment

    own = [base(arm) for arm in arms]
    dated = [_dated(x, arm, days if most < limits.INMATES else None) for x, arm in zip(own, arms, strict=True)]
    place = find_establishment(establishment) if establishment else own[0].establishment
    shares = [occupancy(x, arm) for x, arm in zip(own, arms, strict=True)]
    asked = people if people is not None else min(place.inmates, most)
    asked = min(asked, max(1, int(most * place.occupancy / max(x or place.occupancy for x in shares))))
    scaled = None if asked == place.inmates else {"from": place.inmates, "to": asked}
    if scaled:
        place = resized(place, asked, max(_wings(x, some) for x, some in zip(own, dated, strict=True)))
    made = [settled(x, replace(arm, changes=some), _as_full(place, share), days, seed, name)
            for x, arm, some, share, name in zip(own, arms, dated, shares, names(arms), strict=True)]
    return made, scaled


def occupancy(scenario: Scenario, arm: Arm) -> float | None:
    """How full an arm asks to be."""
    asked = arm.levers.get(OCCUPANCY)
    return None if asked is None else scenario.with_(levers={OCCUPANCY: asked}).levers[OCCUPANCY]


def _as_full(place: Establishment, share: float | None) -> Establishment:
    return place if share is None else replace(place, inmates=max(1, round(place.capacity * share)))


def base(arm: Arm) -> Scenario:
    """The scenario that an arm starts from: a shipped one, or a text."""
    from ...scenario.files import find, loads

    if arm.yaml is not None:
        return loads(arm.yaml, "scenario.yaml")
    find(arm.scenario)  # refuses whatever is no shipped name, a path above all
    return _shipped(arm.scenario)


@cache
def _shipped(name: str) -> Scenario:
    from ...scenario.files import load

    return load(name)


def resized(place: Establishment, inmates: int, wings: int) -> Establishment:
    """A prison of the same type and as full, with so many people and at least so many wings."""
    from ...scenario.schema import MIN_CAPACITY, default_wings

    capacity = max(MIN_CAPACITY, round(inmates / place.occupancy))
    return replace(place, capacity=capacity, inmates=inmates, wings=min(place.wings, max(wings, default_wings(capacity))))


def _dated(scenario: Scenario, arm: Arm, end: int | None) -> list[dict[str, Any]]:
    """Dated changes of an arm: those asked for, else its scenario's own; without those from the day `end` on."""
    found = [change.as_dict() for change in scenario.changes] if arm.changes is None else arm.changes
    return found if end is None else [x for x in found if not _late(x.get("from_day"), end)]


def _late(day: object, end: int) -> bool:
    return isinstance(day, int | float) and end <= day <= limits.DAYS


def _wings(scenario: Scenario, changes: Sequence[dict[str, Any]]) -> int:
    """Wings that a scenario and its dated changes speak of."""
    dated = [x for change in changes for x in _listed(change.get("wings")) if isinstance(x, int) and 1 <= x <= MOST_WINGS]
    return max([1, *(wing + 1 for wing in scenario.wing_levers), *dated])


def _listed(x: object) -> list[Any]:
    return x if isinstance(x, list) else [x]


def settled(scenario: Scenario, arm: Arm, place: Establishment, days: int, seed: int, name: str) -> Scenario:
    """A scenario in the common prison, with the levers, the length and the name that were asked for.

    While one option is moved the others stay: those made lately are kept.
    """
    key = (json.dumps([arm.label, arm.scenario, arm.yaml, arm.levers, arm.changes]), place, days, seed, name)
    found: Scenario | None = _MADE.get(key)
    if found is None:
        found = _settled(scenario, arm, place, days, seed, name)
        _MADE.put(key, found, len(key[0]) + SIZE)
    return found


def _settled(scenario: Scenario, arm: Arm, place: Establishment, days: int, seed: int, name: str) -> Scenario:
    levers: dict[str, Any] = {key: value for key, value in arm.levers.items() if key != OCCUPANCY}
    try:
        made = scenario.with_(establishment=place, levers=levers or None, changes=arm.changes, horizon_days=days, seed=seed,
                              name=name)
    except DetenteError as error:
        if (error.key or "").startswith("changes."):
            error.key = f"{name[0]}.{error.key}"  # which option: the page shows it beside its field
        raise
    if made.warmup_days + days > limits.DAYS:
        raise Refused(400, "days", key="horizon_days", given=made.warmup_days + days, allowed=limits.DAYS)
    return replace(made, title=title(scenario, arm), file=None)


def title(scenario: Scenario, arm: Arm) -> dict[str, str]:
    """What a reader calls an arm: his own words, else the scenario's."""
    return {"fr": arm.label, "en": arm.label} if arm.label else dict(scenario.title)


def names(arms: Sequence[Arm]) -> list[str]:
    """A plain name for each arm: its letter and its scenario."""
    return [f"{'ABCD'[k]}_{'file' if arm.yaml is not None else arm.scenario}" for k, arm in enumerate(arms)]


def checked(yaml: str) -> dict[str, Any]:
    """Whether a text is a scenario: what it sets, or what is wrong with it."""
    from .data import sets
    from .refuse import of_error

    try:
        scenario = base(Arm("", "", yaml, {}))
    except DetenteError as error:
        return {"ok": False, "errors": [of_error(error)]}
    arm = {"label": "", "scenario": "", "yaml": yaml, "levers": {}}
    return {"ok": True, "title": dict(scenario.title), "errors": [], "arm": arm, "sets": sets(scenario)}
