"""Plain sentences on a comparison: never more than the intervals allow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..i18n import decimal, listing, text
from . import uncertain_words
from .labels import label
from .paired import WEAK_CORRELATION
from .uncertain import UncertainComparison

if TYPE_CHECKING:
    from .comparison import Comparison

MAIN = ("assaults", "serious", "threats", "again_90", "staff_assaults", "suicide_hazard", "selfharm", "tension", "fear",
        "legitimacy", "cell_days", "stress", "absence", "euros_total")
"""Measures shown first."""


def main_outcomes(comparison: Comparison) -> tuple[str, ...]:
    """The main measures that the comparison holds; all of them if it holds none."""
    return tuple(key for key in MAIN if key in comparison.outcomes) or comparison.outcomes


def sentences(comparison: Comparison, lang: str, outcomes: Sequence[str] | None = None) -> list[str]:
    """What each arm lowers, raises, and leaves untold."""
    keys = main_outcomes(comparison) if outcomes is None else tuple(outcomes)
    if isinstance(comparison, UncertainComparison):
        return uncertain_words.sentences(comparison, lang, keys)
    out: list[str] = []
    if len(comparison.seeds) < 2:
        same = [arm for arm in range(1, len(comparison.names)) if comparison.identical(arm)]
        if len(same) < len(comparison.names) - 1:
            return [text("compare.single", lang)]
    for arm in range(1, len(comparison.names)):
        out += _of_arm(comparison, arm, keys, lang)
    return out


def _of_arm(comparison: Comparison, arm: int, keys: Sequence[str], lang: str) -> list[str]:
    name, reference = comparison.names[arm], comparison.names[0]
    if comparison.identical(arm):
        return [text("compare.identical", lang, arm=name, reference=reference)]
    groups: dict[int, list[str]] = {-1: [], 1: [], 0: []}
    for key in keys:
        pair = comparison.pairs[arm, key]
        if pair.n:
            groups[pair.sign].append(label(key, lang))
    said = []
    for sign, sentence in ((-1, "compare.lower"), (1, "compare.higher"), (0, "compare.untold")):
        if groups[sign]:
            said.append(text(sentence, lang, arm=name, n=len(comparison.seeds), names=listing(groups[sign], lang)))
    return said


def cautions(comparison: Comparison, lang: str, outcomes: Sequence[str] | None = None) -> list[str]:
    """What the intervals cover, how many would mislead by luck, where common chance failed, and the limits."""
    keys = main_outcomes(comparison) if outcomes is None else tuple(outcomes)
    if isinstance(comparison, UncertainComparison):
        return uncertain_words.cautions(comparison, lang, keys)
    out = [*comparison.warnings(lang)]
    if len(comparison.seeds) > 1:
        told = len(keys) * (len(comparison.names) - 1)
        luck = decimal(told * (1.0 - comparison.level), lang, 1)
        out.append(f"{comparison.method(lang)} {text('compare.luck', lang, n=told, k=luck)}")
        weak = list(dict.fromkeys(label(key, lang) for _, key, _ in comparison.weak(keys)))
        if weak:
            limit = decimal(WEAK_CORRELATION, lang, 1)
            out.append(text("compare.weak", lang, limit=limit, names=listing(weak, lang)))
    return [*out, text("limits", lang)]


__all__ = ["MAIN", "cautions", "label", "main_outcomes", "sentences"]
