"""Relation or constraint: who does better, over staffing, density, trust on coming in and the ladder of answers."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

import numpy as np

from ..claims.region import AGREE, COERCIVE, DYNAMIC, LEAST, UNTOLD, Region
from ..i18n import decimal
from .claims_words import phrase
from .small_files import settle
from .style import GREY

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INK = "#1A1A1A"
LOOKS = {DYNAMIC: ("#7FA6D6", "dynamic"), COERCIVE: ("#E0A15E", "coercive"), UNTOLD: ("#EFEFEF", "nobody")}


def figure_region(region: Region, outcome: str, lang: str = "fr") -> Figure:
    """Small multiples: rows are ladders, columns are trust on coming in, and inside each staffing by density."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.patches import Patch

    many = region.moves_legitimacy
    rows, cols = (len(region.ladders), len(region.legitimacy)) if many else (1, len(region.ladders))
    figure = Figure(figsize=(13.33, 10.0 if many else 5.6), layout="constrained")
    FigureCanvasAgg(figure)
    parts: Any = figure.subfigures(2, 1, height_ratios=(1.0, 0.06 if many else 0.1))
    body, foot = parts
    axes = np.atleast_2d(body.subplots(rows, cols, sharex=True, sharey=True))
    winner, share = region.winner(outcome), region.share[outcome]
    for r, ladder in enumerate(region.ladders):
        for t, trust in enumerate(region.legitimacy):
            ax = axes[r, t] if many else axes[0, r]
            _panel(ax, winner[r, t], share[r, t])
            if not many:
                ax.set_title("\n".join(textwrap.wrap(phrase(lang, f"ladder.{ladder}"), 24)), fontsize=12, fontweight="bold")
            elif r == 0:
                ax.set_title(phrase(lang, "trust", value=decimal(trust, lang, 2)), fontsize=12, fontweight="bold", color=INK)
            if many and t == cols - 1:
                ax.text(1.04, 0.5, "\n".join(textwrap.wrap(phrase(lang, f"ladder.{ladder}"), 15)), transform=ax.transAxes,
                        va="center", fontsize=12, fontweight="bold", color=INK)
            ax.set_xticks(range(len(region.staffing)), [decimal(x, lang, 1) for x in region.staffing], fontsize=11)
            ax.set_yticks(range(len(region.density)), [decimal(x, lang, 2) for x in region.density], fontsize=11)
    body.supxlabel(phrase(lang, "axis.staffing"), fontsize=13)
    body.supylabel(phrase(lang, "axis.density"), fontsize=13)
    handles = [Patch(facecolor=colour, edgecolor=GREY, hatch="///" if side == UNTOLD else None, label=phrase(lang, word))
               for side, (colour, word) in LOOKS.items()]
    foot.legend(handles=handles, loc="center", ncols=3, frameon=False, fontsize=12)
    title = f"{phrase(lang, f'region.{outcome}')}\n" + "\n".join(textwrap.wrap(counted(region, outcome, lang), 112))
    body.suptitle(title, fontsize=14, x=0.01, ha="left", color=INK)
    settle(figure)
    return figure


def _panel(ax: Axes, winner: np.ndarray, share: np.ndarray) -> None:
    """Coloured squares, each with the percentage of pairs in which dynamic has less; hatched where nobody can say."""
    from matplotlib.colors import ListedColormap
    from matplotlib.patches import Rectangle

    colours = ListedColormap([LOOKS[side][0] for side in (COERCIVE, UNTOLD, DYNAMIC)])
    ny, nx = winner.shape
    ax.pcolormesh(np.arange(nx + 1) - 0.5, np.arange(ny + 1) - 0.5, winner, cmap=colours, vmin=-1, vmax=1, edgecolors="white",
                  linewidth=1.5)
    ax.tick_params(which="both", length=0)
    for (j, i), side in np.ndenumerate(winner):
        if side == UNTOLD:
            ax.add_patch(Rectangle((i - 0.5, j - 0.5), 1, 1, fill=False, hatch="///", edgecolor="#B0B0B0", linewidth=0))
        text = f"{100 * share[j, i]:.0f}" if np.isfinite(share[j, i]) else "–"
        ax.text(i, j, text, ha="center", va="center", fontsize=10, color=INK,
                bbox={"facecolor": LOOKS[int(side)][0], "edgecolor": "none", "pad": 1.0})
    for edge in ax.spines.values():
        edge.set_visible(False)


def counted(region: Region, outcome: str, lang: str) -> str:
    """In how many situations each does better."""
    dynamic, coercive, nobody = region.counts(outcome)
    return phrase(lang, "region_count", n=dynamic + coercive + nobody, dynamic=dynamic, coercive=coercive, nobody=nobody)


def number_words(lang: str) -> str:
    """What the number in a cell is."""
    return phrase(lang, "region_number", agree=f"{100 * AGREE:.0f}", least=f"{100 * LEAST:.0f}")


def alt_region(region: Region, outcome: str, lang: str = "fr") -> str:
    """What the figure shows, for whoever does not see it."""
    return phrase(lang, "alt_region", outcome=phrase(lang, f"region.{outcome}"), counted=counted(region, outcome, lang))


def value_words(axis: str, value: float | str, lang: str) -> str:
    """A value of an axis of the region."""
    if isinstance(value, str):
        return phrase(lang, f"ladder.{value}")
    return decimal(value, lang, 1 if axis == "staffing" else 2)
