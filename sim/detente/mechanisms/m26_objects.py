"""M26 Forbidden objects: people get hold of them, searches take them away, and while they are there they feed violence.

Phones, drugs, tobacco owed for, made weapons: who holds them has debts to call in, something to lose and, when a quarrel
comes to blows, something to strike with. A search finds only what is there, so searching more finds less each time. What
it finds is a breach of the rules, answered like the rest. No French figure tells how many people hold what: all assumed.
"""

from __future__ import annotations

import math

from ..declare import Mechanism, Parameter
from ..world.chance import chain, draw, purpose
from ..world.compiled import kernel

GETS = purpose(2601, "gets hold of forbidden objects today")
LOSES = purpose(2602, "has used up, sold or lost them today")
FOUND = purpose(45, "a search finds something")


@kernel
def friction(a, p):
    """What holding forbidden objects adds to the chance of friction (logit): debts, theft, racket."""
    return p.objects_friction if a.goods == 1 else 0.0


@kernel
def weapon(a, p):
    """What there is to strike with adds to the chance that an assault is serious (logit)."""
    return p.objects_weapon if a.goods == 1 else 0.0


@kernel
def find(w, p, i):
    """1 if a search of i finds what he holds, which is then taken away."""
    s = w.prison[0]
    a = w.inmates[i]
    if a.goods == 0 or draw(chain(chain(s.key, FOUND), s.tick), a.pid) >= p.objects_found:
        return 0
    a.goods = 0
    return 1


@kernel
def dawn(w, p):
    """Some get hold of something, more so those who keep few rules; some no longer have it."""
    s = w.prison[0]
    gets = chain(chain(s.key, GETS), s.day)
    loses = chain(chain(s.key, LOSES), s.day)
    leave = 1.0 - 0.5 ** (1.0 / p.objects_keep)
    for i in range(w.inmates.shape[0]):
        a = w.inmates[i]
        if a.here == 0:
            continue
        if a.goods == 1:
            if draw(loses, a.pid) < leave:
                a.goods = 0
        elif a.isolated_until <= s.day and draw(gets, a.pid) < 1.0 - math.exp(-p.objects_supply / 365 * a.unruliness):
            a.goods = 1


MECHANISM = Mechanism(
    id="M26", key="objects",
    en="Forbidden objects: got hold of, found by searches; they feed friction and make assaults worse",
    fr="Objets interdits\u202f: obtenus, découverts lors des fouilles\u202f; ils nourrissent les frictions et aggravent les"
       " agressions",
    parameters=(
        Parameter("objects.supply", 1.0, "per inmate-year", 0, 50, (0.3, 3), "assumed",
                  "Times an average person gets hold of forbidden objects in a year",
                  "Fois où une personne moyenne se procure des objets interdits en un an", prior="loguniform", role="rate"),
        Parameter("objects.keep", 60.0, "days", 1, 1000, (15, 150), "assumed",
                  "Half-life of what nobody finds", "Demi-vie de ce que personne ne découvre", role="time"),
        Parameter("objects.found", 0.35, "probability", 0, 1, (0.1, 0.7), "assumed",
                  "A search finds what there is", "Une fouille découvre ce qu’il y a", role="rate"),
        Parameter("objects.friction", 0.4, "logit", 0, 3, (0, 0.8), "assumed",
                  "Effect of holding forbidden objects on friction",
                  "Effet de la détention d’objets interdits sur les frictions"),
        Parameter("objects.weapon", 0.7, "logit", 0, 4, (0.1, 1.4), "assumed",
                  "Effect of holding forbidden objects on the seriousness of an assault",
                  "Effet de la détention d’objets interdits sur la gravité d’une agression"),
    ),
    reads=("inmates.unruliness", "inmates.isolated_until"),
    writes=("inmates.goods",),
    dawn=dawn,
)
