"""The whole country at once: every French establishment under one policy, and European administrations in outline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .europe import run_europe
    from .places import national
    from .runs import run_nation
    from .transfers import without_transfers

_LATE = {"run_europe": "europe", "national": "places", "run_nation": "runs", "without_transfers": "transfers"}

__all__ = ["national", "run_europe", "run_nation", "without_transfers"]


def __getattr__(name: str) -> Any:
    """Import the engine when it is first asked for."""
    if name in _LATE:
        from importlib import import_module

        return getattr(import_module(f".{_LATE[name]}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
