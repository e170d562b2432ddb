"""Discover: in which part of the factors' space something holds, and in which it does not (PRIM)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ...i18n import decimal
from ..words import text
from . import Answer
from .common import base_label, column, factor_label, factors, head, markdown, note, number, outcome_label, per_point

if TYPE_CHECKING:
    import pandas as pd

    from ..results import StudyResults


FEW = 8
"""Cases below which no region is drawn: one or two points in a corner look like a region and are none."""


def question(results: StudyResults) -> tuple[str, str, float]:
    """Outcome, ``above`` or ``below``, bound; with two scenarios, of the difference of the second to the first."""
    a = results.plan["analysis"]
    key = a.get("outcome", results.plan["outcomes"][0])
    if "above" in a:
        return key, "above", float(a["above"])
    return key, "below", float(a.get("below", 0.0))


def cases(results: StudyResults) -> pd.DataFrame:
    """A row a point: factors, the measure (mean over draws and seeds), and whether it holds there."""
    key, side, bound = question(results)
    means = per_point(results.good(), results, [key])
    bases = list(results.plan["bases"])
    wide = means.pivot(index="point", columns="base", values=key)
    measure = wide[bases[1]] - wide[bases[0]] if len(bases) > 1 else wide[bases[0]]
    out = means[means.base == bases[0]].set_index("point")[[column(x) for x in factors(results)]]
    out["measure"] = measure
    out = out[np.isfinite(out.measure)]
    out["holds"] = out.measure > bound if side == "above" else out.measure < bound
    return out.reset_index()


def answer(results: StudyResults) -> Answer:
    """Boxes where it holds, and boxes where it does not."""
    import pandas as pd

    from ...analysis import discover

    x = cases(results)
    columns = [column(n) for n in factors(results)]
    codes = [column(f["name"]) for f in results.plan["factors"] if f["values"]]
    found = {}
    for name, holds in (("holds", x.holds), ("fails", ~x.holds)):
        if holds.sum() >= FEW and not holds.all():
            found[name] = discover.boxes(x[columns], holds.to_numpy(), measure=x.measure.to_numpy(), categories=codes)
    tables = {"cases": x}
    boxes = [discover.table(b).assign(which=name) for name, b in found.items() if b]
    if boxes:
        tables["boxes"] = pd.concat(boxes, ignore_index=True)

    def words(lang: str) -> list[str]:
        key, side, bound = question(results)
        bases = list(results.plan["bases"])
        asked = text(f"study.discover.{'pair' if len(bases) > 1 else 'one'}.{side}", lang, outcome=outcome_label(key, lang),
                     bound=number(bound, lang), a=base_label(results, bases[0], lang),
                     b=base_label(results, bases[-1], lang))
        lines = [*head(results, lang), asked, "", text("study.discover.share", lang, n=int(x.holds.sum()), of=len(x)), ""]
        if x.holds.all() or not x.holds.any():
            lines += [text("study.discover.everywhere" if x.holds.all() else "study.discover.nowhere", lang), ""]
        elif min(x.holds.sum(), (~x.holds).sum()) < FEW:
            lines += [text("study.discover.few", lang, n=FEW), ""]
        for name, some in found.items():
            for k, box in enumerate(some, 1):
                lines += [f"## {text(f'study.discover.{name}', lang)} {k}", "",
                          text("study.discover.box", lang, coverage=decimal(100 * box.coverage, lang, 0),
                               density=decimal(100 * box.density, lang, 0), base=decimal(100 * box.base, lang, 0),
                               mean=number(box.mean, lang)), ""]
                lines += markdown([text(f"study.discover.{c}", lang) for c in ("factor", "limit", "p")],
                                  [_limit(results, r, lang) for r in box.limits.itertuples()])
        return lines + note(lang)

    def draw(folder: Path, lang: str) -> None:
        from ...report.fig_study import draw_box

        for name, some in found.items():
            if some:
                shown = discover.table(some)
                back = {column(n): factor_label(n, lang) for n in factors(results)}
                shown["label"] = [back[c] for c in shown.factor]
                draw_box(shown, folder / f"boxes_{name}_{lang}", {"title": text(f"study.discover.{name}", lang), "lang": lang,
                                                                 "box": text("study.discover.part", lang)})

    return Answer(tables, words, draw)


def _limit(results: StudyResults, r, lang: str) -> list[str]:
    back = {column(n): n for n in factors(results)}
    name = back[r.factor]
    if r.side == "among":
        shown = ", ".join(_choice(name, v) for v in r.limit)
    else:
        shown = f"{'≥' if r.side == 'low' else '≤'} {number(float(r.limit), lang)}"
    return [factor_label(name, lang), shown, decimal(float(r.p), lang, 3)]


def _choice(name: str, value: float) -> str:
    from ...declare.levers import BY_NAME

    choices = BY_NAME[name].choices if name in BY_NAME else ()
    return choices[int(value)] if choices else str(value)
