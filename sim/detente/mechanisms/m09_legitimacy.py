"""M9 Legitimacy and trust: each act of staff is felt fair or not; bad weighs more than good; experience is told to friends."""

from __future__ import annotations

from ..declare import Mechanism, Parameter
from ..world.chance import chain, draw, draw_pair, purpose
from ..world.codes import K_BAD, K_GOOD, K_TIES
from ..world.compiled import kernel
from ..world.odds import happens
from ..world.ties import ensure_rapport

FAIR_ACT = purpose(901, "a control act is felt fair")
GOOD_TALK = purpose(902, "a dialogue goes well")
FAIR_SANCTION = purpose(903, "a sanction is felt fair")


@kernel
def manner(w, p, i, o):
    """How an officer comes across to an inmate, in logits: skill, calm, consistency, acquaintance."""
    f = w.officers[o]
    a = w.inmates[i]
    x = 3.0 * (f.skill[0] - 0.4) - 1.5 * (f.stress - 0.4) - 1.0 * (f.temper - 0.3)
    x -= 1.0 * (w.wings[a.wing].inconsistency - 0.3)
    x += 1.5 * (a.legitimacy - 0.45)
    return x


@kernel
def feel(w, p, i, o, good, weight):
    """Move trust and rapport by an act of this weight."""
    s = w.prison[0]
    a = w.inmates[i]
    g = w.wings[a.wing]
    if good == 1:
        a.legitimacy += p.legitimacy_gain * weight * (1.0 - a.legitimacy)
        g.tally[K_GOOD] += 1
    else:
        a.legitimacy -= p.legitimacy_gain * p.legitimacy_negativity * weight * a.legitimacy
        g.tally[K_BAD] += 1
    if o >= 0:
        k = ensure_rapport(w.rapports, i, o, s.day)
        r = w.rapports[i, k]
        r.familiarity += 0.08 * weight * (1.0 - r.familiarity)
        r.sign += 0.15 * weight * ((1.0 if good == 1 else -1.0) - r.sign)
        r.last = s.day


@kernel
def act(w, p, i, o, weight):
    """A control act: 1 if felt fair."""
    s = w.prison[0]
    u = draw_pair(chain(chain(s.key, FAIR_ACT), s.tick), w.inmates[i].pid, w.officers[o].pid)
    good = 1 if happens(u, p.legitimacy_fair + manner(w, p, i, o) - 0.8 * weight) else 0
    feel(w, p, i, o, good, weight)
    return good


@kernel
def talk(w, p, i, o):
    """A dialogue: 1 if it goes well."""
    s = w.prison[0]
    u = draw_pair(chain(chain(s.key, GOOD_TALK), s.tick), w.inmates[i].pid, w.officers[o].pid)
    good = 1 if happens(u, p.legitimacy_fair + 1.0 + manner(w, p, i, o)) else 0
    feel(w, p, i, o, good, 1.0)
    return good


@kernel
def sanctioned(w, p, i, severity):
    """Felt fairness of an answer: 1 if fair. Harder is harder to accept; a word or a mediation is felt as being heard."""
    s = w.prison[0]
    a = w.inmates[i]
    if severity <= 0.0:
        return 1
    x = p.legitimacy_fair + 2.5 * (a.legitimacy - 0.45) - p.legitimacy_hard * (severity - 0.15)
    x -= 1.5 * (w.wings[a.wing].inconsistency - 0.3)
    u = draw(chain(chain(s.key, FAIR_SANCTION), s.tick), a.pid)
    good = 1 if happens(u, x) else 0
    feel(w, p, i, -1, good, 1.0 + 2.0 * severity)
    return good


@kernel
def neglected(a, p, requests):
    """Requests that nobody answered."""
    a.legitimacy -= p.legitimacy_gain * p.legitimacy_neglect * requests * a.legitimacy


@kernel
def dusk(w, p):
    """What friends tell: trust moves towards that of one's friends, read as it was this morning; rapport fades."""
    inmates = w.inmates
    n = inmates.shape[0]
    before = w.line
    for i in range(n):
        before[i] = inmates[i].legitimacy
    keep = 0.5 ** (1.0 / 60.0)
    for i in range(n):
        a = inmates[i]
        if a.here == 0:
            continue
        total = 0.0
        weight = 0.0
        for k in range(K_TIES):
            j = w.knows[i, k]
            x = w.bonds[i, k].strength
            x = x if (j >= 0) & (x > 0.1) else 0.0
            weight += x
            total += x * before[max(j, 0)]
        if weight > 0.0:
            a.legitimacy += p.legitimacy_told * (total / weight - before[i])
        a.legitimacy += p.legitimacy_drift * (0.45 - a.legitimacy)
        for k in range(w.rapports.shape[1]):
            w.rapports[i, k].familiarity *= keep


MECHANISM = Mechanism(
    id="M9", key="legitimacy",
    en="Legitimacy: acts of staff felt fair or unfair; bad weighs more than good; experience is told along ties",
    fr="Légitimité\u202f: actes du personnel ressentis comme justes ou injustes\u202f; le mauvais pèse plus que le bon\u202f;"
       " l’expérience se raconte",
    parameters=(
        Parameter("legitimacy.gain", 0.02, "0..1", 0, 0.5, (0.005, 0.05), "assumed", "Trust won by a good act of full weight",
                  "Confiance gagnée par un bon acte de plein poids"),
        Parameter("legitimacy.negativity", 2.2, "factor", 0.5, 10, (1.2, 4), "assumed",
                  "How much more a bad act weighs than a good one", "Poids d’un mauvais acte rapporté à un bon"),
        Parameter("legitimacy.fair", 1.3, "logit", -5, 5, (0.2, 1.8), "assumed", "An ordinary act is felt fair",
                  "Un acte ordinaire est ressenti comme juste"),
        Parameter("legitimacy.hard", 2.5, "logit", 0, 8, (1, 4), "assumed", "Severity makes a sanction harder to accept",
                  "La sévérité rend une sanction moins acceptable"),
        Parameter("legitimacy.neglect", 0.4, "factor", 0, 3, (0.1, 1), "assumed", "Weight of an unanswered request",
                  "Poids d’une demande sans réponse"),
        Parameter("legitimacy.told", 0.03, "per day", 0, 1, (0.005, 0.1), "assumed", "Pull of friends' experience, a day",
                  "Attraction de l’expérience des amis, par jour", role="rate"),
        Parameter("legitimacy.drift", 0.004, "per day", 0, 0.2, (0.001, 0.01), "assumed",
                  "Return towards an indifferent view, a day", "Retour vers un avis indifférent, par jour", role="rate"),
        Parameter("legitimacy.strike", 0.4, "logit", 0, 4, (0, 1), "C-LEG18", "Effect on striking another inmate",
                  "Effet sur le coup porté à une autre personne détenue"),
    ),
    reads=("bonds.strength", "knows", "officers.temper", "officers.skill", "officers.stress", "wings.inconsistency"),
    writes=("inmates.legitimacy", "rapports", "wings.tally"),
    sources=("C-PJ15", "C-LEG18", "C-PJ-CHG"), dusk=dusk,
)
