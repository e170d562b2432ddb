"""Core: who is changed by a blow or by backing down. One list, so that no mechanism hides in another's file."""

from __future__ import annotations

from ..world.codes import K_RETALIATIONS, K_REVENGE, SERIOUS
from ..world.compiled import kernel
from ..world.ties import find
from . import m06_fear, m07_grudge, m08_status, m13_mediation, m18_stress, m20_distress


@kernel
def assault(w, p, n):
    """What an assault between inmates leaves in those concerned."""
    s = w.prison[0]
    e = w.log[n]
    i = e.a
    j = e.b
    a = w.inmates[i]
    b = w.inmates[j]
    serious = e.kind == SERIOUS
    a.n_violent += 1
    a.last_violence = s.day
    b.n_victim += 1
    if e.revenge == 1:
        w.wings[a.wing].tally[K_REVENGE] += 1
        k = find(w.knows, i, j)
        if k >= 0:
            if w.bonds[i, k].struck > 0:
                w.wings[a.wing].tally[K_RETALIATIONS] += 1
            w.bonds[i, k].grudge *= 0.3  # paid back, for the most part
    if p.on_mediation:
        m13_mediation.broken(w, p, i, j)
    if p.on_grudge:
        m07_grudge.wronged(w, p, i, j, 0.7 if serious else 0.45)
        k = find(w.knows, j, i)
        if k >= 0:
            w.bonds[j, k].struck += 1
    if p.on_fear:
        m06_fear.witnessed(w, p, i, j, e.place, serious)
    if p.on_status:
        m08_status.won(w, p, i, j)
    if p.on_distress:
        m20_distress.victim(w, p, j, serious)
    if p.on_stress:
        m18_stress.incident(w, p, a.wing, 2.0 if serious else 1.0)


@kernel
def threat(w, p, n):
    """What a threat that nobody calmed leaves: a smaller grudge, and some fear."""
    e = w.log[n]
    if p.on_grudge:
        m07_grudge.wronged(w, p, e.a, e.b, p.grudge_threat)
    if p.on_fear:
        m06_fear.frighten(w.inmates[e.b], 0.2 * p.fear_victim)


@kernel
def backed_down(w, p, i, j, watchers):
    """i leaves it; before others that costs face."""
    if p.on_status:
        m08_status.lost_face(w, p, i, j, watchers)
