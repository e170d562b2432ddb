"""The first compilation: announced once, done in the calling thread before any other thread runs a kernel."""

from __future__ import annotations

import sys
from collections.abc import Callable

from .hands import compile_together, join, keep_in_turns, number, one_at_a_time

COMPILE_SECONDS = 110
"""About how long the first compilation takes on one present-day core: said to the user, used for nothing else."""

_ready = False


def seconds(processes: int) -> int:
    """About how long it takes with so many: what is joined at the end, ten seconds, is one process's work."""
    return 10 + (COMPILE_SECONDS - 10) // max(1, processes)


def announce_on_stderr(seconds: int) -> None:
    """Say in the reader's language that something slow happens once; in a language not spoken here, as if none were named."""
    import os

    from ..errors import DetenteError
    from ..i18n import language, text

    try:
        lang = language()
    except DetenteError:
        lang = language(None, {**os.environ, "DETENTE_LANG": ""})
    print(f"detente: {text('compiling', lang, seconds=seconds)}", file=sys.stderr, flush=True)


def ready(announce: Callable[[int], None] | None = None) -> bool:
    """Load the compiled engine, or compile it; returns whether it had to be compiled.

    Parameters
    ----------
    announce : callable, optional
        Called with the seconds it will take when there is nothing in the cache; by default a line on stderr. Nothing is
        said when a compiled engine is found. Another process that is compiling the same is waited for.
    """
    global _ready
    if _ready:
        return False
    from ..drivers import compiled_before, mark_compiled

    keep_in_turns()
    cold = not compiled_before()
    if cold:
        (announce or announce_on_stderr)(seconds(number()))
        with one_at_a_time("compiling"):
            if not compiled_before():
                compile_together()
                join()
                mark_compiled()
    join()
    _ready = True
    return cold
