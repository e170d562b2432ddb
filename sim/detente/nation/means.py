"""What is known of each European administration, what is assumed of it, and the stylised prisons made of both.

The file beside this one is Council of Europe SPACE and UNODC figures, each row with its sources; nothing is filled in there.
Where it is silent, one documented rule decides, and its key is kept with the administration (`Means.assumed`).
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from ..scenario.schema import MIN_CAPACITY, Establishment, default_wings

if TYPE_CHECKING:
    from ..scenario.schema import Scenario

FILE = Path(__file__).resolve().parent / "europe_space.csv"
SIZE = 300
"""Inmates of a stylised prison: assumed, the same everywhere but where an administration holds fewer."""
PRISONS = 3
COUNTED_ELSEWHERE = ("ESP_CAT", "ESP_STATE")
"""Run, but left out of sums: Spain (Total) holds them both, and only it has staff."""
SMALL = 100
"""Fewer inmates than this: rates mean nothing."""
FIRST_UID = 10_000
ALWAYS = ("size", "posture", "people")
"""Assumed of every administration."""


@dataclass(frozen=True)
class Means:
    """An administration as it is simulated.

    Attributes
    ----------
    iso, name : str
    edition : str
        Year of inmates and places.
    inmates : int
    occupancy : float
        Inmates per place.
    inmates_per_officer, stay_months, remand_share : float
    assumed : tuple of str
        Keys of what the file does not say, `ALWAYS` first.
    suicides : float or None
        Published, per 10,000 inmates and year, with the years in ``suicide_years``.
    suicide_years : str
    """

    iso: str
    name: str
    edition: str
    inmates: int
    occupancy: float
    inmates_per_officer: float
    stay_months: float
    remand_share: float
    assumed: tuple[str, ...]
    suicides: float | None
    suicide_years: str

    @property
    def summed(self) -> bool:
        """Whether it counts in sums."""
        return self.iso not in COUNTED_ELSEWHERE


def _number(row: dict[str, str], *names: str) -> float | None:
    """The first of these columns that is filled."""
    return next((float(row[name]) for name in names if row[name]), None)


@lru_cache(maxsize=1)
def rows() -> tuple[dict[str, str], ...]:
    """The file, as it is."""
    with FILE.open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))


@lru_cache(maxsize=1)
def custodian_share() -> float:
    """Custodians among all staff: median of the administrations for which the file has both."""
    return median(_number(row, "custodial_guards") / _number(row, "staff_all") for row in rows()  # type: ignore[operator]
                  if row["custodial_guards"] and row["staff_all"])


@lru_cache(maxsize=1)
def usual_staff() -> float:
    """Inmates per member of staff: median of the file."""
    return median(x for row in rows() if (x := _number(row, "inmates_per_staff")) is not None)


@lru_cache(maxsize=1)
def administrations() -> tuple[Means, ...]:
    """All of them, in the order of the file."""
    return tuple(_means(row) for row in rows())


def _means(row: dict[str, str]) -> Means:
    from ..declare.levers import BY_NAME
    from ..mechanisms import PARAMETERS

    assumed = list(ALWAYS)
    later = bool(row["inmates_space2024"] and row["density_space2024_pct"])
    density = float(row["density_space2024_pct" if later else "density_pct"])
    occupancy = _held(round(density / 100.0, 4), BY_NAME["occupancy"], "density_bound", assumed)
    officers = _number(row, "inmates_per_custodian")
    if officers is None:
        staff = _number(row, "inmates_per_staff")
        assumed.append("officers_from_staff" if staff is not None else "officers_median")
        officers = (usual_staff() if staff is None else staff) / custodian_share()
    officers = _held(officers, BY_NAME["inmates_per_officer"], "officers_bound", assumed)
    stay = _number(row, "avg_length_months_space")
    if stay is None:
        stay = _number(row, "indicative_stay_months")
        assumed.append("stay_from_entries" if stay is not None else "stay_french")
    if stay is None:
        stay = PARAMETERS["population.stay_months"].default
    stay = _held(stay, PARAMETERS["population.stay_months"], "stay_bound", assumed)
    remand = _number(row, "unsentenced_share_pct")
    if remand is None:
        assumed.append("remand_french")
        remand = 100.0 * PARAMETERS["population.remand_share"].default
    inmates = int(row["inmates_space2024" if later else "inmates"])
    if inmates < SMALL:
        assumed.append("small")
    return Means(row["iso"], row["country"], "2024" if later else "2020", inmates, occupancy, round(officers, 3), stay,
                 round(remand / 100.0, 4), tuple(assumed), _number(row, "suicides_per_10000_pooled"), row["suicide_pool_years"])


def _held(value: float, declared, key: str, assumed: list[str]) -> float:
    """A value brought inside the model's bounds; saying so if it was not."""
    held = min(max(value, declared.low), declared.high)
    if held != value:
        assumed.append(key)
    return held


def prisons(m: Means, policy: Scenario, days: int) -> list[Scenario]:
    """The stylised prisons of an administration: alike, with an identity each."""
    number = max(1, min(PRISONS, m.inmates // SIZE))
    inmates = max(1, min(SIZE, round(m.inmates / number)))
    capacity = max(MIN_CAPACITY, round(inmates / m.occupancy))
    place = Establishment(m.name, 0, capacity, max(1, round(capacity * m.occupancy)), default_wings(capacity))
    order = next(k for k, row in enumerate(rows()) if row["iso"] == m.iso)
    made = policy.with_(establishment={"name": m.name, "type": "maison_arret", "capacity": place.capacity,
                                       "inmates": place.inmates, "wings": place.wings},
                        levers={"inmates_per_officer": m.inmates_per_officer},
                        parameters={"population.stay_months": m.stay_months, "population.remand_share": m.remand_share},
                        horizon_days=days)
    return [replace(made, establishment=replace(place, uid=FIRST_UID + 10 * order + k), warnings=(), sources={}, file=None)
            for k in range(number)]
