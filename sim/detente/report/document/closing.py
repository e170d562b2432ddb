"""The end of a report: how to make it all again, and the annex of levers, parameters and sources."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from ...i18n import decimal
from .blocks import Block, Cell, Code, Heading, Para, Section, shown, table
from .evidence import sources
from .levers import differing, places_named, settings, switches
from .words import dated, phrase

if TYPE_CHECKING:
    from .reading import Material

SEEDS = 12
"""Seeds that are written out."""


def reproduce(m: Material, lang: str) -> Section:
    """Commands, seeds, draws, versions and hashes."""
    from ...outcomes.manifest import version
    from ...studies.fingerprint import model_fingerprint

    manifest, name = m.manifest, shlex.quote(m.results.folder.resolve().name)
    about = manifest.get("comparison") or manifest.get("levels") or {}
    seeds = [str(x) for x in about.get("seeds") or [entry["seed"] for entry in manifest["runs"]]]
    more = f" … {seeds[-1]} ({len(seeds)})" if len(seeds) > SEEDS else ""
    rows: list[list[str | Cell]] = [
        [phrase("made.created", lang), dated(manifest.get("created"), lang)],
        [phrase("made.seeds", lang), ", ".join(seeds[:SEEDS]) + more]]
    if "draws" in about:
        rows.append([phrase("made.draws", lang), phrase("made.drawn", lang, n=len(about["draws"]), kind=phrase(
            f"kind.{about['uncertainty']}", lang))])
    if about.get("posterior"):
        rows.append([phrase("made.posterior", lang), Cell(f"`{shown(about['posterior'], 64)[:16]}`")])
    versions = ", ".join(f"{shown(k, 20)} {shown(v, 20)}" for k, v in manifest["versions"].items())
    rows += [[phrase("made.versions", lang), versions],
             [phrase("made.model", lang), Cell(f"`{model_fingerprint()}` (detente {version()})")]]
    rows += [[phrase("made.run", lang, arm=shown(entry["scenario_name"], 120), seed=entry["seed"]),
              Cell(phrase("made.hashes", lang, scenario=f"`{shown(entry['hash'], 64)[:16]}`",
                          digest=f"`{shown(entry['digest'], 64)[:16]}`"))] for entry in manifest["runs"][:SEEDS]]
    command = manifest.get("command")
    blocks: list[Block] = [Para(phrase("made.read" if command else "made.no_command", lang))]
    if command:
        blocks.append(Code((shown(command),)))
    heads = [phrase("col.what", lang), phrase("col.value", lang)]
    blocks += [table(phrase("caption.made", lang), heads, rows, widths=(1.6, 3.0)),
               Para(phrase("made.again", lang)), Code((f"detente incident {name}", f"detente report {name} --lang both"))]
    return Section("reproduce", phrase("head.reproduce", lang), tuple(blocks))


def annex(m: Material, lang: str) -> Section:
    """Every lever that differs, every parameter that is set, every source."""
    return Section("annex", phrase("head.annex", lang), (
        Heading(phrase("annex.levers", lang)), *_levers(m, lang), Heading(phrase("annex.parameters", lang)),
        *_parameters(m, lang), Heading(phrase("annex.sources", lang)), Para(phrase("sources.read", lang)), sources(m, lang)))


def _levers(m: Material, lang: str) -> list[Block]:
    every, off = differing(m, lang), switches(m)
    out: list[Block] = []
    many = m.comparison is not None
    heads = [phrase("col.lever", lang), *places_named(m, lang), phrase("col.source", lang)]
    for ladder, caption in ((False, "caption.levers" if many else "caption.own_levers"), (True, "caption.ladder")):
        rows = [r for r in every if r.ladder == ladder]
        made = [(r.label, *r.values, phrase("assumed", lang) if r.evidence == "assumed" else r.evidence) for r in rows]
        if made:
            out.append(table(phrase(caption, lang), heads, made, widths=((5.6 if ladder else 3.8), *[1.3] * len(m.names), 1.0)))
    if not every:
        out.append(Para(phrase("annex.no_levers", lang)))
    if off:
        out.append(Para(phrase("annex.off", lang, names=", ".join(f"`{key}`" for key in off))))
    return out


def _parameters(m: Material, lang: str) -> list[Block]:
    from ...mechanisms import PARAMETERS
    from ...studies.uncertain import UncertainComparison
    from ..odd_tables import number, unit

    own = [settings(x) for x in m.scenarios]
    names = sorted({name for given in own for name in given})
    out: list[Block] = []
    drawn = m.comparison.grid if isinstance(m.comparison, UncertainComparison) else m.levels.grid if m.levels else None
    if drawn is not None:
        free = {name for draw in drawn.draws for name in draw.values}
        out.append(Para(phrase("annex.drawn", lang, n=len(free), draws=decimal(len(drawn.draws), lang, 0))))
    if not names:
        return [*out, Para(phrase("annex.defaults", lang, n=len(PARAMETERS)))]
    rows = []
    for name in names:
        p = PARAMETERS[name]
        rows.append([f"{getattr(p, lang)} ({unit(p.unit, lang)})",
                     *(number(x.parameters[name], lang) for x in m.scenarios), number(p.default, lang),
                     phrase("assumed", lang) if p.evidence == "assumed" else p.evidence])
    heads = [phrase("col.parameter", lang), *places_named(m, lang), phrase("col.default", lang), phrase("col.source", lang)]
    return [*out, table(phrase("caption.parameters", lang), heads, rows, widths=(3.4, *[1.2] * len(m.names), 1.0, 1.2))]
