"""Keyed luck in plain Python integers, and ordinary luck for a fair timing."""

from __future__ import annotations

import math
import random

MASK = (1 << 64) - 1

# What luck is for: the same numbers as in the engine, or nothing could be compared.
(FLOOR, MOVED, ABSENT) = (20, 21, 22)
(REPORTED, ANSWER, ACQUITTED) = (30, 31, 32)
(TALKED, ASKS) = (42, 44)
(OUTING, WHERE, VISITED, SHOWERED) = (101, 102, 103, 104)
(PLACE, ACTIVITY_KIND, EXCLUDED) = (1701, 1702, 1703)
(POSITION, SEEK, BONDING, TAKES, AFFINITY, INTRODUCED) = (201, 202, 203, 204, 205, 206)
(FRICTION, FIRST, MOVE, TALK_WORKS, HARM, INJURY, GUARD) = (401, 402, 403, 404, 405, 406, 407)


def mix(h: int) -> int:
    """SplitMix64's finaliser."""
    h = ((h ^ (h >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    h = ((h ^ (h >> 27)) * 0x94D049BB133111EB) & MASK
    return h ^ (h >> 31)


def pair(a, b) -> tuple[int, int]:
    """Ids of two people, the smaller first."""
    return (a.pid, b.pid) if a.pid < b.pid else (b.pid, a.pid)


class KeyedLuck:
    """A uniform that depends on nothing but the seed and the words it is asked with."""

    def __init__(self, seed: int) -> None:
        self.root = mix(((0xD37E47E0 ^ seed) + 0x9E3779B97F4A7C15) & MASK)

    def __call__(self, *words: int) -> float:
        h = self.root
        for word in words:
            h = mix(((h ^ word) + 0x9E3779B97F4A7C15) & MASK)
        return ((h >> 12) + 0.5) / 4503599627370496.0


class PlainLuck:
    """What an ordinary Mesa model would do: the next number of one stream. Quicker, and no two runs can be compared."""

    def __init__(self, seed: int) -> None:
        self.stream = random.Random(seed)

    def __call__(self, *words: int) -> float:
        return self.stream.random()


def race(u: float, weight: float) -> float:
    """Time at which somebody arrives who runs at a given rate."""
    return -math.log(u) / weight if weight > 0.0 else math.inf


def logistic(x: float) -> float:
    """Probability of a logit."""
    return 1.0 / (1.0 + math.exp(-x))
