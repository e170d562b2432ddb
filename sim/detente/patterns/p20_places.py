"""P20: inmates fight in idle, unwatched places; workshops and classes are safer; staff are hit in the day's activity."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from ..outcomes.expected import aggressions, chance_physical, chance_serious, in_sight
from ..outcomes.facts import Facts, facts
from ..studies.experiment import Arm, Pool, live
from ..world.codes import (
    AFTERNOON, CELL, EVENING, MIDDAY, MORNING, N_PLACES, N_SLOTS, SELF_HARM, SHOWER, SLOT_HOURS, WORKSHOP, YARD,
)
from .pattern import Fact, Pattern

if TYPE_CHECKING:
    from ..scenario.schema import Scenario

EVERY, DAYS = 56, 7   # one week in eight is walked through slot by slot, to see where people spend their hours


def _arms() -> list[Arm]:
    from ..scenario import load

    return [Arm("usual", load("baseline"))]


def hours_spent(place: np.ndarray, hours_out: np.ndarray, slot: int) -> np.ndarray:
    """Person-hours in each place in one slot: the hours out in the place of the slot, the rest in the cell.

    Parameters
    ----------
    place : int array (people,)
    hours_out : array (people,)
    slot : int

    Returns
    -------
    array (N_PLACES,)
    """
    inside = (place == CELL) | (hours_out == 0.0)   # locked up elsewhere: the whole slot is spent there
    spent = np.where(inside, SLOT_HOURS[slot], hours_out)
    out = np.bincount(place, spent, N_PLACES)
    out[CELL] += float((SLOT_HOURS[slot] - spent).sum())
    return out


@live
def measure(scenario: Scenario, seed: int, parameters: Mapping[str, float]) -> dict[str, float]:
    """Assaults by place and slot, person-hours by place, share in sight of staff."""
    from ..drivers import advance_readable
    from ..engine import Run, advance, start

    w, p = start(scenario, seed, dict(parameters))
    total = scenario.warmup_days + scenario.horizon_days
    hours = np.zeros((N_SLOTS, N_PLACES))

    def look(world) -> None:
        here = world.inmates[world.inmates.here == 1]
        slot = int(world.prison[0].slot)
        hours[slot] += hours_spent(here.place.astype(np.int64), here.hours_out, slot)

    for day in range(0, total, EVERY):
        week = min(DAYS, total - day)
        w = advance_readable(w, p, week, after_slot=look if day >= scenario.warmup_days else None)
        w = advance(w, p, scenario, day + week, min(day + EVERY, total))
    return _counted(facts(Run(scenario, seed, w, total, p))) | {
        "hours_workshop": hours[:, WORKSHOP].sum(), "hours_idle": hours[:, (YARD, SHOWER)].sum()}


def _counted(f: Facts) -> dict[str, float]:
    acts, p = f.assaults, f.run.parameters
    grave = chance_serious(acts, p)
    against = aggressions(f)
    struck = chance_physical(against, p)
    broken = f.log[f.log.kind < SELF_HARM]
    active = (MORNING, AFTERNOON)
    return {
        "assaults": len(acts), "seen": float(in_sight(acts, p).sum()),
        "hidden": int(np.isin(acts.place, (CELL, SHOWER, YARD)).sum()),
        "workshop": int((acts.place == WORKSHOP).sum()), "idle": int(np.isin(acts.place, (YARD, SHOWER)).sum()),
        "serious_cell": float(grave[acts.place == CELL].sum()), "serious_yard": float(grave[acts.place == YARD].sum()),
        "staff_day": float(struck[np.isin(against.slot, (MORNING, MIDDAY, AFTERNOON))].sum()),
        "staff_evening": float(struck[against.slot == EVENING].sum()),
        "broken": len(broken), "broken_active": int(np.isin(broken.slot, active).sum()),
    }


def workshop_against_idle(pool: Pool) -> float:
    """Assaults per person-hour in workshops and classes, against those in yards and showers."""
    rate = pool.ratio("usual", "workshop", "hours_workshop")
    return rate / pool.ratio("usual", "idle", "hours_idle")


def day_against_evening(pool: Pool) -> float:
    """Assaults on staff per hour from morning to afternoon, against the evening's."""
    day = SLOT_HOURS[MORNING] + SLOT_HOURS[MIDDAY] + SLOT_HOURS[AFTERNOON]
    return pool.ratio("usual", "staff_day", "staff_evening") * SLOT_HOURS[EVENING] / day


def _share(above: str, below: str):
    return lambda pool: pool.ratio("usual", above, below)


PATTERN = Pattern(
    key="P20",
    en="Inmates fight in idle, unwatched times and places; workshops are safer; staff are hit in the activity of the day",
    fr="Les agressions entre personnes détenues ont lieu dans l’oisiveté, hors des regards\u202f; les ateliers sont plus"
       " sûrs\u202f; le personnel est agressé en journée",
    sources=("A-PLACE-FR", "E-PLACE", "E-PLACE-FR", "E-STAFFTIME", "E-STAFFDAY", "E-ROUTINE", "C-REA"),
    arms=_arms, measure=measure, seeds=4,
    facts=(
        Fact("P20.hidden", "Share of assaults between inmates in cells, showers and yards",
             "Part des agressions entre personnes détenues en cellule, aux douches et en cour de promenade",
             _share("hidden", "assaults"), 0.50, None, "share"),
        Fact("P20.seen", "Share of assaults between inmates in sight of staff",
             "Part des agressions entre personnes détenues sous le regard du personnel",
             _share("seen", "assaults"), 0.10, 0.30, "share"),
        Fact("P20.workshop", "Assaults per person-hour in workshops and classes, against yards and showers",
             "Agressions par heure de présence en atelier ou en classe, rapportées à la cour et aux douches",
             workshop_against_idle, None, 1.0),
        Fact("P20.cell", "Serious assaults in cells against those in yards",
             "Agressions graves en cellule, rapportées à la cour", _share("serious_cell", "serious_yard"), 1.0, None),
        Fact("P20.staff_day", "Assaults on staff per hour by day, against the evening",
             "Agressions du personnel par heure en journée, rapportées au soir", day_against_evening, 1.0, None),
        Fact("P20.active", "Share of all rule-breaking and violence in the morning and the afternoon",
             "Part de tous les manquements et violences le matin et l’après-midi",
             _share("broken_active", "broken"), 0.50, None, "share"),
    ),
    how_en="A maison d'arrêt for a year; one week in eight is walked through slot by slot to add up the hours that people"
           " spend in each place. In sight of staff: the share of time that the place was watched, as the decision to strike"
           " saw it. The place of an assault on staff is not looked at: the model logs control acts as in the corridor.",
    how_fr="Une maison d’arrêt pendant un an\u202f; une semaine sur huit est parcourue créneau par créneau pour additionner"
           " les heures passées en chaque lieu. Sous le regard du personnel\u202f: part du temps où le lieu était surveillé,"
           " telle que la décision de frapper l’a vue. Le lieu des agressions du personnel n’est pas examiné\u202f: le modèle"
           " inscrit les actes de contrôle en coursive.",
    missing_en="A blow is no graver for being struck where nobody can step in, so that cells, where quarrels are few for the"
               " hours spent, carry fewer serious assaults than yards.",
    missing_fr="Un coup n’est pas plus grave là où personne ne peut intervenir\u202f: les cellules, où les conflits sont"
               " rares pour les heures passées, comptent moins d’agressions graves que la cour.",
)
