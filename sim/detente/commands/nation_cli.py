"""How ``detente nation`` is spoken to; the work itself is imported when it is asked for."""

from __future__ import annotations

from typing import Annotated

import typer

from . import shell
from .shell import Command, told

Policy = Annotated[str, typer.Argument(metavar="[SCENARIO]", help=told("opt.policy"))]
Compare = Annotated[str | None, typer.Option("--compare", metavar="SCENARIO", help=told("opt.compare"))]
Transfers = Annotated[bool, typer.Option("--transfers", help=told("opt.transfers"))]
Europe = Annotated[bool, typer.Option("--europe", help=told("opt.europe"))]
Kind = Annotated[str | None, typer.Option("--type", metavar="ma|cd|mc", help=told("opt.type"))]
Seed = Annotated[int | None, typer.Option("--seed", help=told("opt.seed"))]
Days = Annotated[int | None, typer.Option("--days", help=told("opt.nation_days"))]
Threads = Annotated[int | None, typer.Option("--threads", help=told("opt.threads"))]
Out = Annotated[str | None, typer.Option("--out", metavar="NAME|FOLDER", help=told("opt.out"))]
Force = Annotated[bool, typer.Option("--force", help=told("opt.force"))]
Figures = Annotated[bool, typer.Option("--figures/--no-figures", help=told("opt.figures"))]
Json = Annotated[bool, typer.Option("--json", help=told("opt.json"))]
Lang = Annotated[str | None, typer.Option("--lang", metavar="fr|en", help=told("opt.lang"))]


def nation(scenario: Policy = "baseline", compare: Compare = None, transfers: Transfers = False, europe: Europe = False,
           kind: Kind = None, seed: Seed = None, days: Days = None, threads: Threads = None, out: Out = None,
           force: Force = False, figures: Figures = True, json: Json = False, lang: Lang = None) -> None:
    """All French establishments together, or European administrations in outline."""
    from . import nation as command

    command.main(command.Wanted(scenario, compare, transfers, europe, days, seed, kind, threads),
                 shell.Saving(True, out, force, figures), shell.Show(lang, json))


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(cls=Command, help=told("nation"))(nation)
