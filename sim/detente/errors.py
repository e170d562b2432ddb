"""Errors a user can act on: where, what was given, what is allowed, what was probably meant; in two languages.

The English sentence in the code is the key of the French one, in the room ``errors`` of the catalogue, which is read when
something is first said in French.
"""

from __future__ import annotations

import string
from dataclasses import dataclass, field
from typing import Any

from .locale import LANGUAGES, catalogue

FRENCH, ENGLISH = LANGUAGES


class Said(str):
    """English text that can still be said in French: it remembers the template and the values it was made of.

    A value that is itself `Said` is said in French too, a float takes a decimal comma, and any other text (a name, a
    number as it must be typed) stays as it is.

    Parameters
    ----------
    template : str
        English, with ``{names}``; without values it stands as it is.
    values : dict, optional
    """

    template: str
    values: dict[str, Any]

    def __new__(cls, template: str, values: dict[str, Any] | None = None) -> Said:
        made = super().__new__(cls, template.format(**values) if values else template)
        made.template, made.values = str(template), values or {}
        return made

    def text(self, lang: str) -> str:
        """The text in a language; English where the catalogue has no French."""
        if lang != FRENCH:
            return str(self)
        french = catalogue("errors_fr").get(self.template, self.template)
        return _French().vformat(french, (), self.values) if self.values else french

    def __reduce__(self):
        return Said, (self.template, self.values)


class _French(string.Formatter):
    def format_field(self, value: Any, spec: str) -> str:
        if isinstance(value, Said):
            return value.text(FRENCH)
        written = format(value, spec)
        return written.replace(".", ",") if isinstance(value, float) else written


def said(template: str, **values: Any) -> Said:
    """A text with its values filled in, in English until it is asked for in French."""
    return Said(template, values)


def span(low: object, high: object, unit: str = "") -> Said:
    """``0 to 1``, with a unit if there is one; numbers as they must be typed."""
    if unit:
        return said("{low} to {high} {unit}", low=str(low), high=str(high), unit=Said(unit))
    return said("{low} to {high}", low=str(low), high=str(high))


def spoken(sentence: str, lang: str) -> str:
    """A sentence of ours in a language, made with `said` or not."""
    return (sentence if isinstance(sentence, Said) else Said(sentence)).text(lang)


@dataclass
class DetenteError(Exception):
    """A mistake of the user's, said once and clearly.

    Parameters
    ----------
    what : str
        What is wrong, in one sentence.
    file, line, key : optional
        Where it stands.
    given, allowed : str, optional
        What was found, and what would be accepted: verbatim, unless made with `said`.
    wish : str, optional
        What was probably meant, or what to do next.
    """

    what: str
    file: str | None = None
    line: int | None = None
    key: str | None = None
    given: str | None = None
    allowed: str | None = None
    wish: str | None = None
    exit_code: int = field(default=2, repr=False)

    def __str__(self) -> str:
        return self.text(ENGLISH)

    def text(self, lang: str) -> str:
        """The whole error in one line of a language."""
        place = ""
        if self.file:
            place = f"{self.file}:{self.line}: " if self.line else f"{self.file}: "
        key = self.key.text(lang) if isinstance(self.key, Said) else self.key
        text = f"{place}{key}: {spoken(self.what, lang)}" if key else place + spoken(self.what, lang)
        if self.given is not None:
            text += said(" (given: {given})", given=self.given).text(lang)
        if self.allowed:
            text += said(" - allowed: {allowed}", allowed=self.allowed).text(lang)
        if self.wish:
            text += f" - {spoken(self.wish, lang)}"
        return text

    def __reduce__(self):  # dataclass exceptions must survive a trip between processes
        return (type(self), (self.what, self.file, self.line, self.key, self.given, self.allowed, self.wish))
