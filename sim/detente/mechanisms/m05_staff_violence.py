"""M5 Violence toward staff, and rule-breaking: refusals, insults, blows.

A control act that is felt unfair, by an officer without skill or rapport, on somebody tense and defiant, is answered by
an insult, rarely by a blow; whether it turns physical is a matter of temper, not of trust (C-LEG18). Rule-breaking on
one's own account (refusing, hoarding, bartering) follows the personal factor, anger and idleness, and is deterred like
the rest.
"""

from __future__ import annotations

import math


from ..declare import Mechanism, Parameter
from ..world.chance import chain, draw, draw_pair, purpose
from ..world.codes import (
    CELL, N_TERMS, NIGHT, REFUSAL, STAFF_ASSAULT, STAFF_SERIOUS, STAFF_VERBAL, T_AGE, T_DEFIANCE, T_DETERRENCE,
    T_DISORDER, T_IMPULSIVITY, T_LEGITIMACY, T_OTHER, T_PAST, T_SKILLS, T_TENSION, T_TIE,
)
from ..world.compiled import kernel
from ..world.odds import happens, odds
from ..world.ties import rapport_with
from ..world.turns import note, settle
from . import m18_stress, m25_climate, response
from .duty import HOURS, pick

VERBAL = purpose(501, "an insult or threat to the officer")
BLOW = purpose(502, "it turns physical")
GRAVE = purpose(503, "the officer is off sick after it")
BREACH = purpose(504, "breaks a rule in this slot")
BY_WHOM = purpose(505, "which officer meets the rule-breaking")
TURN = purpose(506, "order of those who break a rule in this slot")


@kernel
def _terms(w, p, i, o, fair, out):
    """Terms that lean i towards abusing officer o; their sum."""
    a = w.inmates[i]
    for t in range(N_TERMS):
        out[t] = 0.0
    out[T_AGE] = 0.7 * p.escalation_age * (min(a.age, 60.0) - 32.0) / 10.0
    out[T_IMPULSIVITY] = p.escalation_impulsivity * (a.impulsivity - 0.45)
    out[T_PAST] = p.staff_violence_unruly * math.log(a.unruliness)
    out[T_TENSION] = p.escalation_tension * (a.tension - 0.35)
    if p.on_disorder and a.episode_until >= 0:
        out[T_DISORDER] = p.disorder_strike
    if p.on_legitimacy:
        out[T_LEGITIMACY] = -p.staff_violence_legitimacy * (a.legitimacy - 0.45)
        if fair == 0:
            out[T_LEGITIMACY] += p.staff_violence_unfair
    if p.on_skills:
        out[T_SKILLS] = -p.skills_strike * (a.skill - 0.45)
    if p.on_deterrence:
        out[T_DETERRENCE] = -p.deterrence_strike * a.risk
        out[T_DEFIANCE] = p.deterrence_defiance * a.defiance
    f = w.officers[o]
    k = rapport_with(w.rapports, i, o)
    rapport = w.rapports[i, k].familiarity * w.rapports[i, k].sign if k >= 0 else 0.0
    out[T_TIE] = -p.staff_violence_skill * (f.skill[0] + f.authority - 0.8 - 0.4 * f.stress + rapport)
    out[T_OTHER] = a.other
    total = 0.0
    for t in range(N_TERMS):
        total += out[t]
    return total


@kernel
def react(w, p, i, o, fair, place):
    """What an inmate answers to a control act."""
    s = w.prison[0]
    a = w.inmates[i]
    pid = w.officers[o].pid
    out = w.terms
    push = _terms(w, p, i, o, fair, out)
    if not happens(draw_pair(chain(chain(s.key, VERBAL), s.tick), a.pid, pid), p.staff_violence_verbal + push):
        return
    chance = odds(p.staff_violence_verbal + push)
    blow = odds(p.staff_violence_blow + 0.5 * (push - out[T_LEGITIMACY]))
    if draw_pair(chain(chain(s.key, BLOW), s.tick), a.pid, pid) >= blow:
        n = response.log_incident(w, STAFF_VERBAL, i, o, place, 0, 0, out)
        w.log[n].chance = chance
        response.settle(w, p, n)
        return
    serious = draw_pair(chain(chain(s.key, GRAVE), s.tick), a.pid, pid) < p.staff_violence_grave
    n = response.log_incident(w, STAFF_SERIOUS if serious else STAFF_ASSAULT, i, o, place, 1, 0, out)
    e = w.log[n]
    e.chance = chance * blow
    e.injury = 1 if serious else 0
    a.n_violent += 1
    a.last_violence = s.day
    if p.on_stress:
        m18_stress.hit(w, p, o, serious)
        m18_stress.incident(w, p, a.wing, 2.0 if serious else 1.0)
    if p.on_climate:
        m25_climate.assault(w, p, serious)
    response.settle(w, p, n)


