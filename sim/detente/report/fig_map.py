"""The country on a map: a circle an establishment, as large as its inmates, coloured by a simulated rate.

Coordinates come from the national table; the outline is rough and only helps the eye. No tile server is asked.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ..i18n import decimal
from ..nation.tables import rate, total
from .nation_words import phrase
from .outline import CORSICA, MAINLAND
from .style import GREY, PALE, numbers

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from ..nation.runs import Counted, Nation

MEASURE = "recorded_assaults"
COLOURS = "cividis_r"
"""Made to be read by the colour-blind and in grey."""
AREA = 0.32
"""Square points of a circle for each inmate."""
WEST, EAST, SOUTH, NORTH = -5.4, 9.9, 41.1, 51.4
PARIS = (1.70, 3.15, 48.33, 49.20)
TERRITORIES = ("971", "972", "973", "974", "976", "975", "986", "987", "988")
SPAN = 0.55
"""Degrees shown around an overseas establishment, at least."""
HIGH = 0.95
"""Quantile (of inmates) beyond which the colour is the last one: small places have wild rates."""


def figure_map(nation: Nation, lang: str = "fr") -> Figure:
    """The map, with Île-de-France and overseas apart."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.colors import Normalize
    from matplotlib.figure import Figure

    figure = Figure(figsize=(10.6, 9.4))
    FigureCanvasAgg(figure)
    scale = Normalize(0.0, _top(nation.places), clip=True)
    home = [x for x in nation.places if not x.site.territory]
    ax = figure.add_axes((0.015, 0.205, 0.70, 0.70))
    _country(ax)
    _circles(ax, home, scale)
    near = [x for x in home if _inside(x, PARIS)]
    if near:
        _close(figure, ax, near, scale, lang)
    _overseas(figure, [x for x in nation.places if x.site.territory], scale, lang)
    _legends(figure, scale, lang)
    figure.text(0.02, 0.965, phrase("map.title", lang), fontsize=13, fontweight="bold")
    under = phrase("map.under", lang, policy=nation.policy.title[lang], n=len(nation.places), days=nation.days)
    figure.text(0.02, 0.925, under, fontsize=9.5, color=GREY, linespacing=1.4)
    figure.text(0.02, 0.018, phrase("map.note", lang), fontsize=8, color=GREY, linespacing=1.35)
    return figure


def _top(places: Sequence[Counted]) -> float:
    """The rate below which almost all inmates live."""
    rates = sorted((rate(x.counts, MEASURE), x.counts["inmate_days"]) for x in places if x.counts["inmate_days"] > 0)
    left = HIGH * math.fsum(weight for _, weight in rates)
    for value, weight in rates:
        left -= weight
        if left <= 0:
            return max(value, 1.0)
    return 1.0


def _inside(x: Counted, box: tuple[float, float, float, float]) -> bool:
    return box[0] <= x.site.longitude <= box[1] and box[2] <= x.site.latitude <= box[3]


def _frame(ax: Axes, box: tuple[float, float, float, float]) -> None:
    """Degrees of longitude shortened as they are at that latitude; no ticks."""
    ax.set_xlim(box[0], box[1])
    ax.set_ylim(box[2], box[3])
    ax.set_aspect(1.0 / math.cos(math.radians(0.5 * (box[2] + box[3]))))
    ax.set_xticks([])
    ax.set_yticks([])
    for side in ax.spines.values():
        side.set_color(PALE)


def _country(ax: Axes, width: float = 0.9) -> None:
    for line in (MAINLAND, CORSICA):
        ax.fill(*zip(*line, strict=True), facecolor="#F6F6F4", edgecolor="#A8A8A8", linewidth=width, zorder=0)
    _frame(ax, (WEST, EAST, SOUTH, NORTH))
    for side in ax.spines.values():
        side.set_visible(False)


