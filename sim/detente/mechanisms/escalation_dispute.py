"""A dispute climbs its rungs (M4): withdraw, talk, threaten or strike; who calms it; how bad a blow is."""

from __future__ import annotations

import math

from ..world.chance import chain, draw_pair, pair_key, purpose, race, uniform
from ..world.codes import ASSAULT, K_SETTLED, K_WITHDRAWN, SERIOUS, T_GRUDGE, THREAT
from ..world.compiled import kernel
from ..world.odds import happens
from . import consequences, m26_objects, response
from .escalation_drive import drive, talking, withdrawing
from .m06_fear import audience
from .m14_facilitators import calms

MOVE = purpose(403, "what he does at this rung: withdraw, talk, threaten, strike")
TALK_WORKS = purpose(404, "talking settles it at this rung")
HARM = purpose(405, "an assault is serious")
INJURY = purpose(406, "somebody is injured")
GUARD = purpose(407, "an officer in sight steps in")

WITHDRAW, TALK, THREATEN, STRIKE = range(4)
RUNGS = 4


@kernel
def choose(key, withdraw, talk, threaten, strike):
    """Exponential race between the four moves, utilities in logits."""
    best = WITHDRAW
    score = race(uniform(chain(key, WITHDRAW)), math.exp(withdraw))
    x = race(uniform(chain(key, TALK)), math.exp(talk))
    if x < score:
        score = x
        best = TALK
    x = race(uniform(chain(key, THREATEN)), math.exp(threaten))
    if x < score:
        score = x
        best = THREATEN
    x = race(uniform(chain(key, STRIKE)), math.exp(strike))
    if x < score:
        best = STRIKE
    return best


@kernel
def strike_chance(push, climb, talk, withdraw, p):
    """Probability that the race is won by a blow: what the log shows."""
    s = math.exp(p.escalation_strike + push + climb)
    t = math.exp(p.escalation_threat + p.escalation_threat_share * push + climb)
    return s / (s + t + math.exp(talk) + math.exp(withdraw))


@kernel
def dispute(w, p, i, j, place, out):
    """Climb the rungs between i, who moves first, and j."""
    s = w.prison[0]
    inmates = w.inmates
    pid1 = inmates[i].pid
    pid2 = inmates[j].pid
    key = pair_key(chain(chain(s.key, MOVE), s.tick), pid1, pid2)
    watchers = audience(w, i, j, place)
    g = w.wings[inmates[i].wing]
    climb = 0.0
    threat = -1
    for rung in range(RUNGS):
        me = i if rung % 2 == 0 else j
        you = j if rung % 2 == 0 else i
        a = inmates[me]
        calm = _calmed(w, p, me, you, place, rung)
        if calm > 0:
            g.tally[K_SETTLED] += 1
            if threat >= 0:
                w.log[threat].calmed_by = calm
                response.settle(w, p, threat)
            return
        push = drive(w, p, me, you, place, watchers, out)
        talk = talking(a, p)
        leave = withdrawing(a, p, place, watchers)
        move = choose(chain(key, rung), leave, talk,
                      p.escalation_threat + p.escalation_threat_share * push + climb,
                      p.escalation_strike + push + climb)
        if move == STRIKE:
            chance = strike_chance(push, climb, talk, leave, p)
            _assault(w, p, me, you, place, rung, watchers, chance, out)
            return
        if move == THREATEN:
            if threat < 0:
                threat = response.log_incident(w, THREAT, me, you, place, rung, watchers, out)
            climb += p.escalation_climb
        elif move == TALK:
            works = p.escalation_talk_works + 0.8 * (a.skill + inmates[you].skill - 0.9) - climb
            if happens(uniform(chain(chain(key, 8 + rung), TALK_WORKS)), works):
                g.tally[K_SETTLED] += 1
                break
            climb += 0.3
        else:
            g.tally[K_WITHDRAWN] += 1
            consequences.backed_down(w, p, me, you, watchers)
            break
    if threat >= 0:
        consequences.threat(w, p, threat)
        response.settle(w, p, threat)


@kernel
def _calmed(w, p, i, j, place, rung):
    """1 if an officer in sight steps in, 2 if a facilitator within reach calms it, else 0."""
    s = w.prison[0]
    if rung == 0:
        return 0
    a = w.inmates[i]
    g = w.wings[a.wing]
    key = chain(chain(s.key, GUARD), s.tick)
    u = draw_pair(chain(key, rung), a.pid, w.inmates[j].pid)
    if g.officers > 0 and u < g.eyes[place] * p.escalation_guard:
        return 1
    if p.on_facilitators and calms(w, p, i, j, place, rung) == 1:
        return 2
    return 0


@kernel
def _assault(w, p, i, j, place, rung, watchers, chance, out):
    """A blow: how bad, then what follows for everyone, then what staff see and do."""
    s = w.prison[0]
    a = w.inmates[i]
    b = w.inmates[j]
    key = chain(chain(s.key, HARM), s.tick)
    bad = p.escalation_serious + 0.8 * (a.tension - 0.35) + 0.6 * out[T_GRUDGE] + 0.8 * (rung - 1)
    if p.on_objects:
        bad += m26_objects.weapon(a, p)
    serious = happens(draw_pair(key, a.pid, b.pid), bad)
    kind = SERIOUS if serious else ASSAULT
    n = response.log_incident(w, kind, i, j, place, rung, watchers, out)
    e = w.log[n]
    e.chance = chance
    e.revenge = 1 if p.on_grudge and out[T_GRUDGE] > p.grudge_revenge else 0
    hurt = draw_pair(chain(chain(s.key, INJURY), s.tick), a.pid, b.pid)
    e.injury = 1 if hurt < (0.95 if serious else 0.33) else 0
    consequences.assault(w, p, n)
    response.settle(w, p, n)
