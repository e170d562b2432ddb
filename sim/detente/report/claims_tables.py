"""Claims as rows: written for people in two languages, and plain for programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from ..claims.region import OUTCOMES, Region
from ..claims.trial import Finding, Trial
from .claims_say import amount, effect_words, ignorance, interval, percent, unit_words, where
from .claims_words import SIGNS, phrase, verdict_words

CSV = ("claim", "claim_verdict", "effect", "main", "unit", "wanted", "beyond", "least", "mean", "median", "chance_low",
       "chance_high", "ignorance_low", "ignorance_high", "both_low", "both_high", "share_claimed_side", "verdict", "draws",
       "seeds", "en", "fr")
MAP = ("claim", "x", "x_value", "y", "y_value", "figure", "difference", "unsmoothed", "share_claimed_side", "told",
       "draws", "seeds")
REGION = ("outcome", "ladder", "legitimacy", "inmates_per_place", "inmates_per_officer", "relative_difference",
          "share_dynamic_less", "better", "draws", "seeds")


def row_words(row: Finding, lang: str) -> dict[str, Any]:
    """One effect, every cell written."""
    x, e = row.bands, row.effect
    verdict = f"{SIGNS[row.verdict]} {verdict_words(row.verdict, lang)}"
    if row.why:
        verdict += f" ({phrase(lang, row.why)})"
    return {"words": effect_words(row, lang), "unit": unit_words(e.unit, lang), "main": e.main,
            "mean": amount(x.mean, e.unit, lang, sign=e.contrast), "share": percent(row.share, lang) if x.draws > 1 else "–",
            "chance": interval(x.chance_low, x.chance_high, e.unit, lang, e.contrast), "ignorance": ignorance(row, lang),
            "both": interval(x.both_low, x.both_high, e.unit, lang, e.contrast), "verdict": verdict}


def brief(row: Finding, lang: str) -> str:
    """An effect in one line: its words, its mean, its widest interval."""
    w = row_words(row, lang)
    unit = f" {w['unit']}" if w["unit"] else ""
    return f"{w['words']}{colon(lang)} {w['mean']}{unit} ({w['both']})"


def colon(lang: str) -> str:
    """A colon as the language sets it."""
    return ":" if lang == "en" else "\u202f:"


def counts(trials: Sequence[Trial], lang: str) -> str:
    """How many hold, fail, depend."""
    n = {verdict: sum(t.verdict == verdict for t in trials) for verdict in SIGNS}
    return phrase(lang, "counts", n=len(trials), **n)


def markdown(trials: Sequence[Trial], lang: str, made: str, region: str | None) -> str:
    """The table of all claims as a page of Markdown."""
    w = {key: phrase(lang, key) for key in ("index_title", "index_lead", "claim", "verdict", "main_effect", "where", "limits",
                                            "reading", "reading_effects", "overall", "overall_link")}
    lines = [f"# {w['index_title']}", "", w["index_lead"], "", counts(trials, lang), "",
             f"| {w['claim']} | {w['verdict']} | {w['main_effect']} | {w['where']} |", "|---|---|---|---|"]
    for t in trials:
        title = t.claim.en if lang == "en" else t.claim.fr
        cells = (f"[{t.claim.key}](claims/{t.claim.key}_{lang}.html). {title}",
                 f"**{SIGNS[t.verdict]} {verdict_words(t.verdict, lang)}**", "<br>".join(brief(x, lang) for x in t.main),
                 where(t, lang)[0])
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    if region:
        lines += ["", f"## {w['overall']}", "", f"[{w['overall_link']}](region_{lang}.html)", "", region]
    lines += ["", f"## {w['reading']}", "", w["reading_effects"], "", made, "", w["limits"]]
    return "\n".join(lines) + "\n"


def claims_csv(trials: Iterable[Trial]) -> str:
    """A row for each effect; numbers as they are."""
    return _csv(CSV, (_csv_row(t, x) for t in trials for x in t.findings))


def _csv_row(t: Trial, row: Finding) -> tuple[Any, ...]:
    x, e = row.bands, row.effect
    return (t.claim.key, t.verdict, e.key, int(e.main), e.unit, e.wanted, e.beyond, e.least, x.mean, x.median, x.chance_low,
            x.chance_high, x.low, x.high, x.both_low, x.both_high, row.share, row.verdict, x.draws, x.seeds, e.en, e.fr)


def maps_csv(trials: Iterable[Trial]) -> str:
    """A row for each point of each map."""
    rows = []
    for t in trials:
        flip, s = t.claim.flip, t.surface
        if flip is None or s is None:
            continue
        difference, unsmoothed, share, told = s.difference, s.unsmoothed, s.share, s.settled
        rows += [(t.claim.key, flip.x.name, x, flip.y.name, y, flip.figure, difference[j, i], unsmoothed[j, i],
                  share[j, i], told[j, i],
                  t.map_draws, t.map_seeds) for j, y in enumerate(s.y) for i, x in enumerate(s.x)]
    return _csv(MAP, rows)


def region_csv(region: Region) -> str:
    """A row for each situation and outcome."""
    rows = []
    for key in OUTCOMES:
        winner, relative, share = region.winner(key), region.relative[key], region.share[key]
        for r, ladder in enumerate(region.ladders):
            for t, trust in enumerate(region.legitimacy):
                for j, full in enumerate(region.density):
                    for i, officers in enumerate(region.staffing):
                        at = (r, t, j, i)
                        better = {1: "dynamic", -1: "coercive", 0: "untold"}[int(winner[at])]
                        rows.append((key, ladder, trust, full, officers, relative[at], share[at], better, region.draws,
                                     region.seeds))
    return _csv(REGION, rows)


def _csv(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([_plain(cell) for cell in row] for row in rows)
    return out.getvalue()


def _plain(x: Any) -> Any:
    """Nine significant digits for a fraction, nothing where there is no number."""
    if hasattr(x, "item"):
        x = x.item()
    if isinstance(x, float):
        return "" if x != x else f"{x:.9g}"
    return x
