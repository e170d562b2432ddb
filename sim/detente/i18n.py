"""Two languages: texts by key; numbers and lists as each language writes them."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping
from functools import cache

from .errors import DetenteError
from .locale import LANGUAGES, catalogue

NARROW = "\u202f"
"""Narrow no-break space: French puts it before ; : ? ! and between thousands."""
MINUS = "\u2212"
LOCALES = {"fr": "fr", "en": "en_GB"}
"""What the languages are called by Babel, which knows their separators, months and lists."""


def language(asked: str | None = None, environment: Mapping[str, str] | None = None) -> str:
    """The language to speak: as asked, else ``DETENTE_LANG``, else French under a French locale, else English.

    Raises
    ------
    DetenteError
        For a language that is not spoken here.
    """
    env = os.environ if environment is None else environment
    named = asked or env.get("DETENTE_LANG")
    if named:
        if named.lower() in LANGUAGES:
            return named.lower()
        raise DetenteError("this language is not spoken here", key="--lang" if asked else "DETENTE_LANG",
                           given=repr(named), allowed=", ".join(LANGUAGES))
    locale = env.get("LC_ALL") or env.get("LC_MESSAGES") or env.get("LANG") or ""
    return "fr" if locale.lower().startswith("fr") else "en"


def text(key: str, lang: str, **values: object) -> str:
    """A text of the catalogue, its ``{names}`` filled in."""
    return catalogue(lang)[key].format(**values)


def decimal(x: float, lang: str, digits: int | None = None, sign: bool = False) -> str:
    """A number as the language writes it; by default with about three significant digits.

    A missing or infinite value gives a dash or ∞.
    """
    if math.isnan(x):
        return "–"
    if math.isinf(x):
        return "∞" if x > 0 else f"{MINUS}∞"
    if digits is None:
        digits = digits_for(x)
    written = f"{abs(x):,.{digits}f}"
    minus = x < 0 and any(c in "123456789" for c in written)
    return f"{MINUS if minus else '+' if sign and x > 0 else ''}{written.translate(_separators(lang))}"


@cache
def _separators(lang: str) -> dict[int, str]:
    from babel.numbers import get_decimal_symbol, get_group_symbol

    return {ord(","): get_group_symbol(LOCALES[lang]), ord("."): get_decimal_symbol(LOCALES[lang])}


def digits_for(*numbers: float) -> int:
    """Decimals that give the largest of these numbers about three significant digits."""
    size = max((abs(x) for x in numbers if math.isfinite(x)), default=0.0)
    return 0 if size >= 100 or size == 0 else 1 if size >= 10 else 2 if size >= 1 else 3


def listing(items: list[str], lang: str) -> str:
    """Items in a sentence: ``a, b and c``."""
    from babel.lists import format_list

    return format_list(items, locale=LOCALES[lang])
