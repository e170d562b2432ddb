"""Core: what staff see of an incident, write down, and do about it.

True and recorded violence are two series: an incident is recorded when an officer sees it, an injury shows it, or
somebody tells. What is recorded gets an answer from the ladder of levers in force in that wing; the answer then acts
through the mechanisms that carry it (incapacitation, mediation, deterrence ...), never on violence itself.
"""

from __future__ import annotations

import math

from ..declare import Mechanism, Parameter
from ..world.chance import chain, draw, draw_nth, purpose, race
from ..world.codes import (
    ASSAULT, CELL_SANCTION, CONFINEMENT, K_ASSAULTS,
    K_CELL_DAYS, K_CELL_SANCTIONS, K_COMMISSIONS, K_CONFINEMENTS, K_PROSECUTIONS,
    K_REC_ASSAULTS, K_REC_REFUSALS, K_REC_STAFF_ASSAULTS, K_REC_STAFF_VERBAL, K_REC_THREATS, K_REFUSALS, K_REPEAT_30,
    K_REPORTS, K_SANCTIONS, K_SEPARATIONS, K_SERIOUS, K_STAFF_ASSAULTS, K_STAFF_SERIOUS, K_STAFF_VERBAL, K_THREATS, K_TRANSFERS,
    K_WARNINGS, MEDIATION, N_RESPONSES, N_TERMS, NOTHING, PROSECUTION, REFUSAL, RESTORATIVE, SERIOUS,
    STAFF_ASSAULT, STAFF_SERIOUS, STAFF_VERBAL, THREAT, TRANSFER, WARNING,
)
from ..world.compiled import kernel
from . import m09_legitimacy, m10_deterrence, m11_incapacitation, m13_mediation, m16_restorative, m20_distress
from . import m21_influence, m23_turnover

REPORTED = purpose(30, "an incident is written down")
ANSWER = purpose(31, "which answer an incident gets")
ACQUITTED = purpose(32, "the commission lets the matter drop")


@kernel
def log_incident(w, kind, i, j, place, rung, watchers, out):
    """Write an incident between inmates i and j; returns its number. ``out``: the terms of the decision."""
    s = w.prison[0]
    n = s.n_log
    a = w.inmates[i]
    e = w.log[n]
    e.kind = kind
    e.place = place
    e.slot = s.slot
    e.rung = rung
    e.witnesses = watchers
    e.revenge = 0
    e.recorded = 0
    e.commission = 0
    e.response = NOTHING
    e.calmed_by = 0
    e.outcome = 0
    e.injury = 0
    e.wing = a.wing
    e.day = s.day
    e.a = i
    e.b = j
    e.a_pid = a.pid
    if kind < REFUSAL:
        e.b_pid = w.inmates[j].pid
    elif j >= 0:
        e.b_pid = w.officers[j].pid
    else:
        e.b_pid = a.pid
    e.days = 0
    e.a_violent = a.n_violent
    e.chance = 0.0
    for t in range(N_TERMS):
        e.terms[t] = out[t]
    s.n_log = n + 1
    _count(w, kind, a)
    return n


@kernel
def _count(w, kind, a):
    tally = w.wings[a.wing].tally
    if kind == THREAT:
        tally[K_THREATS] += 1
    elif kind == ASSAULT or kind == SERIOUS:
        tally[K_ASSAULTS] += 1
        if kind == SERIOUS:
            tally[K_SERIOUS] += 1
        if a.last_violence >= 0 and w.prison[0].day - a.last_violence <= 30:
            tally[K_REPEAT_30] += 1
    elif kind == REFUSAL:
        tally[K_REFUSALS] += 1
    elif kind == STAFF_VERBAL:
        tally[K_STAFF_VERBAL] += 1
    elif kind == STAFF_ASSAULT or kind == STAFF_SERIOUS:
        tally[K_STAFF_ASSAULTS] += 1
        if kind == STAFF_SERIOUS:
            tally[K_STAFF_SERIOUS] += 1


