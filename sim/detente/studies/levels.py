"""The levels of one scenario: means, what chance and ignorance leave open, and how much a single run varies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from .bands import Bands
from .compare import _loaded, must_be_seeds
from .crossed import covered, crossed, one_run
from .grid import Grid, grid
from .memory import Memory
from .runner import Progress, replicate
from .vectors import SEEDS, chosen

if TYPE_CHECKING:
    import pandas as pd

    from ..engine import Run
    from ..scenario.schema import Scenario


@dataclass(frozen=True)
class Levels:
    """Runs of one scenario in several draws of the parameters, with the same seeds in each.

    Attributes
    ----------
    scenario : Scenario
    grid : Grid
    first : Run
        The run of the first seed with the scenario's own parameters and declared defaults; it is not one of the grid.
    level : float
        Of the intervals.
    """

    scenario: Scenario
    grid: Grid = field(repr=False)
    first: Run = field(repr=False)
    level: float = 0.95

    @property
    def covered(self) -> float:
        """Share of what the draws allow that an interval of ignorance holds."""
        return covered(self.level, len(self.grid.draws))

    def bands(self, outcome: str) -> Bands:
        """Mean of an outcome with its two intervals."""
        return crossed(self.grid.of(0, outcome), self.level)

    def one_run(self, outcome: str) -> float:
        """Standard deviation of a single run for chance alone."""
        return one_run(self.grid.of(0, outcome))

    def table(self, lang: str = "en") -> pd.DataFrame:
        """Tidy table, a row for each outcome.

        Returns
        -------
        DataFrame
            ``outcome, label, unit, direction, group, mean, low, high`` (chance, of the mean), ``ignorance_low,
            ignorance_high`` (over draws, chance taken out), ``both_low, both_high`` (the two together), ``one_run_sd,
            draws, seeds``.
        """
        import pandas as pd

        from ..outcomes import BY_KEY

        rows = []
        for key in self.grid.outcomes:
            m, x = BY_KEY[key], self.bands(key)
            rows.append({
                "outcome": key, "label": m.label(lang), "unit": m.unit_label(lang), "direction": m.direction,
                "group": m.group, "mean": x.mean, "low": x.chance_low, "high": x.chance_high, "ignorance_low": x.low,
                "ignorance_high": x.high, "both_low": x.both_low, "both_high": x.both_high, "one_run_sd": self.one_run(key),
                "draws": x.draws, "seeds": x.seeds,
            })
        out = pd.DataFrame(rows)
        out.attrs |= {"method": self.method(lang), "level": self.level}
        return out

    def replicates(self) -> pd.DataFrame:
        """Tidy table of each run: ``draw, seed``, and a column for each outcome."""
        import pandas as pd

        return pd.DataFrame([{"draw": draw, "seed": seed, **run.values}
                             for (draw, seed), run in zip(self.grid.places(), self.grid.runs(0), strict=True)])

    def method(self, lang: str = "en") -> str:
        """How the two intervals were made and what each covers."""
        from .grid_words import method

        return method(self.grid, self.level, lang)


def levels(scenario: Scenario | str | Path, *, replicates: int | None = None, uncertainty: str = "posterior",
           draws: int | None = None, establishment: str | None = None, threads: int | None = None,
           memory: Memory | None = None, progress: Progress | None = None,
           announce: Callable[[int], None] | None = None) -> Levels:
    """Run one scenario in every draw of the parameters with every seed.

    Parameters
    ----------
    scenario : Scenario, str or Path
    replicates : int, optional
        Seeds of each draw, from the scenario's own on; default 4.
    uncertainty : {"posterior", "prior", "default"}
        Where the draws come from. A parameter that the scenario sets itself keeps its value.
    draws : int, optional
        Default 24; 1 for the declared defaults.
    establishment : str, optional
        Set it in this real establishment.
    threads : int, optional
        Default: the cores of this process. The results do not depend on it.
    memory : Memory, optional
        Finished runs, to go on after an interruption.
    progress : callable, optional
        ``progress(done, total)``.
    announce : callable, optional
        As for `warm.ready`.

    Raises
    ------
    DetenteError
        No such draws, a number out of bounds, or a mistake in the scenario.
    """
    vectors = chosen(uncertainty, draws)
    loaded = _loaded(scenario, establishment)
    seeds = must_be_seeds(None, SEEDS if replicates is None else replicates, loaded.seed, len(vectors))
    made = grid({loaded.name: loaded}, uncertainty, vectors, seeds, memory=memory, threads=threads, progress=progress,
                announce=announce)
    first = replicate([loaded], seeds[:1], lambda run: run, threads=threads)[0][0]
    return Levels(loaded, made, first)
