"""Parameter vectors to run with: the declared defaults, the prior, or the posterior that ships with the package."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np

from ..errors import DetenteError, said, span
from ..mechanisms import PARAMETERS

FILE = Path(__file__).resolve().parents[1] / "data" / "posterior.npz"
KINDS = ("default", "prior", "posterior")


@dataclass(frozen=True)
class Draw:
    """One vector of parameters, by dotted name; what is not named stands at its default."""

    number: int
    values: dict[str, float] = field(repr=False)


@cache
def sample(file: Path = FILE) -> tuple[tuple[str, ...], np.ndarray]:
    """Names and values (draws, parameters) of the shipped posterior sample.

    Raises
    ------
    DetenteError
        There is none.
    """
    if not file.exists():
        raise DetenteError("no posterior sample is there; it is made by detente calibrate", str(file))
    with np.load(file, allow_pickle=False) as kept:
        return tuple(str(x) for x in kept["names"]), np.asarray(kept["values"], float)


def draws(kind: str = "posterior", n: int | None = None) -> list[Draw]:
    """Some draws.

    Parameters
    ----------
    kind : {"default", "prior", "posterior"}
    n : int, optional
        How many; default 1 for ``default``, all for ``posterior``, 100 for ``prior``. A smaller number of posterior draws is
        the first `n`: the file is in random order.

    Raises
    ------
    DetenteError
        An unknown kind, no posterior, or more draws than there are.
    """
    if kind == "default":
        return [Draw(0, {})]
    if kind == "prior":
        from .priors import hypercube, values

        free = list(PARAMETERS.values())
        return [Draw(k, row) for k, row in enumerate(values(free, hypercube(n or 100, len(free), 1)))]
    if kind != "posterior":
        raise DetenteError("no such uncertainty", key="uncertainty", given=kind, allowed=said("default, prior, posterior"))
    names, rows = sample()
    known = [k for k, name in enumerate(names) if name in PARAMETERS]
    n = len(rows) if n is None else n
    if not 1 <= n <= len(rows):
        raise DetenteError("there are not so many posterior draws", key="draws", given=str(n), allowed=span(1, len(rows)))
    return [Draw(k, {names[j]: float(rows[k, j]) for j in known}) for k in range(n)]
