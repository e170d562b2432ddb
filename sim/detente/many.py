"""Several prisons in one world: each is a unit of work; people move between them by weekly convoy.

A prison runs its days alone, so prisons can be shared among threads; what is in the outboxes when the convoy leaves is let
in elsewhere, in an order that depends on people's ids only. Nothing vanishes: somebody no prison has a bed for goes
back where he came from. (A convoy a week rather than a day: so are transfers made, and it costs a seventh of the
crossings between Python and compiled code.)
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from .drivers import advance_fused
from .engine import Run, set_levers, start
from .mechanisms.m23_turnover import arrive
from .world.chance import chain, draw, purpose, race
from .world.world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .scenario.schema import Scenario

DESTINATION = purpose(60, "to which prison a transferred person goes")


@dataclass
class _Prison:
    scenario: Scenario
    world: World
    p: Any
    changes: frozenset[int]


def simulate_many(scenarios: Sequence[Scenario], seed: int = 1, *, days: int | None = None, threads: int = 2, every: int = 7,
                  progress: Callable[[int, int], None] | None = None) -> list[Run]:
    """Run several prisons together.

    Parameters
    ----------
    scenarios : sequence of Scenario
        One a prison; their establishments need different ``uid``.
    seed : int
    days : int, optional
        Default: the shortest horizon.
    threads : int
        Results do not depend on it.
    every : int
        Days between two convoys.
    progress : callable, optional
        ``progress(day, days)`` after each convoy.

    Returns
    -------
    list of Run, in the order of the scenarios
    """
    from .errors import DetenteError

    uids = [s.establishment.uid for s in scenarios]
    if len(set(uids)) != len(uids):
        raise DetenteError("two prisons of one world are the same establishment", key="establishment.uid")
    total = min(s.warmup_days + s.horizon_days for s in scenarios) if days is None else days
    with ThreadPoolExecutor(max_workers=max(1, threads)) as pool:
        prisons = list(pool.map(lambda s: _open(s, seed), scenarios))
        if prisons and threads > 1:
            prisons[0].world = advance_fused(prisons[0].world, prisons[0].p, 0)  # compile or load once, not twice
        size = max(1, -(-len(prisons) // (8 * max(1, threads))))
        order = sorted(range(len(prisons)), key=lambda k: -int(prisons[k].world.prison[0].n))
        chunks = [order[k::-(-len(prisons) // size)] for k in range(-(-len(prisons) // size))]
        for day in range(0, total, every):
            until = min(total, day + every)
            list(pool.map(lambda chunk, a=day, b=until: _some_days(prisons, chunk, a, b), chunks))
            exchange(prisons, seed, until)
            if progress is not None:
                progress(until, total)
    return [Run(x.scenario, seed, x.world, total, x.p) for x in prisons]


def _open(scenario: Scenario, seed: int) -> _Prison:
    from .policies.schedule import change_days

    w, p = start(scenario, seed)
    w.prison[0].linked = 1
    return _Prison(scenario, w, p, frozenset(change_days(scenario)))


def _some_days(prisons: list[_Prison], which: list[int], day: int, until: int) -> None:
    for k in which:
        x = prisons[k]
        edges = [day, *sorted(d for d in x.changes if day < d < until), until]
        for here, there in zip(edges, edges[1:], strict=False):
            if here in x.changes:
                set_levers(x.world, x.scenario, here)
            x.world = advance_fused(x.world, x.p, there - here)


def exchange(prisons: list[_Prison], seed: int, day: int) -> int:
    """Let transferred people in elsewhere; returns how many moved.

    The destination is drawn by an exponential race between the other prisons of the same type (all others if there is
    none), weighted by their free places; full prisons keep a small weight.
    """
    leaving = []
    for k, x in enumerate(prisons):
        s = x.world.prison[0]
        for m in range(int(s.out)):
            leaving.append((int(x.world.outbox[m].pid), k, m))
    if not leaving:
        return 0
    key = chain(chain(chain(np.uint64(0), np.uint64(seed)), DESTINATION), np.uint64(day))
    for pid, k, m in sorted(leaving):
        person = prisons[k].world.outbox[m].copy()
        for target in _destinations(prisons, k, np.uint64(key), np.uint64(pid)):
            if arrive(prisons[target].world, prisons[target].p, person) == 1:
                break
    for x in prisons:
        s = x.world.prison[0]
        s.out = 0
    return len(leaving)


def _destinations(prisons: list[_Prison], k: int, key: np.uint64, pid: np.uint64) -> list[int]:
    kind = int(prisons[k].world.prison[0].type)
    others = [j for j in range(len(prisons)) if j != k]
    same = [j for j in others if int(prisons[j].world.prison[0].type) == kind]
    scores = []
    for j in same or others:
        s = prisons[j].world.prison[0]
        free = max(0.02, 1.0 - int(s.n) / max(1.0, float(s.target))) * int(s.capacity)
        u = draw(np.uint64(chain(key, np.uint64(int(s.uid)))), pid)
        scores.append((race(u, free), j))
    return [j for _, j in sorted(scores)] + [k]
