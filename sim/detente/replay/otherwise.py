"""One incident, each answer, twenty possible sequels: the same morning, then luck drawn anew from the next day on.

Sequel 0 keeps the run's own luck. Sequel k has the same luck under every answer, so that answers differ by nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import DetenteError
from ..studies.instead import AGGRESSION, BETWEEN, VIOLENT
from ..world.chance import chain
from ..world.codes import ASSAULT, RESPONSES, SERIOUS, STAFF_ASSAULT, STAFF_SERIOUS

if TYPE_CHECKING:
    from ..engine import Run
    from ..world.world import World

ANSWERS = ("nothing", "warning", "mediation", "restorative", "confinement", "cell")
SEQUELS = 20
AFTER = 90
OTHER_LUCK = 0x5E90E1
AGAINST_STAFF = (STAFF_ASSAULT, STAFF_SERIOUS)
KEYS = ("pair", "aggressor", "victim", "wing", "staff", "together", "tie", "fear", "outcome")
"""What is counted of a sequel; ``tie`` and ``fear`` are None where somebody has left."""


@dataclass(frozen=True)
class Sequel:
    """What followed within `AFTER` days.

    Attributes
    ----------
    pair, aggressor, victim : int
        Threats and assaults between the two; violent acts of the first; times the other was struck.
    wing, staff : int
        Assaults between inmates, and on staff, in that wing.
    together : int
        Both are still here, in the same wing.
    tie, fear : float or None
        Strength of what ties the two; fear of the one who was struck.
    outcome : int
        How a mediation or a circle ended.
    """

    pair: int
    aggressor: int
    victim: int
    wing: int
    staff: int
    together: int
    tie: float | None
    fear: float | None
    outcome: int

    def row(self) -> list[Any]:
        """In the order of `KEYS`."""
        return [getattr(self, key) for key in KEYS]


def otherwise(run: Run, incident: int, answers: tuple[str, ...] = ANSWERS, sequels: int = SEQUELS) -> dict[str, Any]:
    """Sequels of one incident under each answer.

    Returns
    -------
    dict
        ``{"id", "was": answer given or None, "days", "answers": [{"answer", "carried_out", "sequels": [row, ...]}]}``.

    Raises
    ------
    DetenteError
        An incident that does not come out the same: a code policy was at work.
    """
    from ..outcomes.replay import parameters_given, replay_until

    e = run.log[incident]
    day = int(e.day)
    dawn = replay_until(run.scenario, run.seed, day, parameters_given(run))
    days = min(AFTER, run.days - 1 - day)
    out = []
    for answer in answers:
        evening = _evening(dawn, incident, answer, day)
        if len(evening.log[: int(evening.prison[0].n_log)]) <= incident or not _same(evening.log[incident], e):
            raise DetenteError("this life does not come out the same up to the incident",
                               wish="was a code policy at work, or another version of the model?")
        carried = RESPONSES[int(evening.log[incident].response)]
        rows = [_sequel(dawn, evening, incident, day, days, k).row() for k in range(sequels)]
        out.append({"answer": answer, "carried_out": carried, "sequels": rows})
    return {"id": incident, "was": RESPONSES[int(e.response)] if e.recorded else None, "days": days, "answers": out}


def _evening(dawn: Run, incident: int, answer: str, day: int) -> World:
    """The world at the end of that day, the incident answered so."""
    from ..engine import advance
    from ..world.world import copy

    w = copy(dawn.world)
    w.prison[0].override_id, w.prison[0].override_response = incident, RESPONSES.index(answer)
    return advance(w, dawn.parameters, dawn.scenario, day, day + 1)


def _same(a: np.record, b: np.record) -> bool:
    return all(a[name] == b[name] for name in ("day", "slot", "kind", "a_pid", "b_pid"))


def _sequel(dawn: Run, evening: World, incident: int, day: int, days: int, k: int) -> Sequel:
    """One of the possible sequels."""
    from ..engine import advance
    from ..world.world import copy

    w = copy(evening)
    if k:
        with np.errstate(over="ignore"):
            w.prison[0].key = chain(np.uint64(chain(np.uint64(w.prison[0].key), np.uint64(OTHER_LUCK))), np.uint64(k))
    w = advance(w, dawn.parameters, dawn.scenario, day + 1, day + 1 + days)
    return _counted(w, incident)


def _counted(w: World, incident: int) -> Sequel:
    log = w.log[: int(w.prison[0].n_log)]
    e, late = log[incident], log[incident + 1:]
    violent, aggression = np.isin(late.kind, VIOLENT), np.isin(late.kind, AGGRESSION)
    between = np.isin(late.kind, BETWEEN)
    by_a, here = late.a_pid == e.a_pid, late.wing == e.wing
    pair = (by_a & (late.b_pid == e.b_pid)) | ((late.a_pid == e.b_pid) & (late.b_pid == e.a_pid))
    rows = [_row(w, pid) for pid in (int(e.a_pid), int(e.b_pid))]
    a, b = (w.inmates[row] if row >= 0 else None for row in rows)
    return Sequel(
        pair=int((pair & aggression).sum()), aggressor=int((by_a & violent).sum()),
        victim=int(((late.b_pid == e.b_pid) & violent).sum()), wing=int((between & here).sum()),
        staff=int((violent & ~between & here).sum()), together=int(a is not None and b is not None and a.wing == b.wing),
        tie=_tie(w, *rows), fear=round(float(b.fear), 3) if b is not None else None, outcome=int(e.outcome))


def _row(w: World, pid: int) -> int:
    found = np.flatnonzero((w.inmates.pid == np.uint64(pid)) & (w.inmates.here == 1))
    return int(found[0]) if found.shape[0] else -1


def _tie(w: World, a: int, b: int) -> float | None:
    """Mean strength of what each feels for the other; None where one has left or there is no tie."""
    if a < 0 or b < 0:
        return None
    found = [float(w.bonds.strength[x, k]) for x, y in ((a, b), (b, a)) for k in np.flatnonzero(w.knows[x] == y)]
    return round(sum(found) / len(found), 3) if found else None


def chosen(run: Run, from_day: int, most: int, kinds: tuple[int, ...] = (ASSAULT, SERIOUS)) -> list[int]:
    """Incidents worth a class's time: spread over the days from one day on, early enough to be followed.

    Chosen by what is known when it happens, never by what follows: between two people of one wing whose release is further
    off than the days followed; first those that staff come to know of, for they can only answer what they know; among these
    the one with most witnesses of its stretch of days.
    """
    log, last = run.log, run.days - 1 - AFTER
    wanted = [n for n, e in enumerate(log) if from_day <= int(e.day) <= last and int(e.kind) in kinds and e.b >= 0]
    edges = np.linspace(from_day, last + 1, most + 1)
    out = []
    for low, high in zip(edges, edges[1:], strict=False):
        here = sorted((n for n in wanted if low <= int(log[n].day) < high),
                      key=lambda n: (not log[n].recorded, -int(log[n].witnesses), n))
        found = next((n for n in here if _both_stay(run, n)), None)
        if found is not None:
            out.append(found)
    return out


def _both_stay(run: Run, n: int) -> bool:
    """By the dates on file that morning, nobody concerned leaves within the days followed."""
    from ..outcomes.replay import parameters_given, replay_until

    e = run.log[n]
    w = replay_until(run.scenario, run.seed, int(e.day), parameters_given(run)).world
    inmates = [w.inmates[_row(w, pid)] for pid in (int(e.a_pid), int(e.b_pid)) if _row(w, pid) >= 0]
    expected = 1 if int(e.kind) >= STAFF_ASSAULT else 2
    return (len(inmates) == expected and len({int(x.wing) for x in inmates}) == 1
            and all(int(x.release_day) > int(e.day) + AFTER for x in inmates))
