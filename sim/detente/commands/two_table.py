"""A comparison with two intervals as a table on the screen."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ..i18n import decimal
from . import shell
from .shell import Show

if TYPE_CHECKING:
    from ..studies.uncertain import UncertainComparison


def two_table(comparison: UncertainComparison, arm: int, keys, show: Show, wide: bool):
    """A row for each measure: means, difference, chance, ignorance, share of draws; a narrow screen leaves one mean out."""
    from ..outcomes import BY_KEY
    from ..studies.uncertain_words import between, digits_of

    lang, name = show.lang, comparison.names[arm]
    means = [comparison.names[0], *([name] if wide else [])]
    right = [*means, *(show.text(f"col.{column}") for column in ("difference", "chance", "ignorance", "better"))]
    made = shell.table(show.text("compare.arm", arm=name, reference=comparison.names[0]), show.text("col.measure"), *right,
                       *([show.text("col.unit")] if wide else []), right=right)
    for key in keys:
        m, pair = BY_KEY[key], comparison.crossed[arm, key]
        x, digits = pair.bands, digits_of(pair)
        label, unit = m.label(lang), m.unit_label(lang)
        made.add_row(label if wide else f"{label}\n[dim]{unit}[/dim]", decimal(pair.mean_reference, lang),
                     *([decimal(pair.mean, lang)] if wide else []), decimal(pair.difference, lang, digits, sign=True),
                     between(x.chance_low, x.chance_high, lang, digits), between(x.low, x.high, lang, digits),
                     percent(pair.share_draws_better, lang), *([unit] if wide else []))
    return made


def percent(share: float, lang: str) -> str:
    """A share as the language writes it."""
    written = decimal(100 * share, lang, 0)
    return written + ("\u202f%" if lang == "fr" else "%") if math.isfinite(share) else written
