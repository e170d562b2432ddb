"""M13 Relational mediation: both willing, a trained mediator, few sessions, a wait; it can fail, be refused or broken.

Sessions are saved up per wing and spent on the cases that have been ready longest. Both people go on living together,
so what counts is what is left between them: the grudge, the fear, and whether each could save his face.
"""

from __future__ import annotations

import math

import numpy as np

from ..declare import Mechanism, Parameter
from ..world.cases import at_hand, clear, close, from_incident, next_ready, officer_row, on_file, trained_officer
from ..world.chance import chain, draw, draw_pair, purpose, race
from ..world.codes import (
    CASE_AGREED,
    CASE_BROKEN,
    CASE_FAILED,
    CASE_MEDIATION,
    CASE_REFUSED,
    FACILITATOR,
    K_MED_ACCEPTED,
    K_MED_AGREED,
    K_MED_BROKEN,
    K_MED_HELD,
    K_MED_OFFERED,
    MOD_MEDIATION,
)
from ..world.compiled import kernel
from ..world.odds import happens
from ..world.ties import ensure, ensure_rapport, find, shift
from .m08_status import saved_face
from .mediation_voluntary import bring, grudge

WILLING = purpose(1301, "somebody accepts mediation")
AGREE = purpose(1302, "a mediation ends in agreement")
QUEUE = purpose(1303, "which of the cases ready on the same day comes first")
MEDIATOR = purpose(1304, "who mediates")

EXTERNAL_DAYS = 7  # a mediator from outside comes that much later
NOBODY = np.uint64(0)
BY_OFFICER, BY_FACILITATOR, FROM_OUTSIDE = range(3)


@kernel
def refer(w, p, n):
    """Incident n goes to mediation: 1, or 0 when there are no sessions, no room in the queue, or one is gone."""
    e = w.log[n]
    wing = w.inmates[e.a].wing
    lever = w.levers[wing]
    if lever.mediation_sessions <= 0.0:
        return 0
    opened = from_incident(w, CASE_MEDIATION, n, w.prison[0].day + int(lever.mediation_delay))
    if opened == 2:
        w.wings[wing].tally[K_MED_OFFERED] += 1
    return 1 if opened > 0 else 0


@kernel
def _leans(w, p, i, grudge, victim, before):
    """Logit that inmate i accepts: trust and norm for it; grudge, a victim's fear and a broken word against."""
    a = w.inmates[i]
    x = p.mediation_willing + 2.0 * (a.legitimacy - 0.45) + 1.5 * (a.norm - 0.55) + 0.8 * (a.recognition - 0.45)
    x -= p.mediation_grudge * (grudge - 0.2) + 0.7 * before
    if victim:
        x -= 1.2 * (a.fear - 0.2)
    return x


@kernel
def _both_willing(w, p, c):
    """Each is asked apart, with luck of his own."""
    s = w.prison[0]
    key = chain(chain(s.key, WILLING), s.day)
    before = on_file(w, CASE_MEDIATION, CASE_BROKEN, c.a_pid, c.b_pid)
    g = grudge(w, c.a, c.b) if c.b >= 0 else 0.0
    x = _leans(w, p, c.a, g, False, before)
    if not happens(draw(chain(key, c.b_pid), c.a_pid), x):
        return 0
    if c.b >= 0:
        x = _leans(w, p, c.b, grudge(w, c.b, c.a), True, before)
    else:
        o = w.officers[officer_row(w, c.b_pid)]
        x = p.mediation_willing + 2.0 * (o.orientation - 0.45) - 1.5 * (o.resistance - 0.45) - 0.7 * before
    return 1 if happens(draw(chain(key, c.a_pid), c.b_pid), x) else 0


@kernel
def _facilitator(w, wing, i, j, key):
    """A facilitator of the wing who is neither i nor j, by race on skill; -1 none."""
    best = -1
    score = math.inf
    for n in range(w.inmates.shape[0]):
        f = w.inmates[n]
        if f.role != FACILITATOR or f.wing != wing or at_hand(f, w.prison[0].day) == 0 or n == i or n == j:
            continue
        x = race(draw(key, f.pid), 0.1 + f.skill)
        if x < score:
            score = x
            best = n
    return best


@kernel
def _insiders(w, wing, key):
    """1 if the wing has a mediator of its own today."""
    if trained_officer(w, wing, MOD_MEDIATION, NOBODY, key) >= 0:
        return 1
    return 1 if _facilitator(w, wing, -1, -1, key) >= 0 else 0


