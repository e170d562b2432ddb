"""Where people stand along the places in which they meet (M2): keyed positions, put in order, and how far each one reaches."""

from __future__ import annotations

import numpy as np

from ..world.chance import chain, draw, purpose
from ..world.codes import CORRIDOR, N_PLACES, SHOWER, WORKSHOP, YARD
from ..world.compiled import kernel
from ..world.turns import put_right

POSITION = purpose(201, "position of a person along his place in this slot")

AWAY = -9.0  # position of somebody who is in no place where people meet
MEETS = np.array([place in (YARD, WORKSHOP, CORRIDOR, SHOWER) for place in range(N_PLACES)], np.int64)
# Nominal share of a wing's places that are in each place when it is open: sets the length of the place.
LENGTH = np.array((1.0, 0.45, 0.30, 0.35, 0.10, 0.12, 1.0, 0.10, 1.0))


@kernel
def line_up(w):
    """Sort everyone who is out by (wing, place, keyed position): fill order, line and seat.

    A position is ``2 * group + u``: groups never touch, and one number is all that is compared.
    """
    s = w.prison[0]
    inmates = w.inmates
    order = w.order
    ring = w.ring
    line = w.line
    bucket = w.bucket
    seat = w.seat
    wings = w.wings
    starts = w.starts
    rows = inmates.shape[0]
    out = rows + 1  # the second half of `bucket` holds the rows of those who are out
    key = chain(chain(s.key, POSITION), s.tick)
    ring[ring.shape[0] - 1] = AWAY  # what -1, nobody, reads
    total = 0
    for v in range(wings.shape[0]):
        for place in range(N_PLACES):
            starts[v * N_PLACES + place] = total
            total += MEETS[place] * wings[v].present[place]
    s.n_order = total
    for b in range(total + 1):
        bucket[b] = 0
    m = 0
    for i in range(rows):
        a = inmates[i]
        seat[i] = -1
        ring[i] = AWAY
        if m < total:
            bucket[out + m] = i
            m += a.here * MEETS[a.place]
    for x in range(total):
        i = bucket[out + x]
        a = inmates[i]
        group = a.wing * N_PLACES + a.place
        u = draw(key, a.pid)
        ring[i] = 2.0 * group + u
        b = np.uint32(starts[group] + int(u * wings[a.wing].present[a.place]))
        seat[i] = b
        bucket[b + 1] += 1
    for b in range(total):
        bucket[b + 1] += bucket[b]
    for x in range(total):
        i = bucket[out + x]
        b = seat[i]
        order[bucket[b]] = i
        line[bucket[b]] = ring[i]
        bucket[b] += 1
    put_right(order, line, 0, total)  # inside a bucket people are still in row order
    for k in range(total):
        seat[order[k]] = k


@kernel
def reaches(w, p):
    """Distance along each place of each wing within which somebody meets others, an hour: filled into ``rates``.

    The length of a place is that of its walls where people cannot get out of one another's way (``spread`` 0: encounters a
    head follow density), and grows with the crowd where they can (1: they do not); what the prison is meant to hold counts,
    not who is there today, so that one more person changes nobody else's meetings.
    """
    s = w.prison[0]
    wider = max(0.1, s.target / max(1.0, float(s.capacity))) ** p.encounters_spread
    for v in range(w.wings.shape[0]):
        for place in range(1, N_PLACES):
            length = max(4.0, w.wings[v].capacity * LENGTH[place] * wider)
            w.rates[v, place] = p.encounters_per_hour / (2.0 * length)
