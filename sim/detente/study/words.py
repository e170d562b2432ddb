"""Words of studies: the room ``study``."""

from __future__ import annotations

from ..locale import catalogue


def text(key: str, lang: str, **values: object) -> str:
    """A text of the catalogue, its ``{names}`` filled in."""
    return catalogue(f"study_{lang}")[key].format(**values)
