"""Compare: paired differences to the first scenario; several policies at once; chance, parameters and structure apart."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ...i18n import decimal
from ..plan import USUAL
from ..words import text
from . import Answer
from .common import base_label, factor_label, head, markdown, note, number, outcome_label

if TYPE_CHECKING:
    import pandas as pd

    from ..results import StudyResults

Arm = tuple[str, int]


def arms(results: StudyResults) -> list[Arm]:
    """Scenario and point of each policy; the first is the reference."""
    p = results.plan
    return [(base, k) for base in p["bases"] for k in range(len(p["points"]))]


def label(results: StudyResults, arm: Arm, lang: str) -> str:
    """A policy in words."""
    base, k = base_label(results, arm[0], lang), arm[1]
    point = results.plan["points"][k]
    moved = ", ".join(f"{factor_label(name, lang)} {decimal(float(v), lang)}" for name, v in point.items())
    return f"{base}\u202f: {moved}" if moved and lang == "fr" else f"{base}: {moved}" if moved else base


def cubes(results: StudyResults, key: str) -> dict[Arm, np.ndarray]:
    """An outcome of each policy, array (structures, draws, seeds); NaN where a run failed."""
    p = results.plan
    order = {name: k for k, name in enumerate(p["structures"])}
    shape = (len(order), len(p["draws"]), p["seeds"])
    out = {arm: np.full(shape, np.nan) for arm in arms(results)}
    frame = results.good()
    rows = zip(frame.base, frame.point, frame.structure, frame.draw, frame.seed, frame[key], strict=True)
    for base, point, structure, draw, seed, value in rows:
        out[base, point][order[structure], draw, seed - p["first_seed"]] = value
    return out


def wanted_pairs(results: StudyResults, pilot: int) -> int:
    """Pairs that the wanted half-width takes, for the policy whose difference varies most (Stein's first stage)."""
    from ...analysis import stein

    width = float(results.plan["analysis"]["half_width"])
    of = cubes(results, results.plan["outcomes"][0])
    first, *rest = arms(results)
    each = [np.nanmean(of[arm][0] - of[first][0], axis=0)[:pilot] for arm in rest]
    return max(stein.plan(d[np.isfinite(d)], width).n for d in each)


def answer(results: StudyResults) -> Answer:
    """Differences, simultaneous intervals, what pairing gained, and three bands."""
    import pandas as pd

    keys = results.plan["outcomes"]
    made = [_outcome(results, key) for key in keys]
    table = pd.concat([x[0] for x in made], ignore_index=True)
    bands = pd.concat([x[1] for x in made], ignore_index=True)
    variants = pd.DataFrame([row for x in made for row in x[2]],
                            columns=["outcome", "arm", "structure", "difference", "low", "high"])

    def words(lang: str) -> list[str]:
        lines = head(results, lang)
        first, *rest = arms(results)
        lines += [text("study.compare.how", lang, first=label(results, first, lang), n=len(rest)), ""]
        for key in keys:
            lines += [f"## {outcome_label(key, lang)}", ""]
            x = table[table.outcome == key]
            columns = [text(f"study.compare.{k}", lang) for k in ("policy", "difference", "single", "all", "holm", "gain")]
            lines += markdown(columns, [_row(results, r, rest, lang) for r in x.itertuples()])
            if bool(x.weak.any()):
                lines += [text("study.compare.weak", lang), ""]
            lines += _bands(results, bands[bands.outcome == key], rest, lang)
            lines += _variants(results, variants[variants.outcome == key], rest, lang)
        return lines + note(lang)

    def draw(folder: Path, lang: str) -> None:
        from ...report.fig_study import draw_indices

        for key in keys[:3]:
            x = table[table.outcome == key]
            shown = pd.DataFrame({"factor": x.policy, "order": "total", "value": x.difference, "low": x.all_low,
                                  "high": x.all_high, "label": [label(results, arms(results)[k], lang) for k in x.arm]})
            draw_indices(shown, folder / f"difference_{key}_{lang}", {"x": outcome_label(key, lang), "lang": lang,
                                                                      "title": text("study.compare.title", lang)})

    return Answer({"comparison": table, "bands": bands, "structures": variants}, words, draw)


def _outcome(results: StudyResults, key: str) -> tuple[pd.DataFrame, pd.DataFrame, list[tuple[Any, ...]]]:
    import pandas as pd

    from ...analysis import many
    from ...analysis.three_bands import three_bands

    of = cubes(results, key)
    first, *rest = arms(results)
    names = [f"{base}/{k}" for base, k in rest]
    declared = list(results.plan["structures"]).index(USUAL)
    seeds = {arm: np.nanmean(x[declared], axis=0) for arm, x in of.items()}  # a seed's mean over draws: seeds are the pairs
    table = many.against(seeds[first], np.array([seeds[arm] for arm in rest]), names)
    if results.plan["analysis"].get("half_width") and key == results.plan["outcomes"][0]:
        table = _planned(results, table, [seeds[arm] - seeds[first] for arm in rest])
    table = table.assign(outcome=key, arm=range(1, len(rest) + 1))
    bands, variants = [], []
    for k, arm in enumerate(rest, 1):
        d = of[arm] - of[first]
        keep = np.isfinite(d).all(axis=(0, 1))
        if keep.sum() > 1:
            bands.append(_three(d[:, :, keep], declared).assign(outcome=key, arm=k))
            for n, name in enumerate(results.plan["structures"]):
                by = three_bands(d[n:n + 1][:, :, keep]).iloc[0]
                variants.append((key, k, name, by["mean"], by.low, by.high))
    return table, pd.concat(bands, ignore_index=True) if bands else pd.DataFrame(), variants


def _three(d: np.ndarray, declared: int) -> pd.DataFrame:
    """Chance and parameters of the declared model; structure about its difference, from all variants."""
    from ...analysis.three_bands import STRUCTURE, three_bands

    out, all_of_them = three_bands(d[declared:declared + 1]), three_bands(d)
    wide = all_of_them.band == STRUCTURE
    half = float(all_of_them.loc[wide, "high"].iloc[0] - all_of_them.loc[wide, "mean"].iloc[0])
    mean = float(out["mean"].iloc[0])
    row = out.band == STRUCTURE
    out.loc[row, ["low", "high"]] = mean - half, mean + half
    out.loc[row, ["sd", "freedom", "levels"]] = all_of_them.loc[wide, ["sd", "freedom", "levels"]].to_numpy()
    out.loc[row, "away"] = abs(mean) > half
    return out


def _planned(results: StudyResults, table: pd.DataFrame, differences: list[np.ndarray]) -> pd.DataFrame:
    """The interval that the pilot's spread promised (Stein), in the place of the one that looks at all pairs."""
    from ...analysis import stein

    a = results.plan["analysis"]
    pilot, out = int(a.get("pilot", stein.PILOT)), table.copy()
    for k, d in enumerate(differences):
        if np.isfinite(d).all():
            made = stein.plan(d[:pilot], float(a["half_width"]))
            told = stein.answer(d, stein.Plan(len(d), pilot, made.sd, made.half_width, made.level))
            out.loc[k, ["low", "high"]] = told.low, told.high
    return out


def _row(results: StudyResults, r, rest: list[Arm], lang: str) -> list[str]:
    gain = f"{decimal(r.gain, lang, 1)} (ρ {decimal(r.rho, lang, 2)}){' ⚠' if r.weak else ''}"
    p = f"< {decimal(0.001, lang, 3)}" if r.p_holm < 0.001 else decimal(r.p_holm, lang, 3)
    return [label(results, rest[r.arm - 1], lang), number(r.difference, lang, True),
            f"{number(r.low, lang, True)} … {number(r.high, lang, True)}",
            f"{number(r.all_low, lang, True)} … {number(r.all_high, lang, True)}", p, gain]


def _bands(results: StudyResults, bands: pd.DataFrame, rest: list[Arm], lang: str) -> list[str]:
    if not len(bands):
        return []
    rows = []
    for arm, x in bands.groupby("arm", sort=False):
        by = x.set_index("band")
        cells = [label(results, rest[int(arm) - 1], lang)]
        for band in ("chance", "parameters", "structure"):
            low, high = by.loc[band, "low"], by.loc[band, "high"]
            cells.append(text("study.compare.not_looked", lang) if not np.isfinite(low)
                         else f"{number(low, lang, True)} … {number(high, lang, True)}")
        rows.append(cells)
    columns = [text("study.compare.policy", lang), *(text(f"study.compare.band.{k}", lang)
                                                     for k in ("chance", "parameters", "structure"))]
    return [text("study.compare.bands", lang), "", *markdown(columns, rows)]


def _variants(results: StudyResults, variants: pd.DataFrame, rest: list[Arm], lang: str) -> list[str]:
    """The difference under each version of the model, where there are several."""
    if variants.structure.nunique() < 2:
        return []
    rows = [[label(results, rest[r.arm - 1], lang),
             text("study.compare.declared", lang) if r.structure == USUAL else r.structure,
             f"{number(r.difference, lang, True)} ({number(r.low, lang, True)} … {number(r.high, lang, True)})"]
            for r in variants.itertuples()]
    columns = [text(f"study.compare.{k}", lang) for k in ("policy", "version", "chance90")]
    return [text("study.compare.variants", lang), "", *markdown(columns, rows)]
