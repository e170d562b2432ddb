"""Commands: parse, call, print. Everything heavy is imported by the command that needs it."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from .commands import lesson_cli, nation_cli, report_cli, shell, study_cli
from .commands.shell import Command, Group, told
from .errors import DetenteError
from .heard import reason

app = typer.Typer(name="detente", cls=Group, add_completion=False, no_args_is_help=True, rich_markup_mode=None,
                  pretty_exceptions_enable=False, help=told("app"), context_settings={"max_content_width": 110})

Lang = Annotated[str | None, typer.Option("--lang", metavar="fr|en", help=told("opt.lang"))]
Json = Annotated[bool, typer.Option("--json", help=told("opt.json"))]
Place = Annotated[str | None, typer.Option("--establishment", metavar="TEXT", help=told("opt.establishment"))]
Seed = Annotated[int | None, typer.Option("--seed", help=told("opt.seed"))]
Days = Annotated[int | None, typer.Option("--days", help=told("opt.days"))]
Replicates = Annotated[int | None, typer.Option("--replicates", "-n", help=told("opt.replicates"))]
Uncertainty = Annotated[str, typer.Option("--uncertainty", metavar="default|prior|posterior", help=told("opt.uncertainty"))]
Draws = Annotated[int | None, typer.Option("--draws", help=told("opt.draws_crossed"))]
Threads = Annotated[int | None, typer.Option("--threads", help=told("opt.threads"))]
Out = Annotated[str | None, typer.Option("--out", metavar="NAME|FOLDER", help=told("opt.out"))]
Force = Annotated[bool, typer.Option("--force", help=told("opt.force"))]
Figures = Annotated[bool, typer.Option("--figures/--no-figures", help=told("opt.figures"))]
All = Annotated[bool, typer.Option("--all", help=told("opt.all"))]
Sets = Annotated[list[str] | None, typer.Option("--set", metavar="LEVER=VALUE", help=told("opt.set"))]
Params = Annotated[list[str] | None, typer.Option("--param", metavar="NAME=VALUE", help=told("opt.param"))]
Off = Annotated[list[str] | None, typer.Option("--off", metavar="MECHANISM", help=told("opt.off"))]


def _version(asked: bool) -> None:
    if asked:
        from . import __version__

        print(f"detente {__version__}")
        raise typer.Exit()


@app.callback()
def detente(context: typer.Context, lang: Lang = None,
            version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True,
                                                  help=told("version"))] = False) -> None:
    """Options before the command."""
    if lang is not None:
        context.default_map = {name: {"lang": lang} for name in context.command.list_commands(context)}


@app.command(cls=Command, help=told("run"))
def run(scenario: Annotated[str, typer.Argument(help=told("scenario"))], establishment: Place = None,
        seed: Seed = None, days: Days = None, replicates: Replicates = None, uncertainty: Uncertainty = "default",
        draws: Draws = None, threads: Threads = None, sets: Sets = None, params: Params = None, off: Off = None,
        save: Annotated[bool, typer.Option("--save", help=told("opt.save"))] = False, out: Out = None,
        force: Force = False, figures: Figures = True, every: All = False, json: Json = False,
        lang: Lang = None) -> None:
    """Run one scenario."""
    from .commands import run as command
    from .commands.asking import Asked
    from .commands.unsure import Unsure

    command.main(scenario, Asked(establishment, seed, days, sets, params, off), Unsure(replicates, uncertainty, draws),
                 threads, shell.Saving(save or out is not None, out, force, figures), shell.Show(lang, json, every))


@app.command(cls=Command, help=told("compare"))
def compare(scenarios: Annotated[list[str], typer.Argument(help=told("scenarios_arg"))], establishment: Place = None,
            seed: Seed = None, days: Days = None, replicates: Replicates = None, uncertainty: Uncertainty = "default",
            draws: Draws = None, threads: Threads = None, sets: Sets = None, params: Params = None, off: Off = None,
            no_save: Annotated[bool, typer.Option("--no-save", help=told("opt.nosave"))] = False, out: Out = None,
            force: Force = False, figures: Figures = True, every: All = False, json: Json = False,
            lang: Lang = None) -> None:
    """Compare scenarios in pairs of runs."""
    from .commands import compare as command
    from .commands.asking import Asked
    from .commands.unsure import Unsure

    command.main(scenarios, Asked(establishment, seed, days, sets, params, off), Unsure(replicates, uncertainty, draws),
                 threads, shell.Saving(not no_save, out, force, figures), shell.Show(lang, json, every))


@app.command(cls=Command, help=told("scenarios"))
def scenarios(json: Json = False, lang: Lang = None) -> None:
    """List the shipped scenarios."""
    from .commands import lists

    lists.scenarios(shell.Show(lang, json))


@app.command(cls=Command, help=told("parameters"))
def parameters(filter: Annotated[str | None, typer.Argument(metavar="TEXT", help=told("opt.filter"))] = None,
               assumed: Annotated[bool, typer.Option("--assumed", help=told("opt.assumed"))] = False,
               evidence: Annotated[str | None, typer.Option("--evidence", metavar="KEY", help=told("opt.evidence"))] = None,
               levers: Annotated[bool, typer.Option("--levers", help=told("opt.levers"))] = False,
               json: Json = False, lang: Lang = None) -> None:
    """List parameters or levers."""
    from .commands import lists

    lists.parameters(lists.Sought(filter, assumed, evidence, levers), shell.Show(lang, json))


@app.command(cls=Command, help=told("establishments"))
def establishments(find: Annotated[str | None, typer.Option("--find", metavar="TEXT", help=told("opt.find"))] = None,
                   kind: Annotated[str | None, typer.Option("--type", metavar="ma|cd|mc", help=told("opt.type"))] = None,
                   json: Json = False, lang: Lang = None) -> None:
    """List the French establishments."""
    from .commands import lists

    lists.establishments(find, kind, shell.Show(lang, json))


@app.command(cls=Command, help=told("new"))
def new(file: Annotated[str, typer.Argument(help=told("file"))],
        parent: Annotated[str, typer.Option("--from", metavar="NAME", help=told("opt.from"))] = "baseline",
        force: Force = False, lang: Lang = None) -> None:
    """Write a scenario file to start from."""
    from .commands import files

    files.new(file, parent, force, shell.Show(lang))


@app.command(cls=Command, help=told("check"))
def check(files: Annotated[list[str], typer.Argument(help=told("file"))], establishment: Place = None,
          json: Json = False, lang: Lang = None) -> None:
    """Check scenario files."""
    from .commands import files as command

    command.check(files, establishment, shell.Show(lang, json))


@app.command(cls=Command, help=told("incident"))
def incident(results: Annotated[str, typer.Argument(help=told("results"))],
             id: Annotated[int | None, typer.Argument(help=told("id"))] = None,
             which: Annotated[str, typer.Option("--run", metavar="NUMBER|SCENARIO", help=told("opt.run"))] = "0",
             instead: Annotated[str | None, typer.Option("--instead", metavar="ANSWER", help=told("opt.instead"))] = None,
             json: Json = False, lang: Lang = None) -> None:
    """Why an incident happened, and what another answer would have changed."""
    from .commands import incident as command

    command.main(results, id, which, instead, shell.Show(lang, json))


@app.command(cls=Command, help=told("validate"))
def validate(patterns: Annotated[list[str] | None, typer.Argument(metavar="[PATTERN]...", help=told("patterns_arg"))] = None,
             draws: Annotated[int | None, typer.Option("--draws", help=told("opt.draws"))] = None,
             uncertainty: Annotated[str, typer.Option("--uncertainty", metavar="default|prior|posterior",
                                                      help=told("opt.uncertainty"))] = "posterior",
             threads: Threads = None, out: Out = None, force: Force = False, figures: Figures = True, json: Json = False,
             lang: Lang = None) -> None:
    """Hold the model against published patterns."""
    from .commands import validate as command

    command.main(patterns or [], uncertainty, draws, threads, shell.Saving(True, out, force, figures), shell.Show(lang, json))


@app.command(cls=Command, help=told("calibrate"))
def calibrate(rows: Annotated[int, typer.Option("--rows", help=told("opt.rows"))] = 8000,
              ship: Annotated[bool, typer.Option("--ship", help=told("opt.ship"))] = False, threads: Threads = None,
              out: Out = None, force: Force = False, figures: Figures = True, json: Json = False, lang: Lang = None) -> None:
    """Fit the model to published levels."""
    from .commands import calibrate as command

    command.main(rows, threads, ship, shell.Saving(True, out, force, figures), shell.Show(lang, json))


@app.command(cls=Command, help=told("claims"))
def claims(names: Annotated[list[str] | None, typer.Argument(metavar="CLAIM", help=told("claims_arg"))] = None,
           draws: Annotated[int | None, typer.Option("--draws", help=told("opt.draws"))] = None,
           uncertainty: Annotated[str, typer.Option("--uncertainty", metavar="default|prior|posterior",
                                                    help=told("opt.uncertainty"))] = "posterior",
           maps: Annotated[bool, typer.Option("--maps/--no-maps", help=told("opt.maps"))] = True,
           region: Annotated[bool | None, typer.Option("--region/--no-region", help=told("opt.region"))] = None,
           threads: Threads = None, out: Out = None, force: Force = False, json: Json = False, lang: Lang = None) -> None:
    """Put the deck's claims to the test."""
    from .commands import claims as command

    command.main(command.Asked(names or [], uncertainty, draws, maps, region, threads), shell.Saving(True, out, force),
                 shell.Show(lang, json))


