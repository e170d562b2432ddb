"""A screening as rows and as a manifest, and all its files in one folder: everything in them comes from the effects."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any


from ..locale import LANGUAGES
from ..screening.outcomes import COERCIVE, DYNAMIC, KINDS
from .screening_read import NAME, quantiles
from .settle import settling, texts

if TYPE_CHECKING:
    from ..screening import Screening
    from ..screening.runs import Ranked

FORMAT = "detente-screening/1"

def rows(s: Screening) -> list[dict[str, Any]]:
    """One row an outcome and column: mu, mu* with its interval, sigma, what luck makes of it, rank among its kind.

    Ranks and sources are empty for the columns of luck.
    """
    ranks = {kind: {x.column: x.rank for x in s.ranks[kind]} for kind in KINDS}
    out = []
    for outcome in s.outcomes:
        e = s.effects[outcome.key]
        for k, name in enumerate(s.design.names):
            parameter = s.design.parameters[k] if k < len(s.design.parameters) else None
            settled = settling(parameter, "en") if parameter is not None else None
            out.append({
                "kind": outcome.kind, "outcome": outcome.figure, "scale": "log" if outcome.log else "plain", "name": name,
                "source": parameter.evidence if parameter is not None else "",
                "mu": e.mu[k], "mu_star": e.mu_star[k], "low": e.low[k], "high": e.high[k], "sigma": e.sigma[k],
                "size": e.size[k], "luck": e.floor, "reach": e.reach, "steady": int(e.steady[k]),
                "stands_out": int(e.stands_out[k]), "rank": ranks[outcome.kind].get(k, ""),
                "collection": settled.collection.key if settled is not None else "",
            })
    return out


def csv_text(s: Screening) -> str:
    """The rows as CSV, numbers to eight digits."""
    table = rows(s)
    page = io.StringIO()
    write = csv.DictWriter(page, list(table[0]), lineterminator="\n")
    write.writeheader()
    for row in table:
        write.writerow({key: f"{value:.8g}" if isinstance(value, float) else value for key, value in row.items()})
    return page.getvalue()


def manifest(s: Screening, about: dict[str, Any]) -> dict[str, Any]:
    """Everything, with what made it.

    Parameters
    ----------
    s : Screening
    about : dict
        What the screening does not know: seconds ...
    """
    import platform
    from importlib import metadata

    import numba
    import numpy

    from ..outcomes.manifest import version
    from ..studies.fingerprint import model_fingerprint

    d = s.design
    return {
        "format": FORMAT, "model": model_fingerprint(), **about,
        "uncertainty": d.uncertainty,
        "design": {"trajectories": d.trajectories, "parameters": len(d.parameters), "luck": d.luck,
                   "points": d.trajectories * (d.columns + 1), "runs": d.trajectories * (d.columns + 1) * len(s.arms)},
        "arms": [{"name": arm.name, "scenario": arm.scenario.hash()} for arm in s.arms],
        "answer": f"log({DYNAMIC}) - log({COERCIVE})",
        "versions": {"detente": version(), "python": platform.python_version(), "numpy": numpy.__version__,
                     "numba": numba.__version__, "SALib": metadata.version("SALib")},
        "outcomes": [{"kind": x.kind, "outcome": x.figure, "en": x.label("en"), "fr": x.label("fr"), **quantiles(s, x),
                      "spread": s.effects[x.key].spread, "luck": s.effects[x.key].floor, "reach": s.effects[x.key].reach,
                      "stand_out": int(s.effects[x.key].stands_out[: len(d.parameters)].sum())} for x in s.outcomes],
        "ranked": {kind: [_ranked(s, x) for x in s.ranks[kind]] for kind in KINDS},
        "collections": texts()["collections"],
    }


def _ranked(s: Screening, x: Ranked) -> dict[str, Any]:
    p, e = x.parameter, s.effects[x.outcome.key]
    settled = {lang: found for lang in LANGUAGES if (found := settling(p, lang)) is not None}
    return {
        "rank": x.rank, "name": p.name, "en": p.en, "fr": p.fr, "source": p.evidence, "plausible": list(p.plausible),
        "prior": p.prior, "outcome": x.outcome.figure, "size": x.size, "stands_out": x.stands_out,
        "mu": float(e.mu[x.column]), "mu_star": float(e.mu_star[x.column]), "sigma": float(e.sigma[x.column]),
        **({"settle": {"collection": settled["en"].collection.key, **{lang: y.words for lang, y in settled.items()}}}
           if settled else {}),
    }


def ours(folder: Path) -> bool:
    """Whether a folder holds a screening, and may be replaced by another."""
    try:
        return FORMAT in (folder / f"{NAME}.json").read_text(encoding="utf-8")[:200]
    except (OSError, UnicodeDecodeError):
        return False


def publish(s: Screening, about: dict[str, Any], folder: Path, figures: bool = True) -> None:
    """Write the table, the manifest, a page in each language and the figures into an empty folder."""
    from .screening_page import page

    whole = json.dumps(manifest(s, about), ensure_ascii=False, indent=1, allow_nan=False)
    files = {f"{NAME}.csv": csv_text(s), f"{NAME}.json": whole + "\n",
             **{f"{NAME}_{lang}.md": page(s, lang, figures) for lang in LANGUAGES}}
    for name, words in files.items():
        (folder / name).write_text(words, encoding="utf-8", newline="\n")
    if figures:
        _draw(s, folder)


def _draw(s: Screening, folder: Path) -> None:
    from .fig_screening import alt, figure_screening
    from .style import write

    for lang in LANGUAGES:
        told = []
        for kind in KINDS:
            name = f"{NAME}_{kind}_{lang}"
            write(figure_screening(s, kind, lang), folder, name)
            told.append(f"{name}: {alt(s, kind, lang)}\n")
        (folder / f"alt_{lang}.txt").write_text("".join(told), encoding="utf-8")
