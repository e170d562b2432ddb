"""The words of a report: a catalogue of its own in each language."""

from __future__ import annotations

from datetime import datetime

from ...locale import catalogue


def phrase(key: str, lang: str, **values: object) -> str:
    """A text of ``locale/report_<lang>.json``, its ``{names}`` filled in."""
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
    try:
        day = datetime.fromisoformat(str(iso))
    except ValueError:
        return "–"
    number = "1er" if lang == "fr" and day.day == 1 else str(day.day)
    return phrase("date", lang, day=number, month=phrase("months", lang).split(",")[day.month - 1], year=day.year)
