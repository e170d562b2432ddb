"""Saved results read back for a report: the comparison or the levels as they were, in whatever language is wanted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ...errors import DetenteError
from ...outcomes.results import Results, load_results
from .blocks import shown

if TYPE_CHECKING:
    import pandas as pd

    from ...scenario.schema import Scenario
    from ...studies.compare import Comparison
    from ...studies.grid import Grid
    from ...studies.levels import Levels

SPOILT = (KeyError, TypeError, ValueError, AttributeError, IndexError, OSError, ArithmeticError)
"""What reading a damaged manifest or table ends in."""
TITLE = 120


@dataclass(frozen=True)
class Material:
    """What a report is written from.

    Attributes
    ----------
    results : Results
    names : tuple of str
        Of the scenarios, the reference first.
    scenarios : tuple of Scenario
    comparison : Comparison or None
        Of two scenarios or more.
    levels : Levels or None
        Of one scenario, in draws of the parameters.
    values : dict
        Of one scenario without draws: measure -> its value in each run.
    """

    results: Results = field(repr=False)
    names: tuple[str, ...]
    scenarios: tuple[Scenario, ...] = field(repr=False)
    comparison: Comparison | None = field(default=None, repr=False)
    levels: Levels | None = field(default=None, repr=False)
    values: dict[str, list[float]] = field(default_factory=dict, repr=False)

    @property
    def manifest(self) -> dict[str, Any]:
        """What the folder says of itself."""
        return self.results.manifest

    @property
    def hidden(self) -> frozenset[str]:
        """Measures that never stand beside the name of a real establishment."""
        from ...nation.tables import NOT_BY_NAME

        real = any(scenario.establishment.uid for scenario in self.scenarios)
        return frozenset((*NOT_BY_NAME, "euros_suicide")) if real else frozenset()

    def titles(self, lang: str) -> tuple[str, ...]:
        """The scenarios' titles; names too where two are alike."""
        own = [shown(x.title.get(lang) or next(iter(x.title.values()), "") or name, TITLE)
               for name, x in zip(self.names, self.scenarios, strict=True)]
        return tuple(f"{title} ({shown(name, TITLE)})" if own.count(title) > 1 else title
                     for name, title in zip(self.names, own, strict=True))

    def runs_of(self, arm: int) -> list[int]:
        """Numbers of the saved runs of a scenario."""
        return [arm] if self.comparison is not None else list(range(len(self.results)))


def read(folder: str | Path) -> Material:
    """Open a folder that ``detente compare`` or ``detente run`` saved.

    Raises
    ------
    DetenteError
        It holds something else, or a file is missing, changed or damaged.
    """
    from ...study.store import PLAN

    if (Path(folder) / PLAN).is_file():
        raise DetenteError("this is the folder of a study: a report is made of a comparison or of runs", str(folder),
                           wish="give a folder that `detente compare` or `detente run --save` made")
    results = load_results(folder)
    try:
        if not len(results):
            raise DetenteError("there is no run in this folder to report on", str(folder),
                               wish="give a folder that `detente compare` or `detente run --save` made")
        about = results.manifest.get("comparison")
        if about is not None:
            return _compared(results, about)
        return _levels(results) if "levels" in results.manifest else _plain(results)
    except SPOILT as error:
        if isinstance(error, DetenteError):
            raise
        raise DetenteError("this manifest is damaged", str(Path(folder)), key=type(error).__name__) from None


def _compared(results: Results, about: dict[str, Any]) -> Material:
    from ...studies.compare import Comparison
    from ...studies.uncertain import UncertainComparison

    names = (str(about["reference"]), *(str(x) for x in about["arms"]))
    seeds, level = tuple(int(x) for x in about["seeds"]), float(about["level"])
    if len(names) != len(results) or len(names) < 2:
        raise ValueError(len(names))
    scenarios = tuple(results.scenario(k) for k in range(len(names)))
    table = results.table("replicates")
    made: Comparison
    if "draws" in about:
        grid = _grid(results, about, table, names)
        made = UncertainComparison(scenarios, names, seeds, [grid.runs(k) for k in range(len(names))], grid.outcomes, level,
                                   grid=grid, firsts=())
    else:
        keys = _outcomes(table)
        made = Comparison(scenarios, names, seeds, [_measured(table, name, seeds, keys) for name in names], keys, level)
    return Material(results, names, scenarios, made)


def _outcomes(table: pd.DataFrame) -> tuple[str, ...]:
    from ...outcomes import BY_KEY

    return tuple(name for name in table.columns if name in BY_KEY)


def _measured(table: pd.DataFrame, name: str, seeds: Sequence[int], keys: Sequence[str]) -> list[Any]:
    from ...studies.compare import Measured
    from ...studies.fairness import Means
    from ...studies.grid import USED

    own = table[table.arm == name].set_index("seed").loc[list(seeds)]
    return [Measured({key: float(row[key]) for key in keys}, Means(*(float(row[x]) for x in USED)))
            for _, row in own.iterrows()]


def _grid(results: Results, about: dict[str, Any], table: pd.DataFrame, names: tuple[str, ...]) -> Grid:
    """The grid of draws and seeds, from the table of its runs."""
    from ...studies.draws import Draw
    from ...studies.experiment import Results as Figures
    from ...studies.grid import MARK, USED, Grid

    numbers, seeds = tuple(int(x) for x in about["draws"]), tuple(int(x) for x in about["seeds"])
    drawn = {number: rows for number, rows in results.table("draws").groupby("draw")}
    draws = tuple(Draw(k, dict(zip(drawn[k].parameter, drawn[k].value.astype(float), strict=True)) if k in drawn else {})
                  for k in numbers)
    keys, figures = _outcomes(table), {}
    for name in names:
        own = (table[table.arm == name] if "arm" in table else table).sort_values(["draw", "seed"])
        own = own.set_index(["draw", "seed"]).loc[[(d, s) for d in numbers for s in seeds]]
        for key, column in (*((key, key) for key in keys), *((MARK + key, key) for key in USED if key in own)):
            figures[name, key] = own[column].to_numpy(float).reshape(len(numbers), len(seeds))
    held = tuple({str(k): float(v) for k, v in about["held"][name].items()} for name in names)
    return Grid(str(about["uncertainty"]), draws, seeds, names, held, Figures(names, numbers, seeds, figures))


def _levels(results: Results) -> Material:
    from ...studies.levels import Levels

    about, scenario = results.manifest["levels"], results.scenario(0)
    grid = _grid(results, about, results.table("replicates"), (scenario.name,))
    found = Levels(scenario, grid, None, float(about["level"]))  # type: ignore[arg-type]
    return Material(results, (scenario.name,), (scenario,), levels=found)


def _plain(results: Results) -> Material:
    from ...outcomes import BY_KEY

    scenario = results.scenario(0)
    if any(results.scenario(k).hash() != scenario.hash() for k in range(1, len(results))):
        raise DetenteError("these runs are of several scenarios and were not compared", str(results.folder),
                           wish="run detente compare, and report on what it saves")
    table = results.table("measures")
    values = {str(key): [float(x) for x in rows.sort_values("run").value] for key, rows in table.groupby("measure")}
    kept = {key: values[key] for key in BY_KEY if key in values and not all(np.isnan(values[key]))}
    return Material(results, (scenario.name,), (scenario,), values=kept)
