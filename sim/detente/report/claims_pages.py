"""The folder on claims: a page each in both languages, an index, the overall question, tables, and one file that says all."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from ..claims.claim import LEVEL
from ..claims.region import DAYS, OUTCOMES, PLACE, Region
from ..claims.trial import Trial
from ..locale import LANGUAGES
from ..studies.crossed import covered
from .claims_say import percent, where
from .claims_tables import brief, claims_csv, counts, maps_csv, markdown, region_csv, row_words
from .claims_words import SIGNS, phrase, verdict_words, words

FORMAT = "detente-claims/1"
MANIFEST = "claims.json"


@dataclass(frozen=True)
class Report:
    """All that was found, and how.

    Attributes
    ----------
    trials : tuple of Trial
    region : Region or None
    uncertainty : str
    model : str
        Fingerprint.
    posterior : str or None
        SHA-256 of the posterior sample that was drawn from.
    command : str or None
    """

    trials: tuple[Trial, ...]
    region: Region | None = field(repr=False)
    uncertainty: str
    model: str
    posterior: str | None = None
    command: str | None = None


def publish(report: Report, folder: Path) -> None:
    """Write everything into an empty folder."""
    for room in ("claims", "figures"):
        (folder / room).mkdir()
    texts = {"claims.csv": claims_csv(report.trials), "maps.csv": maps_csv(report.trials)}
    if report.region is not None:
        texts["region.csv"] = region_csv(report.region)
    for lang in LANGUAGES:
        texts |= _pages(report, lang, folder)
        region = _region_words(report.region, lang)
        texts[f"claims_{lang}.md"] = markdown(report.trials, lang, made(report, lang), region)
    texts[MANIFEST] = json.dumps(manifest(report), ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def _pages(report: Report, lang: str, folder: Path) -> dict[str, str]:
    out = {}
    keys = [t.claim.key for t in report.trials]
    for k, t in enumerate(report.trials):
        beside = {"previous": keys[k - 1] if k else "", "next": keys[k + 1] if k + 1 < len(keys) else ""}
        page = claim_page(t, lang, report) | beside | {"figure": _draw_claim(t, lang, folder)}
        out[f"claims/{t.claim.key}_{lang}.html"] = _render("claim", report, lang, page=page, made=page["made"])
    rows = [index_row(t, lang) for t in report.trials]
    out[f"index_{lang}.html"] = _render("index", report, lang, rows=rows, counts=counts(report.trials, lang),
                                        region=_region_words(report.region, lang), made=made(report, lang))
    if report.region is not None:
        out[f"region_{lang}.html"] = _region_page(report, report.region, lang, folder)
    return out


def _draw_claim(t: Trial, lang: str, folder: Path) -> Any:
    from .fig_claim import alt_claim, figure_claim
    from .small_files import inline, png

    name, figure = f"{t.claim.key}_{lang}", figure_claim(t, lang)
    (folder / "figures" / f"{name}.png").write_bytes(png(figure))
    return inline(figure, name, alt_claim(t, lang))


def claim_page(t: Trial, lang: str, report: Report) -> dict[str, Any]:
    """What a page on a claim says."""
    c, say = t.claim, 0 if lang == "en" else 1
    made = phrase(lang, "uncertainty", kind=phrase(lang, f"kind.{report.uncertainty}"), draws=t.draws, seeds=t.seeds)
    cover = covered(LEVEL, t.draws)
    if cover < LEVEL:  # not so for a single draw, of which there is no interval
        made += " " + phrase(lang, "covered", cover=percent(cover, lang))
    if t.surface is not None:
        made += " " + phrase(lang, "map_made", pairs=t.map_draws * t.map_seeds, draws=t.map_draws, seeds=t.map_seeds)
    return {"key": c.key, "title": (c.en, c.fr)[say], "verdict": t.verdict, "sign": SIGNS[t.verdict],
            "verdict_words": verdict_words(t.verdict, lang), "sentence": phrase(lang, t.verdict), "where": where(t, lang),
            "rows": [row_words(x, lang) for x in t.findings], "how": (c.how_en, c.how_fr)[say],
            "ask": (c.ask_en, c.ask_fr)[say], "mechanisms": ", ".join(mechanism_words(c.mechanisms, lang)),
            "made": made, "has_map": t.surface is not None, "image": f"../figures/{c.key}_{lang}.png"}


def mechanism_words(keys: Sequence[str], lang: str) -> list[str]:
    """Names of mechanisms, up to their first colon."""
    from ..mechanisms import MECHANISMS

    known = {m.key: m for m in MECHANISMS}
    said = [(known[key].en if lang == "en" else known[key].fr) if key in known else key for key in keys]
    return [x.split(":")[0].rstrip("\u202f ").lower() for x in said]


def index_row(t: Trial, lang: str) -> dict[str, Any]:
    """A claim's line in the index."""
    return {"key": t.claim.key, "title": t.claim.en if lang == "en" else t.claim.fr, "verdict": t.verdict,
            "sign": SIGNS[t.verdict], "verdict_words": verdict_words(t.verdict, lang),
            "effects": [brief(x, lang) for x in t.main], "where": where(t, lang)[0]}


