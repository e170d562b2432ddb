"""While runs are under way: the first compilation announced, a progress bar, on stderr only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from ..i18n import text


def announcer(lang: str) -> Callable[[int], None]:
    """Says once, on stderr, that the model is being compiled; another process can be given it too."""
    return partial(_announce, lang)


def _announce(lang: str, seconds: int) -> None:
    print(f"detente: {text('compiling', lang, seconds=seconds)}", file=sys.stderr, flush=True)


@contextmanager
def progress_bar(lang: str) -> Iterator[Callable[[int, int], None] | None]:
    """A bar that a terminal sees and a pipe does not; gone when the runs are done."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    with Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
                  console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(text("progress", lang), total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