@app.command(cls=Command, help=told("screen"))
def screen(trajectories: Annotated[int | None, typer.Option("--trajectories", help=told("opt.trajectories"))] = None,
           uncertainty: Annotated[str, typer.Option("--uncertainty", metavar="prior|posterior",
                                                    help=told("opt.screened"))] = "prior",
           threads: Threads = None, out: Out = None, force: Force = False, figures: Figures = True, json: Json = False,
           lang: Lang = None) -> None:
    """Say which parameters matter, and what data would settle them."""
    from .commands import screen as command

    command.main(trajectories, uncertainty, threads, shell.Saving(True, out, force, figures), shell.Show(lang, json))


@app.command(cls=Command, help=told("why"))
def why(base: Annotated[str, typer.Argument(help=told("base_arg"))],
        policy: Annotated[str, typer.Argument(help=told("policy_arg"))],
        outcome: Annotated[list[str] | None, typer.Option("--outcome", metavar="KEY,KEY", help=told("opt.outcome"))] = None,
        mechanisms: Annotated[list[str] | None, typer.Option("--mechanisms", metavar="NAME,NAME",
                                                             help=told("opt.mechanisms"))] = None,
        uncertainty: Annotated[str | None, typer.Option("--uncertainty", metavar="default|prior|posterior",
                                                        help=told("opt.uncertainty"))] = None,
        draws: Annotated[int | None, typer.Option("--draws", help=told("opt.draws"))] = None,
        replicates: Annotated[int | None, typer.Option("--replicates", "-n", help=told("opt.seeds"))] = None,
        orders: Annotated[int, typer.Option("--orders", help=told("opt.orders"))] = 32, establishment: Place = None,
        seed: Seed = None, days: Days = None, threads: Threads = None, sets: Sets = None, params: Params = None,
        out: Out = None, force: Force = False, figures: Figures = True, every: All = False, json: Json = False,
        lang: Lang = None) -> None:
    """Take the effect of a policy apart by mechanism."""
    from .commands import why as command
    from .commands.asking import Asked

    wanted = command.Wanted(outcome or ["assaults"], mechanisms or [], uncertainty, draws, replicates, orders)
    command.main((base, policy), Asked(establishment, seed, days, sets, params), wanted, threads,
                 shell.Saving(out is not None, out, force, figures), shell.Show(lang, json, every))


