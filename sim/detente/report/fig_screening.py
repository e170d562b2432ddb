"""A screening drawn: mu* against sigma, and the thirty parameters that matter most, assumed ones in another colour."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

import numpy as np

from ..i18n import decimal
from ..screening.outcomes import ANSWER
from .screening_page import counted
from .settle import ASSUMED
from .style import BLUE, GREY, ORANGE, PALE, new, numbers, plain, say

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from ..screening import Screening
    from ..screening.runs import Ranked

TOP = 30
NAMED = 10
"""Points of the first panel that bear a number: the rank that the second panel explains."""
LABEL = 58


def figure_screening(s: Screening, kind: str, lang: str = "fr") -> Figure:
    """Both panels for the answer or for the levels; sizes in standard deviations of each outcome."""
    ranked = s.ranks[kind]
    top = ranked[:TOP]
    figure, axes = new(15.0, 1.6 + 0.245 * len(top), 1, 2)
    figure.get_layout_engine().set(wspace=0.04)
    _scatter(axes[0], s, ranked, lang)
    _bars(axes[1], s, top, lang)
    figure.suptitle(say(lang, "What moves the answer (dynamic over coercive), and how far the rest decides",
                        "Ce qui déplace la réponse (dynamique sur contrainte), et à quel point le reste en décide")
                    if kind == ANSWER else
                    say(lang, "What moves the levels, and how far the rest decides",
                        "Ce qui déplace les niveaux, et à quel point le reste en décide"))
    figure.supxlabel("\n".join(textwrap.wrap(_note(s, kind, lang), 190)), fontsize=8, color=GREY)
    return figure


def _colour(x: Ranked) -> str:
    return ORANGE if x.parameter.evidence == ASSUMED else BLUE


def _scatter(ax: Axes, s: Screening, ranked: list[Ranked], lang: str) -> None:
    sizes, spreads = np.array([_place(s, x) for x in ranked]).T
    for assumed, marker, words in ((True, "o", say(lang, "only assumed", "simple hypothèse")),
                                   (False, "s", say(lang, "with evidence", "appuyé sur une source"))):
        for sure in (True, False):
            mine = [k for k, x in enumerate(ranked) if (x.parameter.evidence == ASSUMED) == assumed and x.stands_out == sure]
            colour = ORANGE if assumed else BLUE
            ax.plot(sizes[mine], spreads[mine], marker, markersize=5.5 if sure else 3.0, linestyle="none", color=colour,
                    markerfacecolor=colour if sure else "none", markeredgewidth=0.7, alpha=0.85,
                    label=words if sure else None)
    ends = max(float(sizes.max()), float(spreads.max())) * 1.08
    ax.plot([0, ends], [0, ends], color=GREY, linewidth=0.8, linestyle=(0, (4, 3)),
            label=say(lang, "above: the rest decides more", "au-dessus\u202f: le reste en décide davantage"))
    for k, x in enumerate(ranked[:NAMED]):
        ax.annotate(str(x.rank), (sizes[k], spreads[k]), xytext=(5, 3), textcoords="offset points", fontsize=8.5,
                    fontweight="bold")
    ax.set_xlim(0, ends)
    ax.set_ylim(0, ends)
    ax.set_xlabel(say(lang, "mu*: mean size of the effect", "mu*\u202f: taille moyenne de l’effet"))
    ax.set_ylabel(say(lang, "sigma: how much it varies with the rest", "sigma\u202f: ce qu’il varie selon le reste"))
    ax.set_title(" ")  # room for the legend, which may be wider than the panel
    marks = ax.legend(frameon=False, fontsize=9, loc="lower left", bbox_to_anchor=(-0.02, 1.0), ncols=3, columnspacing=1.2)
    marks.set_in_layout(False)
    plain(ax)
    for axis in (ax.xaxis, ax.yaxis):
        _ticks(axis, lang)


def _place(s: Screening, x: Ranked) -> tuple[float, float]:
    e = s.effects[x.outcome.key]
    unit = e.spread or 1.0
    return float(e.mu_star[x.column]) / unit, float(e.sigma[x.column]) / unit


def _bars(ax: Axes, s: Screening, top: list[Ranked], lang: str) -> None:
    for y, x in enumerate(top):
        e = s.effects[x.outcome.key]
        unit = e.spread or 1.0
        ax.barh(y, x.size, height=0.7, color=_colour(x), alpha=0.85 if x.stands_out else 0.35,
                hatch="//" if x.parameter.evidence == ASSUMED else "", edgecolor="white")
        ax.plot([e.low[x.column] / unit, e.high[x.column] / unit], [y, y], color="black", linewidth=1.2)
        ax.plot([e.reach / unit] * 2, [y - 0.42, y + 0.42], color=GREY, linewidth=1.6)
    reach = max(float(s.effects[x.outcome.key].high[x.column]) / (s.effects[x.outcome.key].spread or 1.0) for x in top)
    ax.set_xlim(0, reach * 1.02)
    ax.set_yticks(range(len(top)), [_label(x, lang) for x in top], fontsize=8)
    side: Any = ax.get_yaxis_transform()
    for y, x in enumerate(top):
        ax.text(1.01, y, textwrap.shorten(x.outcome.label(lang), 54, placeholder="…"), fontsize=7.5, color=GREY, va="center",
                transform=side)
    ax.set_ylim(len(top) - 0.4, -0.6)
    ax.set_xlabel(say(lang, "mu*, in standard deviations of the figure on which it is largest (right)",
                      "mu*, en écarts types de la grandeur où il est le plus grand (à droite)"))
    plain(ax)
    ax.grid(axis="x", color=PALE, linewidth=0.6)
    ax.grid(axis="y", visible=False)
    _ticks(ax.xaxis, lang)


def _ticks(axis: Any, lang: str) -> None:
    from matplotlib.ticker import MaxNLocator

    axis.set_major_locator(MaxNLocator(7, steps=[1, 2, 5, 10]))
    numbers(axis, lang, 1)


def _label(x: Ranked, lang: str) -> str:
    words = textwrap.shorten(getattr(x.parameter, lang), LABEL, placeholder="…")
    return f"{words}  {x.rank}"


def _note(s: Screening, kind: str, lang: str) -> str:
    return counted(s, kind, lang) + " " + say(
        lang, "Orange, hatched: only assumed; blue: with evidence. Small or pale: not told from luck. Black line: 95 % interval"
        " of mu* (bootstrap over trajectories); grey tick: what luck alone hardly ever makes of it; what stands out short of it"
        " always goes the same way.",
        "Orange hachuré\u202f: simple hypothèse\u202f; bleu\u202f: appuyé sur une source. Petit ou pâle\u202f: indiscernable du"
        " hasard. Trait noir\u202f: intervalle à 95\u202f% de mu* (rééchantillonnage des trajectoires)\u202f; trait gris\u202f:"
        " ce que le seul hasard n’atteint presque jamais\u202f; ce qui se distingue en deçà va toujours dans le même sens.")


def alt(s: Screening, kind: str, lang: str = "fr") -> str:
    """What the figure shows, for whoever does not see it."""
    parts = ", ".join(f"{getattr(x.parameter, lang)} ({decimal(x.size, lang, 1)})" for x in s.ranks[kind][:10])
    return say(lang, f"mu* against sigma, and the thirty parameters that matter most. {counted(s, kind, lang)} The first:"
                     f" {parts}.",
               f"mu* contre sigma, et les trente paramètres qui comptent le plus. {counted(s, kind, lang)} Les premiers\u202f:"
               f" {parts}.")
