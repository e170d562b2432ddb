"""Keyed chance: the exact bits, compiled = plain, the laws, the battery, the race, the register of purposes.

`python tests/unit/test_chance.py` prints the digest of a few thousand draws of every kernel; it is run twice below.
"""

from __future__ import annotations

import hashlib
import math
import os
import struct
import subprocess
import sys
from pathlib import Path
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.world import chance, compiled
from detente.world.chance_battery import battery
from detente.world.chance_controls import CONTROLS, chained

HERE = Path(__file__).resolve().parent
LAST = (1 << 64) - 1

# (seed, purpose, time, person) -> 64 bits. These never change: old seeds give old runs.
KNOWN = [
    ((0, 0, 0, 0), 0x772D13F9C909DE34),
    ((1, 1, 0, 0), 0x904C231301DCC2FA),
    ((2024, 401, 137, 12345), 0xEDB93D278A30C03B),
    ((2024, 401, 138, 12345), 0x583C0AF251BAD58F),
    ((2024, 401, 137, 12346), 0xB296DAA9608956C0),
    ((2025, 401, 137, 12345), 0xC02F6E814689EFAE),
    ((2024, 402, 137, 12345), 0x04F06ACECA11ADC2),
    ((7, 2501, 3649, 18446744073709551615), 0x412A6C0A6A842FE5),
    ((9223372036854775808, 10000, 4294967296, 9223372036854775808), 0xF6E2BFE3EBEFA2AB),
    ((123456789, 99, 1, 16045690984503111693), 0xA918714A437A6A02),
]


@pytest.fixture(autouse=True)
def _wrap_in_silence():
    with np.errstate(over="ignore"):  # plain Python only: scalars that wrap warn
        yield


def by_hand(*words: int) -> int:
    """The chain again, in whole numbers of Python."""
    key = 0xD37E47E0
    for word in words:
        h = ((key ^ word) + 0x9E3779B97F4A7C15) & LAST
        h = ((h ^ (h >> 30)) * 0xBF58476D1CE4E5B9) & LAST
        h = ((h ^ (h >> 27)) * 0x94D049BB133111EB) & LAST
        key = h ^ (h >> 31)
    return key


def key_of(*words: int) -> np.uint64:
    """The chain by the kernels. A kernel hands a plain int back to Python: it is wrapped before it goes in again."""
    key = np.uint64(chance.start(np.uint64(words[0])))
    for word in words[1:]:
        key = np.uint64(chance.chain(key, np.uint64(word)))
    return key


def digests(n: int = 2000) -> str:
    """One line a kernel: hash of the exact bits of n draws."""
    keys = [by_hand(31, i) for i in range(n)] + [0, 1, LAST, LAST - 1, 1 << 63, (1 << 63) - 1, 4095, 4096]
    hashes = {name: hashlib.sha256() for name in (
        "mix", "chain", "start", "pair_key", "uniform", "draw", "draw_nth", "draw_pair",
        "race", "normal", "exponential", "kumaraswamy", "poisson")}

    def whole(name, value):
        hashes[name].update(struct.pack("<Q", int(value)))

    def real(name, value):
        hashes[name].update(struct.pack("<d", value))

    with np.errstate(over="ignore"):
        for i, word in enumerate(keys):
            k, pid = np.uint64(word), np.uint64(by_hand(32, i))
            whole("mix", chance.mix(k))
            whole("start", chance.start(k))
            whole("chain", chance.chain(k, i))
            whole("chain", chance.chain(k, pid))
            whole("pair_key", chance.pair_key(k, pid, np.uint64(i)))
            real("draw", chance.draw(k, pid))
            real("draw_nth", chance.draw_nth(k, pid, i % 12))
            real("draw_pair", chance.draw_pair(k, pid, k))
            u = chance.uniform(k)
            real("uniform", u)
            mean = 0.01 + i % 50
            real("race", chance.race(u, mean))
            real("race", chance.race(u, -float(i % 2)))
            real("normal", chance.normal(u))
            real("exponential", chance.exponential(u, mean))
            real("kumaraswamy", chance.kumaraswamy(u, 1.8 + i % 3, 0.7 + i % 4))
            whole("poisson", chance.poisson(u, mean))
    return "".join(f"{name} {h.hexdigest()}\n" for name, h in hashes.items())


