"""Counts become rows: an establishment, a region, the whole; sums first, rates from sums."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from ..outcomes.facts import ratio
from .places import KINDS, OVERSEAS
from .runs import COUNTS

if TYPE_CHECKING:
    from .runs import Counted, Nation

RATES: dict[str, tuple[str, float]] = {
    "assaults": ("assaults", 1000.0), "serious": ("serious", 1000.0), "staff_assaults": ("staff_assaults", 1000.0),
    "recorded_assaults": ("recorded_assaults", 1000.0), "recorded_staff_assaults": ("recorded_staff_assaults", 1000.0),
    "selfharm": ("selfharm", 1000.0), "suicide_hazard": ("hazard", 10_000.0), "suicides": ("suicides", 10_000.0),
    "transfers": ("transfers", 1000.0),
}
"""Measure -> the count it is made of, and for how many inmate-years."""
TRUE = ("assaults", "serious", "staff_assaults")
RECORDED = ("recorded_assaults", "recorded_staff_assaults")
CARE = ("selfharm", "suicide_hazard", "suicides")
NOT_BY_NAME = ("suicides", "suicide_hazard", "hazard", "deaths")
"""What is never written beside the name of an establishment, even simulated."""


def years(counts: dict[str, float]) -> float:
    """Inmate-years."""
    return counts["inmate_days"] / 365.0


def rate(counts: dict[str, float], measure: str) -> float:
    """A rate from counts; nan when nobody was there."""
    of, by = RATES[measure]
    return by * ratio(counts[of], years(counts))


def total(places: Iterable[Counted]) -> dict[str, float]:
    """The counts of several establishments together."""
    rows = [place.counts for place in places]
    return {name: math.fsum(row[name] for row in rows) for name in COUNTS}


def row(places: Sequence[Counted], days: int) -> dict[str, Any]:
    """How many establishments, places, people; counts; rates."""
    counts = total(places)
    capacity = sum(x.site.place.capacity for x in places)
    inmates = sum(x.site.place.inmates for x in places)
    out: dict[str, Any] = {"establishments": len(places), "capacity": capacity, "inmates": inmates,
                           "occupancy": ratio(inmates, capacity), "mean_inmates": ratio(counts["inmate_days"], days)}
    out |= {f"n_{name}": counts[name] for name in COUNTS if name != "inmate_days"}
    out["inmate_years"] = years(counts)
    return out | {measure: rate(counts, measure) for measure in RATES}


def by_establishment(nation: Nation) -> list[dict[str, Any]]:
    """A row each, by name: no order by violence is ever made."""
    out = []
    for x in sorted(nation.places, key=lambda x: x.site.place.name):
        place = x.site.place
        found = {"name": place.name, "type": KINDS[place.type_code].upper(), "region": x.site.region, "city": x.site.city,
                 "longitude": x.site.longitude, "latitude": x.site.latitude, "uid": place.uid}
        found |= {key: value for key, value in row([x], nation.days).items()
                  if key != "establishments" and key.removeprefix("n_") not in NOT_BY_NAME}
        out.append(found | {"assumed": str(place.note), "scenario": x.scenario})
    return out


def regions(places: Iterable[Counted]) -> list[tuple[str, list[Counted]]]:
    """Establishments by direction interrégionale, by name, overseas last."""
    found: dict[str, list[Counted]] = {}
    for x in places:
        found.setdefault(x.site.region, []).append(x)
    return sorted(found.items(), key=lambda item: (item[0] == OVERSEAS, item[0]))


def by_region(nation: Nation) -> list[dict[str, Any]]:
    """A row a region."""
    return [{"region": name, **row(places, nation.days)} for name, places in regions(nation.places)]


def by_type(nation: Nation) -> list[dict[str, Any]]:
    """A row a type of establishment."""
    kinds = sorted({x.site.place.type_code for x in nation.places})
    return [{"type": KINDS[code].upper(), **row([x for x in nation.places if x.site.place.type_code == code], nation.days)}
            for code in kinds]


def whole(nation: Nation) -> dict[str, Any]:
    """The country."""
    return row(nation.places, nation.days)


def spread(pairs: Sequence[tuple[Counted, Counted]], of: Callable[[dict[str, float]], float]) -> float:
    """Half a 95 % interval of the summed difference, from how it varies from one establishment to another.

    The difference of each is held against the mean difference for its size (a ratio estimator); nan for fewer than two.
    """
    if len(pairs) < 2:
        return math.nan
    gaps = [of(b.counts) - of(a.counts) for a, b in pairs]
    sizes = [years(a.counts) for a, _ in pairs]
    slope = ratio(math.fsum(gaps), math.fsum(sizes))
    rest = math.fsum((gap - slope * size) ** 2 for gap, size in zip(gaps, sizes, strict=True))
    return 1.96 * math.sqrt(rest * len(pairs) / (len(pairs) - 1))


def paired(a: Nation, b: Nation, measures: Iterable[str] = RATES) -> list[dict[str, Any]]:
    """Rates of the country under two policies, same people and luck, with the difference of the second less the first."""
    return _paired(list(zip(a.places, b.places, strict=True)), measures)


def paired_regions(a: Nation, b: Nation, measures: Iterable[str] = RATES) -> list[dict[str, Any]]:
    """The same in each region, by name."""
    other = {x.site.place.uid: x for x in b.places}
    return [{"region": name, **found} for name, places in regions(a.places)
            for found in _paired([(x, other[x.site.place.uid]) for x in places], measures)]


def _paired(pairs: Sequence[tuple[Counted, Counted]], measures: Iterable[str]) -> list[dict[str, Any]]:
    first, second = total(x for x, _ in pairs), total(y for _, y in pairs)
    out = []
    for measure in measures:
        of, by = RATES[measure]
        x, y = rate(first, measure), rate(second, measure)
        mean_years = 0.5 * (years(first) + years(second))
        half = by * ratio(spread(pairs, lambda counts, of=of: counts[of]), mean_years)  # type: ignore[misc]
        out.append({"measure": measure, "first": x, "second": y, "difference": y - x, "low": y - x - half,
                    "high": y - x + half, "n_first": first[of], "n_second": second[of]})
    return out
