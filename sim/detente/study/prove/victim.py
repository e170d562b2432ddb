"""A small study, and a process that runs it: what the proofs kill, starve and spoil."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

TEXT = """study: 1
kind: sweep
title: {{fr: "Étude d’épreuve", en: "A study to be put to the test"}}
base: tiny.yaml
factors:
  relation_share: {{low: 0.1, high: 0.6}}
  activity_hours: {{low: 0, high: 30}}
design: {{kind: lhs, points: {points}, seed: 3}}
seeds: 3
outcomes: [assaults, staff_assaults, stress]
"""
TINY = """schema: 1
extends: baseline
establishment: {type: maison_arret, capacity: 20, inmates: 26, wings: 1}
horizon_days: 20
"""
PACE = (0.05, 0.05)
"""Small chunks, written at once: many parts, many moments to be caught at."""


def write(folder: Path, points: int = 40) -> Path:
    """The study file and its scenario; returns the file."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "tiny.yaml").write_text(TINY, encoding="utf-8")
    path = folder / "tried.yaml"
    path.write_text(TEXT.format(points=points), encoding="utf-8")
    return path


def run(path: Path, folder: Path, how: str = "threads", number: int = 2) -> str | None:
    """Run the study, or go on with it; the hash of its compacted table once all runs are there."""
    from .. import pools
    from ..conduct import conduct
    from ..file import read_study

    workers = pools.threads(number) if how == "threads" else pools.processes(number)
    try:
        results = conduct(read_study(path), folder, workers, pace=PACE)
    finally:
        workers.close()
    return None if results is None else table_hash(results.compact())


def table_hash(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    from ...errors import DetenteError

    try:
        print(run(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else "threads"))
    except DetenteError as error:
        print(f"detente: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
