"""Runs already done, kept in one file: whatever is killed half-way goes on from there.

A row is written when its run is over, several rows a transaction; a row is whole or absent, whatever happens to the process
or the machine (SQLite's journal). The key of a row says everything that decides it, so nothing stale is ever found.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import threading
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ..errors import DetenteError, said
from ..heard import reason

BATCH = 64


def key_of(**parts: Any) -> str:
    """Content address of a run: SHA-256 of all that decides it."""
    text = json.dumps(parts, sort_keys=True, separators=(",", ":"), allow_nan=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


class Memory:
    """Key -> the figures of a run, in a file or, without one, in memory only.

    Parameters
    ----------
    file : Path or None

    Raises
    ------
    DetenteError
        The file cannot be written, or is something else.
    """

    def __init__(self, file: Path | None) -> None:
        self.file = file
        self._lock = threading.Lock()
        self._waiting: list[tuple[str, str]] = []
        try:
            if file is not None:
                file.parent.mkdir(parents=True, exist_ok=True)
            self._base = sqlite3.connect(str(file) if file else ":memory:", check_same_thread=False, timeout=60.0)
            if file is not None:
                self._base.execute("pragma journal_mode=wal")
            self._base.execute("create table if not exists runs (key text primary key, figures text not null) without rowid")
            self._base.commit()
        except (OSError, sqlite3.Error) as error:
            raise self._cannot(error) from error

    def _cannot(self, error: Exception) -> DetenteError:
        why = reason(error) if isinstance(error, OSError) else str(error)
        return DetenteError(said("the file of finished runs cannot be used: {reason}", reason=why), str(self.file),
                            wish="choose another folder, or make room; what was finished is kept")

    def known(self, keys: Iterable[str]) -> dict[str, dict[str, float]]:
        """Those of `keys` that are kept, with their figures."""
        found: dict[str, dict[str, float]] = {}
        wanted = list(keys)
        with self._lock:
            for k in range(0, len(wanted), 500):
                part = wanted[k: k + 500]
                marks = ",".join("?" * len(part))
                for key, figures in self._base.execute(f"select key, figures from runs where key in ({marks})", part):
                    found[key] = json.loads(figures)
        return found

    def keep(self, key: str, figures: Mapping[str, float]) -> None:
        """Keep the figures of a run; written at the latest by the next `flush`."""
        with self._lock:
            self._waiting.append((key, json.dumps(dict(figures))))
            full = len(self._waiting) >= BATCH
        if full:
            self.flush()

    def flush(self) -> None:
        """Write what waits."""
        with self._lock:
            try:
                self._base.executemany("insert or replace into runs values (?, ?)", self._waiting)
                self._base.commit()
                self._waiting.clear()
            except sqlite3.Error as error:
                raise self._cannot(error) from error

    def close(self) -> None:
        """Write what waits and let go of the file."""
        self.flush()
        self._base.close()
