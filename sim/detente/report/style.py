"""How figures look: two colours that the colour-blind tell apart, dashes and markers beside them, numbers by language."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..outcomes.words import number

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

ORANGE = "#B35900"
BLUE = "#1F5FA8"
GREY = "#5A5A5A"
PALE = "#D9D9D9"
STACK = ("#1F5FA8", "#B35900", "#6A6A6A", "#7FA6D6", "#E0A15E", "#B9B9B9", "#123A66", "#7A3D00")
HATCH = ("", "//", "..", "\\\\", "xx", "--", "oo", "++")


def new(width: float = 9.0, height: float = 5.0, rows: int = 1, cols: int = 1):
    """A figure and its axes; no window is ever opened."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained")
    FigureCanvasAgg(figure)
    return figure, figure.subplots(rows, cols)


def plain(ax: Axes) -> None:
    """Little ink: no box, a light grid behind."""
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)
    ax.grid(axis="y", color=PALE, linewidth=0.6)
    ax.set_axisbelow(True)


def numbers(axis, lang: str, decimals: int = 0) -> None:
    """Ticks of an axis written as the language does."""
    from matplotlib.ticker import FuncFormatter

    axis.set_major_formatter(FuncFormatter(lambda x, _: number(x, lang, decimals).replace("-", "−")))


def say(lang: str, en: str, fr: str) -> str:
    """The words of a language."""
    return en if lang == "en" else fr


def write(figure: Figure, folder: Path, name: str) -> list[Path]:
    """Save as PNG and as SVG, the same bytes each time."""
    import matplotlib

    out = [folder / f"{name}.png", folder / f"{name}.svg"]
    with matplotlib.rc_context({"svg.hashsalt": name, "svg.fonttype": "path"}):
        figure.savefig(out[0], dpi=130, metadata={"Software": None})
        figure.savefig(out[1], metadata={"Date": None})
    return out