def _region_words(region: Region | None, lang: str) -> str | None:
    from .fig_region import counted

    return None if region is None else f"{phrase(lang, 'region.violence')}. {counted(region, 'violence', lang)}"


def _region_page(report: Report, region: Region, lang: str, folder: Path) -> str:
    from .fig_region import alt_region, counted, figure_region, number_words, value_words
    from .small_files import inline, write

    parts = []
    for outcome in OUTCOMES:
        name = f"region_{outcome}_{lang}"
        figure = figure_region(region, outcome, lang)
        write(figure, folder / "figures", name)
        rows: dict[str, list[tuple[Any, ...]]] = {}
        for axis, value, *numbers in region.along(outcome):
            rows.setdefault(phrase(lang, f"axis.{axis}"), []).append((value_words(axis, value, lang), *numbers))
        parts.append({"title": phrase(lang, f"region.{outcome}"), "count": counted(region, outcome, lang), "rows": rows,
                      "figure": inline(figure, name, alt_region(region, outcome, lang)), "image": f"figures/{name}.png"})
    pairs = phrase(lang, "region_pairs", pairs=region.draws * region.seeds, draws=region.draws, seeds=region.seeds, days=DAYS,
                   places=PLACE["capacity"])
    kind = phrase(lang, "kinds", kind=phrase(lang, f"kind.{report.uncertainty}"))
    note = "" if region.moves_legitimacy else phrase(lang, "no_trust")
    return _render("region", report, lang, parts=parts, number=number_words(lang), made=f"{kind} {pairs} {note}".rstrip())


def made(report: Report, lang: str) -> str:
    """Draws and seeds behind all effects."""
    n = max((t.draws for t in report.trials), default=0)
    seeds = sorted({t.seeds for t in report.trials}) or [0]
    many = str(seeds[0]) if len(seeds) == 1 else f"{seeds[0]}–{seeds[-1]}"
    return phrase(lang, "uncertainty", kind=phrase(lang, f"kind.{report.uncertainty}"), draws=n, seeds=many)


@cache
def _templates() -> Any:
    import jinja2

    return jinja2.Environment(loader=jinja2.PackageLoader("detente.report"), autoescape=True, undefined=jinja2.StrictUndefined,
                              keep_trailing_newline=True)


def _render(name: str, report: Report, lang: str, **values: Any) -> str:
    other = next(x for x in LANGUAGES if x != lang)
    page: str = _templates().get_template(f"{name}.html.j2").render(
        w=words(lang), lang=lang, other=other, model=phrase(lang, "model", model=report.model), command=report.command,
        **values)
    return page


def manifest(report: Report) -> dict[str, Any]:
    """All figures and what is needed to make them again."""
    from ..commands.shell import finite
    from ..outcomes.manifest import version

    region = report.region
    made: dict[str, Any] = finite({
        "format": FORMAT, "detente": version(), "command": report.command, "model": report.model,
        "uncertainty": report.uncertainty, "posterior": report.posterior,
        "claims": [_as_json(t) for t in report.trials],
        "region": None if region is None else {
            "draws": region.draws, "seeds": region.seeds, "ladders": region.ladders, "legitimacy": region.legitimacy,
            "inmates_per_place": region.density, "inmates_per_officer": region.staffing,
            "counts": {key: dict(zip(("dynamic", "coercive", "untold"), region.counts(key), strict=True)) for key in OUTCOMES}},
    })
    return made


def _as_json(t: Trial) -> dict[str, Any]:
    c, s = t.claim, t.surface
    out: dict[str, Any] = {
        "key": c.key, "en": c.en, "fr": c.fr, "verdict": t.verdict, "draws": t.draws, "seeds": t.seeds,
        "effects": [{"key": x.effect.key, "main": x.effect.main, "unit": x.effect.unit, "wanted": x.effect.wanted,
                     "beyond": x.effect.beyond, "least": x.effect.least, "mean": x.bands.mean,
                     "chance": [x.bands.chance_low, x.bands.chance_high], "ignorance": [x.bands.low, x.bands.high],
                     "both": [x.bands.both_low, x.bands.both_high], "share_claimed_side": x.share, "verdict": x.verdict}
                    for x in t.findings]}
    if s is not None and c.flip is not None:
        out["map"] = {"kind": s.kind, "x": c.flip.x.name, "y": c.flip.y.name, "figure": c.flip.figure, "draws": t.map_draws,
                      "seeds": t.map_seeds, "points": {str(k): s.count(k) for k in (1, -1, 0)},
                      "turns": {name: None if (turn := s.turn(name)) is None else vars(turn) for name in ("x", "y")}}
    return out
