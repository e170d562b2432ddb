"""``detente validate``: the model held against published patterns; killed half-way, it goes on from where it was."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from ..errors import DetenteError, said
from ..heard import reason
from . import shell
from .meter import Meter, duration
from .running import announcer
from .shell import Saving, Show

if TYPE_CHECKING:
    from ..patterns.validation import Task, Validation
    from ..studies.draws import Draw

DRAWS = 24
WORK = Path(".work") / "runs.sqlite"
"""Finished runs, beside the folder of results: to go on after an interruption; may be thrown away at any time."""


def main(names: list[str], uncertainty: str, number: int | None, threads: int | None, saving: Saving, show: Show) -> None:
    """Validate, print, save."""
    lang = show.lang
    from ..patterns.validation import chosen, tasks, validate
    from ..report.keep_validation import keep
    from ..studies.memory import Memory

    if threads is not None and threads < 1:
        raise DetenteError("at least one thread is needed", key="threads", given=str(threads), allowed=said("1 or more"))
    patterns = chosen(names)
    vectors = _draws(uncertainty, number)
    folder = _folder(saving)
    memory = Memory(folder.parent / WORK)
    try:
        work = tasks(patterns, len(vectors))
        _announce(work, threads, show)
        began = monotonic()
        with Meter([task.pattern.key for task in work], [task.inmate_days for task in work], lang) as meter:
            v = validate(work, vectors, memory=memory, threads=threads, progress=meter)
    finally:
        memory.close()
    about = _about(uncertainty) | {"seconds": round(monotonic() - began, 1)}
    keep(v, folder, about, saving.figures)
    print(show.text("saved", folder=folder), file=sys.stderr)
    if show.json:
        from ..report.validation import manifest

        shell.print_json(manifest(v, about))
    else:
        _as_text(v, about, show)


def _draws(uncertainty: str, number: int | None) -> list[Draw]:
    """Parameter vectors; no posterior is said with what can be done without."""
    from ..studies import draws

    if number is not None and number < 1:
        raise DetenteError("at least one draw is needed", key="draws", given=str(number), allowed=said("1 or more"))
    if uncertainty == "default" and number not in (None, 1):
        raise DetenteError("the declared defaults are one draw", key="draws", given=str(number), allowed="1")
    if uncertainty == "posterior" and not draws.FILE.exists():
        raise DetenteError("no posterior sample is there; it is made by detente calibrate", draws.FILE.name,
                           wish="without one: --uncertainty default (chance only) or prior (before any data)")
    if uncertainty == "posterior" and number is None:
        number = min(DRAWS, len(draws.sample()[1]))
    return draws.draws(uncertainty, DRAWS if number is None else number)


def _folder(saving: Saving) -> Path:
    """Folder to save in: never over another without `--force`, and never over anything but a validation."""
    from ..outcomes.store import must_be_writable
    from ..report.keep_validation import NAME, ours
    from .places import RESULTS

    out = saving.out
    if out is not None and not out.strip():
        raise DetenteError("a name or a folder is expected", key="--out", given=repr(out))
    path = Path(out).expanduser() if out and (os.sep in out or "/" in out or out.startswith((".", "~"))) else None
    wanted = path or Path(RESULTS) / (out or NAME)
    folder, k = wanted, 1
    while not saving.force and _there(folder):
        k += 1
        folder = wanted.with_name(f"{wanted.name}-{k}")
    if _there(folder) and not ours(folder):
        raise DetenteError("this folder holds something else than results: it is left alone", str(folder),
                           wish="choose another folder")
    must_be_writable(folder.with_name(f".{folder.name}-new"))
    return folder


def _there(path: Path) -> bool:
    try:
        return path.is_symlink() or path.is_file() or path.is_dir() and any(path.iterdir())
    except (OSError, ValueError) as error:
        raise DetenteError("this folder cannot be used", key="--out", given=str(path)[:200],
                           wish=reason(error) if isinstance(error, OSError) else None) from None


def _announce(work: list[Task], threads: int | None, show: Show) -> None:
    """How many runs, and about how long, from a short run timed here."""
    from ..studies.pace import seconds_per_inmate_day
    from ..studies.runner import cores

    pace = seconds_per_inmate_day(announcer(show.lang))
    seconds = pace * sum(task.inmate_days for task in work) / (threads or cores())
    line = show.text("validate.announce", patterns=len(work), runs=sum(task.runs for task in work),
                     time=duration(seconds, show.lang))
    print(f"detente: {line}", file=sys.stderr, flush=True)


def _about(uncertainty: str) -> dict[str, Any]:
    from ..outcomes.store import sha256
    from ..studies import draws

    return {"uncertainty": uncertainty, "posterior": sha256(draws.FILE) if uncertainty == "posterior" else None}


def _as_text(v: Validation, about: dict[str, Any], show: Show) -> None:
    from ..patterns.pattern import REPRODUCED
    from ..report.validation import counted, method, spoken

    out = shell.console()
    out.print(method(v, about, show.lang), markup=False)
    for kind in v.kinds():
        out.print()
        out.print(_table(v, kind, show))
    for pattern in (task.pattern for task in v.tasks if v.verdict(task.pattern) != REPRODUCED):
        verdict = show.text(f"validate.verdict.{v.verdict(pattern)}")
        out.print(show.text("validate.missing", pattern=pattern.key, verdict=verdict,
                            why=spoken(pattern, "missing", show.lang)), markup=False)
    out.print()
    for kind in v.kinds():
        out.print(counted(v, kind, show.lang), markup=False, style="bold")


def _table(v: Validation, kind: str, show: Show) -> Any:
    from ..report.validation import interval_words, range_words, spoken, value_words

    right = [show.text(f"validate.col.{name}") for name in ("published", "simulated", "interval")]
    made = shell.table(show.text(f"validate.kind.{kind}"), show.text("validate.col.fact"), *right,
                       show.text("validate.col.verdict"), right=right)
    for pattern in v.patterns(kind):
        verdict = show.text(f"validate.verdict.{v.verdict(pattern)}")
        made.add_row(f"[bold]{pattern.key} {spoken(pattern, '', show.lang)}[/bold]", "", "", "", f"[bold]{verdict}[/bold]")
        for x in v.of(pattern):
            made.add_row("  " + (x.fact.fr if show.lang == "fr" else x.fact.en), range_words(x, show.lang),
                         value_words(x, show.lang), interval_words(x, show.lang), show.text(f"validate.verdict.{x.verdict}"))
    return made
