"""Two arms run with one thing moved, as often as it takes, with one count of how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ...studies.draws import Draw
from ...studies.experiment import Arm, conduct
from ...studies.grid import measure
from ...studies.memory import Memory
from .candidates import LEVER, Candidate

if TYPE_CHECKING:
    from ...scenario.schema import Scenario
    from ...studies.runner import Progress

Asked = tuple[Candidate | None, float]


class Trials:
    """Runs pairs of arms.

    Parameters
    ----------
    reference, option : Scenario
    outcome : str
        Key of the measure.
    progress : callable
    """

    def __init__(self, reference: Scenario, option: Scenario, outcome: str, progress: Progress) -> None:
        self._arms, self._outcome, self._progress = (reference, option), outcome, progress
        self._memory = Memory(None)
        self._done = self._planned = 0
        self.sought = 0

    def plan(self, points: int, seeds: int) -> None:
        """Count runs that will be made."""
        self._planned += 2 * points * seeds
        self._progress(self._done, self._planned)

    def run(self, points: Sequence[Asked], seeds: Sequence[int]) -> dict[Asked, np.ndarray]:
        """Differences of the option and the reference with each thing moved, by seed."""
        arms: list[Arm] = []
        for k, (x, value) in enumerate(points):
            for which, scenario in enumerate(self._arms):
                arms.append(moved(f"{k}.{which}", scenario, x, value, x is None or x.both or which == 1))
        before = self._done
        total = len(arms) * len(seeds)
        self._planned = max(self._planned, before + total)

        def told(done: int, of: int) -> None:
            self._done = before + round(total * done / max(1, of))
            self._progress(self._done, self._planned)

        found = conduct(arms, [Draw(0, {})], list(seeds), measure, memory=self._memory, progress=told)
        figures: dict[Any, np.ndarray] = found.figures
        return {point: figures[f"{k}.1", self._outcome][0] - figures[f"{k}.0", self._outcome][0]
                for k, point in enumerate(points)}


def moved(name: str, scenario: Scenario, x: Candidate | None, value: float, here: bool) -> Arm:
    """An arm with a lever or a parameter at a value."""
    if x is None or not here:
        return Arm(name, scenario, {})
    if x.kind == LEVER:
        return Arm(name, scenario.with_(levers={x.key: value}), {})
    return Arm(name, scenario, {x.key: value})
