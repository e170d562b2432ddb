"""One scenario alone: its levels in a sentence and a table. No difference, so nothing is said to work."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from ...i18n import decimal
from ...outcomes import BY_KEY
from .answer import FIRST, outcomes
from .blocks import Block, Callout, Para, Section, table
from .words import phrase, quoted

if TYPE_CHECKING:
    from .reading import Material

Interval = tuple[float, float]


def found(m: Material, key: str) -> tuple[float, Interval, Interval]:
    """Mean of a measure, its interval of chance, its interval of ignorance; NaN where there is none."""
    none = (math.nan, math.nan)
    if m.levels is not None:
        x = m.levels.bands(key)
        return x.mean, (x.chance_low, x.chance_high), (x.low, x.high)
    from ...studies.paired import t_quantile

    values = np.asarray([x for x in m.values[key] if math.isfinite(x)])
    if len(values) < 2:
        return (float(values[0]) if len(values) else math.nan), none, none
    mean, half = float(values.mean()), t_quantile(0.95, len(values) - 1) * float(values.std(ddof=1)) / math.sqrt(len(values))
    return mean, (mean - half, mean + half), none


def intervals(m: Material) -> tuple[str, ...]:
    """The intervals that there are, by name."""
    return ("chance", "ignorance") if m.levels is not None else ("chance",) if len(m.results) > 1 else ()


def bounds(interval: Interval, lang: str) -> str:
    """An interval of a level, without signs."""
    low, high = interval
    return "–" if low != low or high != high or low == high else f"{decimal(low, lang)} … {decimal(high, lang)}"


def _from_to(interval: Interval, lang: str) -> str:
    low, high = interval
    none = low != low or high != high or low == high
    return phrase("span.none", lang) if none else phrase("span", lang, low=decimal(low, lang), high=decimal(high, lang))


def answer(m: Material, lang: str) -> Section:
    """The level of assaults between inmates, and that a level is no effect."""
    title = quoted(m.titles(lang)[0], lang)
    items = []
    if FIRST in outcomes(m):
        mean, chance, ignorance = found(m, FIRST)
        values = {"arm": title, "a": decimal(mean, lang), "unit": BY_KEY[FIRST].unit_label(lang),
                  "chance": _from_to(chance, lang)}
        how = "levels.two" if m.levels is not None else "levels.chance" if len(m.results) > 1 else "levels.one"
        items.append(phrase(how, lang, **values, **({"ignorance": _from_to(ignorance, lang)} if m.levels else {})))
    items.append(phrase("levels.no_effect", lang))
    return Section("answer", phrase("head.answer", lang), (Callout("answer", tuple(items)),))


def numbers(m: Material, lang: str) -> Section:
    """The main levels."""
    there = intervals(m)
    heads = [phrase(f"col.{key}", lang) for key in ("measure", "level", *there)]
    rows = []
    for key in outcomes(m):
        mean, chance, ignorance = found(m, key)
        rows.append([f"{BY_KEY[key].label(lang)} ({BY_KEY[key].unit_label(lang)})", decimal(mean, lang),
                     *(bounds(x, lang) for x in (chance, ignorance)[:len(there)])])
    made = table(phrase("caption.own_levels", lang, arm=quoted(m.titles(lang)[0], lang)), heads, rows,
                 right=tuple(range(1, len(heads))), widths=(3.5, *[1.3] * (len(heads) - 1)))
    blocks: list[Block] = [Para(phrase("numbers.read_levels", lang)), made]
    if m.hidden:
        blocks.append(Para(phrase("limits.named", lang)))
    return Section("numbers", phrase("head.levels", lang), tuple(blocks))
