"""M24 Probation follow-up: few counsellors, assessments truer when made WITH officers, an educational path, release.

Minutes are given for a week and spent day by day, half on assessments (the least true first), half on meetings with
those who follow a path. A meeting in a wing whose officers are busy with incidents is missed, and its minutes are lost.
"""

from __future__ import annotations

import math

import numpy as np

from ..declare import Mechanism, Parameter
from ..world.chance import chain, draw, purpose, race
from ..world.codes import K_ASSESSMENTS, WORK
from ..world.compiled import allocating, kernel
from ..world.odds import odds
from ..world.people import clip01

ASSESS = purpose(2401, "whom the counsellors assess today")
MEET = purpose(2402, "whom the counsellors meet today")
MISSED = purpose(2403, "a meeting is missed because the wing is busy")

ALONE = 0.45        # truth of an assessment made without officers
STEP = 0.6          # share of the way to what can be known that one assessment covers
WORKED = 0.085      # logit: -1.8 points of reconviction for having worked (pop:prior record / recidivism)


@kernel
def _busy(w, v):
    """Share of officers' time in a wing that incidents still hold."""
    g = w.wings[v]
    held = g.lost + g.spent
    return held / (held + g.minutes) if held > 0.0 else 0.0


@kernel
def _assess(w, p, a):
    """A new assessment: with officers, it holds part of what they know."""
    ceiling = ALONE + (1.0 - ALONE) * p.probation_shared * a.known
    if ceiling > a.assessed:
        a.assessed += STEP * (ceiling - a.assessed)
    w.wings[a.wing].tally[K_ASSESSMENTS] += 1


@kernel
def _meet(p, a):
    """A meeting on the path: it engages those who trust and have words more."""
    a.followup += p.probation_engage * clip01(0.55 + a.legitimacy + 0.5 * a.skill - 0.675) * (1.0 - a.followup)


@allocating
def _round(w, p, task, places):
    """Give the meetings of today for one task, 0 assess or 1 meet, by an exponential race kept in a short list."""
    s = w.prison[0]
    key = chain(chain(s.key, MEET if task == 1 else ASSESS), s.day)
    missed = chain(chain(chain(s.key, MISSED), s.day), task)
    who = np.empty(places, np.int64)
    score = np.empty(places)
    m = 0
    for i in range(w.inmates.shape[0]):
        a = w.inmates[i]
        if a.here == 0 or (task == 1 and a.sentenced == 0):
            continue
        u = draw(key, a.pid)
        weight = 0.3 + a.followup if task == 1 else (1.05 - a.assessed) ** 3
        if m == places and 1.0 - u > score[m - 1] * weight * 1.000001:
            continue  # -log(u) is more than 1 - u: he cannot win
        x = race(u, weight)
        if m == places and x >= score[m - 1]:
            continue
        k = m if m < places else m - 1
        while k > 0 and score[k - 1] > x:
            score[k] = score[k - 1]
            who[k] = who[k - 1]
            k -= 1
        score[k] = x
        who[k] = i
        m = min(places, m + 1)
    for k in range(m):
        a = w.inmates[who[k]]
        if draw(missed, a.pid) < _busy(w, a.wing):
            continue
        if task == 1:
            _meet(p, a)
        else:
            _assess(w, p, a)


@kernel
def dawn(w, p):
    """Minutes of the week, and what is done with those of today."""
    s = w.prison[0]
    if s.weekday == 0:
        s.counsellor_minutes += w.counsellors.shape[0] * p.probation_minutes
    if s.weekday > 4 or s.counsellor_minutes <= 0.0:
        return
    today = s.counsellor_minutes / (5 - s.weekday)
    meetings = int(today / p.probation_meeting)
    assessments = (meetings + 1) // 2
    if assessments > 0:
        _round(w, p, 0, assessments)
    if meetings > assessments:
        _round(w, p, 1, meetings - assessments)
    s.counsellor_minutes -= meetings * p.probation_meeting


@kernel
def dusk(w, p):
    """Assessments age; engagement drifts back to what trust, words and an activity leave of it."""
    keep = 0.5 ** (1.0 / p.probation_half_life)
    for i in range(w.inmates.shape[0]):
        a = w.inmates[i]
        if a.here == 0:
            continue
        a.assessed *= keep
        aim = 0.1 + 0.4 * (a.legitimacy - 0.45) + 0.3 * (a.skill - 0.45)
        if a.activity > 0:
            aim += 0.15
        aim = clip01(aim)
        a.followup = aim + (a.followup - aim) * keep


@kernel
def reoffending(a, p):
    """Proxy: probability of a new conviction within 12 months of release.

    Anchored on releases of 2016 in France: 31 % in all, 55 % at 18-20, 12 % at 60 and over; linear in log age.
    """
    x = 0.18 - 1.82 * math.log(a.age / 19.5) + 0.08 * (min(a.prior_terms, 4) - 1)
    x -= p.probation_effect * (a.followup - 0.2) + 0.5 * p.probation_effect * (a.skill - 0.45)
    if a.activity == WORK:
        x -= WORKED
    return odds(x)


MECHANISM = Mechanism(
    id="M24", key="probation",
    en="Probation follow-up: scarce minutes, assessments shared with officers, an educational path, risk at release",
    fr="Suivi de probation\u202f: minutes comptées, évaluation partagée avec les agents, parcours, risque à la sortie",
    parameters=(
        Parameter("probation.minutes", 700.0, "minutes", 0, 2400, (300, 1200), "assumed",
                  "Minutes of a counsellor's week spent with inmates",
                  "Minutes de la semaine d’un conseiller passées avec les personnes détenues", role="time"),
        Parameter("probation.meeting", 60.0, "minutes", 10, 300, (40, 120), "assumed",
                  "Minutes of an assessment or meeting, notes included",
                  "Minutes d’une évaluation ou d’un entretien, écrits compris", role="time"),
        Parameter("probation.shared", 0.5, "share", 0, 1, (0, 1), "assumed",
                  "Share of officers' knowledge that enters the assessment",
                  "Part de ce que savent les agents qui entre dans l’évaluation", role="share"),
        Parameter("probation.half_life", 120.0, "days", 5, 2000, (45, 365), "C-THERAPY",
                  "Half-life of an assessment and of engagement", "Demi-vie d’une évaluation et de l’engagement",
                  role="time"),
        Parameter("probation.engage", 0.12, "0..1", 0, 1, (0.03, 0.3), "assumed", "Engagement won by one meeting",
                  "Engagement gagné en un entretien"),
        Parameter("probation.effect", 0.4, "logit", 0, 2, (0, 0.8), "C-BEAUDRY",
                  "Effect of a full path against reoffending; skills weigh half",
                  "Effet d’un parcours entier contre la récidive\u202f; les compétences pèsent moitié"),
    ),
    reads=("inmates.activity", "inmates.legitimacy", "inmates.age", "inmates.sentenced", "inmates.skill", "inmates.known",
           "inmates.prior_terms", "wings.minutes", "wings.lost", "wings.spent"),
    writes=("inmates.followup", "inmates.assessed", "wings.tally", "prison.counsellor_minutes"),
    sources=("A-RECID", "C-PJ-REC", "C-BEAUDRY"), dawn=dawn, dusk=dusk,
)
