"""How many runs: seeds alone, or draws of the parameters crossed with seeds, with a word before when it will take a while."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..studies.vectors import SEEDS, chosen
from .meter import Meter, duration
from .running import announcer
from .shell import Show

if TYPE_CHECKING:
    from ..scenario.schema import Scenario
    from ..studies.memory import Memory
    from ..studies.runner import Progress

WORK = Path(".work") / "runs.sqlite"
"""Finished runs, beside the folder of results: to go on after an interruption; may be thrown away at any time."""
SOME_SECONDS = 5.0
"""From here on the time is said first."""
SHORT = 2e6
"""Days of one person, all runs together, that no machine takes long over: not worth timing."""


@dataclass(frozen=True)
class Unsure:
    """What was asked.

    Attributes
    ----------
    replicates : int or None
    uncertainty : {"default", "prior", "posterior"}
    draws : int or None
    """

    replicates: int | None = None
    uncertainty: str = "default"
    draws: int | None = None

    @property
    def wanted(self) -> bool:
        """Parameters are drawn. What cannot be drawn is refused here."""
        chosen(self.uncertainty, self.draws)
        return self.uncertainty != "default"

    def announce(self, scenarios: Sequence[Scenario], threads: int | None, show: Show) -> None:
        """How many runs, and about how long here, if it is long; what cannot be run is refused before anything is written."""
        from ..studies.compare import must_be_seeds
        from ..studies.runner import must_be_threads

        must_be_threads(threads)
        draws = len(chosen(self.uncertainty, self.draws))
        seeds = len(must_be_seeds(None, SEEDS if self.replicates is None else self.replicates, 1, len(scenarios) * draws))
        days = draws * seeds * sum(x.establishment.inmates * (x.warmup_days + x.horizon_days) for x in scenarios)
        if days < SHORT:
            return
        from ..studies.pace import seconds_per_inmate_day
        from ..studies.runner import cores

        seconds = days * seconds_per_inmate_day(announcer(show.lang)) / (threads or cores())
        if seconds >= SOME_SECONDS:
            line = show.text("two.announce", runs=draws * seeds * len(scenarios), draws=draws, seeds=seeds,
                             time=duration(seconds, show.lang))
            print(f"detente: {line}", file=sys.stderr, flush=True)


@contextmanager
def at_work(name: str, folder: Path | None, show: Show) -> Iterator[tuple[Progress, Memory]]:
    """Progress on stderr, and finished runs kept beside the folder of results; nowhere if nothing is to be written."""
    from ..studies.memory import Memory

    memory = Memory(folder.parent / WORK if folder is not None else None)
    try:
        with Meter([name], [1.0], show.lang) as meter:
            yield lambda done, total: meter(0, done, total), memory
    finally:
        memory.close()


def asking(show: Show) -> str:
    """One line: what is not known of the parameters is not in these figures, and how to have it."""
    from ..studies import draws

    return show.text("two.ask", kind="posterior" if draws.FILE.exists() else "prior")
