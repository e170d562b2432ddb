"""M3 Tension: a fast state that follows what a day does to a person.

Tension moves towards a level that promiscuity, idleness, noise, unanswered requests, felt unfairness, an ill cellmate
and fear push up, and that hours with something in them pull down. Each weight says how far one full dose moves it.
"""

from __future__ import annotations

import numpy as np

from ..declare import Mechanism, Parameter
from ..world.codes import VISIT, WORKSHOP
from ..world.compiled import kernel
from .duty import HOURS


@kernel
def level(w, p, a):
    """Tension that a person's present circumstances tend to, on [0, 1]."""
    g = w.wings[a.wing]
    x = p.tension_base + p.tension_noise * g.noise
    if a.cell >= 0 and a.isolated_until < 0:
        cell = w.cells[np.uint32(a.cell)]
        x += p.tension_promiscuity * min(2.0, max(0.0, float(cell.n - cell.beds)))
        if p.on_disorder and a.episode_until < 0 and cell.ill > 0:
            x += p.tension_ill_cellmate
    x += p.tension_idleness * (a.boredom - 0.5)
    x += p.tension_requests * min(1.0, a.requests / 4.0)
    if p.on_fear:
        x += p.tension_fear * (a.fear - 0.15)
    if p.on_legitimacy:
        x -= p.tension_unfair * (a.legitimacy - 0.45)
    if a.isolated_until >= 0 or a.confined_until >= 0:
        x += p.tension_locked
    if x < 0.02:
        return 0.02
    if x > 0.98:
        return 0.98
    return x


@kernel
def slot(w, p):
    """Move everyone's tension towards its level, faster while out at something."""
    hours = HOURS[w.prison[0].slot]
    pull = 1.0 - 0.5 ** (hours / 24.0 / p.tension_half_life)
    inmates = w.inmates
    for i in range(inmates.shape[0]):
        a = inmates[i]
        if a.here == 0:
            continue
        aim = level(w, p, a)
        aim *= 1.0 - p.tension_relief if (a.place == WORKSHOP) | (a.place == VISIT) else 1.0
        a.tension += pull * (aim - a.tension)


def _weight(name, default, plausible, en, fr, evidence="assumed"):
    return Parameter(f"tension.{name}", default, "0..1", 0, 1, plausible, evidence, en, fr)


MECHANISM = Mechanism(
    id="M3", key="tension",
    en="Tension: fed by promiscuity, idleness, noise, unanswered requests, unfairness, fear; relieved by activity",
    fr="Tension\u202f: nourrie par la promiscuité, l’oisiveté, le bruit, les demandes sans réponse, l’injustice, la peur\u202f;"
       " apaisée par l’activité",
    parameters=(
        _weight("base", 0.25, (0.1, 0.35), "Tension that detention alone leaves", "Tension que laisse la seule détention"),
        _weight("noise", 0.05, (0, 0.15), "Effect of noise and promiscuity in the wing", "Effet du bruit de l’aile"),
        _weight("promiscuity", 0.02, (0, 0.06), "Effect of one person too many in the cell",
                "Effet d’une personne en trop dans la cellule", "C-CROWD-MOJ"),
        _weight("idleness", 0.20, (0.05, 0.4), "Effect of idleness, from full days to empty ones",
                "Effet de l’oisiveté, des journées pleines aux journées vides"),
        _weight("requests", 0.10, (0, 0.25), "Effect of four unanswered requests", "Effet de quatre demandes sans réponse"),
        _weight("fear", 0.30, (0.1, 0.5), "Effect of fear", "Effet de la peur"),
        _weight("unfair", 0.18, (0, 0.4), "Effect of legitimacy, from fair to arbitrary staff",
                "Effet de la légitimité, d’un personnel juste à arbitraire", "C-PJ15"),
        _weight("ill_cellmate", 0.08, (0, 0.2), "Effect of a cellmate in an untreated episode",
                "Effet d’un codétenu en épisode non soigné"),
        _weight("locked", 0.08, (0, 0.2), "Effect of being locked up as a sanction", "Effet de l’enfermement par sanction"),
        _weight("relief", 0.35, (0.1, 0.6), "Share of tension that work, class or a visit takes off",
                "Part de tension qu’enlèvent travail, classe ou parloir"),
        Parameter("tension.half_life", 1.5, "days", 0.1, 30, (0.5, 5), "assumed", "Half-life of tension",
                  "Demi-vie de la tension", role="time"),
    ),
    reads=("inmates.place", "inmates.episode_until", "inmates.cell", "inmates.isolated_until", "inmates.fear",
           "inmates.legitimacy", "inmates.boredom", "inmates.requests", "inmates.confined_until", "wings.noise", "cells.beds",
           "cells.n", "cells.ill"),
    writes=("inmates.tension",),
    slot=slot,
)
