"""Core: officers' minutes. Who stands on which floor in a slot, and how the minutes divide.

Minutes are finite (rule 3): incidents and reports of earlier slots are paid first, then what a wing needs to function
(doors, meals, counts, searches), and only what is left is free; `relation_share` of the free minutes goes to relation,
as far as the officers on duty go along with it, the rest to control.
"""

from __future__ import annotations

import math

import numpy as np

from ..declare import Mechanism, Parameter
from ..world.chance import chain, draw, draw_nth, purpose
from ..world.codes import (
    AFTERNOON, CELL, CORRIDOR, EVENING, INFIRMARY, K_ABSENCES, K_MIN_CONTROL, K_MIN_INCIDENTS, K_MIN_RELATION,
    K_STAFF_ON, MIDDAY, MORNING, N_PLACES, NIGHT, SHOWER, SLOT_HOURS, VISIT, WORKSHOP, YARD,
)
from ..world.compiled import kernel
from ..world.records import FIXED

FLOOR = purpose(20, "an officer on duty stands on a wing's floor")
MOVED = purpose(21, "an officer is posted to another wing than his own")
ABSENT = purpose(22, "an officer is absent today")

HOURS = np.array(SLOT_HOURS)
DUTY_MAX = 48


@kernel
def on_shift(group, day, slot):
    """1 if a shift group works in this slot: two mornings, two afternoons, a night, a day of rest."""
    turn = (day + group) % 6
    if slot == MORNING or slot == MIDDAY:
        return 1 if turn < 2 else 0
    if slot == AFTERNOON or slot == EVENING:
        return 1 if turn == 2 or turn == 3 else 0
    return 1 if turn == 4 else 0


@kernel
def dawn(w, p):
    """Who is absent today, and how unlike the officers of a wing are to one another."""
    s = w.prison[0]
    officers = w.officers
    wings = w.wings
    key = chain(chain(s.key, ABSENT), s.day)
    base = w.levers[0].base_absence
    for i in range(officers.shape[0]):
        o = officers[i]
        if o.here == 0:
            continue
        chance = base
        if p.on_stress:
            chance = base * math.exp(p.stress_absence * (o.stress - 0.4))
        o.absent = 1 if draw(key, o.pid) < chance else 0
        if o.absent == 1:
            o.absent_days += 1
            wings[o.wing].tally[K_ABSENCES] += 1
    for v in range(wings.shape[0]):
        total = 0
        squares = 0
        n = 0
        for i in range(officers.shape[0]):
            o = officers[i]
            if o.here == 1 and o.wing == v:
                n += 1
                total += int(o.orientation * FIXED)
                squares += int(o.orientation * o.orientation * FIXED)
        if n > 1:
            mean = total / FIXED / n
            spread = squares / FIXED / n - mean * mean
            wings[v].inconsistency = min(1.0, math.sqrt(max(0.0, spread)) * 2.5)


@kernel
def _post(w, p):
    """Put the officers of this shift on the floors; fill the list of each wing."""
    s = w.prison[0]
    officers = w.officers
    wings = w.wings
    duty = w.duty
    key = chain(chain(s.key, FLOOR), s.tick)
    moved = chain(chain(s.key, MOVED), s.day)
    working = 0  # a bit for each group of the roster that works now
    for group in range(6):
        working |= on_shift(group, s.day, s.slot) << group
    share = w.levers[0].floor_share
    if s.slot == NIGHT:
        share *= 0.5 * w.levers[0].roster_night
    for v in range(wings.shape[0]):
        wings[v].officers = 0
    for i in range(officers.shape[0]):
        o = officers[i]
        o.on = 0
        if o.here == 0 or o.absent == 1 or (working >> o.group) & 1 == 0:
            continue
        if draw(key, o.pid) >= share:
            continue
        v = o.wing
        if draw_nth(moved, o.pid, 0) < p.duty_rotation:
            v = int(draw_nth(moved, o.pid, 1) * wings.shape[0])
        if wings[v].officers < DUTY_MAX:
            o.on = 1
            o.post = v
            duty[v, wings[v].officers] = i
            wings[v].officers += 1
            wings[v].tally[K_STAFF_ON] += 1


@kernel
def _adherence(w, p, v):
    """How far the officers on this floor go along with giving minutes to relation."""
    n = w.wings[v].officers
    if n == 0 or not p.on_stress:
        return 1.0
    total = 0
    for k in range(n):
        o = w.officers[w.duty[v, k]]
        total += int((1.0 - p.stress_reluctance * o.resistance) * (1.0 - 0.5 * o.stress) * FIXED)
    return max(0.0, total / FIXED / n)


@kernel
def _sight(p, place):
    """Share of time a place is seen with the minutes that a wing needs, and no more."""
    if place == WORKSHOP:
        return p.duty_sight_workshop
    if place == YARD:
        return p.duty_sight_yard
    if place == CORRIDOR:
        return p.duty_sight_corridor
    if place == VISIT:
        return 0.9
    if place == INFIRMARY:
        return 0.7
    if place == SHOWER or place == CELL:
        return p.duty_sight_hidden
    return 0.6


