"""A quick battery for a keyed generator: 76 statistics in half a second, NumPy only.

Not a certificate (that is PractRand and BigCrush at each release): a smoke alarm for each push. The keys are fixed,
so a generator passes always or never. A statistic passes when its p-value is within [1e-6, 1 - 1e-6]; with 76 of them
an ideal generator would have one chance in about 6,700 of a wrong alarm, drawn once and for all. Both ends count: too
even is as bad as too uneven. p-values are upper tails; a chi-square is made normal by Wilson and Hilferty (1931).

Every generator of `chance_controls.CONTROLS` has to fail; what betrays each:

* `packed_xor`    avalanche: the high bits of a word fall outside its field
* `xored_hashes`  rectangles: the four corners cancel, by xor exactly
* `pair_sum`      rectangles modulo 1 and squares of contacts, of persons by persons only
* `linear_sum`    pairs of bits, over consecutive seeds, and nothing else: each bit that differs between seed and
                  seed + 1 is fair, but two of them are not independent (bit independence, Webster and Tavares 1986)
* `lcg`           nearly all

What the battery does not see: faults that need more than some 10^5 draws; and, by choice, the low half of pairs of
bits over the last word. That word goes through one mix, after which bits 2..12 and 33..43 do not flip independently.
Of these only bit 12 is used by a uniform, where it weighs 2^-52, and the words before the last are free of it; so the
last word is held to its high 32 bits there.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from itertools import combinations
from typing import NamedTuple

import numpy as np

from .chance_controls import CONTROLS, Generator, chained

SMALLEST_P = 1e-6
WORDS = ("seed", "purpose", "time", "person")
TYPICAL = (2024, 401, 137, 12345)
_N = 1 << 17


class Row(NamedTuple):
    """One line of the table."""

    name: str
    statistic: float
    p: float
    passed: bool


# ---- from statistics to p-values -----------------------------------------------------------------------------------

def _row(name: str, statistic: float, z: float) -> Row:
    p = 0.5 * math.erfc(z / math.sqrt(2.0)) if math.isfinite(z) else 0.0
    return Row(name, float(statistic), p, SMALLEST_P <= p <= 1.0 - SMALLEST_P)


def _normal(name: str, value: float, mean: float, sd: float) -> Row:
    return _row(name, value, (value - mean) / sd)


def _chi2(name: str, x2: float, freedom: int) -> Row:
    spread = 2.0 / (9.0 * freedom)
    return _row(name, x2, ((x2 / freedom) ** (1.0 / 3.0) - (1.0 - spread)) / math.sqrt(spread))


def _cells(name: str, cells: np.ndarray, number: int, share: np.ndarray | None = None) -> Row:
    seen = np.bincount(cells.ravel().astype(np.int64), minlength=number)
    due = cells.size * (np.full(number, 1.0 / number) if share is None else share)
    return _chi2(name, float(((seen - due) ** 2 / due).sum()), number - 1)


def _u(x: np.ndarray) -> np.ndarray:
    return ((x >> np.uint64(12)).astype(np.float64) + 0.5) * 2.0**-52


def _correlation(name: str, a: np.ndarray, b: np.ndarray, variance: float) -> Row:
    """Of two centred samples of known variance."""
    return _normal(name, float((a * b).mean() / variance), 0.0, 1.0 / math.sqrt(a.size))


def _weight(x: np.ndarray) -> np.ndarray:
    """Bits set in each number, less the 32 expected."""
    return _bits(x).sum(axis=1, dtype=np.int64) - 32.0


def _bits(x: np.ndarray) -> np.ndarray:
    return np.unpackbits(np.ascontiguousarray(x, dtype="<u8").view(np.uint8), bitorder="little").reshape(-1, 64)


def _spread(n: int, k: int, bits: int = 20) -> np.ndarray:
    """Values scattered over so many bits, for words that are not being counted: fixed, by a hash foreign to ours."""
    x = (np.arange(n, dtype=np.uint64) + np.uint64(k << 32)) * np.uint64(0x9FB21C651E98DF25)
    return ((x ^ (x >> np.uint64(32))) * np.uint64(0x2127599BF4325C37)) >> np.uint64(64 - bits)


# ---- the statistics ------------------------------------------------------------------------------------------------

def _with(i: int, value) -> list:
    words: list = list(TYPICAL)
    words[i] = value
    return words


def stream(g: Generator, i: int) -> list[Row]:
    """Word i counts 0, 1, 2, ...; the others stand still: what a bad key order shows first."""
    x, name = g(*_with(i, np.arange(_N))), WORDS[i]
    u = _u(x)
    rows = [
        _cells(f"bytes, {name} counting", x.view(np.uint8), 256),
        _cells(f"serial pairs, {name} counting", (x[::2] >> np.uint64(58)) << np.uint64(6) | x[1::2] >> np.uint64(58),
               4096),
        _cells(f"high ten bits, {name} counting", x >> np.uint64(54), 1024),
        _cells(f"low ten bits, {name} counting", x & np.uint64(1023), 1024),
    ]
    for lag in (1, 2, 12, 365):
        rows.append(_correlation(f"lag {lag}, {name} counting", u[lag:] - 0.5, u[:-lag] - 0.5, 1.0 / 12.0))
    rows.append(pairs_of_bits(x, name, 32 if i == 3 else 0))
    return rows


def pairs_of_bits(x: np.ndarray, name: str, lowest: int) -> Row:
    """Do the bits that change from one value to a near one change independently, two by two?"""
    x2, freedom = 0.0, 0
    for lag in (1, 2, 64, 256):
        changed = _bits(x[lag:_N // 2] ^ x[: _N // 2 - lag])[:, lowest:].astype(np.float32) * 2.0 - 1.0
        above = (changed.T @ changed)[np.triu_indices(64 - lowest, 1)].astype(np.float64)
        x2 += float((above**2).sum()) / len(changed)
        freedom += above.size
    return _chi2(f"pairs of bits, {name} counting", x2, freedom)


def avalanche(g: Generator, i: int) -> Row:
    """Each bit of word i flips each bit of output half of the time."""
    n = 512
    words = [_spread(n, k) for k in range(4)]
    before = g(*words)
    flips = [before ^ g(*[w ^ np.uint64(1 << bit) if k == i else w for k, w in enumerate(words)]) for bit in range(64)]
    counts = _bits(np.concatenate(flips)).reshape(64, n, 64).sum(axis=1, dtype=np.int64)
    return _chi2(f"avalanche of {WORDS[i]}", float(((counts - n / 2) ** 2).sum() / (n / 4)), 64 * 64)


def neighbours(g: Generator, i: int) -> list[Row]:
    """Adjacent values of word i, the others scattered."""
    words = [_spread(_N, k) for k in range(4)]
    x = g(*words)
    y = g(*[w + np.uint64(1) if k == i else w for k, w in enumerate(words)])
    return [
        _correlation(f"correlation of adjacent {WORDS[i]}s", _u(x) - 0.5, _u(y) - 0.5, 1.0 / 12.0),
        _correlation(f"bit counts of adjacent {WORDS[i]}s", _weight(x), _weight(y), 16.0),
    ]


def rectangle(name: str, draw: Callable[[np.ndarray, np.ndarray], np.ndarray]) -> list[Row]:
    """u(a,b) - u(a,d) - u(c,b) + u(c,d): variance of four uniforms, uniform modulo 1; the four's xor is even."""
    n = _N // 4
    a, b = _spread(n, 5, 12), np.uint64(1 << 13) + _spread(n, 6, 12)
    c, d = a + np.uint64(1), b + np.uint64(1)
    x = [draw(a, b), draw(a, d), draw(c, b), draw(c, d)]
    u = [_u(v) for v in x]
    square = (u[0] - u[1] - u[2] + u[3]) ** 2
    xor = _weight(x[0] ^ x[1] ^ x[2] ^ x[3])
    return [
        _normal(f"rectangle variance, {name}", float(square.mean()), 1.0 / 3.0, math.sqrt((0.3 - 1.0 / 9.0) / n)),
        _cells(f"rectangle modulo 1, {name}", (x[0] - x[1] - x[2] + x[3]) >> np.uint64(54), 1024),
        _normal(f"rectangle xor, {name}", float(xor.mean()), 0.0, 4.0 / math.sqrt(n)),
    ]


