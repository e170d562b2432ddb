"""Ties between inmates and rapport with officers: find, make, change, forget."""

from __future__ import annotations

from .codes import K_RAPPORTS, K_TIES
from .compiled import kernel


@kernel
def find(knows, i, j):
    """Place of j in i's list, -1 if i has no tie to j."""
    for k in range(K_TIES):
        if knows[i, k] == j:
            return k
    return -1


@kernel
def weight(bond):
    """What a tie means to its owner: the least of them is the first to be forgotten."""
    return abs(bond.strength) + bond.grudge + bond.debt


@kernel
def ensure(knows, bonds, i, j, day):
    """Place of j in i's list, made if need be; when the list is full the tie that means least goes."""
    k = find(knows, i, j)
    if k >= 0:
        return k
    k = find(knows, i, -1)
    if k < 0:
        k = 0
        least = weight(bonds[i, 0])
        for other in range(1, K_TIES):
            here = weight(bonds[i, other])
            if here < least:
                least = here
                k = other
    knows[i, k] = j
    b = bonds[i, k]
    b.strength = 0.0
    b.grudge = 0.0
    b.debt = 0.0
    b.struck = 0
    b.mediated = 0
    b.last = day
    return k


@kernel
def forget(knows, bonds, i, k):
    """Drop a tie."""
    knows[i, k] = -1
    b = bonds[i, k]
    b.strength = 0.0
    b.grudge = 0.0
    b.debt = 0.0
    b.struck = 0
    b.mediated = 0


@kernel
def forget_gone(inmates, knows, bonds, here):
    """Drop all ties of and to rows whose person has left. ``here`` : float64 (N,), scratch."""
    for i in range(knows.shape[0]):
        here[i] = float(inmates[i].here)
    for i in range(knows.shape[0]):
        lost = 0
        for k in range(K_TIES):
            j = knows[i, k]
            lost += int((j >= 0) & (here[i] * here[max(j, 0)] == 0.0))
        if lost == 0:
            continue
        for k in range(K_TIES):
            j = knows[i, k]
            if j >= 0 and here[i] * here[j] == 0.0:
                forget(knows, bonds, i, k)


@kernel
def shift(bond, by):
    """Move the strength of a tie, held to [-1, 1]."""
    s = bond.strength + by
    if s > 1.0:
        s = 1.0
    if s < -1.0:
        s = -1.0
    bond.strength = s


@kernel
def friends(knows, bonds, i, over):
    """How many ties of i are stronger than ``over`` (at least 0); all places are looked at, which is faster than asking."""
    n = 0
    for k in range(K_TIES):
        n += int((knows[i, k] >= 0) & (bonds[i, k].strength > over))
    return n


@kernel
def common_friend(knows, bonds, i, j):
    """1 if somebody is a friend of both (either's list), else 0."""
    for k in range(K_TIES):
        c = knows[i, k]
        if c >= 0 and c != j and bonds[i, k].strength > 0.2:
            m = find(knows, j, c)
            if m >= 0 and bonds[j, m].strength > 0.2:
                return 1
    return 0


@kernel
def rapport_with(rapports, i, officer):
    """Place of an officer in i's list of rapports, -1 if they do not know each other."""
    for k in range(K_RAPPORTS):
        if rapports[i, k].officer == officer:
            return k
    return -1


@kernel
def ensure_rapport(rapports, i, officer, day):
    """Place of an officer in i's list, made if need be; the least familiar goes."""
    k = rapport_with(rapports, i, officer)
    if k >= 0:
        return k
    k = 0
    for other in range(K_RAPPORTS):
        if rapports[i, other].officer < 0:
            k = other
            break
        if rapports[i, other].familiarity < rapports[i, k].familiarity:
            k = other
    r = rapports[i, k]
    r.officer = officer
    r.familiarity = 0.0
    r.sign = 0.0
    r.last = day
    return k


@kernel
def forget_rapports(rapports, i):
    """Drop all rapports of an inmate's row."""
    for k in range(K_RAPPORTS):
        rapports[i, k].officer = -1
        rapports[i, k].familiarity = 0.0
        rapports[i, k].sign = 0.0
