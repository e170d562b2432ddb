"""``detente nation``: every French establishment at once under a national policy, or Europe in outline."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Any

from ..errors import DetenteError, said
from . import shell
from .long_work import place_for, put_whole
from .meter import STEP, Meter, duration
from .running import announcer
from .shell import Saving, Show

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..nation.places import Site
    from ..nation.runs import Nation
    from ..report.nation_study import Study
    from ..report.nation_rows import Table
    from ..scenario.schema import Scenario


@dataclass(frozen=True)
class Wanted:
    """What is to be run.

    Attributes
    ----------
    scenario : str
        The national policy: a shipped posture or a file, dated changes and all.
    compare : str or None
        A second policy.
    transfers : bool
        The same without transfers by order.
    europe : bool
    days, seed : int or None
    kind : str or None
        Only this type of establishment.
    threads : int or None
    """

    scenario: str = "baseline"
    compare: str | None = None
    transfers: bool = False
    europe: bool = False
    days: int | None = None
    seed: int | None = None
    kind: str | None = None
    threads: int | None = None


def main(wanted: Wanted, saving: Saving, show: Show) -> None:
    """Run, print, save."""
    lang = show.lang
    _must_go_together(wanted)
    from ..scenario import load
    from ..studies.runner import cores

    policy = load(wanted.scenario)
    if wanted.seed is not None or wanted.days is not None:
        policy = policy.with_(seed=wanted.seed, horizon_days=wanted.days)
    threads = wanted.threads or cores()
    if wanted.europe:
        _europe(policy, wanted.days, threads, saving, show)
        return
    from ..nation.places import chosen, horizon, national
    from ..nation.transfers import without_transfers
    from ..report import nation as report
    from ..report.nation_study import Study

    where = chosen(wanted.kind)
    days = horizon(policy, wanted.days)
    arms = [policy]
    kind = "compare" if wanted.compare is not None else "transfers" if wanted.transfers else "one"
    if wanted.compare is not None:
        arms.append(load(wanted.compare).with_(seed=policy.seed))
    elif wanted.transfers:
        arms.append(without_transfers(policy))
    for arm in arms:
        national(arm, where, days)  # whatever is wrong with a policy is said before anything runs
    folder = place_for(saving.out, report.NAME, saving.force, report.ours)
    _announce(sum(site.place.inmates for site in where) * days * len(arms), threads, lang, "announce",
              n=len(where), runs=_word(f"runs.{len(arms)}", lang))
    study = Study(kind, *_run(arms, kind, where, days, threads, lang))
    about = {"command": shell.command_line(),
             "seconds": round(study.nation.seconds + (study.other.seconds if study.other else 0.0), 1)}
    put_whole(folder, lambda part: report.publish(study, about, part, saving.figures))
    print(show.text("saved", folder=folder), file=sys.stderr)
    if show.json:
        shell.print_json(report.manifest(study, about))
    else:
        _as_text(study, show)


def _must_go_together(wanted: Wanted) -> None:
    if wanted.threads is not None and wanted.threads < 1:
        raise DetenteError("at least one thread is needed", key="threads", given=str(wanted.threads), allowed=said("1 or more"))
    if wanted.compare is not None and wanted.transfers:
        raise DetenteError("a nation is held against one other at a time", key="--transfers",
                           given="--compare", wish="run it twice, once with each option")
    if wanted.europe and (wanted.compare is not None or wanted.transfers or wanted.kind is not None):
        other = "--compare" if wanted.compare is not None else "--transfers" if wanted.transfers else "--type"
        raise DetenteError("this option is for the French establishments only", key="--europe", given=other,
                           wish="leave one of the two out")


def _word(key: str, lang: str, **values: object) -> str:
    from ..report.nation_words import phrase

    return phrase(key, lang, **values)


def _announce(inmate_days: float, threads: int, lang: str, key: str, **values: object) -> None:
    """How much there is to do, and about how long it takes, from a run timed here."""
    from ..studies.pace import seconds_per_inmate_day

    pace = seconds_per_inmate_day(announcer(lang))
    line = _word(key, lang, time=duration(pace * inmate_days / threads, lang), **values)
    print(f"detente: {line}", file=sys.stderr, flush=True)


def _run(arms: list[Scenario], kind: str, where: list[Site], days: int, threads: int, lang: str) -> list[Nation]:
    from ..nation.runs import run_nation

    parts = {"one": ("one",), "compare": ("first", "second"), "transfers": ("with", "without")}[kind]
    with _Days([_word(f"part.{part}", lang) for part in parts], [1.0] * len(arms), lang) as meter:
        return [run_nation(arm, days=days, seed=arms[0].seed, where=where, threads=threads, progress=_part(meter, k))
                for k, arm in enumerate(arms)]


class _Days(Meter):
    """What is counted is days, not runs."""

    def __call__(self, part: int, done: int, total: int) -> None:
        """Take note of the day that is reached."""
        due = self.bar is None and monotonic() - self.told >= STEP
        if due:
            self.told = monotonic()
        super().__call__(part, done, total)
        left = self.left()
        if due and left is not None:
            line = _word("meter", self.lang, name=self.names[part], done=done, total=total, time=duration(left, self.lang))
            print(f"detente: {line}", file=sys.stderr, flush=True)


def _part(meter: Meter, k: int) -> Callable[[int, int], None]:
    return lambda done, total: meter(k, done, total)


def _table(title: str, made: Table) -> Any:
    """Heads may be broken over lines, cells may not."""
    heads, rows = made
    out = shell.table(title, *heads)
    for k, column in enumerate(out.columns):
        cells = [row[k] for row in rows]
        column.min_width = max([0, *map(len, cells)]) if k < len(heads) - 1 else None
        column.justify = "right" if k and not any(c.isalpha() for cell in cells for c in cell) else "left"
    for row in rows:
        out.add_row(*row)
    return out


def _as_text(study: Study, show: Show) -> None:
    """The country, what it is held against, regions, and what must be known."""
    from ..nation import tables
    from ..report import nation_rows as rows

    lang, out, n = show.lang, shell.console(), study.nation
    out.print(rows.people(n, lang), markup=False)
    out.print()
    if study.kind == "compare" and study.other is not None:
        names = n.policy.name, study.other.policy.name
        made = rows.of_pair(tables.paired(n, study.other), *names, lang)
        out.print(_table(_word("head.compare", lang, first=names[0], second=names[1]), made))
        made = rows.of_paired_regions(tables.paired_regions(n, study.other, ["assaults"]), *names, lang)
        out.print(_table(f"{_word('head.by_region', lang)} – {rows.label('assaults', lang)}", made))
        out.print(_word("read.pair", lang), markup=False)
    else:
        out.print(_table(f"{_word('head.country', lang)} – {n.policy.title[lang]}", rows.of_country(n, lang)))
    if study.kind == "transfers":
        found = study.transfers()
        for count in ("assaults", "recorded_assaults"):
            title = f"{_word('head.transfers', lang)} – {rows.label(count, lang)}"
            out.print(_table(title, rows.of_transfers(found, lang, count)))
        out.print(rows.transfer_sentence(found, lang), markup=False)
        out.print(_word("read.transfers", lang), markup=False, style="dim")
    out.print()
    out.print(_table(_word("head.regions", lang, policy=n.policy.name), rows.of_regions(n, lang)))
    out.print(_word("short.note", lang), markup=False)
    out.print(_word("read.true", lang), markup=False)
    out.print(_word("limits", lang), markup=False, style="dim")


def _europe(policy: Scenario, days: int | None, threads: int, saving: Saving, show: Show) -> None:
    """Administrations of the European file."""
    from ..nation.europe import run_europe
    from ..nation.means import administrations, prisons
    from ..nation.places import horizon
    from ..report import nation as report
    from ..report import nation_page as page
    from ..report import nation_rows as rows

    lang, length = show.lang, horizon(policy, days)
    folder = place_for(saving.out, report.EUROPE, saving.force, report.ours)
    people = sum(s.establishment.inmates for m in administrations() for s in prisons(m, policy, length))
    _announce(people * length, threads, lang, "announce.europe", n=len(administrations()), people=people)
    with Meter([_word("part.europe", lang)], [1.0], lang) as meter:
        e = run_europe(policy, days=days, threads=threads, progress=_part(meter, 0))
    about = {"command": shell.command_line(), "seconds": round(e.seconds, 1)}
    put_whole(folder, lambda part: report.publish_europe(e, about, part))
    print(show.text("saved", folder=folder), file=sys.stderr)
    if show.json:
        shell.print_json(report.europe_manifest(e, about))
        return
    out = shell.console()
    out.print(_word("europe.intro", lang), markup=False)
    out.print(page.europe_sentence(e, lang), markup=False)
    out.print(_table("", rows.of_europe(e, lang)))
    out.print(_word("europe.star", lang), markup=False)
    out.print()
    for line in page.europe_assumed(lang):
        out.print(f"- {line}", markup=False)
    out.print(_word("europe.limits", lang), markup=False, style="dim")
