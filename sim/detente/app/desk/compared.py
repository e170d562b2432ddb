"""A comparison made for the desk: the package's own, with the curves of every run beside, saved as the command saves it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ...studies.compare import Comparison, _measure, must_be_seeds
from ...studies.keep import keep
from ...studies.runner import Progress, replicate
from ...studies.uncertain import UncertainComparison
from .weekly import CURVES, PREFIX, fan, measure_weekly, weekly

if TYPE_CHECKING:
    from ...engine import Run
    from ...scenario.schema import Scenario
    from ...studies.compare import Measured

LEVEL = 0.95
SAVED = "comparison"
"""Name of the folder of results in that of the job."""
Fans = dict[str, list[list[list[float]]]]


def compared(spec: dict[str, Any], folder: Path, progress: Progress) -> dict[str, Any]:
    """Run it, save it, and give the page what it shows.

    Parameters
    ----------
    spec : dict
        ``arms``: scenarios written out, with their names; ``seeds``, ``uncertainty``, ``draws``, ``command``.
    folder : Path
    progress : callable
    """
    from .result import as_result

    arms = [read(item) for item in spec["arms"]]
    seeds = must_be_seeds(None, int(spec["seeds"]), arms[0].seed, len(arms))
    made, fans = (plain if spec["uncertainty"] == "default" else drawn)(arms, seeds, spec, progress)
    keep(made, folder / SAVED, figures=False, lang="fr", command=spec["command"])
    return as_result(made, fans, spec["command"])


def read(item: dict[str, Any]) -> Scenario:
    """A scenario that the server wrote out."""
    from ...scenario import from_dict

    return from_dict(item["tree"], item["name"])


def plain(arms: list[Scenario], seeds: tuple[int, ...], spec: dict[str, Any], progress: Progress) -> tuple[Comparison, Fans]:
    """With declared defaults: chance alone."""
    def measured(run: Run) -> tuple[Measured, dict[str, np.ndarray]]:
        return _measure(run, seeds[0]), weekly(run)

    progress(0, len(arms) * len(seeds))
    runs = replicate(arms, seeds, measured, progress=progress)
    kept = [[x for x, _ in arm] for arm in runs]
    fans = {key: [fan([curves[key] for _, curves in arm]) for arm in runs] for key in CURVES}
    return Comparison(tuple(arms), tuple(x.name for x in arms), seeds, kept, tuple(kept[0][0].values), LEVEL), fans


def drawn(arms: list[Scenario], seeds: tuple[int, ...], spec: dict[str, Any], progress: Progress) -> tuple[Comparison, Fans]:
    """In draws of the parameters: chance and ignorance."""
    from ...studies.grid import grid
    from ...studies.vectors import chosen

    names, draws = tuple(x.name for x in arms), chosen(spec["uncertainty"], int(spec["draws"]))
    progress(0, len(arms) * len(seeds) * len(draws))
    made = grid(dict(zip(names, arms, strict=True)), spec["uncertainty"], draws, seeds, measured=measure_weekly,
                progress=progress)
    firsts = replicate(arms, seeds[:1], lambda run: run)
    comparison = UncertainComparison(tuple(arms), names, made.seeds, [made.runs(k) for k in range(len(names))],
                                     made.outcomes, LEVEL, grid=made, firsts=tuple(x[0] for x in firsts))
    figures = made.results.figures
    weeks = sum(1 for name, key in figures if name == names[0] and key.startswith(f"{PREFIX}{CURVES[0]}."))
    fans = {key: [fan(np.stack([figures[name, f"{PREFIX}{key}.{k}"].ravel() for k in range(weeks)], axis=1)) for name in names]
            for key in CURVES}
    return comparison, fans
