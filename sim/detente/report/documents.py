"""Every page that is written from the code: which there are, where they stand, and one call to write them all.

    python -m detente.report.documents --write .
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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


def main(argv: Sequence[str] | None = None) -> int:
    """Write the pages under a checkout."""
    import argparse

    parser = argparse.ArgumentParser(prog="python -m detente.report.documents", description=__doc__)
    parser.add_argument("--write", metavar="CHECKOUT", type=Path, required=True)
    parser.add_argument("--lang", choices=LANGUAGES, default=None)
    asked = parser.parse_args(argv)
    for path in write(asked.write, [asked.lang] if asked.lang else LANGUAGES):
        print(path)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
