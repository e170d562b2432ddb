"""An effect taken apart: a waterfall of Shapley shares, and beside it what goes when one mechanism alone is off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..i18n import MINUS, decimal, digits_for
from ..outcomes.measures import BY_KEY
from .style import BLUE, GREY, ORANGE, PALE, new, numbers, plain, say

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from ..studies.bands import Bands
    from ..studies.decompose import Why


def order(why: Why) -> list[int]:
    """Players from the share that lowers the outcome most to the one that raises it most."""
    return sorted(range(len(why.players)), key=lambda k: why.share(k).mean)


def figure_why(why: Why, base: str, policy: str, lang: str = "fr") -> Figure:
    """Shares that add up from the rest to the whole effect, and losses one by one, each with its two intervals.

    The thick line is chance, the thin one chance and ignorance together; blue is for the better, orange for the worse.
    """
    from matplotlib.ticker import MaxNLocator

    measure = BY_KEY[why.outcome]
    rows = order(why)
    steps = [why.rest, *(why.share(k) for k in rows), why.total]
    names = [say(lang, "Rest: all of these off", "Reste\u202f: tout cela coupé"), *(why.players[k].label(lang) for k in rows),
             say(lang, "Whole effect", "Effet entier")]
    figure, axes = new(12.5, 0.44 * len(steps) + 2.3, 1, 2)
    left, right = axes
    starts = [0.0, *np.cumsum([x.mean for x in steps[:-2]]), 0.0]
    digits = digits_for(*(x.mean for x in steps))
    for y, (x, start) in enumerate(zip(steps, starts, strict=True)):
        _bar(left, y, x, float(start), measure.direction, lang, digits, y in (0, len(steps) - 1))
        if y + 1 < len(steps):
            left.plot([start + x.mean] * 2, [y, y + 1], color=GREY, linewidth=0.8)
    for y, k in enumerate(rows, 1):
        _bar(right, y, why.lost(k), 0.0, measure.direction, lang, digits, False)
    left.set_yticks(range(len(names)), names)
    right.set_yticks(range(len(names)), [""] * len(names))
    unit = measure.unit_label(lang)
    left.set_xlabel(say(lang, f"Shapley share, {unit}", f"part de Shapley, {unit}"))
    right.set_xlabel(say(lang, "part of the effect lost\nwhen it alone is off",
                         "part de l’effet perdue\nquand lui seul est coupé"))
    for ax in (left, right):
        ax.set_ylim(len(names) - 0.4, -0.6)
        ax.axvline(0, color="black", linewidth=1)
        ax.margins(x=0.16)
        plain(ax)
        ax.grid(axis="x", color=PALE, linewidth=0.6)
        ax.grid(axis="y", visible=False)
        ax.xaxis.set_major_locator(MaxNLocator(5))
        numbers(ax.xaxis, lang, digits if digits > 1 else 0)
    figure.suptitle(say(lang, f"Why “{policy}” differs from “{base}”: {measure.label(lang).lower()} (simulated)",
                        f"Pourquoi «\u202f{policy}\u202f» diffère de «\u202f{base}\u202f»\u202f: {measure.label(lang).lower()} "
                        "(simulation)"))
    figure.supxlabel(_legend(why, lang), fontsize=8, color=GREY)
    return figure


def _bar(ax: Axes, y: int, x: Bands, start: float, direction: int, lang: str, digits: int, edge: bool) -> None:
    better = direction * x.mean > 0
    colour = GREY if edge or direction == 0 else BLUE if better else ORANGE
    hatch = "" if better or edge else "//"
    ax.barh(y, x.mean, left=start, height=0.6, color=colour, hatch=hatch, edgecolor="white", alpha=0.85)
    for low, high, width in ((x.both_low, x.both_high, 1.0), (x.chance_low, x.chance_high, 3.0)):
        if np.isfinite([low, high]).all():
            ax.plot([start + low, start + high], [y + 0.38] * 2, color="black", linewidth=width, solid_capstyle="butt")
    reach = max(start, start + x.mean)
    ax.annotate(decimal(x.mean, lang, digits, sign=True).replace("-", MINUS), (reach, y), xytext=(4, 0),
                textcoords="offset points", va="center", fontsize=8)


def _legend(why: Why, lang: str) -> str:
    draws, seeds = len(why.results.draws), len(why.results.seeds)
    level = round(100 * why.level)
    return say(lang,
               f"Thick line: {level} % interval for chance (seeds: {seeds}). Thin line: chance and ignorance of the parameters "
               f"together (draws: {draws}). Blue: for the better; hatched orange: for the worse.",
               f"Trait épais\u202f: intervalle à {level}\u202f% dû au hasard (graines\u202f: {seeds}). Trait fin\u202f: "
               f"hasard et ignorance des paramètres ensemble (tirages\u202f: {draws}). Bleu\u202f: en mieux\u202f; orange "
               "hachuré\u202f: en moins bien.")


def alt_why(why: Why, lang: str = "fr") -> str:
    """What the figure shows, in two sentences."""
    label = BY_KEY[why.outcome].label(lang)
    parts = ", ".join(f"{why.players[k].label(lang)} {decimal(why.share(k).mean, lang, sign=True)}" for k in order(why))
    total, rest = decimal(why.total.mean, lang, sign=True), decimal(why.rest.mean, lang, sign=True)
    return say(lang, f"{label}: the whole effect, {total}, as a rest of {rest} and a share for each mechanism: {parts}.",
               f"{label}\u202f: l’effet entier, {total}, décomposé en un reste de {rest} et une part par mécanisme\u202f: "
               f"{parts}.")
