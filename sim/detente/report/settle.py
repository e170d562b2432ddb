"""What data would settle a parameter that is only assumed: the observation, and the collection that would bring it.

The texts stand in ``data/settling.json``: collections (`Collection`), a sentence for each parameter, and one for each
mechanism, for parameters that have none of their own. Sizes are orders of magnitude to begin a protocol with, not a protocol.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..declare import Parameter

FILE = Path(__file__).resolve().parents[1] / "data" / "settling.json"
ASSUMED = "assumed"


@dataclass(frozen=True)
class Collection:
    """A survey, a register, a time study ... that can be ordered.

    Attributes
    ----------
    key : str
    title, where, size, holder : str
        What, in which establishments, how many people or how long, who holds the data.
    """

    key: str
    title: str
    where: str
    size: str
    holder: str


@dataclass(frozen=True)
class Settling:
    """What would settle a parameter.

    Attributes
    ----------
    words : str
        What to observe, and how that gives the number.
    collection : Collection
    own : bool
        The sentence is the parameter's own, not its mechanism's.
    """

    words: str
    collection: Collection
    own: bool


@cache
def texts() -> dict[str, dict[str, Any]]:
    """All texts: ``collections``, ``mechanisms``, ``parameters``."""
    return json.loads(FILE.read_text(encoding="utf-8"))


def collection(key: str, lang: str) -> Collection:
    """A collection in a language."""
    return Collection(key, **texts()["collections"][key][lang])


def settling(parameter: Parameter, lang: str) -> Settling | None:
    """What would settle a parameter; None for one that has evidence.

    Raises
    ------
    KeyError
        It is assumed, and neither it nor its mechanism has a text: a test says that there is none such.
    """
    if parameter.evidence != ASSUMED:
        return None
    own = texts()["parameters"].get(parameter.name)
    said = own or texts()["mechanisms"][parameter.name.partition(".")[0]]
    return Settling(said[lang], collection(said["collection"], lang), own is not None)
