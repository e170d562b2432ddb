"""What a seat does: load the model once, then live years, one at a time; what was lived lately is kept within so many bytes."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from typing import Any, NamedTuple

from .asked import Arm
from .kept import Kept

KEPT = 32 * 1024 * 1024
"""Bytes of years that a seat keeps."""
_kept = Kept(KEPT)


class Question(NamedTuple):
    """A year of one prison or two, checked as far as it can be without a model.

    Attributes
    ----------
    arms : list of Arm
    place : str or None
        A real establishment.
    days, seed : int
    people : int or None
    sensitive, packed : bool
        Keep self-harm and deaths; compress the answer.
    held : str
        Which first prison the reader has already.
    """

    arms: list[Arm]
    place: str | None
    days: int
    seed: int
    people: int | None
    sensitive: bool
    packed: bool
    held: str


def sit(announce: Callable[[int], None] | None) -> None:
    """Load what is slow to load, so that the first who asks does not wait for it.

    Parameters
    ----------
    announce : callable or None
        Told the seconds of a first compilation.
    """
    from ...replay.record import watch
    from ...scenario import loads
    from ...studies.fingerprint import model_fingerprint
    from ...studies.hands import TINY
    from ...studies.warm import ready

    ready(announce)
    watch(loads(TINY, "first recording"), 1)
    model_fingerprint()


def sit_apart(announce: Callable[[int], None] | None) -> None:
    """The same in a process of its own: it leaves Ctrl-C to its server, and does not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_until_alone, daemon=True).start()
    sit(announce)
    gc.collect()
    gc.freeze()  # what is loaded stays: it need not be looked through at each collection
    gc.set_threshold(20_000, 10, 10)  # an answer makes thousands of short lists and hardly a circle


def _until_alone() -> None:
    server = multiprocessing.parent_process()
    if server is not None:
        server.join()
        os._exit(0)


def answer(question: Question) -> bytes:
    """The answer: JSON, compressed if that is asked.

    Raises
    ------
    DetenteError, Refused
        As for a scenario file.
    """
    from time import perf_counter

    from . import limits
    from .arms import scenarios
    from .gzipped import joined
    from .quick import year

    start = perf_counter()
    made, scaled = scenarios(question.arms, question.place, question.days, question.seed, question.people, limits.QUICK)
    about: dict[str, Any] = {"scaled": scaled, "warnings": [], "days": question.days}
    parts = year(made, question.seed, _kept, lambda: about | {"ms": round(1000 * (perf_counter() - start))}, question.sensitive,
                 question.held)
    return joined(parts) if question.packed else b"".join(piece.text for piece in parts)
