"""Euros, item by item: a quantity that the run counted times a price of the table.

The day of detention is a published average (2013) that already pays for ordinary staff, so officer hours are shown
beside the total, never added. Everything else is what comes on top; nearly all of it is `assumed`. A cost that is the
same in every scenario is shown all the same. Differences between scenarios are what there is to read.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from ..world.codes import FACILITATOR, MOD_MEDIATION, SUPPORT_PEER
from .facts import Facts, facts
from .prices import Price, load_prices

if TYPE_CHECKING:
    import pandas as pd

    from ..engine import Run

TYPE_ITEMS = ("inmate_day_maison_arret", "inmate_day_centre_detention", "inmate_day_maison_centrale")


def _inside_share(f: Facts) -> float:
    """Share of inmates whose wing had, at the end, a mediator of its own: their sessions are not paid outside."""
    w = f.run.world
    bit = 1 << MOD_MEDIATION
    own = {int(v) for v in w.officers.wing[(w.officers.here == 1) & ((w.officers.trained & bit) != 0)]}
    own |= {int(v) for v in f.present.wing[f.present.role == FACILITATOR]}
    return float(np.isin(f.present.wing, sorted(own)).mean()) if f.present.shape[0] else 0.0


def _trained(f: Facts, role: int) -> float:
    """People trained for a role: holders at the end, and as many again as people leave. An estimate."""
    holders = int((f.present.role == role).sum())
    mean = f.years * 365.0 / f.days if f.days else 0.0
    return holders * (1.0 + (f.n("releases") / mean if mean > 0 else 0.0))


def _support_weeks(f: Facts) -> float:
    support = f.run.world.levers.facilitator_support[f.present.wing]
    return float(support[f.present.role > 0].sum()) * f.days / 7.0


def _training_of_facilitators(f: Facts) -> float:
    hours = f.run.world.levers.facilitator_training
    return _trained(f, FACILITATOR) * float(hours.mean() if hours.shape[0] else 0.0)


def _sessions_a_week(f: Facts) -> float:
    return float(getattr(f.run.parameters, "animal_sessions", 0.0) or 0.0)


def _of_type(code: int) -> Callable[[Facts], float]:
    return lambda f: float(f.n("inmate_days")) if f.run.scenario.establishment.type_code == code else 0.0


def _tally(name: str, by: float = 1.0) -> Callable[[Facts], float]:
    return lambda f: f.n(name) * by


# item of the price table -> how many of it a run used
QUANTITIES: dict[str, Callable[[Facts], float]] = {
    **{item: _of_type(code) for code, item in enumerate(TYPE_ITEMS)},
    "officer_hour": lambda f: (f.n("minutes_relation") + f.n("minutes_control")) / 60.0,
    "incident_hour": _tally("minutes_incidents", 1.0 / 60.0),
    "absence_day": _tally("absences"),
    "overtime_hour": _tally("absences"),  # times the setting overtime_cover
    "cell_day": _tally("cell_days"),
    "confined_day": _tally("confined_days"),
    "commission": _tally("commissions"),
    "transfer": _tally("transfers"),
    "prosecution": _tally("prosecutions"),
    "mediation_external": lambda f: f.n("mediations_held") * (1.0 - _inside_share(f)),
    "mediation_inside": lambda f: f.n("mediations_held") * _inside_share(f),
    "circle": _tally("circles"),
    "facilitator_training_hour": _training_of_facilitators,
    "facilitator_support_week": _support_weeks,
    "support_peer_training": lambda f: _trained(f, SUPPORT_PEER),
    "animal_place_week": lambda f: f.n("animal_hours") / _sessions_a_week(f) if _sessions_a_week(f) > 0 else 0.0,
    "training_hour": _tally("training_hours"),
    "activity_hour": _tally("activity_hours"),
    "care_day": _tally("care_days"),
    "injury_care": lambda f: float((f.assaults.injury == 1).sum()),
    "serious_injury": _tally("serious"),
    "staff_sick_leave": _tally("staff_serious"),
    "selfharm_care": _tally("selfharm"),
    "suicide": _tally("suicides"),
}

COST_LABELS: dict[str, tuple[str, str]] = {
    price.item: (price.en, price.fr) for price in load_prices().values() if price.counted == "yes"
}
"""Items that are added up, with their words (English, French)."""


def quantities(run: Run | Facts, prices: dict[str, Price] | None = None) -> dict[str, float]:
    """How many of each item a run used."""
    f = facts(run)
    table = prices or load_prices()
    out = {item: float(count(f)) for item, count in QUANTITIES.items()}
    out["overtime_hour"] *= table["overtime_cover"].euros or 0.0
    return out


def cost_items(run: Run | Facts, prices: dict[str, Price] | None = None) -> dict[str, float]:
    """Euros of a run by item, the items that are added up only.

    Parameters
    ----------
    run : Run
    prices : dict, optional
        From ``load_prices``; the shipped table by default.
    """
    table = prices or load_prices()
    used = quantities(run, table)
    return {item: used[item] * (table[item].euros or 0.0) for item in QUANTITIES if table[item].counted == "yes"}


def euros_each(f: Facts) -> dict[str, float]:
    """Euros of a run at the shipped prices."""
    return cost_items(f)


def cost_table(run: Run | Facts, prices: dict[str, Price] | None = None) -> pd.DataFrame:
    """Every item with quantity, price, euros, whether it is added up, source and words; one row an item."""
    import pandas as pd

    table = prices or load_prices()
    used = quantities(run, table)
    years = facts(run).years
    rows: list[dict[str, Any]] = []
    for item in QUANTITIES:
        price = table[item]
        euros = None if price.euros is None else used[item] * price.euros
        rows.append({"item": item, "quantity": used[item], "unit": price.unit, "price": price.euros, "euros": euros,
                     "euros_per_inmate_year": euros / years if euros is not None and years > 0 else None,
                     "counted": price.counted == "yes", "source": price.source, "year": price.year, "en": price.en,
                     "fr": price.fr})
    frame = pd.DataFrame(rows)
    return frame.astype({"price": "float64", "euros": "float64", "euros_per_inmate_year": "float64"})
