"""A year of a prison, or of two side by side, at once: one life a prison, what was lived lately kept by its content.

What a bundle holds of the first prison does not depend on the second. A planner moves the second: the first is kept as it is
sent, compressed text and all, and is not sent again to a page that says it has it.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from .gzipped import Part
from .kept import Kept

if TYPE_CHECKING:
    from ...replay.people import Roll
    from ...replay.record import Record
    from ...scenario.schema import Scenario


@dataclass
class Lived:
    """A year, and what is said of it without its pair."""

    record: Record = field(repr=False)
    totals: dict[str, float | None]

    @cached_property
    def roll(self) -> Roll:
        """Its people, as the first of a pair has them."""
        from ...replay.people import Roll

        return Roll([self.record])

    @property
    def size(self) -> int:
        """Bytes, about."""
        r = self.record
        return sum(x.states.nbytes + x.places.nbytes + 300 * len(x.pid) for x in (r.inmates, r.officers)) \
            + sum(x.nbytes for x in (*r.changes[1:], *r.ties[:4], *r.run.world))


def year(scenarios: list[Scenario], seed: int, kept: Kept, about: Callable[[], dict[str, Any]],
         sensitive: bool = False, held: str = "") -> list[Part]:
    """The answer in pieces, which together are JSON: ``{"bundle": ..., "totals": [...], "first": ..., **about}``.

    Parameters
    ----------
    scenarios : list of Scenario
        One or two, of the same prison and length.
    seed : int
    kept : Kept
    about : callable
        Gives further plain values of the answer.
    sensitive : bool
        Keep self-harm and deaths.
    held : str
        ``first`` of an answer that the reader has: where it is that of this one, null stands for the first prison's life.
    """
    from ...replay.bundle import head_of
    from ...replay.people import Roll

    keys = [(x.hash(), seed, x.name, json.dumps(x.title, sort_keys=True)) for x in scenarios]
    lived = [_lived(x, key, kept) for x, key in zip(scenarios, keys, strict=True)]
    records, left = [x.record for x in lived], hidden(scenarios, sensitive)
    roll = Roll(records[1:], after=lived[0].roll)
    head = _text(head_of(records, roll, sensitive))
    first = _mark(keys[0], sensitive)
    kept_run = Part(b"null") if held == first else _first(lived[0], keys[0], kept, sensitive)
    runs = [kept_run, *(Part(_run(x, roll, sensitive)) for x in records[1:])]
    totals = [{key: x for key, x in one.totals.items() if key not in left} for one in lived]
    rest = _text({"totals": totals, "first": first, **about()})
    between = [piece for run in runs for piece in (Part(b","), run)][1:]
    return [Part(b'{"bundle":' + head[:-1] + b',"runs":['), *between, Part(b"]}," + rest[1:])]


def _mark(key: tuple[Any, ...], sensitive: bool) -> str:
    """Names what is sent of a life."""
    from ...studies.fingerprint import model_fingerprint

    return hashlib.sha256(repr((*key, sensitive, model_fingerprint())).encode()).hexdigest()[:16]


def _lived(scenario: Scenario, key: tuple[Any, ...], kept: Kept) -> Lived:
    from ...outcomes import summarise
    from ...replay.record import watch

    found: Lived | None = kept.get(key)
    if found is None:
        record = watch(scenario, key[1])
        found = Lived(record, {name: x if math.isfinite(x) else None for name, x in summarise(record.run).items()})
        kept.put(key, found, found.size)
    return found


def _first(lived: Lived, key: tuple[Any, ...], kept: Kept, sensitive: bool) -> Part:
    """The first of a pair, as it is sent."""
    name = (*key, "first", sensitive)
    found: Part | None = kept.get(name)
    if found is None:
        found = Part(_run(lived.record, lived.roll, sensitive))
        kept.put(name, found, found.size)
    return found


def _run(record: Record, roll: Any, sensitive: bool) -> bytes:
    from ...replay.bundle import one_of

    return _text(one_of(record, roll, sensitive))


def _text(value: dict[str, Any]) -> bytes:
    import orjson

    return orjson.dumps(value)


def hidden(scenarios: list[Scenario], sensitive: bool) -> frozenset[str]:
    """Measures that are not shown: self-harm and deaths unless asked for; deaths never beside the name of a real prison."""
    from ...nation.tables import NOT_BY_NAME
    from .data import SENSITIVE

    named = any(x.establishment.uid for x in scenarios)
    return frozenset(() if sensitive else SENSITIVE) | frozenset((*NOT_BY_NAME, "euros_suicide") if named else ())
