"""Sweep: outcomes over factors; how each outcome goes with each factor, in ranks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..words import text
from . import Answer
from .common import base_label, column, factor_label, factors, head, markdown, note, number, outcome_label, per_point

if TYPE_CHECKING:
    import pandas as pd

    from ..results import StudyResults


def answer(results: StudyResults) -> Answer:
    """Means of each point, and Spearman's rank correlation of each outcome with each factor over points."""
    keys = results.plan["outcomes"]
    means = per_point(results.good(), results, keys)
    ranks = correlations(means, results)

    def words(lang: str) -> list[str]:
        lines = head(results, lang)
        lines += [text("study.sweep.ranks", lang), ""]
        names = factors(results)
        rho = ranks.set_index(["factor", "outcome"]).rho
        rows = [[factor_label(x, lang), *(number(rho[x, k], lang, True) for k in keys)] for x in names]
        lines += markdown([text("study.factor", lang), *(outcome_label(k, lang) for k in keys)], rows)
        return lines + note(lang)

    def draw(folder: Path, lang: str) -> None:
        from ...report.fig_study import draw_sweep

        top = keys[0]
        order = ranks[ranks.outcome == top].assign(size=lambda t: t.rho.abs()).sort_values("size", ascending=False)
        name = str(order.factor.iloc[0])
        shown = means.rename(columns={column(name): "x", top: "y"})[["base", "x", "y"]]
        draw_sweep(shown, folder / f"sweep_{lang}", {"x": factor_label(name, lang), "y": outcome_label(top, lang),
                                                     "title": results.plan["title"].get(lang, ""), "lang": lang,
                                                     **{b: base_label(results, b, lang) for b in results.plan["bases"]}})

    return Answer({"points": means, "ranks": ranks}, words, draw)


def correlations(means: pd.DataFrame, results: StudyResults) -> pd.DataFrame:
    """Spearman's rho of each outcome with each factor."""
    import pandas as pd

    rows = []
    for name in factors(results):
        for key in results.plan["outcomes"]:
            rows.append({"factor": name, "outcome": key, "points": len(means),
                         "rho": means[column(name)].corr(means[key], method="spearman")})
    return pd.DataFrame(rows)
