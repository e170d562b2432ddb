"""M14 Facilitators and support peers: inmates with a recognised role who calm disputes within reach, and listen.

Who is chosen is a lever, so is their training and the support they get; the role wears people out, can be distrusted,
and where standing is high and support low it can be turned to other ends (the dispute about Arles, A-ARLES-C).
"""

from __future__ import annotations

import math

import numpy as np

from ..declare import Mechanism, Parameter
from ..world.chance import chain, draw, pair_key, purpose, uniform
from ..world.codes import (
    CELL,
    FACILITATOR,
    K_FAC_CALMED,
    K_FAC_LISTENED,
    K_TIES,
    NO_ROLE,
)
from ..world.compiled import allocating, kernel
from ..world.odds import happens
from ..world.records import FIXED
from ..world.ties import find, shift
from .facilitators_choice import steady, weekly
from .m08_status import saved_face

WHO = purpose(1403, "which facilitator within reach steps in")
CALM = purpose(1404, "a facilitator calms a dispute")
DISTRUST = purpose(1405, "somebody resents a facilitator who failed")

NEAR = 8  # neighbours on either side who hear a dispute


@kernel
def _likes(w, i, f):
    """1 if i holds a positive tie to f, -1 a negative one, else 0."""
    k = find(w.knows, i, f)
    if k < 0:
        return 0
    if w.bonds[i, k].strength > 0.2:
        return 1
    return -1 if w.bonds[i, k].strength < -0.1 or w.bonds[i, k].grudge > 0.2 else 0


@kernel
def _nearer(w, i, j, f, place, key, best, score):
    """(best, score) after considering f as the one who steps in between i and j."""
    if f < 0 or f == i or f == j:
        return best, score
    x = w.inmates[f]
    if x.here == 0 or x.role != FACILITATOR or x.wing != w.inmates[i].wing or x.place != place:
        return best, score
    if x.episode_until >= 0:
        return best, score
    u = draw(key, x.pid)
    if u < score:
        return f, u
    return best, score


@kernel
def _within_reach(w, i, j, place):
    """A facilitator near enough, or close to one of the two and in the same place; -1 none."""
    s = w.prison[0]
    key = pair_key(chain(chain(s.key, WHO), s.tick), w.inmates[i].pid, w.inmates[j].pid)
    best = -1
    score = math.inf
    if place == CELL:
        c = w.inmates[i].cell
        if c >= 0:
            for x in range(w.cells[c].n):
                best, score = _nearer(w, i, j, w.cells[c].who[x], w.inmates[i].place, key, best, score)
        return best
    seat = w.seat[i]
    if seat >= 0:
        for m in range(max(0, seat - NEAR), min(s.n_order, seat + NEAR + 1)):
            best, score = _nearer(w, i, j, w.order[m], place, key, best, score)
    for turn in range(2):
        one = i if turn == 0 else j
        for k in range(K_TIES):
            if w.knows[one, k] >= 0 and w.bonds[one, k].strength > 0.2:
                best, score = _nearer(w, i, j, w.knows[one, k], place, key, best, score)
    return best


@kernel
def _calm_logit(w, p, i, j, f, rung):
    """What a facilitator can do: skill, standing, a tie to one of them; fatigue, distrust and the rung against it."""
    x = w.inmates[f]
    liked = max(_likes(w, i, f), _likes(w, j, f))
    if min(_likes(w, i, f), _likes(w, j, f)) < 0:
        liked = -1
    y = p.facilitators_calm + p.facilitators_skill * (x.skill - 0.5) + 1.0 * (x.status - 0.35)
    y += p.facilitators_trust * liked - 1.5 * x.fatigue - 0.4 * (rung - 1)
    y -= 1.5 * max(0.0, 0.55 - w.wings[x.wing].norm)
    if x.norm < 0.35:
        y -= p.facilitators_trust
    return y


@kernel
def calms(w, p, i, j, place, rung):
    """1 if a facilitator within reach calms the dispute between i and j at this rung."""
    f = _within_reach(w, i, j, place)
    if f < 0:
        return 0
    s = w.prison[0]
    a = w.inmates[i]
    b = w.inmates[j]
    x = w.inmates[f]
    key = chain(pair_key(chain(chain(chain(s.key, CALM), s.tick), rung), a.pid, b.pid), x.pid)
    if happens(uniform(key), _calm_logit(w, p, i, j, f, rung)):
        w.wings[a.wing].tally[K_FAC_CALMED] += 1
        x.fatigue += p.facilitators_wear * (1.0 - x.fatigue)
        if p.on_status and place != CELL:
            saved_face(a, p)
            saved_face(b, p)
        return 1
    x.fatigue += 0.5 * p.facilitators_wear * (1.0 - x.fatigue)
    distrust = chain(chain(chain(s.key, DISTRUST), s.tick), x.pid)
    for turn in range(2):
        one = i if turn == 0 else j
        k = find(w.knows, one, f)
        if k >= 0 and draw(distrust, w.inmates[one].pid) < 0.1:
            shift(w.bonds[one, k], -0.3)
    return 0


