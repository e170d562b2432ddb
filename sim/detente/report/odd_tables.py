"""Tables of the ODD+D description: entities, levers, outcomes, patterns, and a section for each mechanism."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import spoken
from ..locale import catalogue
from .odd_formulas import SYMBOLS, submodel, written
from .odd_words import ENTITIES, WORDS
from .sources import cell, is_file, rows_of, sources_of, table

if TYPE_CHECKING:
    from ..declare import Mechanism, Parameter

KINDS = {
    "en": ("threats", "assaults", "serious assaults", "refusals", "verbal abuse of staff", "assaults on staff"),
    "fr": ("menaces", "agressions", "agressions graves", "refus", "agressions verbales du personnel",
           "agressions physiques du personnel"),
}
"""Rows of the response ladder in words, in their order."""


def meaning(text: str, lang: str) -> str:
    """Meaning (or unit) of a column of the records; English where nobody has said it in French."""
    return text if lang == "en" else catalogue("columns_fr").get(text, text)


def entities(lang: str) -> str:
    """One table for each kind of thing, from ``world.records``."""
    from ..world.records import TABLES

    w = WORDS[lang]
    parts = []
    for name, columns in TABLES.items():
        rows = [[f"`{column}`", meaning(unit, lang) or "–", meaning(what, lang)] for column, _, unit, what in columns]
        parts += [f"*{ENTITIES[name][lang]}* (`{name}`)", table([w["variable"], w["unit"], w["meaning"]], rows)]
    return "\n\n".join(parts)


def number(x: float, lang: str) -> str:
    """A declared number, all its digits, in the language's writing."""
    return f"{x:g}" if lang == "en" else f"{x:g}".replace(".", ",").replace("-", "\u2212")


def span(low: float, high: float, lang: str) -> str:
    """A range."""
    return f"{number(low, lang)} … {number(high, lang)}"


def unit(x: object, lang: str) -> str:
    """A unit in words, without the brackets that error messages put around some."""
    return spoken(str(x), lang).strip("()")


def levers(lang: str) -> str:
    """Every lever but the response ladder, with default, plausible range, unit and source."""
    from ..declare.levers import SCALARS

    w = WORDS[lang]
    rows = []
    for x in SCALARS:
        value = x.choices[int(x.default)] if x.choices else number(x.default, lang)
        wide = ", ".join(x.choices) if x.choices else span(*x.plausible, lang)
        rows.append([f"`{x.name}`", value, wide, unit(x.unit, lang), w[f"scope.{x.scope}"], x.evidence, getattr(x, lang)])
    return table([w["lever"], w["default"], w["plausible"], w["unit"], w["scope"], w["source"], w["meaning"]], rows)


def measures(lang: str) -> str:
    """Every outcome, by group, with its unit."""
    from ..outcomes import MEASURES
    from ..outcomes.measure import GROUPS

    w = WORDS[lang]
    rows = [[GROUPS[m.group][0 if lang == "en" else 1], f"`{m.key}`", m.label(lang), m.unit_label(lang)] for m in MEASURES]
    return table([w["group"], w["key"], w["outcome"], w["unit"]], rows)


def patterns(lang: str) -> str:
    """Published patterns that the model is held against."""
    from ..patterns import PATTERNS

    w = WORDS[lang]
    rows = [[x.key, w[f"kind.{x.kind}"], getattr(x, lang), ", ".join(x.sources)] for x in PATTERNS]
    return table([w["key"], w["kind"], w["finding"], w["source"]], rows) if rows else w["no_patterns"]


def symbols(lang: str) -> str:
    """What the letters of the formulas stand for."""
    w = WORDS[lang]
    return w["letters"].format(**{letter: f"`{letter}`" for letter in SYMBOLS})


def submodels(lang: str) -> str:
    """A section for each mechanism, core parts first."""
    from ..mechanisms import MECHANISMS

    return "\n\n".join(_section(m, lang) for m in MECHANISMS)


def _section(m: Mechanism, lang: str) -> str:
    w = WORDS[lang]
    title = f"{m.id} `{m.key}`" if m.switchable else f"{w['core']} `{m.key}`"
    parts = [f"#### {title}", getattr(m, lang) + "."]
    made = submodel(m.key)
    if made is None:
        parts.append(w["no_formulas"])
    else:
        parts.append(f"{w['code']} " + ", ".join(f"`{name}`" for name in made.files) + ". " + _touches(m, lang))
        for formula in made.formulas:
            parts += [getattr(formula, lang), f"```text\n{written(formula.text, lang)}\n```"]
    if m.parameters:
        parts.append(_parameters(m.parameters, lang))
    cited = publications(m)
    if cited:
        parts.append(f"{w['sources']} " + ("; " if lang == "en" else "\u202f; ").join(cited) + ".")
    return "\n\n".join(parts)


def _touches(m: Mechanism, lang: str) -> str:
    """What it writes, and whose functions it calls."""
    w = WORDS[lang]
    writes = ", ".join(f"`{name}`" for name in m.writes)
    calls = ", ".join(f"`{name}`" for name in m.calls)
    said = [w["writes"].format(names=writes)] if writes else []
    return " ".join([*said, *([w["calls"].format(names=calls)] if calls else [])])


def _parameters(parameters: tuple[Parameter, ...], lang: str) -> str:
    w = WORDS[lang]
    rows = [[f"`{x.name}`", number(x.default, lang), span(*x.plausible, lang), w[f"prior.{x.prior}"], unit(x.unit, lang),
             w["assumed"] if x.evidence == "assumed" else x.evidence, getattr(x, lang)] for x in parameters]
    return table([w["parameter"], w["default"], w["plausible"], w["prior"], w["unit"], w["source"], w["meaning"]], rows)


def publications(m: Mechanism) -> list[str]:
    """``C-PRED2 (Author, Journal, year)`` for each source of a mechanism; a family of rows counts once."""
    out = []
    for key in sources_of(m):
        rows = [] if is_file(key) else rows_of(key)
        if not rows:
            out.append(f"`{key}`")
            continue
        first = rows[0]
        out.append(f"`{key}` ({cell(first['source'])}, {first['year']})")
    return out


