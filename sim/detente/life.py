"""One life of a prison, by name: what ``detente.run`` is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .engine import Run, simulate
from .scenario import Scenario, find_establishment, load
from .studies.warm import ready


def run(scenario: Scenario | str | Path, seed: int | None = None, *, establishment: str | None = None,
        **options: Any) -> Run:
    """Run a scenario once.

    Parameters
    ----------
    scenario : Scenario, str or Path
        A scenario, a shipped name or a file.
    seed : int, optional
        Default: the scenario's.
    establishment : str, optional
        Set it in this real establishment.
    **options
        As for `detente.engine.simulate`: ``parameters``, ``extra``, ``policy``, ``override``, ``days`` ...
    """
    if not isinstance(scenario, Scenario):
        scenario = load(scenario, establishment=establishment)
    elif establishment is not None:
        scenario = scenario.with_(establishment=find_establishment(establishment))
    ready()
    return simulate(scenario, seed, **options)