def contacts(g: Generator) -> list[Row]:
    """Pairs that meet with probability one in twenty: variance over people of contacts. And, with a coin for a pair,
    the product round all squares of four people: mean 0, and uncorrelated, so variance = number of squares."""
    people, ticks, p = 192, 8, 0.05
    low, high = np.triu_indices(people, 1)
    var = (people - 1) * p * (1.0 - p)
    spread, squares = 0.0, 0.0
    for t in range(ticks):
        u = _u(g(TYPICAL[0], TYPICAL[1], t, low, high))
        degree = np.bincount(low[u < p], minlength=people) + np.bincount(high[u < p], minlength=people)
        spread += float(((degree - (people - 1) * p) ** 2).mean()) / ticks
        coin = np.zeros((people, people))
        coin[low, high] = coin[high, low] = np.where(u < 0.5, -1.0, 1.0)
        squares += float((((coin @ coin)[low, high] ** 2).sum() - low.size * (people - 2)) / 4.0)
    own = 2.0 * var**2 + var * (1.0 - 6.0 * p * (1.0 - p))  # variance of a binomial's squared distance to its mean
    shared = p * (1.0 - p) * (1.0 - 2.0 * p) ** 2  # a contact is in two people's counts
    return [
        _normal("variance of contacts", spread, var, math.sqrt((own / people + shared) / ticks)),
        _normal("squares of contacts", squares, 0.0, math.sqrt(3.0 * math.comb(people, 4) * ticks)),
    ]


