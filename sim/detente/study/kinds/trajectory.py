"""Trajectory: a reform rolled out over the years; each scenario's outcomes along time, and the difference to the first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ..words import text
from . import Answer
from .common import base_label, head, markdown, note, number, outcome_label

if TYPE_CHECKING:
    import pandas as pd

    from ..results import StudyResults

LOW, HIGH = 5.0, 95.0


def answer(results: StudyResults) -> Answer:
    """Median and 90 % of the runs of each scenario, step by step, and of the paired difference to the first scenario."""
    steps = table(results)
    keys, bases = results.plan["outcomes"], list(results.plan["bases"])

    def words(lang: str) -> list[str]:
        lines = head(results, lang)
        for key in keys:
            lines += [f"## {outcome_label(key, lang)}", ""]
            rows = []
            for base in bases:
                x = steps[(steps.outcome == key) & (steps.base == base)].sort_values("day")
                n = max(1, len(x) // 4)
                ends = (x["median"].iloc[:n].mean(), x["median"].iloc[-n:].mean())
                cells = [base_label(results, base, lang), *(number(m, lang) for m in ends)]
                last = x.iloc[-n:]
                d = [number(last[c].mean(), lang, True) for c in ("difference", "difference_low", "difference_high")]
                cells.append("–" if base == bases[0] else f"{d[0]} ({d[1]} … {d[2]})")
                rows.append(cells)
            lines += markdown([text(f"study.trajectory.{x}", lang) for x in ("base", "first", "last", "difference")], rows)
        return lines + note(lang)

    def draw(folder: Path, lang: str) -> None:
        from ...report.fig_study import draw_trajectory

        for key in keys[:3]:
            shown = steps[steps.outcome == key][["base", "day", "median", "low", "high"]]
            draw_trajectory(shown, folder / f"trajectory_{key}_{lang}", {
                "y": outcome_label(key, lang), "x": text("study.day", lang), "title": results.plan["title"].get(lang, ""),
                "lang": lang, **{b: base_label(results, b, lang) for b in bases}})

    return Answer({"steps": steps}, words, draw)


def table(results: StudyResults) -> pd.DataFrame:
    """``base, outcome, day`` (middle of the step), ``median, low, high`` over runs; ``difference`` and its 90 % over pairs."""
    import pandas as pd

    frame, every = results.good(), int(results.plan["analysis"].get("every", 28))
    bases = list(results.plan["bases"])
    rows = []
    for key in results.plan["outcomes"]:
        runs = {base: _stack(frame[frame.base == base], key) for base in bases}
        first = runs[bases[0]]
        for base in bases:
            pairs = [index for index in runs[base] if index in first]
            x = np.array([runs[base][i] for i in pairs])
            d = x - np.array([first[i] for i in pairs])
            for k in range(x.shape[1] if len(pairs) else 0):
                low, mid, high = np.nanpercentile(x[:, k], (LOW, 50.0, HIGH))
                dlow, dhigh = np.nanpercentile(d[:, k], (LOW, HIGH))
                rows.append({"base": base, "outcome": key, "day": (k + 0.5) * every, "median": mid, "low": low, "high": high,
                             "difference": float(np.nanmean(d[:, k])), "difference_low": dlow, "difference_high": dhigh})
    return pd.DataFrame(rows)


def _stack(frame: pd.DataFrame, key: str) -> dict[tuple[int, str, int, int], np.ndarray]:
    index = zip(frame.point, frame.structure, frame.draw, frame.seed, strict=True)
    return {i: np.asarray(x, float) for i, x in zip(index, frame[f"series.{key}"], strict=True)}
