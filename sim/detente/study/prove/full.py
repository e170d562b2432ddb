"""A disk that is full in the middle of a study, then has room again: a clear message, and an identical resume."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from . import victim

SMALL = 8  # megabytes


def _mounted(place: Path) -> bool:
    command = ["mount", "-t", "tmpfs", "-o", f"size={SMALL}m", "tmpfs", str(place)]
    return subprocess.run(command, capture_output=True).returncode == 0


def prove(megabytes: int = SMALL) -> dict[str, Any]:
    """Fill a small file system (where one may be mounted; else the size of files is limited), then go on with room.

    Returns
    -------
    dict
        ``how`` (tmpfs or file size limit), ``refused`` (the study ended with a message and code 2), ``traceback`` (it must
        not), ``different``, ``good``.
    """
    with tempfile.TemporaryDirectory() as place:
        top = Path(place)
        path = victim.write(top, points=30)
        wanted = victim.run(path, top / "calm")
        disk = top / "disk"
        disk.mkdir()
        mounted = os.name == "posix" and _mounted(disk)
        try:
            folder = disk / "study"
            if mounted:
                folder.mkdir()
                room = os.statvfs(disk)
                (disk / "filler").write_bytes(b"\0" * max(0, room.f_bavail * room.f_frsize - 40_000))
            limit = [] if mounted else ["bash", "-c", 'ulimit -f 4; exec "$@"', "-"]
            done = subprocess.run([*limit, sys.executable, "-m", "detente.study.prove.victim", str(path), str(folder)],
                                  capture_output=True, text=True, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"})
            if mounted:
                (disk / "filler").unlink()
            again = victim.run(path, folder)
        finally:
            if mounted:
                subprocess.run(["umount", str(disk)], capture_output=True)
    message = done.stderr.strip().splitlines()[-1][-120:] if done.stderr.strip() else ""
    told = {"how": "tmpfs" if mounted else "ulimit", "refused": done.returncode == 2, "traceback": "Traceback" in done.stderr,
            "message": message, "different": int(again != wanted)}
    return {**told, "good": told["refused"] and not told["traceback"] and not told["different"]}
