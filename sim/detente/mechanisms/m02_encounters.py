"""M2 Encounters: who meets whom in a slot.

Everyone who is out has a keyed position along the length of the place he is in; two people meet when they come within
reach. Whether that length is of the walls or grows with the crowd, so that encounters a head follow density or not, is
contested (C-CROWD-*) and a parameter, ``spread``. One more person adds his own meetings without moving anybody else's. But
time is finite: an hour is shared among all whom one meets, and a locked cell's hours among all who are in it, so that
crowding brings more people near and gives less time to each (C-CROWD-PA). Friends seek each other out; cellmates cannot
do otherwise than meet.

The list of contacts is in the order of the keyed positions (then of cells): no row acts first because of its number.
"""

from __future__ import annotations

import numpy as np

from ..declare import Mechanism, Parameter
from ..world.chance import chain, draw_pair, purpose
from ..world.codes import (
    BY_CHANCE, BY_TIE, CELL, CELLMATES, DISCIPLINARY, INFIRMARY, K_TIES, OUTSIDE, SLOT_HOURS, TO_SETTLE,
)
from ..world.compiled import kernel
from ..world.ties import find, forget, weight
from .encounters_bonds import bond
from .encounters_line import line_up, reaches

SEEK = purpose(202, "two people tied to each other seek each other out")

HOURS = np.array(SLOT_HOURS)
PULL = 0.1   # a tie that pulls less is not followed


@kernel
def _add(w, i, j, place, side, minutes):
    s = w.prison[0]
    if s.n_contacts >= w.contacts.shape[0]:
        s.dropped += 1
        return
    c = w.contacts[s.n_contacts]
    c.a = i
    c.b = j
    c.place = place
    c.side = side
    c.minutes = minutes
    s.n_contacts += 1


@kernel
def _by_chance(w):
    """People within reach of one another along their place."""
    inmates = w.inmates
    order = w.order
    line = w.line
    total = w.prison[0].n_order
    for k in range(total):
        i = order[k]
        a = inmates[i]
        reach = w.rates[a.wing, a.place]
        here = a.hours_out
        m = k + 1
        while m < total:
            gap = line[m] - line[k]
            if gap >= reach * here:
                break
            j = order[m]
            hours = min(here, inmates[j].hours_out)
            if gap < reach * hours:
                _add(w, i, j, a.place, BY_CHANCE, int(60.0 * min(hours, 1.0)))
            m += 1


@kernel
def _pull(bond, p):
    """How much a tie makes its owner look for the other: friendship, or something to settle."""
    x = bond.strength
    score = bond.grudge if bond.grudge > 0.3 else x
    return max(x, score) if p.on_grudge else x


@kernel
def _purpose(bond, p):
    """What somebody is looked for: to be with him, or to settle something (M7)."""
    return TO_SETTLE if p.on_grudge and bond.grudge > 0.3 and bond.grudge > bond.strength else BY_TIE


@kernel
def _ties_here(w):
    """Ties to somebody who is in the same place, noted as ``K_TIES * row + place in the list``; returns how many.

    Noted without a branch, for there is no guessing it. (A row of -1, no tie, reads the last position: nobody's.)
    """
    ring = w.ring
    knows = w.knows
    picked = w.picked
    m = 0
    for n in range(w.prison[0].n_order):
        i = w.order[n]
        here = ring[i]
        for k in range(K_TIES):
            picked[m] = K_TIES * i + k
            m += int(abs(ring[knows[i, k]] - here) < 1.0)
    return m


@kernel
def _by_choice(w, p):
    """Friends who are in the same place look for each other, and so do people with something to settle.

    A pair is asked once, and not at all if chance has already brought them together.
    """
    s = w.prison[0]
    inmates = w.inmates
    knows = w.knows
    bonds = w.bonds
    ring = w.ring
    picked = w.picked
    key = chain(chain(s.key, SEEK), s.tick)
    seek = 0
    for x in range(_ties_here(w)):
        code = picked[x]
        i = code // K_TIES
        k = code % K_TIES
        a = inmates[i]
        b = inmates[np.uint32(knows[i, k])]
        pull = _pull(bonds[i, k], p)
        u = draw_pair(key, a.pid, b.pid)
        picked[seek] = code
        seek += int((u < p.encounters_seek * pull * min(a.hours_out, b.hours_out)) & (pull >= PULL))
    for x in range(seek):
        i = picked[x] // K_TIES
        j = knows[i, picked[x] % K_TIES]
        a = inmates[i]
        b = inmates[j]
        hours = min(a.hours_out, b.hours_out)
        if abs(ring[j] - ring[i]) < w.rates[a.wing, a.place] * hours:
            continue  # they have met
        if b.pid < a.pid:
            back = find(knows, j, i)
            if back >= 0 and _pull(bonds[j, back], p) >= PULL:
                continue  # the other one's list has asked already
        _add(w, i, j, a.place, _purpose(w.bonds[i, picked[x] % K_TIES], p), int(60.0 * min(hours, 1.0)))


@kernel
def _share_time(w):
    """The hour two people can give each other is shared with everyone else either of them meets in this slot."""
    s = w.prison[0]
    met = w.bucket
    for k in range(s.n_order):
        met[w.order[k]] = 0
    contacts = w.contacts
    for n in range(s.n_contacts):
        met[contacts[n].a] += 1
        met[contacts[n].b] += 1
    for n in range(s.n_contacts):
        c = contacts[n]
        c.minutes = max(1, int(2 * c.minutes / (met[c.a] + met[c.b])))


