"""How the contacts of a slot tie people (M2): standing likings, mostly one-sided, easier for the friend of a friend."""

from __future__ import annotations

from ..world.chance import chain, draw, draw_pair, purpose
from ..world.codes import K_CONTACTS
from ..world.compiled import kernel
from ..world.ties import common_friend, ensure, find, shift

BONDING = purpose(203, "a peaceful contact brings two people closer")
TAKES = purpose(204, "one of them takes the other for a friend")
AFFINITY = purpose(205, "whether one person takes to another at all")


@kernel
def takes_to(key, a, b, p, ease):
    """1 if a can take b for a friend: a standing fact of two people, sometimes shared by both.

    ``ease`` multiplies the liking: more than 1 for the friend of a friend (D-TRANS).

    People of one origin and of an age take to each other more easily (D-HOMR, D-HOMA); most likings are not returned
    (D-REC).
    """
    k = chain(key, AFFINITY)
    if draw_pair(k, a.pid, b.pid) < p.encounters_mutual:
        return 1
    like = 0.37 if a.origin != b.origin else 1.0
    like *= 1.0 - 0.12 * min(4.0, abs(a.age - b.age) / 10.0)
    return 1 if draw(chain(chain(k, 1), b.pid), a.pid) < p.encounters_liking * like * ease else 0


@kernel
def bond(w, p):
    """Contacts bring people closer: people of one origin and of an age, and friends of friends, more easily."""
    s = w.prison[0]
    inmates = w.inmates
    knows = w.knows
    bonds = w.bonds
    closer = chain(chain(s.key, BONDING), s.tick)
    takes = chain(chain(s.key, TAKES), s.tick)
    wings = w.wings
    contacts = w.contacts
    for n in range(s.n_contacts):
        c = contacts[n]
        a = inmates[c.a]
        b = inmates[c.b]
        wings[a.wing].tally[K_CONTACTS] += 1
        if draw_pair(closer, a.pid, b.pid) >= p.encounters_bond:
            continue
        for turn in range(2):
            i = c.a if turn == 0 else c.b
            j = c.b if turn == 0 else c.a
            k = find(knows, i, j)
            chance = 0.0
            if k >= 0 and bonds[i, k].strength > 0.0:
                chance = 1.0
            elif takes_to(s.key, inmates[i], inmates[j], p, p.encounters_closure) == 1:
                known = takes_to(s.key, inmates[i], inmates[j], p, 1.0) == 1
                if known or common_friend(knows, bonds, i, j) == 1:
                    chance = p.encounters_take
                if k >= 0 and bonds[i, k].grudge > 0.2:
                    chance *= 0.2
            if draw(chain(takes, inmates[j].pid), inmates[i].pid) < chance:
                k = ensure(knows, bonds, i, j, s.day)
                bonds[i, k].last = s.day
                shift(bonds[i, k], 0.35 if bonds[i, k].strength < 0.2 else 0.2)
