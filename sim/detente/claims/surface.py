"""An effect over a grid of two axes, and where on it the sign turns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

AGREE = 0.9
"""Share of the pairs of runs that must lie on one side for a cell to say anything."""

EVERYWHERE, IN_PART, FLIPS, CONTRARY_IN_PART, CONTRARY, UNTOLD = (
    "everywhere", "in_part", "flips", "contrary_in_part", "contrary", "untold")
"""What a map says: the claimed sign everywhere; in part, the rest untold; both signs; the contrary in part; everywhere;
nothing anywhere."""


@dataclass(frozen=True)
class Turn:
    """Where the sign turns along one axis.

    Attributes
    ----------
    low, high : float
        Smallest and largest zero of the effect over the lines in which it turns, interpolated between the two nearest
        cells that say something.
    after : float
        The value below which, in every such line, the sign is still the first one; ``before`` the value above which it is
        the other one: what was computed, without interpolation.
    lines, of : int
        Lines of the grid in which it turns, of how many.
    rising : int
        1 the claimed sign is at the high end, -1 at the low end, 0 not the same in all lines.
    """

    low: float
    high: float
    after: float
    before: float
    lines: int
    of: int
    rising: int


@dataclass(frozen=True)
class Surface:
    """Effects of pairs of runs at each point of a grid.

    Attributes
    ----------
    x, y : tuple of float
        Values of the axes, in order.
    effects : array (y, x, pairs)
        With minus without, times the claimed sign: positive is the claim's side. NaN where a run has no figure.
    wanted : {-1, 1}
    raw : array (y, x, pairs), optional
        The effects before they were smoothed.
    """

    x: tuple[float, ...]
    y: tuple[float, ...]
    effects: np.ndarray = field(repr=False)
    wanted: int = 1
    raw: np.ndarray | None = field(default=None, repr=False)

    def smoothed(self) -> Surface:
        """Each pair of runs replaced by the surface of the second degree that fits it best over the grid.

        Neighbouring cells lend each other their runs, which takes out much of the luck (response surface: Box and Wilson
        1951); six numbers a pair, over the places on the axes, so that a bend sharper than a parabola is lost. A grid of
        less than four lines or columns, or a pair with a figure in less than half of its cells, stays as it is.
        """
        ny, nx, pairs = self.effects.shape
        if min(ny, nx) < 4:
            return self
        v, u = (part.ravel() for part in np.meshgrid(np.linspace(-1, 1, ny), np.linspace(-1, 1, nx), indexing="ij"))
        terms = np.stack([np.ones_like(u), u, v, u * v, u**2, v**2], axis=1)
        flat = self.effects.reshape(-1, pairs)
        out = flat.copy()
        for k in range(pairs):
            there = np.isfinite(flat[:, k])
            if there.sum() >= max(12, len(there) // 2):
                out[there, k] = terms[there] @ np.linalg.lstsq(terms[there], flat[there, k], rcond=None)[0]
        return replace(self, effects=out.reshape(self.effects.shape), raw=self.effects)

    @property
    def mean(self) -> np.ndarray:
        """Mean of the pairs on the claim's scale, array (y, x); NaN where there is none."""
        n = np.isfinite(self.effects).sum(axis=2)
        total = np.nansum(self.effects, axis=2)
        return np.where(n > 0, total / np.maximum(n, 1), np.nan)

    @property
    def difference(self) -> np.ndarray:
        """Mean of with minus without, array (y, x)."""
        return self.mean * self.wanted

    @property
    def unsmoothed(self) -> np.ndarray:
        """The same before smoothing."""
        return self.difference if self.raw is None else replace(self, effects=self.raw, raw=None).difference

    @property
    def share(self) -> np.ndarray:
        """Share of pairs on the claim's side, ties half; NaN where there is none."""
        n = np.isfinite(self.effects).sum(axis=2)
        side = (self.effects > 0).sum(axis=2) + 0.5 * (self.effects == 0).sum(axis=2)
        return np.where(n > 0, side / np.maximum(n, 1), np.nan)

    @property
    def told(self) -> np.ndarray:
        """1 where at least `AGREE` of the pairs lie on the claim's side, -1 on the other, else 0; array (y, x) of int."""
        share = self.share
        return np.where(share >= AGREE - 1e-9, 1, np.where(share <= 1 - AGREE + 1e-9, -1, 0)).astype(int)

    @property
    def settled(self) -> np.ndarray:
        """`told`, without cells that stand alone: a single cell of its sign may be luck."""
        from scipy import ndimage

        out = np.zeros_like(self.told)
        for sign in (1, -1):
            label, n = ndimage.label(self.told == sign)
            for part in range(1, n + 1):
                if (label == part).sum() > 1:
                    out[label == part] = sign
        return out

    @property
    def kind(self) -> str:
        """What the map says, one of the six words above."""
        told = self.settled
        good, bad, rest = bool((told > 0).any()), bool((told < 0).any()), bool((told == 0).any())
        if good and bad:
            return FLIPS
        if good:
            return IN_PART if rest else EVERYWHERE
        if bad:
            return CONTRARY_IN_PART if rest else CONTRARY
        return UNTOLD

    def count(self, sign: int) -> int:
        """Cells that say +1, -1 or nothing (0)."""
        return int((self.settled == sign).sum())

    def turn(self, axis: str) -> Turn | None:
        """Where the sign turns along ``x`` or ``y``; None if it does in no line of the grid."""
        told, mean, at = self.settled, self.mean, np.array(self.x)
        if axis == "y":
            told, mean, at = told.T, mean.T, np.array(self.y)
        found = [(*z, row) for row in range(told.shape[0]) for z in _zeros(at, mean[row], told[row])]
        if not found:
            return None
        zero, after, before, sign, line = (np.array(part) for part in zip(*found, strict=True))
        rising = int(sign[0]) if (sign == sign[0]).all() else 0
        return Turn(float(zero.min()), float(zero.max()), float(after.min()), float(before.max()), len(set(line.tolist())),
                    told.shape[0], rising)

    def reach(self, axis: str, sign: int) -> tuple[float, float] | None:
        """Smallest and largest value of an axis at which some cell says `sign`."""
        hit = (self.settled == sign).any(axis=0 if axis == "x" else 1)
        values = np.array(self.x if axis == "x" else self.y)[hit]
        return (float(values.min()), float(values.max())) if len(values) else None


def _zeros(at: np.ndarray, mean: np.ndarray, told: np.ndarray) -> list[tuple[float, float, float, int]]:
    """Turns along one line: zero, last value of the first sign, first of the second, and 1 if it rises."""
    speak: Sequence[int] = np.flatnonzero(told).tolist()
    out = []
    for i, j in zip(speak, speak[1:], strict=False):
        if told[i] != told[j]:
            inside = [k for k in range(i, j) if mean[k] * mean[k + 1] <= 0 and mean[k] != mean[k + 1]]
            zeros = [at[k] - mean[k] * (at[k + 1] - at[k]) / (mean[k + 1] - mean[k]) for k in inside]
            zero = float(np.mean(zeros)) if zeros else float((at[i] + at[j]) / 2)
            out.append((zero, float(at[i]), float(at[j]), int(told[j])))
    return out