@kernel
def _most_distressed(w, f):
    """The most distressed of a role-holder's ties in his wing, beyond one half; -1 none."""
    x = w.inmates[f]
    day = w.prison[0].day
    best = -1
    for k in range(K_TIES):
        j = w.knows[f, k]
        if j < 0 or w.bonds[f, k].strength < 0.0:
            continue
        a = w.inmates[j]
        if a.here == 0 or a.wing != x.wing or a.isolated_until > day or a.distress <= 0.5:
            continue
        if best < 0 or a.distress > w.inmates[best].distress:
            best = j
        elif a.distress == w.inmates[best].distress and a.pid < w.inmates[best].pid:
            best = j
    return best


@allocating
def _listen(w, p):
    """Everyone chooses whom to hear from the state at dusk, then relief is added up and applied."""
    relief = np.zeros(w.inmates.shape[0], np.int64)
    for f in range(w.inmates.shape[0]):
        x = w.inmates[f]
        if x.here == 0 or x.role == NO_ROLE or steady(x, w.prison[0].day) == 0:
            continue
        j = _most_distressed(w, f)
        if j < 0:
            continue
        w.wings[x.wing].tally[K_FAC_LISTENED] += 1
        relief[j] += int(p.facilitators_listen * (0.5 + x.skill) * (1.0 - x.fatigue) * FIXED)
        x.fatigue += 0.25 * p.facilitators_wear * (1.0 - x.fatigue)
    if p.on_distress:
        for j in range(w.inmates.shape[0]):
            if relief[j] > 0:
                a = w.inmates[j]
                a.distress *= 1.0 - min(0.5, relief[j] / FIXED)


@kernel
def dusk(w, p):
    """Listening; rest; what the role does to its holder, for better with support and for worse without."""
    _listen(w, p)
    for i in range(w.inmates.shape[0]):
        a = w.inmates[i]
        if a.here == 0 or (a.role == NO_ROLE and a.fatigue == 0.0):
            continue
        support = w.levers[a.wing].facilitator_support
        a.fatigue *= 0.5 ** (1.0 / (p.facilitators_rest * (1.6 - 1.2 * support)))
        if a.role == NO_ROLE:
            continue
        if p.on_skills:
            a.skill += 0.001 * (1.0 - a.skill)
        a.norm += 0.001 * support * (1.0 - a.norm)
        if a.role == FACILITATOR:
            a.norm -= p.facilitators_corruption * (1.0 - support) * max(0.0, a.status - 0.3) * a.norm


MECHANISM = Mechanism(
    id="M14", key="facilitators",
    en="Facilitators and support peers: calm disputes within reach, listen; worn out, distrusted or bribed at times",
    fr="Facilitateurs et codétenus de soutien\u202f: apaisent les disputes à portée, écoutent\u202f; parfois épuisés, suspectés"
       " ou achetés",
    parameters=(
        Parameter("facilitators.calm", -0.7, "logit", -5, 4, (-2, 0.5), "C-AVP",
                  "An average facilitator within reach calms a dispute",
                  "Un facilitateur moyen à portée apaise une dispute", role="level"),
        Parameter("facilitators.skill", 2.0, "logit", 0, 8, (0.5, 4), "assumed",
                  "Effect of his skill, from none to full", "Effet de sa compétence, de nulle à entière"),
        Parameter("facilitators.trust", 0.8, "logit", 0, 4, (0.2, 1.6), "assumed",
                  "Effect of a tie to one of the two, and of a name for being bribed the other way",
                  "Effet d’un lien avec l’un des deux et, en sens inverse, d’une réputation de corruption"),
        Parameter("facilitators.training", 0.35, "share", 0, 1, (0.1, 0.6), "C-AVP2",
                  "Share of the missing skill that full training gives",
                  "Part de la compétence manquante que donne une formation complète"),
        Parameter("facilitators.wear", 0.12, "0..1", 0, 1, (0.04, 0.3), "assumed",
                  "Fatigue of a facilitator after calming a dispute",
                  "Fatigue d’un facilitateur après une dispute apaisée"),
        Parameter("facilitators.rest", 21.0, "days", 1, 365, (7, 60), "assumed",
                  "Half-life of that fatigue with middling support", "Demi-vie de cette fatigue avec un soutien moyen",
                  role="time"),
        Parameter("facilitators.listen", 0.05, "share", 0, 1, (0, 0.12), "A-CDS-EFF",
                  "Share of distress that an evening of listening takes away", "Part de la détresse qu’ôte une écoute"),
        Parameter("facilitators.corruption", 0.008, "per day", 0, 0.2, (0, 0.03), "A-ARLES-C",
                  "Norm lost by a facilitator of high standing left without support",
                  "Norme perdue par un facilitateur de haut statut laissé sans soutien", role="rate"),
    ),
    reads=("inmates.place", "inmates.care", "inmates.episode_until", "inmates.cell", "inmates.isolated_until",
           "inmates.leaving", "inmates.status", "inmates.recognition", "inmates.release_day", "inmates.last_violence",
           "bonds.grudge", "knows", "wings.norm", "cells.n", "cells.who", "levers.facilitator_share",
           "levers.facilitator_selection", "levers.facilitator_training", "levers.facilitator_support",
           "levers.support_peers", "prison.n_order", "order", "seat"),
    writes=("inmates.role", "inmates.skill", "inmates.norm", "inmates.distress", "inmates.fatigue", "bonds.strength",
            "wings.tally"),
    calls=("status",),
    sources=("A-ARLES", "A-ARLES-C", "A-CDS", "A-CDS-EFF", "C-AVP", "C-AVP2", "C-PEER15", "C-EDGAR"),
    dawn=weekly, dusk=dusk,
)