@kernel
def _seen(w, p, e):
    """Probability that an incident is written down."""
    g = w.wings[e.wing]
    settle_by_word = w.levers[e.wing].discretion
    if e.kind == REFUSAL:
        return 1.0 - settle_by_word
    if e.kind == STAFF_VERBAL:
        return 1.0 - 0.5 * settle_by_word
    if e.kind >= STAFF_ASSAULT:
        return 1.0
    victim = w.inmates[e.b]
    told = p.response_tell * victim.legitimacy * (1.0 - victim.fear)
    eyes = g.eyes[e.place]
    if e.kind == THREAT:
        return (1.0 - (1.0 - eyes) * (1.0 - 0.3 * told)) * (1.0 - settle_by_word)
    shows = p.response_injury if e.injury == 1 else 0.0
    return 1.0 - (1.0 - eyes) * (1.0 - told) * (1.0 - shows)


@kernel
def _row(kind):
    """Row of the response ladder of a kind of incident."""
    if kind >= STAFF_ASSAULT:
        return 5
    if kind == STAFF_VERBAL:
        return 4
    return kind


@kernel
def _record(w, p, n):
    e = w.log[n]
    a = w.inmates[e.a]
    tally = w.wings[e.wing].tally
    e.recorded = 1
    a.n_reports += 1
    a.n_year += 1
    tally[K_REPORTS] += 1
    if e.kind == THREAT:
        tally[K_REC_THREATS] += 1
    elif e.kind == REFUSAL:
        tally[K_REC_REFUSALS] += 1
    elif e.kind == STAFF_VERBAL:
        tally[K_REC_STAFF_VERBAL] += 1
    elif e.kind >= STAFF_ASSAULT:
        tally[K_REC_STAFF_ASSAULTS] += 1
    else:
        tally[K_REC_ASSAULTS] += 1
    grave = e.kind == SERIOUS or e.kind == STAFF_SERIOUS
    minutes = p.response_report_minutes
    if e.kind != REFUSAL and e.kind != THREAT:
        minutes = p.response_incident_minutes * (2.5 if grave else 1.0)
    w.wings[e.wing].spent += minutes


@kernel
def _answer(w, n):
    """One answer of the ladder, by exponential race between its shares."""
    s = w.prison[0]
    e = w.log[n]
    shares = w.levers[e.wing].response[_row(e.kind)]
    key = chain(chain(chain(s.key, ANSWER), s.tick), e.b_pid)
    best = NOTHING
    score = math.inf
    for r in range(N_RESPONSES):
        x = race(draw_nth(key, e.a_pid, r), shares[r])
        if x < score:
            score = x
            best = r
    return best


@kernel
def severity(response, days):
    """How hard an answer is felt, 0 to 1."""
    if response == NOTHING:
        return 0.0
    if response == WARNING:
        return 0.12
    if response == MEDIATION or response == RESTORATIVE:
        return 0.10
    if response == CONFINEMENT:
        return 0.30
    if response == CELL_SANCTION:
        return 0.40 + 0.4 * min(1.0, days / 30.0)
    if response == TRANSFER:
        return 0.70
    return 0.85


@kernel
def _days(w, e):
    lever = w.levers[e.wing]
    if e.kind == SERIOUS or e.kind == STAFF_SERIOUS:
        return int(lever.cell_days_serious)
    if e.kind == ASSAULT or e.kind == STAFF_ASSAULT:
        return int(lever.cell_days_assault)
    return int(lever.cell_days_refusal)


@kernel
def settle(w, p, n):
    """Decide what is written and answered; the answer goes to the mechanisms that carry it."""
    s = w.prison[0]
    e = w.log[n]
    a = w.inmates[e.a]
    forced = s.override_id == n
    key = chain(chain(chain(s.key, REPORTED), s.tick), e.b_pid)
    if not forced and draw(key, e.a_pid) >= _seen(w, p, e):
        if p.on_deterrence:
            m10_deterrence.unpunished(w, p, e.a)
        return
    _record(w, p, n)
    answer = s.override_response if forced else _answer(w, n)
    if not forced and answer >= CONFINEMENT:
        drop = draw(chain(chain(chain(s.key, ACQUITTED), s.tick), e.b_pid), e.a_pid)
        w.wings[e.wing].tally[K_COMMISSIONS] += 1
        e.commission = 1
        if drop < p.response_acquitted:
            answer = NOTHING
    elif answer == WARNING:
        w.wings[e.wing].tally[K_COMMISSIONS] += 1
        e.commission = 1
    apply(w, p, n, answer)
    if p.on_turnover and (e.kind == ASSAULT or e.kind == SERIOUS) and a.cell >= 0 and w.inmates[e.b].cell == a.cell:
        if m23_turnover.change_cell(w, p, e.a) == 1:  # staff do not leave them together
            w.wings[e.wing].tally[K_SEPARATIONS] += 1


