"""Trap: people who come to a restorative circle after an incident fall by far, with or without the circle."""

from __future__ import annotations

import numpy as np

from ..studies.experiment import Arm, Pool, live
from .pattern import Fact, Pattern

WINDOW = 90
PREPARED = 30
"""Days from the incident after which the circle is over: 21 of preparation and some waiting."""
MOST = 24
AGREED, FAILED = 1, 3


def _acts(log: np.recarray, pid: int, first: int, last: int) -> int:
    """Threats and blows by a person from one day to another, both included."""
    from ..outcomes.panel import VIOLENCE

    return int((np.isin(log.kind, VIOLENCE) & (log.a_pid == pid) & (log.day >= first) & (log.day <= last)).sum())


def _otherwise(w, p, scenario, incident: int, until: int):
    """The world carried on to a day, that incident answered by a warning."""
    from ..engine import advance
    from ..world.codes import WARNING
    from ..world.world import copy

    other = copy(w)
    other.prison[0].override_id, other.prison[0].override_response = incident, WARNING
    return advance(other, p, scenario, int(w.prison[0].day), until)


@live
def measure(scenario, seed: int, parameters: dict[str, float]) -> dict[str, float]:
    """Acts of those who came to a circle: before, after, and after in the life in which they got a warning instead."""
    from ..engine import advance, simulate, start
    from ..outcomes.panel import VIOLENCE
    from ..world.codes import RESTORATIVE

    was = simulate(scenario, seed, parameters=parameters)
    came = np.isin(was.log.outcome, (AGREED, FAILED)) & (was.log.response == RESTORATIVE) & (was.log.recorded == 1)
    far = PREPARED + WINDOW
    came &= np.isin(was.log.kind, VIOLENCE) & (was.log.day >= WINDOW) & (was.log.day + far < was.days)
    out = dict.fromkeys(("people", "before", "after", "otherwise"), 0.0)
    w, p = start(scenario, seed, parameters)
    for n in np.flatnonzero(came)[:MOST]:
        day, pid = int(was.log.day[n]), int(was.log.a_pid[n])
        w = advance(w, p, scenario, int(w.prison[0].day), day)
        if w.inmates[int(was.log.a[n])].release_day <= day + far:
            continue  # he leaves before the end of the period, in both lives
        other = _otherwise(w, p, scenario, int(n), day + far + 1)
        out["people"] += 1.0
        out["before"] += _acts(was.log, pid, day - WINDOW + 1, day)
        out["after"] += _acts(was.log, pid, day + PREPARED + 1, day + far)
        out["otherwise"] += _acts(other.log[: int(other.prison[0].n_log)], pid, day + PREPARED + 1, day + far)
    return out


def _naive(pool: Pool) -> float:
    return pool.ratio("circles", "after", "before") - 1.0


def _true(pool: Pool) -> float:
    return pool.ratio("circles", "after", "otherwise") - 1.0


def _excess(pool: Pool) -> float:
    return _naive(pool) - 2.0 * min(_true(pool), 0.0)


def _arms() -> list[Arm]:
    from ..scenario import load

    shares = {"threat": 0.6, "assault": 0.8, "serious": 0.8, "staff_assault": 0.8}
    levers = {"circles_per_month": 4.0, "training_restorative": 0.3,
              **{f"response.{kind}.restorative": share for kind, share in shares.items()}}
    return [Arm("circles", load("lesson_restorative").with_(changes=[], levers=levers, horizon_days=730))]


PATTERN = Pattern(
    key="T03",
    en="Trap, no control: those who come to a restorative circle fall by far, and would have fallen without it",
    fr="Piège, absence de groupe témoin\u202f: les participants à un cercle restauratif sont ensuite bien moins violents, et"
       " l’auraient été sans lui",
    sources=("C-BELONG",), arms=_arms, measure=measure, kind="trap", seeds=8,
    facts=(
        Fact("T03.naive", "Threats and blows of those who came, 90 days after the circle against 90 days before: relative"
             " change",
             "Menaces et coups des participants, 90 jours après le cercle par rapport à 90 jours avant\u202f: variation"
             " relative",
             _naive, None, -0.5, "share"),
        Fact("T03.excess", "This change less twice the true one (the same people, lives and luck, a warning in place of the"
             " circle)",
             "Cette variation moins deux fois la vraie (mêmes personnes, mêmes vies, même hasard, un avertissement à la place"
             " du cercle)", _excess, None, 0.0, "share"),
    ),
    how_en="A small maison d'arrêt that holds four circles a month and wing. Those who did harm and came to a circle are"
           " followed; then each of these lives is lived again with a warning in place of the circle. The provider's own"
           " figure is a fall of 89 % among 72 volunteers: at least half is asked for, and at least twice the true effect.",
    how_fr="Une petite maison d’arrêt qui tient quatre cercles par mois et par aile. Les auteurs venus à un cercle sont"
           " suivis\u202f; puis chacune de ces vies est revécue avec un avertissement à la place du cercle. Le chiffre de"
           " l’opérateur est une baisse de 89\u202f% parmi 72 volontaires\u202f: il est demandé une baisse d’au moins moitié,"
           " et au moins double de l’effet vrai.",
    missing_en="Those invited are more settled than the average offender in real schemes; involvement was reported by the"
               " provider.",
    missing_fr="Dans la réalité, les personnes invitées sont plus stables que la moyenne des auteurs\u202f; les chiffres"
               " viennent de l’opérateur lui-même.",
)
