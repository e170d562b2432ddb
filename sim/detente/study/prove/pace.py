"""What the runner and the store cost beside the runs themselves, and whether memory stays flat over many."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import Any

from . import victim


def prove(runs: int = 3000) -> dict[str, Any]:
    """Run a study of so many small runs on spawned processes.

    Returns
    -------
    dict
        ``runs, seconds``; ``ms_per_run`` (mean); ``overhead_percent`` (share of the workers' time that was not a run);
        ``grown_mb_per_100000`` (of this process, from a third of the runs on); ``good``
        (under 10 % of the time beside the runs, which take about 50 ms).
    """
    from .. import pools
    from ..cost import resident_mb
    from ..conduct import conduct
    from ..file import parse_study
    from ...studies.runner import cores

    seen: list[tuple[int, float, float]] = []
    with tempfile.TemporaryDirectory() as place:
        path = victim.write(Path(place), points=max(1, runs // 3))
        text = path.read_text(encoding="utf-8").replace("base: tiny.yaml", "base: small.yaml")
        (path.parent / "small.yaml").write_text(victim.TINY.replace("capacity: 20, inmates: 26", "capacity: 140, inmates: 200")
                                                .replace("horizon_days: 20", "horizon_days: 182"), encoding="utf-8")
        study = parse_study(text, str(path))
        workers = pools.processes()
        try:
            results = conduct(study, path.parent / "many", workers,
                              progress=lambda done, total: seen.append((done, time.monotonic(), resident_mb())))
        finally:
            workers.close()
        assert results is not None
        ms = results.store.rows(job.id for job in results.jobs)["ms"].to_numpy()
    started = [x for x in seen if x[0] > 0]
    first, last = started[0], started[-2 if len(started) > 2 else -1]
    third = next(x for x in started if x[0] >= last[0] / 3)
    seconds = last[1] - first[1]
    spent = float(ms.mean()) / 1000.0 * (last[0] - first[0])
    overhead = 100.0 * (1.0 - spent / (seconds * cores())) if seconds > 0 else float("nan")
    grown = (last[2] - third[2]) / max(1, last[0] - third[0]) * 100_000
    return {"runs": len(ms), "seconds": round(seen[-1][1] - seen[0][1], 1), "ms_per_run": round(float(ms.mean()), 1),
            "overhead_percent": round(overhead, 1), "grown_mb_per_100000": round(grown, 1),
            "good": bool(overhead < 10.0)}
