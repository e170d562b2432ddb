"""M1 Daily life and places: where everyone is in a slot, by timetable, regime and places.

Places of work and class are counted in official places, so the more people share them the fewer get one. A yard that is
meant for fewer people than the wing holds is used in turns: hours out shrink as ``(places / people) ** turns``, 0 when
all still go out together and the yard is packed, 1 when no more are out at a time than it was made for. A slot has two
parts, some hours out and the rest in the cell.
"""

from __future__ import annotations

import numpy as np

from ..declare import Mechanism, Parameter
from ..world.chance import chain, draw, draw_nth, purpose
from ..world.codes import (
    AFTERNOON, CELL, CLOSED, CORRIDOR, DISCIPLINARY, EVENING, INFIRMARY, K_ACTIVITY_HOURS, K_INMATE_DAYS, K_VISITS,
    MORNING, NIGHT, SHOWER, SLOT_HOURS, VISIT, WORKSHOP, YARD,
)
from ..world.compiled import kernel

OUTING = purpose(101, "goes out to the yard or the landing in this slot")
WHERE = purpose(102, "yard or landing, when doors are open")
VISITED = purpose(103, "is visited today")
SHOWERED = purpose(104, "goes to the showers this evening")

HOURS = np.array(SLOT_HOURS)
SHOWERS = 0.43  # three evenings a week
# Share of the out-of-cell hours of a day that falls in each slot.
SPREAD = np.array((0.42, 0.06, 0.42, 0.10, 0.0))


@kernel
def activity_slot(pid, slot, hours_a_day):
    """Hours of activity in this slot: up to three in one half of the day, the rest in the other."""
    if slot != MORNING and slot != AFTERNOON:
        return 0.0
    first = MORNING if (pid >> np.uint64(44)) & np.uint64(1) == np.uint64(0) else AFTERNOON
    return min(3.0, hours_a_day if slot == first else max(0.0, hours_a_day - 3.0))


@kernel
def turns(g, p):
    """Share of the timetable's hours out that is left when a full wing goes out in turns."""
    return min(1.0, g.capacity / max(1.0, float(g.n))) ** p.daily_life_turns


@kernel
def _locked(a, day):
    """1 if a sanction keeps him from the day's timetable."""
    return 1 if a.isolated_until > day or a.confined_until > day else 0


@kernel
def slot(w, p):
    """Set place and hours out of the cell for everyone."""
    s = w.prison[0]
    inmates = w.inmates
    wings = w.wings
    levers = w.levers
    outing = chain(chain(s.key, OUTING), s.tick)
    where = chain(chain(s.key, WHERE), s.tick)
    visits = chain(chain(s.key, VISITED), s.day)
    showers = chain(chain(s.key, SHOWERED), s.day)
    weekday = s.weekday < 5
    rates = w.rates
    for v in range(wings.shape[0]):
        wings[v].present[:] = 0
        rates[v, 0] = levers[v].activity_hours / 5.0
        rates[v, 1] = levers[v].visits_per_week / 7.0
        out_hours = levers[v].out_of_cell_hours * turns(wings[v], p)
        rates[v, 2] = min(HOURS[s.slot], out_hours * SPREAD[s.slot] / p.daily_life_takeup)
    for i in range(inmates.shape[0]):
        a = inmates[i]
        if a.here == 0:
            continue
        place = CELL
        hours = 0.0
        if a.isolated_until > s.day:
            place = DISCIPLINARY
        elif a.care == 1:
            place = INFIRMARY
            hours = 0.5 * HOURS[s.slot]
        elif s.slot != NIGHT and a.confined_until <= s.day:
            tally = wings[a.wing].tally
            busy = activity_slot(a.pid, s.slot, rates[a.wing, 0]) if weekday and a.activity > 0 else 0.0
            tally[K_ACTIVITY_HOURS] += int(busy + 0.5)
            visit = 0
            if s.slot == AFTERNOON and a.visited == 1 and busy == 0.0:
                visit = int(draw(visits, a.pid) < rates[a.wing, 1])
                tally[K_VISITS] += visit
            if visit == 1:
                place = VISIT
                hours = 0.75
            elif s.slot == EVENING and levers[a.wing].regime == CLOSED:
                shower = (draw(showers, a.pid) < SHOWERS) & (busy == 0.0)
                place = SHOWER if shower else CELL
                hours = 0.3 if shower else 0.0
            else:
                out = int(draw(outing, a.pid) < p.daily_life_takeup - p.daily_life_fear_stays * a.fear)
                landing = 0
                if levers[a.wing].regime != CLOSED:
                    landing = int(draw_nth(where, a.pid, 0) < p.daily_life_landing)
                place = out * (YARD + landing * (CORRIDOR - YARD))  # 0 is the cell
                hours = out * rates[a.wing, 2]
            place = WORKSHOP if busy > 0.0 else place
            hours = busy if busy > 0.0 else hours
        a.place = place
        a.hours_out = hours
        wings[a.wing].present[place] += 1


