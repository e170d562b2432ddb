"""M14, part: once a week, who steps down and who is chosen and trained as a facilitator or support peer."""

from __future__ import annotations

import math

import numpy as np

from ..world.chance import chain, draw, purpose, race
from ..world.codes import FACILITATOR, K_TIES, NO_ROLE, SUPPORT_PEER
from ..world.compiled import allocating, kernel

CHOICE = purpose(1401, "who is chosen as a facilitator or support peer")
RETIRE = purpose(1402, "who gives the role up when there are too many")

WORN = 0.85             # fatigue at which the role is given up
RESTED = 0.4            # fatigue below which somebody can take it
RED_CROSS_HOURS = 30.0  # training of a support peer (A-CDS)
RANDOM, VOLUNTEER, CENTRALITY, STATUS = range(4)


@kernel
def steady(a, day):
    """1 if he is well, not sanctioned, and has not been violent for a month."""
    if a.here == 0 or a.episode_until >= 0 or a.isolated_until > day or a.care == 1 or a.leaving == 1:
        return 0
    return 0 if a.last_violence >= 0 and day - a.last_violence < 30 else 1


@kernel
def _in_degree(w, count):
    """How many people of his own wing hold a positive tie to each."""
    for i in range(w.inmates.shape[0]):
        if w.inmates[i].here == 0:
            continue
        for k in range(K_TIES):
            j = w.knows[i, k]
            if j >= 0 and w.bonds[i, k].strength > 0.2 and w.inmates[j].wing == w.inmates[i].wing:
                count[j] += 1


@kernel
def _merit(a, rule, friends):
    """What the rule ranks by: the smallest score is chosen, the keyed draw decides among equals."""
    if rule == CENTRALITY:
        return -float(friends)
    if rule == STATUS:
        return -a.status
    return 0.0


@kernel
def _weight(a, rule):
    """Weight in the race, where the rule leaves a part to luck."""
    if rule == VOLUNTEER:
        return math.exp(4.0 * (a.norm - 0.55) + 3.0 * (a.skill - 0.45) - 2.0 * (a.recognition - 0.4))
    return 1.0


@kernel
def _choose(w, p, v, role, rule, friends):
    """Give the role to one more person of the wing; 0 if nobody is fit."""
    s = w.prison[0]
    key = chain(chain(chain(s.key, CHOICE), s.day), role)
    best = -1
    merit = math.inf
    score = math.inf
    for i in range(w.inmates.shape[0]):
        a = w.inmates[i]
        if a.here == 0 or a.wing != v or a.role != NO_ROLE or a.fatigue > RESTED or steady(a, s.day) == 0:
            continue
        if a.release_day - s.day < 30:
            continue
        m = _merit(a, rule, friends[i])
        x = race(draw(key, a.pid), _weight(a, rule))
        if m < merit or (m == merit and x < score):
            merit = m
            score = x
            best = i
    if best < 0:
        return 0
    a = w.inmates[best]
    a.role = role
    hours = w.levers[v].facilitator_training if role == FACILITATOR else RED_CROSS_HOURS
    learnt = 1.0 - math.exp(-hours / 24.0)
    if p.on_skills:
        a.skill += p.facilitators_training * learnt * (1.0 - a.skill)
    a.norm += 0.3 * p.facilitators_training * learnt * (1.0 - a.norm)
    return 1


@kernel
def _drop_one(w, v, role):
    """The role is given up by one person of the wing, the tired first."""
    s = w.prison[0]
    key = chain(chain(chain(s.key, RETIRE), s.day), role)
    best = -1
    score = math.inf
    for i in range(w.inmates.shape[0]):
        a = w.inmates[i]
        if a.here == 1 and a.wing == v and a.role == role:
            x = race(draw(key, a.pid), 0.1 + a.fatigue)
            if x < score:
                score = x
                best = i
    if best >= 0:
        w.inmates[best].role = NO_ROLE


@kernel
def _staff_role(w, p, v, role, rule, friends):
    """Bring the number of holders of a role in a wing to what the lever says."""
    s = w.prison[0]
    n = 0
    held = 0
    for i in range(w.inmates.shape[0]):
        a = w.inmates[i]
        if a.here == 0 or a.wing != v:
            continue
        n += 1
        if a.role == role:
            if a.fatigue > WORN or steady(a, s.day) == 0:
                a.role = NO_ROLE
            else:
                held += 1
    share = w.levers[v].facilitator_share if role == FACILITATOR else w.levers[v].support_peers
    wanted = int(share * n + 0.5)
    while held > wanted:
        _drop_one(w, v, role)
        held -= 1
    while held < wanted:
        if _choose(w, p, v, role, rule, friends) == 0:
            return
        held += 1


@allocating
def weekly(w, p):
    """Once a week: who steps down, who is chosen and trained."""
    s = w.prison[0]
    if s.day % 7 != 0:
        return
    friends = np.zeros(w.inmates.shape[0], np.int64)
    _in_degree(w, friends)
    for v in range(w.wings.shape[0]):
        _staff_role(w, p, v, FACILITATOR, int(w.levers[v].facilitator_selection), friends)
        _staff_role(w, p, v, SUPPORT_PEER, VOLUNTEER, friends)
