"""What differs between scenarios: levers, levers of a wing, dated changes, switches and parameters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...declare.levers import _ANSWER_WORDS, _KIND_WORDS, BY_NAME
from ...report.odd_tables import number, unit
from .words import phrase

if TYPE_CHECKING:
    from ...declare.parameter import Lever
    from ...scenario.schema import Change, Scenario
    from .reading import Material

LADDER = "response."


@dataclass(frozen=True)
class Row:
    """A lever, and its value in each scenario."""

    name: str
    label: str
    values: tuple[str, ...]
    evidence: str

    @property
    def ladder(self) -> bool:
        """It is the share of an answer to reported incidents, the same from the first day to the last."""
        return self.name.startswith(LADDER)


def places_named(m: Material, lang: str) -> list[str]:
    """Heads of the columns of values: the scenarios."""
    return list(m.titles(lang))


def differing(m: Material, lang: str) -> list[Row]:
    """Levers that are not the same in all scenarios; for one scenario, those that are not at their default."""
    many = len(m.scenarios) > 1
    rows = []
    for name, lever in BY_NAME.items():
        own = [x.levers[name] for x in m.scenarios]
        if len(set(own)) > 1 or (not many and own[0] != lever.default):
            rows.append(Row(name, _label(lever, lang), tuple(value(lever, x, lang) for x in own), lever.evidence))
    return [*rows, *_of_wings(m, lang), *_changes(m, lang)]


def names_differing(m: Material) -> set[str]:
    """Names of levers that differ anywhere, at any date."""
    return {row.name for row in differing(m, "en")}


def value(lever: Lever, x: float, lang: str) -> str:
    """A value as it is read: a choice in words, shares in hundredths."""
    from ..claims_words import CHOICES_FR

    if lever.choices:
        word = lever.choices[int(x)]
        return CHOICES_FR.get(word, word) if lang == "fr" else word.replace("_", " ")
    return number(x, lang)


def _label(lever: Lever, lang: str) -> str:
    if lever.name.startswith(LADDER):
        k, (_, kind, response) = 0 if lang == "en" else 1, lever.name.split(".")
        return phrase("lever.ladder", lang, kind=_KIND_WORDS[kind][k], answer=_ANSWER_WORDS[response][k])
    said: str = getattr(lever, lang)
    of = unit(lever.unit, lang)
    return said if lever.choices or lever.unit in ("code", "share") or _told(of, said) else f"{said} ({of})"


def _told(unit_words: str, label: str) -> bool:
    """The label says the unit already."""
    return all(word in label.lower() for word in unit_words.lower().replace("’", " ").split() if len(word) > 3)


def _of_wings(m: Material, lang: str) -> list[Row]:
    """A row for each wing and lever that is set apart there in some scenario."""
    places = sorted({(wing, name) for x in m.scenarios for wing, own in x.wing_levers.items() for name in own})
    out = []
    for wing, name in places:
        lever = BY_NAME[name]
        own = [x.wing_levers.get(wing, {}).get(name, x.levers[name]) for x in m.scenarios]
        usual = [x.levers[name] for x in m.scenarios]
        if len(set(own)) > 1 or own != usual:
            label = phrase("lever.wing", lang, lever=_label(lever, lang), wing=wing + 1)
            out.append(Row(name, label, tuple(value(lever, x, lang) for x in own), lever.evidence))
    return out


def _changes(m: Material, lang: str) -> list[Row]:
    """Dated changes that are not in all scenarios alike."""
    keyed: dict[Any, Change] = {}
    for x in m.scenarios:
        keyed |= {_key(c): c for c in x.changes}
    out = []
    for key, change in keyed.items():
        there = [any(_key(c) == key for c in x.changes) for x in m.scenarios]
        if all(there) and len(there) > 1:
            continue
        lever = BY_NAME[change.lever]
        told = tuple(value(lever, change.to, lang) if yes else phrase("lever.no_change", lang) for yes in there)
        out.append(Row(change.lever, _dated(change, lever, lang), told, lever.evidence))
    return out


def _dated(change: Change, lever: Lever, lang: str) -> str:
    said = phrase("lever.from", lang, lever=_label(lever, lang), day=change.from_day)
    if change.ramp_days:
        said += phrase("lever.ramp", lang, days=change.ramp_days)
    if change.until_day is not None:
        said += phrase("lever.until", lang, day=change.until_day)
    if change.wings is not None:
        said += phrase("lever.wings", lang, wings=", ".join(str(w + 1) for w in change.wings))
    return said


def _key(c: Change) -> tuple[Any, ...]:
    return c.lever, c.to, c.from_day, c.ramp_days, c.until_day, c.wings


def switches(m: Material) -> list[str]:
    """Mechanisms switched off in some scenario."""
    return [key for key in m.scenarios[0].switches if not all(x.switches.get(key, True) for x in m.scenarios)]


def settings(x: Scenario) -> dict[str, float]:
    """Parameters that a scenario sets away from their declared default."""
    from ...mechanisms import PARAMETERS

    return {name: given for name, given in x.parameters.items() if name in PARAMETERS and given != PARAMETERS[name].default}
