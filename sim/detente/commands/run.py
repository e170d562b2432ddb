"""``detente run``: one life of a prison, several with their spread, or several in every draw of the parameters."""

from __future__ import annotations

import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import DetenteError, span
from ..i18n import decimal
from . import shell
from .asking import Asked
from .running import announcer, progress_bar
from .shell import Saving, Show
from .unsure import Unsure, asking

if TYPE_CHECKING:
    from ..engine import Run
    from ..scenario.schema import Scenario

LEVEL = 0.95


def main(name: str, asked: Asked, unsure: Unsure, threads: int | None, saving: Saving, show: Show) -> None:
    """Run, print, save the first run if asked."""
    lang = show.lang
    scenario = asked.of(name)
    if unsure.wanted:
        from .run_uncertain import main as in_every_draw

        in_every_draw(scenario, unsure, threads, _folder(scenario, saving), saving, show)
        return
    replicates = 1 if unsure.replicates is None else unsure.replicates
    if not 1 <= replicates <= 10_000:
        raise DetenteError("this number of replicates cannot be run", key="--replicates", given=str(replicates),
                           allowed=span(1, 10_000))
    folder = _folder(scenario, saving)
    first, values = _lived(scenario, replicates, threads, lang)
    if not show.json:
        _as_text(scenario, values, show)
    saved = None
    if folder is not None:
        from ..outcomes.store import save

        saved = save(first, folder, force=saving.force, command=shell.command_line(), figures=saving.figures, lang=lang)
        print(show.text("saved", folder=saved), file=sys.stderr)
    if show.json:
        shell.print_json({"scenario": scenario.name, "hash": scenario.hash(), "seed": scenario.seed,
                          "days": scenario.horizon_days, "digest": first.digest(), "incidents": len(first.log),
                          "runs": values, "saved": str(saved) if saved else None})


def _folder(scenario: Scenario, saving: Saving) -> Path | None:
    if not saving.wanted:
        return None
    from .places import folder_for

    return folder_for(saving.out, scenario.name, saving.force)


def _lived(scenario: Scenario, replicates: int, threads: int | None, lang: str) -> tuple[Run, list[dict[str, float]]]:
    """The first run itself, and the measures of each."""
    from ..outcomes import summarise
    from ..studies.runner import replicate

    kept: dict[int, Run] = {}

    def measure(run: Run) -> dict[str, float]:
        if run.seed == scenario.seed:
            kept[run.seed] = run
        return summarise(run)

    seeds = range(scenario.seed, scenario.seed + replicates)
    with progress_bar(lang) as progress:
        values = replicate([scenario], seeds, measure, threads=threads, progress=progress, announce=announcer(lang))[0]
    return kept[scenario.seed], values


def _as_text(scenario: Scenario, values: list[dict[str, float]], show: Show) -> None:
    from ..outcomes import BY_KEY
    from ..studies.verdict import MAIN

    lang, out, n = show.lang, shell.console(), len(values)
    facts: dict[str, Any] = {"name": scenario.name, "place": scenario.establishment.name, "seed": scenario.seed, "n": n,
                             "inmates": decimal(scenario.establishment.inmates, lang, 0),
                             "days": scenario.horizon_days}
    out.print(show.text("run.head" if n == 1 else "run.many", **facts), markup=False)
    right = [show.text("col.value" if n == 1 else "col.mean")]
    if n > 1:
        right.append(show.text("col.interval", level=round(100 * LEVEL)))
    made = shell.table(None, show.text("col.measure"), *right, show.text("col.unit"), right=right)
    for key in (values[0] if show.every else MAIN):
        measure = BY_KEY[key]
        known = [row[key] for row in values if math.isfinite(row[key])]
        mean = math.fsum(known) / len(known) if known else math.nan
        cells = [decimal(mean, lang)]
        if n > 1:
            cells.append(_interval(known, mean, lang))
        made.add_row(measure.label(lang), *cells, measure.unit_label(lang))
    out.print(made)
    out.print(show.text("run.one") if n == 1 else show.text("run.interval", level=round(100 * LEVEL), n=n), markup=False)
    out.print(asking(show), markup=False, style="dim")
    out.print(show.text("limits"), markup=False, style="dim")


def _interval(known: list[float], mean: float, lang: str) -> str:
    from ..studies.paired import t_quantile

    n = len(known)
    if n < 2 or all(x == known[0] for x in known):
        return "–"
    sd = math.sqrt(math.fsum((x - mean) ** 2 for x in known) / (n - 1))
    half = t_quantile(LEVEL, n - 1) * sd / math.sqrt(n)
    return f"{decimal(mean - half, lang)} … {decimal(mean + half, lang)}"
