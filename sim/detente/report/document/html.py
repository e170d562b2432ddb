"""The report as one page of HTML that needs nothing else: no script, no font, no request."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from ...errors import DetenteError, said
from .blocks import Document, spans

TEMPLATES = Path(__file__).resolve().parent / "templates"
MOST = 5_000_000
"""Bytes of a page."""


def page(document: Document) -> str:
    """The page; every text is escaped, drawings alone are markup.

    Raises
    ------
    DetenteError
        It would be too large to send.
    """
    from markupsafe import Markup

    made: str = _template().render(d=document, spans=spans, safe=Markup, style=Markup(_style()),
                                   kind_of=lambda block: type(block).__name__.lower())
    size = len(made.encode("utf-8"))
    if size > MOST:
        raise DetenteError(said("this report would be of {size} bytes, {most} at most", size=size, most=MOST))
    return made


@cache
def _style() -> str:
    return (TEMPLATES / "report.css").read_text(encoding="utf-8").strip()


@cache
def _template() -> Any:
    import jinja2

    made = jinja2.Environment(loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, undefined=jinja2.StrictUndefined,
                              keep_trailing_newline=True)
    return made.get_template("report.html.j2")
