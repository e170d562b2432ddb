"""A turn in one sentence, which says no more than was found."""

from __future__ import annotations

from ...i18n import decimal
from ...locale import LANGUAGES
from .candidates import Candidate
from .refuse import phrase


def told(x: Candidate, at: float, end: float, placed: bool, turns: bool) -> dict[str, str]:
    """From about which value on the ranking turns; or at which end it is lost."""
    way = ("above" if end > x.now else "below") if placed else "end"
    key = f"flip.{way}" if turns else "flip.lost"
    out = {}
    for lang in LANGUAGES:
        unit = x.unit[lang]
        out[lang] = phrase(key, lang, label=x.label[lang], unit="" if unit in ("", "code") else f" {unit}",
                           at=decimal(at, lang), end=decimal(end, lang), now=decimal(x.now, lang))
    return out
