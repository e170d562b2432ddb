"""What a folder of results says of itself."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib import metadata
from typing import TYPE_CHECKING, Any

from .replay import override_of, parameters_given

if TYPE_CHECKING:
    from ..engine import Run

MANIFEST = "manifest.json"
FORMAT = "detente-results/1"


def version() -> str:
    """Version of the package."""
    try:
        return metadata.version("detente")
    except metadata.PackageNotFoundError:
        return "0+checkout"


def describe(runs: Sequence[Run], command: str | None, files: dict[str, str]) -> dict[str, Any]:
    """The manifest: what is needed to run again, and the SHA-256 of each file."""
    import numba
    import numpy

    return {
        "format": FORMAT,
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "command": command,
        "versions": {"detente": version(), "python": platform.python_version(), "numpy": numpy.__version__,
                     "numba": numba.__version__},
        "runs": [_run(run) for run in runs],
        "files": files,
    }


def _run(run: Run) -> dict[str, Any]:
    from ..mechanisms import PARAMETERS

    given = parameters_given(run)
    used = run.scenario.parameters | given
    override = override_of(run)
    return {
        "scenario_name": run.scenario.name, "hash": run.scenario.hash(), "seed": run.seed, "days": run.days,
        "digest": run.digest(), "incidents": len(run.log), "parameters_given": given,
        "parameters_not_default": {k: v for k, v in used.items() if k in PARAMETERS and v != PARAMETERS[k].default},
        "answered_otherwise": list(override) if override else None, "scenario": run.scenario.resolved(),
    }
