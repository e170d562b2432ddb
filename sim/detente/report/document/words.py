"""The words of a report: a catalogue of its own in each language."""

from __future__ import annotations

from datetime import datetime

from ...locale import catalogue


def phrase(key: str, lang: str, **values: object) -> str:
    """A text of the room ``report``, its ``{names}`` filled in."""
    return catalogue(f"report_{lang}")[key].format(**values)


def quoted(text: str, lang: str) -> str:
    """A title inside a sentence."""
    return f"“{text}”" if lang == "en" else f"«\u202f{text}\u202f»"


def per_cent(x: float, lang: str) -> str:
    """A share in hundredths."""
    from ...i18n import NARROW, decimal

    return decimal(100.0 * x, lang, 0) + (f"{NARROW}%" if lang == "fr" else "%")


def dated(iso: object, lang: str) -> str:
    """A day as the language writes it; a dash where there is none."""
    from babel.dates import format_date

    from ...i18n import LOCALES

    try:
        day = datetime.fromisoformat(str(iso))
    except ValueError:
        return "–"
    written = format_date(day, "long", locale=LOCALES[lang])
    return written.replace("1", "1er", 1) if lang == "fr" and day.day == 1 else written
