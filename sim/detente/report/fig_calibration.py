"""Published levels against what the prior allows and what the posterior gives; and what the levels say of each parameter."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

from ..calibration.keep import levels_table, parameters_table
from ..calibration.targets import TARGETS
from ..i18n import decimal, text
from .style import BLUE, GREY, ORANGE, PALE, new, write

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from ..calibration.calibrate import Calibrated

SHOWN = 30
CLIP = (-3.0, 4.0)


def draw(c: Calibrated, folder: Path) -> None:
    """Both figures in both languages, with their texts for those who do not see them."""
    for lang in ("fr", "en"):
        write(figure_levels(c, lang), folder, f"levels_{lang}")
        write(figure_parameters(c, lang), folder, f"parameters_{lang}")
        (folder / f"alt_{lang}.txt").write_text(alt(c, lang), encoding="utf-8")


def _place(key: str, value: float) -> float:
    """Where a level stands when its published range goes from 0 to 1, on the scale of comparison."""
    x = next(t for t in TARGETS if t.key == key)
    low, high = float(x.on_scale(x.low)), float(x.on_scale(x.high))
    return min(max((float(x.on_scale(value)) - low) / (high - low), CLIP[0]), CLIP[1])


def figure_levels(c: Calibrated, lang: str) -> Figure:
    """A row a level: published range as a band, prior thin and grey, posterior thick."""
    rows = levels_table(c)
    figure, ax = new(11.5, 0.48 * len(rows) + 1.6)
    ax.axvspan(0.0, 1.0, color=PALE, zorder=0)
    for y, row in enumerate(rows):
        key = row["key"]
        colour = BLUE if row["median_inside"] else ORANGE
        ax.plot([_place(key, row["prior_low"]), _place(key, row["prior_high"])], [y + 0.2] * 2, color=GREY, lw=1.2,
                ls=(0, (3, 2)))
        ax.plot([_place(key, row["low_90"]), _place(key, row["high_90"])], [y - 0.08] * 2, color=colour, lw=4, alpha=0.55,
                solid_capstyle="butt")
        ax.plot(_place(key, row["median"]), y - 0.08, marker="o" if row["median_inside"] else "D", color=colour, ms=6)
        words = f"{decimal(row['low'], lang)} … {decimal(row['high'], lang)}   →   {decimal(row['median'], lang)}"
        ax.text(CLIP[1] + 0.15, y, words, va="center", fontsize=9)
    ax.set_yticks(range(len(rows)), ["\n".join(textwrap.wrap(row["fr" if lang == "fr" else "en"], 62)) for row in rows],
                  fontsize=9)
    ax.set_ylim(len(rows) - 0.5, -0.6)
    ax.set_xlim(CLIP[0] - 0.1, CLIP[1] + 0.1)
    ax.set_xticks([0, 1], [text("calibrate.fig.low", lang), text("calibrate.fig.high", lang)])
    for side in ("top", "right", "left"):
        ax.spines[side].set_visible(False)
    ax.set_title(text("calibrate.fig.levels", lang), loc="left", fontsize=11)
    return figure


def figure_parameters(c: Calibrated, lang: str) -> Figure:
    """The parameters of which the levels say most: prior as a line, posterior as a bar, on their plausible range."""
    rows = parameters_table(c)[:SHOWN]
    figure, ax = new(11.5, 0.34 * len(rows) + 1.6)
    for y, row in enumerate(rows):
        low, high = row["prior_low"], row["prior_high"]
        at = [(row[k] - low) / (high - low) for k in ("low_90", "median", "high_90")]
        assumed = row["evidence"] == "assumed"
        colour = ORANGE if assumed else BLUE
        ax.plot([0, 1], [y, y], color=PALE, lw=6, solid_capstyle="butt", zorder=0)
        ax.plot([at[0], at[2]], [y, y], color=colour, lw=3.5, solid_capstyle="butt")
        ax.plot(at[1], y, marker="D" if assumed else "o", color=colour, ms=5)
        ax.text(1.02, y, f"{decimal(low, lang)} … {decimal(high, lang)}", va="center", fontsize=8)
    labels = ["\n".join(textwrap.wrap(row["fr" if lang == "fr" else "en"], 76)) for row in rows]
    ax.set_yticks(range(len(rows)), labels, fontsize=8)
    ax.set_ylim(len(rows) - 0.4, -0.6)
    ax.set_xlim(-0.02, 1.2)
    ax.set_xticks([])
    for side in ("top", "right", "left", "bottom"):
        ax.spines[side].set_visible(False)
    ax.set_title(text("calibrate.fig.parameters", lang), loc="left", fontsize=11)
    return figure


def alt(c: Calibrated, lang: str) -> str:
    """The figures in words."""
    rows = levels_table(c)
    inside = sum(row["median_inside"] for row in rows)
    first = ", ".join(row["name"] for row in parameters_table(c)[:8])
    return text("calibrate.alt", lang, inside=inside, total=len(rows), first=first) + "\n"
