"""``detente compare``: paired runs, a table, plain sentences, and a folder of tables and figures."""

from __future__ import annotations

import math
import sys
from typing import TYPE_CHECKING

from ..i18n import decimal, digits_for, listing
from . import shell
from .asking import Asked
from .running import announcer, progress_bar
from .shell import Saving, Show
from .two_table import percent, two_table
from .unsure import Unsure, asking, at_work

if TYPE_CHECKING:
    from pathlib import Path

    from ..scenario.schema import Scenario
    from ..studies.compare import Comparison

WIDE = 130
"""Columns from which the unit gets a column of its own."""


def main(names: list[str], asked: Asked, unsure: Unsure, threads: int | None, saving: Saving, show: Show) -> None:
    """Compare, print, save."""
    lang = show.lang
    arms = [asked.of(name) for name in names]
    drawn = unsure.wanted
    folder = _folder(arms, saving)
    comparison = (_in_every_draw if drawn else _compared)(arms, unsure, threads, folder, show)
    if not show.json:
        _as_text(comparison, show)
    saved = None
    if folder is not None:
        from ..studies.keep import keep

        saved = keep(comparison, folder, force=saving.force, figures=saving.figures, lang=lang, command=shell.command_line())
        print(show.text("saved", folder=saved), file=sys.stderr)
    if show.json:
        _as_json(comparison, lang, saved)


def _compared(arms: list[Scenario], unsure: Unsure, threads: int | None, folder: Path | None, show: Show) -> Comparison:
    from ..studies.compare import compare

    with progress_bar(show.lang) as progress:
        return compare(*arms, replicates=unsure.replicates, threads=threads, progress=progress, announce=announcer(show.lang))


def _in_every_draw(arms: list[Scenario], unsure: Unsure, threads: int | None, folder: Path | None, show: Show) -> Comparison:
    from ..studies.compare import compare

    if len(arms) < 2:
        return compare(*arms)  # which refuses
    unsure.announce(arms, threads, show)
    with at_work(show.text("progress"), folder, show) as (progress, memory):
        return compare(*arms, replicates=unsure.replicates, uncertainty=unsure.uncertainty, draws=unsure.draws,
                       threads=threads, memory=memory, progress=progress, announce=announcer(show.lang))


def _folder(arms, saving: Saving):
    """Chosen before the runs: a folder that cannot be used is said at once."""
    if not saving.wanted:
        return None
    from .places import folder_for

    return folder_for(saving.out, "-vs-".join(dict.fromkeys(arm.name for arm in arms)), saving.force)


def _as_json(comparison: Comparison, lang: str, saved) -> None:
    from ..studies.uncertain import UncertainComparison
    from ..studies.verdict import cautions, sentences

    about = {}
    if isinstance(comparison, UncertainComparison):
        about = {"uncertainty": comparison.grid.about() | {"ignorance_level": comparison.covered}}
    shell.print_json({
        "reference": comparison.names[0], "arms": list(comparison.names[1:]), "seeds": list(comparison.seeds),
        "level": comparison.level, "method": comparison.method(lang), "sentences": sentences(comparison, lang),
        "cautions": cautions(comparison, lang), "table": comparison.table(lang).to_dict("records"),
        "fairness": comparison.fairness(lang).to_dict("records"), "saved": str(saved) if saved else None,
        **about,
    })


def _as_text(comparison: Comparison, show: Show) -> None:
    from ..studies.uncertain import UncertainComparison
    from ..studies.verdict import cautions, main_outcomes, sentences

    lang, out = show.lang, shell.console()
    facts = {"reference": comparison.names[0], "arms": listing(list(comparison.names[1:]), lang), "n": len(comparison.seeds),
             "place": comparison.scenarios[0].establishment.name, "days": comparison.scenarios[0].horizon_days}
    two = comparison if isinstance(comparison, UncertainComparison) else None
    out.print(show.text("compare.head", **facts) if two is None else
              show.text("two.head", **facts, draws=len(two.draws), pairs=len(two.runs[0])), markup=False)
    keys = comparison.outcomes if show.every else main_outcomes(comparison)
    for arm in range(1, len(comparison.names)):
        wide = out.width >= WIDE
        out.print(_table(comparison, arm, keys, show, wide) if two is None else two_table(two, arm, keys, show, wide))
        out.print(show.text("compare.columns" if two is None else "two.columns", arm=comparison.names[arm]), markup=False,
                  style="dim")
        out.print()
    out.print(_fairness(comparison, show))
    shown = keys if show.every else None
    for line in sentences(comparison, lang, shown):
        out.print(line, markup=False)
    out.print()
    for line in [*cautions(comparison, lang, shown), *([asking(show)] if two is None else [])]:
        out.print(line, markup=False, style="dim")


def _table(comparison: Comparison, arm: int, keys, show: Show, wide: bool):
    """A row for each measure: means, difference and interval, share better, gain; a narrow screen leaves one mean out."""
    lang = show.lang
    means = [comparison.names[0], *([comparison.names[arm]] if wide else [])]
    right = [*means, show.text("col.difference"), show.text("col.interval", level=round(100 * comparison.level)),
             show.text("col.better"), show.text("col.gain")]
    made = shell.table(show.text("compare.arm", arm=comparison.names[arm], reference=comparison.names[0]),
                       show.text("col.measure"), *right, *([show.text("col.unit")] if wide else []), right=right)
    rows = comparison.table(lang)
    rows = rows[(rows.arm == comparison.names[arm]) & rows.outcome.isin(keys)].set_index("outcome")
    for key in keys:
        x = rows.loc[key]
        digits = digits_for(x.difference, x.low, x.high)
        bounds = " … ".join(decimal(bound, lang, digits, sign=True) for bound in (x.low, x.high))
        label = [x.label] if wide else [f"{x.label}\n[dim]{x.unit}[/dim]"]
        made.add_row(*label, decimal(x.mean_reference, lang), *([decimal(x["mean"], lang)] if wide else []),
                     decimal(x.difference, lang, digits, sign=True),
                     bounds if math.isfinite(x.low) else "–", percent(x.share_better, lang),
                     decimal(x.variance_gain, lang, 1), *([x.unit] if wide else []))
    return made


def _fairness(comparison: Comparison, show: Show):
    lang = show.lang
    right = [show.text("col.posts"), show.text("col.floor_hours"), show.text("col.euros"), show.text("col.difference")]
    made = shell.table(None, show.text("col.arm"), *right, show.text("col.words"), right=right)
    for row in comparison.fairness(lang).itertuples():
        made.add_row(row.arm, decimal(row.officer_posts, lang, 0), decimal(row.floor_hours, lang, 0),
                     decimal(row.euros, lang, 0), decimal(row.euros_difference, lang, 0, sign=True), row.words)
    return made
