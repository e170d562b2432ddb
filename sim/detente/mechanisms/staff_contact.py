"""Core: an inmate and an officer meet. Control acts and dialogues, at the rate that minutes and levers give.

What such a meeting does belongs to the mechanisms: fairness and trust (M9), refusal and violence (M5), knowledge (M12),
confiding (M20). The officer is one of those on the floor, by exponential race.
"""

from __future__ import annotations

from ..declare import Mechanism, Parameter
from ..world.chance import chain, draw, purpose
from ..world.codes import CORRIDOR, K_ANSWERED, K_CONTRABAND, K_SEARCHES, K_UNMET, NIGHT
from ..world.compiled import kernel
from ..world.turns import settle
from . import m05_staff_violence, m09_legitimacy, m12_knowledge, m20_distress, m21_influence, m26_objects
from .duty import HOURS, pick

SEARCHED = purpose(40, "a control act in this slot: a search, or else an order")
ORDERED = purpose(41, "a control act that is an order or a refusal (kept: numbers are append-only)")
TALKED = purpose(42, "has a dialogue with an officer in this slot")
WHICH = purpose(43, "which officer")
ASKS = purpose(44, "makes a request today")
TURN = purpose(46, "order in which officers come to people in this slot")

SEARCH, ORDER, TALK = range(3)


@kernel
def _control(w, p, i, o, search):
    """A control act by officer o: felt fair or not, and what he answers."""
    a = w.inmates[i]
    fair = 1
    if p.on_legitimacy:
        fair = m09_legitimacy.act(w, p, i, o, 1.0 if search else 0.6)
    if p.on_influence and fair == 0:
        m21_influence.humiliated(a, p, 0.3 if search else 0.1)
    if p.on_staff_violence:
        m05_staff_violence.react(w, p, i, o, fair, CORRIDOR)


@kernel
def _talk(w, p, i, o):
    """A dialogue: a request answered, something learnt, somebody heard."""
    a = w.inmates[i]
    good = 1
    if p.on_legitimacy:
        good = m09_legitimacy.talk(w, p, i, o)
    if a.requests >= 1.0:
        a.requests -= 1.0
        w.wings[a.wing].tally[K_ANSWERED] += 1
    if p.on_knowledge and good == 1:
        m12_knowledge.learn(w, p, i, o)
    if p.on_distress and good == 1:
        m20_distress.confide(w, p, i, w.officers[o].skill[0])


@kernel
def _search(w, p, i, o):
    """A search, and what it may find."""
    tally = w.wings[w.inmates[i].wing].tally
    tally[K_SEARCHES] += 1
    _control(w, p, i, o, True)
    if p.on_objects and m26_objects.find(w, p, i) == 1:
        tally[K_CONTRABAND] += 1
        if p.on_staff_violence:
            m05_staff_violence.breach(w, p, i, o, CORRIDOR)


@kernel
def _who_is_met(w, p):
    """Note everyone whom an officer searches, orders or talks to in this slot; returns how many turns there are."""
    s = w.prison[0]
    hours = HOURS[s.slot]
    inmates = w.inmates
    wings = w.wings
    levers = w.levers
    who = w.bucket
    keys = w.line
    control = chain(chain(s.key, SEARCHED), s.tick)
    talked = chain(chain(s.key, TALKED), s.tick)
    turn = chain(chain(s.key, TURN), s.tick)
    rates = w.rates
    for v in range(wings.shape[0]):
        g = wings[v]
        on = 1.0 if g.officers > 0 else 0.0
        rates[v, 0] = on * levers[v].search_rate / 7.0 * hours / 12.0
        rates[v, 1] = on * p.staff_contact_orders * 0.35 * hours / 12.0
        rates[v, 2] = on * p.staff_contact_orders * hours / 12.0
        rates[v, 3] = on * g.relation / max(1, g.n) / p.staff_contact_minutes
    n = 0
    for i in range(inmates.shape[0]):  # noted without a branch: who it will be cannot be guessed
        a = inmates[i]
        u = draw(control, a.pid)
        search = rates[a.wing, 0]
        orders = rates[a.wing, 2] if a.hours_out > 0.0 else rates[a.wing, 1]
        who[n] = 4 * i + (SEARCH if u < search else ORDER)
        n += int((u < search + orders) & (a.here == 1))
        talk = rates[a.wing, 3] * (1.0 + 0.6 * min(2.0, a.requests))
        who[n] = 4 * i + TALK
        n += int((draw(talked, a.pid) < talk) & (a.here == 1))
    for k in range(n):
        keys[k] = draw(turn, inmates[who[k] // 4].pid) + (1.0 if who[k] % 4 == TALK else 0.0)
    return n


@kernel
def slot(w, p):
    """Everyone whom an officer meets takes his turn: control first, then dialogue."""
    s = w.prison[0]
    if s.slot == NIGHT:
        return
    n = _who_is_met(w, p)
    settle(w, n, 2.0)
    which = chain(chain(s.key, WHICH), s.tick)
    for k in range(n):
        i = w.picked[k] // 4
        what = w.picked[k] % 4
        a = w.inmates[i]
        o = pick(w, a.wing, which, a.pid)
        if what == SEARCH:
            _search(w, p, i, o)
        elif what == ORDER:
            _control(w, p, i, o, False)
        else:
            _talk(w, p, i, o)


@kernel
def dusk(w, p):
    """A day's requests; those nobody answered are given up after a while, and remembered as neglect (M9)."""
    s = w.prison[0]
    keep = 0.5 ** (1.0 / p.staff_contact_patience)
    asks = chain(chain(s.key, ASKS), s.day)
    for i in range(w.inmates.shape[0]):
        a = w.inmates[i]
        if a.here == 0:
            continue
        if draw(asks, a.pid) < p.staff_contact_requests:
            a.requests += 1.0
        lost = a.requests * (1.0 - keep)
        a.requests -= lost
        if lost > 0.5:
            w.wings[a.wing].tally[K_UNMET] += 1
        if p.on_legitimacy:
            m09_legitimacy.neglected(a, p, lost)


MECHANISM = Mechanism(
    id="core", key="staff_contact",
    en="Contacts between inmates and officers: searches, orders, requests, dialogue",
    fr="Contacts entre personnes détenues et agents\u202f: fouilles, ordres, demandes, dialogue",
    parameters=(
        Parameter("staff_contact.requests", 0.35, "per day", 0, 1, (0.1, 1), "assumed", "Requests an inmate makes a day",
                  "Demandes par personne et par jour", role="rate"),
        Parameter("staff_contact.orders", 0.6, "per day", 0, 10, (0.2, 2), "assumed",
                  "Orders and refusals an inmate meets a day", "Ordres et refus par personne et par jour", role="rate"),
        Parameter("staff_contact.minutes", 8.0, "minutes", 1, 60, (4, 15), "assumed", "Minutes of a dialogue",
                  "Minutes d’un dialogue", role="time"),
        Parameter("staff_contact.patience", 6.0, "days", 0.5, 60, (2, 15), "assumed",
                  "Half-life of an unanswered request", "Demi-vie d’une demande sans réponse", role="time"),
    ),
    reads=("inmates.hours_out", "officers.skill", "wings.n", "wings.officers", "wings.relation",
           "levers.search_rate"),
    writes=("inmates.requests", "wings.tally"),
    calls=("duty", "staff_violence", "legitimacy", "knowledge", "distress", "influence", "objects"),
    slot=slot, dusk=dusk,
)
