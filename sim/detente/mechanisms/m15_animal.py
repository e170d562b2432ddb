"""M15 Animal mediation: few places, held some weeks; a little calmer, a little less alone, and strangers meet.

Trials give a small effect (C-DOG, d = 0.15) or none (C-DOG-NULL): the defaults are small on purpose.
"""

from __future__ import annotations

import math

import numpy as np

from ..declare import Mechanism, Parameter
from ..world.chance import chain, draw, draw_pair, purpose, race
from ..world.codes import K_ANIMAL_HOURS
from ..world.compiled import allocating, kernel
from ..world.ties import ensure, find, shift

LEAVE = purpose(1501, "an animal-mediation place ends today")
TAKE = purpose(1502, "who gets a free animal-mediation place")
CUT = purpose(1503, "who loses a place when places are cut")
SESSION = purpose(1504, "a session is held for him today")
MEET = purpose(1505, "two strangers meet at a session")


@kernel
def _can_come(a, day):
    """1 if nothing keeps him from a session."""
    if a.here == 0 or a.isolated_until > day or a.confined_until > day or a.care == 1:
        return 0
    return 1


@kernel
def _take(w, v, left):
    """Give a place to somebody of the wing, the tense and the distressed sooner; 0 if nobody waits."""
    s = w.prison[0]
    key = chain(chain(s.key, TAKE), s.day)
    best = -1
    score = math.inf
    for i in range(w.inmates.shape[0]):
        a = w.inmates[i]
        if a.wing != v or a.animal == 1 or left[i] == 1 or _can_come(a, s.day) == 0:
            continue
        x = race(draw(key, a.pid), 0.2 + a.tension + a.distress)
        if x < score:
            score = x
            best = i
    if best < 0:
        return 0
    w.inmates[best].animal = 1
    return 1


@kernel
def _cut(w, v):
    """One place fewer in the wing."""
    s = w.prison[0]
    key = chain(chain(s.key, CUT), s.day)
    best = -1
    score = math.inf
    for i in range(w.inmates.shape[0]):
        a = w.inmates[i]
        if a.here == 1 and a.wing == v and a.animal == 1:
            u = draw(key, a.pid)
            if u < score:
                score = u
                best = i
    if best >= 0:
        w.inmates[best].animal = 0


@allocating
def dawn(w, p):
    """Places end by a keyed daily chance, and are given again."""
    s = w.prison[0]
    left = np.zeros(w.inmates.shape[0], np.int8)
    held = np.zeros(w.wings.shape[0], np.int64)
    people = np.zeros(w.wings.shape[0], np.int64)
    leave = chain(chain(s.key, LEAVE), s.day)
    for i in range(w.inmates.shape[0]):
        a = w.inmates[i]
        if a.here == 0:
            continue
        people[a.wing] += 1
        if a.animal == 1 and draw(leave, a.pid) < 1.0 / (7.0 * p.animal_weeks):
            a.animal = 0
            left[i] = 1
        held[a.wing] += a.animal
    for v in range(w.wings.shape[0]):
        places = int(w.levers[v].animal_places * people[v] / 100.0 + 0.5)
        while held[v] > places:
            _cut(w, v)
            held[v] -= 1
        while held[v] < places:
            if _take(w, v, left) == 0:
                break
            held[v] += 1


@kernel
def _meet(w, p, i, comes):
    """i may come to like one stranger among those of his wing who were there too."""
    s = w.prison[0]
    key = chain(chain(s.key, MEET), s.day)
    a = w.inmates[i]
    best = -1
    score = p.animal_tie
    for j in range(w.inmates.shape[0]):
        if comes[j] == 0 or j == i or w.inmates[j].wing != a.wing or find(w.knows, i, j) >= 0:
            continue
        u = draw_pair(key, a.pid, w.inmates[j].pid)
        if u < score:
            score = u
            best = j
    if best >= 0:
        k = ensure(w.knows, w.bonds, i, best, s.day)
        shift(w.bonds[i, k], 0.25)


@allocating
def dusk(w, p):
    """What a session leaves, on weekdays."""
    s = w.prison[0]
    if s.weekday >= 5:
        return
    key = chain(chain(s.key, SESSION), s.day)
    comes = np.zeros(w.inmates.shape[0], np.int8)
    for i in range(w.inmates.shape[0]):
        a = w.inmates[i]
        if a.animal == 0 or _can_come(a, s.day) == 0 or draw(key, a.pid) >= p.animal_sessions / 5.0:
            continue
        comes[i] = 1
        a.tension -= p.animal_tension * a.tension
        if p.on_distress:
            a.distress -= p.animal_distress * a.distress
        if p.on_influence:
            a.alienation -= p.animal_belonging * a.alienation
        if p.on_skills:
            a.skill += p.animal_skill * (1.0 - a.skill)
        w.wings[a.wing].tally[K_ANIMAL_HOURS] += 1
    for i in range(w.inmates.shape[0]):
        if comes[i] == 1:
            _meet(w, p, i, comes)


MECHANISM = Mechanism(
    id="M15", key="animal",
    en="Animal mediation: few places; tension down a little, self-awareness, contact between strangers",
    fr="Médiation animale\u202f: peu de places\u202f; un peu moins de tension, conscience de soi, contact entre inconnus",
    parameters=(
        Parameter("animal.weeks", 8.0, "weeks", 1, 104, (4, 16), "assumed", "Mean time a place is held",
                  "Durée moyenne d’une place", role="time"),
        Parameter("animal.sessions", 2.0, "per week", 0, 5, (0.5, 4), "assumed", "Sessions of one hour a week",
                  "Séances d’une heure par semaine", role="rate"),
        Parameter("animal.tension", 0.04, "share", 0, 1, (0, 0.09), "C-DOG",
                  "Share of tension that a session takes away",
                  "Part de la tension qu’ôte une séance"),
        Parameter("animal.distress", 0.03, "share", 0, 1, (0, 0.07), "C-DOG",
                  "Share of distress that a session takes away", "Part de la détresse qu’ôte une séance"),
        Parameter("animal.belonging", 0.01, "share", 0, 1, (0, 0.04), "assumed",
                  "Share of alienation that a session takes away", "Part de l’aliénation qu’ôte une séance"),
        Parameter("animal.skill", 0.002, "share", 0, 1, (0, 0.01), "C-DOG-NULL",
                  "Share of the missing self-awareness and skill that a session gives",
                  "Part de la conscience de soi manquante que donne une séance"),
        Parameter("animal.tie", 0.03, "probability", 0, 1, (0, 0.1), "assumed",
                  "Two strangers at a session come to like each other", "Deux inconnus d’une séance se lient",
                  role="rate"),
    ),
    reads=("inmates.care", "inmates.isolated_until", "inmates.confined_until", "levers.animal_places"),
    writes=("inmates.tension", "inmates.animal", "inmates.skill", "inmates.distress", "inmates.alienation", "bonds", "knows",
            "wings.tally"),
    sources=("C-DOG", "C-DOG-NULL"),
    dawn=dawn, dusk=dusk,
)
