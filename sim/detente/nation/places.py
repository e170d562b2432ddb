"""A national policy laid over the 186 establishments: what is real of each, what is taken from its type, what is assumed.

Real: name, type, places, inmates, town, region, coordinates. Taken from its type: the means of the shipped scenario of that
type (regime, hours, activities, officers), but where the policy sets a lever itself. Everything else is the same everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from ..errors import DetenteError
from ..scenario.establishments import _read, all_establishments

if TYPE_CHECKING:
    from ..scenario.schema import Change, Establishment, Scenario

KINDS = ("ma", "cd", "mc")
MEANS_OF = ("baseline", "centre_detention", "maison_centrale")
"""The shipped scenario that lends its means to a type."""
OVERSEAS = "DSPOM (outre-mer)"
DAYS = 364
"""A year of whole weeks: convoys leave once a week."""


@dataclass(frozen=True)
class Site:
    """Where an establishment stands.

    Attributes
    ----------
    place : Establishment
    region : str
        Its direction interrégionale, as the table prints it.
    city : str
    longitude, latitude : float
    territory : str
        First three digits of an overseas postal code; empty in metropolitan France.
    """

    place: Establishment
    region: str
    city: str
    longitude: float
    latitude: float
    territory: str = ""


@lru_cache(maxsize=1)
def sites() -> tuple[Site, ...]:
    """The 186 establishments with their region and coordinates, in the order of the national table."""
    rows = _read("establishments_fr_by_site.csv")
    return tuple(Site(place, row["disp"], row["city"], float(row["longitude"]), float(row["latitude"]),
                      row["postal_code"][:3] if row["postal_code"][:2] in ("97", "98") else "")
                 for place, row in zip(all_establishments(), rows, strict=True))


def chosen(kind: str | None = None) -> list[Site]:
    """The establishments of a type, or all.

    Raises
    ------
    DetenteError
        For a type that does not exist.
    """
    if kind is None:
        return list(sites())
    if kind.lower() not in KINDS:
        raise DetenteError("there is no such type of establishment", key="--type", given=repr(kind), allowed=", ".join(KINDS))
    return [site for site in sites() if site.place.type_code == KINDS.index(kind.lower())]


def national(policy: Scenario, where: list[Site] | None = None, days: int | None = None) -> list[Scenario]:
    """One scenario an establishment, all under the policy.

    Parameters
    ----------
    policy : Scenario
        Its levers and dated changes are the national schedule; its own establishment and occupancy are left aside.
    where : list of Site, optional
        All by default.
    days : int, optional
        By default the policy's own horizon, or `DAYS` where it has none of its own.

    Raises
    ------
    DetenteError
        As for a scenario file: a horizon out of bounds, or too short for a dated change.
    """
    templates = [_of_type(policy, code, horizon(policy, days)) for code in range(len(KINDS))]
    return [_set_in(templates[site.place.type_code], site.place) for site in (sites() if where is None else where)]


def horizon(policy: Scenario, days: int | None) -> int:
    """Days to simulate; the last day of an ordinary year is left out, unless the policy changes something after that."""
    from ..scenario.schema import DEFAULT_DAYS

    if days is not None:
        return days
    last = max((change.until_day or change.from_day for change in policy.changes), default=0)
    return DAYS if policy.horizon_days == DEFAULT_DAYS and last < DAYS else policy.horizon_days


def means(code: int) -> dict[str, float]:
    """Levers that a type of establishment has of its own, from the shipped scenario of that type."""
    from ..scenario import load

    base, own = load("baseline").levers, load(MEANS_OF[code]).levers
    return {name: value for name, value in own.items() if value != base[name] and name != "occupancy"}


def decided(policy: Scenario) -> set[str]:
    """Levers that a policy speaks of: named in its file or its parents', or away from the baseline."""
    from ..scenario import load

    base = load("baseline").levers
    return {name for name, value in policy.levers.items() if f"levers.{name}" in policy.sources or value != base[name]}


def _of_type(policy: Scenario, code: int, days: int) -> Scenario:
    from ..scenario.schema import written

    own, settled = means(code), decided(policy)
    levers = {name: written(name, value) for name, value in own.items() if name not in settled}
    return policy.with_(levers=levers or None, horizon_days=days)


def _set_in(template: Scenario, place: Establishment) -> Scenario:
    """The template in an establishment; what it says of wings that are not there falls away."""
    return replace(template, establishment=place, levers={**template.levers, "occupancy": place.occupancy},
                   wing_levers={wing: levers for wing, levers in template.wing_levers.items() if wing < place.wings},
                   changes=tuple(_there(change, place.wings) for change in template.changes
                                 if change.wings is None or min(change.wings) < place.wings),
                   file=None, warnings=(), sources={})


def _there(change: Change, wings: int) -> Change:
    return change if change.wings is None else replace(change, wings=tuple(wing for wing in change.wings if wing < wings))
