"""What a mechanism may read and write by its declaration, and what it reads and writes in fact.

Written: the world before and after a kernel's call, compared by table and column. Read: the call is made again on a copy in
which all it may neither read nor write is poisoned (NaN; 99 or 0 by turns in columns of integers, which as a row, a day or
a code lead astray); whatever was left alone must end the same, to the bit. Levers are columns like others.

Plain Python only: in compiled code a poisoned row number would reach past the end of an array.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from typing import NamedTuple

import numpy as np

from detente.declare import Mechanism
from detente.declare.mechanism import COMMON, MOMENTS
from detente.mechanisms import MECHANISMS
from detente.world.world import SCRATCH, World, copy, empty

HANDED_ON = ("contacts", "duty", "order", "seat")  # scratch that one mechanism fills and another reads
ASTRAY = (99, 0)


class Grant(NamedTuple):
    """Places (``table.column``) that may be read, and written."""

    reads: frozenset[str]
    writes: frozenset[str]


@cache
def places() -> dict[str, tuple[str, ...]]:
    """All columns of all tables: ``{"cells": ("cells.wing", ...), "knows": ("knows",), ...}``."""
    w = empty(4, 1, 4, 4, 2, 8)
    return {table: tuple(f"{table}.{c}" for c in a.dtype.names) if a.dtype.names else (table,)
            for table, a in zip(w._fields, w, strict=True)}


def expand(declared: Iterable[str]) -> frozenset[str]:
    """Columns that a declaration means; ``KeyError`` if there is no such column."""
    out: set[str] = set()
    for place in declared:
        table, _, column = place.partition(".")
        found = places()[table] if column in ("", "*") else [x for x in places()[table] if x == place]
        if not found:
            raise KeyError(place)
        out.update(found)
    return frozenset(out)


LENT = {"turnover": Grant(
    expand(("inmates.cell", "inmates.age", "inmates.origin", "inmates.sentenced", "inmates.impulsivity",
            "inmates.vulnerability", "inmates.prior_violence", "bonds.grudge", "bonds.strength", "knows", "wings.capacity",
            "wings.cells", "wings.uid", "levers.allocation", "levers.mattress_share", "cells.beds", "cells.wing")),
    expand(("inmates.cell", "inmates.wing", "wings.n", "cells.n", "cells.who")))}
"""Turnover lets people in, so it may write all of a person; who calls it has somebody moved to another cell, no more."""


def grant(m: Mechanism, on: Callable[[str], bool] = lambda key: True, seen: frozenset[str] = frozenset()) -> Grant:
    """What a mechanism may do: its own declaration, and that of all it calls; one that is off is not called."""
    by_key = {x.key: x for x in MECHANISMS}
    writes = expand(m.writes)
    reads = writes | expand(m.reads) | expand(COMMON)
    for key in m.calls:
        if key in seen or not on(key):
            continue
        other = LENT.get(key) or grant(by_key[key], on, seen | {m.key})
        reads, writes = reads | other.reads | other.writes, writes | other.writes
    return Grant(reads, writes)


def column(w: World, place: str) -> np.ndarray:
    """A column, as a view."""
    table, _, name = place.partition(".")
    array = np.asarray(getattr(w, table))
    return array[name] if name else array


def written(before: World, after: World) -> set[str]:
    """Columns that are not the same to the bit."""
    out = set()
    for table, a, b in zip(before._fields, before, after, strict=True):
        if np.asarray(a).tobytes() != np.asarray(b).tobytes():
            out |= {x for x in places()[table] if column(before, x).tobytes() != column(after, x).tobytes()}
    return out


def poisonable(may: Grant) -> list[str]:
    """What a mechanism may neither read nor write."""
    return [x for table, xs in places().items() if table not in SCRATCH for x in xs if x not in may.reads | may.writes]


def poisoned(w: World, bad: Iterable[str]) -> World:
    """A copy with these columns poisoned."""
    w = copy(w)
    astray = ASTRAY[int(w.prison[0].tick) // 2 % 2]
    for place in bad:
        x = column(w, place)
        x[...] = np.nan if x.dtype.kind == "f" else astray
    return w


def moved(kernel, before: World, after: World, p, bad: list[str]) -> bool:
    """Whether anything left alone ends otherwise once these columns are poisoned."""
    w = poisoned(before, bad)
    try:
        kernel(w, p)
    except (ArithmeticError, IndexError, ValueError):
        return True
    watched = [t for t in w._fields if t not in SCRATCH or t in HANDED_ON]
    return any(column(w, x).tobytes() != column(after, x).tobytes() for t in watched for x in places()[t] if x not in bad)


class Watch:
    """Looks over the shoulder of mechanisms.

    Attributes
    ----------
    written, read : dict of key to set of str
        Columns each wrote; columns each read without leave.
    """

    def __init__(self, poison_every: int = 1) -> None:
        self.poison_every = poison_every
        self.written: dict[str, set[str]] = defaultdict(set)
        self.read: dict[str, set[str]] = defaultdict(set)

    def over(self, m: Mechanism) -> Mechanism:
        """The same mechanism, watched."""
        return replace(m, **{x: self._watched(m, getattr(m, x)) for x in MOMENTS if getattr(m, x) is not None})

    def _watched(self, m: Mechanism, kernel):
        def call(w: World, p) -> None:
            before = copy(w)
            kernel(w, p)
            self.written[m.key] |= written(before, w)
            if w.prison[0].day % self.poison_every == 0:
                bad = [x for x in poisonable(grant(m, switched_on(p))) if x not in self.read[m.key]]
                if moved(kernel, before, w, p, bad):
                    alone = {x for x in bad if moved(kernel, before, w, p, [x])}
                    self.read[m.key] |= alone or {"several at once"}
        return call


def switched_on(p) -> Callable[[str], bool]:
    """Whether a mechanism is on, by its key; core mechanisms are."""
    return lambda key: f"on_{key}" not in p.dtype.names or bool(p[f"on_{key}"])


def never(m: Mechanism, wrote: dict[str, set[str]]) -> set[str]:
    """Declared places that neither the mechanism nor any that calls it ever wrote, given what each wrote."""
    callers = [x.key for x in (*MECHANISMS, m) if x.key == m.key or m.key in reach(x)]
    happened = set().union(*(wrote.get(key, set()) for key in callers))
    return {place for place in m.writes if not expand((place,)) & happened}


def reach(m: Mechanism) -> set[str]:
    """Keys of all that a mechanism calls, directly or not."""
    by_key = {x.key: x for x in MECHANISMS}
    out: set[str] = set()
    ahead = list(m.calls)
    while ahead:
        key = ahead.pop()
        if key not in out:
            out.add(key)
            ahead += by_key[key].calls
    return out
