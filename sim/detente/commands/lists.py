"""``detente scenarios``, ``parameters``, ``establishments``."""

from __future__ import annotations

from ..errors import DetenteError, spoken
from ..i18n import decimal
from . import shell
from .shell import Show

TYPES = ("ma", "cd", "mc")


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


def parameters(filter: str | None, assumed: bool, levers: bool, show: Show) -> None:
    """Parameters (or levers) with unit, plausible range, hard bounds and source."""
    lang = show.lang
    declared = _levers() if levers else _parameters()
    word = (filter or "").casefold()
    found = [x for x in declared if (not assumed or x.evidence == "assumed")
             and (word in x.name.casefold() or word in x.fr.casefold() or word in x.en.casefold())]
    if show.json:
        shell.print_json([{
            "name": x.name, "default": x.default, "unit": x.unit, "plausible": list(x.plausible),
            "bounds": [x.low, x.high], "source": x.evidence, "fr": x.fr, "en": x.en,
            **({"choices": list(x.choices)} if levers and x.choices else {}),
        } for x in found])
        return
    out = shell.console()
    if not found:
        out.print(show.text("nothing.found"))
        return
    right = [show.text("col.value"), show.text("col.plausible"), show.text("col.bounds")]
    made = shell.table(None, show.text("col.name"), *right, show.text("col.unit"), show.text("col.source"),
                       show.text("col.label"), right=right)
    for x in found:
        choices = getattr(x, "choices", ())
        plausible, bounds = (f"{_short(low, lang)} … {_short(high, lang)}" for low, high in (x.plausible, (x.low, x.high)))
        made.add_row(x.name, choices[int(x.default)] if choices else _short(x.default, lang),
                     ", ".join(choices) if choices else plausible, "" if choices else bounds,
                     spoken(x.unit, lang).strip("()"), x.evidence, getattr(x, lang))
    out.print(made)
    out.print(show.text("count.parameters", n=len(found), total=len(declared),
                        assumed=sum(x.evidence == "assumed" for x in found)), markup=False)


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
