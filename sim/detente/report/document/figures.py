"""The figures of a report: drawn once, kept as text that any reader can resize, each with its sentence and its numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ...i18n import decimal
from .blocks import Figure, Para, Section, Table, table
from .words import phrase, quoted

if TYPE_CHECKING:
    import pandas as pd

    from .reading import Material

DAYS = 28
"""Days of a period of the curves, and of their mean."""
WIDTH = 7.2
"""Inches: what is written in a figure is nearly as large on A4 as in the tables."""
SHORT = 60
"""Characters of a title inside a figure."""


def svg(figure, name: str, alt: str) -> str:
    """A figure as an element of a page."""
    from ..small_files import inline

    return str(inline(figure, name, alt))


def clipped(title: str) -> str:
    """A title that fits a legend; what matplotlib would take for mathematics is told apart."""
    short = title if len(title) <= SHORT else title[:SHORT - 1].rstrip() + "…"
    return short.replace("$", r"\$")


def compared(m: Material, arm: int, lang: str, numbers: Table) -> list[Figure]:
    """Differences of the main measures with their intervals."""
    from ...studies.keep import difference
    from ..figures import HEADLINE, alt_text, figure_compare

    assert m.comparison is not None
    pairs = {key: m.comparison.pairs[arm, key] for key in HEADLINE if key in m.comparison.outcomes and key not in m.hidden}
    rows = [difference(key, pair) for key, pair in pairs.items() if pair.n > 1]
    drawn = [x for x in rows if np.isfinite([x.mean, x.low, x.high, x.base]).all() and x.base != 0]
    if not drawn:
        return []
    titles = m.titles(lang)
    figure = figure_compare(drawn, clipped(titles[0]), clipped(titles[arm]), lang)
    figure.suptitle("")
    figure.set_size_inches(WIDTH, 0.24 * len(drawn) + 1.5)
    alt = alt_text("compare", drawn, lang)
    caption = phrase("figure.compare", lang, arm=quoted(titles[arm], lang), reference=quoted(titles[0], lang))
    return [Figure(svg(figure, f"compare{arm}{lang}", alt), alt, caption, _relative(drawn, lang))]


def _relative(rows, lang: str) -> Table:
    """The figure in numbers: hundredths of the reference."""
    from ...outcomes import BY_KEY
    from ..fig_compare import relative

    def of(bounds, scale: float = 1.0) -> str:
        return " … ".join(decimal(x * scale, lang, 0, sign=True) for x in bounds)

    two = any(x.ignorance is not None for x in rows)
    made = []
    for x in rows:
        mean, low, high = relative(x)
        known = x.ignorance is not None and np.isfinite(x.ignorance).all()
        ignorance = [of(x.ignorance, 100.0 / abs(x.base)) if known else "–"] if two else []
        made.append([BY_KEY[x.key].label(lang), decimal(mean, lang, 0, sign=True), of((low, high)), *ignorance])
    heads = [phrase("col.measure", lang), phrase("col.difference_percent", lang), phrase("col.chance", lang),
             *([phrase("col.ignorance", lang)] if two else [])]
    return table(phrase("caption.relative", lang), heads, made, right=tuple(range(1, len(heads))),
                 widths=(3.0, 1.2, 1.5, *([1.5] if two else [])))


def over_time(m: Material, lang: str) -> Section | None:
    """Tension and assaults over time in the saved runs."""
    daily = m.results.table("daily")
    arms = [daily[daily.run.isin(m.runs_of(k))] for k in range(len(m.names))]
    if any(x.empty for x in arms) or daily.day.max() < 2:
        return None
    titles = m.titles(lang)
    series = [_series(x) for x in arms]
    periods = [_periods(x) for x in arms]
    alt = _alt(titles, periods, lang)
    one = m.comparison is not None or len(m.results) == 1
    note = phrase("limits.one_run" if one and m.comparison is None else "curves.one" if one else "curves.many", lang,
                  n=len(m.results))
    if m.comparison is not None:
        note += " " + phrase("curves.same", lang)
    figure = Figure(svg(_draw(series, titles, lang), f"curves{lang}", alt), alt, phrase("figure.curves", lang, days=DAYS),
                    _table(titles, periods, lang))
    return Section("curves", phrase("head.curves", lang), (Para(note), figure))


def _series(runs: pd.DataFrame) -> dict[str, np.ndarray]:
    """Means over runs, day by day, of the last 28 days."""
    from ..fig_year import rolling

    by = runs.groupby("day")
    n = np.maximum(1.0, by.n.sum().to_numpy(float))
    return {"day": by.n.sum().index.to_numpy(int) + 1, "tension": rolling(by.tension.mean().to_numpy(float), 7),
            "assaults": rolling(DAYS * 1000.0 * by.assaults.sum().to_numpy(float) / n, DAYS)}


def _periods(runs: pd.DataFrame) -> pd.DataFrame:
    """A row for each period of 28 days: mean tension, assaults per 1,000 inmates true and recorded, assaults on staff."""
    import pandas as pd

    last = max(1, round(runs.day.nunique() / DAYS)) - 1  # a rest of a few days goes with the period before
    by = runs.assign(period=(runs.day // DAYS).clip(upper=last)).groupby("period")
    each = 1000.0 * DAYS / by.n.sum().clip(lower=1)
    return pd.DataFrame({"first": by.day.min() + 1, "last": by.day.max() + 1, "tension": by.tension.mean(),
                         "assaults": by.assaults.sum() * each, "recorded": by.recorded_assaults.sum() * each})


def _draw(series: list[dict[str, np.ndarray]], titles: tuple[str, ...], lang: str):
    from matplotlib.ticker import MaxNLocator

    from ..style import BLUE, GREY, ORANGE, new, numbers, plain

    looks = ((ORANGE, "-"), (BLUE, (0, (5, 2))), (GREY, (0, (1, 1.2))), ("#123A66", (0, (5, 2, 1, 2))))
    figure, (top, low) = new(WIDTH, 4.3, 2, 1)
    for k, (x, title) in enumerate(zip(series, titles, strict=True)):
        colour, dash = looks[k % len(looks)]
        top.plot(x["day"], x["tension"], color=colour, linestyle=dash, linewidth=2, label=clipped(title))
        low.plot(x["day"][min(DAYS, len(x["day"])) - 1:], x["assaults"][min(DAYS, len(x["day"])) - 1:], color=colour,
                 linestyle=dash, linewidth=2)
    top.set_ylabel(phrase("axis.tension", lang))
    low.set_ylabel(phrase("axis.assaults", lang))
    low.set_xlabel(phrase("axis.day", lang))
    low.set_ylim(bottom=0)
    for ax, decimals in ((top, 2), (low, 0)):
        plain(ax)
        ax.set_xlim(1, max(2, int(max(x["day"][-1] for x in series))))
        ax.yaxis.set_major_locator(MaxNLocator(4, steps=[1, 2, 5, 10]))
        numbers(ax.yaxis, lang, decimals)
    top.legend(frameon=False, loc="lower left", bbox_to_anchor=(0.0, 1.0), ncols=1 if len(titles) > 2 else 2)
    return figure


def _alt(titles: tuple[str, ...], periods: list[pd.DataFrame], lang: str) -> str:
    parts = [phrase("alt.arm", lang, arm=quoted(title, lang), a=decimal(float(x.tension.iloc[0]), lang, 2),
                    b=decimal(float(x.tension.iloc[-1]), lang, 2), mean=decimal(float(x.assaults.mean()), lang, 0))
             for title, x in zip(titles, periods, strict=True)]
    return phrase("alt.curves", lang, arms=("; " if lang == "en" else "\u202f; ").join(parts))


def _table(titles: tuple[str, ...], periods: list[pd.DataFrame], lang: str) -> Table:
    heads = [phrase("col.days", lang)]
    for title in titles:
        heads += [phrase(f"col.{key}", lang, arm=title) for key in ("tension_of", "assaults_of", "recorded_of")]
    rows = []
    for k in sorted(set.intersection(*(set(x.index) for x in periods))):
        row = [f"{int(periods[0].loc[k, 'first'])}–{int(periods[0].loc[k, 'last'])}"]
        for x in periods:
            row += [decimal(float(x.loc[k, "tension"]), lang, 2), decimal(float(x.loc[k, "assaults"]), lang, 0),
                    decimal(float(x.loc[k, "recorded"]), lang, 0)]
        rows.append(row)
    return table(phrase("caption.curves", lang, days=DAYS), heads, rows, right=tuple(range(1, len(heads))),
                 widths=(1.2, *[1.0] * (len(heads) - 1)))
