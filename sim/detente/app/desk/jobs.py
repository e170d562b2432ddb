"""Long work in the background: one job at a time, each in a process of its own, a line that is not endless.

A job that crashes, hangs or is stopped is a process that ends: the server never waits for it. What it leaves is in a folder
of its own that goes away with it.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import shutil
import tempfile
from collections import OrderedDict, deque
from contextlib import aclosing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any

from .refuse import Refused, both
from .work import Work

WAITING, RUNNING, DONE, STOPPED, FAILED = "waiting", "running", "done", "stopped", "failed"
MOST_WAITING = 8
KEPT = 12
"""Jobs that are over, with what they left."""
PATIENCE = 300.0
"""Seconds without a sign of life before a job is given up."""


@dataclass
class Job:
    """A piece of long work.

    Attributes
    ----------
    id : str
        Not to be guessed.
    spec : dict
        What its process is told.
    about : dict
        What the server keeps of it.
    folder : Path
        Its own, removed with it.
    """

    id: str
    spec: dict[str, Any] = field(repr=False)
    about: dict[str, Any] = field(repr=False)
    folder: Path
    state: str = WAITING
    done: int = 0
    total: int = 0
    error: dict[str, Any] | None = None
    began: float = 0.0
    work: Work | None = field(default=None, repr=False)
    news: asyncio.Event = field(default_factory=asyncio.Event, repr=False)

    @property
    def over(self) -> bool:
        """Nothing more will happen."""
        return self.state in (DONE, STOPPED, FAILED)

    @property
    def result(self) -> Path:
        """Where the result is."""
        return self.folder / "result.json"

    def eta(self) -> float | None:
        """Seconds left, from the pace so far."""
        if self.state != RUNNING or self.done < 1 or not self.total:
            return None
        return round((monotonic() - self.began) / self.done * (self.total - self.done), 1)

    def tell(self) -> None:
        """Something changed: wake those who look on."""
        self.news.set()
        self.news = asyncio.Event()


class Jobs:
    """All jobs of a server."""

    def __init__(self, patience: float = PATIENCE, command: tuple[str, ...] | None = None) -> None:
        self._patience, self._command = patience, command
        self._all: OrderedDict[str, Job] = OrderedDict()
        self._line: deque[Job] = deque()
        self._runner: asyncio.Task[None] | None = None

    def submit(self, spec: dict[str, Any], about: dict[str, Any]) -> Job:
        """Put a job into the line.

        Raises
        ------
        Refused
            Too many wait.
        """
        if len(self._line) >= MOST_WAITING:
            raise Refused(503, "busy")
        folder = Path(tempfile.mkdtemp(prefix="detente-desk-"))
        job = Job(secrets.token_urlsafe(16), spec | {"folder": str(folder)}, about, folder)
        self._all[job.id] = job
        self._line.append(job)
        self._forget()
        if self._runner is None or self._runner.done():
            self._runner = asyncio.create_task(self._run())
        return job

    def get(self, name: str) -> Job:
        """A job by its id.

        Raises
        ------
        Refused
            There is none, or none any more.
        """
        if name not in self._all:
            raise Refused(404, "no_job")
        return self._all[name]

    def place(self, job: Job) -> int | None:
        """How many are before it in the line; None when it does not wait."""
        return self._line.index(job) + 1 if job in self._line else None

    async def stop(self, job: Job) -> None:
        """End it, whatever it is doing."""
        if job.over:
            return
        with suppress(ValueError):
            self._line.remove(job)
        job.state = STOPPED
        if job.work is not None:
            await job.work.end()
        job.tell()

    async def close(self) -> None:
        """End everything, remove what was left."""
        for job in list(self._all.values()):
            await self.stop(job)
        if self._runner is not None:
            self._runner.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await self._runner
        for job in self._all.values():
            shutil.rmtree(job.folder, ignore_errors=True)
        self._all.clear()

    def _forget(self) -> None:
        over = [job for job in self._all.values() if job.over]
        for job in over[:max(0, len(over) - KEPT)]:
            del self._all[job.id]
            shutil.rmtree(job.folder, ignore_errors=True)

    async def _run(self) -> None:
        while self._line:
            job = self._line.popleft()
            for other in self._line:
                other.tell()
            try:
                await self._one(job)
            except Exception:  # whatever it is, it is this job's alone
                job.state, job.error = FAILED, {"message": both("refuse.failed")}
            finally:
                job.work = None
                job.tell()

    async def _one(self, job: Job) -> None:
        job.state, job.began = RUNNING, monotonic()
        job.work = Work(job.spec, self._command)
        job.tell()
        async with aclosing(job.work.lines(self._patience)) as lines:
            async for line in lines:
                if job.over:
                    break
                _hear(job, line)
        if job.over:
            return
        if job.error is None and job.work.code == 0 and job.result.is_file():
            job.state = DONE
        else:
            job.state = FAILED
            job.error = job.error or {"message": both("refuse.hung" if job.work.hung else "refuse.failed")}


def _hear(job: Job, line: bytes) -> None:
    """What a process says of itself."""
    try:
        told = json.loads(line)
    except ValueError:
        return
    if isinstance(told, dict) and "error" in told:
        job.error = told["error"]
    elif isinstance(told, dict) and "done" in told:
        if told["done"] == 0:
            job.began = monotonic()  # what came before was no run
        job.done, job.total = int(told["done"]), int(told["total"])
        job.tell()
