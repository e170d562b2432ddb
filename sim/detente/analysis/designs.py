"""Where to look: points of the unit cube, one row a run, each design the same for the same seed.

A coordinate is meant as a quantile: of a prior, or of the range between two bounds. A factor with m choices takes choice
``floor(u * m)``, so that each has the same share of the cube.

====================  ==========================================  =================================  ==================
design                rows                                        read by                            more rows later
====================  ==========================================  =================================  ==================
`grid`                product of the levels                       sweeps                             no
`lhs`                 n                                           emulators, `pawn`, `discover`      no
`sobol_sequence`      n (a power of two is best)                  emulators, `pawn`, `discover`      first rows stay
`morris`              trajectories * (k + 1)                      `morris.effects`                   first rows stay
`saltelli`            n * (k + 2), or n * (2 k + 2)               `sobol.indices`                    first rows stay
`shapley`             n * (k + 1)                                 `shapley_effects.goda`             no
====================  ==========================================  =================================  ==================
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np

from .library import need

LEVELS = 4
"""Levels of the grid on which Morris' trajectories walk."""


def problem(names: Sequence[str]) -> dict[str, Any]:
    """Factors of the unit cube as SALib wants them."""
    return {"num_vars": len(names), "names": list(names), "bounds": [[0.0, 1.0]] * len(names)}


def _numbered(k: int) -> dict[str, Any]:
    return problem([f"x{i + 1}" for i in range(k)])


def grid(levels: Sequence[int], ends: bool = False) -> np.ndarray:
    """Every combination of levels, the last factor moving fastest.

    Parameters
    ----------
    levels : sequence of int
        How many of each factor.
    ends : bool
        Levels reach 0 and 1 (one level alone is 0.5); else they are the middles of equal shares, ``(i + 0.5) / m``.

    Returns
    -------
    array (product of levels, factors)
    """
    lines = [np.linspace(0.0, 1.0, m) if ends and m > 1 else (np.arange(m) + 0.5) / m for m in levels]
    return np.stack(np.meshgrid(*lines, indexing="ij"), axis=-1).reshape(-1, len(lines))


def lhs(n: int, k: int, seed: int = 1) -> np.ndarray:
    """Latin hypercube: each of n equal shares of each factor is visited once; array (n, k).

    References
    ----------
    McKay, Beckman and Conover (1979), Technometrics 21(2). SciPy's ``qmc.LatinHypercube``.
    """
    from scipy.stats import qmc

    return qmc.LatinHypercube(k, seed=np.random.default_rng(seed)).random(n)


def sobol_sequence(n: int, k: int, seed: int = 1) -> np.ndarray:
    """Scrambled Sobol' sequence; array (n, k). More rows later leave the first ones as they were.

    Notes
    -----
    Evenly spread when n is a power of two; other n are allowed and a little less even. SciPy's ``qmc.Sobol`` with the
    scrambling of Owen (1998) as made by Matousek.
    """
    from scipy.stats import qmc

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # n is no power of two: said above
        return qmc.Sobol(k, seed=np.random.default_rng(seed)).random(n)


def morris(k: int, trajectories: int, seed: int = 1) -> np.ndarray:
    """Trajectories on which one factor moves at a time, by two levels of four.

    Each trajectory is made of its own number: with more of them the first ones stay.

    Returns
    -------
    array (trajectories * (k + 1), k)
        On 0, 1/3, 2/3, 1. Where the ends of a range must not be reached, read a level as the middle of its quarter.

    References
    ----------
    Morris (1991), Technometrics 33(2).
    """
    sample = need("SALib.sample.morris")
    numbers = np.random.SeedSequence(seed).generate_state(trajectories)  # the first ones do not depend on how many
    made = [sample.sample(_numbered(k), 1, num_levels=LEVELS, seed=int(number)) for number in numbers]
    return np.rint(np.concatenate(made) * (LEVELS - 1)) / (LEVELS - 1)


def saltelli_block(k: int, second_order: bool = False) -> int:
    """Rows behind each of the n base points of `saltelli`."""
    return 2 * k + 2 if second_order else k + 2


def saltelli_independent(rows: int, k: int, second_order: bool = False) -> np.ndarray:
    """Rows of a `saltelli` design that were drawn independently: the two base samples, not their crossings.

    Parameters
    ----------
    rows : int
        Of the whole design, or of its first blocks.

    Returns
    -------
    array of int
    """
    first = np.arange(0, rows, saltelli_block(k, second_order))
    return np.sort(np.concatenate([first, first + saltelli_block(k, second_order) - 1]))


def saltelli(k: int, n: int, second_order: bool = False, seed: int = 1) -> np.ndarray:
    """Saltelli's cross-sampled design for Sobol' indices, on a scrambled Sobol' sequence.

    Parameters
    ----------
    k, n : int
        Factors; base points, best a power of two.
    second_order : bool
        Nearly twice the rows, for the indices of pairs.

    Returns
    -------
    array (n * saltelli_block(k, second_order), k)

    References
    ----------
    Saltelli (2002), Computer Physics Communications 145(2); Saltelli et al. (2010), the same 181(2).
    """
    sample = need("SALib.sample.sobol")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return np.asarray(sample.sample(_numbered(k), n, calc_second_order=second_order, seed=seed), float)


def shapley(k: int, n: int, seed: int = 1) -> np.ndarray:
    """Goda's trajectories from one random point to another, in random order; array (n * (k + 1), k).

    References
    ----------
    Goda (2021), Reliability Engineering & System Safety 213.
    """
    return np.asarray(need("SALib.sample.shapley").sample(_numbered(k), n, seed=seed), float)
