"""The words of the country at once: a catalogue of its own in each language."""

from __future__ import annotations

from ..locale import catalogue


def phrase(key: str, lang: str, **values: object) -> str:
    """A text of the room ``nation``, its ``{names}`` filled in."""
    return catalogue(f"nation_{lang}")[key].format(**values)


def region(name: str, lang: str) -> str:
    """A direction interrégionale as it is read."""
    return phrase("overseas", lang) if name.startswith("DSPOM") else name
