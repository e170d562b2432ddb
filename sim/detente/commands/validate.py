"""``detente validate``: the model held against published patterns; killed half-way, it goes on from where it was."""

from __future__ import annotations

import sys
from time import monotonic
from typing import TYPE_CHECKING, Any

from ..errors import DetenteError, said
from . import shell
from .long_work import WORK, drawn, place_for, posterior_hash
from .meter import Meter, duration
from .running import announcer
from .shell import Saving, Show

if TYPE_CHECKING:
    from ..patterns.validation import Task, Validation

DRAWS = 24


def main(names: list[str], uncertainty: str, number: int | None, threads: int | None, saving: Saving, show: Show) -> None:
    """Validate, print, save."""
    lang = show.lang
    from ..patterns.validation import chosen, tasks, validate
    from ..report.keep_validation import NAME, keep, ours
    from ..studies.memory import Memory

    if threads is not None and threads < 1:
        raise DetenteError("at least one thread is needed", key="threads", given=str(threads), allowed=said("1 or more"))
    patterns = chosen(names)
    vectors = drawn(uncertainty, number, DRAWS)
    folder = place_for(saving.out, NAME, saving.force, ours)
    memory = Memory(folder.parent / WORK)
    try:
        work = tasks(patterns, len(vectors))
        _announce(work, threads, show)
        began = monotonic()
        with Meter([task.pattern.key for task in work], [task.inmate_days for task in work], lang) as meter:
            v = validate(work, vectors, memory=memory, threads=threads, progress=meter)
    finally:
        memory.close()
    about = {"uncertainty": uncertainty, "posterior": posterior_hash(uncertainty),
             "seconds": round(monotonic() - began, 1)}
    keep(v, folder, about, saving.figures)
    print(show.text("saved", folder=folder), file=sys.stderr)
    if show.json:
        from ..report.validation import manifest

        shell.print_json(manifest(v, about))
    else:
        _as_text(v, about, show)


def _announce(work: list[Task], threads: int | None, show: Show) -> None:
    """How many runs, and about how long, from a short run timed here."""
    from ..studies.pace import seconds_per_inmate_day
    from ..studies.runner import cores

    pace = seconds_per_inmate_day(announcer(show.lang))
    seconds = pace * sum(task.inmate_days for task in work) / (threads or cores())
    line = show.text("validate.announce", patterns=len(work), runs=sum(task.runs for task in work),
                     time=duration(seconds, show.lang))
    print(f"detente: {line}", file=sys.stderr, flush=True)


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
    from ..report.validation import interval_words, median_words, range_words, spoken, value_words

    right = [show.text(f"validate.col.{name}") for name in ("published", "simulated", "median", "interval")]
    made = shell.table(show.text(f"validate.kind.{kind}"), show.text("validate.col.fact"), *right,
                       show.text("validate.col.verdict"), right=right)
    for pattern in v.patterns(kind):
        verdict = show.text(f"validate.verdict.{v.verdict(pattern)}")
        made.add_row(f"[bold]{pattern.key} {spoken(pattern, '', show.lang)}[/bold]", "", "", "", "", f"[bold]{verdict}[/bold]")
        for x in v.of(pattern):
            made.add_row("  " + (x.fact.fr if show.lang == "fr" else x.fact.en), range_words(x, show.lang),
                         value_words(x, show.lang), median_words(x, show.lang),
                         interval_words(x, show.lang), show.text(f"validate.verdict.{x.verdict}"))
    return made
