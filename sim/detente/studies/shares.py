"""Shares of the variance of an outcome that groups of factors explain: grouped Sobol' indices by pick-freeze.

Two samples of the unit cube, A and B, and for each group the sample A with that group's columns taken from B. The first-order
share of a group is what it explains alone; its total share, also with others (Sobol' 1993; Jansen 1999; groups: Saltelli et
al. 2010). Runs carry luck: with two seeds or more, every product is one of two different seeds, so that the luck of a run
adds nothing to any variance; with one seed it stays in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Share:
    """What a group explains of the variance: ``first`` alone, ``total`` alone or with other groups; of 1."""

    first: float
    total: float


def samples(points: int, groups: Mapping[str, int], seed: int = 1) -> dict[str, np.ndarray]:
    """Points of the unit cube at which to run: ``a``, ``b`` and, for each group, ``a`` with its columns from ``b``.

    Parameters
    ----------
    points : int
        A power of two.
    groups : dict of name to number of columns
        Columns follow each other in this order.
    seed : int
        Of the scrambling of the Sobol' sequence.

    Returns
    -------
    dict of name to array (points, columns)
    """
    from scipy.stats import qmc

    columns = sum(groups.values())
    cube = qmc.Sobol(2 * columns, scramble=True, rng=seed).random(points)
    a, b = cube[:, :columns], cube[:, columns:]
    out = {"a": a, "b": b}
    start = 0
    for name, width in groups.items():
        mixed = a.copy()
        mixed[:, start: start + width] = b[:, start: start + width]
        out[name] = mixed
        start += width
    return out


def shares(values: Mapping[str, np.ndarray], groups: Sequence[str]) -> dict[str, Share]:
    """First and total share of each group; all NaN if nothing varies.

    Parameters
    ----------
    values : dict of name to array (points, seeds)
        The outcome at the points of `samples`.
    groups : sequence of str
    """
    a, b = values["a"], values["b"]
    whole = 0.5 * (_product(a - a.mean(axis=0)) + _product(b - b.mean(axis=0))) * len(a) / (len(a) - 1.0)
    out = {}
    for name in groups:
        mixed = values[name]
        if not whole > 0.0:
            out[name] = Share(float("nan"), float("nan"))
            continue
        # b and the mixed sample share this group alone; a and the mixed sample all others
        out[name] = Share(1.0 - 0.5 * _product(b - mixed) / whole, 0.5 * _product(a - mixed) / whole)
    return out


def _product(x: np.ndarray) -> float:
    """Mean over points of the product of two different seeds, all pairs; the square when there is one seed."""
    n = x.shape[1]
    if n == 1:
        return float((x[:, 0] ** 2).mean())
    total = x.sum(axis=1) ** 2 - (x**2).sum(axis=1)
    return float((total / (n * (n - 1.0))).mean())


def uncertainty(values: Mapping[str, np.ndarray], groups: Sequence[str], of: Callable[[dict[str, Share]], float]) -> float:
    """Standard error that the choice of points leaves in a number made of the shares: jackknife over points.

    Rather too large than too small: a Sobol' sequence fills the cube more evenly than points drawn one by one.
    """
    n = len(values["a"])
    less = np.array([of(shares({name: np.delete(x, k, axis=0) for name, x in values.items()}, groups)) for k in range(n)])
    return float(np.sqrt((n - 1.0) / n * ((less - less.mean()) ** 2).sum()))
