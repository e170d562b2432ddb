"""What published results say, as Markdown for the TRACE record: figures only as the files hold them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..i18n import decimal
from .sources import table
from .trace_words import WORDS

MOST = 40
"""Rows of a table of figures; the file holds the rest."""


def number(x: Any, lang: str) -> str:
    """A figure as the language writes it, a word as it is, a dash for nothing."""
    if isinstance(x, bool) or x is None:
        return {None: "–", True: "+", False: "−"}[x]
    if isinstance(x, int) or isinstance(x, float) and x.is_integer():
        return decimal(float(x), lang, 0)
    return decimal(x, lang) if isinstance(x, float) and math.isfinite(x) else str(x)


def interval(low: Any, high: Any, lang: str) -> str:
    """``low … high``."""
    return "–" if low is None or high is None else f"{number(float(low), lang)} … {number(float(high), lang)}"


def stale(content: dict[str, Any], lang: str) -> Iterator[str]:
    """A word if another version of the model made the file."""
    from ..studies.fingerprint import model_fingerprint

    then, now = content.get("model"), model_fingerprint()
    if isinstance(then, str) and then != now:
        yield WORDS[lang]["old_model"].format(then=then)


def anything(name: str, content: Any, lang: str) -> Iterator[str]:
    """A file of figures of any shape: its numbers and short words, by their path in the file."""
    w = WORDS[lang]
    yield w["file"].format(file=name)
    if isinstance(content, dict):
        yield from stale(content, lang)
    rows = [[f"`{path}`", number(x, lang)] for path, x in _leaves(content, "")]
    if rows:
        yield table([w["figure"], w["value"]], rows[:MOST] + ([["…", str(len(rows) - MOST)]] if len(rows) > MOST else []))


def _leaves(content: Any, path: str, depth: int = 0) -> Iterator[tuple[str, Any]]:
    """Numbers and words of 60 characters at most, three levels deep; long lists are counted."""
    if isinstance(content, dict) and depth < 3:
        for key, item in content.items():
            yield from _leaves(item, f"{path}.{key}" if path else str(key), depth + 1)
    elif isinstance(content, list) and (len(content) > 12 or depth >= 3):
        yield f"{path}[]", len(content)
    elif isinstance(content, list):
        for k, item in enumerate(content):
            label = item.get("key") or item.get("name") or k if isinstance(item, dict) else k
            yield from _leaves(item, f"{path}[{label}]", depth + 1)
    elif isinstance(content, int | float) or isinstance(content, str) and len(content) <= 60:
        yield path, content


def validation(name: str, content: dict[str, Any], lang: str, root: Path) -> Iterator[str]:
    """Verdict of each pattern, counts by kind, and what is believed to be missing where one fails."""
    w = WORDS[lang]
    yield w["file"].format(file=name)
    yield from stale(content, lang)
    told = "\n".join("- " + w["counts"].format(**{**counts, "kind": w.get(f"kind.{kind}", kind)})
                     for kind, counts in content.get("counts", {}).items())
    if told:
        yield told
    patterns = content.get("patterns", [])
    rows = [[x["key"], w.get(f"kind.{x['kind']}", x["kind"]), x[lang], w.get(x["verdict"], x["verdict"])] for x in patterns]
    if rows:
        yield table([w["pattern"], w["kind"], w["finding"], w["verdict"]], rows)
    short = [f"- **{x['key']}** ({w.get(x['verdict'], x['verdict'])}). {x.get(f'missing_{lang}', '')}".rstrip()
             for x in patterns if x["verdict"] != "reproduced"]
    if short:
        yield w["missing"] + (":" if lang == "en" else "\u202f:")
        yield "\n".join(short)


def claims(name: str, content: dict[str, Any], lang: str, root: Path) -> Iterator[str]:
    """Verdict of each claim with its first main effect."""
    w = WORDS[lang]
    yield w["file"].format(file=name)
    yield from stale(content, lang)
    rows = []
    for x in content.get("claims", []):
        main = next((e for e in x.get("effects", []) if e.get("main")), None)
        effect = ["–", "–"]
        if main is not None:
            low, high = main["both"]
            effect = [f"`{main['key']}` {number(main['mean'], lang)}", interval(low, high, lang)]
        rows.append([x["key"], x[lang], w.get(x["verdict"], x["verdict"]), *effect])
    if rows:
        yield table([w["claim"], "", w["verdict"], w["effect"], w["interval"]], rows)


def why(name: str, content: dict[str, Any], lang: str, root: Path) -> Iterator[str]:
    """Shares of each mechanism in the effect on each outcome."""
    from ..outcomes import BY_KEY

    w = WORDS[lang]
    outcomes = content.get("outcomes", [])
    if not outcomes:
        return
    yield w["why_head"].format(file=name, base=content["base"], policy=content["policy"], uncertainty=content["uncertainty"],
                               draws=outcomes[0]["draws"], seeds=outcomes[0]["seeds"])
    yield from stale(content, lang)
    rows = []
    for x in outcomes:
        m = BY_KEY.get(x["outcome"])
        label = f"{m.label(lang)}, {m.unit_label(lang)}" if m else x["outcome"]
        parts = [(w["total"], x["total"]), *((p[lang], p["share"]) for p in x["players"]), (w["rest"], x["rest"])]
        for part, band in parts:
            mean = decimal(float(band["mean"]), lang, sign=True)
            rows.append([label, part, mean, interval(band["both_low"], band["both_high"], lang)])
            label = ""
    yield table([w["outcome"], w["part"], w["share"], w["interval"]], rows)