@kernel
def _mediator(w, p, wing, c):
    """(who, skill): a trained officer, else a facilitator, else somebody from outside."""
    key = chain(chain(chain(w.prison[0].key, MEDIATOR), w.prison[0].day), c.a_pid)
    i = trained_officer(w, wing, MOD_MEDIATION, c.b_pid, key)
    if i >= 0:
        return BY_OFFICER, w.officers[i].skill[MOD_MEDIATION]
    i = _facilitator(w, wing, c.a, c.b, key)
    if i >= 0:
        f = w.inmates[i]
        f.fatigue += 0.03 * (1.0 - f.fatigue)
        return BY_FACILITATOR, f.skill
    return FROM_OUTSIDE, p.mediation_external_skill


@kernel
def _eased(a, p):
    """What an agreement does to either of them: calmer, face saved, staff felt a little fairer."""
    a.tension -= 0.15 * a.tension
    if p.on_legitimacy:
        a.legitimacy += 0.02 * (1.0 - a.legitimacy)
    if p.on_status:
        saved_face(a, p)


@kernel
def _reconcile(w, p, i, j):
    """i's side of the tie after an agreement with j."""
    k = ensure(w.knows, w.bonds, i, j, w.prison[0].day)
    b = w.bonds[i, k]
    b.grudge *= 1.0 - p.mediation_repair
    b.mediated += 1
    b.last = w.prison[0].day
    shift(b, 0.15)


@kernel
def _agreed(w, p, c):
    a = w.inmates[c.a]
    a.norm += 0.02 * (1.0 - a.norm)
    _eased(a, p)
    if p.on_probation:
        a.followup += 0.05 * (1.0 - a.followup)
    if c.b >= 0:
        b = w.inmates[c.b]
        _reconcile(w, p, c.a, c.b)
        _reconcile(w, p, c.b, c.a)
        _eased(b, p)
        if p.on_fear:
            b.fear -= 0.25 * b.fear
        if p.on_distress:
            b.distress -= 0.08 * b.distress
        return
    if p.on_legitimacy:
        a.legitimacy += 0.03 * (1.0 - a.legitimacy)
    k = ensure_rapport(w.rapports, c.a, officer_row(w, c.b_pid), w.prison[0].day)
    r = w.rapports[c.a, k]
    r.sign += 0.3 * p.mediation_repair * (1.0 - r.sign)
    r.familiarity += 0.1 * (1.0 - r.familiarity)
    r.last = w.prison[0].day


@kernel
def _session(w, p, wing, n):
    """Hold one session: what both bring, what the mediator can do."""
    s = w.prison[0]
    c = w.cases[n]
    who, skill = _mediator(w, p, wing, c)
    g = w.wings[wing]
    g.tally[K_MED_HELD] += 1
    g.spent += p.mediation_minutes if who == BY_OFFICER else p.mediation_minutes / 3.0
    x = p.mediation_agree + p.mediation_skill * (skill - 0.5) + (w.inmates[c.a].skill - 0.45)
    if c.b >= 0:
        x += w.inmates[c.b].skill - 0.45
        x -= p.mediation_grudge * (0.5 * (grudge(w, c.a, c.b) + grudge(w, c.b, c.a)) - 0.2)
    else:
        x += w.officers[officer_row(w, c.b_pid)].skill[0] - 0.3
    key = chain(chain(s.key, AGREE), s.day)
    if happens(draw_pair(key, c.a_pid, c.b_pid), x):
        g.tally[K_MED_AGREED] += 1
        _agreed(w, p, c)
        close(w, n, CASE_AGREED, 1)
        return
    w.inmates[c.a].tension += 0.04 * (1.0 - w.inmates[c.a].tension)
    if c.b >= 0:
        w.inmates[c.b].tension += 0.04 * (1.0 - w.inmates[c.b].tension)
    close(w, n, CASE_FAILED, 3)


@kernel
def dawn(w, p):
    """Save up sessions; bring quarrels; hold the sessions that can be held."""
    s = w.prison[0]
    clear(w, CASE_MEDIATION)
    bring(w, p)
    key = chain(chain(s.key, QUEUE), s.day)
    for v in range(w.wings.shape[0]):
        g = w.wings[v]
        weekly = w.levers[v].mediation_sessions * g.n / 100.0
        g.mediation_budget = min(max(1.0, 2.0 * weekly), g.mediation_budget + weekly / 7.0)
        if weekly <= 0.0:
            g.mediation_budget = 0.0
        if g.mediation_budget < 1.0:
            continue
        later = 0 if _insiders(w, v, key) == 1 else EXTERNAL_DAYS
        while g.mediation_budget >= 1.0:
            n = next_ready(w, CASE_MEDIATION, v, later, key)
            if n < 0:
                break
            if _both_willing(w, p, w.cases[n]) == 0:
                close(w, n, CASE_REFUSED, 2)
                continue
            g.tally[K_MED_ACCEPTED] += 1
            g.mediation_budget -= 1.0
            _session(w, p, v, n)