def _python(*args: str, **environment: str) -> str:
    source = str(Path(chance.__file__).resolve().parents[2])
    path = os.pathsep.join(filter(None, (source, os.environ.get("PYTHONPATH"))))
    done = subprocess.run([sys.executable, *args], env={**os.environ, "PYTHONPATH": path, **environment},
                          capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout


# ---- the bits --------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("words", "bits"), KNOWN)
def test_known_answers(words, bits):
    assert by_hand(*words) == bits
    assert int(key_of(*words)) == bits
    assert int(chained(*words)[0]) == bits
    assert chance.draw(key_of(*words[:3]), np.uint64(words[3])) == ((bits >> 12) + 0.5) / 2**52


def test_vectorised_generator_is_the_kernels():
    assert [int(x) for x in chained(5, 401, 9, np.arange(300))] == [int(key_of(5, 401, 9, i)) for i in range(300)]
    assert int(chained(5, 401, 9, 3, 8)[0]) == int(chance.pair_key(key_of(5, 401, 9), 8, 3))


def test_a_key_that_went_through_python_is_the_same_key():
    """Python gets an int, which Numba takes for signed: it may be refused if too big, never give other draws."""
    for seed in range(40):
        key = by_hand(seed)
        if key < 1 << 63:
            assert int(chance.chain(key, 3)) & LAST == by_hand(seed, 3)
            assert int(chance.mix(key)) & LAST == int(chance.mix(np.uint64(key)))
            assert chance.uniform(key) == chance.uniform(np.uint64(key))
            assert chance.draw(key, 3) == chance.draw(np.uint64(key), 3)


@pytest.mark.parametrize("kind", [np.int8, np.int32, np.int64, np.uint32, np.uint64])
def test_words_of_any_width_are_the_same_word(kind):
    assert int(chance.chain(key_of(1, 2), kind(77))) == by_hand(1, 2, 77)


@pytest.mark.skipif(not compiled.JIT, reason="this run is plain already")
def test_compiled_is_plain_to_the_bit():
    assert digests().splitlines() == _python(str(HERE / "test_chance.py"), NUMBA_DISABLE_JIT="1").splitlines()


def test_pairs_have_no_first_and_second():
    k = key_of(3, 401, 8)
    for i in range(200):
        a, b = np.uint64(by_hand(1, i)), np.uint64(by_hand(2, i))
        assert chance.draw_pair(k, a, b) == chance.draw_pair(k, b, a)
        assert int(chance.pair_key(k, a, b)) == by_hand(3, 401, 8, int(min(a, b)), int(max(a, b)))


@pytest.mark.parametrize("key", [0, 1, 2047, 2048, 4095, 4096, 1 << 63, (1 << 63) - 1, LAST - 4096, LAST - 2048, LAST])
def test_uniform_is_never_0_nor_1(key):
    u = chance.uniform(np.uint64(key))
    assert 0.0 < u < 1.0 and 0.0 < 1.0 - u < 1.0
    for value in (chance.normal(u), chance.exponential(u, 2.0), chance.race(u, 1.0)):
        assert math.isfinite(value)
    assert 0.0 <= chance.kumaraswamy(u, 1.8, 2.2) <= 1.0


# ---- the laws --------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("u", [2.0**-53, 1e-12, 1e-6, 0.001, 0.024, 0.0243, 0.1, 0.3, 0.5, 0.7, 0.9, 0.975, 0.976,
                               0.99, 0.999999, 1.0 - 2.0**-53])
def test_normal(u):
    assert chance.normal(u) == pytest.approx(NormalDist().inv_cdf(u), rel=1.2e-9, abs=1e-15)


def test_normal_quantiles_of_the_tables():
    for u, z in ((0.5, 0.0), (0.8413447460685429, 1.0), (0.975, 1.959963984540054), (0.995, 2.5758293035489004)):
        assert chance.normal(u) == pytest.approx(z, abs=3e-9)


def test_exponential():
    assert chance.exponential(0.5, 1.0) == pytest.approx(math.log(2.0), rel=1e-15)
    assert chance.exponential(0.95, 10.0) == pytest.approx(29.95732273553991, rel=1e-14)
    assert chance.exponential(0.25, 4.0) == pytest.approx(4.0 * math.log(4.0 / 3.0), rel=1e-14)


@pytest.mark.parametrize(("a", "b"), [(1.0, 1.0), (2.0, 1.0), (1.8, 2.2), (0.5, 5.0), (4.0, 0.6)])
def test_kumaraswamy(a, b):
    for u in (1e-6, 0.01, 0.25, 0.5, 0.9, 0.999):
        x = chance.kumaraswamy(u, a, b)
        assert 1.0 - (1.0 - x**a) ** b == pytest.approx(u, rel=1e-8)
    assert chance.kumaraswamy(0.49, 2.0, 1.0) == pytest.approx(0.7, rel=1e-14)


