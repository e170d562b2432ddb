"""Small studies of a small prison, and measures that misbehave."""

from __future__ import annotations

import os
import time
from pathlib import Path

from detente.study.prove import victim

PLACE = victim.TINY


def write(folder: Path, text: str, name: str = "asked.yaml") -> Path:
    """A study file beside the small scenario `tiny.yaml`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "tiny.yaml").write_text(PLACE, encoding="utf-8")
    (folder / "other.yaml").write_text(PLACE + "levers: {relation_share: 0.6}\n", encoding="utf-8")
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


SWEEP = """study: 1
kind: sweep
base: tiny.yaml
factors:
  relation_share: {low: 0.1, high: 0.6}
  regime: {values: [closed, open]}
design: {kind: grid, levels: 2}
seeds: 3
outcomes: [assaults, stress]
"""


def faulty(run, wanted, series, every):
    """A measure that fails, hangs, or takes its process down, by the seed of the run."""
    if run.seed == 2:
        raise ValueError("this run is wrong on purpose")
    if run.seed == 3 and os.environ.get("DETENTE_TEST_HANG"):
        time.sleep(60.0)
    if run.seed == 3 and os.environ.get("DETENTE_TEST_DIE"):
        os._exit(9)
    return {key: float(run.seed) for key in wanted}
