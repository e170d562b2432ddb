"""Differences between two scenarios, measure by measure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ..outcomes.measures import BY_KEY
from ..outcomes.words import number
from .style import BLUE, GREY, ORANGE, PALE, new, numbers, plain, say

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

HEADLINE = ("assaults", "serious", "threats", "staff_assaults", "staff_verbal", "refusals", "again_90", "selfharm",
            "cell_days", "fear", "tension", "legitimacy", "stress", "absence", "incident_minutes", "euros_total")

THICK, THIN = 5.0, 1.2


@dataclass(frozen=True)
class Difference:
    """B minus A of one measure over paired runs, with its interval, and the mean of A to set it against.

    With draws of the parameters, the interval is that of chance, ``ignorance`` is a second one, and ``sign`` is the side on
    which both together lie (0: neither).
    """

    key: str
    mean: float
    low: float
    high: float
    base: float
    ignorance: tuple[float, float] | None = None
    sign: int | None = None

    @property
    def better(self) -> int:
        """+1 the interval says B is better, -1 worse, 0 it does not say."""
        sign = self.sign
        if sign is None:
            sign = 1 if self.low > 0 else -1 if self.high < 0 else 0
        return BY_KEY[self.key].direction * sign


def relative(d: Difference) -> tuple[float, float, float]:
    """Difference and interval in per cent of A."""
    scale = 100.0 / abs(d.base)
    return d.mean * scale, d.low * scale, d.high * scale


def figure_compare(differences: Sequence[Difference], a: str, b: str, lang: str = "fr") -> Figure:
    """Paired differences in per cent of A with their intervals; the marker says better, worse or undecided.

    With two intervals, chance is thick and ignorance thin.

    Measures whose value in A is zero or undefined have no per cent and are left out.
    """
    rows = [d for d in differences if np.isfinite([d.mean, d.low, d.high, d.base]).all() and d.base != 0]
    figure, ax = new(9.4, 0.36 * max(3, len(rows)) + 2.0)
    two = any(d.ignorance is not None for d in rows)
    looks = {1: (BLUE, "o", say(lang, "better", "mieux")), -1: (ORANGE, "D", say(lang, "worse", "moins bien")),
             0: (GREY, "|", say(lang, "undecided or neutral", "indécis ou neutre"))}
    for y, d in enumerate(rows):
        mean, low, high = relative(d)
        colour, marker, _ = looks[d.better]
        end = max(high, mean)
        if two:
            end = max(end, _two(ax, d, y, colour))
        else:
            ax.plot([low, high], [y, y], color=colour, linewidth=2, linestyle="-" if d.better else (0, (3, 2)))
        ax.plot([mean], [y], color=colour, marker=marker, markersize=9 if d.better == 0 else 7, linestyle="")
        ax.annotate(f"{number(mean, lang, 0).replace('-', '−')}\u202f%", (end, y), xytext=(6, 0),
                    textcoords="offset points", va="center", fontsize=8)
    ax.axvline(0, color="black", linewidth=1)
    ax.set_yticks(range(len(rows)), [BY_KEY[d.key].label(lang) for d in rows])
    ax.invert_yaxis()
    ax.margins(x=0.12)
    plain(ax)
    ax.grid(axis="x", color=PALE, linewidth=0.6)
    ax.grid(axis="y", visible=False)
    numbers(ax.xaxis, lang)
    ax.set_xlabel(say(lang, f"difference, in per cent of “{a}”", f"écart, en pourcentage de «\u202f{a}\u202f»"))
    for colour, marker, label in looks.values():
        ax.plot([], [], color=colour, marker=marker, linestyle="", label=label)
    if two:
        for width, label in ((THICK, say(lang, "chance", "hasard")), (THIN, say(lang, "ignorance", "ignorance"))):
            ax.plot([], [], color=GREY, linewidth=width, alpha=0.4 if width == THICK else 1.0, label=label)
    figure.legend(loc="outside lower center", ncols=5 if two else 3, frameon=False)
    what = (say(lang, "paired runs, chance and ignorance", "simulations appariées, hasard et ignorance") if two else
            say(lang, "paired runs, 95 % intervals", "simulations appariées, intervalles à 95\u202f%"))
    figure.suptitle(say(lang, f"“{b}” against “{a}”: {what}", f"«\u202f{b}\u202f» face à «\u202f{a}\u202f»\u202f: {what}"))
    return figure


def _two(ax: Axes, d: Difference, y: int, colour: str) -> float:
    """Chance thick, ignorance thin; returns where they end on the right."""
    scale = 100.0 / abs(d.base)
    ax.plot([d.low * scale, d.high * scale], [y, y], color=colour, linewidth=THICK, alpha=0.4, solid_capstyle="butt")
    if d.ignorance is None or not np.isfinite(d.ignorance).all():
        return d.high * scale
    ends = [x * scale for x in d.ignorance]
    ax.plot(ends, [y, y], color=colour, linewidth=THIN)
    return max(d.high * scale, ends[1])
