"""Scenarios compared under what is not known of the parameters: the same draws, the same seeds, two intervals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from .comparison import Comparison
from .conclusions import CONCLUSIONS, HIGHER, LOWER, conclusion
from .crossed import PairedCrossed, covered, paired_crossed
from .draws import Draw
from .grid import Grid, grid
from .memory import Memory
from .paired import Paired
from .runner import Progress, replicate

if TYPE_CHECKING:
    import pandas as pd

    from ..engine import Run
    from ..scenario.schema import Scenario


@dataclass(frozen=True)
class UncertainComparison(Comparison):
    """Paired runs of several scenarios in several draws of the parameters; the first scenario is the reference.

    Attributes
    ----------
    runs : list of list of Measured
        ``[arm][run]``: the seeds of the first draw, then those of the second...
    grid : Grid
        Where each run stands.
    firsts : tuple of Run
        For each scenario, the run of the first seed with the scenario's own parameters and declared defaults: the run that
        `compare` keeps without draws too. It is not one of `runs`.
    """

    grid: Grid = field(kw_only=True, repr=False)
    firsts: tuple[Run, ...] = field(kw_only=True, repr=False)

    @cached_property
    def crossed(self) -> dict[tuple[int, str], PairedCrossed]:
        """(arm, outcome) -> its paired statistics with both intervals, for every arm but the reference."""
        from ..outcomes import BY_KEY

        return {(arm, key): paired_crossed(self.grid.of(0, key), self.grid.of(arm, key),
                                           BY_KEY[key].direction if key in BY_KEY else 0, self.level)
                for arm in range(1, len(self.names)) for key in self.outcomes}

    @cached_property
    def pairs(self) -> dict[tuple[int, str], Paired]:
        """The same, as every comparison has them."""
        return dict(self.crossed)

    @property
    def draws(self) -> tuple[Draw, ...]:
        """The draws."""
        return self.grid.draws

    @property
    def covered(self) -> float:
        """Share of what the draws allow that an interval of ignorance holds."""
        return covered(self.level, len(self.draws))

    @property
    def first_runs(self) -> list[Run]:
        """The run of the first seed in each arm, with declared defaults."""
        return list(self.firsts)

    def table(self, lang: str = "en") -> pd.DataFrame:
        """Tidy table, as `Comparison.table`, and both intervals.

        Returns
        -------
        DataFrame
            Further columns: ``ignorance_low, ignorance_high`` (over draws, chance taken out), ``both_low, both_high`` (the two
            together), ``share_draws_better``, ``draws``, ``conclusion``. ``low`` and ``high`` are chance.
        """
        out = super().table(lang)
        pairs = list(self.crossed.values())
        for name, of in (("ignorance_low", "low"), ("ignorance_high", "high"), ("both_low", "both_low"),
                         ("both_high", "both_high"), ("draws", "draws")):
            out[name] = [getattr(pair.bands, of) for pair in pairs]
        out.insert(len(out.columns) - 1, "share_draws_better", [pair.share_draws_better for pair in pairs])
        out["conclusion"] = [conclusion(pair) for pair in pairs]
        return out

    def replicates(self) -> pd.DataFrame:
        """Tidy table of each run: ``arm, draw, seed``, its means, and a column for each outcome."""
        import pandas as pd

        return pd.DataFrame([
            {"arm": name, "draw": draw, "seed": seed, **run.means.as_dict(), **{key: run.values[key] for key in self.outcomes}}
            for name, runs in zip(self.names, self.runs, strict=True)
            for (draw, seed), run in zip(self.grid.places(), runs, strict=True)
        ])

    def method(self, lang: str = "en") -> str:
        """How the two intervals were made and what each covers."""
        from .grid_words import method

        return method(self.grid, self.level, lang)


def compare_uncertain(scenarios: Sequence[Scenario], names: Sequence[str], seeds: Sequence[int], kind: str,
                      draws: Sequence[Draw], *, outcomes: Sequence[str] | None = None, level: float = 0.95,
                      threads: int | None = None, memory: Memory | None = None, progress: Progress | None = None,
                      announce: Callable[[int], None] | None = None) -> UncertainComparison:
    """Compare checked scenarios in every draw with every seed; as `compare.compare` otherwise."""
    made = grid(dict(zip(names, scenarios, strict=True)), kind, draws, seeds, memory=memory, threads=threads,
                progress=progress, announce=announce)
    firsts = replicate(scenarios, made.seeds[:1], lambda run: run, threads=threads)
    return UncertainComparison(tuple(scenarios), tuple(names), made.seeds, [made.runs(k) for k in range(len(names))],
                               tuple(outcomes) if outcomes else made.outcomes, level, grid=made,
                               firsts=tuple(x[0] for x in firsts))


__all__ = ["CONCLUSIONS", "HIGHER", "LOWER", "UncertainComparison", "compare_uncertain", "conclusion"]
