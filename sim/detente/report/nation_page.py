"""The country on a page, in a language: what was run, tables, the map, what is assumed, how to read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..errors import spoken
from ..i18n import decimal
from ..nation import tables
from ..nation.means import ALWAYS
from ..nation.transfers import SHOWN
from ..outcomes.measures import BY_KEY
from . import nation_rows as rows
from .nation_words import phrase

if TYPE_CHECKING:
    from ..nation.europe import Europe
    from .nation_study import Study

ASSUMED = ("real", "means", "occupancy", "people", "convoys", "one_seed", "days")
"""What a reader must know of any run of the country, in the order of the page."""


def page(s: Study, lang: str, figures: bool = True) -> str:
    """The page, in Markdown."""
    n = s.nation
    lines = [f"# {phrase('title', lang, policy=n.policy.title[lang])}", "", phrase("intro", lang), "", rows.people(n, lang), "",
             *_part("head.country", rows.of_country(n, lang), lang), phrase("read.true", lang), "",
             phrase("read.care", lang), ""]
    if s.kind == "compare" and s.other is not None:
        lines += _compared(s, lang)
    if s.kind == "transfers":
        lines += _transfers(s, lang)
    lines += [*_part("head.regions", rows.of_regions(n, lang), lang, policy=n.policy.name), phrase("read.regions", lang), "",
              *_part("head.types", rows.of_types(n, lang), lang, policy=n.policy.name), phrase("short.note", lang), ""]
    if figures:
        lines += [f"## {phrase('head.map', lang)}", "", f"![{phrase('head.map', lang)}](map_{lang}.png)", "",
                  phrase("read.map", lang), ""]
    lines += [f"## {phrase('head.assumed', lang)}", "", *(f"- {line}" for line in assumed(lang)), ""]
    notes = [(x.site.place.name, x.site.place.note) for x in n.places if x.site.place.note]
    if notes:
        lines += [phrase("notes", lang, n=len(notes)), "",
                  *(f"- {name}{phrase('colon', lang)}{spoken(note, lang)}" for name, note in sorted(notes)), ""]
    return "\n".join([*lines, f"## {phrase('head.limits', lang)}", "", phrase("limits", lang)]) + "\n"


def assumed(lang: str) -> list[str]:
    """What is real and what is assumed, a sentence each."""
    return [phrase(f"assumed.{key}", lang) for key in ASSUMED]


def _part(head: str, made: rows.Table, lang: str, **values: object) -> list[str]:
    return [f"## {phrase(head, lang, **values)}", "", *rows.markdown(made), ""]


def _compared(s: Study, lang: str) -> list[str]:
    assert s.other is not None
    names = (s.nation.policy.name, s.other.policy.name)
    made = rows.of_pair(tables.paired(s.nation, s.other), *names, lang)
    lines = [*_part("head.compare", made, lang, first=names[0], second=names[1]), phrase("read.pair", lang), ""]
    for m in (*tables.TRUE, *tables.RECORDED):
        found = rows.of_paired_regions(tables.paired_regions(s.nation, s.other, [m]), *names, lang)
        lines += [f"### {rows.label(m, lang)} ({BY_KEY[m].unit_label(lang)})", "", *rows.markdown(found), ""]
    return lines


def _transfers(s: Study, lang: str) -> list[str]:
    found = s.transfers()
    lines = [f"## {phrase('head.transfers', lang)}", "", rows.transfer_sentence(found, lang), ""]
    for count in SHOWN:
        lines += [f"### {rows.label(count, lang)}", "", *rows.markdown(rows.of_transfers(found, lang, count)), ""]
    return [*lines, phrase("read.transfers", lang), "", phrase("read.interval", lang), ""]


def europe_page(e: Europe, lang: str) -> str:
    """European administrations on a page, in Markdown."""
    from ..nation.europe import whole

    lines = [f"# {phrase('europe.title', lang, policy=e.policy.title[lang])}", "", phrase("europe.intro", lang), "",
             europe_sentence(e, lang), "", *rows.markdown(rows.of_europe(e, lang)), "", phrase("europe.star", lang), "",
             f"## {phrase('head.whole_europe', lang)}", ""]
    found = whole(e)
    lines += [*rows.markdown(([phrase("col.measure", lang), phrase("col.rate", lang), phrase("col.unit", lang)],
                              [_measure(m, found, lang) for m in rows.MEASURES])), "", phrase("read.true", lang), "",
              f"## {phrase('head.assumed', lang)}", "", *(f"- {line}" for line in europe_assumed(lang)), "",
              f"## {phrase('head.limits', lang)}", "", phrase("europe.limits", lang)]
    return "\n".join(lines) + "\n"


def _measure(m: str, found: dict[str, Any], lang: str) -> list[str]:
    return [rows.label(m, lang), decimal(found[m], lang), BY_KEY[m].unit_label(lang)]


def europe_sentence(e: Europe, lang: str) -> str:
    """How many administrations and people, simulated and held."""
    from ..nation.europe import whole

    found = whole(e)
    return phrase("europe.people", lang, n=len(e.administrations), summed=found["administrations"], days=e.days, seed=e.seed,
                  people=decimal(sum(x.people for x in e.administrations), lang, 0),
                  inmates=decimal(found["inmates"], lang, 0))


def europe_assumed(lang: str) -> list[str]:
    """What is assumed everywhere, then each mark of the table explained."""
    from ..nation.means import PRISONS, SIZE, SMALL, custodian_share, usual_staff

    blanks = {"size": SIZE, "prisons": PRISONS, "small": SMALL, "share": rows.percent(custodian_share(), lang),
              "staff": decimal(usual_staff(), lang)}
    return [*(phrase(f"europe.always.{key}", lang, **blanks) for key in ALWAYS),
            *(f"{letter}{phrase('colon', lang)}{phrase(f'europe.{key}', lang, **blanks)}"
              for key, letter in rows.MARKS.items())]
