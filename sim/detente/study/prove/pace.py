"""What the runner and the store cost beside the runs themselves, and whether memory stays flat over many."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from . import victim

Seen = tuple[int, float, float]


def prove(runs: int = 3000) -> dict[str, Any]:
    """Run a study of so many small runs on spawned processes.

    Returns
    -------
    dict
        ``runs, seconds``; ``ms_per_run`` (mean); ``overhead_percent`` (share of the workers' time that was not a run);
        ``grown_mb_per_100000`` (of this process, from a third of the runs on); ``good``
        (under 10 % of the time beside the runs, which take about 50 ms).
    """
    from ...studies.runner import cores

    seen, ms = watched(runs, victim.TINY.replace("capacity: 20, inmates: 26", "capacity: 140, inmates: 200")
                       .replace("horizon_days: 20", "horizon_days: 182"))
    started = [x for x in seen if x[0] > 0]
    first, last = started[0], started[-2 if len(started) > 2 else -1]
    seconds = last[1] - first[1]
    spent = float(ms.mean()) / 1000.0 * (last[0] - first[0])
    overhead = 100.0 * (1.0 - spent / (seconds * cores())) if seconds > 0 else float("nan")
    return {"runs": len(ms), "seconds": round(seen[-1][1] - seen[0][1], 1), "ms_per_run": round(float(ms.mean()), 1),
            "overhead_percent": round(overhead, 1), "grown_mb_per_100000": round(grown(seen), 1),
            "good": bool(overhead < 10.0)}


def watched(runs: int, place: str) -> tuple[list[Seen], np.ndarray]:
    """Run a study of about so many runs in a place on spawned processes.

    Returns
    -------
    list of (int, float, float)
        Runs done, seconds, megabytes of this process, each time rows are written.
    array (runs,)
        Milliseconds of each run.
    """
    from .. import pools
    from ..conduct import conduct
    from ..cost import resident_mb
    from ..file import parse_study

    seen: list[Seen] = []
    with tempfile.TemporaryDirectory() as folder:
        path = victim.write(Path(folder), points=max(1, -(-runs // 3)))
        (path.parent / "tiny.yaml").write_text(place, encoding="utf-8")
        study = parse_study(path.read_text(encoding="utf-8"), str(path))
        workers = pools.processes()
        try:
            results = conduct(study, path.parent / "many", workers,
                              progress=lambda done, total: seen.append((done, time.monotonic(), resident_mb())))
        finally:
            workers.close()
        assert results is not None
        return seen, results.store.rows(job.id for job in results.jobs)["ms"].to_numpy()


def grown(seen: list[Seen]) -> float:
    """Megabytes that 100,000 runs add to this process, from a third of the runs on."""
    started = [x for x in seen if x[0] > 0]
    last = started[-2 if len(started) > 2 else -1]
    third = next(x for x in started if x[0] >= last[0] / 3)
    return (last[2] - third[2]) / max(1, last[0] - third[0]) * 100_000
