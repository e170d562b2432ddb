"""``detente describe``: the model in words, from its code: ODD+D, TRACE, or the table of mechanisms."""

from __future__ import annotations

import sys
from pathlib import Path

from ..errors import DetenteError, said
from ..heard import reason
from .shell import Show


def main(kind: str, out: str | None, write: str | None, show: Show) -> None:
    """Print a page, put it in a file, or write all pages under a checkout."""
    from ..report import documents

    lang = show.lang
    if kind not in documents.KINDS:
        raise DetenteError("there is no such description", key="page", given=repr(kind), allowed=", ".join(documents.KINDS))
    try:
        if write is not None:
            for path in documents.write(Path(write)):
                print(path)
            return
        text = documents.page(kind, lang, Path.cwd())
        if out is None:
            sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
            print(text, end="")
        else:
            Path(out).write_text(text, encoding="utf-8", newline="\n")
            print(show.text("saved", folder=out), file=sys.stderr)
    except OSError as error:
        raise DetenteError(said("the page cannot be written: {reason}", reason=reason(error)), write or out) from error
