"""What the kinds share: columns of factors, labels, the head of a page, tables in Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ...i18n import decimal
from ..words import text

if TYPE_CHECKING:
    import pandas as pd

    from ..results import StudyResults


def column(name: str) -> str:
    """Column of a factor."""
    return f"f_{name.replace('.', '_')}"


def factors(results: StudyResults) -> list[str]:
    """Names of the factors."""
    return [x["name"] for x in results.plan["factors"]]


def factor_label(name: str, lang: str) -> str:
    """A factor in words."""
    from ...declare.levers import BY_NAME
    from ...mechanisms import MECHANISMS, PARAMETERS

    x: Any = BY_NAME.get(name) or PARAMETERS.get(name)
    if x is None:
        x = next((m for m in MECHANISMS if f"switches.{m.key}" == name), None)
    return name if x is None else x.fr if lang == "fr" else x.en


def base_label(results: StudyResults, base: str, lang: str) -> str:
    """A scenario by its title, or by its file if another has the same."""
    titles = {name: x["title"].get(lang, name) for name, x in results.plan["bases"].items()}
    return titles[base] if list(titles.values()).count(titles[base]) == 1 else base


def outcome_label(key: str, lang: str) -> str:
    """An outcome in words, with its unit."""
    from ...outcomes import BY_KEY

    m = BY_KEY.get(key)
    return key if m is None else f"{m.label(lang)} ({m.unit_label(lang)})"


def head(results: StudyResults, lang: str) -> list[str]:
    """Title, question, how many runs of what, what failed."""
    p = results.plan
    there, failed = results.frame(), results.failures()
    lines = [f"# {p['title'].get(lang, p['name'])}", ""]
    if p["question"]:
        lines += [f"*{p['question'].get(lang, '')}*", ""]
    bases = ", ".join(base_label(results, b, lang) for b in p["bases"])
    lines.append(text("study.head", lang, runs=decimal(len(there), lang, 0), points=decimal(len(p["points"]), lang, 0),
                      draws=len(p["draws"]), seeds=p["seeds"], bases=bases, model=p["model"]))
    lines.append(text(f"study.uncertainty.{p['uncertainty']}", lang))
    if len(failed):
        first = failed.iloc[0]
        lines.append(text("study.failed", lang, n=len(failed), status=first.status, error=first.error, base=first.base,
                          point=int(first.point), seed=int(first.seed)))
        lines.append(text("study.again", lang, command=reproduce(results, first)))
    return [*lines, ""]


def reproduce(results: StudyResults, row: Any) -> str:
    """One command that does a run of the study again."""
    import shlex

    return f"detente study again {shlex.quote(str(results.folder))} {row.id}"


def markdown(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """A table in Markdown."""
    return ["| " + " | ".join(columns) + " |", "| " + " | ".join("---" for _ in columns) + " |",
            *("| " + " | ".join(row) + " |" for row in rows), ""]


def number(x: float, lang: str, sign: bool = False) -> str:
    """About three significant digits."""
    return decimal(float(x), lang, sign=sign)


def note(lang: str) -> list[str]:
    """What a result of the model is, and is not."""
    return ["", text("study.note", lang)]


def per_point(frame: pd.DataFrame, results: StudyResults, keys: Sequence[str]) -> pd.DataFrame:
    """Mean over seeds and draws of each outcome, with its standard error over them, a row a point and base."""
    from ..plan import USUAL

    frame = frame[frame.structure == USUAL]
    moved = [column(x) for x in factors(results)]
    keep = [k for k in keys if k in frame]
    grouped = frame.groupby(["base", "point"], sort=False)
    out = grouped[moved].first().join(grouped[keep].mean()).join(grouped[keep].sem().add_suffix("_se"))
    return out.join(grouped.size().rename("runs")).reset_index()
