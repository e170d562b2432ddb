"""One incident answered otherwise: the same life up to that moment, and what became of it afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ..errors import DetenteError, said, span
from ..world.codes import (
    ASSAULT, CELL_SANCTION, MEDIATION, PROSECUTION, RESPONSES, RESTORATIVE, SELF_HARM, SERIOUS, STAFF_ASSAULT,
    STAFF_SERIOUS, THREAT,
)

if TYPE_CHECKING:
    from ..engine import Run

WING_DAYS = 90
BETWEEN = (ASSAULT, SERIOUS)
VIOLENT = (ASSAULT, SERIOUS, STAFF_ASSAULT, STAFF_SERIOUS)
AGGRESSION = (THREAT, *VIOLENT)


@dataclass(frozen=True)
class Other:
    """A life, and the same life with one incident answered otherwise.

    Attributes
    ----------
    was, other : Run
    id : int
        The incident.
    asked : str
        The answer asked for.
    before : int
        Incidents before this one, the same to the bit in both lives.
    """

    was: Run
    other: Run
    id: int
    asked: str
    before: int

    @property
    def answer_was(self) -> str | None:
        """The answer that was given; None if nothing was written down."""
        e = self.was.log[self.id]
        return RESPONSES[int(e.response)] if e.recorded else None

    @property
    def answer_other(self) -> str:
        """The answer that was carried out: `asked`, unless it could not be."""
        return RESPONSES[int(self.other.log[self.id].response)]

    @property
    def days_left(self) -> int:
        """Days simulated after the incident."""
        return self.was.days - 1 - int(self.was.log[self.id].day)

    def changes(self) -> dict[str, tuple[int, int]]:
        """What followed in each life: key -> (as it was, answered otherwise)."""
        first, second = _after(self.was, self.id), _after(self.other, self.id)
        return {key: (first[key], second[key]) for key in first}

    def same_after(self) -> bool:
        """Nothing differs in the rest of the two lives but the answer itself."""
        a, b = self.was.log[self.id + 1:], self.other.log[self.id + 1:]
        return len(a) == len(b) and _equal(a, b)


def instead(was: Run, incident: int, response: str) -> Other:
    """Live a run again, one incident answered otherwise.

    Parameters
    ----------
    was : Run
    incident : int
        Its place in the log.
    response : str
        One of ``world.codes.RESPONSES``.

    Raises
    ------
    DetenteError
        No such incident or answer, an incident that gets no answer, or a life that does not come out the same up to it
        (then a code policy was at work, or another version of the model).
    """
    from ..engine import simulate
    from ..outcomes.replay import override_of, parameters_given
    from ..scenario import words

    check_incident(was, incident)
    if response not in RESPONSES:
        raise DetenteError("there is no such answer", key="instead", given=words.clip(response),
                           allowed=", ".join(RESPONSES), wish=words.wish(response, RESPONSES))
    e = was.log[incident]
    if int(e.kind) >= SELF_HARM:
        raise DetenteError("this kind of incident is not answered by the response ladder", key="instead",
                           given=said("incident {n}", n=incident))
    switch = {MEDIATION: "mediation", RESTORATIVE: "restorative"}.get(RESPONSES.index(response))
    if switch is not None and not was.scenario.switches.get(switch, True):
        raise DetenteError(said("the mechanism `{switch}` is off in this run", switch=switch), key="instead", given=response)
    if override_of(was) is not None:
        raise DetenteError("this run is already one that was answered otherwise", key="instead",
                           wish="reopen the run it came from")
    other = simulate(was.scenario, was.seed, parameters=parameters_given(was), override=(incident, response),
                     days=was.days)
    if len(other.log) <= incident or not _equal(was.log[:incident], other.log[:incident], later=True) \
            or not _same_act(was.log[incident], other.log[incident]) or not _same_days(was, other, incident):
        raise DetenteError("this life does not come out the same up to the incident",
                           wish="was a code policy at work, or another version of the model?")
    return Other(was, other, incident, response, incident)


def check_incident(run: Run, incident: int) -> None:
    """Refuse a number that is not in the log."""
    n = len(run.log)
    if not 0 <= incident < n:
        raise DetenteError("there is no such incident", key="incident", given=str(incident),
                           allowed=span(0, n - 1) if n else said("none: nothing happened in this run"))


_LATER = frozenset({"outcome"})
"""Columns of an incident that later days may still write: how a mediation ended."""


def _equal(a: np.recarray, b: np.recarray, later: bool = False) -> bool:
    """Two stretches of the log are equal to the bit, column by column."""
    names = [name for name in a.dtype.names or () if not (later and name in _LATER)]
    return all(a[name].tobytes() == b[name].tobytes() for name in names)


def _same_act(a: np.record, b: np.record) -> bool:
    """The incident itself is the same; only what staff did of it may differ."""
    answer = {"recorded", "commission", "response", "days", *_LATER}
    return all(a[name].tobytes() == b[name].tobytes() for name in a.dtype.names or () if name not in answer)


def _same_days(was: Run, other: Run, incident: int) -> bool:
    """The daily figures are equal to the bit up to the day before the incident."""
    day = int(was.log[incident].day)
    a, b = was.world.series[:day], other.world.series[:day]
    return all(a[name].tobytes() == b[name].tobytes() for name in a.dtype.names or ())


def _after(run: Run, incident: int) -> dict[str, int]:
    """Counts after an incident: the pair, the aggressor, the victim, the wing, the prison."""
    e, late = run.log[incident], run.log[incident + 1:]
    violent, aggression = np.isin(late.kind, VIOLENT), np.isin(late.kind, AGGRESSION)
    between = np.isin(late.kind, BETWEEN)
    by_a = late.a_pid == e.a_pid
    pair = (by_a & (late.b_pid == e.b_pid)) | ((late.a_pid == e.b_pid) & (late.b_pid == e.a_pid))
    cell = np.isin(late.response, (CELL_SANCTION, PROSECUTION)) & (late.recorded == 1)
    wing = between & (late.wing == e.wing) & (late.day <= int(e.day) + WING_DAYS)
    return {
        "pair": int((pair & aggression).sum()),
        "aggressor": int((by_a & violent).sum()),
        "aggressor_cell": int(late.days[by_a & cell].sum()),
        "victim": int(((late.b_pid == e.b_pid) & violent).sum()),
        "wing": int(wing.sum()),
        "year": int(between.sum()),
        "staff_year": int((violent & ~between).sum()),
    }
