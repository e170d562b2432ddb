"""Libraries that only some analyses need: imported when asked for, and named when they are missing."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from ..errors import DetenteError


def need(module: str) -> Any:
    """A module of an optional library.

    Parameters
    ----------
    module : str
        With its dots, ``pymoo.indicators.hv``.

    Raises
    ------
    DetenteError
        If it is not installed, or too old to have this module.
    """
    try:
        return import_module(module)
    except ImportError as error:
        raise DetenteError("this analysis needs a library that is not installed, or an older one than it needs",
                           given=module.split(".")[0], wish="install it: `pip install detente[research]`") from error
