"""Published ranges against simulated intervals: a row a fact, each on its own scale."""

from __future__ import annotations

import math
import textwrap
from typing import TYPE_CHECKING, Any

from ..i18n import text
from .style import BLUE, GREY, ORANGE, PALE, new, say
from .validation import counted, interval_words, range_words, spoken, value_words

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from ..patterns.validation import Finding, Validation

LEFT, RIGHT = -1.5, 2.5
"""Ends of the common axis: the published range goes from 0 to 1."""
LOOKS: dict[str, tuple[str, str, Any]] = {"reproduced": (BLUE, "o", "-"), "not": (ORANGE, "D", "-"),
                                           "unsure": (GREY, "s", (0, (3, 2)))}
LABELS = -1.45
COLUMNS = (1.03, 1.36, 1.56)
"""Where texts begin, in widths of the axes: labels on the left, figures on the right."""
WORDS = 86
"""Characters of a label's line."""


def placed(x: Finding) -> tuple[tuple[float, float], tuple[float, ...]]:
    """Where the published range and (low, ignorance low, mean, ignorance high, high) stand on the common axis.

    A range open on one side goes to the end of the axis, and the row's scale is such that the interval ends one unit from
    the bound: the row then says on which side, not how far.
    """
    low, high, b = x.fact.low, x.fact.high, x.bands
    values = (b.both_low, b.low, b.mean, b.high, b.both_high)
    if low is not None and high is not None:
        unit = (high - low) or abs(low) or 1.0
        return (0.0, 1.0), tuple((v - low) / unit for v in values)
    bound = low if low is not None else high if high is not None else 0.0
    unit = max((abs(v - bound) for v in values if math.isfinite(v)), default=0.0) or 1.0
    if high is None:
        return (0.0, RIGHT), tuple((v - bound) / unit for v in values)
    return (LEFT, 1.0), tuple(1.0 + (v - bound) / unit for v in values)


def _layout(v: Validation, lang: str) -> tuple[list[tuple[str, float, Any]], float]:
    """What stands on which line, from the top: kinds, patterns, facts; and the whole height in lines."""
    lines: list[tuple[str, float, Any]] = []
    y = 0.0
    for kind in v.kinds():
        y += 0.5
        lines.append(("kind", y, kind))
        y += 1.2
        for pattern in v.patterns(kind):
            lines.append(("pattern", y, pattern))
            y += 1.05 + 0.8 * (len(_heading(pattern, lang)) - 1)
            for x in v.of(pattern):
                tall = len(textwrap.wrap(_label(x, lang), WORDS))
                lines.append(("fact", y + 0.35 * (tall - 1), x))
                y += 1.0 + 0.7 * (tall - 1)
            y += 0.25
    return lines, y


def _label(x: Finding, lang: str) -> str:
    return x.fact.fr if lang == "fr" else x.fact.en


def _heading(pattern: Any, lang: str) -> list[str]:
    return textwrap.wrap(f"{pattern.key}  {spoken(pattern, '', lang)}", 150)


def figure_validation(v: Validation, lang: str = "fr") -> Figure:
    """The figure: published range as a band, 90 % interval as a thin line, ignorance as a thick one, mean as a mark."""
    lines, height = _layout(v, lang)
    tall = 0.205 * height + 2.0
    figure, ax = new(13.5, tall)
    figure.set_layout_engine("none")  # labels stand outside the axes, where they are put
    ax.set_position((0.43, 1.05 / tall, 0.29, 1.0 - 1.8 / tall))
    ax.set_xlim(LEFT, RIGHT)
    ax.set_ylim(height, -0.6)
    side = ax.get_yaxis_transform()
    words = (say(lang, "published", "publié"), say(lang, "simulated", "simulé"),
             say(lang, "90 % interval", "intervalle à 90\u202f%"))
    for at, word in zip(COLUMNS, words, strict=True):
        ax.text(at, -0.6, word, transform=side, fontsize=8, fontweight="bold", va="bottom")
    for sort, y, what in lines:
        if sort == "kind":
            ax.text(LABELS, y, counted(v, what, lang), fontsize=10, fontweight="bold", va="center", transform=side)
        elif sort == "pattern":
            colour = LOOKS[v.verdict(what)][0]
            ax.text(LABELS, y - 0.25, "\n".join(_heading(what, lang)), fontsize=8, va="top", color=colour, fontweight="bold",
                    transform=side)
        else:
            _row(ax, y, what, lang)
    _frame(ax, lang)
    _legend(figure, lang)
    figure.suptitle(say(lang, "Published ranges and what the model gives", "Ce qui est publié et ce que donne le modèle"),
                    y=1.0 - 0.15 / tall, va="top")
    return figure


