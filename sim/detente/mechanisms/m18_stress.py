"""M18 Staff stress, resistance, authority: the organisation wears staff more than danger; minds change by what is seen.

Resting stress follows lack of means, imposed formality and the climate with management; assaults and violent incidents
come on top (organisational climate is the steadiest driver, danger second: C-STRESS). Stress becomes absence, and
resistance keeps officers from the relation, in `duty`.
"""

from __future__ import annotations

import numpy as np

from ..declare import Mechanism, Parameter
from ..world.codes import K_MIN_CONTROL, K_MIN_RELATION, K_STAFF_ASSAULTS, K_STAFF_SERIOUS
from ..world.compiled import allocating, kernel
from ..world.people import clip01
from ..world.records import FIXED
from ..world.reform import imposed, under_way

CALM = 0.25               # resting stress with enough means, no reform and an ordinary climate
EASE = 2.2                # officers feel they have the means with this many times the bare need
AWAKE_HOURS = 15.0        # inmate-hours of a day that ask for minutes: 12 by day, a quarter of the 12 by night
USUAL_ASSAULTS = 60.0     # assaults on staff per 1,000 inmates and year that staff are used to (A-STAFF-2010..A-2023)
USUAL_SEEN = 0.3          # what an ordinary day shows of relations that work
FELT, HEARD = 0.25, 0.15  # what an incident weighs beside being hit; what hearing of it weighs beside that
RESERVE = 0.45            # resistance of an ordinary officer to an ordinary change


@kernel
def hit(w, p, o, serious):
    """Officer of row o is assaulted: stress up, satisfaction and authority down."""
    x = w.officers[o]
    amount = p.stress_hit * (1.6 if serious else 1.0)
    if amount > 0.9:
        amount = 0.9
    x.stress += amount * (1.0 - x.stress)
    x.satisfaction -= 0.6 * amount * x.satisfaction
    x.authority -= 0.4 * amount * x.authority
    x.assaulted += 1


@kernel
def incident(w, p, v, weight):
    """A violent incident in wing v (weight 1 ordinary, 2 serious): the floor bears it, colleagues hear of it."""
    amount = min(0.9, FELT * p.stress_hit * weight)
    for i in range(w.officers.shape[0]):
        o = w.officers[i]
        if o.here == 0 or o.absent == 1:
            continue
        if o.on == 1 and o.post == v:
            o.stress += amount * (1.0 - o.stress)
        elif o.wing == v:
            o.stress += HEARD * amount * (1.0 - o.stress)


@kernel
def _lack(w, p, v):
    """0 enough minutes .. 1 none: minutes of this day beside incidents, and the backlog, against what puts at ease."""
    g = w.wings[v]
    need = max(1, g.n) * AWAKE_HOURS * p.duty_need * EASE
    had = float(g.tally[K_MIN_CONTROL] + g.tally[K_MIN_RELATION]) - g.lost
    return clip01(1.0 - had / need)


@kernel
def _relation_done(w, v):
    """Share of the minutes of this day that went to relation."""
    g = w.wings[v]
    return g.tally[K_MIN_RELATION] / max(1.0, float(g.tally[K_MIN_CONTROL] + g.tally[K_MIN_RELATION]))


@kernel
def _seen(w, keep, legitimacy):
    """What colleagues see: fewer assaults than they are used to, and inmates who find them fair."""
    s = w.prison[0]
    struck = 0
    for v in range(w.wings.shape[0]):
        struck += w.wings[v].tally[K_STAFF_ASSAULTS] + w.wings[v].tally[K_STAFF_SERIOUS]
    rate = struck * 365.0 * 1000.0 / max(1, s.n)
    today = USUAL_SEEN + 2.0 * (legitimacy - 0.45) + 0.5 * (1.0 - rate / USUAL_ASSAULTS)
    s.seen_working = clip01(today + (s.seen_working - today) * keep)


@kernel
def _sums(w, trust, people, against, staff):
    """Sums by wing in integers: legitimacy of inmates, resistance of officers."""
    for i in range(w.inmates.shape[0]):
        a = w.inmates[i]
        if a.here == 1:
            trust[a.wing] += int(a.legitimacy * FIXED)
            people[a.wing] += 1
    for i in range(w.officers.shape[0]):
        o = w.officers[i]
        if o.here == 1:
            against[o.wing] += int(o.resistance * FIXED)
            staff[o.wing] += 1


