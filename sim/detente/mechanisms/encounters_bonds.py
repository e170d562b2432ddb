"""How the contacts of a slot tie people (M2): standing likings, mostly one-sided, easier for the friend of a friend."""

from __future__ import annotations

from ..world.chance import chain, draw, draw_pair, purpose
from ..world.codes import CELLMATES, K_CONTACTS, K_TIES
from ..world.compiled import kernel
from ..world.ties import common_friend, ensure, find, shift

BONDING = purpose(203, "a peaceful contact brings two people closer")
TAKES = purpose(204, "one of them takes the other for a friend")
AFFINITY = purpose(205, "whether one person takes to another at all")
INTRODUCED = purpose(206, "a friend makes somebody known to a friend of his who is there")


@kernel
def takes_to(key, a, b, p, ease):
    """2 if a can take b for a friend, 1 if he can where liking is ``ease`` times easier (friends of friends, D-TRANS), else 0.

    A standing fact of two people, sometimes shared by both. People of one origin and of an age take to each other more
    easily (D-HOMR, D-HOMA); most likings are not returned (D-REC).
    """
    k = chain(key, AFFINITY)
    like = 0.37 if a.origin != b.origin else 1.0
    like *= 1.0 - 0.12 * min(4.0, abs(a.age - b.age) / 10.0)
    u = draw(chain(chain(k, 1), b.pid), a.pid)
    if u < p.encounters_liking * like or draw_pair(k, a.pid, b.pid) < p.encounters_mutual:
        return 2
    return 1 if u < p.encounters_liking * like * ease else 0


@kernel
def _welcome(w, p, i, j, k, u):
    """Probability that i takes j, met and no friend yet, for a friend; 0 as soon as u makes the rest idle.

    ``k`` : place of j in his list (-1 none).
    """
    chance = p.encounters_take
    if k >= 0 and w.bonds[i, k].grudge > 0.2:
        chance *= 0.2
    if u >= chance:
        return 0.0
    likes = takes_to(w.prison[0].key, w.inmates[i], w.inmates[j], p, p.encounters_closure)
    if likes == 2 or (likes == 1 and common_friend(w.knows, w.bonds, i, j) == 1):
        return chance
    return 0.0


@kernel
def _introduce(w, p, i, j):
    """j, whom i has met, makes him known to one of his own friends who is there too; i may take to that one."""
    s = w.prison[0]
    knows = w.knows
    bonds = w.bonds
    key = chain(chain(chain(s.key, INTRODUCED), s.tick), w.inmates[j].pid)
    if draw(key, w.inmates[i].pid) >= p.encounters_introduce:
        return
    best = -1
    score = 2.0
    for k in range(K_TIES):
        c = knows[j, k]
        if c < 0 or c == i or bonds[j, k].strength <= 0.2 or abs(w.ring[c] - w.ring[i]) >= 1.0:
            continue
        x = draw(chain(key, w.inmates[c].pid), w.inmates[i].pid)
        if x < score:
            score = x
            best = c
    if best >= 0 and find(knows, i, best) < 0 and takes_to(
            s.key, w.inmates[i], w.inmates[best], p, p.encounters_closure) >= 1:
        k = ensure(knows, bonds, i, best, s.day)
        bonds[i, k].last = s.day
        shift(bonds[i, k], 0.35)


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
    picked = w.picked
    m = 0
    for n in range(s.n_contacts):  # first all draws, without a branch: most contacts come to nothing
        a = inmates[contacts[n].a]
        wings[a.wing].tally[K_CONTACTS] += 1
        picked[m] = n
        m += int(draw_pair(closer, a.pid, inmates[contacts[n].b].pid) < p.encounters_bond)
    for x in range(m):
        c = contacts[picked[x]]
        for turn in range(2):
            i = c.a if turn == 0 else c.b
            j = c.b if turn == 0 else c.a
            k = find(knows, i, j)
            if k < 0 or bonds[i, k].strength <= 0.0:  # no friend of his yet
                u = draw(chain(takes, inmates[j].pid), inmates[i].pid)
                if u >= _welcome(w, p, i, j, k, u):
                    continue
                k = ensure(knows, bonds, i, j, s.day)
            bonds[i, k].last = s.day
            shift(bonds[i, k], 0.35 if bonds[i, k].strength < 0.2 else 0.2)
        if c.side != CELLMATES:
            _introduce(w, p, c.a, c.b)
            _introduce(w, p, c.b, c.a)
