"""History matching: places of the prior that cannot give the published levels are ruled out, wave after wave.

A place is implausible when some level it is expected to give lies more than three standard deviations away (published
uncertainty and the emulator's error together): Craig and others 1997; McCulloch and others 2022 for agent-based models.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .emulator import Emulator
from .targets import TARGETS, aim, spread

CUT = 3.0
FEW = 100  # draws below which a sample is too small to ship: then the nearest so many are kept, and the cut is said
CHUNK = 20_000
MOST = 400  # chunks looked at before giving up


@dataclass(frozen=True)
class Ruled:
    """What the waves so far leave of the prior: every emulator must find a place plausible."""

    emulators: tuple[Emulator, ...] = ()

    def implausibility(self, cube: np.ndarray) -> np.ndarray:
        """Largest distance of any level, in standard deviations, over all waves; array (rows,)."""
        worst = np.zeros(len(cube))
        for e in self.emulators:
            far = np.abs(e.predict(cube) - aim()) / np.sqrt(spread() ** 2 + e.error ** 2)
            worst = np.maximum(worst, far.max(axis=1))
        return worst

    def sample(self, rows: int, columns: int, seed: int) -> tuple[np.ndarray, float]:
        """Places that are not ruled out, drawn from the prior.

        Returns
        -------
        cube : array (rows, columns)
        share : float
            Of the prior that is left.

        Raises
        ------
        ValueError
            Next to nothing is left: the model and the levels do not meet.
        """
        from ..studies.priors import hypercube

        if not self.emulators:
            return hypercube(rows, columns, seed), 1.0
        rng = np.random.default_rng(seed)
        kept: list[np.ndarray] = []
        found = looked = 0
        for _ in range(MOST):
            cube = rng.random((CHUNK, columns))
            good = cube[self.implausibility(cube) < CUT]
            kept.append(good)
            found, looked = found + len(good), looked + CHUNK
            if found >= rows:
                break
        if found < rows:
            raise ValueError(f"only {found} of {looked} places are left of the prior: {rows} are needed")
        return np.vstack(kept)[:rows], found / looked


def together(lives: np.ndarray) -> np.ndarray:
    """Levels of several lives taken together: means on their own scales, for a year without some rare fact is no year of
    minus infinity.

    Parameters
    ----------
    lives : array (lives, rows, targets)
        On the scales of the targets.

    Returns
    -------
    array (rows, targets)
        On the same scales.
    """
    return np.column_stack([x.on_scale(x.off_scale(lives[:, :, k]).mean(axis=0)) for k, x in enumerate(TARGETS)])


def not_ruled_out(lives: np.ndarray, wanted: int) -> tuple[np.ndarray, float]:
    """Candidates whose own lives do not rule them out; the last wave, without an emulator.

    The distance of a level is measured in standard deviations of the published figure and of the chance of the lives
    together; the chance is read off the difference of two lives of one candidate (its median: some are wild).

    Parameters
    ----------
    lives : array (lives, candidates, targets)
        Two or more lives.
    wanted : int
        Draws wanted.

    Returns
    -------
    rows : int array
        In their order.
    cut : float
        `CUT`, or the larger distance that had to be allowed.
    """
    chance = 1.4826 * np.median(np.abs(lives[0] - lives[1]), axis=0) / np.sqrt(2.0)
    far = np.abs(together(lives) - aim()) / np.sqrt(spread() ** 2 + chance ** 2 / len(lives))
    worst = far.max(axis=1)
    least = min(FEW, wanted, len(worst))
    cut = max(CUT, float(np.sort(worst)[least - 1]) * (1.0 + 1e-12))
    return np.flatnonzero(worst <= cut), cut
