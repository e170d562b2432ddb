"""M11 Incapacitation: disciplinary cell, confinement, transfer. Cells are few and queue; nobody vanishes.

Days in the disciplinary cell are owed until a cell is free; those who wait longest owed, then a keyed order, come
first. A transfer takes effect at the next dawn: the person goes to the outbox, and another one is let in.
"""

from __future__ import annotations

from ..declare import Mechanism, Parameter
from ..world.chance import chain, draw, purpose
from ..world.codes import CELL_SANCTION, CONFINEMENT, K_CONFINED_DAYS, K_ISOLATED_DAYS, PROSECUTION, TRANSFER
from ..world.compiled import kernel

QUEUE = purpose(1101, "order of those who wait for a disciplinary cell")


@kernel
def sentence(w, p, i, answer, days):
    """Write down what has to be served."""
    a = w.inmates[i]
    s = w.prison[0]
    if answer == CELL_SANCTION or answer == PROSECUTION:
        a.owed_days = min(45, a.owed_days + days)
        if p.incapacitation_at_once * 30.0 >= days and a.owed_days == days:
            return
        if a.isolated_until < 0 and s.in_disciplinary < s.disciplinary and days >= 10:
            _lock(w, a)  # a grave matter is answered on the spot when a cell is free
    elif answer == CONFINEMENT:
        a.confined_until = max(a.confined_until, s.day + int(w.levers[a.wing].confinement_days))
    elif answer == TRANSFER:
        a.leaving = 1


@kernel
def _lock(w, a):
    s = w.prison[0]
    a.isolated_until = s.day + max(1, int(a.owed_days))
    a.cell_days += a.owed_days
    a.owed_days = 0
    s.in_disciplinary += 1


@kernel
def dawn(w, p):
    """Let out who has served; lock up who is next, one free cell at a time."""
    s = w.prison[0]
    inmates = w.inmates
    s.in_disciplinary = 0
    for i in range(inmates.shape[0]):
        a = inmates[i]
        if a.here == 0:
            continue
        if a.isolated_until >= 0 and a.isolated_until <= s.day:
            a.isolated_until = -1
        if a.confined_until >= 0 and a.confined_until <= s.day:
            a.confined_until = -1
        if a.isolated_until > s.day:
            s.in_disciplinary += 1
            w.wings[a.wing].tally[K_ISOLATED_DAYS] += 1
        if a.confined_until > s.day:
            w.wings[a.wing].tally[K_CONFINED_DAYS] += 1
    key = chain(chain(s.key, QUEUE), s.day)
    while s.in_disciplinary < s.disciplinary:
        best = -1
        score = 1e300
        for i in range(inmates.shape[0]):
            a = inmates[i]
            if a.here == 1 and a.owed_days > 0 and a.isolated_until < 0 and a.leaving == 0 and a.care == 0:
                x = draw(key, a.pid) - a.owed_days
                if x < score:
                    score = x
                    best = i
        if best < 0:
            return
        _lock(w, inmates[best])


MECHANISM = Mechanism(
    id="M11", key="incapacitation",
    en="Incapacitation: disciplinary cell, confinement, transfer; cells queue, transfers bring others in",
    fr="Neutralisation\u202f: quartier disciplinaire, confinement, transfert\u202f; les cellules ont une"
       " file, un transfert en amène"
       " un autre",
    parameters=(
        Parameter("incapacitation.at_once", 0.2, "share", 0, 1, (0, 0.5), "assumed",
                  "Sanctions up to this share of 30 days always wait their turn",
                  "Les sanctions jusqu’à cette part de 30 jours attendent toujours leur tour", role="share"),
    ),
    reads=("inmates.care", "levers.confinement_days", "prison.disciplinary"),
    writes=("inmates.isolated_until", "inmates.confined_until", "inmates.leaving", "inmates.cell_days", "inmates.owed_days",
            "wings.tally", "prison.in_disciplinary"),
    sources=("A-QDMAX", "A-QDUSE", "C-SEG-OH"), dawn=dawn,
)
