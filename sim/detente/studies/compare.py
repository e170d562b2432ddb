"""Scenarios compared on the same people with the same luck: pairs of runs, one for each seed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import DetenteError, span
from . import fairness as fair
from .comparison import Comparison, Measured, known_measures
from .runner import Progress, replicate

if TYPE_CHECKING:
    from ..engine import Run
    from ..scenario.schema import Scenario
    from .memory import Memory

MAX_RUNS = 100_000
REPLICATES = 20
"""Pairs of runs when none are asked for and parameters stand at their declared defaults."""


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

    known = known_measures()
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


__all__ = ["Comparison", "Measured", "compare", "must_be_seeds"]
