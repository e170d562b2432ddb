"""The command line of ``detente report``."""

from __future__ import annotations

from typing import Annotated

import typer

from .shell import Command, told


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(cls=Command, help=told("report"))
    def report(results: Annotated[str, typer.Argument(help=told("results"))],
               lang: Annotated[str | None, typer.Option("--lang", metavar="fr|en|both", help=told("opt.report_lang"))] = None,
               pdf: Annotated[bool, typer.Option("--pdf/--no-pdf", help=told("opt.pdf"))] = True,
               sensitivity: Annotated[list[str] | None, typer.Option("--sensitivity", metavar="FOLDER",
                                                                     help=told("opt.sensitivity"))] = None,
               out: Annotated[str | None, typer.Option("--out", metavar="NAME|FOLDER", help=told("opt.report_out"))] = None,
               force: Annotated[bool, typer.Option("--force", help=told("opt.force"))] = False,
               json: Annotated[bool, typer.Option("--json", help=told("opt.json"))] = False) -> None:
        """Write a report on saved results."""
        from . import report as command

        command.main(results, lang, pdf, sensitivity or [], out, force, json)
