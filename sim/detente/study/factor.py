"""A factor of a study: a lever, a parameter or a mechanism's switch, and the values it may take."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from ..declare import Parameter
from ..declare.levers import BY_NAME
from ..declare.parameter import Lever

LEVER, PARAMETER, SWITCH = "lever", "parameter", "switch"


@dataclass(frozen=True)
class Factor:
    """One thing that a study moves.

    Parameters
    ----------
    name : str
        Dotted name of a lever or a parameter, or ``switches.key``.
    kind : {"lever", "parameter", "switch"}
    low, high : float
        Range, in the unit of the declaration; of no meaning where `values` are given.
    values : tuple, optional
        The only values it takes: numbers, choices of a lever by their code, True and False of a switch.
    log : bool
        Even on the scale of logarithms.
    prior : bool
        A parameter that follows its declared prior, not an even range.
    """

    name: str
    kind: str
    low: float = 0.0
    high: float = 1.0
    values: tuple[Any, ...] = ()
    log: bool = False
    prior: bool = False

    @property
    def declared(self) -> Lever | Parameter | None:
        """The declaration; None for a switch."""
        from ..mechanisms import PARAMETERS

        return BY_NAME[self.name] if self.kind == LEVER else PARAMETERS[self.name] if self.kind == PARAMETER else None

    def label(self, lang: str) -> str:
        """In words."""
        x = self.declared
        if x is not None:
            return x.fr if lang == "fr" else x.en
        return self.name

    def at(self, u: np.ndarray) -> list[Any]:
        """Values at some places of the unit interval.

        Parameters
        ----------
        u : array in [0, 1]
            For a factor with `values`, each has an equal share of the interval.

        Returns
        -------
        list of float or bool
        """
        u = np.clip(np.asarray(u, float), 0.0, 1.0)
        if self.values:
            k = np.minimum((u * len(self.values)).astype(int), len(self.values) - 1)
            return [self.values[j] for j in k]
        if self.prior:
            from ..studies.priors import value

            x = self.declared
            assert isinstance(x, Parameter)
            return [float(v) for v in value(x, u)]
        if self.log:
            return [float(v) for v in self.low * (self.high / self.low) ** u]
        return [float(v) for v in self.low + (self.high - self.low) * u]

    def levels(self, n: int) -> list[Any]:
        """Some evenly spread values, both ends included; all of `values` where they are given."""
        if self.values:
            return list(self.values)
        return self.at(np.linspace(0.0, 1.0, n) if n > 1 else np.array([0.5]))

    def as_dict(self) -> dict[str, Any]:
        """For the plan."""
        return {"name": self.name, "kind": self.kind, "low": self.low, "high": self.high, "values": list(self.values),
                "log": self.log, "prior": self.prior}
