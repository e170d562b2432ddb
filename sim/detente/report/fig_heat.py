"""Heat of places by time of day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..outcomes.facts import facts
from ..outcomes.words import PLACE_NAMES, SLOT_NAMES, number, word
from ..world.codes import (
    ASSAULT, CELL, DISCIPLINARY, INFIRMARY, N_PLACES, N_SLOTS, OUTSIDE, PLACES, SERIOUS, SLOT_HOURS, SLOTS, STAFF_ASSAULT,
    STAFF_SERIOUS, THREAT,
)
from .style import new, say

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from ..engine import Run

KINDS = (THREAT, ASSAULT, SERIOUS, STAFF_ASSAULT, STAFF_SERIOUS)
LEAST_HOURS = 2000.0


def place_hours(run: Run, days: int = 7) -> np.ndarray:
    """Person-hours by place and slot (places, slots), for the measured days of a run.

    The log of a run says where incidents happen, not where people were. So a copy of the final world is lived on for a
    week with the same levers, everybody's place and hours are noted, and the week is stretched to the length of the run:
    an estimate, which a lever that changed during the run makes rougher.
    """
    from ..drivers import advance_readable
    from ..world.world import copy

    hours = np.zeros((N_PLACES, N_SLOTS))

    def note(w) -> None:
        here = w.inmates[w.inmates.here == 1]
        slot = int(w.prison[0].slot)
        whole = (here.place == DISCIPLINARY) | (here.place == INFIRMARY)
        out = np.where(whole, SLOT_HOURS[slot], here.hours_out)
        np.add.at(hours[:, slot], here.place, out)
        hours[CELL, slot] += float((SLOT_HOURS[slot] - out).sum())

    advance_readable(copy(run.world), run.parameters, days, after_slot=note)
    return hours * (run.series.shape[0] / days)


def heat_data(run: Run, hours: np.ndarray | None = None) -> dict[str, np.ndarray]:
    """Threats and assaults by place and slot: counts, person-hours, and their rate per 100,000 person-hours."""
    log = facts(run).log
    mine = np.isin(log.kind, KINDS)
    counts = np.zeros((N_PLACES, N_SLOTS))
    np.add.at(counts, (log.place[mine], log.slot[mine]), 1.0)
    hours = place_hours(run) if hours is None else hours
    rate = np.full_like(counts, np.nan)
    enough = hours >= LEAST_HOURS * run.series.shape[0] / 365.0
    rate[enough] = 1e5 * counts[enough] / hours[enough]
    return {"counts": counts, "hours": hours, "rate": rate}


def figure_heat(run: Run, lang: str = "fr", data: dict[str, np.ndarray] | None = None) -> Figure:
    """Rate by place and slot, the count below it; blank where people spend next to no time."""
    d = data or heat_data(run)
    use = [k for k in range(N_PLACES) if k != OUTSIDE and (d["counts"][k].any() or np.isfinite(d["rate"][k]).any())]
    rate, counts = d["rate"][use], d["counts"][use]
    figure, ax = new(8.6, 0.62 * len(use) + 2.2)
    top = float(np.nanmax(rate)) if np.isfinite(rate).any() else 1.0
    picture = ax.imshow(rate, cmap="cividis_r", vmin=0, vmax=max(top, 1e-9), aspect="auto")
    for y in range(len(use)):
        for x in range(N_SLOTS):
            if not np.isfinite(rate[y, x]):
                ax.text(x, y, "–" if counts[y, x] == 0 else f"({int(counts[y, x])})", ha="center", va="center", color="#5A5A5A")
                continue
            dark = rate[y, x] > 0.5 * top
            ax.text(x, y, f"{number(rate[y, x], lang, 1)}  ({int(counts[y, x])})", ha="center", va="center",
                    color="white" if dark else "black")
    ax.set_xticks(range(N_SLOTS), [word(SLOT_NAMES[s], lang) for s in SLOTS])
    ax.set_yticks(range(len(use)), [word(PLACE_NAMES[PLACES[k]], lang) for k in use])
    ax.tick_params(length=0)
    bar = figure.colorbar(picture, ax=ax, shrink=0.9)
    bar.ax.yaxis.set_major_formatter(lambda x, _: number(x, lang, 0 if top > 5 else 1))
    figure.suptitle(say(lang, "Threats and assaults per 100,000 person-hours (count in brackets)",
                        "Menaces et agressions pour 100\u202f000 heures-personnes (nombre entre parenthèses)"))
    figure.supxlabel(say(lang,
                         "Person-hours estimated over one more week, same levers. –: hardly anybody there. "
                         "A count alone: people only pass through.",
                         "Heures-personnes estimées sur une semaine de plus, mêmes leviers. –\u202f: presque "
                         "personne. Nombre seul\u202f: lieu de passage."), fontsize=8)
    return figure
