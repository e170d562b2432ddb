"""Tables of the country as they are read, on a screen or on a page: heads, and rows of text."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from ..i18n import NARROW, decimal
from ..nation import tables
from ..nation.tables import CARE, RECORDED, TRUE
from ..outcomes.measures import BY_KEY
from .nation_words import phrase, region

if TYPE_CHECKING:
    from ..nation.europe import Europe
    from ..nation.runs import Nation

Table = tuple[list[str], list[list[str]]]
MEASURES = (*TRUE, *RECORDED, *CARE, "transfers")
MARKS = dict(zip(("officers_from_staff", "officers_median", "officers_bound", "stay_from_entries", "stay_french",
                  "stay_bound", "remand_french", "density_bound", "small"), "abcdefghi", strict=True))
"""What is assumed of some administrations only, and the letter that says so in the table."""
REGIONAL = ("assaults", "staff_assaults", "recorded_assaults", "recorded_staff_assaults", "suicide_hazard")


def percent(x: float, lang: str) -> str:
    """A share in hundredths."""
    return decimal(100.0 * x, lang, 0) + (f"{NARROW}%" if lang == "fr" else "%")


def label(measure: str, lang: str) -> str:
    """A measure, said to be recorded or true."""
    kind = "true" if measure in TRUE else "recorded" if measure in RECORDED else ""
    return BY_KEY[measure].label(lang) + (phrase(f"kind.{kind}", lang) if kind == "true" else "")


def of_country(nation: Nation, lang: str) -> Table:
    """A line a measure: the rate, and its unit; then people."""
    whole = tables.whole(nation)
    rows = [[label(m, lang), decimal(whole[m], lang), BY_KEY[m].unit_label(lang)] for m in MEASURES]
    return [phrase("col.measure", lang), phrase("col.rate", lang), phrase("col.unit", lang)], rows


def people(nation: Nation, lang: str) -> str:
    """How many establishments, places, people, movements, in one sentence."""
    whole = tables.whole(nation)
    return phrase("people", lang, establishments=decimal(whole["establishments"], lang, 0), days=nation.days, seed=nation.seed,
                  capacity=decimal(whole["capacity"], lang, 0), inmates=decimal(whole["inmates"], lang, 0),
                  mean=decimal(whole["mean_inmates"], lang, 0), entries=decimal(whole["n_entries"], lang, 0),
                  moved=decimal(whole["n_sent"], lang, 0))


def _heads(first: str, lang: str) -> list[str]:
    return [phrase(f"col.{first}", lang), *(phrase(f"col.{name}", lang) for name in ("places", "inmates", "occupancy")),
            *(phrase(f"short.{m}", lang) for m in REGIONAL)]


def _line(name: str, row: dict[str, Any], lang: str) -> list[str]:
    return [name, decimal(row["establishments"], lang, 0), decimal(row["inmates"], lang, 0), percent(row["occupancy"], lang),
            *(decimal(row[m], lang, 1 if m == "suicide_hazard" else 0) for m in REGIONAL)]


def of_regions(nation: Nation, lang: str) -> Table:
    """A line a region, by name, and the whole country last."""
    rows = [_line(region(row["region"], lang), row, lang) for row in tables.by_region(nation)]
    return _heads("region", lang), [*rows, _line(phrase("whole", lang), tables.whole(nation), lang)]


def of_types(nation: Nation, lang: str) -> Table:
    """A line a type of establishment."""
    rows = [_line(phrase(f"type.{row['type'].lower()}", lang), row, lang) for row in tables.by_type(nation)]
    return _heads("type", lang), rows


def signed(x: float, lang: str, digits: int | None = None) -> str:
    """A number with its sign, in the digits of its size."""
    return decimal(x, lang, digits, sign=True)


def interval(low: float, high: float, lang: str, digits: int) -> str:
    """``[−3, +5]``."""
    if math.isnan(low):
        return "–"
    return f"[{signed(low, lang, digits)}{f'{NARROW};' if lang == 'fr' else ','} {signed(high, lang, digits)}]"


def _digits(*numbers: float) -> int:
    size = max((abs(x) for x in numbers if math.isfinite(x)), default=0.0)
    return 0 if size >= 50 else 1 if size >= 5 else 2


def of_pair(rows: Iterable[dict[str, Any]], first: str, second: str, lang: str) -> Table:
    """A line a measure: both policies, the difference, its interval."""
    heads = [phrase("col.measure", lang), first, second, phrase("col.difference", lang), phrase("col.interval", lang),
             phrase("col.unit", lang)]
    out = []
    for row in rows:
        digits = _digits(row["first"], row["second"])
        out.append([label(row["measure"], lang), decimal(row["first"], lang, digits), decimal(row["second"], lang, digits),
                    signed(row["difference"], lang, digits), interval(row["low"], row["high"], lang, digits),
                    BY_KEY[row["measure"]].unit_label(lang)])
    return heads, out


def of_paired_regions(rows: Iterable[dict[str, Any]], first: str, second: str, lang: str) -> Table:
    """A line a region, one measure: both policies, the difference, its interval."""
    heads = [phrase("col.region", lang), first, second, phrase("col.difference", lang), phrase("col.interval", lang)]
    return heads, [[region(row["region"], lang), decimal(row["first"], lang, 0), decimal(row["second"], lang, 0),
                    signed(row["difference"], lang, 0), interval(row["low"], row["high"], lang, 0)] for row in rows]


def of_transfers(rows: Sequence[dict[str, Any]], lang: str, count: str = "assaults") -> Table:
    """A line a role, the sum last: people moved, one kind of violence without and with transfers."""
    heads = [phrase(f"col.{name}", lang) for name in ("role", "places", "sent", "came", "without", "with", "difference",
                                                      "interval")]
    out = [[phrase(f"role.{row['role']}", lang), decimal(row["establishments"], lang, 0), decimal(row["sent"], lang, 0),
            decimal(row["came"], lang, 0), decimal(row[f"{count}_without"], lang, 0), decimal(row[f"{count}_with"], lang, 0),
            signed(row[f"{count}_difference"], lang, 0),
            interval(row[f"{count}_low"], row[f"{count}_high"], lang, 0)] for row in rows]
    return heads, out


def transfer_sentence(rows: Sequence[dict[str, Any]], lang: str, count: str = "assaults") -> str:
    """The sum, in words: told from zero or not."""
    by = {row["role"]: row for row in rows}
    whole = by["sum"]
    low, high = whole[f"{count}_low"], whole[f"{count}_high"]
    verdict = "less" if high < 0 else "more" if low > 0 else "unsure"
    return phrase("transfers.sum", lang, moved=decimal(whole["sent"], lang, 0),
                  sends=signed(by["sends"][f"{count}_difference"], lang, 0),
                  receives=signed(by["receives"][f"{count}_difference"], lang, 0),
                  even=signed(by["even"][f"{count}_difference"], lang, 0),
                  sum=signed(whole[f"{count}_difference"], lang, 0), interval=interval(low, high, lang, 0),
                  of=decimal(whole[f"{count}_without"], lang, 0), carried=decimal(whole["carried"], lang, 0),
                  verdict=phrase(f"transfers.{verdict}", lang))


def of_europe(europe: Europe, lang: str) -> Table:
    """A line an administration: its means, simulated rates, the published suicide rate, what is assumed."""
    from ..nation.europe import table

    heads = [phrase(f"col.{name}", lang) for name in ("administration", "edition", "inmates", "occupancy", "officers", "stay")]
    heads += [phrase(f"short.{m}", lang) for m in ("assaults", "recorded_assaults", "suicide_hazard")]
    heads += [phrase("col.published", lang), phrase("col.assumed", lang)]
    return heads, [_administration(row, lang) for row in table(europe)]


def _administration(row: dict[str, Any], lang: str) -> list[str]:
    published = row["published_suicides"]
    name = phrase(f"country.{row['iso']}", lang) + ("" if row["in_sum"] else " *")
    return [name, row["edition"], decimal(row["inmates"], lang, 0), percent(row["occupancy"], lang),
            decimal(row["inmates_per_officer"], lang, 1), decimal(row["stay_months"], lang, 1),
            decimal(row["assaults"], lang, 0), decimal(row["recorded_assaults"], lang, 0),
            decimal(row["suicide_hazard"], lang, 1), "–" if published is None else decimal(published, lang, 1),
            " ".join(MARKS[key] for key in row["assumed"].split() if key in MARKS) or "–"]


def markdown(made: Table, right: int = 1) -> list[str]:
    """A table in Markdown, the columns from `right` on flush right but for a last one in words."""
    heads, rows = made
    words = {k for k in range(right, len(heads)) if rows and any(c.isalpha() for c in rows[0][k])}
    rule = ["---" if k < right or k in words else "---:" for k in range(len(heads))]
    return ["| " + " | ".join(line) + " |" for line in (heads, rule, *rows)]
