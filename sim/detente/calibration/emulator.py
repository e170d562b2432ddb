"""A quick stand-in for the model: each level as a polynomial of the parameters, good enough to say what is impossible.

Linear in all parameters, with squares and products of those that matter most, on their place in the prior from -1 to 1;
least squares, its error measured on rows that the fit has not seen.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

SQUARES = 40
PRODUCTS = 20
FOLDS = 5


@dataclass(frozen=True)
class Emulator:
    """What is fitted to a table of runs.

    Attributes
    ----------
    squares, products : int arrays
        Columns whose squares, and whose products two by two, are terms.
    weights : array (terms, targets)
        Of the terms, measured from their means; the levels from ``centre``.
    means : array (terms,)
    centre : array (targets,)
    error : array (targets,)
        Standard deviation of a run around the prediction, by cross-validation: what chance and the polynomial leave.
    explained : array (targets,)
        Share of the variance explained, by cross-validation.
    """

    squares: np.ndarray
    products: np.ndarray
    weights: np.ndarray = field(repr=False)
    means: np.ndarray = field(repr=False)
    centre: np.ndarray = field(repr=False)
    error: np.ndarray
    explained: np.ndarray

    def predict(self, cube: np.ndarray) -> np.ndarray:
        """Levels expected at some places of the prior; array (rows, targets)."""
        return self.centre + (_terms(cube, self.squares, self.products) - self.means) @ self.weights


def _terms(cube: np.ndarray, squares: np.ndarray, products: np.ndarray) -> np.ndarray:
    x = 2.0 * cube - 1.0
    i, j = np.triu_indices(len(products), 1)
    strong = x[:, products]
    return np.hstack([x, x[:, squares] ** 2, strong[:, i] * strong[:, j]])


def fit(cube: np.ndarray, levels: np.ndarray) -> Emulator:
    """Fit an emulator.

    Parameters
    ----------
    cube : array (rows, parameters) in [0, 1]
        Places in the prior.
    levels : array (rows, targets)
        What the runs gave, on the scales of the targets.
    """
    x = 2.0 * cube - 1.0
    centred = levels - levels.mean(axis=0)
    pull = np.abs(x.T @ (centred / np.maximum(centred.std(axis=0), 1e-12))).sum(axis=1)
    order = np.argsort(-pull, kind="stable")
    squares, products = np.sort(order[:SQUARES]), np.sort(order[:PRODUCTS])
    terms = _terms(cube, squares, products)
    left = np.empty_like(levels)
    for k in range(FOLDS):
        out = np.arange(len(cube)) % FOLDS == k
        weights, means, centre = _solve(terms[~out], levels[~out])
        left[out] = levels[out] - centre - (terms[out] - means) @ weights
    error = np.sqrt((left ** 2).mean(axis=0))
    return Emulator(squares, products, *_solve(terms, levels), error,
                    1.0 - (error / np.maximum(levels.std(axis=0), 1e-12)) ** 2)


def _solve(terms: np.ndarray, levels: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Least squares on centred terms, with a whiff of ridge so that fewer rows than terms are no disaster.

    Returns
    -------
    weights, means, centre : arrays
        The penalty bears on the weights alone, never on the means.
    """
    means, centre = terms.mean(axis=0), levels.mean(axis=0)
    x = terms - means
    square = x.T @ x
    square[np.diag_indices_from(square)] += 1e-3 * len(terms)
    return np.linalg.solve(square, x.T @ (levels - centre)), means, centre
