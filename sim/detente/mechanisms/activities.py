"""Who has a place at work or in class: the administration's list. What a place does to people stands in the mechanisms.

Not a mechanism to switch off: without it nobody would ever be given a place, which is the lever ``activity_places`` at 0.
"""

from __future__ import annotations

from ..declare import Mechanism, Parameter
from ..world.chance import chain, draw, purpose
from ..world.codes import CLASS, NO_ACTIVITY, WORK
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
        elif a.last_violence == s.day - 1 and draw(lost, a.pid) < p.activities_excluded:
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


MECHANISM = Mechanism(
    id="core", key="activities",
    en="Activity places: who has work or a class, who waits, who loses the place",
    fr="Places d’activité\u202f: qui a un travail ou une classe, qui attend, qui perd sa place",
    parameters=(
        Parameter("activities.excluded", 0.3, "probability", 0, 1, (0.1, 0.6), "A-RESP-EFF",
                  "Violence costs the activity place", "La violence coûte la place d’activité", role="rate"),
    ),
    reads=("inmates.impulsivity", "inmates.care", "inmates.isolated_until", "inmates.entry_day", "inmates.last_violence",
           "wings.capacity", "levers.activity_places"),
    writes=("inmates.activity",),
    sources=("A-WORK", "A-HOURS", "A-RESP-EFF"), dawn=dawn,
)
