"""A turn in one sentence, which says no more than was found."""

from __future__ import annotations

from ...i18n import decimal
from ...locale import LANGUAGES
from .candidates import Candidate
from .refuse import phrase

MARK = {"fr": ",", "en": "."}


def told(x: Candidate, at: float, end: float, placed: bool, turns: bool) -> dict[str, str]:
    """From about which value on the ranking turns; or at which end it is lost."""
    way = ("above" if end > x.now else "below") if placed else "end"
    key = f"flip.{way}" if turns else "flip.lost"
    out = {}
    for lang in LANGUAGES:
        unit = x.unit[lang]
        out[lang] = phrase(key, lang, label=x.label[lang], unit=f" {unit}" if unit else "",
                           at=bare(float(f"{at:.2g}"), lang), end=bare(end, lang), now=bare(x.now, lang))
    return out


def bare(x: float, lang: str) -> str:
    """A setting without zeros that say nothing."""
    told = decimal(x, lang)
    return told.rstrip("0").rstrip(MARK[lang]) if MARK[lang] in told else told
