"""``detente bench``: speed, memory, and what common chance gives, measured here and now.

Times are the least of several repeats, all in one process; ratios compare things timed in the same run. Nothing is
stored: run it again and it is measured again.
"""

from __future__ import annotations

import json
import os
import platform
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

KEYS = ("ns_per_inmate_slot", "nation_seconds", "bytes_per_inmate", "parallel_speedup", "speedup_vs_plain_mesa",
        "speedup_vs_epstein", "crn_variance_gain", "null_policy_identical")


def _best(repeats: int, work: Callable[[], Any]) -> float:
    times = []
    for _ in range(repeats):
        begin = time.perf_counter()
        work()
        times.append(time.perf_counter() - begin)
    return min(times)


def year_of_600(repeats: int = 5) -> dict[str, Any]:
    """A year of the baseline (about 600 inmates, five slots a day, everything on), one core."""
    from ..engine import advance, start
    from ..scenario import load
    from ..world.codes import K_INMATE_DAYS, N_SLOTS
    from ..world.world import nbytes

    scenario = load("baseline")
    w, p = start(scenario, 1)
    day_zero = [start(scenario, 10 + k) for k in range(repeats)]
    spent = []
    for world, record in day_zero:
        begin = time.perf_counter()
        w = advance(world, record, scenario, 0, scenario.horizon_days)
        spent.append(time.perf_counter() - begin)
    days = int(w.series.tally[:, K_INMATE_DAYS].sum())
    series = w.series.nbytes
    people = int(w.prison[0].n)
    return {"ns_per_inmate_slot": min(spent) / (days * N_SLOTS) * 1e9, "year_seconds": min(spent),
            "bytes_per_inmate": (nbytes(w) - series) / people, "bytes_per_inmate_with_series": nbytes(w) / people,
            "_parameters": p.dtype.itemsize}


def nation(threads: int = 2, days: int = 364) -> dict[str, Any]:
    """All establishments for a year, transfers by weekly convoy."""
    from ..many import simulate_many
    from ..scenario import all_establishments, load

    scenarios = [load("baseline", establishment=e.name) for e in all_establishments()]
    begin = time.perf_counter()
    runs = simulate_many(scenarios, 1, threads=threads, days=days)
    seconds = time.perf_counter() - begin
    return {"nation_seconds": seconds, "nation_inmates": sum(int(r.world.prison[0].n) for r in runs),
            "nation_prisons": len(runs), "nation_days": days}


def parallel(runs: int = 8) -> dict[str, Any]:
    """The same replicates on one thread and on two: time, and whether every bit is the same."""
    from ..engine import simulate
    from ..scenario import load

    scenario = load("baseline")

    def all_of_them(threads: int) -> list[str]:
        with ThreadPoolExecutor(threads) as pool:
            return [r.digest() for r in pool.map(lambda seed: simulate(scenario, seed), range(runs))]

    digests: dict[int, list[str]] = {}
    times: dict[int, float] = {}
    for n in (1, 2):
        for _ in range(2):
            begin = time.perf_counter()
            digests[n] = all_of_them(n)
            spent = time.perf_counter() - begin
            times[n] = min(spent, times.get(n, spent))
    return {"parallel_speedup": times[1] / times[2], "parallel_identical": digests[1] == digests[2]}


def against_plain_mesa(inmates: int = 120) -> dict[str, Any]:
    """The core chain in the engine against the same chain as ordinary Mesa agents."""
    from ..engine import advance, start
    from ..world.codes import N_SLOTS
    from .reference import seconds_per_agent_step
    from .reference.timing import scenario_of_bench

    scenario = scenario_of_bench(inmates)
    spent = []
    for _ in range(3):
        w, p = start(scenario, 1)
        begin = time.perf_counter()
        advance(w, p, scenario, 0, 100)
        spent.append(time.perf_counter() - begin)
    ours = min(spent) / (100 * N_SLOTS * inmates)
    plain = seconds_per_agent_step(inmates, 25, keyed=False)
    return {"speedup_vs_plain_mesa": plain / ours,
            "speedup_vs_keyed_mesa": seconds_per_agent_step(inmates, 25, keyed=True) / ours,
            "plain_mesa_ns_per_agent_step": plain * 1e9, "engine_same_subset_ns": ours * 1e9}


def epstein_ns(steps: int = 10) -> float:
    """Nanoseconds of an agent-step of Mesa's own civil-violence example."""
    from mesa.examples.advanced.epstein_civil_violence.model import EpsteinCivilViolence

    model = EpsteinCivilViolence(seed=1)
    model.step()
    return _best(2, lambda: [model.step() for _ in range(steps)]) / steps / len(model.agents) * 1e9


def common_chance(pairs: int = 30) -> dict[str, Any]:
    """Variance of the difference in assaults between the baseline and a small change of one lever.

    ``crn_variance_gain`` is the variance of the difference with independent seeds over that with common chance.
    """
    import numpy as np

    from ..engine import simulate
    from ..scenario import load
    from ..world.codes import K_ASSAULTS

    base = load("baseline")
    other = base.with_(levers={"relation_share": base.levers["relation_share"] + 0.01})

    def assaults(item: tuple[Any, int]) -> float:
        return float(simulate(item[0], item[1]).series.tally[:, K_ASSAULTS].sum())

    with ThreadPoolExecutor(2) as pool:
        a = np.array(list(pool.map(assaults, [(base, k) for k in range(pairs)])))
        b = np.array(list(pool.map(assaults, [(other, k) for k in range(pairs)])))
        c = np.array(list(pool.map(assaults, [(other, 1000 + k) for k in range(pairs)])))
    paired = float(np.var(b - a, ddof=1))
    return {"crn_variance_gain": float(np.var(c - a, ddof=1)) / paired if paired > 0 else float("inf"),
            "crn_correlation": float(np.corrcoef(a, b)[0, 1]), "crn_pairs": pairs,
            "crn_change": "relation_share +0.01"}


def null_policy() -> dict[str, Any]:
    """A policy that moves nothing, and a lever set to the value it has: both must leave the baseline as it is."""
    from ..engine import simulate
    from ..scenario import load

    scenario = load("baseline").with_(horizon_days=60)
    same = scenario.with_(levers={"relation_share": scenario.levers["relation_share"]})
    plain = simulate(scenario, 3).digest()
    empty = simulate(scenario, 3, policy=lambda seen, day: {}).digest()
    return {"null_policy_identical": plain == empty == simulate(same, 3).digest()}


def measure(quick: bool = False) -> dict[str, Any]:
    """Everything, as a flat dictionary that holds at least `KEYS`."""
    from .warm import ready

    ready()
    out = year_of_600(3 if quick else 15)
    out.pop("_parameters")
    out["speedup_vs_epstein"] = epstein_ns() / out["ns_per_inmate_slot"]
    out.update(parallel(4 if quick else 8))
    out.update(against_plain_mesa())
    out.update(null_policy())
    out.update(common_chance(8 if quick else 30))
    out.update(nation(days=28 if quick else 364))
    out["cores"] = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    out["load_at_end"] = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
    out["python"] = platform.python_version()
    out["quick"] = quick
    return out


def main(as_json: bool = False, quick: bool = False) -> None:
    """Measure and print, a line a figure or one JSON object; ``quick``: fewer repeats, the nation for 28 days only."""
    figures = measure(quick)
    if as_json:
        print(json.dumps(figures, indent=2))
        return
    for key, value in figures.items():
        print(f"{key:32s} {value:.4g}" if isinstance(value, float) else f"{key:32s} {value}")
