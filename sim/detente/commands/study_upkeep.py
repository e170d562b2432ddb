"""Looking after the folder of a study: verify, compact, query, status, export, prove."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..errors import DetenteError, said
from . import shell
from .shell import Saving, Show

if TYPE_CHECKING:
    from ..study.results import StudyResults

PROOFS = ("kills", "faults", "full", "rot", "writers", "fuzz", "pace", "many", "estimate")


def upkeep(what: str, args: list[str], saving: Saving, show: Show) -> None:
    """One of the words after ``study`` that are no file."""
    if what == "prove":
        _prove(args, show)
        return
    if not args:
        raise DetenteError("the folder of a study is missing", key=what,
                           wish=said("detente study {what} results/NAME", what=what))
    from ..study.results import open_study

    results = open_study(args[0])
    if what == "query":
        _query(results, args[1:], show)
    elif what == "again":
        _again(results, args[1:], show)
    elif len(args) > 1 and what != "export":
        raise DetenteError("too many words", key=what, given=" ".join(args[1:])[:120])
    elif what == "verify":
        _verify(results, show)
    elif what == "status":
        _status(results, show)
    elif what == "compact":
        print(results.compact(take_away=True))
    else:
        from ..study.crate import export

        print(export(results, args[1] if len(args) > 1 else saving.out, saving.force))


def _say(told: dict[str, Any], show: Show) -> None:
    from ..study.words import text

    if show.json:
        shell.print_json(told)
        return
    made = shell.table(None, "", "", right=("",))
    for key, value in told.items():
        shown = ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
        made.add_row(text(f"study.upkeep.{key}", show.lang), shown or "–")
    shell.console().print(made)


def _verify(results: StudyResults, show: Show) -> None:
    import typer

    told = results.verify()
    _say(told, show)
    if told["spoilt"] or told["there"] < told["runs"]:
        raise typer.Exit(1)


def _status(results: StudyResults, show: Show) -> None:
    told = results.manifest()
    _say({"name": told["plan"], "kind": results.plan["kind"], "runs": told["runs"], "there": told["there"],
          "failed": told["failed"], "older": told["older"], "parts": len(told["parts"]),
          "bytes": sum(told["parts"].values())}, show)


def _query(results: StudyResults, args: list[str], show: Show) -> None:
    if len(args) != 1:
        raise DetenteError("one query is expected", key="query", given=str(len(args)),
                           wish='detente study query results/NAME "SELECT base, avg(assaults) FROM runs GROUP BY base"')
    frame = results.query(args[0])
    if show.json:
        shell.print_json(frame.to_dict("records"))
        return
    made = shell.table(None, *map(str, frame.columns), right=tuple(map(str, frame.columns)))
    for row in frame.head(200).itertuples(index=False):
        made.add_row(*(f"{x:.6g}" if isinstance(x, float) else str(x) for x in row))
    shell.console().print(made)


def _again(results: StudyResults, args: list[str], show: Show) -> None:
    from ..study.again import one, run_again
    from ..study.words import text

    if len(args) != 1:
        raise DetenteError("the address of one run is expected", key="again", given=" ".join(args)[:80],
                           wish=said("detente study {what} results/NAME", what="query") if not args else None)
    try:
        told = run_again(results, one(results, args[0]))
    except DetenteError:
        raise
    except Exception as error:
        raise DetenteError(said("this run fails: {reason}", reason=f"{type(error).__name__}: {error}"[:300]),
                           str(results.folder), key="again", given=args[0]) from error
    if show.json:
        shell.print_json(told)
        return
    same = told.pop("same")
    made = shell.table(None, "", "", right=("",))
    for key, value in told.items():
        made.add_row(key, f"{value:.6g}" if isinstance(value, float) else str(value))
    shell.console().print(made)
    if same is not None:
        print(text(f"study.again.{'same' if same else 'other'}", show.lang))


def _prove(args: list[str], show: Show) -> None:
    import typer

    which = args[0] if args else "?"
    if which not in PROOFS:
        raise DetenteError("no such proof", key="prove", given=which, allowed=", ".join(PROOFS),
                           wish="detente study prove kills 200")
    number = args[1] if len(args) > 1 else ""
    if len(args) > 2 or (number and not (number.isascii() and number.isdigit() and 0 < int(number) <= 1_000_000)):
        raise DetenteError("how many is a whole number", key=which, given=" ".join(args[1:])[:60])
    from importlib import import_module

    proof = import_module(f"..study.prove.{which}", __package__).prove
    told = proof(int(number)) if number else proof()
    _say(told, show)
    if not told["good"]:
        raise typer.Exit(1)
