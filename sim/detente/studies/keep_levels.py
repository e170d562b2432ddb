"""The levels of one scenario kept: tables of levels, runs and draws beside its first run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from .keep import put, write_tables
from .grid_words import about_draws

if TYPE_CHECKING:
    from .levels import Levels


def keep(found: Levels, folder: str | Path, *, force: bool = False, figures: bool = True, lang: str = "fr",
         command: str | None = None) -> Path:
    """Save levels: a folder of one saved run (first seed, declared defaults), with ``levels``, ``replicates`` and ``draws``.

    Raises
    ------
    DetenteError
        Folder in use, disk full, no permission: nothing is left behind.
    """
    def add(part: Path) -> dict[str, Any]:
        write_tables(part, {"levels": found.table(lang), "replicates": found.replicates(), "draws": found.grid.vectors()})
        lines = [found.method(lang), *about_draws(found.grid, lang)]
        (part / f"summary_{lang}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
        return {"levels": {"level": found.level, "method": found.method(lang), **found.grid.about()}}

    return put([found.first], Path(folder), add, force=force, figures=figures, lang=lang, command=command)
