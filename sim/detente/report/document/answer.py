"""The answer in one sentence that never says more than the intervals allow, and the table behind it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ...i18n import decimal, digits_for, listing, text
from ...outcomes import BY_KEY
from ...studies.crossed import PairedCrossed
from ...studies.uncertain import CONCLUSIONS, HIGHER, LOWER, UncertainComparison, conclusion
from ...studies.uncertain_words import between, digits_of
from ...studies.verdict import MAIN, label
from .blocks import Block, Bullets, Callout, Heading, Para, Section, Table, table
from .words import per_cent, phrase, quoted

if TYPE_CHECKING:
    from ...studies.paired import Paired
    from .reading import Material

FIRST = "assaults"
"""The measure that the sentence is about."""


def outcomes(m: Material) -> tuple[str, ...]:
    """The main measures that there are and may be shown."""
    there = m.comparison.outcomes if m.comparison is not None else m.levels.grid.outcomes if m.levels else tuple(m.values)
    return tuple(key for key in MAIN if key in there and key not in m.hidden)


def reading(pair: Paired) -> str:
    """What may be said of a difference: `lower`, `higher`, or why nothing can be."""
    if isinstance(pair, PairedCrossed):
        return conclusion(pair)
    if pair.n == 0:
        return "nothing"
    if pair.identical:
        return "equal"
    if math.isnan(pair.low):
        return "one_pair"
    return {-1: LOWER, 1: HIGHER, 0: "chance"}[pair.sign]


def answer(m: Material, lang: str) -> Section:
    """One sentence for each scenario, what else moves, and what luck alone would give."""
    assert m.comparison is not None
    c, titles, keys = m.comparison, m.titles(lang), outcomes(m)
    sentences: list[str] = []
    rest: list[Block] = []
    for arm in range(1, len(titles)):
        sentences.append(sentence(m, arm, lang))
        if len(titles) > 2:
            rest.append(Heading(titles[arm]))
        rest += _others(m, arm, keys, lang)
    told = len(keys) * (len(titles) - 1)
    luck = "two.luck" if isinstance(c, UncertainComparison) else "compare.luck"
    if len(c.seeds) > 1:
        rest.append(Para(text(luck, lang, n=told, k=decimal(told * (1.0 - c.level), lang, 1))))
    weak = list(dict.fromkeys(label(key, lang) for _, key, _ in c.weak(keys)))
    if weak:
        rest.append(Para(text("compare.weak", lang, limit=decimal(0.3, lang, 1), names=listing(weak, lang))))
    return Section("answer", phrase("head.answer", lang), (Callout("answer", tuple(sentences)), *rest))


def sentence(m: Material, arm: int, lang: str) -> str:
    """What these runs allow to say of assaults between inmates."""
    assert m.comparison is not None
    c, titles = m.comparison, m.titles(lang)
    values = {"arm": quoted(titles[arm], lang), "reference": quoted(titles[0], lang)}
    if c.identical(arm):
        return phrase("answer.identical", lang, **values)
    if FIRST not in c.outcomes:
        return phrase("answer.nothing", lang, **values)
    pair = c.pairs[arm, FIRST]
    digits = digits_of(pair) if isinstance(pair, PairedCrossed) else digits_for(pair.difference, pair.low, pair.high)
    values |= {"a": decimal(pair.mean_reference, lang), "b": decimal(pair.mean, lang), "unit": BY_KEY[FIRST].unit_label(lang),
               "difference": decimal(pair.difference, lang, digits, sign=True),
               "chance": _from_to(pair.low, pair.high, lang, digits)}
    what = reading(pair)
    if not isinstance(pair, PairedCrossed):
        fewer = sum(y < x for x, y in zip(c.values(0, FIRST), c.values(arm, FIRST), strict=True))
        k = fewer if what == LOWER else pair.n - fewer
        return phrase(f"answer.{what}", lang, **values, k=k, n=pair.n)
    x = pair.bands
    values["ignorance"] = _from_to(x.low, x.high, lang, digits)
    share = 1.0 - x.share_positive if what == LOWER else x.share_positive
    return phrase(f"answer2.{what}", lang, **values, k=decimal(share * x.draws, lang, 0 if (share * x.draws) % 1 == 0 else 1),
                  n=x.draws)


def _from_to(low: float, high: float, lang: str, digits: int) -> str:
    """An interval inside a sentence."""
    if low != low or high != high or low == high:
        return phrase("span.none", lang)
    return phrase("span", lang, low=decimal(low, lang, digits, sign=True), high=decimal(high, lang, digits, sign=True))


def _others(m: Material, arm: int, keys: tuple[str, ...], lang: str) -> list[Block]:
    """All main measures by what may be said of them."""
    assert m.comparison is not None
    if m.comparison.identical(arm):
        return []
    title = quoted(m.titles(lang)[arm], lang)
    groups: dict[str, list[str]] = {}
    for key in keys:
        groups.setdefault(reading(m.comparison.pairs[arm, key]), []).append(label(key, lang))
    items = [phrase(f"others.{what}", lang, arm=title, names=listing(groups[what], lang))
             for what in (*CONCLUSIONS, "one_pair") if what in groups]
    return [Bullets(tuple(items))]


def numbers(m: Material, lang: str) -> Section:
    """Levels and differences with their intervals, a table for each scenario but the reference."""
    assert m.comparison is not None
    from .figures import compared

    blocks: list[Block] = [Para(phrase("numbers.read", lang))]
    for arm in range(1, len(m.names)):
        if len(m.names) > 2:
            blocks.append(Heading(m.titles(lang)[arm]))
        made = differences(m, arm, lang)
        blocks += [made, *compared(m, arm, lang, made)]
    if m.hidden:
        blocks.append(Para(phrase("limits.named", lang)))
    return Section("numbers", phrase("head.numbers", lang), tuple(blocks))


def differences(m: Material, arm: int, lang: str) -> Table:
    """The table of one scenario against the reference."""
    assert m.comparison is not None
    c, titles = m.comparison, m.titles(lang)
    two = isinstance(c, UncertainComparison)
    heads = [phrase("col.measure", lang), titles[0], titles[arm], phrase("col.difference", lang), phrase("col.chance", lang),
             *([phrase("col.ignorance", lang)] if two else []), phrase("col.better", lang), phrase("col.reading", lang)]
    rows = []
    for key in outcomes(m):
        pair, measure = c.pairs[arm, key], BY_KEY[key]
        told = not pair.identical or c.identical(arm)
        digits = digits_of(pair) if isinstance(pair, PairedCrossed) else digits_for(pair.difference, pair.low, pair.high)
        bounds = [between(pair.low, pair.high, lang, digits) if told else "–"]
        if isinstance(pair, PairedCrossed):
            bounds.append(between(pair.bands.low, pair.bands.high, lang, digits))
        better = pair.share_draws_better if isinstance(pair, PairedCrossed) else pair.share_better
        rows.append([f"{measure.label(lang)} ({measure.unit_label(lang)})", decimal(pair.mean_reference, lang),
                     decimal(pair.mean, lang), decimal(pair.difference, lang, digits, sign=True), *bounds,
                     "–" if better != better else per_cent(better, lang), phrase(f"reading.{reading(pair)}", lang)])
    caption = phrase("caption.numbers2" if two else "caption.numbers", lang, arm=quoted(titles[arm], lang),
                     reference=quoted(titles[0], lang), level=round(100 * c.level))
    right = range(1, 7 if two else 6)
    widths = (2.4, 1.35, 1.35, 1.05, 1.75, *([1.75] if two else []), 0.85, 1.4)
    return table(caption, heads, rows, right=tuple(right), widths=widths)
