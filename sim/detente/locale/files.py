"""The catalogues as files: template, translations, compiled ones; read, put in order and written with Babel."""

from __future__ import annotations

import os
from collections.abc import Callable
from gettext import GNUTranslations
from pathlib import Path
from typing import IO

from babel.messages import Catalog
from babel.messages.catalog import Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po

from . import DOMAIN, HOME, LANGUAGES, SENTENCES

TEMPLATE = f"{DOMAIN}.pot"
TRANSLATED = tuple(lang for lang in LANGUAGES if lang != "en")
ROOMS = {
    "app": "Screens in the browser: lessons",
    "claims": "Pages on the claims of the deck",
    "columns": "Columns of the tables of the model, and their units",
    "desk": "Screens in the browser: the desk",
    "errors": "What is said of a mistake of the user",
    "formulas": "Words inside formulas",
    "lab": "Screens in the browser: the laboratory",
    "main": "The command line and what it prints",
    "nation": "Pages on the whole country",
    "report": "The report document",
    "screen": "The page on which parameters matter",
    "study": "Prepared studies",
}
"""What a translator is told of a room."""


def source(lang: str, home: Path = HOME, end: str = "po") -> Path:
    """The file of a language."""
    return home / lang / "LC_MESSAGES" / f"{DOMAIN}.{end}"


def read(path: Path, lang: str | None = None) -> Catalog:
    """A template or a translation.

    Raises
    ------
    ValueError
        Where the file is not one.
    """
    with path.open("rb") as file:
        try:
            return read_po(file, locale=lang, domain=DOMAIN, abort_invalid=True)
        except PoFileError as error:
            raise ValueError(f"{path}:{error.lineno + 1}: {error.line.strip()!r}: {error}") from None


def messages(catalog: Catalog) -> list[Message]:
    """All but the header."""
    return [message for message in catalog if message.id]


def room_and_key(message: Message) -> tuple[str, str]:
    """Where a message belongs; of a sentence, the key is the English."""
    room, _, key = (message.context or "").partition("|")
    return room, key or str(message.id)


def ordered(template: Catalog) -> Catalog:
    """The template with its rooms one after the other, each message with the comment of its room."""
    found = messages(template)
    rooms = sorted({room_and_key(message)[0] for message in found})
    out = Catalog(domain=DOMAIN, header_comment=template.header_comment, fuzzy=False)
    out.mime_headers = template.mime_headers
    for message in sorted(found, key=lambda x: rooms.index(room_and_key(x)[0])):
        room = room_and_key(message)[0]
        about = ROOMS.get(room, room)
        message.auto_comments = [about, *(x for x in message.auto_comments if x != about)]
        out[message.id] = message
    return out


def english(template: Catalog) -> Catalog:
    """English by room and key, and the keys of each room: what the program looks up."""
    out = Catalog(locale="en", domain=DOMAIN, creation_date=template.creation_date, revision_date=template.creation_date)
    keys: dict[str, list[str]] = {}
    for message in messages(template):
        room, key = room_and_key(message)
        keys.setdefault(room, []).append(key)
        if room not in SENTENCES:
            out.add(key, str(message.id), context=room)
    for room, listed in keys.items():
        out.add(room, "\n".join(listed), context="keys")
    return out


def says_the_same(path: Path, catalog: Catalog) -> bool:
    """Whether a compiled file says what the catalogue does: what is translated, and nothing in doubt."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        there = GNUTranslations(file)
    return all(there.pgettext(x.context or "", str(x.id)) == (x.string if x.string and not x.fuzzy else x.id)
               for x in messages(catalog))


def write(catalog: Catalog, path: Path) -> None:
    """A template or a translation; one line a text, so that changes are read easily."""
    for message in catalog:
        message.flags.discard("python-format")   # "90 % chance" is no blank
    _whole(path, lambda file: write_po(file, catalog, width=0, ignore_obsolete=True, include_previous=True))


def compile_to(catalog: Catalog, path: Path) -> None:
    """What the program reads."""
    _whole(path, lambda file: write_mo(file, catalog))


def _whole(path: Path, fill: Callable[[IO[bytes]], None]) -> None:
    """A file is replaced whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f"{path.suffix}.{os.getpid()}")
    try:
        with part.open("wb") as file:
            fill(file)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
