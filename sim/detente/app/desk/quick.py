"""A year of a prison, or of two side by side, at once: one life a prison, what was lived lately kept by its content."""

from __future__ import annotations

import json
import math
import threading
import zlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ...replay.record import Record
    from ...scenario.schema import Scenario

KEPT = 48 * 1024 * 1024
"""Bytes of years that are kept."""
LEVEL = 1
"""Of compression: a fifth larger than the best, five times as quick."""


@dataclass
class Lived:
    """A year, and what of it is said of it without its pair."""

    record: Record = field(repr=False)
    totals: dict[str, float | None]

    @property
    def size(self) -> int:
        """Bytes, about."""
        tracks = self.record.people.values()
        world = self.record.run.world
        return sum(x.states.nbytes + x.places.nbytes + 400 for x in tracks) + sum(array.nbytes for array in world)


class Kept:
    """Things by their content, the oldest dropped when there are too many bytes."""

    def __init__(self, most: int = KEPT) -> None:
        self._most, self._bytes, self._lock = most, 0, threading.Lock()
        self._held: OrderedDict[tuple[Any, ...], tuple[Any, int]] = OrderedDict()

    def get(self, key: tuple[Any, ...]) -> Any:
        """What is held by that key, or None."""
        with self._lock:
            if key not in self._held:
                return None
            self._held.move_to_end(key)
            return self._held[key][0]

    def put(self, key: tuple[Any, ...], value: Any, size: int) -> None:
        """Hold it, unless it alone is too large."""
        with self._lock:
            if key in self._held or size > self._most:
                return
            self._held[key] = (value, size)
            self._bytes += size
            while self._bytes > self._most:
                _, (_, gone) = self._held.popitem(last=False)
                self._bytes -= gone

    @property
    def bytes(self) -> int:
        """Bytes held."""
        return self._bytes


def year(scenarios: list[Scenario], seed: int, kept: Kept, about: Callable[[], dict[str, Any]],
         sensitive: bool = False) -> bytes:
    """The answer, gzipped JSON: ``{"bundle": ..., "totals": [...], **about}``.

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
    """
    from ...replay.bundle import of_records

    lived = [_lived(x, seed, kept) for x in scenarios]
    bundle = of_records([x.record for x in lived], sensitive=sensitive)
    left = hidden(scenarios, sensitive)
    totals = [{key: x for key, x in one.totals.items() if key not in left} for one in lived]
    answer = {"bundle": bundle.data, "totals": totals, **about()}
    text = json.dumps(answer, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode("utf-8")
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, 31)
    return packer.compress(text) + packer.flush()


def _lived(scenario: Scenario, seed: int, kept: Kept) -> Lived:
    from ...outcomes import summarise
    from ...replay.record import watch

    key = (scenario.hash(), seed, json.dumps(scenario.title, sort_keys=True), scenario.name)
    found: Lived | None = kept.get(key)
    if found is None:
        record = watch(scenario, seed)
        measured = summarise(record.run)
        found = Lived(record, {key: x if math.isfinite(x) else None for key, x in measured.items()})
        kept.put(key, found, found.size)
    return found


def hidden(scenarios: list[Scenario], sensitive: bool) -> frozenset[str]:
    """Measures that are not shown: self-harm and deaths unless asked for; deaths never beside the name of a real prison."""
    from ...nation.tables import NOT_BY_NAME
    from .data import SENSITIVE

    named = any(x.establishment.uid for x in scenarios)
    return frozenset(() if sensitive else SENSITIVE) | frozenset((*NOT_BY_NAME, "euros_suicide") if named else ())
