"""M22 Mental disorder: episodes come and go, care shortens them, places are few; cellmates bear the rest."""

from __future__ import annotations

import math

from ..declare import Mechanism, Parameter
from ..world.chance import chain, draw, exponential, purpose
from ..world.codes import K_CARE_DAYS, K_EPISODES
from ..world.compiled import kernel

ONSET = purpose(2201, "an episode of disorder begins today")
LENGTH = purpose(2202, "length of that episode without care")
QUEUE = purpose(2203, "who gets a free mental-health place first")

SEVERE = 2
MOST_STRAIN = 7.0  # more than exp(1.5 * (1 - 0.35) + 0.8)


@kernel
def _episodes(w, p):
    """End and start episodes; strain and the disciplinary cell bring them on."""
    s = w.prison[0]
    onset = chain(chain(s.key, ONSET), s.day)
    length = chain(chain(s.key, LENGTH), s.day)
    for i in range(w.inmates.shape[0]):
        a = w.inmates[i]
        if a.here == 0:
            continue
        if a.episode_until >= 0 and s.day >= a.episode_until:
            a.episode_until = -1
            a.care = 0
        if a.disorder == 0 or a.episode_until >= 0:
            continue
        rate = p.disorder_severe if a.disorder == SEVERE else p.disorder_mild
        strain = 1.5 * (a.tension - 0.35)
        if a.isolated_until > s.day:
            strain += 0.8
        u = draw(onset, a.pid)
        if u > rate / 365.0 * MOST_STRAIN:
            continue  # strain cannot bring it to that
        if u < 1.0 - math.exp(-rate / 365.0 * math.exp(strain)):
            a.episode_until = s.day + 1 + int(exponential(draw(length, a.pid), p.disorder_length))
            w.wings[a.wing].tally[K_EPISODES] += 1


@kernel
def _waits(a, day):
    """1 if he needs a place, has none and can be moved."""
    return 1 if a.here == 1 and a.disorder == SEVERE and a.episode_until > day and a.care == 0 \
        and a.isolated_until <= day else 0


@kernel
def _care(w, p):
    """Free places go to those who wait, by lot of the day; care cuts what is left of the episode."""
    s = w.prison[0]
    s.care_places = int(w.levers[0].care_places * s.n / 100.0 + 0.5)
    taken = 0
    waiting = 0
    for i in range(w.inmates.shape[0]):
        a = w.inmates[i]
        if a.here == 1 and a.care == 1:
            taken += 1
        waiting += _waits(a, s.day)
    key = chain(chain(s.key, QUEUE), s.day)
    for _ in range(min(waiting, s.care_places - taken)):
        best = -1
        score = math.inf
        for i in range(w.inmates.shape[0]):
            a = w.inmates[i]
            if _waits(a, s.day) == 1:
                u = draw(key, a.pid)
                if u < score:
                    score = u
                    best = i
        a = w.inmates[best]
        a.care = 1
        a.episode_until = s.day + max(1, int((a.episode_until - s.day) * (1.0 - p.disorder_care) + 0.5))
        taken += 1
    s.in_care = taken


@kernel
def dawn(w, p):
    """Episodes, places, and a night beside somebody who suffers untreated."""
    s = w.prison[0]
    _episodes(w, p)
    _care(w, p)
    for x in range(w.cells.shape[0]):
        w.cells[x].ill = 0
    for i in range(w.inmates.shape[0]):
        a = w.inmates[i]
        if a.here == 0 or a.episode_until < 0:
            continue
        if a.care == 1:
            w.wings[a.wing].tally[K_CARE_DAYS] += 1
        elif a.cell >= 0 and a.isolated_until <= s.day:
            c = w.cells[a.cell]
            c.ill += 1
            for x in range(c.n):
                j = c.who[x]
                if j >= 0 and j != i:
                    b = w.inmates[j]
                    b.tension += p.disorder_cell * (1.0 - b.tension)


MECHANISM = Mechanism(
    id="M22", key="disorder",
    en="Mental disorder: episodes, their weight on friction and on cellmates, and the places of care",
    fr="Troubles psychiques\u202f: les épisodes, leur poids sur les frictions et les codétenus, et les places de soins",
    parameters=(
        Parameter("disorder.severe", 3.0, "per year", 0, 30, (1, 6), "assumed", "Episodes a year, severe disorder",
                  "Épisodes par an, trouble sévère", role="rate"),
        Parameter("disorder.mild", 0.5, "per year", 0, 12, (0.1, 1.5), "assumed", "Episodes a year, mild disorder",
                  "Épisodes par an, trouble léger", role="rate"),
        Parameter("disorder.length", 14.0, "days", 1, 365, (5, 40), "assumed", "Mean length of an episode without care",
                  "Durée moyenne d’un épisode sans soins", role="time"),
        Parameter("disorder.care", 0.4, "share", 0, 1, (0.1, 0.7), "assumed",
                  "Share of what is left of an episode that care spares",
                  "Part du reste de l’épisode qu’épargnent les soins"),
        Parameter("disorder.cell", 0.03, "0..1", 0, 0.5, (0.005, 0.1), "assumed",
                  "Tension added in a day to the cellmate of an untreated person",
                  "Tension ajoutée en un jour au codétenu d’une personne non soignée"),
        Parameter("disorder.friction", 0.4, "logit", 0, 3, (0.1, 1), "assumed", "Effect of an episode on friction",
                  "Effet d’un épisode sur les frictions"),
        Parameter("disorder.strike", 0.5, "logit", -1, 3, (0.1, 1), "C-MI-PERP", "Effect of an episode on striking",
                  "Effet d’un épisode sur le coup"),
    ),
    reads=("inmates.cell", "inmates.isolated_until", "inmates.disorder", "cells.n", "cells.who", "levers.care_places",
           "prison.n"),
    writes=("inmates.tension", "inmates.care", "inmates.episode_until", "wings.tally", "cells.ill", "prison.care_places",
            "prison.in_care"),
    sources=("A-PSY", "A-PSY3", "C-MI-PERP"), dawn=dawn,
)
