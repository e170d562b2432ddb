"""The validation as rows, as a page in each language, and as a manifest: everything in them comes from the findings."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ..i18n import NARROW, decimal, digits_for, text

if TYPE_CHECKING:
    from ..patterns.pattern import Pattern
    from ..patterns.validation import Finding, Validation

FORMAT = "detente-validation/1"


def rows(v: Validation) -> list[dict[str, Any]]:
    """One row a fact: published range, estimate, its intervals (90 %), verdict."""
    out = []
    for x in v.findings:
        b = x.bands
        out.append({
            "kind": x.pattern.kind, "pattern": x.pattern.key, "fact": x.fact.key, "unit": x.fact.unit,
            "published_low": x.fact.low, "published_high": x.fact.high, "mean": b.mean, "median": b.median,
            "low": b.both_low, "high": b.both_high, "ignorance_low": b.low, "ignorance_high": b.high,
            "chance_low": b.chance_low, "chance_high": b.chance_high, "draws": b.draws, "seeds": b.seeds,
            "verdict": x.verdict, "median_inside": x.central,
            "sources": " ".join(x.pattern.sources), "en": x.fact.en, "fr": x.fact.fr,
        })
    return out


def csv_text(v: Validation) -> str:
    """The rows as CSV; what is open or has no meaning is empty."""
    import csv
    import io

    table = rows(v)
    page = io.StringIO()
    write = csv.DictWriter(page, list(table[0]), lineterminator="\n")
    write.writeheader()
    for row in table:
        write.writerow({key: "" if _void(value) else value for key, value in row.items()})
    return page.getvalue()


def _void(value: Any) -> bool:
    return value is None or isinstance(value, float) and not math.isfinite(value)


def manifest(v: Validation, about: dict[str, Any]) -> dict[str, Any]:
    """All findings with what made them.

    Parameters
    ----------
    v : Validation
    about : dict
        What the findings do not know: kind of uncertainty, seconds ...
    """
    import platform

    import numba
    import numpy

    from ..outcomes.manifest import version
    from ..patterns.pattern import LEVEL
    from ..studies.fingerprint import model_fingerprint

    facts = [{key: None if _void(value) else value for key, value in row.items()} for row in rows(v)]
    return {
        "format": FORMAT, "model": model_fingerprint(), **about, "draws": list(v.draws), "level": LEVEL,
        "versions": {"detente": version(), "python": platform.python_version(), "numpy": numpy.__version__,
                     "numba": numba.__version__},
        "counts": {kind: v.counts(kind) for kind in v.kinds()},
        "patterns": [_pattern(v, task.pattern, facts) | {
            "seeds": list(task.seeds), "arms": [{"name": arm.name, "scenario": arm.scenario.hash(),
                                                 "parameters": dict(arm.parameters)} for arm in task.arms]}
                     for task in v.tasks],
    }


def _pattern(v: Validation, pattern: Pattern, facts: list[dict[str, Any]]) -> dict[str, Any]:
    words = {name: getattr(pattern, name) for name in ("en", "fr", "how_en", "how_fr", "missing_en", "missing_fr")}
    mine = [{key: value for key, value in row.items() if key not in ("kind", "pattern", "sources")}
            for row in facts if row["pattern"] == pattern.key]
    return {"key": pattern.key, "kind": pattern.kind, "verdict": v.verdict(pattern), "medians_inside": v.central(pattern),
            "sources": list(pattern.sources),
            **words, "facts": mine}


def spoken(pattern: Pattern, what: str, lang: str) -> str:
    """A text of a pattern in a language: ``""`` the finding, ``how``, ``missing``."""
    return str(getattr(pattern, f"{what}_{lang}" if what else lang))


def range_words(x: Finding, lang: str) -> str:
    """The published range: ``1.9 to 2.4``, ``≥ 1``."""
    low, high = x.fact.low, x.fact.high
    if low is None or high is None:
        sign, bound = ("≥", low) if high is None else ("≤", high)
        return "–" if bound is None else f"{sign}{NARROW}{_number(x, bound, lang)}"
    return text("validate.span", lang, low=_number(x, low, lang, unit=False), high=_number(x, high, lang))


def value_words(x: Finding, lang: str) -> str:
    """The estimate: mean over draws."""
    return _number(x, x.bands.mean, lang)


def median_words(x: Finding, lang: str) -> str:
    """The median over draws, with a mark when it lies in the published range."""
    return _number(x, x.bands.median, lang) + (" ✓" if x.central else "")


def interval_words(x: Finding, lang: str) -> str:
    """The widest interval."""
    b = x.bands
    if not math.isfinite(b.both_low):
        return "–"
    return text("validate.span", lang, low=_number(x, b.both_low, lang, unit=False), high=_number(x, b.both_high, lang))


def _number(x: Finding, value: float, lang: str, unit: bool = True) -> str:
    """A number in the unit of the fact, shares as percentages; as many decimals as the smallest span of the row asks for."""
    scale = 100.0 if x.fact.unit == "share" else 1.0
    ends = [y for y in (x.fact.low, x.fact.high, x.bands.both_low, x.bands.both_high) if y is not None and math.isfinite(y)]
    written = decimal(scale * value, lang, digits_for(*(scale * y for y in ends)))
    return written + (f"{NARROW}%" if lang == "fr" else "%") * (unit and scale > 1.0)


def counted(v: Validation, kind: str, lang: str) -> str:
    """``5 of 12 patterns reproduced, 4 not, 3 too uncertain to say``."""
    return text(f"validate.count.{kind}", lang, **v.counts(kind))


def method(v: Validation, about: dict[str, Any], lang: str) -> str:
    """Which parameter vectors, how many, in a sentence."""
    return text(f"validate.method.{about['uncertainty']}", lang, draws=len(v.draws))


def page(v: Validation, about: dict[str, Any], lang: str) -> str:
    """The page of a language, in Markdown; `about` as for `manifest`."""
    lines = [f"# {text('validate.title', lang)}", "", text("validate.intro", lang), "", method(v, about, lang), ""]
    lines += [f"- {counted(v, kind, lang)}" for kind in v.kinds()]
    for kind in v.kinds():
        lines += ["", f"## {text(f'validate.kind.{kind}', lang)}", "", text(f"validate.about.{kind}", lang), "",
                  *_table(v, kind, lang)]
    lines += _short(v, lang)
    lines += ["", f"## {text('validate.how', lang)}", ""]
    for task in v.tasks:
        p = task.pattern
        lines += [f"**{p.key}** {spoken(p, '', lang)}. {spoken(p, 'how', lang)} "
                  + text("validate.sources", lang, sources=", ".join(p.sources)), ""]
    return "\n".join(lines).rstrip() + "\n"


def _table(v: Validation, kind: str, lang: str) -> list[str]:
    heads = [text(f"validate.col.{name}", lang) for name in ("fact", "published", "simulated", "median", "interval", "verdict")]
    lines = [_line(heads), _line(["---", "---:", "---:", "---:", "---:", "---"])]
    for pattern in v.patterns(kind):
        lines.append(_line([f"**{pattern.key}** {spoken(pattern, '', lang)}", "", "", "", "",
                            f"**{text(f'validate.verdict.{v.verdict(pattern)}', lang)}**"]))
        lines += [_line([x.fact.fr if lang == "fr" else x.fact.en, range_words(x, lang), value_words(x, lang),
                         median_words(x, lang), interval_words(x, lang), text(f"validate.verdict.{x.verdict}", lang)])
                  for x in v.of(pattern)]
    return lines


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"


def _short(v: Validation, lang: str) -> list[str]:
    """What is not reproduced, with what is believed to be missing."""
    from ..patterns.pattern import REPRODUCED

    short = [task.pattern for task in v.tasks if v.verdict(task.pattern) != REPRODUCED]
    if not short:
        return []
    return ["", f"## {text('validate.short', lang)}", "", text("validate.hypotheses", lang), "",
            *(f"- **{p.key}** ({text(f'validate.verdict.{v.verdict(p)}', lang)}). {spoken(p, 'missing', lang)}" for p in short)]