@kernel
def dusk(w, p):
    """Boredom follows the hours that had something in them."""
    s = w.prison[0]
    inmates = w.inmates
    for i in range(inmates.shape[0]):
        a = inmates[i]
        if a.here == 0:
            continue
        lever = w.levers[a.wing]
        hours = 0.0
        if a.activity > 0 and _locked(a, s.day) == 0:
            hours = lever.activity_hours / 7.0
        busy = hours / 4.0 + 0.04 * lever.out_of_cell_hours * turns(w.wings[a.wing], p)
        aim = 1.0 - min(0.95, busy)
        if a.isolated_until > s.day:
            aim = 1.0
        a.boredom += 0.15 * (aim - a.boredom)
        a.days_here += 1
        w.wings[a.wing].tally[K_INMATE_DAYS] += 1


MECHANISM = Mechanism(
    id="M1", key="daily_life",
    en="Daily life and places: who is where, for how long; fewer places a head when the prison is full",
    fr="Vie quotidienne et lieux\u202f: qui est où, combien de temps\u202f; moins de places par personne"
       " quand la prison est pleine",
    parameters=(
        Parameter("daily_life.takeup", 0.75, "share", 0, 1, (0.5, 0.95), "assumed",
                  "Share who go out when they may", "Part de ceux qui sortent quand ils le peuvent", role="share"),
        Parameter("daily_life.fear_stays", 0.6, "share", 0, 1, (0.2, 0.9), "assumed",
                  "How much of going out a wholly fearful person gives up",
                  "Part des sorties à laquelle renonce une personne très craintive", role="effect"),
        Parameter("daily_life.landing", 0.6, "share", 0, 1, (0.3, 0.8), "assumed",
                  "Share of open-door hours spent on the landing rather than in the yard",
                  "Part des heures portes ouvertes passée sur la coursive plutôt que dans la cour", role="share"),
        Parameter("daily_life.turns", 0.5, "0..1", 0, 1, (0.1, 0.9), "A-HOURS",
                  "How far people go out in turns when a wing is over its places: 0 all together, 1 never more than it was"
                  " made for", "Degré d’alternance des sorties quand l’aile dépasse ses places\u202f: 0 tous ensemble, 1 jamais"
                  " plus que prévu"),
    ),
    reads=("inmates.activity", "inmates.visited", "inmates.care", "inmates.isolated_until", "inmates.fear",
           "inmates.confined_until", "levers.activity_hours", "levers.visits_per_week", "levers.regime",
           "levers.out_of_cell_hours", "wings.capacity", "wings.n"),
    writes=("inmates.hours_out", "inmates.place", "inmates.boredom", "inmates.days_here", "wings.present", "wings.tally"),
    sources=("A-HOURS", "A-RESP-SEL"),
    slot=slot, dusk=dusk,
)
