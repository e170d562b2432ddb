"""Figures of a study: indices, fronts, boxes, sweeps, courses over time. Tables come ready; words come with their language.

``words`` of each figure holds ``lang`` ("en" or "fr"), ``title``, and the names of axes as said below; what is missing is left
blank. Nothing is told by colour alone: bars have hatches, points shapes, lines dashes and their names at their ends.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ..i18n import decimal, digits_for
from .style import BLUE, GREY, HATCH, ORANGE, PALE, STACK, new, plain, write

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

DASHES: tuple[Any, ...] = ("solid", (0, (5, 2)), (0, (1, 1.2)), (0, (5, 1.5, 1, 1.5)), (0, (9, 2)), (0, (3, 1, 1, 1, 1, 1)))
COLOURS = (BLUE, ORANGE, GREY, STACK[6], STACK[7], STACK[3])
MARKERS = ("o", "s", "^", "D", "v", "P")
LABEL = 44
MANY = 12
"""Values of a factor beyond which medians are those of tenths."""
PANELS = 4
"""Objectives that a matrix of panels can hold."""

Words = Mapping[str, str]


def draw_indices(table: pd.DataFrame, path: Path, words: Words) -> list[Path]:
    """Bars with intervals, a row a factor, its orders beside one another; largest last order first.

    Parameters
    ----------
    table : table
        ``factor, order, value, low, high``; ``label`` if a factor has another name.
    path : Path
        Without suffix; its folder must exist.
    words : mapping
        ``x``: what is measured; an order's name under the order's own key (``first``, ``total``).

    Returns
    -------
    list of Path
        PNG and SVG.
    """
    orders = list(dict.fromkeys(table["order"]))
    last = table[table["order"] == orders[-1]].sort_values("value", ascending=False, kind="stable")
    factors = list(last["factor"])
    names = dict(zip(table["factor"], table["label"] if "label" in table else table["factor"], strict=True))
    figure, ax = new(9.0, 1.7 + 0.3 * len(factors) + 0.16 * len(factors) * (len(orders) - 1))
    thick = 0.8 / len(orders)
    for k, order in enumerate(orders):
        mine = table[table["order"] == order].set_index("factor").reindex(factors)
        y = np.arange(len(factors)) + (k - 0.5 * (len(orders) - 1)) * thick
        ax.barh(y, mine["value"], height=0.9 * thick, color=COLOURS[k % 6], alpha=0.8, hatch=HATCH[k % 8], edgecolor="white",
                label=words.get(order, order))
        ax.hlines(y, mine["low"], mine["high"], color="black", linewidth=1.3)
    ax.axvline(0.0, color=GREY, linewidth=0.9)
    ax.set_yticks(range(len(factors)), [_short(names[f]) for f in factors])
    ax.set_ylim(len(factors) - 0.45, -0.55)
    if len(orders) > 1:
        ax.legend(frameon=False, ncols=len(orders), loc="lower right", bbox_to_anchor=(1.0, 1.0))
    _across(ax)
    _axes(ax, words, both=False)
    return _save(figure, path, words)


def draw_pareto(table: pd.DataFrame, path: Path, words: Words) -> list[Path]:
    """Two to four objectives against one another: the front by shape, colour and size; the rest as small grey dots.

    Parameters
    ----------
    table : table
        A column an objective, in the order drawn, and ``front`` (bool); ``label`` names points of the front that bear one.
    words : mapping
        An objective's name under its column; ``front``, ``rest`` for the legend.
    """
    aims = [c for c in table if c not in ("front", "label")][:PANELS]
    on = table["front"].to_numpy(bool)
    if len(aims) == 2:
        figure, only = new(8.0, 5.6)
        cells = {(1, 0): only}
    else:
        m = len(aims) - 1
        figure, grid = new(3.4 * m + 1.0, 3.0 * m + 0.8, m, m)
        for i in range(m):
            for j in range(i + 1, m):
                grid[i, j].set_visible(False)
        cells = {(i + 1, j): grid[i, j] for i in range(m) for j in range(i + 1)}
    for (i, j), ax in cells.items():
        x, y = table[aims[j]].to_numpy(float), table[aims[i]].to_numpy(float)
        ax.plot(x[~on], y[~on], "o", markersize=3.2, color="#9A9A9A", markeredgewidth=0, alpha=0.7, label=words.get("rest"))
        ax.plot(x[on], y[on], "D", markersize=6.5, color=ORANGE, markeredgecolor="black", markeredgewidth=0.7,
                label=words.get("front"))
        plain(ax)
        ax.grid(axis="x", color=PALE, linewidth=0.6)
        _axes(ax, {"lang": words["lang"], "x": words.get(aims[j], aims[j]), "y": words.get(aims[i], aims[i])}, width=34,
              tall=46 if len(aims) == 2 else 26)
        if len(aims) == 2 and "label" in table:
            for a, b, name in zip(x[on], y[on], table["label"][on], strict=True):
                if isinstance(name, str) and name:
                    ax.annotate(name, (a, b), xytext=(7, 4), textcoords="offset points", fontsize=8.5)
    handles, names = next(iter(cells.values())).get_legend_handles_labels()
    if names:
        figure.legend(handles, names, frameon=False, ncols=2, loc=f"outside {'lower' if len(aims) == 2 else 'upper'} right")
    return _save(figure, path, words)


def draw_box(boxes: pd.DataFrame, path: Path, words: Words) -> list[Path]:
    """Limits of boxes as bars on the range of each factor; categories kept are written.

    Parameters
    ----------
    boxes : table
        `analysis.discover.table`: ``box, factor, side, limit, first, last``, and ``coverage, density`` of each box; ``label``
        if a factor has another name.
    words : mapping
        ``box`` (name of a box, before its number), ``coverage``, ``density`` for its line.
    """
    lang = words["lang"]
    parts = [(int(k), x) for k, x in boxes.groupby("box", sort=True)]
    rows = [x["factor"].nunique() for _, x in parts]
    figure, axes = new(9.0, 1.1 + sum(0.8 + 0.44 * n for n in rows), len(parts), 1)
    figure.get_layout_engine().set(hspace=0.08)
    if len(parts) > 1:
        axes[0].get_gridspec().set_height_ratios([0.8 + 0.44 * n for n in rows])
    for ax, (number, box) in zip(np.atleast_1d(axes), parts, strict=True):
        factors = list(dict.fromkeys(box["factor"]))
        for y, factor in enumerate(factors):
            _limits(ax, y, box[box["factor"] == factor], lang)
        names = [box.loc[box["factor"] == f, "label" if "label" in box else "factor"].iloc[0] for f in factors]
        ax.set_yticks(range(len(factors)), [_short(name) for name in names])
        ax.set_ylim(len(factors) - 0.4, -0.6)
        ax.set_xlim(-0.02, 1.02)
        ax.set_xticks([])
        for side in ("top", "right", "bottom", "left"):
            ax.spines[side].set_visible(False)
        ax.tick_params(length=0)
        shares = [f"{words[key]} {_percent(float(box[key].iloc[0]), lang)}" for key in ("coverage", "density") if key in words]
        ax.set_title(" · ".join([f"{words.get('box', '')} {number}".strip(), *shares]), loc="left", fontsize=10)
    return _save(figure, path, words)


def _limits(ax: Axes, y: int, mine: pd.DataFrame, lang: str) -> None:
    among = mine[mine["side"] == "among"]
    ax.barh(y, 1.0, height=0.34, color=PALE)
    if len(among):
        ax.text(0.5, y, ", ".join(map(str, among["limit"].iloc[0])), ha="center", va="center", fontsize=9)
        return
    first, last = float(mine["first"].iloc[0]), float(mine["last"].iloc[0])
    sides = {side: float(limit) for side, limit in zip(mine["side"], mine["limit"], strict=True)}
    low, high = sides.get("low", first), sides.get("high", last)
    a, b = ((v - first) / ((last - first) or 1.0) for v in (low, high))
    ax.barh(y, max(b - a, 0.004), left=a, height=0.5, color=BLUE, alpha=0.85, edgecolor="black", linewidth=0.6)
    whole = all(v == int(v) for v in (first, last, low, high))
    digits = 0 if whole else digits_for(last - first)
    for at, end, align in ((0.0, first, "left"), (1.0, last, "right")):
        ax.text(at, y + 0.27, decimal(end, lang, digits), ha=align, va="top", fontsize=7, color=GREY)
    for side, limit in sides.items():
        ax.text(a if side == "low" else b, y - 0.27, decimal(limit, lang, digits), va="bottom", fontsize=8.5, fontweight="bold",
                ha="center" if 0.04 < (a if side == "low" else b) < 0.96 else "left" if side == "low" else "right")


def draw_sweep(table: pd.DataFrame, path: Path, words: Words) -> list[Path]:
    """An outcome against a factor: points, and the line of their medians, for one scenario or several.

    Parameters
    ----------
    table : table
        ``x, y``, a row a run or a point; ``base`` if there are several scenarios. A factor with more than twelve values is cut
        into ten equal shares for the medians.
    words : mapping
        ``x, y``; a scenario's name under its own key.
    """
    figure, ax = new(8.6, 5.0)
    ends = []
    for k, (key, mine) in enumerate(table.groupby(table["base"] if "base" in table else np.zeros(len(table)), sort=False)):
        x, y = _medians(mine["x"].to_numpy(float), mine["y"].to_numpy(float))
        colour, mark = COLOURS[k % 6], MARKERS[k % 6]
        ax.plot(mine["x"], mine["y"], mark, markersize=3.6, color=colour, alpha=0.3, markeredgewidth=0)
        ax.plot(x, y, color=colour, linewidth=2, linestyle=DASHES[k % 6], marker=mark, markersize=5)
        ends.append((float(x[-1]), float(y[-1]), words.get(str(key), str(key)), colour))
    if "base" in table and len(ends) > 1:
        _named(ax, ends)
    plain(ax)
    _axes(ax, words)
    return _save(figure, path, words)


def _medians(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Medians of the points at each value, or in each tenth when values are many."""
    values, group = np.unique(x, return_inverse=True)
    if len(values) > MANY:
        group = np.searchsorted(np.quantile(x, np.arange(1, 10) / 10), x, side="right")
    groups = np.unique(group)
    return (np.array([np.median(x[group == g]) for g in groups]), np.array([np.nanmedian(y[group == g]) for g in groups]))


