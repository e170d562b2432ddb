"""What is asked: scenario files read with care, and the prisons they are set in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .schema import Change, Establishment, Scenario

if TYPE_CHECKING:
    from .establishments import all_establishments, find_establishment
    from .files import find, from_dict, load, loads, new, shipped, write

_LATE = {"all_establishments": "establishments", "find_establishment": "establishments", "find": "files",
         "from_dict": "files", "load": "files", "loads": "files", "new": "files", "shipped": "files", "write": "files"}

__all__ = ["Change", "Establishment", "Scenario", "all_establishments", "find", "find_establishment", "from_dict",
           "load", "loads", "new", "shipped", "write"]


def __getattr__(name: str) -> Any:
    """Import the readers when first asked for: looking up an establishment needs none of them."""
    if name in _LATE:
        from importlib import import_module

        return getattr(import_module(f".{_LATE[name]}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
