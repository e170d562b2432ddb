"""Restorative circles: who sat in them, found by living those mornings again; how they and their wing were before and after.

Those who come are not those who do not. So the same people, on the same days, are followed in the prison without circles
too: what they did there anyway is no effect of the circle.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import DetenteError
from ..world.codes import CASE_AGREED, CASE_REFUSED, CASE_RESTORATIVE, K_CIRCLE_PEOPLE, K_CIRCLES, N_SLOTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..engine import Run
    from ..scenario.schema import Scenario
    from ..studies.runner import Progress

STATES = ("norm", "fear", "legitimacy", "tension")
BEFORE, AFTER = 30, 60
"""Days before a circle and after it over which states are averaged."""
ENOUGH = 14
"""A circle with fewer days after it than this counts in no year's figure."""


@dataclass(frozen=True)
class Circle:
    """One circle that was held.

    Attributes
    ----------
    day : int
        Day of the run, warm-up included.
    wing, incident : int
    repaired : bool
    members, others : tuple of int
        Person ids: who sat there; everybody else of the wing that morning.
    """

    day: int
    wing: int
    incident: int
    repaired: bool
    members: tuple[int, ...]
    others: tuple[int, ...]


def held(run: Run) -> list[Circle]:
    """Every circle of a run, in the order in which they were held.

    Raises
    ------
    DetenteError
        The mornings do not come out the same when lived again.
    """
    from ..engine import advance, set_levers, start
    from ..outcomes.replay import parameters_given
    from ..world.world import copy

    out: list[Circle] = []
    w, p = start(run.scenario, run.seed, parameters_given(run))
    now = 0
    for day in (int(d) for d in np.flatnonzero(run.series.tally[:, K_CIRCLES])):
        w = advance(w, p, run.scenario, now, day)
        now, morning = day, copy(w)
        set_levers(morning, run.scenario, day)
        found = _morning(morning, p, day)
        if sum(len(circle.members) for circle in found) != int(run.series.tally[day, K_CIRCLE_PEOPLE]):
            raise DetenteError("this run cannot be lived again from its scenario and seed", key="circles")
        out += found
    return out


def _morning(w: Any, p: Any, day: int) -> list[Circle]:
    """Dawn of one day up to the circles, then these one by one as mechanism M16 holds them."""
    from ..mechanisms import SCHEDULE, m16_restorative as m16
    from ..world.cases import clear, close, next_ready

    s = w.prison[0]
    s.slot, s.tick = 0, int(s.day) * N_SLOTS
    for when, mechanism in SCHEDULE:
        if mechanism is m16.MECHANISM:
            break
        if when == "dawn" and mechanism.dawn is not None and (not mechanism.switchable or p[f"on_{mechanism.key}"]):
            mechanism.dawn(w, p)
    clear(w, CASE_RESTORATIVE)
    key, out = _key(s), []
    for v in range(w.wings.shape[0]):
        g, monthly = w.wings[v], float(w.levers[v].circles_per_month)
        g.circle_budget = min(3.0, g.circle_budget + monthly / 30.4) if monthly > 0.0 else 0.0
        while g.circle_budget >= 1.0:
            n = int(next_ready(w, CASE_RESTORATIVE, v, 0, key))
            if n < 0:
                break
            if m16._both_come(w, p, w.cases[n]) == 0:
                close(w, n, CASE_REFUSED, 2)
                continue
            g.circle_budget -= 1.0
            out.append(_circle(w, p, day, v, n))
    return out


def _key(s: Any) -> np.uint64:
    """The mechanism's own key of a morning; a compiled function gives plain integers back, which it would not take again."""
    from ..mechanisms import m16_restorative as m16
    from ..world.chance import chain

    return np.uint64(chain(np.uint64(chain(np.uint64(s.key), m16.QUEUE)), np.uint64(s.day)))


def _circle(w: Any, p: Any, day: int, wing: int, n: int) -> Circle:
    from ..mechanisms import m16_restorative as m16

    seats, incident = np.zeros(2 + m16.OTHERS, np.int64), int(w.cases[n].incident)
    rows = seats[:int(m16._gather(w, p, w.cases[n], wing, seats))]
    m16._circle(w, p, wing, n)
    rest = np.setdiff1d(np.flatnonzero((w.inmates.here == 1) & (w.inmates.wing == wing)), rows)
    return Circle(day, wing, incident, int(w.cases[n].state) == CASE_AGREED, _pids(w, rows), _pids(w, rest))


def _pids(w: Any, rows: np.ndarray) -> tuple[int, ...]:
    return tuple(int(w.inmates.pid[row]) for row in rows)


