"""M4 Friction and escalation: from an encounter to friction, dispute, threat and assault.

At each rung the one whose turn it is withdraws, talks, threatens or strikes: four candidates in an exponential race
whose weights are ``exp(utility)``. What he leans on is a sum of terms in a fixed order (`codes.TERMS`), the same numbers
that an incident shows when asked why. Other mechanisms own their terms and can be switched off one by one.

Every chance of a slot hangs on (pair, slot, rung), so two policies that leave a pair alone leave its luck alone.
"""

from __future__ import annotations

import math

import numpy as np

from ..declare import Mechanism, Parameter
from ..world.chance import chain, draw, draw_pair, purpose, race
from ..world.codes import CELLMATES, K_FRICTIONS, TO_SETTLE
from ..world.compiled import kernel
from ..world.ties import find, shift
from . import m26_objects
from .escalation_dispute import dispute

FRICTION = purpose(401, "a contact turns into friction")
FIRST = purpose(402, "who makes the first move in a dispute")

# Powers of e in quarter steps: a quick bound from above, so that most contacts are dismissed without an exponential.
CEILINGS = np.array([math.exp(0.25 * step) for step in range(64)] + [math.inf]) * (1.0 + 1e-12)
# Hours, by minutes; of two who are locked in together the square root: a night is not twelve times an hour.
HOURS_OUT = np.arange(24 * 60 + 1) / 60.0
ROOT_HOURS = np.sqrt(HOURS_OUT)


@kernel
def _own(a, p):
    """What one person brings to a friction: tension, an episode of disorder, forbidden objects."""
    x = p.escalation_heat * (a.tension - 0.35)
    if p.on_disorder and a.episode_until >= 0:
        x += p.disorder_friction
    if p.on_objects:
        x += m26_objects.friction(a, p)
    return x


@kernel
def _rate(c, p):
    """Chance of friction between two ordinary people with nothing between them, in this contact."""
    if c.side == CELLMATES:
        return p.escalation_rate * p.escalation_cohabit * ROOT_HOURS[c.minutes]
    rate = p.escalation_rate * HOURS_OUT[c.minutes]
    return max(rate, p.grudge_confront) if c.side == TO_SETTLE else rate


@kernel
def _lean(w, p, c):
    """What the two people of a contact bring to its chance of friction (logit); crowding is felt through their tension."""
    a = w.inmates[c.a]
    b = w.inmates[c.b]
    return _own(a, p) + _own(b, p) + 0.5 * (a.impulsivity + b.impulsivity - 0.9)


@kernel
def _may_jar(w, p):
    """Contacts that may turn into friction, noted by a quick exact bound on what ties can add; how many."""
    s = w.prison[0]
    inmates = w.inmates
    contacts = w.contacts
    picked = w.picked
    friction = chain(chain(s.key, FRICTION), s.tick)
    most = p.escalation_friend + p.escalation_grudge_friction
    m = 0
    for n in range(s.n_contacts):
        c = contacts[n]
        rate = _rate(c, p)
        u = draw_pair(friction, inmates[c.a].pid, inmates[c.b].pid)
        step = min(max(int(4.0 * (_lean(w, p, c) + most)) + 1, 0), CEILINGS.shape[0] - 1)
        picked[m] = n
        m += int(u < rate * CEILINGS[step])
    return m


@kernel
def _jars(w, p, c, friction):
    """1 if a contact turns into friction: what two people bring, and what is between them."""
    a = w.inmates[c.a]
    b = w.inmates[c.b]
    bonds = w.bonds
    rate = _rate(c, p)
    lean = _lean(w, p, c)
    ij = find(w.knows, c.a, c.b)
    ji = find(w.knows, c.b, c.a)
    feeling = 0.0
    grudge = 0.0
    owed = 0.0
    if ij >= 0:
        feeling += 0.5 * bonds[c.a, ij].strength
        grudge = bonds[c.a, ij].grudge
        owed = bonds[c.a, ij].debt
    if ji >= 0:
        feeling += 0.5 * bonds[c.b, ji].strength
        grudge = max(grudge, bonds[c.b, ji].grudge)
        owed = max(owed, bonds[c.b, ji].debt)
    lean -= p.escalation_friend * feeling
    if p.on_grudge:
        lean += p.escalation_grudge_friction * max(grudge, owed)
    return 1 if draw_pair(friction, a.pid, b.pid) < rate * math.exp(lean) else 0


