"""Détente: an agent-based simulator of prison life, relations and constraint compared fairly.

    import detente as dt
    dt.compare("coercive", "dynamic", replicates=50).table()

Names are imported when first asked for, so that ``import detente`` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .app.widget import show
    from .declare import Mechanism, Parameter
    from .engine import Run
    from .errors import DetenteError
    from .life import run
    from .mesa_model import DetentionModel
    from .outcomes import summarise
    from .outcomes.results import load_results as open_results
    from .outcomes.store import save
    from .replay import replay
    from .scenario import Scenario, load
    from .studies.compare import Comparison, compare
    from .studies.levels import Levels, levels
    from .study.results import open_study

_WHERE = {
    "Comparison": ("studies.compare", "Comparison"), "DetenteError": ("errors", "DetenteError"),
    "DetentionModel": ("mesa_model", "DetentionModel"), "Mechanism": ("declare", "Mechanism"),
    "Levels": ("studies.levels", "Levels"), "levels": ("studies.levels", "levels"),
    "Parameter": ("declare", "Parameter"), "Run": ("engine", "Run"), "Scenario": ("scenario", "Scenario"),
    "compare": ("studies.compare", "compare"), "load": ("scenario", "load"),
    "open_results": ("outcomes.results", "load_results"),
    "open_study": ("study.results", "open_study"), "replay": ("replay", "replay"), "run": ("life", "run"),
    "save": ("outcomes.store", "save"), "show": ("app.widget", "show"),
    "summarise": ("outcomes", "summarise"),
}

__all__ = ["Comparison", "DetenteError", "DetentionModel", "Levels", "Mechanism", "Parameter", "Run", "Scenario",
           "__version__", "compare", "levels", "load", "open_results", "open_study", "replay", "run", "save", "show",
           "summarise"]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for."""
    from importlib import import_module

    if name == "__version__":
        value: Any = _version()
    elif name in _WHERE:
        room, inside = _WHERE[name]
        value = getattr(import_module(f".{room}", __name__), inside)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("detente")
    except PackageNotFoundError:  # a checkout that was never installed
        return "0+checkout"
