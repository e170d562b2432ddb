"""Turns: people to whom something happens in a slot take their turn in a keyed order, never in that of their rows.

First everyone is looked at and those to whom something happens are noted (`note`); then they are put in order (`settle`) and
only then does anything change. So nobody acts first because his row is 0, and the few who act pay for the ordering.
"""

from __future__ import annotations

from .compiled import kernel


@kernel
def note(w, n, what, key):
    """Note one turn, ``key`` a keyed uniform; returns how many are noted.

    The world's arrays hold two turns a person; more than two are never noted.
    """
    if n < w.bucket.shape[0] - 1:
        w.bucket[n] = what
        w.line[n] = key
        return n + 1
    return n


@kernel
def put_right(who, keys, first, n):
    """Put ``who[:n]`` in the order of ``keys[first:first + n]``, by insertion: for what is nearly in order already."""
    for k in range(1, n):
        x = keys[first + k]
        if keys[first + k - 1] <= x:
            continue
        what = who[k]
        m = k - 1
        while m >= 0 and keys[first + m] > x:
            keys[first + m + 1] = keys[first + m]
            who[m + 1] = who[m]
            m -= 1
        keys[first + m + 1] = x
        who[m + 1] = what


@kernel
def settle(w, n, most):
    """Put the first n turns in the order of their keys, which lie between 0 and ``most``: ``picked[:n]`` says whose turn it is.

    Dealt into n bins by key, then put right where neighbours are still out of order.
    """
    who = w.bucket
    keys = w.line
    out = w.picked
    first = keys.shape[0] // 2  # the second half of `line` takes them in order
    for b in range(n, 2 * n + 1):
        out[b] = 0
    scale = n / most
    for k in range(n):
        out[n + 1 + min(n - 1, int(keys[k] * scale))] += 1
    for b in range(n, 2 * n):
        out[b + 1] += out[b]
    for k in range(n):
        b = n + min(n - 1, int(keys[k] * scale))
        out[out[b]] = who[k]
        keys[first + out[b]] = keys[k]
        out[b] += 1
    put_right(out, keys, first, n)
