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
    """Put the first n turns in the order of their keys (insertion: the lists are short)."""
    for k in range(1, n):
        x = keys[k]
        what = who[k]
        m = k - 1
        while m >= 0 and keys[m] > x:
            keys[m + 1] = keys[m]
            who[m + 1] = who[m]
            m -= 1
        keys[m + 1] = x
        who[m + 1] = what