@kernel
def broken(w, p, i, j):
    """i has assaulted j: if they had an agreement, it is broken."""
    a = w.inmates[i]
    b = w.inmates[j]
    had = 0
    for turn in range(2):
        k = find(w.knows, i, j) if turn == 0 else find(w.knows, j, i)
        if k >= 0:
            bond = w.bonds[i, k] if turn == 0 else w.bonds[j, k]
            if bond.mediated > 0:
                had = 1
                bond.mediated = 0
    for n in range(w.cases.shape[0]):
        c = w.cases[n]
        if c.state == CASE_AGREED and c.kind == CASE_MEDIATION:
            if (c.a_pid == a.pid and c.b_pid == b.pid) or (c.a_pid == b.pid and c.b_pid == a.pid):
                had = 1
                close(w, n, CASE_BROKEN, 4)
    if had == 0:
        return
    w.wings[a.wing].tally[K_MED_BROKEN] += 1
    a.norm -= 0.03 * a.norm
    b.norm -= 0.01 * b.norm
    if p.on_legitimacy:
        b.legitimacy -= 0.04 * b.legitimacy


MECHANISM = Mechanism(
    id="M13", key="mediation",
    en="Relational mediation: both willing, a mediator, few sessions, a wait; agreed, failed, refused or broken",
    fr="Médiation relationnelle\u202f: deux volontés, un médiateur, peu de séances, une attente\u202f; accord, échec, refus ou"
       " accord rompu",
    parameters=(
        Parameter("mediation.willing", 0.8, "logit", -4, 4, (-0.2, 1.8), "assumed",
                  "Willingness of an ordinary person to come to mediation",
                  "Disposition d’une personne ordinaire à venir en médiation", role="level"),
        Parameter("mediation.grudge", 1.5, "logit", 0, 6, (0.5, 3), "assumed",
                  "Effect of a full grudge against coming and against agreeing",
                  "Effet d’une rancune entière contre la venue et contre l’accord"),
        Parameter("mediation.agree", 0.9, "logit", -4, 4, (0, 1.8), "assumed",
                  "Agreement once both have come, with an average mediator",
                  "Accord une fois les deux venus, avec un médiateur moyen", role="level"),
        Parameter("mediation.skill", 2.0, "logit", 0, 8, (0.5, 4), "assumed",
                  "Effect of the mediator's skill, from none to full", "Effet de la compétence du médiateur, de nulle à"
                  " entière"),
        Parameter("mediation.repair", 0.7, "share", 0, 1, (0.3, 0.9), "assumed",
                  "Share of the grudge that an agreement dissolves", "Part de la rancune que dissout un accord"),
        Parameter("mediation.external_skill", 0.6, "0..1", 0, 1, (0.4, 0.9), "assumed",
                  "Skill of a mediator from outside", "Compétence d’un médiateur extérieur", role="level"),
        Parameter("mediation.voluntary", 0.01, "per day", 0, 0.3, (0.002, 0.04), "assumed",
                  "A live grudge is brought to mediation without an incident, where that is open",
                  "Une rancune vive est portée en médiation sans incident, là où c’est permis", role="rate"),
        Parameter("mediation.minutes", 90.0, "minutes", 0, 480, (45, 180), "assumed",
                  "Officer minutes of a session led by an officer; a third of it otherwise",
                  "Minutes d’agent d’une séance menée par un agent\u202f; un tiers sinon", role="time"),
    ),
    reads=("inmates.care", "inmates.role", "inmates.isolated_until", "inmates.skill", "inmates.recognition",
           "officers.absent", "officers.trained", "officers.skill", "officers.orientation", "officers.resistance", "wings.n",
           "levers.mediation_sessions", "levers.mediation_delay", "levers.mediation_referrers", "prison.n_log", "log.kind",
           "log.a", "log.b", "log.a_pid", "log.b_pid"),
    writes=("inmates.tension", "inmates.fear", "inmates.legitimacy", "inmates.norm", "inmates.distress", "inmates.fatigue",
            "inmates.followup", "bonds", "knows", "rapports", "wings.spent", "wings.mediation_budget", "wings.tally", "cases",
            "log.outcome"),
    calls=("status",),
    sources=("C-EDGAR", "C-AVP", "C-BELONG"),
    dawn=dawn,
)
