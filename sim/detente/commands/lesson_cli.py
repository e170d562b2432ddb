"""The command lines of ``detente lesson`` and ``detente app``."""

from __future__ import annotations

from typing import Annotated

import typer

from . import shell
from .shell import Command, told


def register(app: typer.Typer) -> None:
    """Add the commands."""

    @app.command(cls=Command, help=told("lesson"))
    def lesson(name: Annotated[str, typer.Argument(metavar="respect|mediation|restorative", help=told("lesson_arg"))],
               out: Annotated[str | None, typer.Option("--out", metavar="FILE", help=told("opt.lesson_out"))] = None,
               force: Annotated[bool, typer.Option("--force", help=told("opt.force"))] = False,
               seed: Annotated[int | None, typer.Option("--seed", help=told("opt.seed"))] = None,
               establishment: Annotated[str | None, typer.Option("--establishment", metavar="TEXT",
                                                                 help=told("opt.establishment"))] = None,
               years: Annotated[int | None, typer.Option("--years", help=told("opt.years"))] = None,
               threads: Annotated[int | None, typer.Option("--threads", help=told("opt.threads"))] = None,
               sensitive: Annotated[bool, typer.Option("--sensitive", help=told("opt.sensitive"))] = False,
               json: Annotated[bool, typer.Option("--json", help=told("opt.json"))] = False,
               lang: Annotated[str | None, typer.Option("--lang", metavar="fr|en", help=told("opt.lang"))] = None) -> None:
        """Write a lesson as one page."""
        from . import lesson as command

        command.main(name, out, force, seed, establishment, years, threads, sensitive, shell.Show(lang, json))

    @app.command("app", cls=Command, help=told("serve"))
    def serve(port: Annotated[int, typer.Option("--port", help=told("opt.port"))] = 8765,
              host: Annotated[str, typer.Option("--host", metavar="ADDRESS", help=told("opt.host"))] = "127.0.0.1",
              lang: Annotated[str | None, typer.Option("--lang", metavar="fr|en", help=told("opt.lang"))] = None) -> None:
        """Serve the screens on this machine."""
        from . import app as command

        command.main(port, shell.Show(lang), host)