@kernel
def slot(w, p):
    """Divide the minutes of each wing."""
    _post(w, p)
    s = w.prison[0]
    wings = w.wings
    levers = w.levers
    hours = HOURS[s.slot]
    for v in range(wings.shape[0]):
        g = wings[v]
        lever = levers[v]
        n = max(1, g.n)
        g.lost += g.spent
        g.spent = 0.0
        minutes = max(g.officers, 0.4) * hours * 60.0 * p.duty_use
        if p.on_climate and s.climate < 0.5:
            minutes *= 1.0 - p.climate_minutes * (0.5 - s.climate) * 2.0
        g.minutes = minutes
        paid = min(g.lost, 0.7 * minutes)
        g.lost = (g.lost - paid) * p.duty_carry
        g.tally[K_MIN_INCIDENTS] += int(paid)
        awake = 0.25 if s.slot == NIGHT else 1.0
        need = n * hours * awake * (p.duty_need + lever.search_rate / 168.0 * p.duty_search_minutes * 2.0)
        left = minutes - paid
        cover = min(1.0, left / need)
        free = max(0.0, left - need)
        g.relation = free * lever.relation_share * _adherence(w, p, v)
        g.control = min(left, need) + free - g.relation
        g.tally[K_MIN_RELATION] += int(g.relation)
        g.tally[K_MIN_CONTROL] += int(g.control)
        more = max(0.0, g.control - need) / (n * hours)
        watch = 1.0 - math.exp(-p.duty_watch * more)
        for place in range(N_PLACES):
            base = _sight(p, place) * cover
            g.eyes[place] = base + (1.0 - base) * watch * 0.5


@kernel
def pick(w, v, key, who):
    """An officer on the floor of wing v, by exponential race keyed by both people; -1 if there is none."""
    officers = w.wings[v].officers
    if officers == 1:
        return w.duty[v, 0]
    best = -1
    score = math.inf
    for k in range(officers):
        i = w.duty[v, k]
        u = draw(chain(key, who), w.officers[i].pid)
        if u < score:
            score = u
            best = i
    return best


MECHANISM = Mechanism(
    id="core", key="duty",
    en="Officers' minutes: roster, absence, floors; incidents first, then what a wing needs, the rest is free",
    fr="Les minutes des agents\u202f: tableau de service, absences, étages\u202f; d’abord les incidents, puis le nécessaire,"
       " le reste est libre",
    parameters=(
        Parameter("duty.use", 0.8, "share", 0.2, 1, (0.6, 0.95), "assumed",
                  "Share of an officer's time on the floor that can be used", "Part utile du temps passé à l’étage",
                  role="share"),
        Parameter("duty.need", 0.30, "minutes per inmate-hour", 0, 5, (0.15, 0.6), "assumed",
                  "Minutes an inmate needs an hour for doors, meals, counts and moves",
                  "Minutes par personne et par heure pour portes, repas, appels et mouvements", role="time"),
        Parameter("duty.search_minutes", 10.0, "minutes", 1, 60, (5, 20), "assumed", "Minutes of one search, two officers",
                  "Minutes d’une fouille, deux agents", role="time"),
        Parameter("duty.carry", 0.9, "share", 0, 1, (0.7, 1.0), "assumed",
                  "Share of unpaid incident minutes carried to the next slot",
                  "Part des minutes d’incident non payées reportée au créneau suivant", role="share"),
        Parameter("duty.rotation", 0.25, "share", 0, 1, (0.05, 0.6), "assumed",
                  "Share of days an officer is posted away from his wing",
                  "Part des jours où un agent est affecté hors de son aile", role="share"),
        Parameter("duty.watch", 1.2, "per minute", 0, 10, (0.3, 3), "assumed",
                  "How fast extra control minutes per inmate-hour open eyes",
                  "Effet des minutes de contrôle en plus sur la surveillance", role="rate"),
        Parameter("duty.sight_workshop", 0.75, "share", 0, 1, (0.5, 0.95), "A-PLACE-FR",
                  "Workshop or class in sight of staff", "Atelier ou classe sous le regard des agents", role="share"),
        Parameter("duty.sight_yard", 0.22, "share", 0, 1, (0.1, 0.5), "A-PLACE-FR", "Yard in sight of staff",
                  "Cour de promenade sous le regard des agents", role="share"),
        Parameter("duty.sight_corridor", 0.45, "share", 0, 1, (0.2, 0.7), "A-PLACE-FR", "Corridor in sight of staff",
                  "Coursive sous le regard des agents", role="share"),
        Parameter("duty.sight_hidden", 0.03, "share", 0, 1, (0.0, 0.15), "A-PLACE-FR",
                  "Cells and showers in sight of staff", "Cellules et douches sous le regard des agents", role="share"),
    ),
    reads=("officers.group", "officers.orientation", "officers.resistance", "officers.stress", "wings.n",
           "levers.search_rate", "levers.base_absence", "levers.floor_share", "levers.roster_night", "levers.relation_share",
           "prison.climate"),
    writes=("officers.on", "officers.absent", "officers.post", "officers.absent_days", "wings.officers", "wings.minutes",
            "wings.control", "wings.relation", "wings.lost", "wings.spent", "wings.inconsistency", "wings.eyes",
            "wings.tally", "duty"),
    dawn=dawn, slot=slot,
)
