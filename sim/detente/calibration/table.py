"""The reference table: places of the prior, each with one life of a prison of each type, and the levels they gave.

An ordinary set of runs: every row has luck of its own, what is done is kept, and a run that was interrupted goes on.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..declare import Parameter
from ..mechanisms import PARAMETERS
from ..studies.draws import Draw
from ..studies.experiment import conduct
from ..studies.memory import Memory
from ..studies.priors import values
from . import targets


def free() -> list[Parameter]:
    """Parameters that have a prior, in the order of declaration."""
    return [x for x in PARAMETERS.values() if x.prior != "fixed" and x.plausible[0] < x.plausible[1]]


def levels_at(cube: np.ndarray, *, first: int, seeds: int = 1, memory: Memory | None = None, threads: int | None = None,
              progress: Callable[[int, int], None] | None = None) -> np.ndarray:
    """Levels at some places of the prior.

    Parameters
    ----------
    cube : array (rows, parameters) in [0, 1]
    first : int
        Seed of the first row; each row has the next ones, so that no two rows of a wave share their luck.
    seeds : int
        Lives of each prison; the levels are their means.

    Returns
    -------
    array (rows, targets)
        On the scales of the targets.
    """
    draws = [Draw(k, row) for k, row in enumerate(values(free(), cube))]
    kept = conduct(targets.arms(), draws, range(first, first + seeds), targets.levels, memory=memory, threads=threads,
                   progress=progress, stride=seeds)
    return targets.vector(kept.figures)
