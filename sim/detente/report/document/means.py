"""What each scenario used: officers in post, their hours on the floors, euros."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ...i18n import decimal
from ...outcomes import BY_KEY
from ...studies.uncertain import UncertainComparison
from ...studies.uncertain_words import between
from .answer import reading
from .blocks import Block, Heading, Para, Section, table
from .levels import bounds, found, intervals
from .opening import said
from .words import phrase, quoted

if TYPE_CHECKING:
    from .reading import Material

TOTAL, ITEM = "euros_total", "euros_"


def euros(m: Material, lang: str) -> Section:
    """Officer minutes first, then euros item by item."""
    blocks: list[Block] = []
    if m.comparison is not None:
        blocks += [Para(phrase("means.read", lang)), _parity(m, lang)]
        for title, scenario in zip(m.titles(lang), m.scenarios, strict=True):
            if note := said(scenario.notes, lang):
                blocks.append(Para(phrase("means.note", lang, title=title, note=note)))
        for arm in range(1, len(m.names)):
            if len(m.names) > 2:
                blocks.append(Heading(m.titles(lang)[arm]))
            blocks.append(_items(m, arm, lang))
    else:
        blocks.append(_own(m, lang))
    blocks.append(Para(phrase("means.prices", lang)))
    return Section("euros", phrase("head.euros", lang), tuple(blocks))


def _parity(m: Material, lang: str):
    assert m.comparison is not None
    rows = [[title, decimal(x.officer_posts, lang, 0), decimal(x.floor_hours, lang, 0), decimal(x.euros, lang, 0),
             decimal(x.euros_difference, lang, 0, sign=True), x.words]
            for title, x in zip(m.titles(lang), m.comparison.fairness(lang).itertuples(), strict=True)]
    heads = [phrase(f"col.{key}", lang) for key in ("scenario", "posts", "floor_hours", "euros", "difference", "minutes")]
    return table(phrase("caption.parity", lang), heads, rows, right=(1, 2, 3, 4), widths=(2.2, 1.0, 1.3, 1.4, 1.3, 2.4))


def _shown(m: Material, keys) -> list[str]:
    return [key for key in keys if key.startswith(ITEM) and key not in m.hidden and key in BY_KEY]


def _items(m: Material, arm: int, lang: str):
    """Items that differ, the greatest first, after the total."""
    assert m.comparison is not None
    c, titles = m.comparison, m.titles(lang)
    keys = [key for key in _shown(m, c.outcomes) if key == TOTAL or abs(c.pairs[arm, key].difference) >= 0.5]
    keys.sort(key=lambda key: (key != TOTAL, -abs(c.pairs[arm, key].difference)))
    two, rows = isinstance(c, UncertainComparison), []
    for key in keys:
        pair = c.pairs[arm, key]
        digits, x = _digits(pair.difference), getattr(pair, "bands", None)
        rows.append([BY_KEY[key].label(lang), *(decimal(y, lang, _digits(y)) for y in (pair.mean_reference, pair.mean)),
                     decimal(pair.difference, lang, digits, sign=True), between(pair.low, pair.high, lang, digits),
                     *([between(x.low, x.high, lang, digits) if x is not None else "–"] if two else []),
                     phrase(f"reading.{reading(pair)}", lang)])
    heads = [phrase("col.item", lang), titles[0], titles[arm], phrase("col.difference", lang), phrase("col.chance", lang),
             *([phrase("col.ignorance", lang)] if two else []), phrase("col.reading", lang)]
    caption = phrase("caption.euros", lang, arm=quoted(titles[arm], lang), reference=quoted(titles[0], lang))
    return table(caption, heads, rows, right=tuple(range(1, 6 if two else 5)),
                 widths=(2.8, 1.3, 1.2, 1.0, 1.75, *([1.75] if two else []), 1.35))


def _digits(euros: float) -> int:
    """Cents are for no item of ten euros or more."""
    return 0 if abs(euros) >= 10.0 or euros == 0.0 else 1


def _own(m: Material, lang: str):
    keys = _shown(m, m.levels.grid.outcomes if m.levels else m.values)
    made = {key: found(m, key) for key in keys}
    made = {key: x for key, x in made.items() if math.isfinite(x[0]) and abs(x[0]) >= 0.5}
    order = sorted(made, key=lambda key: (key != TOTAL, -abs(made[key][0])))
    there = intervals(m)
    rows = [[BY_KEY[key].label(lang), decimal(x, lang, _digits(x)), *(bounds(y, lang) for y in between_them[:len(there)])]
            for key in order for x, *between_them in [made[key]]]
    heads = [phrase(f"col.{key}", lang) for key in ("item", "level", *there)]
    return table(phrase("caption.own_euros", lang, arm=quoted(m.titles(lang)[0], lang)), heads, rows,
                 right=tuple(range(1, len(heads))), widths=(3.5, *[1.4] * (len(heads) - 1)))