@kernel
def _in_cells(w):
    """Cellmates, for the hours both are locked in."""
    inmates = w.inmates
    cells = w.cells
    hours = HOURS[w.prison[0].slot]
    for c in range(cells.shape[0]):
        cell = cells[c]
        if cell.n < 2:
            continue
        for x in range(cell.n):
            i = np.uint32(cell.who[x])
            a = inmates[i]
            if a.place == DISCIPLINARY or a.place == INFIRMARY or a.place == OUTSIDE:
                continue
            for y in range(x + 1, cell.n):
                j = np.uint32(cell.who[y])
                b = inmates[j]
                if b.place == DISCIPLINARY or b.place == INFIRMARY or b.place == OUTSIDE:
                    continue
                together = hours - max(a.hours_out, b.hours_out)
                if together > 0.25:
                    _add(w, i, j, CELL, CELLMATES, int(60.0 * together / (cell.n - 1)))


@kernel
def slot(w, p):
    """Fill the list of contacts of this slot; let peaceful ones tie people."""
    w.prison[0].n_contacts = 0
    line_up(w)
    reaches(w, p)
    _by_chance(w)
    _by_choice(w, p)
    _share_time(w)
    _in_cells(w)
    bond(w, p)


@kernel
def dusk(w, p):
    """Ties fade when people do not meet; what fades to nothing is forgotten."""
    knows = w.knows
    bonds = w.bonds
    keep = 0.5 ** (1.0 / p.encounters_tie_half_life)
    for i in range(knows.shape[0]):
        for k in range(K_TIES):
            b = bonds[i, k]
            b.strength *= keep  # (nothing where there is no tie)
            if (knows[i, k] >= 0) & (weight(b) < 0.08):
                forget(knows, bonds, i, k)


MECHANISM = Mechanism(
    id="M2", key="encounters",
    en="Encounters among those present, friends more than strangers; crowding forces them on everyone",
    fr="Rencontres entre personnes présentes, amis plus qu’inconnus\u202f; la promiscuité les impose à tous",
    parameters=(
        Parameter("encounters.per_hour", 1.0, "per hour", 0, 10, (0.4, 2.0), "assumed",
                  "Chance encounters an hour out, at nominal density", "Rencontres fortuites par heure, à densité nominale",
                  role="rate"),
        Parameter("encounters.spread", 0.5, "0..1", 0, 1, (0, 1), "assumed",
                  "How far people keep out of one another's way: 0 encounters follow density, 1 they do not",
                  "Degré d’évitement\u202f: 0 les rencontres suivent la densité, 1 elles n’en dépendent pas"),
        Parameter("encounters.seek", 0.30, "per hour", 0, 2, (0.1, 0.8), "assumed",
                  "How often close friends in one place meet, an hour", "Fréquence des rencontres entre proches, par heure",
                  role="rate"),
        Parameter("encounters.bond", 0.12, "probability", 0, 1, (0.02, 0.2), "assumed",
                  "A contact counts for the tie between two people", "Probabilité qu’un contact compte pour le lien",
                  role="rate"),
        Parameter("encounters.take", 0.6, "probability", 0, 1, (0.1, 1.0), "D-DENS",
                  "A stranger is taken for a friend after such a contact", "Probabilité de se lier après un tel contact",
                  role="rate"),
        Parameter("encounters.liking", 0.25, "share", 0, 1, (0.1, 0.5), "D-HOMR",
                  "Share of people of one's origin and age one can take to",
                  "Part des personnes de même origine et de même âge avec qui l’on peut se lier", role="share"),
        Parameter("encounters.mutual", 0.03, "share", 0, 1, (0, 0.1), "D-REC",
                  "Share of pairs who take to each other whatever sets them apart",
                  "Part des paires qui se lient quoi qui les sépare", role="share"),
        Parameter("encounters.closure", 3.0, "factor", 1, 30, (1, 6), "D-TRANS", "Liking of a friend of a friend, times",
                  "Sympathie pour l’ami d’un ami, facteur"),
        Parameter("encounters.introduce", 0.15, "probability", 0, 1, (0.0, 0.5), "assumed",
                  "Somebody met makes one of his friends who is there known, when the contact counts",
                  "Quelqu’un présente un de ses proches qui est là, quand le contact compte", role="rate"),
        Parameter("encounters.tie_half_life", 45.0, "days", 5, 400, (20, 90), "D-STAB",
                  "Half-life of a tie without contact", "Demi-vie d’un lien sans contact", role="time"),
    ),
    reads=("inmates.hours_out", "inmates.place", "inmates.age", "inmates.origin", "wings.capacity", "wings.present",
           "prison.target", "prison.capacity", "cells.n", "cells.who"),
    writes=("bonds", "knows", "wings.tally", "prison.n_order", "prison.n_contacts", "prison.dropped", "contacts", "order",
            "seat"),
    sources=("D-DENS", "D-REC", "D-TRANS", "D-HOMR", "D-HOMA", "D-STAB", "C-CROWD-MOJ"),
    slot=slot, dusk=dusk,
)
