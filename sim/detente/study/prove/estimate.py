"""Is the time and memory that a study is said to take what it then takes? On studies made at random, of all sizes."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

WITHIN = 0.25
"""Share by which an estimate may be off."""


def _study(rng: Any, folder: Path) -> Path:
    """A study drawn at random: size, crowding, length, levers, kind of prison."""
    places = int(rng.integers(40, 900))
    inmates = int(places * rng.uniform(0.7, 2.0))
    days = int(rng.integers(60, 500))
    base = str(rng.choice(["baseline", "coercive", "dynamic", "centre_detention"]))
    kind = "centre_detention" if base == "centre_detention" else "maison_arret"
    (folder / "place.yaml").write_text(
        f"schema: 1\nextends: {base}\nestablishment: {{type: {kind}, capacity: {places}, inmates: {inmates}, "
        f"wings: {int(rng.integers(1, 9))}}}\nhorizon_days: {days}\n", encoding="utf-8")
    points = max(6, int(4.0e6 / (inmates * (days + 60))))
    path = folder / "drawn.yaml"
    path.write_text(
        "study: 1\nkind: sweep\ntitle: {fr: \"Étude tirée au sort\", en: \"A study drawn at random\"}\nbase: place.yaml\n"
        "factors:\n  relation_share: {low: 0.1, high: 0.6}\n  out_of_cell_hours: {low: 1, high: 12}\n"
        f"design: {{kind: lhs, points: {points}, seed: {int(rng.integers(1, 1000))}}}\noutcomes: [assaults, stress]\n",
        encoding="utf-8")
    return path


def prove(studies: int = 50) -> dict[str, Any]:
    """Estimate, run, compare; each study in a process of its own, on two workers.

    Returns
    -------
    dict
        ``studies``; ``time_within_25, memory_within_25`` (how many); ``time_worst, memory_worst`` (ratio said to taken,
        furthest from 1); ``good`` (nine of ten within a quarter).
    """
    import json

    import numpy as np

    rng = np.random.default_rng(20261128)
    times, memories = [], []
    for _ in range(studies):
        with tempfile.TemporaryDirectory() as place:
            path = _study(rng, Path(place))
            told = json.loads(subprocess.run([sys.executable, "-m", __name__, str(path)], check=True, capture_output=True,
                                             text=True).stdout)
        times.append(told["said_seconds"] / told["seconds"])
        memories.append(told["said_mb"] / told["mb"])
    t, m = np.array(times), np.array(memories)
    near = [int((np.abs(x - 1.0) <= WITHIN).sum()) for x in (t, m)]
    return {"studies": studies, "time_within_25": near[0], "memory_within_25": near[1],
            "time_worst": round(float(t[np.abs(np.log(t)).argmax()]), 2),
            "memory_worst": round(float(m[np.abs(np.log(m)).argmax()]), 2), "good": min(near) >= 0.9 * studies}


def measured(path: Path, workers: int = 2) -> dict[str, float]:
    """What is said of a study, and what it takes: seconds of each worker, megabytes of all processes at their highest.

    Seconds are those of the processor, in what is said and in what is taken: neighbours on the machine do not count.
    """
    import resource

    from .. import pools
    from ..conduct import conduct, finish
    from ..cost import cost
    from ..file import read_study

    study = read_study(path)
    said = cost(study, clock=time.process_time)
    hands = pools.processes(workers)
    try:
        results = conduct(study, path.parent / "run", hands)
    finally:
        hands.close()
    assert results is not None
    finish(results, "fr", figures=False)
    workers_cpu = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = (workers_cpu.ru_utime + workers_cpu.ru_stime) / workers
    here, there = (resource.getrusage(who).ru_maxrss / 1024.0 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {"said_seconds": said.seconds(workers, True), "seconds": seconds, "said_mb": said.memory_mb(workers, True),
            "mb": here + workers * there}


if __name__ == "__main__":
    import json

    print(json.dumps(measured(Path(sys.argv[1]))))
