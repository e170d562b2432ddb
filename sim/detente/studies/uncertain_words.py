"""An answer with two intervals in plain sentences: never more than both allow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..i18n import decimal, digits_for, listing, text
from .conclusions import conclusion
from .grid_words import about_draws
from .labels import label

if TYPE_CHECKING:
    from .crossed import PairedCrossed
    from .uncertain import UncertainComparison


def between(low: float, high: float, lang: str, digits: int | None = None, sign: bool = True) -> str:
    """``low … high``; a dash where there is no interval, or one of no width."""
    if low != low or high != high or low == high:
        return "–"
    digits = digits_for(low, high) if digits is None else digits
    return f"{decimal(low, lang, digits, sign=sign)} … {decimal(high, lang, digits, sign=sign)}"


def digits_of(pair: PairedCrossed) -> int:
    """Decimals for a difference and its intervals; up to two more where a bound would be written as zero and is not."""
    x = pair.bands
    bounds = [abs(b) for b in (x.chance_low, x.chance_high, x.low, x.high) if b == b and b != 0.0]
    digits = usual = digits_for(pair.difference, *bounds)
    while bounds and min(bounds) < 0.5 * 10.0 ** -digits and digits < usual + 2:
        digits += 1
    return digits


def sentences(comparison: UncertainComparison, lang: str, keys: Sequence[str]) -> list[str]:
    """One for each outcome and arm: lower, higher, or nobody can say and why not."""
    out = []
    for arm in range(1, len(comparison.names)):
        if comparison.identical(arm):
            out.append(text("compare.identical", lang, arm=comparison.names[arm], reference=comparison.names[0]))
        else:
            out += [sentence(comparison.crossed[arm, key], key, comparison.names[arm], lang) for key in keys]
    return out


def sentence(pair: PairedCrossed, outcome: str, arm: str, lang: str) -> str:
    """What may be said of one difference."""
    from ..outcomes import BY_KEY

    x, digits = pair.bands, digits_of(pair)
    said = text(f"two.{conclusion(pair)}", lang, arm=arm, label=BY_KEY[outcome].label(lang) if outcome in BY_KEY else outcome,
                difference=decimal(pair.difference, lang, digits, sign=True),
                chance=between(x.chance_low, x.chance_high, lang, digits), ignorance=between(x.low, x.high, lang, digits))
    share = pair.share_draws_better
    if share != share or pair.identical or x.draws < 2:
        return said
    return f"{said} {text('two.share', lang, arm=arm, share=decimal(100 * share, lang, 0))}"


def cautions(comparison: UncertainComparison, lang: str, keys: Sequence[str]) -> list[str]:
    """What the intervals cover, how many would mislead by luck, where common chance failed, and the limits."""
    from .paired import WEAK_CORRELATION

    told = len(keys) * (len(comparison.names) - 1)
    luck = decimal(told * (1.0 - comparison.level), lang, 1)
    out = [*comparison.warnings(lang), f"{comparison.method(lang)} {text('two.luck', lang, n=told, k=luck)}"]
    weak = list(dict.fromkeys(label(key, lang) for _, key, _ in comparison.weak(keys)))
    if weak:
        limit = decimal(WEAK_CORRELATION, lang, 1)
        out.append(text("compare.weak", lang, limit=limit, names=listing(weak, lang)))
    return [*out, *about_draws(comparison.grid, lang), text("limits", lang)]
