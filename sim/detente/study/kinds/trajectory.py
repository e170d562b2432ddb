"""Trajectory: a reform rolled out over the years; each scenario's outcomes along time, and the difference to the first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ..words import text
from . import Answer
from .common import base_label, head, markdown, note, number, outcome_label

if TYPE_CHECKING:
    import pandas as pd

    from ..results import StudyResults

LOW, HIGH = 5.0, 95.0


def answer(results: StudyResults) -> Answer:
    """Mean and 90 % of the runs of each scenario, step by step; the paired difference to the first in the last quarter."""
    import pandas as pd

    steps = table(results)
    ends = pd.DataFrame([row for key in results.plan["outcomes"] for row in quarters(results, key)])
    keys, bases = results.plan["outcomes"], list(results.plan["bases"])

    def words(lang: str) -> list[str]:
        lines = head(results, lang)
        for key in keys:
            lines += [f"## {outcome_label(key, lang)}", ""]
            rows = []
            for r in ends[ends.outcome == key].itertuples():
                gap = "–" if r.base == bases[0] else (f"{number(r.difference, lang, True)} ({number(r.low, lang, True)} … "
                                                      f"{number(r.high, lang, True)})")
                lower = "–" if r.base == bases[0] else text("study.trajectory.of", lang, k=r.lower, n=r.pairs)
                rows.append([base_label(results, r.base, lang), number(r.first, lang), number(r.last, lang), gap, lower])
            columns = ("base", "first", "last", "difference", "lower")
            lines += markdown([text(f"study.trajectory.{x}", lang) for x in columns], rows)
        return lines + note(lang)

    def draw(folder: Path, lang: str) -> None:
        from ...report.fig_study import draw_trajectory

        for key in keys[:3]:
            shown = steps[steps.outcome == key][["base", "day", "mean", "low", "high"]].rename(columns={"mean": "line"})
            draw_trajectory(shown, folder / f"trajectory_{key}_{lang}", {
                "y": outcome_label(key, lang), "x": text("study.day", lang), "title": results.plan["title"].get(lang, ""),
                "lang": lang, **{b: base_label(results, b, lang) for b in bases}})

    return Answer({"steps": steps, "ends": ends}, words, draw)


def quarters(results: StudyResults, key: str) -> list[dict[str, Any]]:
    """A row a scenario: means in the first and the last quarter of the steps, paired difference to the first scenario.

    Returns
    -------
    list of dict
        ``base, outcome, first, last``; ``difference, low, high`` of the last quarter (Student t over seeds, 90 %: chance
        alone), ``pairs, lower`` (seeds, and those with less than under the first scenario).
    """
    from ...studies.paired import paired

    frame = results.good()
    means, rows = {}, []
    for base in results.plan["bases"]:
        runs = _stack(frame[frame.base == base], key)
        n = max(1, len(next(iter(runs.values()))) // 4) if runs else 1
        by_seed: dict[int, list[tuple[float, float]]] = {}
        for (_, _, _, seed), x in runs.items():
            by_seed.setdefault(seed, []).append((float(np.nanmean(x[:n])), float(np.nanmean(x[-n:]))))
        means[base] = {seed: np.nanmean(x, axis=0) for seed, x in by_seed.items()}
    first = means[next(iter(means))]
    for base, mine in means.items():
        seeds = [seed for seed in mine if seed in first]
        a, b = [first[x][1] for x in seeds], [mine[x][1] for x in seeds]
        p = paired(a, b, level=0.90)
        rows.append({"base": base, "outcome": key, "first": float(np.nanmean([mine[x][0] for x in seeds])), "last": p.mean,
                     "difference": p.difference, "low": p.low, "high": p.high, "pairs": p.n,
                     "lower": sum(y < x for x, y in zip(a, b, strict=True))})
    return rows


def table(results: StudyResults) -> pd.DataFrame:
    """``base, outcome, day`` (middle of the step), ``mean, low, high`` (90 % of the runs), and of the differences in pairs."""
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
                low, high = np.nanpercentile(x[:, k], (LOW, HIGH))
                dlow, dhigh = np.nanpercentile(d[:, k], (LOW, HIGH))
                rows.append({"base": base, "outcome": key, "day": (k + 0.5) * every, "mean": float(np.nanmean(x[:, k])),
                             "low": low, "high": high,
                             "difference": float(np.nanmean(d[:, k])), "difference_low": dlow, "difference_high": dhigh})
    return pd.DataFrame(rows)


def _stack(frame: pd.DataFrame, key: str) -> dict[tuple[int, str, int, int], np.ndarray]:
    index = zip(frame.point, frame.structure, frame.draw, frame.seed, strict=True)
    return {i: np.asarray(x, float) for i, x in zip(index, frame[f"series.{key}"], strict=True)}
