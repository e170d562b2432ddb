"""Keyed generators to judge: the one in use, vectorised, and five bad ones that `chance_battery` has to fail.

A generator is any function of words (seed, purpose, time, person[, second person]) to 64 bits, over arrays.
"""

from __future__ import annotations

from typing import Protocol

import numpy as np

GOLDEN = 0x9E3779B97F4A7C15


class Generator(Protocol):
    """Words (arrays of non-negative integers, broadcast together) to 64 bits."""

    def __call__(self, *words) -> np.ndarray: ...


def as_words(x) -> np.ndarray:
    """An array of 64-bit words, so that sums wrap in silence."""
    return np.atleast_1d(np.asarray(x, dtype=np.uint64))


def _mix(h: np.ndarray) -> np.ndarray:
    h = (h ^ (h >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    h = (h ^ (h >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return h ^ (h >> np.uint64(31))


def _link(key: np.ndarray, word) -> np.ndarray:
    return _mix((key ^ as_words(word)) + np.uint64(GOLDEN))


def chained(*words) -> np.ndarray:
    """The generator of `chance`, vectorised: the same bits as its kernels."""
    key = as_words(0xD37E47E0)
    for word in words:
        key = _link(key, word)
    return key


def packed_xor(*words) -> np.ndarray:
    """Negative control: fields at fixed places, one mix."""
    packed = as_words(0)
    for word, place in zip(words, (48, 36, 20, 0, 10), strict=False):
        packed = packed ^ (as_words(word) << np.uint64(place))
    return _mix(packed + np.uint64(GOLDEN))


def xored_hashes(*words) -> np.ndarray:
    """Negative control: each word hashed alone."""
    out = as_words(0)
    for i, word in enumerate(words):
        out = out ^ chained(i, word)
    return out


def pair_sum(*words) -> np.ndarray:
    """Negative control: a pair's draw is the sum of two persons' draws, modulo 1."""
    key = chained(*words[:3])
    out = as_words(0)
    for word in words[3:]:
        out = out + _link(key, word)
    return out


def linear_sum(*words) -> np.ndarray:
    """Negative control: one mix over seed + a * purpose + b * time + c * person."""
    total = as_words(0)
    for word, factor in zip(words, (1, 0xD1342543DE82EF95, GOLDEN, 0xA0761D6478BD642F, 0xE7037ED1A0B428DB),
                            strict=False):
        total = total + as_words(word) * np.uint64(factor)
    return _mix(total)


def lcg(*words) -> np.ndarray:
    """Negative control: a stream seeded seed + i."""
    state = as_words(sum(as_words(word) for word in words))
    for _ in range(2):
        state = state * np.uint64(6364136223846793005) + np.uint64(1442695040888963407)
    return state


CONTROLS: dict[str, Generator] = {f.__name__: f for f in (packed_xor, xored_hashes, pair_sum, linear_sum, lcg)}
