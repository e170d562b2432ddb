"""M20 Distress, confiding, self-harm and suicide: hazard is a steep function of distress, and of a past attempt.
Self-harm has the same slope, and a personal factor beside: few people make most of it.

Nothing is said of the disciplinary cell but that it isolates: no friend within reach, nothing to do, nobody in the
cell. Over-representation of suicides there (A-SUI-QD) must come from that and from who is sent there. The hazard is
accumulated for everyone (`inmates.hazard`), so that a rare event can be compared without waiting for it.
"""

from __future__ import annotations

import math

import numpy as np

from ..declare import Mechanism, Parameter
from ..world.chance import chain, draw, normal, purpose
from ..world.codes import (
    K_CONFIDED,
    K_HAZARD,
    K_RAPPORTS,
    K_SELFHARM,
    K_SUICIDES,
    N_TERMS,
    NO_ROLE,
    NOTHING,
    SELF_HARM,
    SUICIDE,
)
from ..world.compiled import kernel
from ..world.people import clip01
from ..world.records import FIXED
from ..world.ties import friends

CRISIS = purpose(2001, "a self-harm crisis today")
DEATH = purpose(2002, "a suicide today")
FRAILTY = purpose(2003, "personal factor on self-harm")

MOST = 200.0           # cap of that factor

QUIET = 0.27           # distress of somebody sentenced, long here, well, with no friend and no fear
REMAND = 0.07          # what not knowing adds (A-SUI-REM)
SINK = 1.0             # days: half-life on the way down; `distress.half_life` is the way back
ENTRY_DAYS = 5.5       # days over which the shock of entry wears off
WEARS_OFF = np.array([math.exp(-day / ENTRY_DAYS) for day in range(int(20 * ENTRY_DAYS) + 1)])  # by day since entry
ATTEMPT = 1.2          # logit of a past attempt, beside its share in distress (C-SUIRF)
LASTING = 0.6          # share of a victim's shock that stays while he lives where it happened (A-SUI-ATT)
HALF = 0.5             # distress at which the bases of the hazards are given


GONE = 2  # value of `leaving` for somebody who died


@kernel
def victim(w, p, j, serious):
    """Inmate j has been assaulted."""
    b = w.inmates[j]
    amount = min(0.9, p.distress_victim * (1.5 if serious else 1.0))
    b.distress += amount * (1.0 - b.distress)


@kernel
def punished(w, p, i, severity):
    """A sanction (severity 0..1) weighs, the cell itself is counted while he is in it."""
    a = w.inmates[i]
    a.distress += 0.06 * clip01(severity) * (1.0 - a.distress)


@kernel
def confide(w, p, i, quality):
    """Inmate i could speak to somebody who listened (quality 0..1)."""
    a = w.inmates[i]
    a.distress -= min(1.0, 0.5 * p.distress_support) * clip01(quality) * a.distress
    w.wings[a.wing].tally[K_CONFIDED] += 1


@kernel
def confidants(w, i, out_of_reach):
    """0 nobody .. 1 four people to speak to: friends within reach, and officers he knows and trusts."""
    x = 0.0
    if out_of_reach == 0:
        x = float(friends(w.knows, w.bonds, i, 0.3))
    for k in range(K_RAPPORTS):
        r = w.rapports[i, k]
        x += r.familiarity * max(r.sign, 0.0)  # (both are 0 where he knows nobody)
    return min(1.0, x / 4.0)


@kernel
def entry_shock(w, p, a):
    """What is left of the shock of entry: less where newcomers are cared for, more on remand and for a first time."""
    days = w.prison[0].day - a.entry_day
    if days < 0 or days >= WEARS_OFF.shape[0]:
        return 0.0
    care = 1.0 - 0.6 * w.levers[a.wing].entry_care
    shock = 0.7 + 0.3 * (1 - a.sentenced) + 0.3 * a.first_time
    return p.distress_entry * care * shock * WEARS_OFF[days]


@kernel
def _isolation(w, a, apart):
    """0 among others .. 1 cut off from everyone."""
    if apart == 1:
        return 1.0
    x = 0.0
    if a.cell >= 0 and w.cells[a.cell].n == 1:
        x += 0.2
    if a.visited == 0:
        x += 0.12
    return x


@kernel
def rest(w, p, i):
    """Distress that his situation of today leads to."""
    a = w.inmates[i]
    apart = 1 if a.isolated_until > w.prison[0].day else 0
    x = QUIET + 0.08 * a.disorder + 0.05 * a.past_attempt + REMAND * (1 - a.sentenced)
    x += 0.12 * (a.vulnerability - 0.37) + 0.08 * (a.boredom - 0.5)
    x += entry_shock(w, p, a)
    x += p.distress_isolation * _isolation(w, a, apart)
    if a.n_victim > 0:
        x += LASTING * p.distress_victim
    if p.on_fear:
        x += 0.6 * p.distress_victim * (a.fear - 0.2)
    if p.on_disorder and a.episode_until >= 0 and a.care == 0:
        x += 0.12
    x -= p.distress_support * confidants(w, i, apart)
    if a.role != NO_ROLE:
        x -= 0.04
    return clip01(x)


@kernel
def _log_self(w, kind, i):
    """A row of the log for something done to oneself; every field is written, rows may be second-hand."""
    s = w.prison[0]
    a = w.inmates[i]
    w.wings[a.wing].tally[K_SUICIDES if kind == SUICIDE else K_SELFHARM] += 1
    n = s.n_log
    if n >= w.log.shape[0]:
        return
    e = w.log[n]
    e.kind = kind
    e.place = a.place
    e.slot = s.slot
    e.rung = 0
    e.witnesses = 0
    e.revenge = 0
    e.recorded = 1
    e.commission = 0
    e.response = NOTHING
    e.calmed_by = 0
    e.outcome = 0
    e.injury = 1
    e.wing = a.wing
    e.day = s.day
    e.a = i
    e.b = -1
    e.a_pid = a.pid
    e.b_pid = 0
    e.days = 0
    e.a_violent = 0
    e.chance = 0.0
    for t in range(N_TERMS):
        e.terms[t] = 0.0
    s.n_log += 1


