"""``detente run --uncertainty``: one scenario in every draw of the parameters."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ..i18n import decimal, digits_for
from . import shell
from .running import announcer
from .shell import Saving, Show
from .unsure import Unsure, at_work

if TYPE_CHECKING:
    from ..scenario.schema import Scenario
    from ..studies.levels import Levels


def main(scenario: Scenario, unsure: Unsure, threads: int | None, folder: Path | None, saving: Saving, show: Show) -> None:
    """Run, print, save if there is a folder."""
    lang = show.lang
    from ..studies.levels import levels

    unsure.announce([scenario], threads, show)
    with at_work(show.text("progress"), folder, show) as (progress, memory):
        found = levels(scenario, replicates=unsure.replicates, uncertainty=unsure.uncertainty, draws=unsure.draws,
                       threads=threads, memory=memory, progress=progress, announce=announcer(lang))
    if not show.json:
        _as_text(found, show)
    if folder is not None:
        from ..studies.keep_levels import keep

        keep(found, folder, force=saving.force, figures=saving.figures, lang=lang, command=shell.command_line())
        print(show.text("saved", folder=folder), file=sys.stderr)
    if show.json:
        _as_json(found, folder, lang)


def _as_json(found: Levels, folder: Path | None, lang: str) -> None:
    from ..studies.grid_words import about_draws

    scenario = found.scenario
    shell.print_json({
        "scenario": scenario.name, "hash": scenario.hash(), "seed": scenario.seed, "days": scenario.horizon_days,
        "digest": found.first.digest(), "incidents": len(found.first.log), "level": found.level,
        "method": found.method(lang), "cautions": about_draws(found.grid, lang),
        "levels": found.table(lang).to_dict("records"),
        "uncertainty": found.grid.about() | {"ignorance_level": found.covered}, "saved": str(folder) if folder else None,
    })


def _as_text(found: Levels, show: Show) -> None:
    from ..studies.grid_words import about_draws
    from ..studies.verdict import MAIN

    lang, out, scenario = show.lang, shell.console(), found.scenario
    place = scenario.establishment
    out.print(show.text("run.two_head", name=scenario.name, place=place.name, inmates=decimal(place.inmates, lang, 0),
                        days=scenario.horizon_days, draws=len(found.grid.draws), seeds=len(found.grid.seeds)), markup=False)
    out.print(_table(found, found.grid.outcomes if show.every else MAIN, show))
    out.print(show.text("run.two_columns"), markup=False, style="dim")
    out.print()
    for line in (found.method(lang), *about_draws(found.grid, lang), show.text("limits")):
        out.print(line, markup=False, style="dim")


def _table(found: Levels, keys, show: Show):
    """A row for each measure: mean, chance, ignorance, one run, unit."""
    from ..outcomes import BY_KEY
    from ..studies.uncertain_words import between

    lang = show.lang
    right = [show.text(f"col.{column}") for column in ("mean", "chance", "ignorance", "one_run")]
    made = shell.table(None, show.text("col.measure"), *right, show.text("col.unit"), right=right)
    for key in keys:
        m, x, one = BY_KEY[key], found.bands(key), found.one_run(key)
        digits = digits_for(x.mean, x.chance_low, x.chance_high, x.low, x.high)
        made.add_row(m.label(lang), decimal(x.mean, lang, digits), between(x.chance_low, x.chance_high, lang, digits, False),
                     between(x.low, x.high, lang, digits, False), decimal(one, lang, digits), m.unit_label(lang))
    return made
