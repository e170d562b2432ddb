"""Brings every catalogue up to date and says what is wrong: ``python -m detente.locale.update``.

``--check`` writes nothing; ``--add app day.n "Day {day}:" "Jour {day} :"`` adds a text or puts another in its place. A text
that is no longer said is taken out of ``detente.pot``. One whose English changed keeps its French, marked as in doubt.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from babel.messages import Catalog

from . import HOME, SENTENCES, context
from .check import faults
from .files import TEMPLATE, TRANSLATED, compile_to, english, messages, ordered, read, source, write

ADDED = "ROOM KEY ENGLISH FRENCH, or in a room of sentences ROOM ENGLISH FRENCH"


def merge(spoken: Catalog, template: Catalog) -> None:
    """Gives a translation exactly the messages of the template, in its order."""
    before = {x.context: x for x in messages(spoken) if x.string and x.context not in SENTENCES}
    spoken.update(template, no_fuzzy_matching=True)
    spoken.obsolete.clear()
    for message in messages(spoken):
        old = before.get(message.context)
        if not message.string and old is not None:
            message.string, message.previous_id = old.string, [str(old.id)]
            message.flags.add("fuzzy")


def update(home: Path = HOME) -> None:
    """Writes the template in order, the translations of what it holds, and what the program reads of both."""
    template = ordered(read(home / TEMPLATE))
    translations = {lang: read(source(lang, home), lang) for lang in TRANSLATED}
    write(template, home / TEMPLATE)
    compile_to(english(template), source("en", home, "mo"))
    for lang, spoken in translations.items():
        merge(spoken, read(home / TEMPLATE))   # read anew: a catalogue takes over the messages themselves
        write(spoken, source(lang, home))
        compile_to(spoken, source(lang, home, "mo"))


def add(room: str, key: str, words: str, french: str, home: Path = HOME) -> None:
    """Puts a text into the template and into French, in the place of the one that had its key.

    Parameters
    ----------
    room, key : str
        Where it is looked up; in a room of sentences the key is the English itself.
    words, french : str
        With the same ``{names}``.
    """
    at = context(room, key)
    for path, lang, said in ((home / TEMPLATE, None, ""), (source("fr", home), "fr", french)):
        catalog = read(path, lang)
        for old in [x for x in messages(catalog) if x.context == at and at not in SENTENCES]:
            catalog.delete(old.id, old.context)
        catalog.delete(words, at)
        catalog.add(words, said, context=at)
        write(catalog, path)


def main(asked: list[str] | None = None, home: Path = HOME) -> int:
    """The command; 0 if all is well, 1 if something is wrong with the words, 2 if nothing can be read."""
    parser = argparse.ArgumentParser(prog="python -m detente.locale.update", description=__doc__.split("\n\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing, say what is wrong")
    parser.add_argument("--add", nargs="+", metavar="WORD", default=[], help=ADDED)
    given = parser.parse_args(asked)
    room, *words = given.add or [""]
    if given.add and (len(words) != (2 if room in SENTENCES else 3) or given.check):
        print(f"--add takes {ADDED}", file=sys.stderr)
        return 2
    try:
        if given.add:
            add(room, words[0], words[-2], words[-1], home)
        if not given.check:
            update(home)
        wrong = faults(home)
    except (ValueError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    print("\n".join(wrong) or f"{len(messages(read(home / TEMPLATE)))} texts, nothing wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
