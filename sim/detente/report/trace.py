"""A TRACE record of the model, written from the code, the data, and the published results that are there.

    detente describe trace --lang fr

``docs/trace.md`` and ``docs/trace.fr.md`` are its output; a test says so. What has not been run says so.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..i18n import decimal, listing
from . import trace_fit, trace_results
from .odd import template
from .sources import DATA, table
from .trace_words import AQUA, STRESS, WORDS

PAGES = {"en": "docs/trace.md", "fr": "docs/trace.fr.md"}
"""The page of each language, relative to the checkout."""
PUBLISHED = Path("results") / "published"


def blanks(lang: str, root: Path) -> dict[str, str]:
    """What fills the blanks of the page.

    Parameters
    ----------
    lang : {"fr", "en"}
    root : Path
        The checkout, under which published results are looked for.
    """
    from ..declare.levers import LEVERS
    from ..mechanisms import PARAMETERS, SWITCHES
    from ..outcomes import MEASURES
    from ..scenario.schema import MAX_DAYS, MAX_INMATES

    assumed = sum(x.evidence == "assumed" for x in PARAMETERS.values())
    rows = evidence()
    status = Counter(row["status"] for row in rows)
    w = WORDS[lang]
    known = Counter(row["confidence"] for row in rows)
    confidence = listing([f"{w[key]} {n}" for key, n in known.most_common()], lang)
    return {
        "max_inmates": decimal(MAX_INMATES, lang, 0), "max_days": decimal(MAX_DAYS, lang, 0), "n_levers": str(len(LEVERS)),
        "n_mechanisms": str(len(SWITCHES)), "n_parameters": str(len(PARAMETERS)), "n_measures": str(len(MEASURES)),
        "n_evidence": str(len(rows)), "n_read": str(status["read"]), "n_recalled": str(status["recalled"]),
        "confidence": confidence, "n_sourced": str(len(PARAMETERS) - assumed), "n_assumed": str(assumed),
        "assumed_table": _assumed(lang), "recalled": ", ".join(f"`{row['id']}`" for row in rows if row["status"] == "recalled"),
        "stress": table([w["item"], "", w["where"]],
                         [[no, en if lang == "en" else fr, where] for no, en, fr, where in STRESS]),
        "aqua": table([w["point"], w["state"]], [[en, en2] if lang == "en" else [fr, fr2] for en, fr, en2, fr2 in AQUA]),
        "posterior": _posterior(lang),
        **{name: "\n\n".join(make(lang, root)) for name, make in RESULTS.items()},
    }


def page(lang: str, root: Path) -> str:
    """The whole record in Markdown, ending with a newline."""
    return template("trace", lang).substitute(blanks(lang, root))


def evidence() -> list[dict[str, str]]:
    with (DATA / "evidence.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def _posterior(lang: str) -> str:
    """Whether a posterior sample ships, and its size."""
    from ..studies import draws

    if not draws.FILE.exists():
        return WORDS[lang]["no_posterior"]
    names, rows = draws.sample()
    return WORDS[lang]["posterior"].format(draws=decimal(len(rows), lang, 0), names=len(names))


def _assumed(lang: str) -> str:
    from ..mechanisms import MECHANISMS

    w = WORDS[lang]
    rows = [[f"{m.id} `{m.key}`" if m.switchable else f"`{m.key}`", str(len(m.parameters)),
             str(sum(x.evidence == "assumed" for x in m.parameters))] for m in MECHANISMS if m.parameters]
    return table([w["mechanism"], w["parameters"], w["assumed"]], rows)


def _files(root: Path, folder: str, pattern: str, lang: str) -> Iterator[tuple[str, Any] | str]:
    """(name, content) of each result there is; a sentence where there is none or one cannot be read."""
    there = sorted((root / PUBLISHED / folder).glob(pattern))
    if not there:
        yield WORDS[lang]["not_run"].format(folder=(PUBLISHED / folder).as_posix())
    for path in there:
        name = path.relative_to(root).as_posix()
        try:
            yield name, json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            yield WORDS[lang]["unread"].format(file=name)


def _made(folder: str, pattern: str, tell: Any) -> Any:
    def parts(lang: str, root: Path) -> Iterator[str]:
        for found in _files(root, folder, pattern, lang):
            if isinstance(found, str):
                yield found
            else:
                yield from tell(*found, lang, root)
    return parts


RESULTS = {
    "calibration": _made("calibration", "*.json", trace_fit.calibration),
    "screening": _made("screening", "*.json", trace_fit.screening),
    "why": _made("why", "*/why.json", trace_results.why),
    "claims": _made("claims", "claims.json", trace_results.claims),
    "validation": _made("validation", "validation.json", trace_results.validation),
}
"""Blank of the page -> what fills it from the published results."""
