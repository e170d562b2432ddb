"""What leans a person towards striking another: the terms of M4's decision, added in one fixed order (`codes.TERMS`).

The same numbers that an incident shows when asked why. Each term belongs to a mechanism and goes with its switch.
"""

from __future__ import annotations

import math

from ..world.codes import (
    CELL, N_TERMS, T_AGE, T_ALLIES, T_DEBT, T_DEFIANCE, T_DETERRENCE, T_DISORDER, T_EYES, T_FACE, T_FEAR, T_GRUDGE,
    T_IMPULSIVITY, T_INFLUENCE, T_LEGITIMACY, T_NORM, T_OTHER, T_PAST, T_SKILLS, T_STATUS, T_TENSION, T_TIE,
)
from ..world.compiled import kernel
from ..world.ties import find
from .m07_grudge import allies


@kernel
def drive(w, p, i, j, place, watchers, out):
    """Terms that lean i towards striking j; their sum, in fixed order. ``out`` : float64 (N_TERMS,)."""
    a = w.inmates[i]
    b = w.inmates[j]
    g = w.wings[a.wing]
    ij = find(w.knows, i, j)
    ji = find(w.knows, j, i)
    for t in range(N_TERMS):
        out[t] = 0.0
    out[T_AGE] = p.escalation_age * (min(a.age, 60.0) - 32.0) / 10.0
    out[T_IMPULSIVITY] = p.escalation_impulsivity * (a.impulsivity - 0.45)
    out[T_PAST] = p.escalation_past * (a.prior_violence - 0.3) + p.escalation_unruly * math.log(a.unruliness)
    out[T_TENSION] = p.escalation_tension * (a.tension - 0.35)
    out[T_NORM] = -p.escalation_norm * (0.6 * a.norm + 0.4 * g.norm - 0.55)
    if p.on_disorder and a.episode_until >= 0:
        out[T_DISORDER] = p.disorder_strike
    if p.on_fear:
        out[T_FEAR] = p.fear_preemptive * (a.fear - 0.2)
    if p.on_grudge:
        if ij >= 0:
            out[T_GRUDGE] = p.grudge_strike * w.bonds[i, ij].grudge
        if ji >= 0:
            out[T_DEBT] = p.grudge_debt * w.bonds[j, ji].debt
        out[T_ALLIES] = p.grudge_allies * (allies(w, i, j, place) - allies(w, j, i, place))
    if p.on_status:
        out[T_FACE] = p.status_face * a.recognition * min(1.0, watchers / 4.0)
        out[T_STATUS] = p.status_above * (a.status - b.status)
    if p.on_skills:
        out[T_SKILLS] = -p.skills_strike * (a.skill - 0.45)
    if p.on_legitimacy:
        out[T_LEGITIMACY] = -p.legitimacy_strike * (a.legitimacy - 0.45)
    if p.on_deterrence:
        out[T_DETERRENCE] = -p.deterrence_strike * a.risk * (0.5 + g.eyes[place])
        out[T_DEFIANCE] = p.deterrence_defiance * a.defiance
    out[T_EYES] = -p.escalation_eyes * g.eyes[place]
    if ij >= 0:
        out[T_TIE] = -p.escalation_tie * w.bonds[i, ij].strength
    if p.on_influence:
        out[T_INFLUENCE] = p.influence_strike * a.influence
    out[T_OTHER] = a.other
    total = 0.0
    for t in range(N_TERMS):
        total += out[t]
    return total


@kernel
def talking(a, p):
    """Inclination to talk: skill; vigilance shuts people up (M6)."""
    x = p.escalation_talk
    if p.on_skills:
        x += p.skills_talk * (a.skill - 0.45)
    if p.on_fear:
        x -= p.fear_silence * (a.fear - 0.2)
    return x


@kernel
def withdrawing(a, p, place, watchers):
    """Inclination to leave it: less where one cannot leave, less before an audience (M8), more when afraid."""
    x = p.escalation_withdraw + 0.8 * a.vulnerability
    if place == CELL:
        x -= p.escalation_trapped
    if p.on_status:
        x -= 0.5 * p.status_face * a.recognition * min(1.0, watchers / 4.0)
    if p.on_fear:
        x += p.fear_withdraw * (a.fear - 0.2)
    return x
