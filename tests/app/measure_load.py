"""How the desk holds under a class: N readers who recompute a pair of prisons of 200 every two seconds. No test: a measurement.

    python tests/app/measure_load.py --clients 30 --minutes 30

Starts the app, lets every reader move a lever at each question (so that nothing can be answered from memory but the first
prison of each reader), and prints errors, the time to the whole answer, and the memory of the server at the start, in the
middle and at the end.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import json
import os
import random
import re
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

EVERY = 2.0
FIRST = re.compile(rb'"first":"([0-9a-f]+)"')
LEVERS = (("search_rate", 0.0, 5.0), ("relation_share", 0.0, 1.0), ("discretion", 0.1, 0.8), ("activity_hours", 0.0, 30.0),
          ("out_of_cell_hours", 1.0, 12.0), ("mediation_sessions", 0.0, 6.0))


def question(dice: random.Random, seed: int, held: str = "") -> bytes:
    """A pair of which the second prison is never the same twice; `held`: which first one the reader has, as the page says."""
    levers = {name: round(dice.uniform(low, high), 4) for name, low, high in dice.sample(LEVERS, 3)}
    arms = [{"label": "A", "scenario": "baseline", "yaml": None, "levers": {}},
            {"label": "B", "scenario": dice.choice(("dynamic", "coercive", "mixed")), "yaml": None, "levers": levers}]
    return json.dumps({"arms": arms, "establishment": None, "horizon_days": 365, "seed": seed,
                       "held": held}).encode()


class Reader(threading.Thread):
    """One of the class."""

    def __init__(self, port: int, number: int, until: float) -> None:
        super().__init__(daemon=True)
        self.port, self.dice, self.number, self.until = port, random.Random(number), number, until
        self.times: list[float] = []
        self.errors: list[str] = []
        self.bytes = 0

    def run(self) -> None:
        """Ask every two seconds; a late answer delays the next question."""
        time.sleep(EVERY * self.dice.random())
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Content-Type": "application/json", "Origin": f"http://127.0.0.1:{self.port}"}
        held = ""
        while time.monotonic() < self.until:
            start = time.monotonic()
            try:
                line.request("POST", "/api/year", question(self.dice, 1 + self.number % 5, held), headers)
                answer = line.getresponse()
                content = answer.read()
                self.bytes += len(content)
                held = FIRST.search(content, max(0, len(content) - 20_000))[1].decode() if answer.status == 200 else ""
                if answer.status != 200:
                    self.errors.append(f"{answer.status} {content[:200]!r}")
            except OSError as error:
                self.errors.append(repr(error))
                line.close()
            self.times.append(time.monotonic() - start)
            time.sleep(max(0.0, EVERY - (time.monotonic() - start)))


def family(pid: int) -> list[int]:
    """A process and those it started."""
    parents: dict[int, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            parents[int(folder.name)] = int((folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1])
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def resident(pid: int) -> float:
    """Megabytes in memory, shared pages counted in each process."""
    total = 0.0
    for one in family(pid):
        with contextlib.suppress(OSError, StopIteration):
            status = Path(f"/proc/{one}/status").read_text(encoding="utf-8")
            total += int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024
    return total


def busy(pid: int) -> float:
    """Seconds of processor that they used."""
    total = 0.0
    for one in family(pid):
        with contextlib.suppress(OSError):
            parts = Path(f"/proc/{one}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            total += (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")
    return total


def main() -> int:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--clients", type=int, default=30)
    parser.add_argument("--minutes", type=float, default=30.0)
    asked = parser.parse_args()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    start = time.monotonic()
    command = [sys.executable, "-m", "detente", "app", "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        _wait(port, "GET", "/", None)
        up = time.monotonic() - start
        for seed in range(5):
            _wait(port, "POST", "/api/year", question(random.Random(-1), seed + 1))
        print(f"server up in {up:.1f} s; first year after {time.monotonic() - start:.1f} s; load {os.getloadavg()}", flush=True)
        memory = [resident(server.pid)]
        before, began = busy(server.pid), time.monotonic()
        until = began + 60.0 * asked.minutes
        readers = [Reader(port, k, until) for k in range(asked.clients)]
        for reader in readers:
            reader.start()
        while time.monotonic() < until:
            time.sleep(min(5.0, max(0.0, until - time.monotonic())))
            memory.append(resident(server.pid))
        for reader in readers:
            reader.join(70)
        memory.append(resident(server.pid))
        spent, lasted = busy(server.pid) - before, time.monotonic() - began
    finally:
        server.terminate()
        server.wait(20)
    times = sorted(x for reader in readers for x in reader.times)
    errors = [x for reader in readers for x in reader.errors]
    n = len(times)
    print(f"{asked.clients} readers, {lasted / 60:.1f} minutes: {n} answers, {n / lasted:.1f} a second, {len(errors)} errors")
    print(f"p50 {times[n // 2]:.3f} s, p95 {times[int(0.95 * (n - 1))]:.3f} s, p99 {times[int(0.99 * (n - 1))]:.3f} s, "
          f"most {times[-1]:.3f} s; {sum(r.bytes for r in readers) / n / 1000:.0f} kB an answer")
    print(f"memory {memory[0]:.0f} MB at the start, {memory[len(memory) // 2]:.0f} in the middle, {memory[-1]:.0f} at the end, "
          f"{max(memory):.0f} at most; {spent / n:.3f} s of processor an answer; load {os.getloadavg()}")
    for error in errors[:5]:
        print(error)
    return 1 if errors else 0


def _wait(port: int, method: str, path: str, body: bytes | None) -> None:
    """Until it is answered."""
    until = time.monotonic() + 300
    while True:
        try:
            line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            headers = {"Content-Type": "application/json", "Origin": f"http://127.0.0.1:{port}"} if body else {}
            line.request(method, path, body, headers)
            if line.getresponse().status == 200:
                return
        except OSError:
            pass
        if time.monotonic() > until:
            raise SystemExit("the server does not answer")
        time.sleep(0.05)


if __name__ == "__main__":
    raise SystemExit(main())
