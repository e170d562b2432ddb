"""All figures, in one place; `draw_run` makes those of a run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from .alt import alt_text
from .fig_compare import HEADLINE, Difference, figure_compare
from .fig_costs import cost_data, figure_costs
from .fig_heat import figure_heat, heat_data
from .fig_network import figure_network
from .fig_year import figure_year, year_data
from .style import write

if TYPE_CHECKING:
    from ..engine import Run

__all__ = ["HEADLINE", "Difference", "alt_text", "draw_run", "figure_compare", "figure_costs", "figure_heat", "figure_network",
           "figure_year", "write"]


def draw_run(run: Run, folder: Path, lang: str = "fr", prefix: str = "") -> list[Path]:
    """Draw a run's figures as PNG and SVG, with their alternative texts in ``alt_<lang>.txt``.

    Parameters
    ----------
    run : Run
    folder : Path
        Must exist.
    lang : {"fr", "en"}
    prefix : str
        Put before each file's name.
    """
    from ..outcomes.network import network_measures

    heat = heat_data(run)
    figures = {"year": figure_year(run, lang), "network": figure_network(run, lang), "heat": figure_heat(run, lang, heat),
               "costs": figure_costs([run], lang)}
    data = {"year": year_data(run), "network": network_measures(run), "heat": heat, "costs": cost_data([run])}
    out: list[Path] = []
    for key, figure in figures.items():
        out += write(figure, folder, prefix + key)
    text = folder / f"{prefix}alt_{lang}.txt"
    text.write_text("".join(f"{key}: {alt_text(key, data[key], lang)}\n" for key in figures), encoding="utf-8")
    return [*out, text]
