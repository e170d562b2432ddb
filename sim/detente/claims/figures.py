"""What claims read in a run: every measure, and a few figures on those whom a claim speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..outcomes import summarise
from ..outcomes.facts import NAN, Facts, ratio
from ..outcomes.network import network_measures
from ..world.codes import FACILITATOR, SERIOUS

if TYPE_CHECKING:
    from ..engine import Run

PAIR_DAYS = 180


def figures(run: Run) -> dict[str, float]:
    """All measures of a run, and:

    violence
        Assaults on anybody, per 1,000 inmate-years.
    well_tension, well_fear
        Of the people without mental disorder, on the last day.
    ill_victims
        Assaults suffered by a person with a mental disorder against one without, among those present at the end.
    pair_again
        Share of the recorded threats and assaults between inmates that another followed between the same two within 180 days.
    role_status
        Standing of facilitators above that of others, on the last day.
    role_reach
        Share of the others with a positive tie to a facilitator, on the last day.
    """
    f = Facts(run)
    out = summarise(f)
    out["violence"] = out["assaults"] + out["staff_assaults"]
    return out | _health(f) | _role(f) | {"pair_again": pair_again(f)}


def _health(f: Facts) -> dict[str, float]:
    here = f.present
    ill = here.disorder > 0
    if ill.all() or not ill.any():
        return {"well_tension": NAN, "well_fear": NAN, "ill_victims": NAN}
    well = here[~ill]
    return {"well_tension": float(well.tension.mean()), "well_fear": float(well.fear.mean()),
            "ill_victims": ratio(here[ill].n_victim.mean(), well.n_victim.mean())}


def _role(f: Facts) -> dict[str, float]:
    here = f.present
    helps = here.role == FACILITATOR
    if helps.all() or not helps.any():
        return {"role_status": NAN, "role_reach": NAN}
    return {"role_status": float(here[helps].status.mean() - here[~helps].status.mean()),
            "role_reach": network_measures(f)["facilitator_reach"]}


def pair_again(f: Facts, days: int = PAIR_DAYS) -> float:
    """Share of recorded threats and assaults followed by another, recorded or not, between the same two."""
    between = f.log[f.log.kind <= SERIOUS]
    pair = np.stack([np.minimum(between.a_pid, between.b_pid), np.maximum(between.a_pid, between.b_pid)], axis=1)
    _, number = np.unique(pair, axis=0, return_inverse=True)
    order = np.lexsort((np.arange(number.shape[0]), number.reshape(-1)))
    day, who, recorded = between.day[order], number.reshape(-1)[order], between.recorded[order] == 1
    followed = np.zeros(order.shape[0], bool)
    followed[:-1] = (who[1:] == who[:-1]) & (day[1:] - day[:-1] <= days)
    early = recorded & (day + days <= f.last_day)
    return ratio(int((followed & early).sum()), int(early.sum()))