def _circles(ax: Axes, places: Sequence[Counted], scale: Any, factor: float = 1.0) -> None:
    """Large ones first, so that none hides another."""
    mine = sorted(places, key=lambda x: -x.site.place.inmates)
    ax.scatter([x.site.longitude for x in mine], [x.site.latitude for x in mine],
               s=[factor * AREA * max(8, x.site.place.inmates) for x in mine], c=[rate(x.counts, MEASURE) for x in mine],
               cmap=COLOURS, norm=scale, edgecolors="#3A3A3A", linewidths=0.5, zorder=2)


def _close(figure: Figure, ax: Axes, places: Sequence[Counted], scale: Any, lang: str) -> None:
    """Île-de-France larger, and its frame on the map."""
    west, east, south, north = PARIS
    ax.plot([west, east, east, west, west], [south, south, north, north, south], color=GREY, linewidth=0.8, zorder=3)
    box = figure.add_axes((0.715, 0.655, 0.27, 0.235))
    box.set_facecolor("#F6F6F4")
    _circles(box, places, scale)
    _frame(box, PARIS)
    for side in box.spines.values():
        side.set_color(GREY)
    box.set_title(phrase("map.paris", lang), fontsize=9, loc="left", pad=3)


def _overseas(figure: Figure, places: Sequence[Counted], scale: Any, lang: str) -> None:
    """A frame a territory, on two rows, under the map."""
    there = [code for code in TERRITORIES if any(x.site.territory == code for x in places)]
    for k, code in enumerate(there):
        mine = [x for x in places if x.site.territory == code]
        box = figure.add_axes((0.02 + 0.1085 * k, 0.085, 0.098, 0.088))
        _circles(box, mine, scale)
        _frame(box, _around(mine))
        box.set_aspect("auto")
        box.set_title(phrase(f"map.{code}", lang), fontsize=7.2, loc="left", pad=2.5)


def _around(places: Sequence[Counted]) -> tuple[float, float, float, float]:
    east = [x.site.longitude for x in places]
    north = [x.site.latitude for x in places]
    a, b = 0.5 * (min(east) + max(east)), 0.5 * (min(north) + max(north))
    wide = max(SPAN, 0.9 * (max(east) - min(east)))
    high = max(SPAN, 0.9 * (max(north) - min(north)))
    return a - wide, a + wide, b - high, b + high


def _legends(figure: Figure, scale: Any, lang: str) -> None:
    from matplotlib.cm import ScalarMappable

    from ..outcomes.measures import BY_KEY

    m = BY_KEY[MEASURE]
    bar = figure.add_axes((0.735, 0.555, 0.235, 0.020))
    colours = figure.colorbar(ScalarMappable(scale, COLOURS), cax=bar, orientation="horizontal", extend="max")
    colours.outline.set_linewidth(0.5)  # type: ignore[operator]
    numbers(bar.xaxis, lang, 0)
    bar.tick_params(labelsize=8)
    bar.set_title(phrase("map.colour", lang, unit=m.unit_label(lang)), fontsize=8.5, loc="left", pad=4)
    sizes = figure.add_axes((0.735, 0.40, 0.235, 0.085))
    sizes.set_axis_off()
    sizes.set_xlim(0, 1)
    sizes.set_ylim(0, 1)
    for x, inmates in zip((0.08, 0.33, 0.68), (100, 500, 2000), strict=True):
        sizes.scatter([x], [0.60], s=AREA * inmates, facecolors="none", edgecolors="#3A3A3A", linewidths=0.8)
        sizes.text(x, 0.02, decimal(inmates, lang, 0), ha="center", fontsize=8)
    sizes.set_title(phrase("map.size", lang), fontsize=8.5, loc="left", pad=4)


def alt(nation: Nation, lang: str = "fr") -> str:
    """What the map shows, for whoever does not see it."""
    whole = total(nation.places)
    return phrase("map.alt", lang, n=len(nation.places), policy=nation.policy.title[lang],
                  rate=decimal(rate(whole, MEASURE), lang, 0), top=decimal(_top(nation.places), lang, 0))