@kernel
def _unfold(w, p, c, first):
    """A friction: it cools what is between the two, and the quicker one opens a dispute."""
    a = w.inmates[c.a]
    b = w.inmates[c.b]
    w.wings[a.wing].tally[K_FRICTIONS] += 1
    ij = find(w.knows, c.a, c.b)
    ji = find(w.knows, c.b, c.a)
    if ij >= 0:
        shift(w.bonds[c.a, ij], -0.08)
    if ji >= 0:
        shift(w.bonds[c.b, ji], -0.08)
    sa = race(draw(chain(first, b.pid), a.pid), math.exp(2.0 * a.tension + a.impulsivity))
    sb = race(draw(chain(first, a.pid), b.pid), math.exp(2.0 * b.tension + b.impulsivity))
    if sa < sb:
        dispute(w, p, c.a, c.b, c.place, w.terms)
    else:
        dispute(w, p, c.b, c.a, c.place, w.terms)


@kernel
def slot(w, p):
    """Which contacts jar is read off the state in which they begin; then disputes unfold in the contacts' keyed order."""
    s = w.prison[0]
    contacts = w.contacts
    picked = w.picked
    friction = chain(chain(s.key, FRICTION), s.tick)
    first = chain(chain(s.key, FIRST), s.tick)
    m = 0
    for x in range(_may_jar(w, p)):
        picked[m] = picked[x]
        m += _jars(w, p, contacts[picked[x]], friction)
    for x in range(m):
        _unfold(w, p, contacts[picked[x]], first)


def _logit(name, default, low, high, plausible, en, fr, evidence="assumed"):
    return Parameter(f"escalation.{name}", default, "logit", low, high, plausible, evidence, en, fr)


