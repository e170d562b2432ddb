"""A claim on one screen: its effects with their two intervals on the left, the map of where it flips on the right."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

import numpy as np

from ..claims.trial import Finding, Trial
from .claims_say import amount, axis_label, axis_value, effect_words, mapped, unit_words, where
from .claims_words import SIGNS, phrase, verdict_words
from .small_files import settle
from .style import BLUE, GREY, ORANGE

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure, SubFigure

WIDE, HIGH = 13.33, 7.5
"""Inches: a slide."""
MOST_ROWS = 6
PALE_BLUE, SHADE, INK = "#9DBBE0", "#EEF3F9", "#1A1A1A"
VERDICT_COLOURS = {"holds": BLUE, "fails": ORANGE, "depends": GREY}


def figure_claim(trial: Trial, lang: str = "fr") -> Figure:
    """Effects and map of a claim; without a map, effects alone."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDE, HIGH), layout="constrained")
    FigureCanvasAgg(figure)
    parts: Any = figure.subfigures(2, 1, height_ratios=(0.12, 0.88))
    head, body = parts
    _head(head, trial, lang)
    if trial.surface is None:
        _effects(body, trial, lang)
    else:
        left, right = body.subfigures(1, 2, width_ratios=(1.0, 1.0), wspace=0.03)
        _effects(left, trial, lang)
        _map(right, trial, lang)
    settle(figure)
    return figure


def _head(part: SubFigure, trial: Trial, lang: str) -> None:
    claim = trial.claim
    lines = textwrap.wrap(f"{claim.key}. {claim.en if lang == 'en' else claim.fr}", 78)
    size = 17 if len(lines) < 3 else 13
    words = "\n".join(lines if size == 17 else textwrap.wrap(" ".join(lines), 104)[:3])
    part.text(0.012, 0.88, words, fontsize=size, fontweight="bold", va="top", color=INK)
    part.text(0.985, 0.84, f"{SIGNS[trial.verdict]} {verdict_words(trial.verdict, lang)}", fontsize=17, fontweight="bold",
              ha="right", va="top", color="white",
              bbox={"facecolor": VERDICT_COLOURS[trial.verdict], "edgecolor": "none", "pad": 6})


def shown(trial: Trial) -> list[Finding]:
    """The effects that fit: those of the verdict first."""
    others = [x for x in trial.findings if not x.effect.main]
    return [*trial.main, *others][:max(MOST_ROWS, len(trial.main))]


def _effects(part: SubFigure, trial: Trial, lang: str) -> None:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    rows = shown(trial)
    axes = np.atleast_1d(part.subplots(len(rows), 1))
    room = 66 if trial.surface is not None else 130
    for ax, row in zip(axes, rows, strict=True):
        _effect(ax, row, _span(row, rows), lang, room)
    handles = [Line2D([], [], color=INK, marker="o", linestyle="", label=phrase(lang, "mean").lower()),
               Line2D([], [], color=ORANGE, linewidth=6, label=phrase(lang, "chance_long"))]
    if trial.draws > 1:
        handles += [Line2D([], [], color=PALE_BLUE, linewidth=10, label=phrase(lang, "ignorance_long")),
                    Line2D([], [], color=GREY, linewidth=1.5, label=phrase(lang, "both_long"))]
    handles.append(Patch(facecolor=SHADE, edgecolor="#C8D3E0", label=phrase(lang, "claimed_side")))  # type: ignore[arg-type]
    part.legend(handles=handles, loc="outside lower center", ncols=3, frameon=False, fontsize=10,
                columnspacing=1.2)


def _span(row: Finding, rows: list[Finding]) -> tuple[float, float]:
    """Ends of an axis: shared by effects in one unit, unless one is so small that nothing of it would show."""
    own = _ends(row)
    same = [_ends(x) for x in rows if x.effect.unit == row.effect.unit and x.effect.contrast == row.effect.contrast]
    low, high = min(x[0] for x in same), max(x[1] for x in same)
    if own[1] - own[0] < 0.12 * (high - low):
        low, high = own
    room = 0.08 * (high - low) or 1.0
    return low - room, high + room


def _ends(row: Finding) -> tuple[float, float]:
    x = row.bands
    found = [v for v in (x.low, x.high, x.both_low, x.both_high, x.chance_low, x.chance_high, x.mean) if np.isfinite(v)]
    found += [row.effect.beyond, *([0.0] if row.effect.contrast else [])]
    return min(found), max(found)


def _effect(ax: Axes, row: Finding, span: tuple[float, float], lang: str, room: int) -> None:
    x, e = row.bands, row.effect
    ax.set_xlim(*span)
    ax.set_ylim(-1, 1)
    side = (e.beyond, span[1]) if e.wanted > 0 else (span[0], e.beyond)
    ax.axvspan(*side, color=SHADE, zorder=0)
    ax.axvline(e.beyond, color=INK, linewidth=1.2, zorder=1)
    if e.beyond and span[0] < 0 < span[1]:
        ax.axvline(0, color=GREY, linewidth=0.8, linestyle=":", zorder=1)
    if x.draws > 1:
        ax.plot([x.both_low, x.both_high], [0, 0], color=GREY, linewidth=1.5, marker="|", markersize=11, zorder=4)
        ax.barh(0, x.high - x.low, 0.9, x.low, color=PALE_BLUE, zorder=2)
    if np.isfinite(x.chance_low):
        ax.barh(0, x.chance_high - x.chance_low, 0.45, x.chance_low, color=ORANGE, zorder=3)
    ax.plot([x.mean], [0], color=INK, marker="o", markersize=6, markeredgecolor="white", zorder=5)
    label = "\n".join(textwrap.wrap(effect_words(row, lang), room))
    ax.set_title(label, loc="left", fontsize=11 if e.main else 10, fontweight="bold" if e.main else "normal", color=INK, pad=3)
    ax.set_yticks([])
    for edge in ("top", "right", "left"):
        ax.spines[edge].set_visible(False)
    ax.xaxis.set_major_formatter(lambda v, _: amount(v, e.unit, lang, _digits(span, e.unit), sign=e.contrast))
    ax.locator_params(axis="x", nbins=6)
    ax.tick_params(labelsize=10)
    said = f"{amount(x.mean, e.unit, lang, sign=e.contrast)}\n{SIGNS[row.verdict]} {verdict_words(row.verdict, lang)}"
    ax.text(1.015, 0.5, said, transform=ax.transAxes, va="center", fontsize=11, color=VERDICT_COLOURS[row.verdict],
            fontweight="bold" if e.main else "normal")
    if unit_words(e.unit, lang):
        ax.set_xlabel(unit_words(e.unit, lang), fontsize=9, color=GREY, labelpad=1)


