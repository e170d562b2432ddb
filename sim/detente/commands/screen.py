"""``detente screen``: which parameters matter, and what data would settle them; killed, it goes on."""

from __future__ import annotations

import sys
from time import monotonic
from typing import TYPE_CHECKING

from ..errors import DetenteError, said, span
from . import shell
from .long_work import WORK, place_for, posterior_hash, put_whole
from .meter import Meter, duration
from .running import announcer
from .shell import Saving, Show

if TYPE_CHECKING:
    from ..screening import Design, Screening
    from ..studies.experiment import Arm

LEAST, MOST = 2, 100
KINDS = ("prior", "posterior")
SHOWN = 12
ORDERED = 5


def main(trajectories: int | None, uncertainty: str, threads: int | None, saving: Saving, show: Show) -> None:
    """Screen, print, save."""
    lang = show.lang
    from ..report import screening as report
    from ..report.screening_words import phrase
    from ..screening import design as plan
    from ..screening import runs as work
    from ..studies.memory import Memory

    if threads is not None and threads < 1:
        raise DetenteError("at least one thread is needed", key="threads", given=str(threads), allowed=said("1 or more"))
    number = plan.TRAJECTORIES if trajectories is None else trajectories
    if not LEAST <= number <= MOST:
        raise DetenteError("this number of trajectories cannot be run", key="--trajectories", given=str(number),
                           allowed=span(LEAST, MOST))
    _must_be_there(uncertainty)
    folder = place_for(saving.out, report.NAME, saving.force, report.ours)
    design, arms = plan.Design(plan.free(), number, uncertainty=uncertainty), work.arms()
    memory = Memory(folder.parent / WORK)
    try:
        _announce(design, arms, threads, lang)
        began = monotonic()
        names = [phrase("part", lang, number=t + 1) for t in range(number)]
        with Meter(names, [1.0] * number, lang) as meter:
            s = work.screen(design, arms, memory=memory, threads=threads, progress=meter)
    finally:
        memory.close()
    about = {"command": shell.command_line(), "posterior": posterior_hash(uncertainty),
             "seconds": round(monotonic() - began, 1)}
    put_whole(folder, lambda part: report.publish(s, about, part, saving.figures))
    print(show.text("saved", folder=folder), file=sys.stderr)
    if show.json:
        shell.print_json(report.manifest(s, about))
    else:
        _as_text(s, show)


def _must_be_there(uncertainty: str) -> None:
    from ..studies import draws

    if uncertainty not in KINDS:
        raise DetenteError("no such uncertainty", key="uncertainty", given=uncertainty, allowed=", ".join(KINDS))
    if uncertainty == "posterior":
        draws.sample()


def _announce(design: Design, arms: tuple[Arm, ...], threads: int | None, lang: str) -> None:
    """How many runs, and about how long, from a run timed here."""
    from ..report.screening_words import phrase
    from ..studies.pace import seconds_per_inmate_day
    from ..studies.runner import cores

    pace = seconds_per_inmate_day(announcer(lang))
    points = design.trajectories * (design.columns + 1)
    size = sum((arm.scenario.horizon_days + arm.scenario.warmup_days) * arm.scenario.establishment.inmates for arm in arms)
    line = phrase("announce", lang, parameters=len(design.parameters), trajectories=design.trajectories,
                  runs=points * len(arms), time=duration(pace * points * size / (threads or cores()), lang))
    print(f"detente: {line}", file=sys.stderr, flush=True)


def _as_text(s: Screening, show: Show) -> None:
    """For the answer, then for the levels: figures and the first parameters; then what to order first."""
    from ..report.screening_read import important, orders
    from ..report.screening_page import counted, method
    from ..report.screening_words import phrase
    from ..screening import outcomes

    lang, out = show.lang, shell.console()
    out.print(method(s, lang), markup=False)
    for kind in reversed(outcomes.KINDS):
        out.print()
        out.print(_outcomes(s, kind, show))
        out.print(_parameters(s, kind, show))
        out.print(counted(s, kind, lang), markup=False, style="bold")
    names = important(s)
    if names:
        out.print()
        out.print(phrase("settled_by", lang), markup=False)
        for order, mine in orders(s, names, lang)[:ORDERED]:
            out.print("- " + phrase("order", lang, title=order.title, n=len(mine), where=order.where, size=order.size,
                                    holder=order.holder), markup=False)
    out.print()
    out.print(show.text("limits"), markup=False, style="dim")


def _outcomes(s: Screening, kind: str, show: Show):
    from ..report.screening_page import outcome_cells, outcome_heads
    from ..report.screening_words import phrase

    first, *right = outcome_heads(kind, show.lang)
    made = shell.table(phrase(f"head.{kind}", show.lang), first, *right, right=right)
    for outcome in s.among(kind):
        made.add_row(*outcome_cells(s, outcome, show.lang))
    return made


def _parameters(s: Screening, kind: str, show: Show):
    from ..report.screening_page import parameter_cells, parameter_heads

    heads = parameter_heads(show.lang)
    made = shell.table(None, *heads, right=[heads[0], heads[4], heads[6]])
    for x in s.ranks[kind][:SHOWN]:
        if x.stands_out:
            made.add_row(*parameter_cells(x, s, show.lang))
    return made
