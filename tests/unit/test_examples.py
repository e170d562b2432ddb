"""The examples run as they stand, and do what they say."""

from __future__ import annotations

import json
import os
import runpy
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"


def example(name: str) -> dict:
    return runpy.run_path(str(EXAMPLES / f"{name}.py"))


def plainly(code: str) -> object:
    """What a line of Python says as JSON, in a process in which nothing is compiled."""
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], env={**os.environ, "NUMBA_DISABLE_JIT": "1"},
                          capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return json.loads(done.stdout)


def test_own_mechanism():
    """As plain Python: parameters of one's own make another record, for which the whole model would be compiled again.

    `test_template.py` has it compiled for its own mechanism, of kernels and of an ordinary function.
    """
    path = str(EXAMPLES / "own_mechanism.py")
    hot, usual = map(np.array, plainly(
        f"import json, runpy; print(json.dumps([x.tolist() for x in runpy.run_path({path!r})['tension_by_day']()]))"))
    assert len(hot) == len(usual) == 24
    assert (hot[:10] == usual[:10]).all(), "before the heat wave the two prisons are one"
    assert (hot[10:17] > usual[10:17] + 0.01).all()
    assert hot[-1] - usual[-1] < (hot[16] - usual[16]) / 2, "it fades"


def test_own_policy():
    policy, run, alone = example("own_policy")["with_and_without"]()
    shares = [share for _, share in policy.decisions]
    assert len(shares) == 30 and set(shares) == {policy.usual, policy.more}, "the policy never changed its mind"
    assert run.digest() != alone.digest()


def test_a_policy_that_changes_nothing_changes_nothing():
    import detente.engine as engine
    from detente import load

    scenario = load("baseline").with_(horizon_days=15, establishment={
        "name": "Test", "type": "maison_arret", "capacity": 20, "inmates": 24, "wings": 1})
    alone = engine.simulate(scenario).digest()
    assert engine.simulate(scenario, policy=lambda seen, day: None).digest() == alone
    same = {"relation_share": scenario.levers["relation_share"]}
    assert engine.simulate(scenario, policy=lambda seen, day: same, every=2).digest() == alone


def test_a_policy_moves_levers_only():
    from detente import DetenteError, load
    from detente.engine import simulate

    scenario = load("baseline").with_(horizon_days=3, establishment={
        "name": "Test", "type": "maison_arret", "capacity": 20, "inmates": 24, "wings": 1})
    with pytest.raises(DetenteError, match="does not exist"):
        simulate(scenario, policy=lambda seen, day: {"violence": 0.0})
