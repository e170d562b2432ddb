"""Replay bundles: a whole run, small enough to be carried in a page and played there.

    import detente as dt
    dt.replay(dt.run("lesson_respect")).write("respect.json.gz")

The module itself can be called, so that ``dt.replay(run)`` works whichever of its parts was imported first.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..engine import Run
    from .bundle import Bundle


def replay(run: Run, other: Run | None = None, *, sensitive: bool = False) -> Bundle:
    """Bundle of a run, or of two runs of the same people and the same luck.

    Parameters
    ----------
    run : Run
    other : Run, optional
        Its pair: the same establishment, seed and horizon.
    sensitive : bool
        Keep self-harm and deaths; left out by default.

    Returns
    -------
    Bundle
        ``.data`` is a plain dictionary by `schema.json`; ``.write(path)`` saves it.

    Raises
    ------
    DetenteError
        Runs that are not a pair, or that do not come out the same when lived again.
    """
    from .bundle import of_runs

    return of_runs([run] if other is None else [run, other], sensitive=sensitive)


class _Callable(ModuleType):
    def __call__(self, *args: Any, **options: Any) -> Bundle:
        return replay(*args, **options)


sys.modules[__name__].__class__ = _Callable