@allocating
def dusk(w, p):
    """Stress, satisfaction, authority, resistance and orientation of each officer at the end of the day."""
    s = w.prison[0]
    wings = w.wings.shape[0]
    trust = np.zeros(wings, np.int64)
    people = np.zeros(wings, np.int64)
    against = np.zeros(wings, np.int64)
    staff = np.zeros(wings, np.int64)
    _sums(w, trust, people, against, staff)
    keep = 0.5 ** (1.0 / p.stress_half_life)
    total = 0
    n = 0
    for v in range(wings):
        total += trust[v]
        n += people[v]
    if n > 0:
        _seen(w, keep, total / FIXED / n)
    unfair = 0.0
    if p.on_climate:
        unfair = 0.6 - s.climate
    involved = w.levers[0].staff_involvement
    seen = s.seen_working
    for v in range(wings):
        lack = _lack(w, p, v)
        done = _relation_done(w, v)
        forced = imposed(w.levers, v)
        built = under_way(w.levers, v) - forced
        legitimacy = trust[v] / FIXED / people[v] if people[v] > 0 else 0.45
        mean = against[v] / FIXED / staff[v] if staff[v] > 0 else 0.45
        for i in range(w.officers.shape[0]):
            o = w.officers[i]
            if o.here == 0 or o.wing != v:
                continue
            _feel(o, p, keep, lack + 0.6 * unfair + 0.35 * forced * (0.2 + o.resistance), done, legitimacy)
            push = 0.3 * (RESERVE - o.resistance) + 0.3 * forced * (1.0 - o.resistance)
            push -= (0.2 * built + max(0.0, seen - USUAL_SEEN) * (0.4 + involved)) * o.resistance
            o.resistance = clip01(o.resistance + p.stress_convince * push + p.stress_spread * (mean - o.resistance))
            aim = w.levers[v].relation_share
            o.orientation += p.stress_convince * (1.0 - o.resistance) * (aim - o.orientation)


@kernel
def _feel(o, p, keep, burden, done, legitimacy):
    """One officer: where stress, satisfaction and authority tend to, and a day's step towards it."""
    skill = (o.skill[0] + o.skill[1] + o.skill[2]) / 3.0
    rest = CALM + 0.2 * o.temper + p.stress_organisation * burden - 0.5 * (o.satisfaction - 0.45)
    rest = clip01(rest)
    o.stress = rest + (o.stress - rest) * keep
    glad = clip01(0.45 + p.stress_relation * (done - 0.1 + 0.6 * (skill - 0.3)) + 0.3 * (o.authority - 0.45)
                  - 0.3 * (o.stress - 0.4))
    o.satisfaction = glad + (o.satisfaction - glad) * keep
    harsh = max(0.0, 0.4 - o.skill[0]) * o.stress
    respected = clip01(0.50 + 1.5 * p.stress_relation * (legitimacy - 0.45) + 0.5 * p.stress_relation * (skill - 0.3)
                       - harsh + 0.002 * (o.service - 8.0))
    o.authority = respected + (o.authority - respected) * keep


MECHANISM = Mechanism(
    id="M18", key="stress",
    en="Staff stress, resistance and authority: lack of means, imposed change and assaults wear; success convinces",
    fr="Stress, résistance et autorité des agents\u202f: manque de moyens, réforme imposée et agressions usent\u202f;"
       " la réussite convainc",
    parameters=(
        Parameter("stress.absence", 1.5, "logit", 0, 6, (0.5, 3), "A-ABS", "Effect of full stress on absence",
                  "Effet du stress entier sur l’absence"),
        Parameter("stress.reluctance", 0.5, "0..1", 0, 1, (0.2, 0.8), "assumed",
                  "How far full resistance keeps an officer from relation",
                  "Part de la relation à laquelle renonce un agent tout à fait réticent"),
        Parameter("stress.organisation", 0.5, "0..1", 0, 2, (0.2, 0.8), "C-STRESS",
                  "Stress added by full lack of means, conflict with management or imposed change",
                  "Stress dû au manque de moyens, au conflit avec la direction ou à une réforme imposée"),
        Parameter("stress.hit", 0.15, "0..1", 0, 0.9, (0.05, 0.35), "C-STRESS", "Stress added by being assaulted",
                  "Stress ajouté à l’agent agressé"),
        Parameter("stress.half_life", 45.0, "days", 2, 730, (14, 120), "assumed",
                  "Half-life of stress, satisfaction and authority",
                  "Demi-vie du stress, de la satisfaction et de l’autorité", role="time"),
        Parameter("stress.relation", 0.4, "0..1", 0, 1.5, (0.1, 0.8), "assumed",
                  "What relation done with skill adds to satisfaction and authority",
                  "Ce que la relation bien menée ajoute à la satisfaction et à l’autorité"),
        Parameter("stress.convince", 0.01, "per day", 0, 0.2, (0.003, 0.03), "assumed",
                  "How fast an officer's mind changes by what he sees or has imposed on him",
                  "Vitesse à laquelle un agent change d’avis selon ce qu’il voit ou subit", role="rate"),
        Parameter("stress.spread", 0.02, "per day", 0, 0.5, (0.005, 0.06), "assumed",
                  "Pull of the wing's colleagues on resistance", "Attraction des collègues de l’aile sur la résistance",
                  role="rate"),
    ),
    reads=("inmates.legitimacy", "officers.on", "officers.absent", "officers.post", "officers.service", "officers.temper",
           "officers.skill", "wings.n", "wings.lost", "wings.tally", "levers.relation_share", "levers.training_respect",
           "levers.training_mediation", "levers.training_restorative", "levers.staff_involvement", "prison.n",
           "prison.climate"),
    writes=("officers.orientation", "officers.resistance", "officers.stress", "officers.satisfaction", "officers.authority",
            "officers.assaulted", "prison.seen_working"),
    sources=("C-STRESS", "A-ABS", "C-WORKCL", "C-MOLLE"), dusk=dusk,
)
