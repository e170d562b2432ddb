"""Outcomes by the name that they have inside a sentence."""

from __future__ import annotations


def label(key: str, lang: str) -> str:
    """Name of an outcome inside a sentence."""
    from ..outcomes import BY_KEY

    said = BY_KEY[key].label(lang) if key in BY_KEY else key
    return said[:1].lower() + said[1:]
