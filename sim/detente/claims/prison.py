"""The prisons in which claims are tried: the baseline as it ships, and smaller ones where many runs are needed."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..scenario.schema import Scenario

FULL = 1.41
"""Inmates per place of the baseline."""


@cache
def posture(name: str = "baseline") -> Scenario:
    """A shipped posture: a maison d'arrêt of 424 places and about 600 inmates, five wings, one year."""
    from ..scenario import load

    return load(name)


@cache
def small(name: str = "baseline", places: int = 212, wings: int = 3) -> Scenario:
    """The same posture in a smaller prison, as full: 212 places and about 300 inmates unless said otherwise."""
    return posture(name).with_(establishment={"name": f"Maison d’arrêt ({places})", "type": "maison_arret",
                                              "capacity": places, "wings": wings},
                               levers={"occupancy": FULL})
