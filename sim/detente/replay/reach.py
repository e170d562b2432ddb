"""Facilitators: whom they could reach, week by week, and the disputes they were called to, calmed or not.

The log names no facilitator. Who was called is read from what the role leaves: within a slot nothing but a dispute tires
a facilitator, by one amount when it is calmed and by half of it when it is not.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from ..errors import DetenteError
from ..world.codes import FACILITATOR

LIKED = 0.2
"""Strength of a tie from which a facilitator is listened to, as in mechanism M14."""
MOST_CALLS = 40
NEAR = 1e-9


def calls(before: float, after: float, wear: float) -> tuple[int, int]:
    """How many disputes were calmed, and how many were not, between two readings of the same fatigue.

    Parameters
    ----------
    before, after : float
        Fatigue, 0 to 1.
    wear : float
        `facilitators.wear`: share of the missing fatigue that a calmed dispute adds.

    Raises
    ------
    DetenteError
        No whole numbers explain the change.
    """
    if before == after or not 0.0 < wear < 1.0:
        return 0, 0
    moved, won, lost = math.log((1.0 - after) / (1.0 - before)), math.log(1.0 - wear), math.log(1.0 - 0.5 * wear)
    tried = [(abs(s * won + f * lost - moved), s, f) for s in range(MOST_CALLS) for f in range(MOST_CALLS)]
    error, calmed, failed = min(tried)
    if error > NEAR:
        raise DetenteError("this run cannot be lived again from its scenario and seed", key="facilitators")
    return calmed, failed


class Calls:
    """Calls to facilitators of one day, by person id."""

    def __init__(self, wear: float) -> None:
        self._wear = wear
        self._before: dict[int, float] = {}
        self.day: dict[int, list[int]] = {}

    def open(self, w: Any) -> None:
        """Before a slot."""
        rows = np.flatnonzero((w.inmates.role == FACILITATOR) & (w.inmates.here == 1))
        self._before = {int(w.inmates.pid[row]): float(w.inmates.fatigue[row]) for row in rows}

    def close(self, w: Any) -> None:
        """After it."""
        if not self._before:
            return
        for row in np.flatnonzero((w.inmates.role == FACILITATOR) & (w.inmates.here == 1)):
            pid, now = int(w.inmates.pid[row]), float(w.inmates.fatigue[row])
            calmed, failed = calls(self._before.get(pid, now), now, self._wear)
            if calmed or failed:
                total = self.day.setdefault(pid, [0, 0])
                total[0] += calmed
                total[1] += failed


def reached(w: Any) -> list[tuple[int, list[int]]]:
    """``(facilitator, people)`` by person id: who of his wing holds a friendly tie to him."""
    inmates, pids = w.inmates, w.inmates.pid
    out = []
    for f in np.flatnonzero((inmates.role == FACILITATOR) & (inmates.here == 1)):
        held = ((w.knows == f) & (w.bonds.strength > LIKED)).any(axis=1)
        mine = np.flatnonzero(held & (inmates.here == 1) & (inmates.wing == inmates.wing[f]))
        out.append((int(pids[f]), sorted(int(pids[row]) for row in mine)))
    return sorted(out)
