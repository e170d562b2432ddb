"""M21 Alienation and radical influence: humiliation and isolation open people to recruiters; other ties close it.

Transmission among inmates has no published rate (C-RADIC): the default is low, the range wide, and the whole part can
be switched off.
"""

from __future__ import annotations

import numpy as np

from ..declare import Mechanism, Parameter
from ..world.chance import chain, draw, purpose
from ..world.codes import K_RECRUITED, K_TIES
from ..world.compiled import kernel
from ..world.people import clip01

FIRST = purpose(2101, "somebody comes in as a recruiter")

RECRUITER = 0.6     # influence from which a person recruits others
ARRIVES = 0.7       # influence of a recruiter who comes in
FAINT = 0.02        # influence that anyone has


@kernel
def humiliated(a, p, amount):
    """An act of staff that humiliates (amount 0..1): he belongs a little less."""
    a.alienation += min(0.9, p.influence_humiliation * clip01(amount)) * (1.0 - a.alienation)


@kernel
def dawn(w, p):
    """Who comes in as a recruiter: asked on the first two days, always with the same answer."""
    key = chain(w.prison[0].key, FIRST)
    for i in range(w.inmates.shape[0]):
        a = w.inmates[i]
        if a.here == 1 and a.days_here <= 1 and a.influence < ARRIVES and draw(key, a.pid) < p.influence_recruiters:
            a.influence = ARRIVES


@kernel
def _company(w, i, before):
    """(exposure to recruiters, friends who are not), each about 0..1."""
    a = w.inmates[i]
    knows = w.knows
    bonds = w.bonds
    exposure = 0.0
    friends = 0.0
    for k in range(K_TIES):
        j = knows[i, k]
        tied = 1.0 if j >= 0 else 0.0
        recruiter = tied if before[np.uint32(max(j, 0))] > RECRUITER else 0.0
        strength = bonds[i, k].strength
        exposure += recruiter * max(strength, 0.0)
        friends += tied - recruiter if strength > 0.3 else 0.0
    if a.cell >= 0 and a.isolated_until <= w.prison[0].day:
        mates = 0
        for x in range(w.cells[a.cell].n):
            j = w.cells[a.cell].who[x]
            if j >= 0 and j != i and before[j] > RECRUITER:
                mates += 1
        exposure += 0.5 * mates
    return min(1.0, exposure), min(1.0, friends / 4.0)


@kernel
def dusk(w, p):
    """Alienation follows how he is treated and who he has; influence grows where a recruiter finds it, or fades."""
    s = w.prison[0]
    n = w.inmates.shape[0]
    before = w.line
    for i in range(n):
        before[i] = w.inmates[i].influence if w.inmates[i].here == 1 else 0.0
    keep = 0.5 ** (1.0 / p.influence_half_life)
    for i in range(n):
        a = w.inmates[i]
        if a.here == 0:
            continue
        exposure, friends = _company(w, i, before)
        aim = 0.40 + 0.8 * (0.45 - a.legitimacy) - 0.25 * friends
        if a.activity > 0:
            aim -= 0.08
        if a.isolated_until > s.day:
            aim += 0.3
        aim = clip01(aim)
        a.alienation = aim + (a.alienation - aim) * keep
        if before[i] > RECRUITER:
            continue
        open_to = a.alienation * (1.0 - p.influence_ties * friends)
        a.influence += p.influence_rate * exposure * open_to * (1.0 - a.influence)
        loss = (1.0 - keep) * (1.0 - exposure) + 0.02 * p.influence_ties * friends
        a.influence -= min(1.0, loss) * (a.influence - FAINT)
        if a.influence > RECRUITER:
            w.wings[a.wing].tally[K_RECRUITED] += 1


MECHANISM = Mechanism(
    id="M21", key="influence",
    en="Alienation and radical influence: humiliation and isolation open people to recruiters; ties close it",
    fr="Rupture et emprise radicale\u202f: humiliation, isolement et injustice ouvrent aux"
       " recruteurs\u202f; les liens referment",
    parameters=(
        Parameter("influence.recruiters", 0.01, "share", 0, 0.3, (0.002, 0.03), "A-RAD",
                  "Recruiters among those who enter", "Part de recruteurs parmi les entrants", role="share"),
        Parameter("influence.rate", 0.02, "per day", 0, 1, (0.002, 0.06), "C-RADIC",
                  "Hold won in a day by a close recruiter over a wholly alienated person",
                  "Emprise gagnée en un jour par un recruteur proche sur une personne en rupture totale", role="rate"),
        Parameter("influence.ties", 0.7, "0..1", 0, 1, (0.3, 1), "assumed", "How far four other friends close the way",
                  "Part de la voie que ferment quatre autres amis"),
        Parameter("influence.half_life", 90.0, "days", 5, 2000, (30, 365), "assumed",
                  "Half-life of alienation, and of influence out of reach of recruiters",
                  "Demi-vie de la rupture, et de l’emprise loin des recruteurs", role="time"),
        Parameter("influence.humiliation", 0.05, "0..1", 0, 0.9, (0.01, 0.15), "assumed",
                  "Alienation added by a full humiliation", "Rupture ajoutée par une humiliation entière"),
        Parameter("influence.strike", 0.4, "logit", 0, 3, (0, 1), "assumed", "Effect of full influence on striking",
                  "Effet de l’emprise entière sur le coup"),
    ),
    reads=("inmates.activity", "inmates.cell", "inmates.isolated_until", "inmates.legitimacy", "inmates.days_here",
           "bonds.strength", "knows", "cells.n", "cells.who"),
    writes=("inmates.alienation", "inmates.influence", "wings.tally"),
    sources=("A-RAD", "A-RAD2", "C-RADIC"), dawn=dawn, dusk=dusk,
)
