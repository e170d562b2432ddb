"""Every page that is written from the code: which there are, where they stand, and one call to write them all."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ..locale import LANGUAGES

KINDS = ("odd", "trace", "mechanisms")


def where(kind: str, lang: str) -> str:
    """Path of a page, relative to the checkout."""
    from . import odd, overview, trace

    return {"odd": odd.PAGES, "trace": trace.PAGES, "mechanisms": overview.PAGES}[kind][lang]


def page(kind: str, lang: str, root: Path) -> str:
    """A page in Markdown.

    Parameters
    ----------
    kind : str
        One of `KINDS`.
    lang : {"fr", "en"}
    root : Path
        The checkout: under it the record of calibration and validation looks for published results.
    """
    from . import odd, overview, trace

    if kind == "trace":
        return trace.page(lang, root)
    return odd.page(lang) if kind == "odd" else overview.page(lang)


def write(root: Path, langs: Iterable[str] = LANGUAGES) -> list[Path]:
    """Write all pages under a checkout; returns those that changed."""
    changed = []
    for kind in KINDS:
        for lang in langs:
            path = root / where(kind, lang)
            text = page(kind, lang, root)
            if not path.is_file() or path.read_text(encoding="utf-8") != text:
                path.write_text(text, encoding="utf-8", newline="\n")
                changed.append(path)
    return changed
