"""The command line of ``detente study``."""

from __future__ import annotations

from typing import Annotated

import typer

from . import shell
from .shell import Command, told


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(cls=Command, help=told("study"))
    def study(args: Annotated[list[str], typer.Argument(metavar="FILE | verify|compact|status|query|export|again FOLDER",
                                                        help=told("study_arg"))],
              workers: Annotated[str, typer.Option("--workers", metavar="auto|threads|processes",
                                                   help=told("opt.workers"))] = "auto",
              jobs: Annotated[int | None, typer.Option("--jobs", "-j", help=told("opt.jobs"))] = None,
              dask: Annotated[str | None, typer.Option("--dask", metavar="local|tcp://HOST:PORT",
                                                       help=told("opt.dask"))] = None,
              shard: Annotated[str | None, typer.Option("--shard", metavar="K/OF", help=told("opt.shard"))] = None,
              retry: Annotated[bool, typer.Option("--retry-failed", help=told("opt.retry"))] = False,
              out: Annotated[str | None, typer.Option("--out", metavar="NAME|FOLDER", help=told("opt.out"))] = None,
              force: Annotated[bool, typer.Option("--force", help=told("opt.force"))] = False,
              figures: Annotated[bool, typer.Option("--figures/--no-figures", help=told("opt.figures"))] = True,
              json: Annotated[bool, typer.Option("--json", help=told("opt.json"))] = False,
              lang: Annotated[str | None, typer.Option("--lang", metavar="fr|en", help=told("opt.lang"))] = None) -> None:
        """Run a study from its file, or look after its folder."""
        from . import study as command

        command.main(args, command.Hands(workers, jobs, dask, shard, retry), shell.Saving(True, out, force, figures),
                     shell.Show(lang, json))
