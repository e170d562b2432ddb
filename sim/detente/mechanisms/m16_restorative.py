"""M16 Restorative justice: preparation, a circle of those affected, repair, follow-up; slow and deep rather than fast.

Modest by evidence (C-RJ-LAT, C-RJ-CAMP); the large fall seen among volunteers without a control (C-BELONG) is what
selection alone can show.
"""

from __future__ import annotations

import math

import numpy as np

from ..declare import Mechanism, Parameter
from ..world.cases import at_hand, clear, close, from_incident, next_ready, officer_row, trained_officer
from ..world.chance import chain, draw, draw_pair, purpose
from ..world.codes import (
    CASE_AGREED,
    CASE_FAILED,
    CASE_REFUSED,
    CASE_RESTORATIVE,
    K_CIRCLE_PEOPLE,
    K_CIRCLES,
    K_TIES,
    MOD_RESTORATIVE,
)
from ..world.compiled import allocating, kernel
from ..world.odds import happens
from ..world.ties import ensure_rapport, find, shift, weight
from .m08_status import saved_face

WILLING = purpose(1601, "somebody accepts to come to a circle")
SUCCESS = purpose(1602, "a circle ends in repair")
QUEUE = purpose(1603, "which of the circles ready on the same day comes first")
KEEPER = purpose(1604, "who leads the circle")
SEAT = purpose(1605, "who sits in the circle among people equally close")

OTHERS = 6  # people beside the author and the victim


@kernel
def refer(w, p, n):
    """Incident n goes to a restorative circle: 1, or 0 when the wing holds none or one of them is gone."""
    e = w.log[n]
    if w.levers[w.inmates[e.a].wing].circles_per_month <= 0.0:
        return 0
    opened = from_incident(w, CASE_RESTORATIVE, n, w.prison[0].day + int(p.restorative_preparation))
    return 1 if opened > 0 else 0


@kernel
def _leans(a, p, victim):
    """Logit that an inmate comes: trust and norm for it, fear against, a victim's more."""
    x = p.restorative_willing + 2.0 * (a.legitimacy - 0.45) + 2.0 * (a.norm - 0.55)
    return x - (1.5 if victim else 0.8) * (a.fear - 0.2)


@kernel
def _accepts(w, p, a, c, victim):
    """1 if he comes to the circle of case c; each has luck of his own."""
    s = w.prison[0]
    key = chain(chain(chain(chain(s.key, WILLING), s.day), c.a_pid), c.b_pid)
    return 1 if happens(draw(key, a.pid), _leans(a, p, victim)) else 0


@kernel
def _both_come(w, p, c):
    """Author and victim are both asked; an officer who was the victim too."""
    if _accepts(w, p, w.inmates[c.a], c, False) == 0:
        return 0
    if c.b >= 0:
        return _accepts(w, p, w.inmates[c.b], c, True)
    s = w.prison[0]
    o = w.officers[officer_row(w, c.b_pid)]
    x = p.restorative_willing + 2.0 * (o.orientation - 0.45) - 1.5 * (o.resistance - 0.45)
    key = chain(chain(chain(chain(s.key, WILLING), s.day), c.a_pid), c.b_pid)
    return 1 if happens(draw(key, o.pid), x) else 0


@kernel
def _touch(w, i, j):
    """What two people mean to each other, for good or ill, whoever feels it more; 0 for strangers."""
    if j < 0:
        return 0.0
    ij = find(w.knows, i, j)
    ji = find(w.knows, j, i)
    x = weight(w.bonds[i, ij]) if ij >= 0 else 0.0
    y = weight(w.bonds[j, ji]) if ji >= 0 else 0.0
    return max(x, y)


