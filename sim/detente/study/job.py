"""One chunk of runs, wherever it is run: a thread, another process, another machine. Everything it needs comes with it."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..scenario.schema import Scenario

MEASURE = "detente.study.measure:outcomes"
OK, ERROR, TIMEOUT, DIED = "ok", "error", "timeout", "died"
TIMED_OUT = 77  # exit code of a worker that has waited long enough for one run

Payload = dict[str, Any]


def found(name: str) -> Callable[..., Any]:
    """The function of ``module:function``."""
    module, _, function = name.partition(":")
    return getattr(import_module(module), function)


@lru_cache(maxsize=8)
def _base(text: str) -> Scenario:
    import json

    from ..scenario.build import build
    from ..scenario.tree import read_layer
    from ..scenario.yaml_reader import node_of

    return build([read_layer(node_of(json.loads(text)), None)], "study", None)


def set_in(scenario: Scenario, values: Mapping[str, Any]) -> tuple[Scenario, dict[str, float]]:
    """A scenario with some levers and switches set, and the parameters among the values."""
    from ..declare.levers import BY_NAME

    levers = {k: v for k, v in values.items() if k in BY_NAME}
    switches = {k.partition(".")[2]: v for k, v in values.items() if k.startswith("switches.")}
    if levers or switches:
        scenario = scenario.with_(levers=levers or None, switches=switches or None)
    return scenario, {k: v for k, v in values.items() if k not in BY_NAME and not k.startswith("switches.")}


def run_chunk(payload: Payload) -> list[dict[str, Any]]:
    """Run some jobs, one after the other.

    Parameters
    ----------
    payload : dict
        ``bases`` (name to the scenario in full, as JSON text), ``points``, ``draws``, ``structures`` (place or name to values),
        ``held``, ``jobs`` (list of `plan.Job`), ``measure``, ``outcomes``, ``series``, ``every``, ``limits``, ``notes`` (folder
        where a worker that gives up says why), ``own_process``.

    Returns
    -------
    list of dict
        ``id, status, error, ms`` and the figures; a run that fails is a row like any other.
    """
    if payload["own_process"]:
        _warm()
        _hold_memory(payload["limits"].get("memory_mb"))
    return [_one(payload, job) for job in payload["jobs"]]


@cache
def _warm() -> None:
    """Once a process: the compiled model is loaded before the time of a run begins to count."""
    from ..studies.warm import ready

    ready()


def _one(payload: Payload, job) -> dict[str, Any]:
    seconds = payload["limits"].get("seconds") if payload["own_process"] else None
    watch = _watch(seconds, payload.get("notes"), job[0]) if seconds else None
    began = time.perf_counter()
    try:
        row = {"id": job[0], "status": OK, "error": "", **again(payload, job)}
    except Exception as error:
        row = {"id": job[0], "status": ERROR, "error": f"{type(error).__name__}: {error}"[:500]}
    finally:
        if watch is not None:
            watch.cancel()
    row["ms"] = 1000.0 * (time.perf_counter() - began)
    return row


def again(payload: Payload, job) -> dict[str, Any]:
    """The figures of one run; what goes wrong comes out as it is."""
    from ..engine import simulate

    _, base, point, structure, draw, seed = job
    drawn = {**payload["draws"][draw], **payload["held"][base]}
    values = {**payload["structures"][structure], **payload["points"][point]}
    scenario, moved = set_in(_base(payload["bases"][base]), values)
    run = simulate(scenario, seed, parameters={**drawn, **moved})
    return found(payload["measure"])(run, tuple(payload["outcomes"]), tuple(payload["series"]), payload["every"])


def _watch(seconds: float, notes: str | None, id_: str) -> threading.Timer:
    """End this process when one run takes too long: nothing else stops a loop that never ends."""

    def give_up() -> None:
        if notes is not None:
            try:
                Path(notes, id_).write_text(TIMEOUT, encoding="utf-8")
            except OSError:
                pass
        os._exit(TIMED_OUT)

    timer = threading.Timer(seconds, give_up)
    timer.daemon = True
    timer.start()
    return timer


_held = False


def _hold_memory(most: float | None) -> None:
    """Once a process: no more address space than it has now and so many megabytes (where the system can)."""
    global _held
    if most is None or _held:
        return
    _held = True
    try:
        import resource

        page = resource.getpagesize()
        now = int(Path("/proc/self/statm").read_text().split()[0]) * page
        resource.setrlimit(resource.RLIMIT_AS, (now + int(most * 2**20), resource.RLIM_INFINITY))
    except (ImportError, OSError, ValueError):
        pass


def _quiet_start() -> None:
    """A spawned worker leaves Ctrl-C to its parent."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
