"""Several prisons in one world, as in `detente.many`, keeping who was moved, when, from where and to where.

The days, the draw of a destination and the rules of a convoy are those of `many`; a test holds the two to the same bits.
Keys are kept unsigned from one compiled call to the next, so that any seed will do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ..drivers import advance_fused
from ..engine import Run
from ..many import DESTINATION, _destinations, _open, _Prison, _some_days
from ..mechanisms.m23_turnover import arrive
from ..world.chance import chain

if TYPE_CHECKING:
    from ..scenario.schema import Scenario

EVERY = 7
"""Days between two convoys."""


@dataclass(frozen=True)
class Move:
    """Somebody moved by convoy.

    Attributes
    ----------
    pid : int
    day : int
        His first day elsewhere, warm-up counted.
    here, there : int
        Places of both prisons in the list; equal for one who found no bed and came back.
    """

    pid: int
    day: int
    here: int
    there: int


def run_together(scenarios: Sequence[Scenario], seed: int, *, threads: int = 2,
                 progress: Callable[[int, int], None] | None = None) -> tuple[list[Run], list[Move]]:
    """Run several prisons together, as `many.simulate_many` does.

    Returns
    -------
    runs : list of Run
        In the order of the scenarios.
    moves : list of Move
        In the order in which they were made.
    """
    total = min(s.warmup_days + s.horizon_days for s in scenarios)
    moves: list[Move] = []
    with ThreadPoolExecutor(max_workers=max(1, threads)) as pool:
        prisons = list(pool.map(lambda s: _open(s, seed), scenarios))
        if threads > 1:
            prisons[0].world = advance_fused(prisons[0].world, prisons[0].p, 0)  # compile or load once, not twice
        chunks = _shares(prisons, threads)
        for day in range(0, total, EVERY):
            until = min(total, day + EVERY)
            list(pool.map(lambda chunk, a=day, b=until: _some_days(prisons, chunk, a, b), chunks))
            moves += convoy(prisons, seed, until)
            if progress is not None:
                progress(until, total)
    return [Run(x.scenario, seed, x.world, total, x.p) for x in prisons], moves


def _shares(prisons: list[_Prison], threads: int) -> list[list[int]]:
    """Prisons dealt out in small heaps, large ones first, so that no thread waits long for another."""
    size = max(1, -(-len(prisons) // (8 * max(1, threads))))
    order = sorted(range(len(prisons)), key=lambda k: -int(prisons[k].world.prison[0].n))
    number = -(-len(prisons) // size)
    return [order[k::number] for k in range(number)]


def convoy(prisons: list[_Prison], seed: int, day: int) -> list[Move]:
    """Let transferred people in elsewhere, in the order of their ids; who finds no bed goes back."""
    leaving = sorted((int(x.world.outbox[m].pid), k, m) for k, x in enumerate(prisons)
                     for m in range(int(x.world.prison[0].out)))
    key = np.uint64(0)
    for word in (seed, DESTINATION, day):
        key = np.uint64(chain(key, np.uint64(word)))
    moves = []
    for pid, k, m in leaving:
        person = prisons[k].world.outbox[m].copy()
        for target in _destinations(prisons, k, key, np.uint64(pid)):
            if arrive(prisons[target].world, prisons[target].p, person) == 1:
                moves.append(Move(pid, day, k, target))
                break
    for x in prisons:
        x.world.prison[0].out = 0
    return moves