@allocating
def _gather(w, p, c, wing, members):
    """Fill the list of inmates in the circle: author, victim, then the willing whom it touches most; how many."""
    s = w.prison[0]
    key = chain(chain(chain(s.key, SEAT), s.day), c.a_pid)
    m = 1
    members[0] = c.a
    if c.b >= 0:
        members[1] = c.b
        m = 2
    touched = np.zeros(w.inmates.shape[0])
    for i in range(w.inmates.shape[0]):
        a = w.inmates[i]
        if i == c.a or i == c.b or a.wing != wing or at_hand(a, s.day) == 0 or a.episode_until >= 0:
            continue
        x = max(_touch(w, i, c.a), _touch(w, i, c.b))
        if x > 0.05 and _accepts(w, p, a, c, False) == 1:
            touched[i] = x
    for _ in range(OTHERS):
        best = -1
        score = math.inf
        for i in range(w.inmates.shape[0]):
            if touched[i] <= 0.0 or (best >= 0 and touched[i] < touched[best]):
                continue
            u = draw(key, w.inmates[i].pid)
            if best < 0 or touched[i] > touched[best] or u < score:
                best = i
                score = u
        if best < 0:
            return m
        members[m] = best
        touched[best] = 0.0
        m += 1
    return m


@kernel
def _between(w, p, members, m):
    """Grudges among those who sat together shrink, ties grow a little."""
    for x in range(m):
        i = members[x]
        for k in range(K_TIES):
            j = w.knows[i, k]
            if j < 0:
                continue
            for y in range(m):
                if members[y] == j:
                    b = w.bonds[i, k]
                    b.grudge *= 1.0 - p.restorative_repair
                    b.last = w.prison[0].day
                    shift(b, 0.08)


@kernel
def _repaired(w, p, wing, c, members, m):
    """What a circle that works leaves: in each who came, in the victim, in the author, in the wing."""
    for x in range(m):
        a = w.inmates[members[x]]
        a.norm += p.restorative_norm * (1.0 - a.norm)
        if p.on_fear:
            a.fear -= (0.3 if members[x] == c.b else 0.08) * a.fear
        if p.on_legitimacy:
            a.legitimacy += 0.02 * (1.0 - a.legitimacy)
    _between(w, p, members, m)
    a = w.inmates[c.a]
    if p.on_status:
        saved_face(a, p)
    if p.on_probation:
        a.followup += 0.1 * (1.0 - a.followup)
    if c.b >= 0:
        b = w.inmates[c.b]
        if p.on_status:
            saved_face(b, p)
        if p.on_distress:
            b.distress -= 0.12 * b.distress
    else:
        k = ensure_rapport(w.rapports, c.a, officer_row(w, c.b_pid), w.prison[0].day)
        r = w.rapports[c.a, k]
        r.sign += 0.4 * p.restorative_repair * (1.0 - r.sign)
        r.familiarity += 0.1 * (1.0 - r.familiarity)
        r.last = w.prison[0].day
    g = w.wings[wing]
    g.efficacy += p.restorative_efficacy * m / (2.0 + OTHERS) * (1.0 - g.efficacy)


@allocating
def _circle(w, p, wing, n):
    """Hold one circle."""
    s = w.prison[0]
    c = w.cases[n]
    members = np.zeros(2 + OTHERS, np.int64)
    m = _gather(w, p, c, wing, members)
    key = chain(chain(chain(s.key, KEEPER), s.day), c.a_pid)
    keeper = trained_officer(w, wing, MOD_RESTORATIVE, c.b_pid, key)
    skill = w.officers[keeper].skill[MOD_RESTORATIVE] if keeper >= 0 else p.restorative_external_skill
    g = w.wings[wing]
    g.tally[K_CIRCLES] += 1
    g.tally[K_CIRCLE_PEOPLE] += m
    g.spent += p.restorative_minutes if keeper >= 0 else p.restorative_minutes / 3.0
    x = p.restorative_success + 2.0 * (skill - 0.5) + 0.7 * (_leans(w.inmates[c.a], p, False) - p.restorative_willing)
    if happens(draw_pair(chain(chain(s.key, SUCCESS), s.day), c.a_pid, c.b_pid), x):
        _repaired(w, p, wing, c, members, m)
        close(w, n, CASE_AGREED, 1)
        return
    if p.on_distress and c.b >= 0:
        w.inmates[c.b].distress += 0.05 * (1.0 - w.inmates[c.b].distress)
    close(w, n, CASE_FAILED, 3)


