"""The report as a tagged PDF (PDF/UA-1), set by Typst from the same content."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from ...errors import DetenteError
from .blocks import Document, as_plain
from .html import TEMPLATES

STANDARD = "ua-1"
EXTRA = 'pip install "detente[report]"'


def available() -> bool:
    """Whether Typst is installed."""
    from importlib.util import find_spec

    return find_spec("typst") is not None


def pdf(document: Document, when: str | None = None) -> bytes:
    """The PDF.

    Parameters
    ----------
    document : Document
    when : str, optional
        Date of the results (ISO 8601), which is put into the file: the same bytes each time.

    Raises
    ------
    DetenteError
        Typst is not installed, or refuses.
    """
    try:
        import typst
    except ImportError:
        raise DetenteError("this needs a package that is not installed", given="typst", wish=EXTRA) from None
    source = (TEMPLATES / "report.typ").read_bytes()
    content = json.dumps(as_plain(document), ensure_ascii=False).encode("utf-8")
    options: dict[str, Any] = {"font_paths": [_fonts()], "ignore_system_fonts": True, "format": "pdf",
                               "pdf_standards": [STANDARD], "timestamp": _moment(when)}
    try:
        made: bytes = typst.compile({"main.typ": source, "report.json": content}, **options)
    except typst.TypstError as error:
        raise DetenteError("the PDF cannot be set", given=str(error).splitlines()[0][:200]) from error
    return made


def _fonts() -> Path:
    """The fonts that matplotlib brings: figures are set in one of them."""
    from matplotlib import get_data_path

    return Path(get_data_path()) / "fonts" / "ttf"


def _moment(when: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(when) if when else None
    except ValueError:
        return None
