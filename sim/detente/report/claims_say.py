"""A trial in words and written numbers: amounts, intervals, axes, where it flips."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from ..claims.claim import Axis, Flip
from ..claims.surface import CONTRARY, CONTRARY_IN_PART, FLIPS, IN_PART, Surface, Turn
from ..errors import spoken
from ..i18n import decimal, digits_for
from ..outcomes import BY_KEY
from ..outcomes.measure import UNITS
from .claims_words import CHOICES_FR, FIGURES, phrase

if TYPE_CHECKING:
    from ..claims.trial import Finding, Trial
    from ..declare import Lever, Parameter


def percent(x: float, lang: str, digits: int | None = 0, sign: bool = False) -> str:
    """A share as a percentage."""
    written = decimal(100 * x, lang, digits, sign)
    return written + ("\u202f%" if lang == "fr" else "%") if math.isfinite(x) else written


def amount(x: float, unit: str, lang: str, digits: int | None = None, sign: bool = True) -> str:
    """A value in its unit; shares as percentages."""
    if unit == "share":
        written = percent(x, lang, (0 if abs(x) >= 0.0995 else 1) if digits is None else digits, sign)
    else:
        written = decimal(x, lang, digits, sign)
    return written if any(c in "123456789∞" for c in written) else written.lstrip("+")


def interval(low: float, high: float, unit: str, lang: str, sign: bool = True) -> str:
    """``−20 … −5``, or a dash."""
    if not (math.isfinite(low) and math.isfinite(high)):
        return "–"
    size = max(abs(low), abs(high))
    digits = (0 if size >= 0.0995 else 1) if unit == "share" else digits_for(low, high)
    return " … ".join(amount(x, unit, lang, digits, sign) for x in (low, high))


def unit_words(unit: str, lang: str) -> str:
    """The unit in words; nothing for a share, which is written in per cent, or where it is not known."""
    if unit == "level":
        return phrase(lang, "level")
    return UNITS[unit][0 if lang == "en" else 1] if unit in UNITS and unit != "share" else ""


def effect_words(finding: Finding, lang: str) -> str:
    """What is measured."""
    return finding.effect.en if lang == "en" else finding.effect.fr


def ignorance(finding: Finding, lang: str) -> str:
    """Interval of ignorance; a dash with a single draw, or when draws differ no more than chance explains."""
    x = finding.bands
    return interval(x.low, x.high, finding.effect.unit, lang, finding.effect.contrast) if x.low < x.high else "–"


def declared(axis: Axis) -> Lever | Parameter | None:
    """The lever or parameter behind an axis."""
    if axis.kind == "lever":
        from ..declare.levers import BY_NAME as LEVERS

        return LEVERS.get(axis.name)
    from ..mechanisms import PARAMETERS

    return PARAMETERS.get(axis.name)


def axis_label(axis: Axis, lang: str, unit: bool = False) -> str:
    """Name of an axis without its second half; with its unit if asked and if it has one that says more."""
    x = declared(axis)
    if x is None:
        return axis.name
    label = x.en if lang == "en" else x.fr
    label = re.split(r"[\s\u202f]*;" if not _choices(axis) else r"[\s\u202f]*[;:]", label)[0]
    said = spoken(x.unit, lang).strip("()")
    if unit and not _choices(axis) and x.unit not in ("share", "0..1", "code", "inmates per officer", "inmates per place"):
        label += f" ({said})"
    return label


def axis_value(axis: Axis, value: float, lang: str) -> str:
    """A value of an axis: a word for a choice, a percentage for a share."""
    choices, x = _choices(axis), declared(axis)
    if choices:
        word = choices[int(round(value))]
        return CHOICES_FR.get(word, word) if lang == "fr" else word.replace("_", " ")
    if x is not None and x.unit == "share":
        return percent(value, lang, 0 if abs(100 * value - round(100 * value)) < 0.05 else 1)
    written = f"{value:.3g}"
    return written.replace(".", ",").replace("-", "−") if lang == "fr" else written.replace("-", "−")


def _choices(axis: Axis) -> tuple[str, ...]:
    return tuple(getattr(declared(axis), "choices", ()) or ())


def mapped(flip: Flip, lang: str) -> tuple[str, str]:
    """What a map shows, and its unit key: none for a figure that only the claim knows."""
    from ..outcomes.network import NETWORK_MEASURES

    said, found = flip.en if lang == "en" else flip.fr, BY_KEY.get(flip.figure)
    found = found or next((m for m in NETWORK_MEASURES if m.key == flip.figure), None)
    if found is not None:
        label, unit = found.label(lang), found.unit
    elif flip.figure in FIGURES:
        label, unit = FIGURES[flip.figure][0 if lang == "en" else 1], FIGURES[flip.figure][2]
    else:
        label, unit = flip.figure, ""
    return said or f"{label}, {phrase(lang, 'with_without')}", unit


def where(trial: Trial, lang: str) -> list[str]:
    """Where a claim flips, in sentences."""
    flip, surface = trial.claim.flip, trial.surface
    if flip is None or surface is None:
        return [phrase(lang, "no_map")]
    n, kind = surface.told.size, surface.kind
    key = "contrary_map" if kind == CONTRARY else kind
    out = [phrase(lang, key, n=n, good=surface.count(1), bad=surface.count(-1), rest=surface.count(0))]
    for name, axis in (("x", flip.x), ("y", flip.y)):
        if kind == FLIPS:
            out.append(_turn(axis, surface.turn(name), lang))
        elif kind in (IN_PART, CONTRARY_IN_PART):
            out += _reach(axis, surface, name, 1 if kind == IN_PART else -1, lang)
    return [*out, looked(flip, lang)]


def _turn(axis: Axis, turn: Turn | None, lang: str) -> str:
    label = axis_label(axis, lang)
    if turn is None:
        return phrase(lang, "turn_none", axis=label)
    low, high = (axis_value(axis, x, lang) for x in (turn.low, turn.high))
    zero = phrase(lang, "near", low=low) if low == high else phrase(lang, "from_to", low=low, high=high)
    key = {1: "turn_up", -1: "turn_down", 0: "turn_both"}[turn.rising]
    return phrase(lang, key, axis=label, after=axis_value(axis, turn.after, lang), zero=zero, lines=turn.lines, of=turn.of,
                  before=axis_value(axis, turn.before, lang))


def _reach(axis: Axis, surface: Surface, name: str, sign: int, lang: str) -> list[str]:
    """Said only when the cells that speak do not reach the whole axis."""
    found = surface.reach(name, sign)
    if found is None or found == (min(axis.values), max(axis.values)):
        return []
    low, high = (axis_value(axis, x, lang) for x in found)
    return [phrase(lang, "only_at" if low == high else "only_from", axis=axis_label(axis, lang), low=low, high=high)]


def looked(flip: Flip, lang: str) -> str:
    """The range that was looked at."""
    ends = {f"{name}{k}": axis_value(axis, value, lang) for name, axis in (("x", flip.x), ("y", flip.y))
            for k, value in enumerate((axis.values[0], axis.values[-1]))}
    return phrase(lang, "looked", x=axis_label(flip.x, lang), y=axis_label(flip.y, lang), **ends)
