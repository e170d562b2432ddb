"""``detente scenarios``, ``parameters``, ``establishments``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from ..errors import DetenteError, spoken
from ..i18n import decimal
from . import shell
from .shell import Show

TYPES = ("ma", "cd", "mc")
ASSUMED = "assumed"


def scenarios(show: Show) -> None:
    """Name and title of each shipped scenario."""
    from ..scenario import shipped

    lang, found = show.lang, shipped()
    if show.json:
        shell.print_json([{"name": name, "title": title} for name, title in found])
        return
    made = shell.table(None, show.text("col.name"), show.text("col.title"))
    for name, title in found:
        made.add_row(name, title.get(lang) or next(iter(title.values())))
    out = shell.console()
    out.print(made)
    out.print(show.text("scenarios.hint"), markup=False)


@dataclass(frozen=True)
class Sought:
    """Which parameters or levers are wanted.

    Attributes
    ----------
    text : str or None
        In the name or in a label.
    assumed : bool
        Only those without a source.
    evidence : str or None
        Only those that rest on this key of the evidence, in any case; ``*`` stands for anything.
    levers : bool
        Levers instead of parameters.
    """

    text: str | None = None
    assumed: bool = False
    evidence: str | None = None
    levers: bool = False

    def found(self, declared: Sequence[Any]) -> list[Any]:
        """Those that fit."""
        word, key = (self.text or "").casefold(), (self.evidence or "*").casefold()
        return [x for x in declared if (not self.assumed or x.evidence == ASSUMED)
                and fnmatchcase(x.evidence.casefold(), key)
                and any(word in text.casefold() for text in (x.name, x.fr, x.en))]


def parameters(sought: Sought, show: Show) -> None:
    """Parameters (or levers) with unit, plausible range, hard bounds and source; of parameters, role and prior too."""
    declared = _levers() if sought.levers else _parameters()
    found = sought.found(declared)
    if show.json:
        shell.print_json([_row(x) for x in found])
        return
    out = shell.console()
    if not found:
        out.print(show.text("nothing.found"))
        return
    out.print(_table(found, sought.levers, show))
    out.print(show.text("count.parameters", n=len(found), total=len(declared),
                        assumed=sum(x.evidence == ASSUMED for x in found)), markup=False)
    if sought.assumed and not sought.levers:
        out.print(show.text("parameters.hint"), markup=False)


def _row(x: Any) -> dict[str, Any]:
    """As plain values; of an assumed parameter, what data would settle it."""
    from ..locale import LANGUAGES
    from ..report.settle import settling

    row = {"name": x.name, "default": x.default, "unit": x.unit, "plausible": list(x.plausible), "bounds": [x.low, x.high],
           "source": x.evidence, "fr": x.fr, "en": x.en}
    if hasattr(x, "choices"):
        return row | ({"choices": list(x.choices)} if x.choices else {})
    row |= {"role": x.role, "prior": x.prior}
    settled = {lang: y for lang in LANGUAGES if (y := settling(x, lang)) is not None}
    return row | ({"settle": {lang: {"observe": y.words, "collection": y.collection.title, "where": y.collection.where,
                                     "size": y.collection.size, "holder": y.collection.holder}
                              for lang, y in settled.items()}} if settled else {})


def _table(found: list[Any], levers: bool, show: Show) -> Any:
    lang = show.lang
    right = [show.text("col.value"), show.text("col.plausible"), show.text("col.bounds")]
    more = [] if levers else [show.text("col.role"), show.text("col.prior")]
    made = shell.table(None, show.text("col.name"), *right, show.text("col.unit"), *more, show.text("col.source"),
                       show.text("col.label"), right=right)
    for x in found:
        choices = getattr(x, "choices", ())
        plausible, bounds = (f"{_short(low, lang)} … {_short(high, lang)}" for low, high in (x.plausible, (x.low, x.high)))
        words = [] if levers else [show.text(f"role.{x.role}"), show.text(f"prior.{x.prior}")]
        made.add_row(x.name, choices[int(x.default)] if choices else _short(x.default, lang),
                     ", ".join(choices) if choices else plausible, "" if choices else bounds,
                     spoken(x.unit, lang).strip("()"), *words, x.evidence, getattr(x, lang))
    return made


def _parameters():
    from ..mechanisms import PARAMETERS

    return list(PARAMETERS.values())


def _levers():
    from ..declare.levers import LEVERS

    return list(LEVERS)


def _short(x: float, lang: str) -> str:
    """A declared number, all its digits, in the language's writing."""
    text = f"{x:g}"
    return text.replace(".", ",") if lang == "fr" else text


def establishments(find: str | None, kind: str | None, show: Show) -> None:
    """The French establishments, filtered by words of their name and by type."""
    from ..scenario.establishments import all_establishments, fold

    lang, every = show.lang, all_establishments()
    if kind is not None and kind.lower() not in TYPES:
        raise DetenteError("there is no such type of establishment", key="--type", given=repr(kind),
                           allowed=", ".join(TYPES))
    words = fold(find or "").split()
    found = [x for x in every if all(word in fold(x.name) for word in words)
             and (kind is None or x.type_code == TYPES.index(kind.lower()))]
    if show.json:
        shell.print_json([{"name": x.name, "type": TYPES[x.type_code], "capacity": x.capacity, "inmates": x.inmates,
                           "occupancy": x.occupancy, "wings": x.wings, "uid": x.uid, "note": x.note} for x in found])
        return
    out = shell.console()
    if not found:
        out.print(show.text("nothing.found"))
        return
    right = [show.text(f"col.{name}") for name in ("capacity", "inmates", "occupancy", "wings")]
    made = shell.table(None, show.text("col.name"), show.text("col.type"), *right, right=right)
    for x in found:
        made.add_row(x.name, show.text(f"type.{x.type_code}"), decimal(x.capacity, lang, 0),
                     decimal(x.inmates, lang, 0), decimal(x.occupancy, lang, 2), decimal(x.wings, lang, 0))
    out.print(made)
    out.print(show.text("count.establishments", n=len(found), total=len(every)), markup=False)
