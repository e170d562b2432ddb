"""SIGKILL at random instants: of the parent, of a worker, of the whole group; resumed until done, then equal to the byte."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from . import victim

WHOM = ("parent", "worker", "group")


def prove(kills: int = 200, seed: int = 1) -> dict[str, Any]:
    """Kill so often, over as many studies as it takes.

    Returns
    -------
    dict
        ``kills`` by whom, ``studies`` resumed to the end, ``different`` (tables that are not the undisturbed one),
        ``failed_rows``, ``good``.
    """
    rng = random.Random(seed)
    told: dict[str, Any] = {"kills": 0, "studies": 0, "different": 0, "failed_rows": 0}
    with tempfile.TemporaryDirectory() as place:
        top = Path(place)
        path = victim.write(top)
        wanted = victim.run(path, top / "calm")
        while told["kills"] < kills:
            folder = top / f"study-{told['studies']}"
            finished = False
            for attempt in range(200):
                if told["kills"] >= kills or attempt == 199:
                    break
                finished = _disturbed(path, folder, WHOM[told["kills"] % 3], rng, told)
                if finished:
                    break
            told["different"] += victim.run(path, folder) != wanted
            told["failed_rows"] += _failed(folder)
            told["studies"] += 1
    told["good"] = told["different"] == 0 and told["failed_rows"] == 0
    return told


def _failed(folder: Path) -> int:
    from ..results import open_study

    return len(open_study(folder).failures())


def _disturbed(path: Path, folder: Path, whom: str, rng: random.Random, told: dict[str, Any]) -> bool:
    """Start the study and strike; True if it was over before."""
    process = subprocess.Popen([sys.executable, "-m", "detente.study.prove.victim", str(path), str(folder), "processes"],
                               start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    moment = time.monotonic() + rng.uniform(0.5, 6.0)
    while time.monotonic() < moment:
        if process.poll() is not None:
            return process.returncode == 0
        time.sleep(0.01)
    target = _worker(process.pid, rng) if whom == "worker" else process.pid
    if target is not None:
        told["kills"] += 1
        if whom == "group":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            os.kill(target, signal.SIGKILL)
    if whom == "worker" and target is not None:
        try:
            return process.wait(120) == 0
        except subprocess.TimeoutExpired:
            pass
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.wait()
    return False


def _worker(parent: int, rng: random.Random) -> int | None:
    """A spawned worker of a process, if there is one yet (its resource tracker is none)."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rsplit(")", 1)[1].split()
            line = (path.parent / "cmdline").read_bytes()
        except (OSError, IndexError):
            continue
        if int(fields[1]) == parent and b"spawn_main" in line:
            found.append(int(path.parent.name))
    return rng.choice(sorted(found)) if found else None
