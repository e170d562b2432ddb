"""M17 Social skills and activities: work, class and the Respect regime teach, occupy and mix; skills fade unused."""

from __future__ import annotations

from ..declare import Mechanism, Parameter
from ..world.chance import chain, draw, purpose
from ..world.codes import CLASS, NO_ACTIVITY, RESPECT, WORK
from ..world.compiled import kernel

PLACE = purpose(1701, "order of those who wait for an activity place")
KIND = purpose(1702, "work or class")
EXCLUDED = purpose(1703, "loses the place after an incident")


@kernel
def dawn(w, p):
    """Fill the places: who has waited longest in an interval of keyed luck; places do not grow with the crowd."""
    s = w.prison[0]
    inmates = w.inmates
    key = chain(chain(s.key, PLACE), s.day // 7)
    kind = chain(chain(s.key, KIND), s.day)
    lost = chain(chain(s.key, EXCLUDED), s.day)
    used_in = w.sums
    n_wings = w.wings.shape[0]
    for v in range(2 * n_wings):
        used_in[v] = 0
    for i in range(inmates.shape[0]):
        a = inmates[i]
        if a.here == 0:
            continue
        if a.activity == NO_ACTIVITY:
            if a.isolated_until < 0 and a.care == 0:
                used_in[n_wings + a.wing] += 1
        elif a.last_violence == s.day - 1 and draw(lost, a.pid) < p.skills_excluded:
            a.activity = NO_ACTIVITY
        else:
            used_in[a.wing] += 1
    for v in range(n_wings):
        places = int(w.levers[v].activity_places * w.wings[v].capacity)
        used = used_in[v]
        wait = used_in[n_wings + v]
        while used > places:
            used -= _drop_one(w, v, key)
        while used < places and wait > 0:
            best = -1
            score = 1e300
            for i in range(inmates.shape[0]):
                a = inmates[i]
                if a.here == 1 and a.wing == v and a.activity == NO_ACTIVITY and a.isolated_until < 0 and a.care == 0:
                    x = draw(key, a.pid) - 0.01 * min(200, s.day - a.entry_day) + 0.5 * a.impulsivity
                    if x < score:
                        score = x
                        best = i
            if best < 0:
                break
            inmates[best].activity = WORK if draw(kind, inmates[best].pid) < 0.6 else CLASS
            used += 1
            wait -= 1


@kernel
def _drop_one(w, v, key):
    best = -1
    score = -1.0
    for i in range(w.inmates.shape[0]):
        a = w.inmates[i]
        if a.here == 1 and a.wing == v and a.activity != NO_ACTIVITY:
            x = draw(key, a.pid)
            if x > score:
                score = x
                best = i
    if best >= 0:
        w.inmates[best].activity = NO_ACTIVITY
    return 1


@kernel
def dusk(w, p):
    """A day's learning and forgetting."""
    s = w.prison[0]
    fade = 1.0 - 0.5 ** (1.0 / p.skills_half_life)
    for i in range(w.inmates.shape[0]):
        a = w.inmates[i]
        if a.here == 0:
            continue
        lever = w.levers[a.wing]
        base = 0.45 - 0.2 * (a.impulsivity - 0.45)
        gain = 0.0
        if s.weekday < 5 and a.activity != NO_ACTIVITY and a.isolated_until < 0:
            gain = p.skills_teach * lever.activity_hours / 20.0 * (1.3 if a.activity == CLASS else 0.8)
        if lever.regime == RESPECT:
            gain += p.skills_respect
            a.norm += 0.3 * p.skills_respect * (1.0 - a.norm)
        a.skill += gain * (0.9 - a.skill)
        if a.skill > base:
            a.skill -= fade * (a.skill - base)


MECHANISM = Mechanism(
    id="M17", key="skills",
    en="Social skills and activities: places teach, occupy and mix; skills fade unused",
    fr="Compétences sociales et activités\u202f: les places enseignent, occupent et mêlent\u202f; l’oubli suit l’inaction",
    parameters=(
        Parameter("skills.teach", 0.004, "per day", 0, 0.1, (0.001, 0.01), "C-FG06",
                  "What a day of a 20-hours-a-week place teaches", "Ce qu’enseigne un jour à 20 heures par semaine",
                  role="rate"),
        Parameter("skills.respect", 0.002, "per day", 0, 0.1, (0, 0.006), "A-RESP-EFF",
                  "What a day under the Respect regime teaches", "Ce qu’enseigne un jour en régime Respect", role="rate"),
        Parameter("skills.half_life", 90.0, "days", 5, 1000, (45, 180), "C-THERAPY", "Half-life of skills unused",
                  "Demi-vie des compétences inutilisées", role="time"),
        Parameter("skills.strike", 1.6, "logit", 0, 6, (0.5, 3), "C-FG06", "Effect of full skills against striking",
                  "Effet des compétences entières contre le coup"),
        Parameter("skills.talk", 2.0, "logit", 0, 6, (0.5, 3.5), "assumed", "Effect of full skills on talking",
                  "Effet des compétences entières sur la parole"),
        Parameter("skills.excluded", 0.3, "probability", 0, 1, (0.1, 0.6), "A-RESP-EFF",
                  "Violence costs the activity place", "La violence coûte la place d’activité", role="rate"),
    ),
    reads=("inmates.impulsivity", "inmates.care", "inmates.isolated_until", "inmates.entry_day", "inmates.last_violence",
           "wings.capacity", "levers.activity_places", "levers.activity_hours", "levers.regime"),
    writes=("inmates.activity", "inmates.skill", "inmates.norm"),
    sources=("A-WORK", "A-HOURS", "C-FG06", "C-THERAPY", "A-RESP-EFF"), dawn=dawn, dusk=dusk,
)
