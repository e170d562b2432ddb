"""Which draws of the parameters a study runs with, and which parameters a scenario keeps to itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..errors import DetenteError, said
from . import draws as shipped
from .draws import KINDS, Draw

if TYPE_CHECKING:
    from ..scenario.schema import Scenario

DRAWS = 24
SEEDS = 4
"""Draws, and seeds of each, when none are asked for."""


def chosen(uncertainty: str, number: int | None = None) -> list[Draw]:
    """The draws asked for.

    Parameters
    ----------
    uncertainty : {"default", "prior", "posterior"}
    number : int, optional
        Default 24 (or all of a smaller posterior sample); 1 for the declared defaults.

    Raises
    ------
    DetenteError
        Another word, a number that cannot be had, or no posterior sample.
    """
    if uncertainty not in KINDS:
        raise DetenteError("no such uncertainty", key="uncertainty", given=repr(uncertainty),
                           allowed=said("default, prior, posterior"))
    if number is not None and number < 1:
        raise DetenteError("at least one draw is needed", key="draws", given=str(number), allowed=said("1 or more"))
    if uncertainty == "default" and number not in (None, 1):
        raise DetenteError("the declared defaults are one draw", key="draws", given=str(number), allowed="1",
                           wish="more draws: --uncertainty posterior, or prior (before any data)")
    if uncertainty == "posterior" and not shipped.FILE.exists():
        raise DetenteError("no posterior sample is there; it is made by detente calibrate", shipped.FILE.name,
                           wish="without one: --uncertainty default (chance only) or prior (before any data)")
    if uncertainty == "posterior" and number is None:
        number = min(DRAWS, len(shipped.sample()[1]))
    return shipped.draws(uncertainty, DRAWS if number is None else number)


def held(scenario: Scenario, draws: Sequence[Draw]) -> dict[str, float]:
    """Values that the scenario itself sets (in its files, or in Python) of the parameters that are drawn: they stay.

    A scenario written out in full, with every parameter, holds those that differ from their declared default only.
    """
    from ..mechanisms import PARAMETERS

    given = {name for name in PARAMETERS if f"parameters.{name}" in scenario.sources}
    if len(given) == len(PARAMETERS):
        given = {name for name in given if scenario.parameters[name] != PARAMETERS[name].default}
    drawn = {name for draw in draws for name in draw.values}
    return {name: scenario.parameters[name] for name in sorted(given & drawn)}