@app.command(cls=Command, help=told("describe"))
def describe(page: Annotated[str, typer.Argument(metavar="[odd|trace|mechanisms]", help=told("page_arg"))] = "odd",
             out: Annotated[str | None, typer.Option("--out", metavar="FILE", help=told("opt.page_out"))] = None,
             write: Annotated[str | None, typer.Option("--write", metavar="CHECKOUT", help=told("opt.page_write"))] = None,
             lang: Lang = None) -> None:
    """Describe the model from its code."""
    from .commands import describe as command

    command.main(page, out, write, shell.Show(lang))


@app.command(cls=Command, help=told("bench"))
def bench(quick: Annotated[bool, typer.Option("--quick", help=told("opt.quick"))] = False, json: Json = False,
          lang: Lang = None) -> None:
    """Measure speed."""
    from .commands.running import announcer
    from .i18n import language
    from .studies.bench import main as measure
    from .studies.warm import ready

    ready(announcer(language(lang)))  # the figures' names are the same in all languages
    measure(json, quick)


def command(args: Sequence[str]) -> int:
    """Run a command; every mistake is one line on stderr.

    Returns
    -------
    int
        0 done, 2 a mistake in what was asked or a file that cannot be used, 130 interrupted, 1 anything unexpected.
    """
    try:
        shell.prepare_streams()
        done: Any = app(args=list(args), prog_name="detente", standalone_mode=False)
        sys.stdout.flush()
        return int(done) if isinstance(done, int) else 0
    except DetenteError as error:
        return shell.complain(error.text(shell.lang_of(args)), error.exit_code)
    except (KeyboardInterrupt, shell.Interrupted, typer.Abort):
        return shell.complain(shell.say("error.interrupted", args), 130)
    except (BrokenPipeError, shell.ReaderGone):
        return shell.broken_pipe()
    except Exception as error:  # the last resort: one line, and a traceback only if asked for
        if hasattr(error, "format_message"):
            return shell.usage(error, args)
        if os.environ.get("DETENTE_DEBUG"):
            raise
        if isinstance(error, OSError):
            return shell.complain(f"{error.filename or ''}: {reason(error).text(shell.lang_of(args))}".lstrip(": "), 2)
        what = f"{type(error).__name__}: {error}".splitlines()[0]
        return shell.complain(shell.say("error.unexpected", args, what=what), 1)


study_cli.register(app)
lesson_cli.register(app)
report_cli.register(app)
nation_cli.register(app)


def main(argv: Sequence[str] | None = None) -> int:
    """Entry point of the console command.

    Interrupted from a terminal, the process leaves at once, even if a cancelled run is still in its compiled loop.
    """
    code = command(sys.argv[1:] if argv is None else argv)
    if argv is None and code == 130:
        os._exit(code)
    return code
