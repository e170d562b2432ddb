"""The first compilation: announced once, done in the calling thread before any other thread runs a kernel."""

from __future__ import annotations

import sys
from collections.abc import Callable

COMPILE_SECONDS = 120
"""About how long the first compilation takes on one present-day core: said to the user, used for nothing else."""

_TINY = """schema: 1
establishment: {type: maison_arret, capacity: 20, inmates: 24, wings: 2}
horizon_days: 1
"""
_ready = False


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
        said when a compiled engine is found.
    """
    global _ready
    if _ready:
        return False
    from ..drivers import compiled_before, mark_compiled
    from ..engine import simulate
    from ..scenario import loads

    cold = not compiled_before()
    if cold:
        (announce or announce_on_stderr)(COMPILE_SECONDS)
    simulate(loads(_TINY, "first compilation"), seed=1)
    if cold:
        mark_compiled()
    _ready = True
    return cold
