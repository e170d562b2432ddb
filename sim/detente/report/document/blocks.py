"""What a report is made of, whatever it is written as: paragraphs, lists, tables, figures, commands."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

LONGEST = 2000
"""Characters kept of a text that a user wrote."""


@dataclass(frozen=True)
class Cell:
    """A cell of a table that is more than plain text.

    Attributes
    ----------
    text : str
    url : str or None
        A link, http or https only.
    lang : str or None
        Language of the text, if it is not that of the report.
    """

    text: str
    url: str | None = None
    lang: str | None = None


@dataclass(frozen=True)
class Para:
    """A paragraph; between backticks stands what is typed."""

    text: str
    strong: bool = False


@dataclass(frozen=True)
class Bullets:
    """A list without order."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Callout:
    """What must not be missed: ``limits`` or ``answer``."""

    kind: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class Code:
    """Commands, a line each."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Heading:
    """A heading below that of the section."""

    text: str


@dataclass(frozen=True)
class Table:
    """A table with a caption; the first cell of a row is its head.

    Attributes
    ----------
    right : tuple of int
        Columns of numbers, set flush right.
    widths : tuple of float
        Of the columns on paper, relative; empty for equal.
    """

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    right: tuple[int, ...] = ()
    widths: tuple[float, ...] = ()


@dataclass(frozen=True)
class Figure:
    """A drawing, the sentence that says what it shows, and its numbers."""

    svg: str = field(repr=False)
    alt: str
    caption: str
    table: Table


Block = Para | Bullets | Callout | Code | Heading | Table | Figure


@dataclass(frozen=True)
class Section:
    """A part with a heading; ``key`` names it in links."""

    key: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Document:
    """A whole report in one language.

    Attributes
    ----------
    words : dict
        The few fixed words of a page (contents, values of a figure ...).
    """

    lang: str
    title: str
    subtitle: str
    made: str
    sections: tuple[Section, ...]
    words: dict[str, str]

    @property
    def figures(self) -> list[Figure]:
        """All figures, in order."""
        return [block for section in self.sections for block in section.blocks if isinstance(block, Figure)]


def table(caption: str, heads: Sequence[str], rows: Sequence[Sequence[str | Cell]], right: Sequence[int] = (),
          widths: Sequence[float] = ()) -> Table:
    """A table from rows of texts and cells."""
    made = tuple(tuple(x if isinstance(x, Cell) else Cell(str(x)) for x in row) for row in rows)
    if any(len(row) != len(heads) for row in made):
        raise ValueError(f"{caption}: a row is not as long as the heads")
    return Table(caption, tuple(heads), made, tuple(right), tuple(widths))


def shown(text: object, longest: int = LONGEST) -> str:
    """A user's text made safe to set in a sentence: one line, no control or direction character, no backtick, not too long."""
    kept = "".join(" " if unicodedata.category(c)[0] == "C" else c for c in str(text)).replace("`", "’")
    line = " ".join(part for part in kept.replace("\n", " ").split(" ") if part)
    return line if len(line) <= longest else line[:longest - 1].rstrip() + "…"


def spans(text: str) -> list[tuple[str, bool]]:
    """Pieces of a text, each with whether it is typed (it stood between backticks)."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return [(text, False)]
    return [(part, k % 2 == 1) for k, part in enumerate(parts) if part]


def as_plain(document: Document) -> dict[str, Any]:
    """The same as plain values, for a typesetter that reads JSON."""
    return {"lang": document.lang, "title": document.title, "subtitle": document.subtitle, "made": document.made,
            "words": document.words,
            "sections": [{"key": s.key, "title": s.title, "blocks": [_plain(x) for x in s.blocks]} for s in document.sections]}


def _plain(block: Block) -> dict[str, Any]:
    kind = type(block).__name__.lower()
    if isinstance(block, Para):
        return {"kind": kind, "text": _pieces(block.text), "strong": block.strong}
    if isinstance(block, Bullets):
        return {"kind": kind, "items": [_pieces(x) for x in block.items]}
    if isinstance(block, Callout):
        return {"kind": kind, "what": block.kind, "items": [_pieces(x) for x in block.items]}
    if isinstance(block, Code):
        return {"kind": kind, "lines": list(block.lines)}
    if isinstance(block, Heading):
        return {"kind": kind, "text": block.text}
    if isinstance(block, Figure):
        return {"kind": kind, "svg": block.svg, "alt": block.alt, "caption": block.caption, "table": _plain(block.table)}
    cells = [[{"text": _pieces(c.text), "url": c.url, "lang": c.lang} for c in row] for row in block.rows]
    return {"kind": kind, "caption": block.caption, "heads": list(block.heads), "rows": cells, "right": list(block.right),
            "widths": list(block.widths) or [1.0] * len(block.heads)}


def _pieces(text: str) -> list[dict[str, Any]]:
    return [{"text": piece, "typed": typed} for piece, typed in spans(text)]
