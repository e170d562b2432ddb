"""``detente lesson``: a training module as one page that opens by itself, without a network."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import DetenteError, span
from . import shell
from .shell import Show

if TYPE_CHECKING:
    from ..app.lessons import Step

MOST_YEARS = 200


def main(name: str, out: str | None, force: bool, seed: int | None, establishment: str | None, years: int | None,
         threads: int | None, sensitive: bool, show: Show) -> None:
    """Simulate, write the page, say what it is; the page opens in French unless another language was named."""
    lang = show.lang
    from ..app.lessons import make, named
    from ..app.page import lesson_page
    from ..studies.warm import ready
    from .running import announcer

    lesson = named(name)
    if years is not None and not 2 <= years <= MOST_YEARS:
        raise DetenteError("this value is out of bounds", key="--years", given=str(years), allowed=span(2, MOST_YEARS))
    path = _path(out or f"{lesson.name}.html", force)
    ready(announcer(lang))
    made = make(lesson, seed, establishment=establishment, years=years, threads=threads, sensitive=sensitive,
                step=_teller(show))
    page = lesson_page(made, lang if show.asked or os.environ.get("DETENTE_LANG") else "fr")
    _write(path, page)
    told = {"file": str(path), "code": made.data["lesson"]["code"], "bytes": len(page.encode("utf-8")),
            "incidents": len(made.data["lesson"]["alternatives"]), "years": len(made.data["lesson"]["years"]["seeds"])}
    if show.json:
        return shell.print_json(told)
    print(show.text("lesson.saved", file=path, code=told["code"], size=f"{told['bytes'] / 1e6:.1f}".replace(
        ".", "," if lang == "fr" else ".")))
    return None


def _path(out: str, force: bool) -> Path:
    path = Path(out)
    if path.is_dir():
        raise DetenteError("this is a folder, and a file is to be written", key="--out", given=out)
    if path.exists() and not force:
        raise DetenteError("there is a file of this name", key="--out", given=out, wish="another name, or --force")
    return path


def _write(path: Path, page: str) -> None:
    """Whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.write_text(page, encoding="utf-8")
    os.replace(part, path)


def _teller(show: Show) -> Step | None:
    """One line for each part of the work, on a terminal."""
    if not sys.stderr.isatty():
        return None
    said: set[str] = set()

    def tell(what: str, done: int, total: int) -> None:
        if what not in said:
            said.add(what)
            print(show.text(f"lesson.step.{what}"), file=sys.stderr, flush=True)

    return tell