def _digits(span: tuple[float, float], unit: str) -> int:
    width = (span[1] - span[0]) * (100 if unit == "share" else 1)
    return 0 if width >= 5 else 1 if width >= 0.5 else 2 if width >= 0.05 else 3


def _map(part: SubFigure, trial: Trial, lang: str) -> None:
    from matplotlib.patches import Patch

    flip, surface = trial.claim.flip, trial.surface
    assert flip is not None and surface is not None
    ax = part.subplots()
    words, unit = mapped(flip, lang)
    unit_said = unit_words(unit, lang)
    title = words + (f" ({unit_said})" if unit_said else "")
    ax.set_title("\n".join(textwrap.wrap(title, 60)), fontsize=11, fontweight="bold", loc="left", color=INK)
    cells(ax, surface.mean, surface.settled == 0)
    size = float(np.nanmax(np.abs(surface.difference))) if np.isfinite(surface.difference).any() else 1.0
    digits = _digits((0.0, size), unit)
    for (j, i), value in np.ndenumerate(surface.difference):
        ax.text(i, j, amount(value, unit, lang, digits), ha="center", va="center", fontsize=11, color=INK,
                bbox={"facecolor": "white", "alpha": 0.75, "edgecolor": "none", "pad": 1.5})
    if surface.kind == "flips":
        ax.contour(surface.mean, levels=[0.0], colors=INK, linewidths=2.5)
    ax.set_xticks(range(len(flip.x.values)), [axis_value(flip.x, v, lang) for v in flip.x.values])
    ax.set_yticks(range(len(flip.y.values)), [axis_value(flip.y, v, lang) for v in flip.y.values])
    ax.set_xlabel("\n".join(textwrap.wrap(axis_label(flip.x, lang, unit=True), 66)), fontsize=11)
    ax.set_ylabel("\n".join(textwrap.wrap(axis_label(flip.y, lang, unit=True), 48)), fontsize=11)
    ax.tick_params(labelsize=11, length=0)
    handles = [Patch(facecolor=BLUE, alpha=0.6, label=phrase(lang, "as_claimed")),
               Patch(facecolor=ORANGE, alpha=0.6, label=phrase(lang, "other_way")),
               Patch(facecolor="white", edgecolor=GREY, hatch="///", label=phrase(lang, "nobody"))]
    said = "\n".join(textwrap.wrap(where(trial, lang)[0], 70))
    part.suptitle(said, fontsize=12, color=INK, x=0.02, ha="left")
    part.legend(handles=handles, loc="outside lower center", ncols=3, frameon=False, fontsize=9.5, columnspacing=0.9,
                handletextpad=0.5)


def cells(ax: Axes, mean: np.ndarray, untold: np.ndarray) -> None:
    """Squares from orange through white to blue, on the claim's scale; hatched where nobody can say."""
    from matplotlib.colors import LinearSegmentedColormap
    from matplotlib.patches import Rectangle

    size = float(np.nanmax(np.abs(mean))) if np.isfinite(mean).any() else 1.0
    ramp = LinearSegmentedColormap.from_list("claim", [ORANGE, "#FFFFFF", BLUE])
    edges = [np.arange(n + 1) - 0.5 for n in mean.shape]
    ax.pcolormesh(edges[1], edges[0], np.ma.masked_invalid(mean), cmap=ramp, vmin=-size or -1.0, vmax=size or 1.0, alpha=0.85,
                  edgecolors="white", linewidth=0.8)
    for j, i in zip(*np.nonzero(untold), strict=True):
        ax.add_patch(Rectangle((i - 0.5, j - 0.5), 1, 1, fill=False, hatch="//", edgecolor="#9A9A9A", linewidth=0))
    for edge in ("top", "right", "left", "bottom"):
        ax.spines[edge].set_visible(False)


def alt_claim(trial: Trial, lang: str = "fr") -> str:
    """What the figure shows, for whoever does not see it."""
    parts = []
    for row in trial.main:
        words, mean = effect_words(row, lang), amount(row.bands.mean, row.effect.unit, lang, sign=row.effect.contrast)
        parts.append(phrase(lang, "alt_effect", words=words, mean=mean, verdict=verdict_words(row.verdict, lang)))
    out = [phrase(lang, "alt_effects", n=len(shown(trial))), *parts]
    if trial.surface is not None and trial.claim.flip is not None:
        flip = trial.claim.flip
        out += [phrase(lang, "alt_map", x=axis_label(flip.x, lang), y=axis_label(flip.y, lang)), where(trial, lang)[0]]
    return " ".join(out)
