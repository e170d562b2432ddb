"""The same incidents answered otherwise: what became of the two people in each life.

Incidents between inmates that staff recorded, and whose two people are both to stay for another three months, are taken from
an ordinary life; each is reopened and answered by a warning, by the disciplinary cell and by mediation. Up to the incident the
three lives are the same to the bit, so nothing that brought it about can be mistaken for what followed from the answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from ..studies.experiment import live
from ..world.codes import ASSAULT, SERIOUS, STAFF_ASSAULT, STAFF_SERIOUS
from ..world.ties import find

if TYPE_CHECKING:
    from ..engine import Run
    from ..scenario.schema import Scenario

ANSWERS = ("warning", "cell", "mediation")
FIRST, LAST = 14, 194
"""Days between which incidents are taken: the first fortnight settles the world."""
AFTER = 90
"""Days that each life goes on after the incident."""
SERVED = 30
"""No sanction lasts longer, in days."""
MOST = 8
"""Incidents reopened in one life."""
VIOLENT = (ASSAULT, SERIOUS, STAFF_ASSAULT, STAFF_SERIOUS)


@live
def reopened(scenario: Scenario, seed: int, parameters: Mapping[str, float]) -> dict[str, float]:
    """Sums over the incidents reopened, ``<answer>_<figure>``, and ``n``, how many there were.

    again, late
        The aggressor was violent again, with anybody, within 90 days; after the thirtieth day of them.
    pair
        The two came to a threat or an assault again within 90 days.
    first_n, both_n
        Aggressors, and pairs, still there after 90 days.
    trust, known, need
        Sums over ``first_n``, after 90 days: the aggressor's trust in staff, what staff know of him, his need to be recognised.
    grudge, fear
        Sums over ``both_n``: the victim's grudge against him, and fear.
    """
    from ..engine import simulate

    given = dict(parameters)
    was = simulate(scenario, seed, parameters=given, days=LAST)
    log = was.log
    found = np.flatnonzero((log.kind <= SERIOUS) & (log.recorded == 1) & (log.day >= FIRST))
    found = found[_stays(was, log.a[found], log.a_pid[found], log.day[found])
                  & _stays(was, log.b[found], log.b_pid[found], log.day[found])]
    if found.shape[0] > MOST:
        found = found[np.linspace(0, found.shape[0] - 1, MOST).astype(int)]
    names = ("again", "late", "pair", "first_n", "both_n", "trust", "known", "need", "fear", "grudge")
    out = {"n": float(found.shape[0])} | {f"{answer}_{name}": 0.0 for answer in ANSWERS for name in names}
    for incident in found:
        days = int(log[incident].day) + AFTER + 1
        for answer in ANSWERS:
            life = simulate(scenario, seed, parameters=given, days=days, override=(int(incident), answer))
            for name, number in {**_events(life, int(incident)), **_states(life, int(incident))}.items():
                out[f"{answer}_{name}"] += number
    return out


def _stays(was: Run, row: np.ndarray, pid: np.ndarray, day: np.ndarray) -> np.ndarray:
    """Who is not to be released within `AFTER` days of a day, as was known when he came in."""
    people = was.world.inmates[row]
    return (people.here == 1) & (people.pid == pid) & (people.release_day >= day + AFTER)


def _events(life: Run, incident: int) -> dict[str, int]:
    e, late = life.log[incident], life.log[incident + 1:]
    since = late.day - e.day
    own = (late.a_pid == e.a_pid) & np.isin(late.kind, VIOLENT)
    pair = ((late.a_pid == e.a_pid) & (late.b_pid == e.b_pid)) | ((late.a_pid == e.b_pid) & (late.b_pid == e.a_pid))
    pair &= late.kind <= SERIOUS
    return {"again": int(own.any()), "late": int((own & (since > SERVED)).any()), "pair": int(pair.any())}


def _states(life: Run, incident: int) -> dict[str, float]:
    e, w = life.log[incident], life.world
    a, b = w.inmates[int(e.a)], w.inmates[int(e.b)]
    first = bool(a.here == 1 and a.pid == e.a_pid)
    both = first and bool(b.here == 1 and b.pid == e.b_pid)
    k = int(find(w.knows, int(e.b), int(e.a))) if both else -1
    return {
        "first_n": float(first), "both_n": float(both),
        "trust": float(a.legitimacy) if first else 0.0, "known": float(a.known) if first else 0.0,
        "need": float(a.recognition) if first else 0.0, "fear": float(b.fear) if both else 0.0,
        "grudge": float(w.bonds[int(e.b), k].grudge) if k >= 0 else 0.0,
    }
