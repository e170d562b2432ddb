"""Several writers on one study, and a reader meanwhile: no run lost or doubled, and never half a part seen."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from . import victim


def prove(writers: int = 4) -> dict[str, Any]:
    """Start so many writers at once.

    Returns
    -------
    dict
        ``writers``, ``reads`` of the reader, ``shrunk`` (reads that saw fewer runs than an earlier one), ``wrong`` (reads that
        met a spoilt part), ``failed`` writers, ``doubled`` rows, ``different``, ``good``.
    """
    from ..results import open_study
    from ..store import Store

    told: dict[str, Any] = {"writers": writers, "reads": 0, "shrunk": 0, "wrong": 0, "failed": 0}
    with tempfile.TemporaryDirectory() as place:
        top = Path(place)
        path = victim.write(top, points=60)
        wanted = victim.run(path, top / "calm")
        folder = top / "shared"
        there = [subprocess.Popen([sys.executable, "-m", "detente.study.prove.victim", str(path), str(folder)],
                                  stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for _ in range(writers)]
        most = 0
        while any(p.poll() is None for p in there):
            store = Store(folder)
            told["wrong"] += len(store.spoilt())
            seen = len(store.known())
            told["shrunk"] += seen < most
            most = max(most, seen)
            told["reads"] += 1
            time.sleep(0.02)
        for p in there:
            told["failed"] += p.returncode != 0
            if p.stderr is not None:
                p.stderr.close()
        frame = open_study(folder).frame()
        told["doubled"] = int(frame.id.duplicated().sum())
        told["different"] = int(victim.run(path, folder) != wanted)
    told["good"] = not any(told[k] for k in ("shrunk", "wrong", "failed", "doubled", "different"))
    return told
