"""The first compilation by several processes: all pieces, each once, kept in turns, and nothing lost when a helper is."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from detente.mechanisms import SCHEDULE
from detente.studies import hands, runner
from detente.world import compiled
from filelock import FileLock

compiles = pytest.mark.skipif(not compiled.JIT, reason="nothing is compiled here")
CHEAP = ["duty_slot", "tension_slot"]
"""Two pieces that take a second."""


def python(cache, *arguments: str) -> subprocess.Popen:
    """Another process with a cache of its own."""
    env = {**os.environ, "DETENTE_CACHE": str(cache), "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    return subprocess.Popen([sys.executable, *arguments], env=env, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def test_every_kernel_of_the_loop_is_a_piece():
    assert sorted(hands.pieces()) == sorted(f"{mechanism.key}_{moment}" for moment, mechanism in SCHEDULE)
    assert tuple(hands.pieces())[:len(hands.LONGEST_FIRST)] == hands.LONGEST_FIRST


AGAIN = """
import json, sys
from pathlib import Path
from detente.studies import hands
turns = Path(sys.argv[1])
for name in sys.argv[2:]:
    (turns / name).rmdir()
done = hands.compile_pieces(turns)
stats = [hands.pieces()[name].stats for name in done]
print(json.dumps([done, [sum(x.cache_hits.values()) for x in stats], [sum(x.cache_misses.values()) for x in stats]]))
"""


@compiles
def test_what_a_helper_kept_is_found_and_not_compiled_again(tmp_path):
    """The helper of the command, with all but two pieces taken; then another process asks for all that."""
    turns = tmp_path / "turns"
    for name in (hands.FIRST_DAY, *hands.pieces()):
        if name not in CHEAP:
            (turns / name).mkdir(parents=True)
    assert python(tmp_path / "cache", "-m", "detente.studies.hands", "pieces", str(turns)).wait(300) == 0
    assert sorted(path.name for path in turns.iterdir()) == sorted([hands.FIRST_DAY, *hands.pieces()])
    told = python(tmp_path / "cache", "-c", AGAIN, str(turns), *CHEAP).communicate(timeout=300)[0]
    done, found, compiled_again = json.loads(told)
    assert sorted(done) == sorted(CHEAP) and found == [1, 1] and compiled_again == [0, 0]


def test_a_helper_ends_with_its_caller(tmp_path):
    """However the caller ended: what held the other end of its input is gone."""
    helper = python(tmp_path / "cache", "-m", "detente.studies.hands", "pieces", str(tmp_path))
    assert helper.stdin is not None
    helper.stdin.close()
    assert helper.wait(60) == 1 and len(list(tmp_path.iterdir())) < len(hands.pieces())


TWICE = """
from detente.world.compiled import kernel


@kernel
def twice(x):
    return x + x
"""
MEETING = """
import sys, time
from pathlib import Path
import numpy as np
from numba.core import caching
from detente.studies.hands import keep_in_turns
folder, turns, me, *kinds = sys.argv[1:]
folder, number, write = Path(folder), 0, caching.IndexDataCacheFile._save_index


def between(self, overloads):  # the index is read and not yet written: wait for the other to be there too
    global number
    number += 1
    (folder / f"{me}-{number}").touch()
    until = time.monotonic() + (0.2 if turns == "turns" else 60)
    while len(list(folder.glob(f"?-{number}"))) < 2 and time.monotonic() < until:
        time.sleep(0.005)
    write(self, overloads)


caching.IndexDataCacheFile._save_index = between
if turns == "turns":
    keep_in_turns()
sys.path.insert(0, str(folder))
from twice import twice
for kind in kinds:
    twice(np.dtype(kind).type(21))
"""


@compiles
@pytest.mark.parametrize("how", ["turns", "at once"])
def test_two_that_keep_at_one_moment(tmp_path, how):
    """Numba's index is read and written by two: in turns nothing is lost; without, the reason why there are turns."""
    (tmp_path / "twice.py").write_text(TWICE)
    both = [python(tmp_path / "cache", "-c", MEETING, str(tmp_path), how, str(k), *kinds)
            for k, kinds in enumerate((["i8", "f8", "u2"], ["i4", "f4", "u1"]))]
    assert [process.wait(timeout=120) for process in both] == [0, 0]
    kept = {path.name for path in (tmp_path / "cache").rglob("twice.twice*.nbc")}
    assert (len(kept) == 6) == (how == "turns"), kept


@pytest.mark.parametrize("helper", [[sys.executable, "-c", "raise SystemExit(3)"], ["/nowhere/python"]], ids=["falls", "none"])
def test_a_helper_that_is_no_use_costs_nothing(monkeypatch, helper):
    start, asked = subprocess.Popen, []
    monkeypatch.setattr(hands, "number", lambda: 3)
    monkeypatch.setattr(hands.subprocess, "Popen",
                        lambda command, **options: asked.append(command[4]) or start(helper, **options))
    hands.compile_together()
    assert asked == (["pieces"] * 3 + ["join"] if helper[0] == sys.executable else ["pieces", "join"])


def test_stopped_half_way_no_helper_is_left(monkeypatch):
    begun, start = [], subprocess.Popen

    class Sleeper(start):
        def __init__(self, command, **options):
            super().__init__([sys.executable, "-c", "import time; time.sleep(600)"], **options)
            begun.append(self)
            self.stop = True

        def wait(self, timeout=None):
            if self.stop:
                for helper in begun:
                    helper.stop = False
                raise KeyboardInterrupt
            return super().wait(timeout)

    monkeypatch.setattr(hands, "number", lambda: 3)
    monkeypatch.setattr(hands.subprocess, "Popen", Sleeper)
    with pytest.raises(KeyboardInterrupt):
        hands.compile_together()
    assert len(begun) == 3 and all(helper.poll() is not None for helper in begun)


def test_a_process_a_core_and_none_where_nothing_is_shared(monkeypatch, tmp_path):
    for there, wanted in ((1, 1), (2, 2), (64, hands.MOST)):
        monkeypatch.setattr(runner, "cores", lambda there=there: there)
        monkeypatch.setattr(compiled, "CACHE", tmp_path / compiled.source_hash())
        assert hands.number() == wanted
        monkeypatch.setattr(compiled, "CACHE", tmp_path / "detente-for-this-process")
        assert hands.number() == 0


@pytest.mark.parametrize("fault", [OSError, NotImplementedError])
def test_where_there_are_no_locks_it_goes_on_without(monkeypatch, fault):
    def refuses(lock, *given, **named):
        asked.append(lock)
        raise fault

    asked, entered = [], []
    monkeypatch.setattr(FileLock, "acquire", refuses)
    with hands.one_at_a_time("compiling"):
        entered.append(True)
    assert entered and len(asked) == 1


def test_what_goes_wrong_under_the_lock_comes_out_and_frees_it(monkeypatch, tmp_path):
    monkeypatch.setattr(compiled, "CACHE", tmp_path)
    with pytest.raises(OSError, match="full"), hands.one_at_a_time("a-test"):
        raise OSError("full")
    with FileLock(tmp_path / "a-test.lock", timeout=0) as lock:
        assert lock.is_locked