@kernel
def apply(w, p, n, answer):
    """Carry out an answer."""
    e = w.log[n]
    a = w.inmates[e.a]
    tally = w.wings[e.wing].tally
    if answer == MEDIATION and (not p.on_mediation or m13_mediation.refer(w, p, n) == 0):
        answer = WARNING
    if answer == RESTORATIVE and (not p.on_restorative or m16_restorative.refer(w, p, n) == 0):
        answer = WARNING
    days = 0
    if answer == WARNING:
        tally[K_WARNINGS] += 1
    elif answer == CONFINEMENT:
        tally[K_CONFINEMENTS] += 1
    elif answer == CELL_SANCTION or answer == PROSECUTION:
        days = _days(w, e)
        tally[K_CELL_SANCTIONS] += 1
        tally[K_CELL_DAYS] += days
        if answer == PROSECUTION:
            tally[K_PROSECUTIONS] += 1
    elif answer == TRANSFER:
        tally[K_TRANSFERS] += 1
    if answer == WARNING or answer >= CONFINEMENT:
        tally[K_SANCTIONS] += 1
    e.response = answer
    e.days = days
    a.last_response = answer
    a.last_response_day = w.prison[0].day
    if p.on_incapacitation:
        m11_incapacitation.sentence(w, p, e.a, answer, days)
    hard = severity(answer, days)
    fair = 1
    if p.on_legitimacy:
        fair = m09_legitimacy.sanctioned(w, p, e.a, hard)
    if p.on_deterrence:
        m10_deterrence.learn(w, p, e.a, hard, fair)
    if hard > 0.25:
        if p.on_distress:
            m20_distress.punished(w, p, e.a, hard)
        if p.on_influence and fair == 0:
            m21_influence.humiliated(a, p, hard)


MECHANISM = Mechanism(
    id="core", key="response",
    en="Reports and answers: what staff see and write down, and the answer of the ladder in force",
    fr="Comptes rendus et réponses\u202f: ce que les agents voient et écrivent, et la réponse de l’échelle en vigueur",
    parameters=(
        Parameter("response.tell", 0.35, "probability", 0, 1, (0.1, 0.6), "C-ODONNELL",
                  "A victim without fear and with full trust tells staff",
                  "Une victime sans peur et en pleine confiance parle aux agents", role="rate"),
        Parameter("response.injury", 0.45, "probability", 0, 1, (0.2, 0.8), "E-INJ", "An injury brings it to light",
                  "Une blessure révèle l’agression", role="rate"),
        Parameter("response.acquitted", 0.18, "probability", 0, 1, (0.1, 0.3), "A-CDD",
                  "The commission lets a matter drop", "La commission relaxe", role="rate"),
        Parameter("response.report_minutes", 20.0, "minutes", 1, 120, (10, 40), "assumed",
                  "Officer minutes of a minor report", "Minutes d’agent pour un compte rendu mineur", role="time"),
        Parameter("response.incident_minutes", 90.0, "minutes", 5, 600, (40, 180), "assumed",
                  "Officer minutes of a violent incident", "Minutes d’agent pour un incident violent", role="time"),
    ),
    reads=("inmates.cell", "inmates.fear", "inmates.legitimacy", "inmates.last_violence", "inmates.n_violent", "wings.eyes",
           "levers.discretion", "levers.cell_days_refusal", "levers.cell_days_assault", "levers.cell_days_serious",
           "levers.response", "prison.override_id", "prison.override_response"),
    writes=("inmates.last_response", "inmates.last_response_day", "inmates.n_reports", "inmates.n_year", "wings.spent",
            "wings.tally", "prison.n_log", "log"),
    calls=("legitimacy", "deterrence", "incapacitation", "mediation", "restorative", "distress", "influence", "turnover"),
    sources=("A-CRI", "A-CDD", "A-QDSHARE", "A-REPORT"),
)