def _frame(ax: Any, lang: str) -> None:
    for x in (0.0, 1.0):
        ax.axvline(x, color=PALE, linewidth=0.6, zorder=0)
    for spine in ("top", "right", "left"):
        ax.spines[spine].set_visible(False)
    ax.set_yticks([])
    ends = (say(lang, "lowest\npublished", "minimum\npublié"), say(lang, "highest\npublished", "maximum\npublié"))
    ax.set_xticks([0.0, 1.0], ends, fontsize=8)
    note = say(lang, "Each row on its own scale; where a range is open on one side, the row shows the side, not how far.",
               "Chaque ligne a sa propre échelle\u202f; quand une étendue est ouverte d’un côté, la ligne montre le côté, non"
               " la distance.")
    ax.set_xlabel(note, fontsize=8)


def _row(ax: Any, y: float, x: Finding, lang: str) -> None:
    (left, right), (low, inner_low, mean, inner_high, high) = placed(x)
    colour, marker, dash = LOOKS[x.verdict]
    side = ax.get_yaxis_transform()
    ax.barh(y, right - left, left=left, height=0.72, color=PALE, zorder=1)
    ax.text(LABELS + 0.03, y, textwrap.fill(_label(x, lang), WORDS), fontsize=8, va="center", transform=side, linespacing=0.95)
    for at, words in zip(COLUMNS, (range_words, value_words, interval_words), strict=True):
        ax.text(at, y, words(x, lang), fontsize=8, va="center", transform=side)
    if not math.isfinite(low):
        return
    ax.plot(_cut(low, high), [y, y], color=colour, linewidth=1.3, linestyle=dash, zorder=2)
    ax.plot(_cut(inner_low, inner_high), [y, y], color=colour, linewidth=3.2, zorder=2)
    for end, way, beyond in ((LEFT, "<", low < LEFT), (RIGHT, ">", high > RIGHT)):
        if beyond:
            ax.plot([end], [y], color=colour, marker=way, markersize=6, clip_on=False, zorder=3)
    if LEFT <= mean <= RIGHT:
        ax.plot([mean], [y], color=colour, marker=marker, markersize=5, zorder=3)


def _cut(low: float, high: float) -> list[float]:
    return [min(max(low, LEFT), RIGHT), min(max(high, LEFT), RIGHT)]


def _legend(figure: Any, lang: str) -> None:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    marks: list[Any] = [Patch(color=PALE, label=say(lang, "published range", "étendue publiée"))]
    for verdict, (colour, marker, dash) in LOOKS.items():
        marks.append(Line2D([], [], color=colour, marker=marker, markersize=5, linestyle=dash,
                            label=text(f"validate.verdict.{verdict}", lang)))
    marks.append(Line2D([], [], color="black", linewidth=3.2, label=say(lang, "ignorance alone", "ignorance seule")))
    marks.append(Line2D([], [], color="black", linewidth=1.3, label=say(lang, "with chance", "avec le hasard")))
    figure.legend(handles=marks, loc="lower center", ncols=6, frameon=False, fontsize=8)


def alt(v: Validation, lang: str = "fr") -> str:
    """What the figure shows, for whoever does not see it."""
    counts = " ".join(counted(v, kind, lang) for kind in v.kinds())
    return say(lang, f"A row a fact: the published range as a band, the simulated 90 % interval as a line. {counts}",
               f"Une ligne par fait\u202f: l’étendue publiée en bande, l’intervalle simulé à 90\u202f% en trait. {counts}")
