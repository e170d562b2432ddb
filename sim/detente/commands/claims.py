"""``detente claims``: the deck's claims put to the test; pages for a trainer; goes on from where it was killed."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import DetenteError, said
from . import shell
from .long_work import WORK, drawn, place_for, posterior_hash, put_whole
from .meter import Meter, duration
from .running import announcer
from .shell import Saving, Show

if TYPE_CHECKING:
    from ..claims.claim import Claim
    from ..claims.plan import Job
    from ..claims.trial import Task, Trial
    from ..report.claims_pages import Report
    from ..studies.memory import Memory

NAME = "claims"


@dataclass(frozen=True)
class Asked:
    """What is asked of the experiments."""

    claims: list[str]
    uncertainty: str = "posterior"
    draws: int | None = None
    maps: bool = True
    region: bool | None = None
    threads: int | None = None


def main(asked: Asked, saving: Saving, show: Show) -> None:
    """Run, print, save."""
    lang = show.lang
    from ..claims import CLAIMS
    from ..claims.plan import DRAWS, chosen
    from ..studies.memory import Memory

    if asked.threads is not None and asked.threads < 1:
        raise DetenteError("at least one thread is needed", key="threads", given=str(asked.threads), allowed=said("1 or more"))
    claims = chosen(asked.claims, CLAIMS)
    vectors = drawn(asked.uncertainty, asked.draws, DRAWS)
    folder = place_for(saving.out, NAME, saving.force, ours)
    memory = Memory(folder.parent / WORK)
    try:
        report = _run(claims, vectors, asked, memory, lang)
    finally:
        memory.close()
    from ..report.claims_pages import manifest, publish

    put_whole(folder, lambda part: publish(report, part))
    print(show.text("saved", folder=folder), file=sys.stderr)
    if show.json:
        shell.print_json(manifest(report))
    else:
        _as_text(report, show)


def ours(folder: Path) -> bool:
    """The folder holds results of this command."""
    from ..report.claims_pages import FORMAT, MANIFEST

    try:
        return FORMAT in (folder / MANIFEST).read_text(encoding="utf-8")[:200]
    except (OSError, UnicodeDecodeError):
        return False


def _run(claims: list[Claim], vectors: list[Any], asked: Asked, memory: Memory, lang: str) -> Report:
    from ..claims.region import region_job, region_of
    from ..claims.trial import task_of
    from ..report.claims_pages import Report
    from ..studies.fingerprint import model_fingerprint

    wanted = asked.region if asked.region is not None else not asked.claims
    tasks = [task_of(claim, vectors, asked.maps) for claim in claims]
    overall = region_job(vectors) if wanted else None
    weights = _announce(tasks, overall, memory, asked.threads, lang)
    region = None
    with Meter([task.claim.key for task in tasks] + ["region"] * wanted, weights, lang) as meter:
        trials = [task.run(memory, asked.threads, _part(meter, place)) for place, task in enumerate(tasks)]
        if overall is not None:
            region = region_of(overall.run(memory, asked.threads, _part(meter, len(tasks))))
    return Report(tuple(trials), region, asked.uncertainty, model_fingerprint(), posterior_hash(asked.uncertainty),
                  shell.command_line())


def _part(meter: Meter, place: int):
    return lambda done, total: meter(place, done, total)


def _announce(tasks: list[Task], overall: Job | None, memory: Memory, threads: int | None, lang: str) -> list[float]:
    """How many runs, and about how long; returns the seconds of each part on one core."""
    from ..i18n import text
    from ..studies.pace import seconds_per_inmate_day
    from ..studies.runner import cores

    pace = seconds_per_inmate_day(announcer(lang))
    parts = [task.jobs for task in tasks] + ([(overall,)] if overall is not None else [])
    weights = [sum(job.seconds(pace, memory) for job in jobs) for jobs in parts]
    line = text("claims.announce", lang, claims=len(tasks), runs=sum(job.runs for jobs in parts for job in jobs),
                time=duration(sum(weights) / (threads or cores()), lang))
    print(f"detente: {line}", file=sys.stderr, flush=True)
    return weights


def _as_text(report: Report, show: Show) -> None:
    from ..report.claims_pages import made
    from ..report.claims_tables import counts

    out = shell.console()
    for trial in report.trials:
        _claim(out, trial, show)
    if report.region is not None:
        from ..report.claims_words import phrase
        from ..report.fig_region import counted

        out.print(phrase(show.lang, "overall_link"), markup=False, style="bold")
        for outcome in report.region.share:
            out.print(f"{phrase(show.lang, f'region.{outcome}')}. {counted(report.region, outcome, show.lang)}", markup=False)
        out.print()
    out.print(counts(report.trials, show.lang), markup=False, style="bold")
    out.print(made(report, show.lang), markup=False, style="dim")
    out.print(show.text("limits"), markup=False, style="dim")


def _claim(out: Any, trial: Trial, show: Show) -> None:
    """The claim and its verdict, a row an effect, and where it flips."""
    from ..report.claims_say import where
    from ..report.claims_tables import row_words
    from ..report.claims_words import SIGNS, phrase, verdict_words

    lang, c = show.lang, trial.claim
    out.print(f"{c.key}. {c.en if lang == 'en' else c.fr}", markup=False, style="bold")
    out.print(f"{SIGNS[trial.verdict]} {verdict_words(trial.verdict, lang)}", markup=False, style="bold")
    right = [phrase(lang, key) for key in ("mean", "chance", "ignorance", "share_short")]
    made = shell.table(None, phrase(lang, "effect"), *right, phrase(lang, "verdict"), right=right)
    for finding in trial.findings:
        x = row_words(finding, lang)
        label = x["words"] + (f" ({x['unit']})" if x["unit"] else "")
        made.add_row(label, x["mean"], x["chance"], x["ignorance"], x["share"], x["verdict"],
                     style=None if finding.effect.main else "dim")
    out.print(made)
    for line in where(trial, lang):
        out.print(line, markup=False)
    out.print()
