"""What is wrong with the words: missing, in doubt, other blanks, typography, a compiled file older than its source."""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog
from babel.messages.catalog import Message

from . import HOME, SENTENCES
from .files import TEMPLATE, TRANSLATED, english, messages, read, room_and_key, says_the_same, source

SPACES = re.compile(r"[ \u00a0][;:?!%»]|«[ \u00a0]|\w[;?!]|\w: ")
"""Wrong in French, where U+202F stands before ; : ? ! % » and after «."""
AS_TYPED = re.compile(r"`[^`]*`|\{[^}]*\}")


def blanks(text: str) -> set[str]:
    """The ``{names}`` of a text."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def faults(home: Path = HOME) -> list[str]:
    """Everything wrong, a line each, with the file and the context it stands in.

    Raises
    ------
    ValueError, OSError
        Where a catalogue cannot be read at all.
    """
    template = read(home / TEMPLATE)
    out = [f"{TEMPLATE}: {fault}" for fault in _of_template(template)]
    if not says_the_same(source("en", home, "mo"), english(template)):
        out.append("en: the compiled catalogue is not that of the template")
    for lang in TRANSLATED:
        spoken = read(source(lang, home), lang)
        out += [f"{lang}: {fault}" for fault in _of_translation(spoken, template)]
        if not says_the_same(source(lang, home, "mo"), spoken):
            out.append(f"{lang}: the compiled catalogue is not that of the translation")
    return out


def _of_template(template: Catalog) -> Iterator[str]:
    found = messages(template)
    twice = Counter(x.context for x in found if "|" in (x.context or ""))
    yield from (f"{at}: twice" for at, n in twice.items() if n > 1)
    for message in found:
        room, key = room_and_key(message)
        if not room or ("|" in str(message.context)) == (room in SENTENCES):
            yield f"{message.context}: neither a room of sentences nor room|key ({message.id!r})"
        if "\n" in key:
            yield f"{message.context}: a key is one line ({message.id!r})"


def _of_translation(spoken: Catalog, template: Catalog) -> Iterator[str]:
    known, wanted = ({(x.context, x.id): x for x in messages(catalog)} for catalog in (spoken, template))
    yield from (f"{at}: not in the translation ({words!r})" for at, words in wanted.keys() - known.keys())
    yield from (f"{at}: not in the template ({words!r})" for at, words in known.keys() - wanted.keys())
    yield from (f"{x.context}: no longer said ({x.id!r})" for x in spoken.obsolete.values())
    for message in known.values():
        yield from (f"{message.context}: {fault} ({message.id!r})" for fault in _of_message(message, str(spoken.locale)))


def _of_message(message: Message, lang: str) -> Iterator[str]:
    text = str(message.string or "")
    if not text.strip():
        yield "not translated"
        return
    if message.fuzzy:
        yield "in doubt (fuzzy): read it, then take the mark away"
    try:
        if blanks(text) != blanks(str(message.id)):
            yield "other {blanks}"
    except ValueError:
        yield "braces that do not close"
    bare = AS_TYPED.sub(lambda found: "x" if found[0][0] == "`" else "", text)
    if lang == "fr" and "'" in bare:
        yield "the apostrophe is ’"
    if lang == "fr" and (wrong := SPACES.search(bare)):
        yield f"a narrow no-break space is missing in {bare[max(0, wrong.start() - 10):wrong.end() + 5]!r}"
