"""What would move a difference between two arms, or turn it: levers and assumed parameters, one at a time, beside luck.

Each is put at both ends of its plausible range, in both arms (a lever on which the arms differ moves in the option only). All
candidates are tried with a few seeds; those that moved most are then measured with fresh seeds, so that what is shown was not
chosen for its luck. Differences of differences are paired by seed and judged by `studies.paired`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ...studies.paired import Paired, paired
from .candidates import Candidate, candidates
from .compared import LEVEL, read
from .trying import Trials

if TYPE_CHECKING:
    from ...studies.runner import Progress

FIRST, FRESH = 2, 8
"""Seeds of the first look, and of the second."""
SHOWN = 16
SOUGHT = 4
"""Turns of which the place is looked for."""
STEPS = 3


def flips(spec: dict[str, Any], folder: Path, progress: Progress) -> dict[str, Any]:
    """Look for them.

    Parameters
    ----------
    spec : dict
        ``arms``: two scenarios written out; ``outcome``: key of a measure; ``arm``: place of the option in its comparison.
    folder : Path
    progress : callable
    """
    reference, option = (read(item) for item in spec["arms"])
    every = candidates(reference, option)
    trials = Trials(reference, option, spec["outcome"], progress)
    trials.plan(2 * len(every) + 1, FIRST)
    trials.plan(2 * min(SHOWN, len(every)) + 1, FRESH)
    seeds = range(option.seed, option.seed + FIRST)
    first = trials.run([(None, 0.0), *((x, end) for x in every for end in (x.low, x.high))], seeds)
    moved = {x.key: _reach(first, x) for x in every}
    chosen = sorted(every, key=lambda x: (-moved[x.key], x.key))[:SHOWN]
    fresh = range(option.seed + FIRST, option.seed + FIRST + FRESH)
    found = trials.run([(None, 0.0), *((x, end) for x in chosen for end in (x.low, x.high))], fresh)
    base = _pairs(np.zeros(FRESH), found[None, 0.0])
    bars = [_bar(found, x) for x in chosen]
    bars.sort(key=lambda bar: -max(abs(bar["low_effect"]), abs(bar["high_effect"])))
    floor = float(np.median([bar["noise"] for bar in bars])) if bars else 0.0
    turned = [turn for x in chosen for turn in _turns(trials, found, base, x, fresh)]
    return {"tornado": bars, "flips": turned, "noise_floor": floor, "arm": spec["arm"], "outcome": spec["outcome"],
            "base": base.difference, "low": base.low, "high": base.high, "sign": base.sign, "tried": len(every),
            "seeds": FRESH}


def _pairs(a: np.ndarray, b: np.ndarray) -> Paired:
    return paired(a.tolist(), b.tolist(), 0, LEVEL)


def _reach(found: dict[Any, np.ndarray], x: Candidate) -> float:
    """How far a candidate moves the difference at most."""
    moves = [abs(float(np.nanmean(found[x, end] - found[None, 0.0]))) for end in (x.low, x.high)]
    return max([move for move in moves if np.isfinite(move)], default=0.0)


def _bar(found: dict[Any, np.ndarray], x: Candidate) -> dict[str, Any]:
    low, high = (_pairs(found[None, 0.0], found[x, end]) for end in (x.low, x.high))
    noise = max((0.5 * (p.high - p.low) for p in (low, high) if p.n > 1), default=0.0)
    return {"key": x.key, "label": x.label, "kind": x.kind, "assumed": x.assumed, "unit": x.unit, "now": x.now,
            "low": x.low, "high": x.high, "low_effect": _or_zero(low.difference), "high_effect": _or_zero(high.difference),
            "noise": _or_zero(noise)}


def _or_zero(x: float) -> float:
    return float(x) if np.isfinite(x) else 0.0


def _turns(trials: Trials, found: dict[Any, np.ndarray], base: Paired, x: Candidate, seeds: range) -> list[dict[str, Any]]:
    """The ends at which the difference is certainly on the other side, or certainly moved and no longer on any."""
    from .turned import told

    if base.sign == 0:
        return []
    out = []
    for end in (x.low, x.high):
        there = _pairs(np.zeros(FRESH), found[x, end])
        move = _pairs(found[None, 0.0], found[x, end])
        if there.n < 2 or move.sign != -base.sign or there.sign == base.sign:
            continue
        turns = there.sign == -base.sign
        at = _place(trials, found, x, end, seeds) if turns and trials.sought < SOUGHT else end
        out.append({"key": x.key, "label": x.label, "at": at, "end": end, "turns": turns,
                    "sentence": told(x, at, end, turns and at != end, turns)})
    return out


def _place(trials: Trials, found: dict[Any, np.ndarray], x: Candidate, end: float, seeds: range) -> float:
    """About where the mean difference is zero, by halves and a straight line in the last of them."""
    trials.sought += 1
    near, far = (x.now, float(np.nanmean(found[None, 0.0]))), (end, float(np.nanmean(found[x, end])))
    for _ in range(STEPS):
        middle = 0.5 * (near[0] + far[0])
        mean = float(np.nanmean(trials.run([(x, middle)], seeds)[x, middle]))
        if mean * near[1] > 0:
            near = (middle, mean)
        else:
            far = (middle, mean)
    return near[0] + (far[0] - near[0]) * near[1] / (near[1] - far[1]) if near[1] != far[1] else far[0]