def independence(g: Generator) -> list[Row]:
    """No key repeats another, and two neighbouring keys' people are independent cell by cell."""
    grid = g(*np.ix_(np.arange(8), np.arange(101, 109), np.arange(32), np.arange(64))).ravel()
    same = grid.size - np.unique(grid).size
    first, second = g(1, 101, 1, np.arange(_N)), g(1, 102, 2, np.arange(_N))
    return [
        Row("repeated draws over a grid of keys", same, 0.5 if same == 0 else 0.0, same == 0),
        _cells("two keys, cell by cell", first >> np.uint64(59) << np.uint64(5) | second >> np.uint64(59), 1024),
    ]


def races(g: Generator) -> list[Row]:
    """Choices go by weight; without one candidate the others' choices stand, and the freed ones go by weight again.

    The middle row is exact (p is 0.5 when it holds, else 0): it proves the way of choosing, not the generator.
    """
    n, weight = 1 << 15, np.array([1.0, 2.0, 3.0, 4.0])
    score = -np.log(_u(g(TYPICAL[0], TYPICAL[1], np.arange(n)[:, None], np.arange(4)[None, :]))) / weight
    winner = score.argmin(axis=1)
    without = score[:, :3].argmin(axis=1)
    moved = int((without != winner)[winner != 3].sum())
    return [
        _cells("race: choices go by weight", winner, 4, weight / 10.0),
        Row("race: choices changed by a removal", moved, 0.5 if moved == 0 else 0.0, moved == 0),
        _cells("race: freed choices go by weight", without[winner == 3], 3, weight[:3] / 6.0),
    ]


def _plane(g: Generator, i: int, j: int) -> Callable[[np.ndarray, np.ndarray], np.ndarray]:
    """The generator with words i and j free."""
    return lambda a, b: g(*[a if k == i else b if k == j else w for k, w in enumerate(TYPICAL)])


def battery(g: Generator = chained) -> list[Row]:
    """The whole table for a generator."""
    rows: list[Row] = []
    with np.errstate(over="ignore"):
        for i in range(4):
            rows += [*stream(g, i), avalanche(g, i), *neighbours(g, i)]
        for i, j in combinations(range(4), 2):
            rows += rectangle(f"{WORDS[i]} by {WORDS[j]}", _plane(g, i, j))
        rows += rectangle("person by person", lambda a, b: g(*TYPICAL[:3], a, b))
        rows += [*contacts(g), *independence(g), *races(g)]
    return rows


def main() -> int:
    """Print the table of the generator in use, then how each negative control failed."""
    table = battery()
    for row in table:
        print(f"{row.name:42s} {row.statistic:14.5g}  p = {row.p:<10.4g} {'pass' if row.passed else 'FAIL'}")
    print(f"{sum(r.passed for r in table)} of {len(table)} pass")
    missed = 0
    for name, g in CONTROLS.items():
        failed = [r.name for r in battery(g) if not r.passed]
        missed += not failed
        print(f"control {name}: {len(failed)} fail" + (f" (first: {failed[0]})" if failed else ": NOT CAUGHT"))
    return 0 if missed == 0 and all(r.passed for r in table) else 1


if __name__ == "__main__":
    sys.exit(main())
