"""Sensitivity: which factors an outcome hangs on, alone and by others, beside what chance alone would show."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ...errors import spoken
from ...i18n import decimal
from ..words import text
from . import Answer
from .common import column, factor_label, factors, head, markdown, note, number, outcome_label

if TYPE_CHECKING:
    import pandas as pd

    from ..results import StudyResults

EVEN = 20
"""Base points a factor from which the two base samples of a crossed design are even enough for PAWN: with 64 or 128 points,
one in five of ten factors that do nothing stood out."""


def answer(results: StudyResults) -> Answer:
    """Morris' effects or Sobol' indices, as the design allows; PAWN with a dummy factor on any design."""
    import pandas as pd

    plan = results.plan
    keys, names, kind = plan["outcomes"], factors(results), plan["design"]["kind"]
    frame = results.good()
    tables: dict[str, list[pd.DataFrame]] = {}
    chance: dict[str, float] = {}
    for key in keys:
        y = outputs(frame, key, len(plan["points"]))
        for name, table in _tables(plan, names, frame, y, key).items():
            tables.setdefault(name, []).append(table.assign(outcome=key))
        from ...analysis.sobol import chance_share

        chance[key] = chance_share(y)
    made = {name: pd.concat(x, ignore_index=True) for name, x in tables.items()}

    def words(lang: str) -> list[str]:
        lines = head(results, lang)
        for key in keys:
            lines += [f"## {outcome_label(key, lang)}", ""]
            if np.isfinite(chance[key]) and len(plan["draws"]) == 1:
                lines += [text("study.sensitivity.chance", lang, share=decimal(100 * chance[key], lang, 0)), ""]
            if kind == "saltelli":
                lines += _sobol(made["sobol"], key, lang)
            if kind == "morris":
                lines += _morris(made["morris"], key, lang)
            if "pawn" in made:
                lines += _pawn(made["pawn"], key, lang)
        return lines + note(lang)

    def draw(folder: Path, lang: str) -> None:
        from ...report.fig_study import draw_indices

        for key in keys[:3]:
            shown = for_figure(made, kind, key).assign(label=lambda t: [factor_label(x, lang) for x in t.factor])
            draw_indices(shown, folder / f"indices_{key}_{lang}", {
                "x": text(f"study.sensitivity.axis.{kind if kind in ('saltelli', 'morris') else 'pawn'}", lang),
                "title": outcome_label(key, lang), "lang": lang,
                **{k: text(f"study.sensitivity.order.{k}", lang) for k in ("first", "total") if kind == "saltelli"}})

    return Answer(made, words, draw)


def outputs(frame: pd.DataFrame, key: str, points: int) -> np.ndarray:
    """An outcome as array (seeds, points), the mean over draws of each; NaN where no run went well."""
    first = frame.pivot_table(index="seed", columns="point", values=key, aggfunc="mean", dropna=False)
    return first.reindex(columns=range(points)).to_numpy(float)


def _tables(plan, names, frame, y, key) -> dict[str, pd.DataFrame]:
    from ...analysis import morris, pawn, shapley_effects, sobol
    from ...analysis.designs import saltelli_independent
    from ..points import cube

    second = bool(plan["analysis"].get("second_order", 1))
    out = {}
    if plan["design"]["kind"] == "saltelli":
        out["sobol"] = sobol.indices(y, names, second_order=second)
        out["convergence"] = sobol.convergence(y, names, second_order=second)
        out["shapley"] = shapley_effects.from_sobol(out["sobol"])
    if plan["design"]["kind"] == "morris":
        places = cube(plan["design"], len(names), second)
        assert places is not None
        out["morris"] = morris.effects(places, y, names)
    mean = np.nanmean(y, axis=0) if np.isfinite(y).any() else y[0]
    kind, rows = plan["design"]["kind"], np.arange(len(mean))
    if kind == "saltelli":  # crossed rows repeat values: they would make chance look like an effect
        rows = saltelli_independent(len(mean), len(names), second)
        if len(rows) < 2 * EVEN * len(names):
            return out
    if np.isfinite(mean[rows]).sum() >= pawn.LEAST and kind != "morris":
        x = frame.drop_duplicates("point").set_index("point")[[column(n) for n in names]].reindex(range(len(plan["points"])))
        out["pawn"] = pawn.pawn(x.to_numpy(float)[rows], mean[rows], names)
    return out


def _sobol(table: pd.DataFrame, key: str, lang: str) -> list[str]:
    from ...analysis.sobol import told

    x = table[table.outcome == key]
    total = x[x.order == "total"].sort_values("value", ascending=False)
    first = x[x.order == "first"].set_index("factor")
    rows = [[factor_label(r.factor, lang), spoken(told(r.value, r.low, r.high), lang),
             spoken(told(*first.loc[r.factor, ["value", "low", "high"]]), lang), number(r.spread, lang)]
            for r in total.itertuples()]
    lines = markdown([text(f"study.sensitivity.{k}", lang) for k in ("factor", "total", "first", "spread")], rows)
    pairs = x[(x.order == "second") & (x.low > 0)].sort_values("value", ascending=False).head(5)
    for r in pairs.itertuples():
        lines.append(text("study.sensitivity.pair", lang, a=factor_label(r.factor, lang), b=factor_label(r.other, lang),
                          value=spoken(told(r.value, r.low, r.high), lang)))
    return [*lines, ""]


def _morris(table: pd.DataFrame, key: str, lang: str) -> list[str]:
    x = table[table.outcome == key]
    rows = [[factor_label(r.factor, lang),
             f"{number(r.mu_star, lang)} ({number(r.mu_star_low, lang)} … {number(r.mu_star_high, lang)})",
             number(r.mu, lang, True), number(r.sigma, lang), number(r.spread, lang)] for r in x.itertuples()]
    return markdown([text(f"study.sensitivity.{k}", lang) for k in ("factor", "mu_star", "mu", "sigma", "spread")], rows)


def _pawn(table: pd.DataFrame, key: str, lang: str) -> list[str]:
    x = table[table.outcome == key]
    columns = [text(f"study.sensitivity.{k}", lang) for k in ("factor", "pawn_median", "floor", "above")]
    rows = [[text("study.sensitivity.dummy", lang) if r.factor == "dummy" else factor_label(r.factor, lang),
             decimal(r.median, lang, 3), decimal(r.floor, lang, 3), text("study.yes" if r.above_floor else "study.no", lang)]
            for r in x.itertuples()]
    return [text("study.sensitivity.pawn", lang), "", *markdown(columns, rows)]


def for_figure(made: dict[str, pd.DataFrame], kind: str, key: str) -> pd.DataFrame:
    """``factor, order, value, low, high`` of the indices that the design allows."""
    if kind == "saltelli":
        x = made["sobol"]
        return x[(x.outcome == key) & (x.order != "second")][["factor", "order", "value", "low", "high"]]
    if kind == "morris":
        x = made["morris"]
        x = x[x.outcome == key].rename(columns={"mu_star": "value", "mu_star_low": "low", "mu_star_high": "high"})
        return x.assign(order="total")[["factor", "order", "value", "low", "high"]]
    x = made["pawn"]
    x = x[x.outcome == key].rename(columns={"median": "value"})
    return x.assign(order="total", low=x.floor, high=x.value)[["factor", "order", "value", "low", "high"]]
