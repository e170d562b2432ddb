"""Is the posterior to be believed? Rows of the table play the truth, and must be found again as often as promised.

Simulation-based calibration (Talts and others 2018): where a truth is drawn from the prior and its levels are seen, its rank
within the posterior is uniform. Truths are taken near what is published, as that is where the posterior is used;
whether they are near is judged by what is seen of them, blurred, so ranks stay uniform.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from . import abc

TRUTHS = 500
LEVEL = 0.90


@dataclass(frozen=True)
class Coverage:
    """Ranks of the truths.

    Attributes
    ----------
    ranks : array (truths, parameters)
        Share of the posterior below the truth.
    covered : array (parameters,)
        Share of truths inside the central 90 % interval.
    uniform : array (parameters,)
        p-value of Kolmogorov and Smirnov's test of uniform ranks.
    """

    ranks: np.ndarray = field(repr=False)
    covered: np.ndarray
    uniform: np.ndarray


def check(cube: np.ndarray, levels: np.ndarray, seen: np.ndarray, *, metric: np.ndarray, truths: int = TRUTHS,
          share: float = abc.SHARE, progress=None) -> Coverage:
    """Ranks of the truths that are nearest to what is seen.

    Parameters
    ----------
    cube, levels, seen, metric, share
        As of `abc.posterior`.
    truths : int
    progress : callable, optional
        ``progress(done, total)``.
    """
    from scipy import stats

    far = (((levels - seen) @ metric) ** 2).sum(axis=1)
    nearest = np.argsort(far, kind="stable")[:truths]
    ranks = np.empty((len(nearest), cube.shape[1]))
    for n, row in enumerate(nearest):
        of = abc.posterior(cube, levels, levels[row], metric=metric, share=share, without=int(row))
        ranks[n] = ((of.cube < cube[row]) * of.weights[:, None]).sum(axis=0)
        if progress is not None:
            progress(n + 1, len(nearest))
    tail = 0.5 * (1.0 - LEVEL)
    covered = ((ranks >= tail) & (ranks <= 1.0 - tail)).mean(axis=0)
    uniform = np.array([stats.kstest(ranks[:, k], "uniform").pvalue for k in range(ranks.shape[1])])
    return Coverage(ranks, covered, uniform)


@dataclass(frozen=True)
class Identified:
    """What the levels say of a parameter.

    Attributes
    ----------
    name : str
    prior_sd, posterior_sd : float
        Standard deviation of its place in the prior (0.289 before anything is known).
    shift : float
        How far its mean moved, in prior standard deviations.
    """

    name: str
    prior_sd: float
    posterior_sd: float
    shift: float

    @property
    def ratio(self) -> float:
        """Posterior over prior standard deviation: 1 nothing learnt, 0 known."""
        return self.posterior_sd / self.prior_sd


PRIOR_SD = 12.0 ** -0.5


def identified(names: list[str], places: np.ndarray) -> list[Identified]:
    """Each parameter before and after, best known first."""
    out = [Identified(name, PRIOR_SD, float(places[:, k].std(ddof=1)), float((places[:, k].mean() - 0.5) / PRIOR_SD))
           for k, name in enumerate(names)]
    return sorted(out, key=lambda x: (x.ratio, x.name))


def traded(names: list[str], places: np.ndarray, most: int = 12) -> list[tuple[str, str, float]]:
    """Pairs of parameters that the levels tie to each other: what one adds the other takes away; strongest correlations."""
    tie = np.corrcoef(places, rowvar=False)
    i, j = np.triu_indices(len(names), 1)
    order = np.argsort(-np.abs(tie[i, j]), kind="stable")[:most]
    return [(names[i[k]], names[j[k]], float(tie[i[k], j[k]])) for k in order]
