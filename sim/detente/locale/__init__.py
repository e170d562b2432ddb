"""The languages spoken here, and the texts of each by key."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

LANGUAGES = ("fr", "en")


@cache
def catalogue(lang: str) -> dict[str, str]:
    """All texts of a language by key."""
    path = Path(__file__).resolve().parent / f"{lang}.json"
    return json.loads(path.read_text(encoding="utf-8"))