def draw_trajectory(table: pd.DataFrame, path: Path, words: Words) -> list[Path]:
    """Median and 90 % band over days, a line a scenario, with its name at its end.

    Parameters
    ----------
    table : table
        ``base`` (scenario), ``day, line, low, high``.
    words : mapping
        ``x, y``; a scenario's name under its own key.
    """
    figure, ax = new(9.6, 5.0)
    ends = []
    for k, (key, mine) in enumerate(table.groupby("base", sort=False)):
        mine, colour = mine.sort_values("day"), COLOURS[k % 6]
        ax.fill_between(mine["day"], mine["low"], mine["high"], color=colour, alpha=0.13, linewidth=0)
        for edge in ("low", "high"):
            ax.plot(mine["day"], mine[edge], color=colour, linewidth=0.6, linestyle=DASHES[k % 6], alpha=0.7)
        ax.plot(mine["day"], mine["line"], color=colour, linewidth=2.1, linestyle=DASHES[k % 6])
        ends.append((float(mine["day"].iloc[-1]), float(mine["line"].iloc[-1]), words.get(str(key), str(key)), colour))
    _named(ax, ends)
    plain(ax)
    _axes(ax, words)
    return _save(figure, path, words)


def _named(ax: Axes, ends: list[tuple[float, float, str, str]]) -> None:
    """Names at the ends of lines, moved apart where lines end together."""
    bottom, top = ax.get_ylim()
    gap = 0.05 * (top - bottom)
    places: list[float] = []
    order = sorted(range(len(ends)), key=lambda k: ends[k][1])
    for k in order:
        places.append(max(ends[k][1], places[-1] + gap) if places else ends[k][1])
    over = max(0.0, places[-1] - top) if places else 0.0
    right: Any = ax.get_yaxis_transform()
    for place, k in zip(places, order, strict=True):
        x, y, name, colour = ends[k]
        ax.annotate(_short(name, 26), (x, y), (1.02, place - over), textcoords=right, color=colour, fontsize=9.5, va="center",
                    fontweight="bold", arrowprops={"arrowstyle": "-", "color": colour, "linewidth": 0.6})
    ax.set_ylim(bottom, top)


