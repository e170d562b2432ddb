"""Keyed chance: every draw is a pure function of (seed, purpose, when, to whom[, how many-th]).

A key is a chain of words; each word goes through a full mix (the finaliser of SplitMix64: Steele, Lea and Flood 2014,
constants of Stafford's variant 13) before the next one enters. Sums or xors of words fail a test battery within a
megabyte; a chain does not. Nothing else in the engine may be random.

Rules
-----
* People are keyed by ``pid``, never by row; pairs by ``(min, max)`` of their pids.
* One registered purpose per decision, numbers append-only: ``FRICTION = purpose(401, "...")``. A mechanism Mx owns
  the numbers x00..x99, the world 1..99, mechanisms from outside the package 10000 and up.
* One uniform per variate, by inverse distribution function.
* One of many is chosen by an exponential race (`race`), never by an index into a list.
"""

from __future__ import annotations

import math

import numpy as np

from .compiled import kernel

PURPOSES: dict[int, str] = {}


def purpose(number: int, meaning: str) -> np.uint64:
    """Register a decision that needs luck of its own; a number can be taken once only."""
    if PURPOSES.get(number, meaning) != meaning:
        raise ValueError(f"purpose {number} is already '{PURPOSES[number]}', not '{meaning}'")
    PURPOSES[number] = meaning
    return np.uint64(number)


_M1 = np.uint64(0xBF58476D1CE4E5B9)
_M2 = np.uint64(0x94D049BB133111EB)
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_S30, _S27, _S31, _S12 = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(12)
_ROOT = np.uint64(0xD37E47E0)


@kernel
def mix(h):
    """Full avalanche of 64 bits (one bit of input flips each bit of output with probability one half)."""
    h = np.uint64(h)
    h = (h ^ (h >> _S30)) * _M1
    h = (h ^ (h >> _S27)) * _M2
    return h ^ (h >> _S31)


@kernel
def chain(key, word):
    """Key extended by one non-negative word."""
    return mix((np.uint64(key) ^ np.uint64(word)) + _GOLDEN)


@kernel
def start(seed):
    """First key of a run."""
    return chain(_ROOT, seed)


@kernel
def uniform(key):
    """Uniform on (0, 1), 52 bits, never 0 and never 1 (of 53 bits, the last plus one half would round to 1)."""
    return (float(np.uint64(key) >> _S12) + 0.5) * (1.0 / 4503599627370496.0)


@kernel
def draw(key, pid):
    """Uniform of one person under a key (key = chain of seed, purpose and time)."""
    return uniform(chain(key, pid))


@kernel
def draw_nth(key, pid, n):
    """The n-th uniform of one person under a key."""
    return uniform(chain(chain(key, pid), n))


@kernel
def pair_key(key, pid1, pid2):
    """Key of a pair, the same whoever comes first."""
    first = pid1 if pid1 < pid2 else pid2
    return chain(chain(key, first), pid1 ^ pid2 ^ first)


@kernel
def draw_pair(key, pid1, pid2):
    """Uniform of a pair under a key, the same whoever comes first."""
    return uniform(pair_key(key, pid1, pid2))


@kernel
def race(u, weight):
    """Score of a candidate in an exponential race: the smallest wins, with probability weight / sum of weights.

    Adding or removing another candidate never changes the order of the rest.
    """
    if weight <= 0.0:
        return math.inf
    return -math.log(u) / weight


@kernel
def normal(u):
    """Standard normal by inverse distribution function (Acklam's rational approximation, |relative error| < 1.2e-9)."""
    if u < 0.02425:
        q = math.sqrt(-2.0 * math.log(u))
        return (
            ((((-7.784894002430293e-03 * q - 3.223964580411365e-01) * q - 2.400758277161838) * q - 2.549732539343734) * q
             + 4.374664141464968) * q + 2.938163982698783
        ) / ((((7.784695709041462e-03 * q + 3.224671290700398e-01) * q + 2.445134137142996) * q + 3.754408661907416) * q
             + 1.0)
    if u > 1.0 - 0.02425:
        q = math.sqrt(-2.0 * math.log(1.0 - u))
        return -(
            ((((-7.784894002430293e-03 * q - 3.223964580411365e-01) * q - 2.400758277161838) * q - 2.549732539343734) * q
             + 4.374664141464968) * q + 2.938163982698783
        ) / ((((7.784695709041462e-03 * q + 3.224671290700398e-01) * q + 2.445134137142996) * q + 3.754408661907416) * q
             + 1.0)
    q = u - 0.5
    r = q * q
    return (
        (((((-3.969683028665376e01 * r + 2.209460984245205e02) * r - 2.759285104469687e02) * r + 1.383577518672690e02) * r
          - 3.066479806614716e01) * r + 2.506628277459239) * q
    ) / (((((-5.447609879822406e01 * r + 1.615858368580409e02) * r - 1.556989798598866e02) * r + 6.680131188771972e01) * r
          - 1.328068155288572e01) * r + 1.0)


@kernel
def exponential(u, mean):
    """Exponential with the given mean."""
    return -math.log(1.0 - u) * mean


@kernel
def kumaraswamy(u, a, b):
    """On (0, 1) with shapes a and b: a beta-like law whose inverse is closed (Kumaraswamy 1980)."""
    return (1.0 - (1.0 - u) ** (1.0 / b)) ** (1.0 / a)


@kernel
def poisson(u, mean):
    """Poisson by inversion, for means up to about 50."""
    term = math.exp(-mean)
    total = term
    k = 0
    while u > total and (k < mean or term > 1e-17):  # beyond, the sum stands still, perhaps just below u
        k += 1
        term *= mean / k
        total += term
    return k
