"""How the intervals of a grid of draws and seeds were made, in plain sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..i18n import text
from .crossed import covered

if TYPE_CHECKING:
    from .grid import Grid


def method(grid: Grid, level: float, lang: str) -> str:
    """How the two intervals were made and what each covers."""
    draws, seeds = len(grid.draws), len(grid.seeds)
    if draws < 2:
        return text("two.one_draw", lang, level=round(100 * level), seeds=seeds)
    said = text("two.method", lang, level=round(100 * level), draws=draws, seeds=seeds)
    reach = covered(level, draws)
    if reach < level:
        said += " " + text("two.covered", lang, cover=round(100 * reach), level=round(100 * level))
    return said


def about_draws(grid: Grid, lang: str) -> list[str]:
    """Where the draws come from, what was not drawn, and what no interval holds."""
    out = [f"{text(f'two.kind.{grid.kind}', lang)} {text('two.structure', lang)}"]
    held = list(dict.fromkeys(name for own in grid.held for name in own))
    if held:
        shown = held[:8] + ["…"] * (len(held) > 8)
        out.append(text("two.held", lang, n=len(held), names=", ".join(shown)))
    if grid.fixed:
        out.append(text("two.fixed", lang))
    return out
