"""One world, several ways to run it: compiled or plain, fused or readable, rows in any order. All to the bit."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from conformance_support import busy, incidents, people, permuted_inmates, permuted_officers

from detente.drivers import advance_fused, advance_readable
from detente.engine import simulate, start
from detente.world.world import copy, digest

TINY = {"inmates": 25, "days": 3, "wings": 1}


def test_compiled_equals_plain():
    code = ("from conformance_support import busy\nfrom detente.engine import simulate\n"
            f"print(simulate(busy(**{TINY})).digest())")
    env = {**os.environ, "NUMBA_DISABLE_JIT": "1", "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path])}
    plain = subprocess.run([sys.executable, "-W", "ignore", "-c", code], env=env, capture_output=True, text=True)
    if plain.returncode:
        raise RuntimeError(plain.stderr[-2000:])
    assert plain.stdout.strip() == simulate(busy(**TINY)).digest()


@pytest.mark.parametrize("kind", ["maison_arret", "centre_detention", "maison_centrale"])
def test_readable_equals_fused(kind):
    scenario = busy(kind)
    assert simulate(scenario, driver="readable").digest() == simulate(scenario).digest()


def test_in_pieces_equals_at_once():
    w, p = start(busy())
    for days in (1, 2, 7, 20):
        w = advance_fused(w, p, days)
    assert digest(w) == simulate(busy()).digest()


def test_a_copy_goes_on_as_the_world_it_was_taken_from():
    w, p = start(busy())
    w = advance_fused(w, p, 9)
    snapshot = copy(w)
    before = digest(snapshot)
    w = advance_readable(w, p, 21)
    assert digest(snapshot) == before, "the copy moved with the world"
    assert digest(advance_fused(snapshot, p, 21)) == digest(w) == simulate(busy()).digest()


def test_null_policy_is_no_policy():
    alone = simulate(busy()).digest()
    assert simulate(busy(), policy=lambda seen, day: {}, every=1).digest() == alone
    assert simulate(busy(), policy=lambda seen, day: dict(busy().levers), every=5).digest() == alone


@pytest.mark.parametrize("who", ["inmates", "officers"])
def test_rows_in_another_order_give_the_same_people(who):
    for seed in (1, 2, 3):
        in_another_order(who, seed)


def in_another_order(who, seed):
    """Five days, then rows change places, then twenty days of both."""
    scenario = busy(seed=seed)
    w, p = start(scenario)
    w = advance_fused(w, p, 5)  # with cases, grudges and rapports under way
    permuted = permuted_inmates if who == "inmates" else permuted_officers
    other = permuted(copy(w), np.random.default_rng(seed).permutation(getattr(w, who).shape[0]))
    assert people(w) == people(other)
    for day in range(20):
        w, other = advance_fused(w, p, 1), advance_fused(other, p, 1)
        here, there = people(w), people(other)
        changed = [pid for pid in here.keys() | there.keys() if here.get(pid) != there.get(pid)]
        assert not changed, (day, [difference(w, other, pid) for pid in changed[:3]])
    assert incidents(w) == incidents(other)
    assert w.series.tobytes() == other.series.tobytes()


def difference(w, other, pid):
    """Columns in which a person differs, for the reader of a failure."""
    for table in ("inmates", "officers"):
        a, b = getattr(w, table), getattr(other, table)
        i, j = np.flatnonzero((a.pid == pid) & (a.here == 1)), np.flatnonzero((b.pid == pid) & (b.here == 1))
        if len(i) and len(j):
            pairs = [(name, a[name][i[0]], b[name][j[0]]) for name in a.dtype.names]
            return [pair for pair in pairs if np.any(pair[1] != pair[2])] or "ties"
    return "here in one only"
