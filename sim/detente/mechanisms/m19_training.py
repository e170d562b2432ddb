"""M19 Staff training and practice: three modules raise three skills; practice keeps them, turnover of staff loses them.

Courses are scarce (a share of staff a week and module) and cost hours, of which the wing loses what an officer would
have spent on its floor. What is already reached on day 0 is taken as given, and costs nothing.
"""

from __future__ import annotations

import math

import numpy as np

from ..declare import Mechanism, Parameter
from ..world.chance import chain, draw, purpose, race
from ..world.codes import K_MIN_RELATION, K_TRAINING_HOURS
from ..world.compiled import allocating, kernel
from ..world.posts import forget, recruit

COURSE = purpose(1901, "who goes on a course first, one order a module")
REFRESHER = purpose(1902, "a refresher course today")
LEAVES = purpose(1903, "an officer leaves for good today")

CEILING = 0.9      # skill that a course brings a willing officer near to
NATIVE = 0.28      # skill of somebody who never learnt it
REFRESH = 0.25     # a refresher is this part of a course


@kernel
def _share(lever, module):
    if module == 0:
        return lever.training_respect
    if module == 1:
        return lever.training_mediation
    return lever.training_restorative


@kernel
def learn(o, p, module, dose, involved):
    """A course or part of one: a share of the way to a ceiling that unwillingness lowers."""
    ceiling = NATIVE + (CEILING - NATIVE) * (1.0 - 0.8 * o.resistance * (1.0 - involved))
    if ceiling > o.skill[module]:
        o.skill[module] += min(1.0, p.training_gain * dose) * (ceiling - o.skill[module])


@kernel
def _absent_for(w, p, o, dose):
    """Hours of a course, and the floor minutes that the wing loses by it."""
    hours = p.training_hours * dose
    g = w.wings[o.wing]
    g.tally[K_TRAINING_HOURS] += int(hours + 0.5)
    g.spent += 60.0 * hours * w.levers[0].floor_share


@kernel
def _courses(w, p, module):
    """Fill the places of a module's courses, the willing first."""
    s = w.prison[0]
    lever = w.levers[0]
    bit = 1 << module
    n = 0
    have = 0
    for i in range(w.officers.shape[0]):
        o = w.officers[i]
        if o.here == 1:
            n += 1
            if o.trained & bit:
                have += 1
    places = int(_share(lever, module) * n + 0.5) - have
    if s.day > 0:
        week = s.day // 7
        places = min(places, int(p.training_pace * n * (week + 1)) - int(p.training_pace * n * week))
    key = chain(chain(s.key, COURSE), module)
    for _ in range(places):
        best = -1
        score = math.inf
        for i in range(w.officers.shape[0]):
            o = w.officers[i]
            if o.here == 1 and not o.trained & bit:
                x = race(draw(key, o.pid), 1.1 - o.resistance * (1.0 - lever.staff_involvement))
                if x < score:
                    score = x
                    best = i
        if best < 0:
            return
        o = w.officers[best]
        o.trained = o.trained | bit
        learn(o, p, module, 1.0, lever.staff_involvement)
        if s.day > 0:
            _absent_for(w, p, o, 1.0)


@kernel
def _refresh(w, p):
    """Refresher courses of this day."""
    s = w.prison[0]
    lever = w.levers[0]
    for module in range(3):
        key = chain(chain(chain(s.key, REFRESHER), s.day), module)
        for i in range(w.officers.shape[0]):
            o = w.officers[i]
            if o.here == 1 and o.trained & (1 << module) and draw(key, o.pid) < lever.refreshers / 365.0:
                learn(o, p, module, REFRESH, lever.staff_involvement)
                _absent_for(w, p, o, REFRESH)


@kernel
def _replace(w, i):
    """A newcomer takes the leaver's post, and knows nobody."""
    o = w.officers[i]
    wing = o.wing
    group = o.group
    post = o.post
    recruit(w.prison[0], o)
    o.wing = wing
    o.group = group
    o.post = post
    forget(w.rapports, i)