@kernel
def dawn(w, p):
    """Save up circles; hold those that are ready."""
    s = w.prison[0]
    clear(w, CASE_RESTORATIVE)
    key = chain(chain(s.key, QUEUE), s.day)
    for v in range(w.wings.shape[0]):
        g = w.wings[v]
        monthly = w.levers[v].circles_per_month
        g.circle_budget = min(3.0, g.circle_budget + monthly / 30.4) if monthly > 0.0 else 0.0
        while g.circle_budget >= 1.0:
            n = next_ready(w, CASE_RESTORATIVE, v, 0, key)
            if n < 0:
                break
            if _both_come(w, p, w.cases[n]) == 0:
                close(w, n, CASE_REFUSED, 2)
                continue
            g.circle_budget -= 1.0
            _circle(w, p, v, n)


MECHANISM = Mechanism(
    id="M16", key="restorative",
    en="Restorative justice: preparation, circles with those affected, repair, follow-up; slow and deep",
    fr="Justice restaurative\u202f: préparation, cercles avec les personnes touchées, réparation,"
       " suivi\u202f; lente et profonde",
    parameters=(
        Parameter("restorative.preparation", 21.0, "days", 0, 180, (10, 60), "assumed",
                  "Preparation before a circle", "Préparation avant un cercle", role="time"),
        Parameter("restorative.willing", 0.4, "logit", -4, 4, (-0.8, 1.4), "assumed",
                  "Willingness of an ordinary person to come to a circle",
                  "Disposition d’une personne ordinaire à venir au cercle", role="level"),
        Parameter("restorative.success", 0.8, "logit", -4, 4, (-0.2, 1.8), "assumed",
                  "A circle with an average leader ends in repair",
                  "Un cercle mené par un animateur moyen aboutit à une réparation", role="level"),
        Parameter("restorative.external_skill", 0.6, "0..1", 0, 1, (0.4, 0.9), "assumed",
                  "Skill of a leader from outside", "Compétence d’un animateur extérieur", role="level"),
        Parameter("restorative.repair", 0.5, "share", 0, 1, (0.2, 0.8), "C-RJ-CAMP",
                  "Share of the grudges among those present that it dissolves",
                  "Part des rancunes entre les présents qu’il dissout"),
        Parameter("restorative.norm", 0.05, "share", 0, 1, (0, 0.12), "C-RJ-LAT",
                  "Share of the missing norm of non-violence that each one gains",
                  "Part de la norme de non-violence manquante que chacun acquiert"),
        Parameter("restorative.efficacy", 0.02, "share", 0, 1, (0, 0.06), "assumed",
                  "Share of the wing's missing efficacy that a full circle gives",
                  "Part de l’efficacité collective manquante qu’un cercle complet donne à l’aile"),
        Parameter("restorative.minutes", 180.0, "minutes", 0, 960, (90, 360), "assumed",
                  "Officer minutes of a circle led by an officer; a third of it otherwise",
                  "Minutes d’agent d’un cercle mené par un agent\u202f; un tiers sinon", role="time"),
    ),
    reads=("inmates.care", "inmates.episode_until", "inmates.isolated_until", "bonds.debt", "knows",
           "officers.absent", "officers.trained", "officers.skill", "officers.orientation", "officers.resistance",
           "levers.circles_per_month", "prison.n_log", "log.kind", "log.a", "log.b", "log.a_pid", "log.b_pid"),
    writes=("inmates.fear", "inmates.legitimacy", "inmates.norm", "inmates.distress", "inmates.followup", "bonds.strength",
            "bonds.grudge", "bonds.last", "rapports", "wings.efficacy",
            "wings.spent", "wings.circle_budget", "wings.tally", "cases", "log.outcome"),
    calls=("status",),
    sources=("C-RJ-LAT", "C-RJ-CAMP", "C-BELONG", "A-RJ"),
    dawn=dawn,
)
