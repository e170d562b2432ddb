"""Turns: people to whom something happens in a slot take their turn in a keyed order, never in that of their rows.

First everyone is looked at and those to whom something happens are noted (`note`); then they are put in order (`settle`) and
only then does anything change. So nobody acts first because his row is 0, and the few who act pay for the ordering.
"""

from __future__ import annotations

from .compiled import kernel


@kernel
def note(who, keys, n, what, key):
    """Note one turn; returns how many are noted. ``who`` : int array, ``keys`` : float array of keyed uniforms.

    The world's arrays hold two turns a person and list; more than two are never noted.
    """
    if n < who.shape[0] and n < keys.shape[0]:
        who[n] = what
        keys[n] = key
        return n + 1
    return n


@kernel
def settle(who, keys, n):
    """Put the first n turns in the order of their keys (Shell's sort, steps of Knuth: no scratch, quick for any length)."""
    step = 1
    while 3 * step + 1 < n:
        step = 3 * step + 1
    while step > 0:
        for k in range(step, n):
            x = keys[k]
            what = who[k]
            m = k - step
            while m >= 0 and keys[m] > x:
                keys[m + step] = keys[m]
                who[m + step] = who[m]
                m -= step
            keys[m + step] = x
            who[m + step] = what
        step //= 3
