"""What stands behind the mechanisms that the difference goes through: how much is published, how much is assumed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...i18n import NARROW, listing
from ...outcomes.prices import load_prices
from ..sources import ASSUMED, is_file, rows_of, shipped, sources_of
from .blocks import Bullets, Cell, Para, Section, Table, table
from .levers import LADDER, differing, switches
from .words import phrase

if TYPE_CHECKING:
    from ...declare import Mechanism
    from .reading import Material


def moved(m: Material) -> list[tuple[Mechanism, list[str]]]:
    """Mechanisms that read a lever that differs, or are switched off somewhere, with the levers."""
    from ...mechanisms import MECHANISMS

    names = {"response" if x.name.startswith(LADDER) else x.name for x in differing(m, "en")}
    off = set(switches(m))
    out = []
    for mechanism in MECHANISMS:
        read = [x.removeprefix("levers.") for x in mechanism.reads if x.startswith("levers.")]
        touched = [x for x in read if x in names]
        if touched or mechanism.key in off:
            out.append((mechanism, touched))
    return out


def evidence(m: Material, lang: str) -> Section:
    """A row for each mechanism that reads what differs; then how much of all that is assumed."""
    from ...mechanisms import MECHANISMS

    rows, found = [], moved(m)
    for mechanism, levers in found:
        total = len(mechanism.parameters)
        assumed = sum(p.evidence == ASSUMED for p in mechanism.parameters)
        read = list(dict.fromkeys(_lever(x, lang) for x in levers))
        rows.append([short(mechanism, lang), listing(read, lang) or phrase("evidence.off", lang),
                     phrase("evidence.share", lang, n=assumed, total=total) if total else "–",
                     ", ".join(sources_of(mechanism)) or phrase("evidence.none", lang)])
    parameters = [p for x in MECHANISMS for p in x.parameters]
    share = sum(p.evidence == ASSUMED for p in parameters)
    told = phrase("evidence.all", lang, n=share, total=len(parameters))
    own = "" if m.comparison is not None else "own_"
    if not rows:
        return Section("evidence", phrase("head.evidence", lang), (Para(phrase(f"evidence.{own}nothing", lang)), Para(told)))
    heads = [phrase(f"col.{key}", lang) for key in ("mechanism", f"{own}levers", "assumed", "sources")]
    return Section("evidence", phrase("head.evidence", lang), (
        Para(phrase(f"evidence.{own}read", lang)),
        table(phrase(f"caption.{own}evidence", lang), heads, rows, widths=(2.4, 3.0, 1.1, 2.2)),
        Bullets((told, phrase("evidence.else", lang)))))


def short(mechanism: Mechanism, lang: str) -> str:
    """A mechanism's name: its sentence up to the colon."""
    said: str = getattr(mechanism, lang)
    return said.split(":")[0].rstrip(f"{NARROW} ")


def _lever(name: str, lang: str) -> str:
    from ...declare.levers import BY_NAME

    if name == "response":
        return phrase("evidence.ladder", lang)
    said: str = getattr(BY_NAME[name], lang)
    said = said.split(":")[0].rstrip(f"{NARROW} ")
    return said[:1].lower() + said[1:]


def cited(m: Material) -> list[str]:
    """Keys of all sources behind what differs and behind the prices, each once."""
    keys = [key for mechanism, _ in moved(m) for key in sources_of(mechanism)]
    keys += [x.evidence for x in differing(m, "en")] + [x.source for x in load_prices().values()]
    return [key for key in dict.fromkeys(keys) if key and key != ASSUMED]


def _whole(row: dict[str, str]) -> dict[str, str]:
    """A row whose source is that of the row above ("same"), with the publication written out."""
    if not row["source"].lower().startswith("same"):
        return row
    above = ""
    for other in shipped().values():
        if other["id"] == row["id"]:
            break
        above = other["source"] if not other["source"].lower().startswith("same") else above
    return {**row, "source": above + row["source"][4:]}


def sources(m: Material, lang: str) -> Table:
    """The rows of the table of evidence that are cited, with the publication as a link."""
    rows: list[list[str | Cell]] = []
    seen: set[str] = set()
    for key in sorted(cited(m)):
        if is_file(key):
            rows.append([key, phrase("sources.file", lang), "–", "–"])
            continue
        for row in rows_of(key):
            if row["id"] in seen:
                continue
            seen.add(row["id"])
            row = _whole(row)
            url = row["url"] if row["url"].startswith(("https://", "http://")) else None
            year = f" ({row['year']})" if row["year"] else ""
            rows.append([row["id"], Cell(row["statement"], lang="en"), Cell(row["source"] + year, url=url, lang="en"),
                         phrase(f"confidence.{row['confidence']}", lang)])
    heads = [phrase(f"col.{key}", lang) for key in ("key", "statement", "publication", "confidence")]
    return table(phrase("caption.sources", lang), heads, rows, widths=(1.5, 4.0, 2.6, 1.1))