def states(run: Run, days: Sequence[int]) -> dict[int, dict[int, tuple[float, ...]]]:
    """`STATES` of everybody present at the dawn of some days, by person id; the run is lived once more."""
    from ..engine import advance, start
    from ..outcomes.replay import parameters_given

    w, p = start(run.scenario, run.seed, parameters_given(run))
    out, now = {}, 0
    for day in sorted(set(days)):
        if day > now:
            w = advance(w, p, run.scenario, now, day)
            now = day
        here = np.flatnonzero(w.inmates.here == 1)
        columns = [w.inmates[name][here].tolist() for name in STATES]
        out[day] = dict(zip(w.inmates.pid[here].tolist(), zip(*columns, strict=True), strict=True))
    return out


def window(circle: Circle, end: int, step: int) -> list[int]:
    """Days looked at around a circle; the dawn of its own day is the last one before it."""
    return [d for d in range(circle.day - BEFORE, min(circle.day + AFTER, end) + 1, step) if d >= 0]


def told(runs: Sequence[Run], roll: Any) -> list[dict[str, Any]]:
    """The circles of the second run as a page shows them: members and means day by day in both runs."""
    kept, warm, end = held(runs[1]), runs[1].scenario.warmup_days, runs[1].days - 1
    days = [d for circle in kept for d in window(circle, end, 1)]
    seen = [states(run, days) for run in runs]
    out = []
    for circle in kept:
        span = window(circle, end, 1)
        out.append({"day": circle.day - warm, "wing": circle.wing, "incident": circle.incident, "repaired": circle.repaired,
                    "members": [roll.of(pid) for pid in circle.members], "others": len(circle.others), "from": span[0] - warm,
                    "means": {name: {who: [[_mean(lives[d], pids, k) for d in span] for lives in seen]
                                     for who, pids in (("members", circle.members), ("others", circle.others))}
                              for k, name in enumerate(STATES)}})
    return out


def _mean(people: dict[int, tuple[float, ...]], pids: Sequence[int], k: int) -> float | None:
    """Mean of a state among those of a group who are here; None without anybody."""
    there = [people[pid][k] for pid in pids if pid in people]
    return round(sum(there) / len(there), 4) if there else None


def change(seen: dict[int, dict[int, tuple[float, ...]]], circle: Circle, pids: Sequence[int], k: int, end: int,
           step: int) -> float | None:
    """Mean after a circle less mean before it, of the same people."""
    span = window(circle, end, step)
    parts: list[list[float]] = [[], []]
    for d in span:
        x = _mean(seen[d], pids, k)
        if x is not None:
            parts[int(d > circle.day)].append(x)
    return sum(parts[1]) / len(parts[1]) - sum(parts[0]) / len(parts[0]) if all(parts) else None


def years(plain: Scenario, moved: Scenario, seeds: Sequence[int], *, threads: int | None = None,
          progress: Progress | None = None, step: int = 6) -> dict[str, Any]:
    """The circles of many years, against the same people in the same year without circles.

    Returns
    -------
    dict
        ``held``: circles a year; ``members``, ``others``: for each of `STATES` ``[[change without, change with], ...]`` a
        year, or None for a year without a circle that can be followed; ``against``: what the years with one say together.
    """
    from ..engine import simulate
    from ..studies.runner import replicate

    def both(run: Run) -> dict[str, Any]:
        return year([simulate(plain, run.seed), run], step)

    found = replicate([moved], seeds, both, threads=threads, progress=progress)[0]
    groups = {who: {name: [y[who][name] for y in found] for name in STATES} for who in ("members", "others")}
    return {"held": [y["held"] for y in found], **groups,
            "against": {who: {name: _against(rows) for name, rows in of.items()} for who, of in groups.items()}}


def _against(rows: list[list[float] | None]) -> dict[str, Any]:
    """Paired changes of the years with a circle: in how many less, more; mean difference and its interval."""
    from ..studies.paired import paired

    kept = [row for row in rows if row is not None]
    out: dict[str, Any] = {"years": len(kept), "less": sum(b < a for a, b in kept), "more": sum(b > a for a, b in kept),
                           "difference": 0.0, "low": 0.0, "high": 0.0}
    if len(kept) > 1:
        p = paired([a for a, _ in kept], [b for _, b in kept], 0)
        out |= {"difference": round(p.difference, 5), "low": round(p.low, 5), "high": round(p.high, 5)}
    return out


def year(runs: Sequence[Run], step: int) -> dict[str, Any]:
    """One year's circles: mean change of those who sat there and of the rest of their wing, without and with circles."""
    end = runs[1].days - 1
    kept = held(runs[1])
    followed = [circle for circle in kept if circle.day + ENOUGH <= end and circle.day >= BEFORE]
    seen = [states(run, [d for circle in followed for d in window(circle, end, step)]) for run in runs]
    out: dict[str, Any] = {"held": len(kept), "members": {}, "others": {}}
    for k, name in enumerate(STATES):
        for who in ("members", "others"):
            pairs = [tuple(change(lives, c, getattr(c, who), k, end, step) for lives in seen) for c in followed]
            whole = [(without, with_) for without, with_ in pairs if without is not None and with_ is not None]
            out[who][name] = [round(sum(pair[side] for pair in whole) / len(whole), 5) for side in (0, 1)] if whole else None
    return out
