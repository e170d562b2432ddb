"""A decomposition in plain sentences: what lowers, what raises, what nobody can tell, and what "off" means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..i18n import decimal, digits_for, listing, text
from ..outcomes.measures import BY_KEY
from ..studies.crossed import covered
from .fig_why import order

if TYPE_CHECKING:
    from ..studies.bands import Bands
    from ..studies.decompose import Why


def spread(x: Bands, lang: str, digits: int | None = None) -> str:
    """The widest interval, ``low … high``; a dash where there is none."""
    return between(x.both_low, x.both_high, lang, digits)


def chance(x: Bands, lang: str, digits: int | None = None) -> str:
    """The interval of chance alone."""
    return between(x.chance_low, x.chance_high, lang, digits)


def between(low: float, high: float, lang: str, digits: int | None = None) -> str:
    """Two bounds, signed; a dash where there is nothing to judge them by."""
    if low != low or high != high or low == high:
        return "–"
    digits = digits_for(low, high) if digits is None else digits
    return f"{decimal(low, lang, digits, sign=True)} … {decimal(high, lang, digits, sign=True)}"


def lines(why: Why, base: str, policy: str, lang: str) -> list[str]:
    """The answer: levels, effect, who lowers, who raises, what is left, which pairs do not simply add up."""
    from ..studies.decompose import BASE, POLICY

    m, total = BY_KEY[why.outcome], why.total
    digits = digits_for(total.mean, total.both_low, total.both_high)
    out = [text("why.level", lang, label=m.label(lang), unit=m.unit_label(lang), base=base, policy=policy,
                a=decimal(why.mean_level(BASE).mean, lang), b=decimal(why.mean_level(POLICY).mean, lang),
                effect=decimal(total.mean, lang, digits, sign=True), chance=chance(total, lang, digits),
                both=spread(total, lang, digits), level=round(100 * why.level))]
    groups: dict[int, list[str]] = {-1: [], 1: [], 0: []}
    for k in order(why):
        x = why.share(k)
        groups[x.sign].append(f"{why.players[k].label(lang)} ({decimal(x.mean, lang, sign=True)})")
    if groups[-1]:
        out.append(text("why.lower", lang, names=listing(groups[-1], lang)))
    if groups[1]:
        out.append(text("why.higher", lang, names=listing(groups[1][::-1], lang)))
    if groups[0]:
        out.append(text("why.untold", lang, names=listing(groups[0], lang)))
    rest = why.rest
    out.append(text("why.rest", lang, rest=decimal(rest.mean, lang, digits, sign=True), both=spread(rest, lang, digits)))
    out += _pairs(why, lang)
    return out


def _pairs(why: Why, lang: str) -> list[str]:
    """Pairs whose interaction lies on one side of zero, the strongest first, five at most."""
    n = len(why.players)
    found = [(why.pair(k, l), k, l) for k in range(n) for l in range(k + 1, n)]
    told = sorted((x for x in found if x[0].sign), key=lambda x: -abs(x[0].mean))[:5]
    if not told:
        return [text("why.no_pairs", lang)] if n > 1 else []
    return [text("why.pairs", lang, names=listing([
        f"{why.players[k].label(lang)} × {why.players[l].label(lang)} ({decimal(x.mean, lang, sign=True)})"
        for x, k, l in told], lang))]


def cautions(why: Why, lang: str) -> list[str]:
    """What the numbers mean and do not mean."""
    draws, seeds = len(why.results.draws), len(why.results.seeds)
    how = text("why.exact" if why.design.exact else "why.sampled", lang, coalitions=len(why.design.masks), runs=why.runs,
               players=len(why.players), orders=0 if why.design.orders is None else 2 * len(why.design.orders))
    cover = covered(why.level, draws)
    few = [text("two.covered", lang, cover=round(100 * cover), level=round(100 * why.level))] if cover < why.level else []
    told = len(why.players) * (len(why.players) + 1) // 2
    luck = text("why.luck", lang, n=told, k=decimal(told * (1.0 - why.level), lang, 1))
    return [text("why.off", lang), how, text("why.bands", lang, draws=draws, seeds=seeds, level=round(100 * why.level)), *few,
            luck, text("limits", lang)]