def test_poisson_quantiles_of_the_tables():
    for u, mean, k in ((0.5, 3.0, 3), (0.95, 3.0, 6), (0.99, 3.0, 8), (0.367, 1.0, 0), (0.368, 1.0, 1), (0.5, 0.0, 0)):
        assert chance.poisson(u, mean) == k


@pytest.mark.parametrize("mean", [0.05, 0.7, 3.0, 12.5, 50.0])
def test_poisson_is_the_inverse(mean):
    terms = [math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(120)]
    for k in range(int(mean + 5.0 * math.sqrt(mean)) + 1):
        below, upto = math.fsum(terms[:k]), math.fsum(terms[: k + 1])
        if upto < 1.0 - 1e-9 and terms[k] > 1e-9:
            assert chance.poisson(below + 0.5 * terms[k], mean) == k


def test_poisson_has_an_end_at_the_luckiest_draw():
    for mean in np.arange(0.1, 60.0, 0.1):
        assert chance.poisson(1.0 - 2.0**-53, mean) < mean + 10.0 * math.sqrt(mean) + 20.0


# ---- the battery -----------------------------------------------------------------------------------------------------

BETRAYED_BY = {
    "packed_xor": ("avalanche of seed", "avalanche of purpose", "avalanche of time"),
    "xored_hashes": ("rectangle xor, person by person", "rectangle xor, seed by time"),
    "pair_sum": ("rectangle modulo 1, person by person", "squares of contacts"),
    "linear_sum": ("pairs of bits, seed counting",),
    "lcg": ("lag 1, seed counting", "repeated draws over a grid of keys", "race: choices go by weight"),
}


def test_the_generator_passes_the_battery():
    table = battery()
    assert len({row.name for row in table}) == len(table) >= 64
    assert [row for row in table if not row.passed] == []


@pytest.mark.parametrize("name", sorted(CONTROLS))
def test_each_bad_generator_fails_the_battery(name):
    failed = {row.name for row in battery(CONTROLS[name]) if not row.passed}
    assert set(BETRAYED_BY[name]) <= failed


# ---- the race --------------------------------------------------------------------------------------------------------

PIDS = st.integers(0, LAST)
RUNNERS = st.dictionaries(PIDS, st.floats(1e-6, 1e6), min_size=2, max_size=12)


def winner(key: np.uint64, runners: dict[int, float]) -> int:
    return min(runners, key=lambda pid: chance.race(chance.draw(key, np.uint64(pid)), runners[pid]))


@settings(max_examples=150, deadline=None, derandomize=True)
@given(PIDS, RUNNERS, st.randoms(use_true_random=False))
def test_removing_losers_never_changes_the_winner(key, runners, random):
    key = np.uint64(key)
    first = winner(key, runners)
    order = list(runners)
    random.shuffle(order)
    assert winner(key, {pid: runners[pid] for pid in order}) == first
    for pid in order:
        if pid != first:
            runners = {other: w for other, w in runners.items() if other != pid}
            assert winner(key, runners) == first


@settings(max_examples=150, deadline=None, derandomize=True)
@given(PIDS, RUNNERS, PIDS, st.floats(1e-6, 1e6))
def test_a_newcomer_takes_the_place_or_changes_nothing(key, runners, pid, weight):
    key = np.uint64(key)
    first = winner(key, runners)
    if pid not in runners:
        assert winner(key, {**runners, pid: weight}) in (first, pid)


def test_race_scores():
    assert chance.race(0.5, 2.0) == -math.log(0.5) / 2.0
    assert chance.race(0.5, 0.0) == chance.race(0.5, -1.0) == math.inf


# ---- the register ----------------------------------------------------------------------------------------------------

def test_a_number_is_taken_once(monkeypatch):
    monkeypatch.setattr(chance, "PURPOSES", {})
    assert chance.purpose(10001, "a thing") == chance.purpose(10001, "a thing") == 10001
    with pytest.raises(ValueError, match="10001"):
        chance.purpose(10001, "another thing")


def test_purposes_are_append_only():
    """A clean process, since other tests register purposes of their own. `python tests/unit/update_purposes.py`."""
    sys.path.insert(0, str(HERE))
    try:
        from update_purposes import GOLDEN, broken, promised
    finally:
        sys.path.remove(str(HERE))
    old = promised(GOLDEN.read_text(encoding="utf-8"))
    now = promised(_python(str(HERE / "update_purposes.py"), "--print", NUMBA_DISABLE_JIT="1", PYTHONUTF8="1"))
    assert broken(old, now) == []
    assert sorted(set(now) - set(old)) == [], "new purposes: run python tests/unit/update_purposes.py"
    assert len(set(now.values())) == len(now), "two purposes with one meaning"


if __name__ == "__main__":
    sys.stdout.write(digests())
