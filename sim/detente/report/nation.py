"""The country as files in one folder: tables, manifest, pages, map; everything in them comes from the counts."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..locale import LANGUAGES
from ..nation import tables
from .nation_study import Study

if TYPE_CHECKING:
    from ..nation.europe import Europe
    from ..nation.runs import Nation

FORMAT = "detente-nation/1"
NAME = "nation"
EUROPE = "europe"


def ours(folder: Path) -> bool:
    """Whether a folder holds a run of the country or of Europe, and may be replaced by another."""
    try:
        return FORMAT in (folder / "manifest.json").read_text(encoding="utf-8")[:200]
    except (OSError, UnicodeDecodeError):
        return False


def csv_text(rows: Sequence[dict[str, Any]]) -> str:
    """Rows as CSV, numbers to eight digits, what is missing left blank."""
    page = io.StringIO()
    write = csv.DictWriter(page, list(rows[0]) if rows else ["empty"], lineterminator="\n")
    write.writeheader()
    for row in rows:
        write.writerow({key: _cell(value) for key, value in row.items()})
    return page.getvalue()


def _cell(value: Any) -> Any:
    if value is None or value != value:
        return ""
    return f"{value:.8g}" if isinstance(value, float) else value


def _made_with() -> dict[str, str]:
    import platform

    import numba
    import numpy

    from ..outcomes.manifest import version

    return {"detente": version(), "python": platform.python_version(), "numpy": numpy.__version__, "numba": numba.__version__}


def _policy(n: Nation | Europe, digest: str) -> dict[str, Any]:
    return {"name": n.policy.name, "title": n.policy.title, "hash": n.policy.hash(), "digest": digest,
            "scenario": n.policy.resolved()}


def manifest(s: Study, about: dict[str, Any]) -> dict[str, Any]:
    """Everything but the rows of establishments, with what made it.

    Parameters
    ----------
    s : Study
    about : dict
        What the study does not know: command, seconds ...
    """
    from ..studies.fingerprint import model_fingerprint
    from .nation_page import assumed

    n = s.nation
    found: dict[str, Any] = {
        "format": FORMAT, "kind": s.kind, "model": model_fingerprint(), **about, "seed": n.seed, "days": n.days,
        "versions": _made_with(), "policies": [_policy(x, x.digest) for x in (n, s.other) if x is not None],
        "assumed": {lang: assumed(lang) for lang in LANGUAGES},
        "total": tables.whole(n), "types": tables.by_type(n), "regions": tables.by_region(n)}
    if s.other is not None:
        found["other_total"] = tables.whole(s.other)
    if s.kind == "compare" and s.other is not None:
        found["paired"] = tables.paired(n, s.other)
    if s.kind == "transfers":
        found["transfers"] = s.transfers()
    return found


def publish(s: Study, about: dict[str, Any], folder: Path, figures: bool = True) -> None:
    """Write tables, manifest, a page in each language and the map into an empty folder."""
    from .nation_page import page

    files = {"establishments.csv": csv_text(tables.by_establishment(s.nation)),
             "regions.csv": csv_text(tables.by_region(s.nation)), "types.csv": csv_text(tables.by_type(s.nation)),
             "total.json": _json(tables.whole(s.nation)), "manifest.json": _json(manifest(s, about)),
             **{f"summary_{lang}.md": page(s, lang, figures) for lang in LANGUAGES}}
    if s.other is not None:
        files |= {"establishments_other.csv": csv_text(tables.by_establishment(s.other)),
                  "regions_other.csv": csv_text(tables.by_region(s.other))}
    if s.kind == "compare" and s.other is not None:
        files["paired.csv"] = csv_text(tables.paired(s.nation, s.other))
        files["regions_paired.csv"] = csv_text(tables.paired_regions(s.nation, s.other))
    if s.kind == "transfers":
        files["transfers.csv"] = csv_text(s.transfers())
    _write(files, folder)
    if figures:
        _draw(s, folder)


def _json(value: Any) -> str:
    return json.dumps(_finite(value), ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _finite(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(item) for item in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _write(files: dict[str, str], folder: Path) -> None:
    for name, words in files.items():
        (folder / name).write_text(words, encoding="utf-8", newline="\n")


def _draw(s: Study, folder: Path) -> None:
    from .fig_map import alt, figure_map
    from .style import write

    for lang in LANGUAGES:
        name = f"map_{lang}"
        write(figure_map(s.nation, lang), folder, name)
        (folder / f"alt_{lang}.txt").write_text(f"{name}: {alt(s.nation, lang)}\n", encoding="utf-8")


def europe_manifest(e: Europe, about: dict[str, Any]) -> dict[str, Any]:
    """European administrations, with what made them and what is assumed."""
    from ..nation.europe import table, whole
    from ..nation.means import FILE
    from ..outcomes.store import sha256
    from ..studies.fingerprint import model_fingerprint
    from .nation_page import europe_assumed

    return {"format": FORMAT, "kind": EUROPE, "model": model_fingerprint(), **about, "seed": e.seed, "days": e.days,
            "versions": _made_with(), "policies": [_policy(e, "")], "means": {"file": FILE.name, "sha256": sha256(FILE)},
            "assumed": {lang: europe_assumed(lang) for lang in LANGUAGES}, "total": whole(e),
            "administrations": [row | {"digest": x.digest} for row, x in zip(table(e), e.administrations, strict=True)]}


def publish_europe(e: Europe, about: dict[str, Any], folder: Path) -> None:
    """Write the table, the manifest and a page in each language into an empty folder."""
    from ..nation.europe import table, whole
    from .nation_page import europe_page

    _write({"administrations.csv": csv_text(table(e)), "total.json": _json(whole(e)),
            "manifest.json": _json(europe_manifest(e, about)),
            **{f"summary_{lang}.md": europe_page(e, lang) for lang in LANGUAGES}}, folder)
