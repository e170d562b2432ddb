"""``detente study``: a study from its file, interrupted or not, on this machine or many; and the upkeep of its folder."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import DetenteError
from . import shell
from .long_work import place_for
from .meter import Meter, duration
from .running import announcer
from .shell import Saving, Show

if TYPE_CHECKING:
    from ..study.asked import StudyFile
    from ..study.pools import Workers

UPKEEP = ("verify", "compact", "query", "status", "export", "again", "prove")
LONG = 30.0
"""Seconds of computing above which workers are processes of their own, which survive more, unless asked otherwise."""


@dataclass(frozen=True)
class Hands:
    """Who is to do the work."""

    workers: str = "auto"
    number: int | None = None
    dask: str | None = None
    shard: str | None = None
    retry: bool = False


def main(args: list[str], hands: Hands, saving: Saving, show: Show) -> None:
    """Run a study, or look after one: ``study FILE``, ``study verify FOLDER`` ..."""
    if args[0] in UPKEEP:
        from .study_upkeep import upkeep

        upkeep(args[0], args[1:], saving, show)
        return
    if len(args) > 1:
        raise DetenteError("one study file is expected", given=" ".join(args[1:])[:120],
                           allowed=", ".join(("FILE", *UPKEEP)))
    _run(args[0], hands, saving, show)


def _run(path: str, hands: Hands, saving: Saving, show: Show) -> None:
    from ..study.conduct import conduct, finish, shard_of
    from ..study.file import read_study
    from ..study.words import text

    study = read_study(path)
    shard = shard_of(hands.shard)
    folder = _folder(saving.out, study, saving.force)
    seconds = _announce(study, hands, shard.of, show)
    workers = _workers(hands, seconds)

    def tell(key: str, numbers: dict[str, int]) -> None:
        print(f"detente: {text(key, show.lang, **numbers)}", file=sys.stderr, flush=True)

    try:
        with Meter([text("study.runs", show.lang)], [1.0], show.lang) as meter:
            results = conduct(study, folder, workers, shard=shard, retry=hands.retry, tell=tell,
                              progress=lambda done, total: meter(0, done, total))
    except KeyboardInterrupt:
        print(f"detente: {text('study.stopped', show.lang, folder=folder)}", file=sys.stderr, flush=True)
        raise
    finally:
        workers.close()
    if results is None:
        print(text("study.part_done", show.lang, folder=folder))
        return
    lines = finish(results, show.lang, saving.figures)
    print(show.text("saved", folder=folder), file=sys.stderr)
    if show.json:
        shell.print_json({"folder": str(folder), **results.manifest()})
    else:
        _show(lines)


def _show(lines: list[str]) -> None:
    from rich.markdown import Markdown

    shell.console().print(Markdown("\n".join(lines)))


def _folder(out: str | None, study: StudyFile, force: bool) -> Path:
    """The same folder each time, so that the same command goes on."""
    from ..study.store import PLAN
    from .places import RESULTS

    if out is not None:
        wanted = Path(out).expanduser()
        folder = wanted if wanted.is_absolute() or out.startswith((".", "~")) or "/" in out else Path(RESULTS) / out
    else:
        folder = Path(RESULTS) / study.name
    if folder.is_dir() and any(p.name != PLAN and not p.name.startswith(".") for p in folder.iterdir()) \
            and not (folder / PLAN).exists() and not (folder / "parts").is_dir():
        return place_for(str(folder), study.name, force, lambda _: False)
    return folder


def _announce(study: StudyFile, hands: Hands, parts: int, show: Show) -> float:
    from ..i18n import decimal
    from ..studies.runner import cores
    from ..study.cost import cost
    from ..study.words import text

    number = hands.number or cores()
    found = cost(study, announcer(show.lang))
    seconds = found.run_seconds * found.runs / parts
    apart = _apart(hands, seconds)
    line = text("study.announce", show.lang, runs=decimal(found.runs, show.lang, 0), workers=number,
                time=duration(found.seconds(number, apart) / parts, show.lang),
                memory=decimal(found.memory_mb(number, apart), show.lang, 0))
    print(f"detente: {line}", file=sys.stderr, flush=True)
    return seconds


def _apart(hands: Hands, seconds: float) -> bool:
    return hands.workers == "processes" or (hands.workers == "auto" and seconds > LONG)


def _workers(hands: Hands, seconds: float) -> Workers:
    from ..study import pools

    if hands.number is not None and not 1 <= hands.number <= 4096:
        raise DetenteError("this number of workers cannot be had", key="--jobs", given=str(hands.number), allowed="1 … 4096")
    if hands.dask is not None:
        return pools.dask(hands.dask)
    kinds = ("auto", "threads", "processes")
    if hands.workers not in kinds:
        raise DetenteError("this is none of the choices", key="--workers", given=hands.workers, allowed=", ".join(kinds))
    return pools.processes(hands.number) if _apart(hands, seconds) else pools.threads(hands.number)
