"""A calibration in words: how it was done, whether it is to be believed, what the data pin down and what they do not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..i18n import decimal, text

if TYPE_CHECKING:
    from ..calibration.calibrate import Calibrated

KNOWN, UNKNOWN = 0.85, 0.95
"""Posterior over prior standard deviation: below the first the data say something, above the second nothing."""


def sentences(summary: dict[str, Any], lang: str) -> list[str]:
    """What is to be said of a calibration in a few lines."""
    cover, ranks = summary["coverage_90"], summary["ranks"]
    left = summary["left_of_prior"]
    inside = summary["levels_inside"]
    return [
        text("calibrate.left", lang, first=_percent(left[0], lang), last=_percent(left[-1], lang),
             waves=len(left)),
        text("calibrate.coverage", lang, mean=_percent(cover["mean"], lang), low=_percent(cover["lowest"], lang),
             high=_percent(cover["highest"], lang), truths=cover["truths"]),
        text("calibrate.ranks", lang, n=ranks["below_0.01"], expected=decimal(ranks["expected_below_0.01"], lang, 1),
             p=decimal(ranks["lowest_p"], lang, 4)),
        text("calibrate.kept", lang, cut=decimal(summary["cut"], lang, 1), share=_percent(summary["kept"], lang),
             draws=summary["sizes"]["draws"]),
        text("calibrate.inside", lang, **{f"{kind}_{word}": inside[kind][k] for kind in inside
                                          for k, word in enumerate(("in", "of"))}),
    ]


def _percent(share: float, lang: str) -> str:
    digits = 0 if share >= 0.1 else 1 if share >= 0.01 else 3
    return decimal(100.0 * share, lang, digits) + ("\u202f%" if lang == "fr" else "%")


def pages(c: Calibrated, about: dict[str, Any]) -> dict[str, str]:
    """Name and text of a page in each language."""
    return {f"calibration_{lang}.md": _page(c, about, lang) for lang in ("fr", "en")}


def _page(c: Calibrated, about: dict[str, Any], lang: str) -> str:
    from ..calibration.keep import levels_table, parameters_table, summary

    known = summary(c, about)
    lines = [f"# {text('calibrate.title', lang)}", "", text("calibrate.method", lang, wave=c.sizes.wave, waves=c.sizes.waves,
                                                        table=c.sizes.table, sample=c.sizes.sample,
                                                        candidates=c.sizes.sample * c.sizes.candidates, n=len(c.names)), ""]
    lines += [f"- {line}" for line in sentences(known, lang)]
    lines += ["", f"## {text('calibrate.levels', lang)}", "", text("calibrate.levels_note", lang), ""]
    lines += _table([text(f"calibrate.col.{x}", lang) for x in ("fact", "published", "prior", "posterior", "inside")], [
        [row["fr" if lang == "fr" else "en"], _range(row["low"], row["high"], lang),
         _range(row["prior_low"], row["prior_high"], lang),
         f"{decimal(row['median'], lang)} ({_range(row['low_90'], row['high_90'], lang)})",
         text("yes" if row["median_inside"] else "no", lang)] for row in levels_table(c)])
    rows = parameters_table(c)
    told = [row for row in rows if row["sd_ratio"] < KNOWN]
    silent = [row for row in rows if row["sd_ratio"] >= UNKNOWN]
    lines += ["", f"## {text('calibrate.identified', lang)}", "",
              text("calibrate.identified_note", lang, told=len(told), silent=len(silent), n=len(rows),
                   known=decimal(KNOWN, lang, 2), unknown=decimal(UNKNOWN, lang, 2)), ""]
    columns = [text(f"calibrate.col.{x}", lang) for x in ("parameter", "label", "prior", "posterior", "ratio", "coverage")]
    lines += _table(columns, [
        [f"`{row['name']}`", row["fr" if lang == "fr" else "en"], _range(row["prior_low"], row["prior_high"], lang),
         f"{decimal(row['median'], lang)} ({_range(row['low_90'], row['high_90'], lang)})", decimal(row["sd_ratio"], lang, 2),
         _percent(row["covered_90"], lang)] for row in told])
    lines += ["", text("calibrate.silent", lang, names=", ".join(f"`{row['name']}`" for row in silent)), "",
              f"## {text('calibrate.traded', lang)}", "", text("calibrate.traded_note", lang), ""]
    lines += _table([text("calibrate.col.pair", lang), text("calibrate.col.correlation", lang)],
                    [[f"`{x['a']}`, `{x['b']}`", decimal(x["correlation"], lang, 2, sign=True)] for x in known["traded"]])
    lines += ["", text("calibrate.limits", lang), ""]
    return "\n".join(lines)


def _range(low: float, high: float, lang: str) -> str:
    return f"{decimal(low, lang)} … {decimal(high, lang)}"


def _table(columns: list[str], rows: list[list[str]]) -> list[str]:
    return ["| " + " | ".join(columns) + " |", "|" + " --- |" * len(columns), *("| " + " | ".join(row) + " |" for row in rows)]