@kernel
def hazard(a, p):
    """Suicide hazard of a day; a crisis of self-harm has the same slope."""
    lean = p.distress_slope * (a.distress - HALF) + ATTEMPT * (a.past_attempt - 0.22)
    return p.distress_suicide / 36500.0 * math.exp(lean)


@kernel
def _crisis(key, pid, u, rate, p):
    """1 if a crisis comes: at equal distress a few people harm themselves again and again (lognormal factor of mean 1)."""
    if u >= MOST * rate:
        return 0
    sigma = p.distress_frailty
    factor = math.exp(sigma * normal(draw(chain(key, FRAILTY), pid)) - 0.5 * sigma * sigma)
    return 1 if u < rate * min(MOST, factor) else 0


@kernel
def dusk(w, p):
    """Distress moves to where the day leads, down fast and back slowly; then the hazard of the day."""
    s = w.prison[0]
    crisis = chain(chain(s.key, CRISIS), s.day)
    death = chain(chain(s.key, DEATH), s.day)
    back = 0.5 ** (1.0 / p.distress_half_life)
    sink = 0.5 ** (1.0 / min(SINK, p.distress_half_life))
    for i in range(w.inmates.shape[0]):
        a = w.inmates[i]
        if a.here == 0:
            continue
        aim = rest(w, p, i)
        if a.entry_day == s.day:
            a.distress = max(a.distress, aim)
        a.distress = aim + (a.distress - aim) * (sink if aim > a.distress else back)
        h = hazard(a, p)
        a.hazard += h
        w.wings[a.wing].tally[K_HAZARD] += int(h * FIXED)
        if draw(death, a.pid) < h:
            a.release_day = s.day
            a.leaving = GONE
            _log_self(w, SUICIDE, i)
        elif _crisis(s.key, a.pid, draw(crisis, a.pid), h * p.distress_selfharm, p):
            _log_self(w, SELF_HARM, i)


MECHANISM = Mechanism(
    id="M20", key="distress",
    en="Distress, confiding, self-harm, suicide: isolation and violence wear, being heard relieves",
    fr="Détresse, confidences, automutilations, suicides\u202f: le choc d’entrée, l’isolement et la violence usent\u202f;"
       " pouvoir parler soulage",
    parameters=(
        Parameter("distress.half_life", 12.0, "days", 1, 365, (5, 30), "assumed",
                  "Half-life of distress when things ease",
                  "Demi-vie de la détresse quand la situation s’améliore", role="time"),
        Parameter("distress.entry", 0.4, "0..1", 0, 1, (0.15, 0.6), "A-SUI-W1", "Shock of entry, without care",
                  "Choc d’entrée, sans accueil", role="level"),
        Parameter("distress.isolation", 0.6, "0..1", 0, 1, (0.3, 0.75), "C-SUIRF",
                  "Distress of being cut off from everyone", "Détresse d’être coupé de tous", role="level"),
        Parameter("distress.victim", 0.28, "0..1", 0, 0.9, (0.1, 0.5), "A-SUI-ATT", "Distress added by being assaulted",
                  "Détresse ajoutée par une agression subie"),
        Parameter("distress.support", 0.16, "0..1", 0, 1, (0.05, 0.3), "C-SUIRF",
                  "Distress that four confidants take away; half of it by one good talk",
                  "Détresse qu’enlèvent quatre confidents\u202f; la moitié par un bon échange"),
        Parameter("distress.slope", 8.0, "logit", 0, 20, (5, 12), "C-SUIRF", "Effect of full distress on suicide",
                  "Effet de la détresse entière sur le suicide"),
        Parameter("distress.suicide", 0.09, "deaths per 100 person-years", 0, 20, (0.03, 0.3), "A-SUI",
                  "Suicide rate of a person half way to despair",
                  "Taux de suicide d’une personne à mi-chemin du désespoir", prior="loguniform", role="rate"),
        Parameter("distress.selfharm", 150.0, "ratio", 0, 2000, (60, 300), "A-SUI-ATT",
                  "Self-harm crises for one suicide",
                  "Crises d’automutilation pour un suicide", prior="loguniform", role="rate"),
        Parameter("distress.frailty", 1.5, "log units", 0, 3, (0.8, 2.2), "assumed",
                  "Spread of a personal factor on self-harm (lognormal)",
                  "Dispersion d’un facteur personnel d’automutilation (log-normale)", role="level"),
    ),
    reads=("inmates.place", "inmates.visited", "inmates.care", "inmates.role", "inmates.episode_until", "inmates.cell",
           "inmates.isolated_until", "inmates.fear", "inmates.boredom", "inmates.disorder", "inmates.sentenced",
           "inmates.first_time", "inmates.past_attempt", "inmates.vulnerability", "inmates.entry_day", "inmates.n_victim",
           "bonds.strength", "knows", "rapports.familiarity", "rapports.sign", "cells.n", "levers.entry_care"),
    writes=("inmates.leaving", "inmates.distress", "inmates.hazard", "inmates.release_day", "wings.tally", "prison.n_log",
            "log"),
    sources=("A-SUI", "A-SUI-W1", "A-SUI-REM", "A-SUI-QD", "A-SUI-ATT", "C-SUIRF", "C-SHRF", "C-PJ-MH"), dusk=dusk,
)
