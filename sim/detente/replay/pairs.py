"""Two people whose conflict went to mediation, followed day by day: what ties them, what one holds against the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..world.codes import MEDIATION
from .packing import pack, quantise

if TYPE_CHECKING:
    from ..engine import Run

Pair = tuple[int, int]


def mediated(runs: list[Run]) -> list[Pair]:
    """Pairs of people, by person id, whose incident came to mediation in any of the runs: held or refused."""
    out: list[Pair] = []
    for run in runs:
        for e in run.log:
            pair = (int(e.a_pid), int(e.b_pid))
            if int(e.response) == MEDIATION and int(e.outcome) and int(e.kind) <= 2 and e.b >= 0 and pair not in out:
                out.append(pair)
    return out


def between(w: Any, pairs: list[Pair]) -> list[tuple[float, float]]:
    """``(tie, grudge)`` of each pair on an evening.

    Returns
    -------
    list of tuple
        Mean strength of what each feels for the other, -1 to 1 (0 without a tie); the larger grudge, 0 to 1; not a number
        where one of them is not here.
    """
    rows = {int(w.inmates.pid[row]): int(row) for row in np.flatnonzero(w.inmates.here == 1)}
    out = []
    for a, b in pairs:
        if a not in rows or b not in rows:
            out.append((float("nan"), float("nan")))
            continue
        found = [(x, k) for x, y in ((rows[a], rows[b]), (rows[b], rows[a])) for k in np.flatnonzero(w.knows[x] == y)]
        ties = [float(w.bonds.strength[x, k]) for x, k in found]
        out.append((sum(ties) / 2.0, max((float(w.bonds.grudge[x, k]) for x, k in found), default=0.0)))
    return out


def packed(daily: list[list[tuple[float, float]]], pairs: list[Pair], roll: Any) -> list[dict[str, Any]]:
    """Pairs as a bundle holds them: ``tie`` is (tie + 1) / 2."""
    out = []
    for n, (a, b) in enumerate(pairs):
        tie = np.array([(day[n][0] + 1.0) / 2.0 for day in daily])
        grudge = np.array([day[n][1] for day in daily])
        out.append({"a": roll.of(a), "b": roll.of(b), "tie": pack([quantise(tie)]), "grudge": pack([quantise(grudge)])})
    return out
