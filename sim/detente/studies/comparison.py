"""Paired runs of several scenarios, and what may be read off them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from . import fairness as fair
from .paired import WEAK_CORRELATION, Paired, paired

if TYPE_CHECKING:
    import pandas as pd

    from ..engine import Run
    from ..scenario.schema import Scenario


@dataclass(frozen=True)
class Measured:
    """What is kept of one run: its measures, its means, and the run itself if it is the first of its arm."""

    values: dict[str, float]
    means: fair.Means
    run: Run | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True)
class Comparison:
    """Paired runs of several scenarios; the first is the reference.

    Attributes
    ----------
    scenarios : tuple of Scenario
    names : tuple of str
        One for each, all different.
    seeds : tuple of int
        The same in each arm.
    runs : list of list of Measured
        ``[arm][seed]``.
    outcomes : tuple of str
        Keys of the measures.
    level : float
        Of the intervals.
    """

    scenarios: tuple[Scenario, ...]
    names: tuple[str, ...]
    seeds: tuple[int, ...]
    runs: list[list[Measured]] = field(repr=False)
    outcomes: tuple[str, ...]
    level: float = 0.95

    @cached_property
    def pairs(self) -> dict[tuple[int, str], Paired]:
        """(arm, outcome) -> its paired statistics, for every arm but the reference."""
        known = known_measures()
        return {(arm, key): paired(self.values(0, key), self.values(arm, key), _direction(known, key), self.level)
                for arm in range(1, len(self.names)) for key in self.outcomes}

    def values(self, arm: int, outcome: str) -> list[float]:
        """An outcome in each run of an arm, in the order of the seeds."""
        return [run.values[outcome] for run in self.runs[arm]]

    @property
    def first_runs(self) -> list[Run]:
        """The run of the first seed in each arm."""
        return [runs[0].run for runs in self.runs if runs[0].run is not None]

    def identical(self, arm: int) -> bool:
        """Every outcome of every pair is equal to the bit: the arm changed nothing."""
        return all(_same(x.values, y.values, self.outcomes)
                   for x, y in zip(self.runs[0], self.runs[arm], strict=True))

    def table(self, lang: str = "en") -> pd.DataFrame:
        """Tidy table, a row for each outcome and arm.

        Returns
        -------
        DataFrame
            ``outcome, label, unit, direction, group, arm, reference, mean_reference, mean, difference, low, high,
            share_better, n, rho, variance_gain, identical, floor_hours_difference, euros_difference``.
            ``low`` and ``high`` are the Student t interval of the paired differences (``attrs["method"]`` says so); they
            are empty when all pairs are equal by rarity, because then nothing is known of the spread. ``share_better``
            counts ties half and is empty where neither way is better. The last two columns say what the arm used more,
            all outcomes together.
        """
        import pandas as pd

        known, rows = known_measures(), []
        for (arm, key), pair in self.pairs.items():
            m = known.get(key)
            told = not pair.identical or self.identical(arm)
            rows.append({
                "outcome": key, "label": m.label(lang) if m else key, "unit": m.unit_label(lang) if m else "",
                "direction": _direction(known, key), "group": m.group if m else "", "arm": self.names[arm],
                "reference": self.names[0], "mean_reference": pair.mean_reference, "mean": pair.mean,
                "difference": pair.difference, "low": pair.low if told else float("nan"),
                "high": pair.high if told else float("nan"), "share_better": pair.share_better, "n": pair.n,
                "rho": pair.rho, "variance_gain": pair.variance_gain, "identical": pair.identical,
                **self._means_beside(arm),
            })
        out = pd.DataFrame(rows)
        out.attrs |= {"method": self.method(lang), "level": self.level, "reference": self.names[0]}
        return out

    def _means_beside(self, arm: int) -> dict[str, float]:
        mine, first = (fair.mean([run.means for run in self.runs[k]]) for k in (arm, 0))
        return {"floor_hours_difference": mine.floor_hours - first.floor_hours,
                "euros_difference": mine.euros - first.euros}

    def replicates(self) -> pd.DataFrame:
        """Tidy table of each run: ``arm, seed``, its means, and a column for each outcome."""
        import pandas as pd

        return pd.DataFrame([
            {"arm": name, "seed": seed, **run.means.as_dict(), **{key: run.values[key] for key in self.outcomes}}
            for name, runs in zip(self.names, self.runs, strict=True)
            for seed, run in zip(self.seeds, runs, strict=True)
        ])

    def fairness(self, lang: str = "en") -> pd.DataFrame:
        """Officers in post, officer hours on the floors and euros of each arm, with a sentence on whether they agree."""
        import pandas as pd

        return pd.DataFrame(fair.rows(self.names, [[run.means for run in runs] for runs in self.runs], lang))

    def weak(self, outcomes: Sequence[str] | None = None) -> list[tuple[str, str, float]]:
        """(arm, outcome, correlation) where common chance helped little: read those intervals as if seeds differed."""
        return [(self.names[arm], key, pair.rho) for (arm, key), pair in self.pairs.items()
                if pair.rho < WEAK_CORRELATION and (outcomes is None or key in outcomes)]

    def warnings(self, lang: str = "en") -> list[str]:
        """What makes the comparison less than fair: other prisons, other lengths, other officer minutes."""
        from ..i18n import text

        first, out = self.scenarios[0], []
        for name, scenario in zip(self.names[1:], self.scenarios[1:], strict=True):
            if scenario.establishment != first.establishment:
                out.append(text("compare.other_prison", lang, arm=name, reference=self.names[0]))
            if (scenario.horizon_days, scenario.warmup_days) != (first.horizon_days, first.warmup_days):
                out.append(text("compare.other_length", lang, arm=name, reference=self.names[0]))
        return out

    def method(self, lang: str = "en") -> str:
        """How the interval was made and what it covers, in two sentences."""
        from ..i18n import text

        return text("compare.method", lang, level=round(100 * self.level), n=len(self.seeds))


def known_measures() -> Mapping[str, Any]:
    """Every measure by its key."""
    from ..outcomes import BY_KEY

    return BY_KEY


def _direction(known: Mapping[str, Any], key: str) -> int:
    return int(getattr(known.get(key), "direction", 0))


def _same(a: dict[str, float], b: dict[str, float], keys: Sequence[str]) -> bool:
    return all(a[key] == b[key] or (a[key] != a[key] and b[key] != b[key]) for key in keys)
