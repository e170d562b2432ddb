"""The three lessons: which prison, which lever on which day, which incidents, which years."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..errors import DetenteError

if TYPE_CHECKING:
    from ..engine import Run
    from ..replay.bundle import Bundle
    from ..scenario.schema import Scenario

Step = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Lesson:
    """A training module's demonstration.

    Attributes
    ----------
    name, scenario : str
    seed : int
        Chosen so that what the module is about takes place (mediations, circles), never for what it does.
    curves : tuple of str
        Daily counts that show the module's own mechanism at work.
    circles : bool
        Follow the circles of every year too.
    """

    name: str
    scenario: str
    seed: int = 1
    curves: tuple[str, ...] = ()
    circles: bool = False


LESSONS: dict[str, Lesson] = {lesson.name: lesson for lesson in (
    Lesson("respect", "lesson_respect", curves=("settled", "facilitator_calmed", "early_talks", "requests_answered")),
    Lesson("mediation", "lesson_mediation", curves=("mediations_offered", "mediations_held", "mediations_agreed",
                                                    "mediations_broken")),
    Lesson("restorative", "lesson_restorative", seed=2, curves=("circles", "circle_people"), circles=True),
)}
INCIDENTS = (4, 1)
"""Incidents to answer otherwise, in the prison with the lever: between inmates, and against staff."""


def named(name: str) -> Lesson:
    """A lesson by its name.

    Raises
    ------
    DetenteError
        There is no such lesson.
    """
    from ..scenario import words

    if name not in LESSONS:
        raise DetenteError("there is no such lesson", key="lesson", given=words.clip(name), allowed=", ".join(LESSONS),
                           wish=words.wish(name, LESSONS))
    return LESSONS[name]


def code(lesson: Lesson, seed: int) -> str:
    """What reproduces a session: module and seed."""
    return f"{lesson.name.upper()}-{seed}"


def pair(lesson: Lesson, establishment: str | None = None) -> tuple[Scenario, Scenario]:
    """The prison without the lever, and with it."""
    from ..scenario import load

    plan = load(lesson.scenario, establishment=establishment)
    return plan.with_(changes=[]), plan


def make(lesson: Lesson, seed: int | None = None, *, establishment: str | None = None, years: int | None = None,
         threads: int | None = None, sensitive: bool = False, step: Step | None = None) -> Bundle:
    """Everything a lesson's page needs.

    Parameters
    ----------
    lesson : Lesson
    seed : int, optional
        Default: the lesson's.
    establishment : str, optional
        A real establishment's size, occupancy and type.
    years : int, optional
        Default 20; also the number of sequels of each answer.
    threads : int, optional
    sensitive : bool
        Keep self-harm and deaths.
    step : callable, optional
        ``step(what, done, total)`` while it works: ``runs``, ``incidents``, ``years``, ``search``.
    """
    from ..life import run
    from ..replay import circles, constraint
    from ..replay.bundle import of_runs
    from ..replay.years import YEARS, against, rounded
    from ..replay.years import years as possible

    seed, n = lesson.seed if seed is None else seed, YEARS if years is None else years
    plain, moved = pair(lesson, establishment)
    change = moved.changes[0]
    tell: Step = step or (lambda what, done, total: None)
    tell("runs", 0, 2)
    runs = [run(plain, seed), run(moved, seed)]
    alternatives = _alternatives(runs[1], change.from_day + moved.warmup_days, n, tell)
    seeds = range(seed, seed + n)
    both = possible([plain, moved], change.from_day, change.wings, seeds, threads=threads,
                    progress=lambda done, total: tell("years", done, total))
    found = constraint.search(plain, both[1], change.from_day, change.wings, seeds, threads=threads,
                              progress=lambda done, total: tell("search", done, total))
    circled = circles.years(plain, moved, seeds, threads=threads, progress=lambda done, total: tell("years", done, total)) \
        if lesson.circles else None
    about: dict[str, Any] = {
        "name": lesson.name, "code": code(lesson, seed), "day": change.from_day,
        "wings": None if change.wings is None else list(change.wings), "curves": list(lesson.curves),
        "alternatives": alternatives, "constraint": found,
        "circle_years": circled,
        "years": {"seeds": list(seeds), "without": rounded(both[0]), "with": rounded(both[1]), "against": against(*both)}}
    return of_runs(runs, sensitive=sensitive, lesson=about)


def _alternatives(run: Run, day: int, sequels: int, tell: Step) -> list[dict[str, Any]]:
    """Incidents answered otherwise, in the order of their days."""
    from ..replay.otherwise import AGAINST_STAFF, ANSWERS, KEYS, chosen, otherwise

    picks = sorted(chosen(run, day, INCIDENTS[0]) + chosen(run, day, INCIDENTS[1], AGAINST_STAFF))
    answers = tuple(a for a in ANSWERS if run.scenario.switches.get(a, True))
    out = []
    for done, n in enumerate(picks):
        tell("incidents", done, len(picks))
        told = otherwise(run, n, answers, sequels)
        told["answers"] = [x for x in told["answers"] if x["answer"] == x["carried_out"]]  # none that this prison does not have
        out.append({"run": 1, "keys": list(KEYS), **told})
    return out