MECHANISM = Mechanism(
    id="M4", key="escalation",
    en="Friction, dispute, threat, assault: at each rung withdraw, talk, threaten or strike",
    fr="Frictions, dispute, menace, agression\u202f: à chaque degré, se retirer, parler, menacer ou frapper",
    parameters=(
        Parameter("escalation.rate", 0.018, "per contact-hour", 0, 0.5, (0.005, 0.06), "assumed",
                  "Frictions in an ordinary contact of an hour", "Frictions lors d’un contact ordinaire d’une heure",
                  prior="loguniform", role="rate"),
        _logit("heat", 1.2, 0, 6, (0.4, 2.5), "Effect of each one’s tension on friction",
               "Effet de la tension de chacun sur les frictions"),
        _logit("tension", 1.6, 0, 10, (0.5, 3), "Effect of tension on striking, from calm to bursting",
               "Effet de la tension sur le coup, du calme à la rupture"),
        _logit("grudge_friction", 2.0, 0, 6, (0.5, 3), "Effect of a full grudge or debt on friction",
               "Effet d’une rancune ou d’une dette entière sur les frictions"),
        _logit("friend", 1.0, 0, 5, (0.3, 2), "Effect of friendship against friction",
               "Effet de l’amitié contre les frictions"),
        Parameter("escalation.cohabit", 0.06, "factor", 0, 3, (0.02, 0.25), "C-SINGLE",
                  "Frictions of cellmates, hour for hour, against those of people who meet outside",
                  "Frictions entre codétenus de cellule, à durée égale, rapportées à celles du dehors"),
        _logit("talk", 1.3, -5, 5, (0.5, 2.5), "Inclination to talk", "Inclination à parler"),
        _logit("withdraw", 0.9, -5, 5, (0, 2), "Inclination to withdraw", "Inclination à se retirer"),
        _logit("threat", -0.9, -8, 5, (-2, 0), "Inclination to threaten", "Inclination à menacer"),
        _logit("strike", -1.75, -10, 3, (-3.0, -1.0), "Inclination to strike", "Inclination à frapper"),
        Parameter("escalation.threat_share", 0.6, "share", 0, 1.5, (0.3, 0.9), "assumed",
                  "Share of the drive to strike that also pushes to threaten",
                  "Part de la poussée à frapper qui pousse aussi à menacer", role="share"),
        _logit("climb", 0.9, 0, 4, (0.3, 1.5), "What a threat adds to the next rung", "Ce qu’une menace ajoute ensuite"),
        _logit("talk_works", 0.6, -4, 4, (-0.5, 1.5), "Talking settles it between two ordinary people",
               "La parole règle l’affaire entre deux personnes ordinaires"),
        _logit("trapped", 0.5, 0, 4, (0, 1.5), "How much harder it is to withdraw in a cell",
               "Difficulté de se retirer quand on est en cellule"),
        _logit("age", -0.55, -2, 1, (-0.8, -0.3), "Effect of ten more years of age", "Effet de dix ans de plus",
               "C-GUILL"),
        _logit("impulsivity", 1.4, 0, 6, (0.5, 2.5), "Effect of impulsivity, from none to full",
               "Effet de l’impulsivité, de nulle à entière", "C-PRED2"),
        _logit("past", 0.5, 0, 3, (0.2, 1), "Effect of violence known before", "Effet d’une violence antérieure connue",
               "C-PRED2"),
        _logit("unruly", 0.35, 0, 2, (0.1, 0.7), "Effect of the log of the personal factor on rule-breaking",
               "Effet du logarithme du facteur personnel de manquement", "A-NB"),
        _logit("norm", 2.0, 0, 8, (0.5, 3.5), "Effect of the norm of non-violence", "Effet de la norme de non-violence"),
        _logit("eyes", 0.8, 0, 5, (0.3, 2), "Effect of being in sight of staff", "Effet du regard des agents",
               "A-PLACE-FR"),
        _logit("tie", 1.2, 0, 5, (0.3, 2.5), "Effect of friendship against a blow", "Effet de l’amitié contre le coup"),
        Parameter("escalation.guard", 0.45, "probability", 0, 1, (0.2, 0.8), "assumed",
                  "An officer who sees a dispute steps in, at each rung",
                  "Un agent qui voit une dispute intervient, à chaque degré", role="rate"),
        _logit("serious", -2.3, -8, 3, (-3, -1.6), "An assault is serious", "Une agression est grave", "B-EW-J24"),
    ),
    reads=("inmates.tension", "inmates.impulsivity", "inmates.place", "inmates.episode_until", "inmates.cell", "inmates.fear",
           "inmates.legitimacy", "inmates.unruliness", "inmates.age", "inmates.risk", "inmates.defiance",
           "inmates.prior_violence", "inmates.vulnerability", "inmates.skill", "inmates.status", "inmates.recognition",
           "inmates.norm", "inmates.influence", "inmates.other", "bonds.debt", "knows", "wings.norm",
           "wings.officers", "wings.eyes", "cells.n", "prison.n_order", "prison.n_contacts", "log.kind",
           "log.place", "log.a", "log.b", "contacts", "order", "seat"),
    writes=("inmates.last_violence", "inmates.n_violent", "inmates.n_victim", "bonds.strength", "bonds.grudge",
            "bonds.struck", "wings.tally", "log.revenge", "log.calmed_by", "log.injury", "log.chance"),
    calls=("response", "fear", "grudge", "status", "mediation", "facilitators", "stress", "distress", "objects"),
    sources=("C-PRED2", "C-GUILL", "C-CROWD-MOJ", "A-PLACE-FR"),
    slot=slot,
)
