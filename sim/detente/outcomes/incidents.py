"""Why did it happen: one incident, opened."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from ..errors import DetenteError, said, span
from ..world.codes import (
    ASSAULT, KINDS, MEDIATION, PLACES, REFUSAL, RESPONSES, RESTORATIVE, ROLES, SELF_HARM, SERIOUS, SLOTS, STAFF_ASSAULT,
    STAFF_SERIOUS, TERMS, THREAT,
)
from .replay import again, row_of
from .term_sources import Source, source_of

if TYPE_CHECKING:
    from ..engine import Run

FOLLOW_DAYS = 90
STATES = ("tension", "fear", "legitimacy", "skill", "status", "norm", "distress", "risk", "known")


@dataclass(frozen=True)
class Person:
    """Someone concerned, as he was at the dawn of that day; no name, a letter.

    Attributes
    ----------
    letter : str
        ``A`` did it, ``B`` is the other.
    officer : bool
    age, months, acts, role, sentenced
        Age in years, months in this prison, violent acts before, role (`ROLES`), None for an officer.
    service : float, optional
        Years of service of an officer.
    state : dict
        Slow and fast states on [0, 1].
    """

    letter: str
    officer: bool
    age: float | None = None
    months: float | None = None
    acts: int | None = None
    role: str | None = None
    sentenced: bool | None = None
    service: float | None = None
    state: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Term:
    """One thing that leaned toward the act (odds ratio above 1) or against it (below 1)."""

    name: str
    logit: float
    source: Source | None

    @property
    def odds_ratio(self) -> float:
        """What it multiplies the odds by."""
        return math.exp(self.logit)


@dataclass(frozen=True)
class Explanation:
    """Everything that can be said of an incident; ``text(lang)`` says it.

    ``after_pair``, ``after_a`` and ``after_b`` are ids of violent or threatening incidents within 90 days after it:
    between the two, by A, by B; ``followed_days`` of those 90 were simulated. ``chance`` is None where the model draws no such
    decision (threats, refusals, self-harm).
    """

    id: int
    kind: str
    day: int
    slot: str
    place: str
    wing: int
    rung: int
    witnesses: int
    people: tuple[Person, ...]
    calmed_by: int
    injury: bool
    revenge: bool
    terms: tuple[Term, ...]
    chance: float | None
    recorded: bool
    commission: bool
    response: str
    cell_days: int
    outcome: int
    after_pair: tuple[int, ...]
    after_a: tuple[int, ...]
    after_b: tuple[int, ...]
    followed_days: int

    def text(self, lang: str = "fr") -> str:
        """A sober account in French or English."""
        from .incident_text import tell

        return tell(self, lang)


def explain(run: Run, incident_id: int, replay: Run | None = None) -> Explanation:
    """Open an incident.

    Parameters
    ----------
    run : Run
    incident_id : int
        Its place in the log.
    replay : Run, optional
        The same run stopped at the dawn of that day; lived again when not given, which takes as long as the run did up
        to that day.

    Raises
    ------
    DetenteError
        No such incident, or a run that cannot be lived again.
    """
    log = run.log
    if not 0 <= incident_id < len(log):
        raise DetenteError("there is no such incident", key="incident", given=str(incident_id),
                           allowed=span(0, len(log) - 1) if len(log) else said("none: nothing happened in this run"))
    e = log[incident_id]
    kind = int(e.kind)
    staff = REFUSAL <= kind < SELF_HARM
    people = _people(run, e, staff, replay)
    terms = [Term(name, float(x), source_of(name, staff)) for name, x in zip(TERMS, e.terms, strict=True) if x != 0.0]
    after = _after(run, incident_id)
    return Explanation(
        id=incident_id, kind=KINDS[kind], day=int(e.day) - run.scenario.warmup_days, slot=SLOTS[int(e.slot)],
        place=PLACES[int(e.place)], wing=int(e.wing) + 1, rung=int(e.rung), witnesses=int(e.witnesses), people=people,
        calmed_by=int(e.calmed_by), injury=bool(e.injury), revenge=bool(e.revenge),
        terms=tuple(sorted(terms, key=lambda t: -abs(t.logit))), chance=float(e.chance) if e.chance > 0 else None,
        recorded=bool(e.recorded), commission=bool(e.commission), response=RESPONSES[int(e.response)],
        cell_days=int(e.days), outcome=int(e.outcome) if int(e.response) in (MEDIATION, RESTORATIVE) else 0,
        after_pair=after[0], after_a=after[1], after_b=after[2],
        followed_days=min(FOLLOW_DAYS, run.days - 1 - int(e.day)),
    )


def _people(run: Run, e: np.record, staff: bool, replay: Run | None) -> tuple[Person, ...]:
    """Those concerned, from the world as it was that morning."""
    before = replay if replay is not None else again(run, int(e.day))
    if replay is None and min(_rows(before, e, staff)) < 0:
        before = again(run, int(e.day) + 1)  # somebody came in that very day
    out = [_inmate("A", before, int(e.a_pid), int(e.day))]
    if staff and e.b >= 0:
        o = before.world.officers[int(e.b)]
        out.append(Person("B", True, service=float(o.service), state={
            "stress": float(o.stress), "authority": float(o.authority), "orientation": float(o.orientation)}))
    elif not staff and e.b >= 0:
        out.append(_inmate("B", before, int(e.b_pid), int(e.day)))
    return tuple(out)


def _rows(run: Run, e: np.record, staff: bool) -> list[int]:
    pids = [int(e.a_pid)] + ([int(e.b_pid)] if not staff and e.b >= 0 else [])
    return [row_of(run.world, pid) for pid in pids]


def _inmate(letter: str, run: Run, pid: int, day: int) -> Person:
    row = row_of(run.world, pid)
    if row < 0:
        return Person(letter, False)
    a = run.world.inmates[row]
    return Person(letter, False, age=float(a.age), months=max(0.0, (day - int(a.entry_day)) / 30.4), acts=int(a.n_violent),
                  role=ROLES[int(a.role)], sentenced=bool(a.sentenced), state={name: float(a[name]) for name in STATES})


def _after(run: Run, n: int) -> tuple[tuple[int, ...], ...]:
    """Ids of later threats and assaults within 90 days: between the two, by A, by B (an officer does nothing here)."""
    log, e = run.log, run.log[n]
    ids = np.arange(n + 1, len(log))
    late = log[n + 1:]
    violent = np.isin(late.kind, (THREAT, ASSAULT, SERIOUS, STAFF_ASSAULT, STAFF_SERIOUS)) & (late.day <= e.day + FOLLOW_DAYS)
    by_a = violent & (late.a_pid == e.a_pid)
    by_b = violent & (late.a_pid == e.b_pid) if e.b >= 0 else np.zeros(late.shape[0], bool)
    pair = (by_a & (late.b_pid == e.b_pid)) | (by_b & (late.b_pid == e.a_pid)) if e.b >= 0 else by_b
    return tuple(tuple(int(i) for i in ids[mask]) for mask in (pair, by_a, by_b))
