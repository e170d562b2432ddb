"""Transfers move violence about: the same country with and without them, where they send, where they arrive, and the sum."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..declare.levers import LADDER_KINDS
from .tables import spread, total

if TYPE_CHECKING:
    from ..scenario.schema import Scenario
    from .runs import Counted, Nation

LEVERS = tuple(f"response.{kind}.transfer" for kind in LADDER_KINDS)
SHOWN = ("assaults", "serious", "staff_assaults", "recorded_assaults", "recorded_staff_assaults")
ROLES = ("sends", "receives", "even")


def without_transfers(policy: Scenario) -> Scenario:
    """The policy with no transfer by order: the same cases get its other answers, in their old proportions.

    Dated changes of the share of transfers fall away too.
    """
    none = dict.fromkeys(LEVERS, 0.0)
    touched = {wing + 1: {name: 0.0 for name in LEVERS if name in levers} for wing, levers in policy.wing_levers.items()}
    changes = [change for change in policy.changes if change.lever not in LEVERS]
    return policy.with_(levers=none, wings={wing: levers for wing, levers in touched.items() if levers} or None,
                        changes=changes, name=f"{policy.name}_without_transfers")


def role(place: Counted) -> str:
    """Whether an establishment sends more people than it receives, the other way round, or neither."""
    sent, came = place.counts["sent"], place.counts["came"]
    return "sends" if sent > came else "receives" if came > sent else "even"


def table(without: Nation, with_: Nation) -> list[dict[str, Any]]:
    """A row a role, then the sum: people moved, and violence without and with transfers.

    Parameters
    ----------
    without, with_ : Nation
        Same establishments, seed and days. Roles are read off the second.
    """
    pairs = list(zip(without.places, with_.places, strict=True))
    out = [_row(name, [pair for pair in pairs if role(pair[1]) == name]) for name in ROLES]
    return [*out, _row("sum", pairs)]


def _row(name: str, pairs: list[tuple[Counted, Counted]]) -> dict[str, Any]:
    before, after = total(a for a, _ in pairs), total(b for _, b in pairs)
    found: dict[str, Any] = {"role": name, "establishments": len(pairs), "sent": after["sent"], "came": after["came"],
                             "carried": after["carried"], "inmate_years_without": before["inmate_days"] / 365.0,
                             "inmate_years_with": after["inmate_days"] / 365.0}
    for count in SHOWN:
        half = spread(pairs, lambda counts, count=count: counts[count])  # type: ignore[misc]
        gap = after[count] - before[count]
        found |= {f"{count}_without": before[count], f"{count}_with": after[count], f"{count}_difference": gap,
                  f"{count}_low": gap - half, f"{count}_high": gap + half}
    return found
