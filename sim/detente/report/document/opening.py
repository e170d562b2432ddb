"""What comes first: limits, then the question and the scenarios it is put to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...errors import spoken
from ...i18n import decimal, text
from ...studies.uncertain import UncertainComparison
from ...studies.grid_words import about_draws
from .blocks import Block, Callout, Heading, Para, Section, shown, table
from .levers import differing, places_named
from .words import phrase, quoted

if TYPE_CHECKING:
    from .reading import Material


def limits(m: Material, lang: str) -> Section:
    """What to read first."""
    items = [phrase(f"limits.{key}", lang) for key in ("forecast", "person", "mechanisms", "series", "proof")]
    if m.hidden:
        items.insert(2, phrase("limits.named", lang))
    return Section("limits", phrase("head.limits", lang), (
        Callout("limits", tuple(items[:3 if m.hidden else 2])),
        Para(phrase("limits.more", lang)),
        *(Para(x) for x in items[3 if m.hidden else 2:]), Para(intervals(m, lang))))


def intervals(m: Material, lang: str) -> str:
    """How the intervals were made and what is in none of them."""
    c = m.comparison
    if isinstance(c, UncertainComparison):
        return " ".join([c.method(lang), *about_draws(c.grid, lang)])
    if c is not None:
        many = len(c.seeds) > 1
        return c.method(lang) if many else text("compare.single", lang)
    if m.levels is not None:
        return " ".join([m.levels.method(lang), *about_draws(m.levels.grid, lang)])
    n = len(m.results)
    return phrase("limits.runs" if n > 1 else "limits.one_run", lang, n=n)


def question(m: Material, lang: str) -> Section:
    """The question, the prison, and the ways it is run."""
    titles, first = m.titles(lang), m.scenarios[0]
    asked = [said(x.question, lang) for x in m.scenarios]
    blocks: list[Block] = []
    if m.comparison is None:
        blocks.append(Para(phrase("question.levels", lang, arm=quoted(titles[0], lang)), strong=True))
    else:
        others = phrase("question.or", lang).join(quoted(x, lang) for x in titles[1:])
        blocks.append(Para(phrase("question.compare", lang, reference=quoted(titles[0], lang), others=others), strong=True))
    place = first.establishment
    blocks.append(Para(phrase("question.place", lang, place=shown(place.name, 120), capacity=decimal(place.capacity, lang, 0),
                              wings=place.wings, inmates=decimal(place.inmates, lang, 0),
                              days=decimal(first.horizon_days, lang, 0))))
    if place.uid:
        blocks.append(Para(phrase("question.real", lang)))
    if place.note:
        blocks.append(Para(phrase("question.assumed", lang, note=shown(spoken(place.note, lang)))))
    if m.comparison is not None:
        blocks += [Para(x) for x in m.comparison.warnings(lang)]
    for k, (title, scenario) in enumerate(zip(titles, m.scenarios, strict=True)):
        of = "question.reference" if m.comparison is not None and k == 0 else "question.scenario"
        blocks.append(Heading(phrase(of, lang, title=title)))
        notes = said(scenario.notes, lang) if m.comparison is None else ""  # else beside the means
        blocks += [Para(x) for x in (asked[k], notes) if x]
    return Section("question", phrase("head.question", lang), (*blocks, *_differs(m, lang)))


def _differs(m: Material, lang: str) -> list[Block]:
    """The levers that differ, when they are few; else how many, and where they stand."""
    rows = differing(m, lang)
    if m.comparison is None:
        return [Para(phrase("question.levers_annex", lang))]
    if not rows:
        return [Para(phrase("question.no_lever", lang))]
    out: list[Block] = [Para(phrase("question.levers", lang, n=len(rows)))]
    if len(rows) <= 8:
        heads = [phrase("col.lever", lang), *places_named(m, lang)]
        out.append(table(phrase("caption.levers", lang), heads, [(r.label, *r.values) for r in rows],
                         widths=(3.0, *[1.4] * len(m.names))))
    return out


def said(words: dict[str, str], lang: str) -> str:
    """A scenario's own words; empty if it has none."""
    return shown(words.get(lang) or next(iter(words.values()), "")) if words else ""
