"""``detente report``: saved results as a page and a PDF to hand over, in one language or both."""

from __future__ import annotations

import sys
from pathlib import Path

from ..errors import DetenteError
from ..i18n import language, text
from . import shell
from .long_work import place_for, put_whole
from .places import find_results

BOTH = "both"


def main(results: str, lang: str | None, paged: bool, studied: list[str], out: str | None, force: bool, json: bool) -> None:
    """Read, write, say where."""
    from ..locale import LANGUAGES
    from ..report.document.pdf import EXTRA, available
    from ..report.document.publish import ours, publish
    from ..report.document.reading import read
    from ..report.document.words import phrase

    both = lang is not None and lang.lower() == BOTH
    spoken = language(None if both else lang)
    languages = LANGUAGES if both else (spoken,)
    m = read(find_results(results))
    folder = place_for(out if out is not None else _beside(m.results.folder), "report", force, ours)
    names: list[str] = []
    put_whole(folder, lambda part: names.extend(publish(m, languages, part, paged=paged, studied=studied,
                                                        command=shell.command_line())))
    print(text("saved", spoken, folder=folder), file=sys.stderr)
    if json:
        shell.print_json({"folder": str(folder), "files": names})
    else:
        print(phrase("said.made", spoken, names=", ".join(names), folder=folder))
    if paged and not available():
        raise DetenteError("the pages are written; a PDF needs a package that is not installed", given="typst", wish=EXTRA)


def _beside(folder: Path) -> str:
    """``<results>-report``, where the results are."""
    there = folder.resolve()
    return str(there.with_name(f"{there.name}-report"))
