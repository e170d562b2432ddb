"""A reform on a date: the levers in which two scenarios differ, as dated changes, so that what it costs is paid."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from ..scenario.ladder import PREFIX, kinds_of, names

if TYPE_CHECKING:
    from ..scenario.schema import Change, Scenario


def reform(old: Scenario, new: Scenario, day: int, without: Collection[str] = ()) -> list[Change]:
    """Changes that lead from the levers of one scenario to those of another on a day.

    Parameters
    ----------
    old, new : Scenario
    day : int
        From the end of the warm-up on.
    without : collection of str
        Levers that stay as they are.

    Notes
    -----
    Training that stands on day 0 is taken as given and costs nothing (M19); training that a change asks for is given at the
    pace of the courses, and paid in hours and euros. A row of the response ladder is moved whole, so that it sums to 1.
    """
    from ..scenario.schema import Change

    moved = [name for name, value in new.levers.items() if value != old.levers[name] and name not in without]
    rows = [name for kind in kinds_of(dict.fromkeys(moved)) for name in names(kind)]
    return [Change(name, new.levers[name], day) for name in [*(x for x in moved if not x.startswith(PREFIX)), *rows]]