def _short(name: object, width: int = LABEL) -> str:
    return textwrap.fill(textwrap.shorten(str(name), 2 * width, placeholder="…"), width)


def _percent(share: float, lang: str) -> str:
    return decimal(100.0 * share, lang, 0) + ("\u202f%" if lang == "fr" else "%")


def _across(ax: Axes) -> None:
    """A grid for bars that lie."""
    plain(ax)
    ax.grid(axis="y", visible=False)
    ax.grid(axis="x", color=PALE, linewidth=0.6)


def _axes(ax: Axes, words: Words, both: bool = True, width: int = 70, tall: int = 46) -> None:
    """Names of axes, and numbers as the language writes them."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    def written(axis):
        def tick(x: float, _) -> str:
            steps = np.diff(axis.get_majorticklocs())
            step = float(np.abs(steps).min()) if steps.size else 1.0
            return decimal(x, words["lang"], max(0, int(np.ceil(-np.log10(step) - 1e-9))) if 0 < step < 1 else 0)

        return FuncFormatter(tick)

    ax.set_xlabel("\n".join(textwrap.wrap(words.get("x", ""), width)))
    ax.set_ylabel("\n".join(textwrap.wrap(words.get("y", ""), tall)))
    for axis in (ax.xaxis, ax.yaxis) if both else (ax.xaxis,):
        axis.set_major_locator(MaxNLocator(7, steps=[1, 2, 5, 10]))
        axis.set_major_formatter(written(axis))


def _save(figure: Figure, path: Path, words: Words) -> list[Path]:
    if words.get("title"):
        figure.suptitle("\n".join(textwrap.wrap(words["title"], 86)))
    name = path.name.removesuffix(".png").removesuffix(".svg")
    return write(figure, path.parent, name)
