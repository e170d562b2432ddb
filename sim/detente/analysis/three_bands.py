"""Three intervals for one answer, never mixed: chance, parameters, structure. Each shrinks by something else.

A run is ``y[i, j, k] = m + S[i] + D[i, j] + C[k] + e[i, j, k]``: structure i (a variant of the mechanisms), draw j of its
posterior, seed k. Draws are those of a structure, for each is calibrated by itself (nested); seeds are run in every one
(crossed), and what a seed does to all alike, C, is chance. With a structures, b draws, n seeds, and dots for means:

- rest: ``MS_e = sum (y[ijk] - y[ij.] - y[..k] + y[...])^2 / ((a b - 1)(n - 1))``
- draws: ``MS_D = n sum (y[ij.] - y[i..])^2 / (a (b - 1))``, so ``var D = (MS_D - MS_e) / n``
- structures: ``MS_S = b n sum (y[i..] - y[...])^2 / (a - 1)``, so ``var S = (MS_S - MS_D) / (b n)``
- chance: ``var of the mean = sum (y[..k] - y[...])^2 / (n (n - 1))``

With seeds of their own in each cell there is no C: ``MS_e = sum (y[ijk] - y[ij.])^2 / (a b (n - 1))`` and the variance of the
mean by chance is ``MS_e / (a b n)``. Variances below zero count as zero (Searle, Casella and McCulloch 1992, ch. 4).

Half-widths are Student t with the degrees of freedom of the mean square, times: the standard error of the mean (chance: the
mean over more seeds), the standard deviation of D (parameters: the true difference under another draw), that of S (structure:
under another variant). Two variants tell little of all that there might be, and their band says so by its width.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..errors import DetenteError
from ..studies.paired import t_quantile

CHANCE, PARAMETERS, STRUCTURE = "chance", "parameters", "structure"


@dataclass(frozen=True)
class Part:
    """One source of doubt: standard deviation, degrees of freedom behind it, and what would shrink it."""

    sd: float
    freedom: int


def parts(y: np.ndarray, seeds_shared: bool = True) -> dict[str, Part]:
    """Standard deviations of the module's formulas; NaN where one level alone was run.

    Parameters
    ----------
    y : array (structures, draws, seeds)
        Finite.
    seeds_shared : bool
    """
    a, b, n = y.shape
    mean, cell, variant, seed = y.mean(), y.mean(axis=2), y.mean(axis=(1, 2)), y.mean(axis=(0, 1))
    if seeds_shared:
        rest = float(((y - cell[:, :, None] - seed + mean) ** 2).sum())
        rest = rest / ((a * b - 1) * (n - 1)) if a * b > 1 and n > 1 else 0.0
        chance = Part(math.sqrt(seed.var(ddof=1) / n), n - 1) if n > 1 else Part(math.nan, 0)
    else:
        rest = float(((y - cell[:, :, None]) ** 2).sum()) / (a * b * (n - 1)) if n > 1 else 0.0
        chance = Part(math.sqrt(rest / (a * b * n)), a * b * (n - 1)) if n > 1 else Part(math.nan, 0)
    drawn = n * float(((cell - variant[:, None]) ** 2).sum()) / (a * (b - 1)) if b > 1 else rest
    between = b * n * float(variant.var(ddof=1)) if a > 1 else math.nan
    return {CHANCE: chance,
            PARAMETERS: Part(math.sqrt(max(0.0, drawn - rest) / n), a * (b - 1)) if b > 1 else Part(math.nan, 0),
            STRUCTURE: Part(math.sqrt(max(0.0, between - drawn) / (b * n)), a - 1) if a > 1 else Part(math.nan, 0)}


def three_bands(differences: np.ndarray, level: float = 0.90, seeds_shared: bool = True) -> pd.DataFrame:
    """Mean paired difference with three intervals.

    Parameters
    ----------
    differences : array (structures, draws, seeds)
        Policy less baseline, run by run.
    level : float
    seeds_shared : bool
        The same seeds were run in every draw of every structure.

    Returns
    -------
    table
        Three rows, ``band`` being chance, parameters, structure: ``mean`` (the same), ``low, high``, ``sd`` (the module's
        formulas), ``freedom``, ``levels`` (seeds, draws a structure, structures), ``away`` (the band leaves out zero). A
        band of which only one level was run is NaN: it was not looked at, which is not the same as narrow.

    Raises
    ------
    DetenteError
        A run is missing.
    """
    y = np.asarray(differences, float)
    if y.ndim != 3:
        raise ValueError("differences are (structures, draws, seeds)")
    if y.size == 0 or not np.isfinite(y).all():
        raise DetenteError("too few pairs of runs have a difference", given=str(int(np.isfinite(y).sum())),
                           allowed=f">= {y.size}", wish="run the seeds that are missing, and give every pair a value")
    mean = float(y.mean())
    rows = []
    for (band, part), levels in zip(parts(y, seeds_shared).items(), (y.shape[2], y.shape[1], y.shape[0]), strict=True):
        half = t_quantile(level, part.freedom) * part.sd if part.freedom else math.nan
        rows.append((band, mean, mean - half, mean + half, part.sd, part.freedom, levels, abs(mean) > half))
    return pd.DataFrame(rows, columns=["band", "mean", "low", "high", "sd", "freedom", "levels", "away"])
