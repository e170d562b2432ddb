"""What the calibration and the screening found, as Markdown for the TRACE record: figures only as the files hold them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .sources import table
from .trace_results import anything, interval, number, stale
from .trace_words import FIT

FIRST = 10
"""Parameters named in each list."""


def calibration(name: str, content: Any, lang: str, root: Path) -> Iterator[str]:
    """Sizes, levels against their ranges, coverage, and how much was learnt; any other file of figures as it is."""
    if not isinstance(content, dict) or "levels_inside" not in content:
        yield from anything(name, content, lang)
        return
    w = FIT[lang]
    yield w["file"].format(file=name)
    yield from stale(content, lang)
    sizes = content["sizes"]
    sizes = {**sizes, "sample": sizes.get("draws", sizes["sample"])}  # candidates ruled out are no part of what ships
    yield w["sizes"].format(**{key: number(sizes[key], lang) for key in ("table", "sample", "truths")},
                            parameters=content["parameters"], minutes=number(round(content["seconds"] / 60), lang))
    inside = [w["inside"].format(kind=w.get(kind, kind), n=n, of=of) for kind, (n, of) in content["levels_inside"].items()]
    yield "\n".join(f"- {line}" for line in inside)
    levels = [[x[lang], interval(_float(x["low"]), _float(x["high"]), lang), number(_float(x["median"]), lang),
               interval(_float(x["low_90"]), _float(x["high_90"]), lang), w["yes" if x["median_inside"] == "True" else "no"]]
              for x in rows_of(root / name, "levels.csv")]
    if levels:
        yield table([w["level"], w["published"], w["median"], w["ninety"], w["is_inside"]], levels)
    cover, ranks = content["coverage_90"], content["ranks"]
    yield w["coverage"].format(mean=number(100 * cover["mean"], lang), low=number(100 * cover["lowest"], lang),
                               high=number(100 * cover["highest"], lang), truths=number(cover["truths"], lang),
                               n=ranks["below_0.01"], expected=number(float(ranks["expected_below_0.01"]), lang))
    known = sorted(rows_of(root / name, "parameters.csv"), key=lambda x: float(x["sd_ratio"]))
    if known:
        loose = sum(float(x["sd_ratio"]) > 0.95 for x in known)
        best = ", ".join(f"`{x['name']}` ({number(float(x['sd_ratio']), lang)})" for x in known[:FIRST])
        yield w["known"].format(loose=loose, of=len(known), best=best)


def screening(name: str, content: Any, lang: str, root: Path) -> Iterator[str]:
    """The parameters that matter most for each kind of outcome, and what data would settle those that are only assumed."""
    if not isinstance(content, dict) or "ranked" not in content:
        yield from anything(name, content, lang)
        return
    w = FIT[lang]
    yield w["file"].format(file=name)
    yield from stale(content, lang)
    for kind, ranked in content["ranked"].items():
        yield w["ranked"].format(kind=w.get(f"ranked.{kind}", kind))
        yield table([w["rank"], w["parameter"], w["outcome"], w["size"], w["source"], w["settle"]],
                     [[str(x["rank"]), f"`{x['name']}`: {x[lang]}" if lang == "en" else f"`{x['name']}`\u202f: {x[lang]}",
                       f"`{x['outcome']}`", number(float(x["size"]), lang),
                       w["assumed"] if x["source"] == "assumed" else x["source"],
                       x.get("settle", {}).get(lang, "")] for x in ranked[:FIRST]])


def rows_of(beside: Path, name: str) -> list[dict[str, str]]:
    """Rows of a CSV file in the same folder; none if it is not there."""
    path = beside.parent / name
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _float(text: str) -> float | None:
    return float(text) if text else None
