"""Scenarios compared on the same people with the same luck: pairs of runs, one for each seed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import DetenteError, span
from . import fairness as fair
from .paired import WEAK_CORRELATION, Paired, paired
from .runner import Progress, replicate

if TYPE_CHECKING:
    import pandas as pd

    from ..engine import Run
    from ..scenario.schema import Scenario
    from .memory import Memory

MAX_RUNS = 100_000
REPLICATES = 20
"""Pairs of runs when none are asked for and parameters stand at their declared defaults."""


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
        known = _measures()
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

        known, rows = _measures(), []
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


def compare(*scenarios: Scenario | str | Path, replicates: int | None = None, seeds: Sequence[int] | None = None,
            establishment: str | None = None, outcomes: Sequence[str] | None = None, threads: int | None = None,
            level: float = 0.95, uncertainty: str = "default", draws: int | None = None, memory: Memory | None = None,
            progress: Progress | None = None, announce: Callable[[int], None] | None = None) -> Comparison:
    """Compare scenarios on the same people with the same luck.

    Parameters
    ----------
    *scenarios : Scenario, str or Path
        Two or more: scenarios, shipped names or files. The first is the reference.
    replicates : int, optional
        Pairs of runs, 20 by default; with draws, pairs in each draw, 4 by default. The seeds follow the first scenario's own.
    seeds : sequence of int, optional
        The seeds themselves, instead.
    establishment : str, optional
        Set every arm in this real establishment.
    outcomes : sequence of str, optional
        Keys of ``outcomes.BY_KEY``; default all.
    threads : int, optional
        Default: the cores of this process. The results do not depend on it.
    level : float
        Of the intervals, between 0.5 and 0.999.
    uncertainty : {"default", "prior", "posterior"}
        Where parameters come from. With draws (all but ``default``) every scenario is run in every draw with every seed, and
        the answer, an `uncertain.UncertainComparison`, has two intervals, chance and ignorance. A parameter that a scenario
        sets itself keeps its value.
    draws : int, optional
        How many; default 24.
    memory : Memory, optional
        Finished runs of a comparison with draws, to go on after an interruption.
    progress : callable, optional
        ``progress(done, total)``.
    announce : callable, optional
        Called with a number of seconds before a first compilation; default a line on stderr.

    Raises
    ------
    DetenteError
        Fewer than two scenarios, an unknown outcome, a number out of bounds, no such draws, or a mistake in a scenario.
    """
    from .vectors import SEEDS, chosen

    arms = tuple(_loaded(item, establishment) for item in scenarios)
    if len(arms) < 2:
        raise DetenteError("a comparison needs two scenarios or more", given=str(len(arms)))
    if not 0.5 <= level <= 0.999:
        raise DetenteError("no such level", key="level", given=str(level), allowed=span("0.5", "0.999"))
    vectors = chosen(uncertainty, draws)
    usual = REPLICATES if uncertainty == "default" else SEEDS
    luck = must_be_seeds(seeds, usual if replicates is None else replicates, arms[0].seed, len(arms) * len(vectors))
    keys = _outcomes(outcomes)
    if uncertainty != "default":
        from .uncertain import compare_uncertain

        return compare_uncertain(arms, _names(arms), luck, uncertainty, vectors, outcomes=keys, level=level, threads=threads,
                                 memory=memory, progress=progress, announce=announce)
    runs = replicate(arms, luck, lambda run: _measure(run, luck[0]), threads=threads, progress=progress, announce=announce)
    return Comparison(arms, _names(arms), luck, runs, keys or tuple(runs[0][0].values), level)


def _measure(run: Run, kept: int) -> Measured:
    from ..outcomes import facts, summarise

    counted = facts(run)
    return Measured(summarise(counted), fair.means_of(counted), run if run.seed == kept else None)


def _loaded(item: Scenario | str | Path, establishment: str | None) -> Scenario:
    from ..scenario import Scenario, find_establishment, load

    if not isinstance(item, Scenario):
        return load(item, establishment=establishment)
    return item if establishment is None else item.with_(establishment=find_establishment(establishment))


def must_be_seeds(seeds: Sequence[int] | None, replicates: int, first: int, arms: int) -> tuple[int, ...]:
    """The seeds, checked: given, or so many from the first one on; ``arms`` runs are made with each."""
    if seeds is None:
        if not 1 <= replicates <= MAX_RUNS // arms:
            raise DetenteError("this number of replicates cannot be run", key="replicates", given=str(replicates),
                               allowed=span(1, MAX_RUNS // arms))
        return tuple(range(first, first + replicates))
    luck = tuple(int(seed) for seed in seeds)
    if not luck or len(set(luck)) < len(luck) or min(luck) < 0:
        raise DetenteError("seeds are different whole numbers from 0 on, one at least", key="seeds",
                           given=str(luck[:5]))
    return luck


def _outcomes(asked: Sequence[str] | None) -> tuple[str, ...] | None:
    if asked is None:
        return None
    from ..scenario import words

    known = _measures()
    for key in asked:
        if key not in known:
            raise DetenteError("there is no such outcome", key="outcomes", given=repr(key),
                               wish=words.wish(key, known) or "`detente.outcomes.BY_KEY` lists them")
    return tuple(dict.fromkeys(asked))


def _names(arms: Sequence[Scenario]) -> tuple[str, ...]:
    """The scenarios' names, told apart by a number where two are alike."""
    seen: dict[str, int] = {}
    out = []
    for arm in arms:
        seen[arm.name] = seen.get(arm.name, 0) + 1
        out.append(arm.name if seen[arm.name] == 1 else f"{arm.name} ({seen[arm.name]})")
    return tuple(out)


def _measures() -> Mapping[str, Any]:
    from ..outcomes import BY_KEY

    return BY_KEY


def _direction(known: Mapping[str, Any], key: str) -> int:
    return int(getattr(known.get(key), "direction", 0))


def _same(a: dict[str, float], b: dict[str, float], keys: Sequence[str]) -> bool:
    return all(a[key] == b[key] or (a[key] != a[key] and b[key] != b[key]) for key in keys)
