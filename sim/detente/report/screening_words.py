"""The words of a screening: a catalogue of its own in each language."""

from __future__ import annotations

from ..locale import catalogue


def phrase(key: str, lang: str, **values: object) -> str:
    """A text of the room ``screen``, its ``{names}`` filled in."""
    return catalogue(f"screen_{lang}")[key].format(**values)