@allocating
def _turnover(w, p):
    """Who leaves today; the smallest keyed score is replaced first, so that hiring numbers do not depend on rows."""
    s = w.prison[0]
    n = w.officers.shape[0]
    leaves = np.full(n, math.inf)
    key = chain(chain(s.key, LEAVES), s.day)
    count = 0
    for i in range(n):
        o = w.officers[i]
        if o.here == 0:
            continue
        chance = p.training_turnover / 365.0
        if p.on_stress:
            chance *= math.exp(p.training_burnout * (o.stress - 0.4))
        u = draw(key, o.pid)
        if u < chance:
            leaves[i] = u
            count += 1
    for _ in range(count):
        best = -1
        score = math.inf
        for i in range(n):
            if leaves[i] < score:
                score = leaves[i]
                best = i
        leaves[best] = math.inf
        _replace(w, best)


@kernel
def dawn(w, p):
    """Staff come and go; courses once a week, refreshers any day, none while a conflict blocks the reform."""
    s = w.prison[0]
    if s.day > 0:
        _turnover(w, p)
    if p.on_climate and s.blocked_until >= s.day:
        return
    if s.day == 0 or s.day % 7 == 0:
        for module in range(3):
            _courses(w, p, module)
    if s.day > 0:
        _refresh(w, p)


@kernel
def dusk(w, p):
    """What was learnt fades unless relation minutes are there to use it; a day of service more."""
    fade = 1.0 - 0.5 ** (1.0 / p.training_half_life)
    for i in range(w.officers.shape[0]):
        o = w.officers[i]
        if o.here == 0:
            continue
        o.service += 1.0 / 365.0
        g = w.wings[o.wing]
        used = 1.0 - math.exp(-float(g.tally[K_MIN_RELATION]) / max(1, g.n) / p.training_practice)
        for module in range(3):
            if o.trained & (1 << module) and o.skill[module] > NATIVE:
                o.skill[module] -= fade * (1.0 - used) * (o.skill[module] - NATIVE)


MECHANISM = Mechanism(
    id="M19", key="training",
    en="Staff training and practice: three modules raise three skills; practice keeps them, turnover loses them",
    fr="Formation et pratique des agents\u202f: trois modules, trois compétences\u202f; la pratique les garde, les départs les"
       " perdent",
    parameters=(
        Parameter("training.hours", 30.0, "hours", 1, 200, (12, 60), "assumed", "Hours of a course",
                  "Heures d’une formation", role="time"),
        Parameter("training.pace", 0.02, "share of staff per week", 0, 1, (0.005, 0.05), "assumed",
                  "Course places a week and module, as a share of staff",
                  "Places de formation par semaine et par module, en part des agents", role="rate"),
        Parameter("training.gain", 0.5, "share", 0, 1, (0.1, 0.8), "C-FMI",
                  "Share of the way to full skill that one course brings",
                  "Part du chemin vers la compétence entière parcourue en une formation"),
        Parameter("training.half_life", 240.0, "days", 10, 3000, (90, 720), "assumed",
                  "Half-life of what was learnt, left unused", "Demi-vie de l’acquis laissé sans usage", role="time"),
        Parameter("training.practice", 1.2, "minutes per inmate and day", 0.05, 20, (0.4, 4), "assumed",
                  "Relation minutes a day that keep most of a skill alive",
                  "Minutes de relation par jour qui entretiennent une compétence", role="level"),
        Parameter("training.turnover", 0.08, "per year", 0, 1, (0.04, 0.15), "assumed",
                  "Officers who leave in a year", "Agents qui partent en un an", role="rate"),
        Parameter("training.burnout", 2.0, "logit", 0, 8, (0.5, 4), "assumed", "Effect of full stress on leaving",
                  "Effet du stress entier sur le départ"),
    ),
    reads=("wings.n", "levers.floor_share", "levers.training_respect", "levers.training_mediation",
           "levers.training_restorative", "levers.refreshers", "levers.staff_involvement", "prison.uid",
           "prison.blocked_until"),
    writes=("rapports.familiarity", "rapports.sign", "rapports.officer", "officers", "wings.spent", "wings.tally",
            "prison.hires"),
    sources=("C-FMI", "C-OMIC", "C-EXP"), dawn=dawn, dusk=dusk,
)