@kernel
def breach(w, p, i, o, place):
    """Rule-breaking that staff meet: a refusal, a forbidden object."""
    out = w.terms
    for t in range(N_TERMS):
        out[t] = 0.0
    n = response.log_incident(w, REFUSAL, i, o, place, 0, 0, out)
    response.settle(w, p, n)


@kernel
def _who_breaks(w, p):
    """Note everyone who breaks a rule in this slot; returns how many."""
    s = w.prison[0]
    inmates = w.inmates
    key = chain(chain(s.key, BREACH), s.tick)
    turn = chain(chain(s.key, TURN), s.tick)
    base = p.staff_violence_breach / 365.0 * HOURS[s.slot] / 12.0
    n = 0
    for i in range(inmates.shape[0]):
        a = inmates[i]
        if a.here == 0:
            continue
        u = draw(key, a.pid)
        if u >= base * a.unruliness * 8.0:
            continue  # no lean below can multiply it by more than eight
        lean = 0.8 * (a.boredom - 0.5) + 1.0 * (a.tension - 0.35)
        if p.on_legitimacy:
            lean -= p.staff_violence_anger * (a.legitimacy - 0.45)
        if p.on_deterrence:
            lean += p.deterrence_defiance * a.defiance - p.deterrence_breach * a.risk
        if u < base * a.unruliness * min(8.0, math.exp(lean)):
            n = note(w, n, i, draw(turn, a.pid))
    return n


@kernel
def slot(w, p):
    """Rule-breaking of this slot that an officer comes upon."""
    s = w.prison[0]
    if s.slot == NIGHT:
        return
    n = _who_breaks(w, p)
    settle(w, n, 1.0)
    whom = chain(chain(s.key, BY_WHOM), s.tick)
    for k in range(n):
        i = w.picked[k]
        a = w.inmates[i]
        o = pick(w, a.wing, whom, a.pid)
        if o >= 0:
            breach(w, p, i, o, CELL if a.hours_out == 0.0 else a.place)


MECHANISM = Mechanism(
    id="M5", key="staff_violence",
    en="Rule-breaking and violence toward staff: refusals, insults, blows; buffered by legitimacy and skill",
    fr="Manquements et violences envers le personnel\u202f: refus, insultes, coups\u202f; amortis par la"
       " légitimité et le savoir-faire",
    parameters=(
        Parameter("staff_violence.breach", 4.4, "per inmate-year", 0, 100, (2, 12), "A-CRI",
                  "Rule-breaking that staff come upon, an average person and year",
                  "Manquements constatés, par personne moyenne et par an", prior="loguniform", role="rate"),
        Parameter("staff_violence.verbal", -6.45, "logit", -12, 2, (-7.2, -5.6), "A-VERB-2013",
                  "A control act is answered by an insult", "Un acte de contrôle reçoit une insulte"),
        Parameter("staff_violence.blow", -2.05, "logit", -8, 4, (-3.4, -1.8), "A-STAFF-2013",
                  "It turns physical", "Cela devient physique"),
        Parameter("staff_violence.grave", 0.03, "probability", 0, 1, (0.022, 0.038), "A-ITT",
                  "An officer hit is off sick after it", "Un agent frappé est en arrêt ensuite", role="rate"),
        Parameter("staff_violence.unruly", 0.5, "logit", 0, 2, (0.2, 1), "A-NB",
                  "Effect of the log of the personal factor", "Effet du logarithme du facteur personnel"),
        Parameter("staff_violence.legitimacy", 0.9, "logit", 0, 6, (0.3, 2.5), "C-PJ15",
                  "Effect of legitimacy, from none to full", "Effet de la légitimité, de nulle à entière"),
        Parameter("staff_violence.unfair", 0.9, "logit", 0, 5, (0.3, 1.8), "assumed",
                  "Effect of an act felt unfair", "Effet d’un acte ressenti comme injuste"),
        Parameter("staff_violence.anger", 1.6, "logit", 0, 6, (0.5, 3), "C-LEG18",
                  "Effect of legitimacy on rule-breaking", "Effet de la légitimité sur les manquements"),
        Parameter("staff_violence.skill", 0.8, "logit", 0, 5, (0.3, 2), "assumed",
                  "Effect of the officer's skill, authority and rapport",
                  "Effet du savoir-faire, de l’autorité et du lien de l’agent"),
    ),
    reads=("inmates.tension", "inmates.impulsivity", "inmates.hours_out", "inmates.place", "inmates.episode_until",
           "inmates.legitimacy", "inmates.boredom", "inmates.unruliness", "inmates.age", "inmates.risk", "inmates.defiance",
           "inmates.skill", "inmates.other", "rapports.familiarity", "rapports.sign", "rapports.officer", "officers.skill",
           "officers.stress", "officers.authority"),
    writes=("inmates.last_violence", "inmates.n_violent", "log.injury", "log.chance"),
    calls=("duty", "response", "stress", "climate"),
    sources=("A-STAFF-*", "A-VERB-*", "A-ITT", "C-LEG18"),
    slot=slot,
)
