"""The runner: chunks of some seconds go to workers, rows come back and are kept; nothing that is finished is lost.

A broken executor (a worker was killed, or ended itself over a run that would not end) is made again, and only what was under
way is handed over anew: one run at a time, until it is known which run does it. That run becomes a row with its error.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Future, wait
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .job import DIED, TIMEOUT, run_chunk
from .plan import Job, Plan
from .pools import Workers
from .store import NOTES, Store

CHUNK_SECONDS = 3.0
FLUSH_SECONDS = 5.0
FLUSH_ROWS = 5000
MOST = 2000        # runs in a chunk
TRIES = 3          # times a run may take its worker with it, alone, before it is given up

Progress = Callable[[int, int], None]


@dataclass
class _State:
    queue: deque[Job]
    suspects: deque[Job] = field(default_factory=deque)
    pending: dict[Future[Any], list[Job]] = field(default_factory=dict)
    alone: dict[str, int] = field(default_factory=dict)
    rows: list[dict[str, Any]] = field(default_factory=list)
    flushed: float = field(default_factory=time.monotonic)
    ms: float = 0.0


class Runner:
    """Runs jobs of a plan into a store.

    Parameters
    ----------
    plan : Plan
    store : Store
    workers : Workers
    progress : callable, optional
        ``progress(done, total)`` over the jobs of a call.
    pace : tuple of float
        Seconds of a chunk, and seconds after which what has come back is written.
    """

    def __init__(self, plan: Plan, store: Store, workers: Workers, progress: Progress | None = None,
                 pace: tuple[float, float] = (CHUNK_SECONDS, FLUSH_SECONDS)) -> None:
        self.plan, self.store, self.workers = plan, store, workers
        self.chunk_seconds, self.flush_seconds = pace
        self.progress = progress or (lambda done, total: None)

    def run(self, jobs: Sequence[Job], known: set[str]) -> int:
        """Run what is not known yet; returns how many were run. `known` grows by them.

        Raises
        ------
        DetenteError
            Rows cannot be written.
        KeyboardInterrupt
            After what has come back is written.
        """
        todo = [job for job in jobs if job.id not in known]
        state, total, done = _State(deque(todo)), len(jobs), len(jobs) - len(todo)
        by_id = {job.id: job for job in todo}
        self.progress(done, total)
        try:
            while state.queue or state.suspects or state.pending:
                self._hand_out(state)
                came, _ = wait(state.pending, timeout=1.0, return_when=FIRST_COMPLETED)
                broken = False
                for future in came:
                    broken = self._take(state, future, by_id) or broken
                if broken:
                    self._mend(state, by_id)
                if state.rows and (time.monotonic() - state.flushed > self.flush_seconds or len(state.rows) >= FLUSH_ROWS):
                    done += self._flush(state, known)
                    self.progress(done, total)
            self._flush(state, known)
            self.progress(total, total)
        except BaseException as error:
            from ..errors import DetenteError

            self.workers.close(now=True)
            if not isinstance(error, DetenteError):
                self._flush(state, known)
            raise
        return len(todo)

    def _hand_out(self, state: _State) -> None:
        if state.suspects:
            if not state.pending:
                self._submit(state, [state.suspects.popleft()])
            return
        while state.queue and len(state.pending) < 2 * self.workers.size:
            n = 1 if not state.ms else max(1, min(MOST, int(1000.0 * self.chunk_seconds / state.ms)))
            n = max(1, min(n, -(-len(state.queue) // self.workers.size)))
            self._submit(state, [state.queue.popleft() for _ in range(min(n, len(state.queue)))])

    def _submit(self, state: _State, jobs: list[Job]) -> None:
        try:
            future = self.workers.submit(run_chunk, self._payload(jobs))
        except (BrokenExecutor, RuntimeError):
            self.workers.renew()
            future = self.workers.submit(run_chunk, self._payload(jobs))
        state.pending[future] = jobs

    def _payload(self, jobs: list[Job]) -> dict[str, Any]:
        notes = self.store.folder / NOTES
        if self.workers.own_process and self.plan.study.limits.get("seconds"):
            notes.mkdir(parents=True, exist_ok=True)
        return {**self.plan.payload(jobs), "notes": str(notes), "own_process": self.workers.own_process}

    def _take(self, state: _State, future: Future[Any], by_id: dict[str, Job]) -> bool:
        """The rows of a chunk that is over; True if its executor is broken."""
        jobs = state.pending.pop(future)
        try:
            rows = future.result()
        except (BrokenExecutor, CancelledError):
            state.pending[future] = jobs
            return True
        except Exception as error:  # the chunk could not even be sent or opened
            rows = [{"id": j.id, "status": "error", "error": f"{type(error).__name__}: {error}"[:500], "ms": 0.0} for j in jobs]
        mean = sum(row["ms"] for row in rows) / len(rows)
        state.ms = mean if not state.ms else 0.7 * state.ms + 0.3 * mean
        state.rows += [self._row(by_id[row["id"]], row) for row in rows]
        return False

    def _row(self, job: Job, row: dict[str, Any]) -> dict[str, Any]:
        point = {**{x.name: None for x in self.plan.study.factors}, **self.plan.points[job.point]}
        moved = {f"f_{name.replace('.', '_')}": None if v is None else float(v) for name, v in point.items()}
        rest = {k: v for k, v in row.items() if k not in ("id", "status", "error")}
        return {"id": job.id, "base": job.base, "point": job.point, "structure": job.structure, "draw": job.draw,
                "seed": job.seed, "status": row["status"], "error": row["error"], **moved, **rest}

    def _mend(self, state: _State, by_id: dict[str, Job]) -> None:
        """After a break: what was under way is handed over again, one at a time; who breaks it alone too often is given up."""
        self.workers.renew()
        under_way = list(state.pending.values())
        state.pending.clear()
        told = self._notes()
        single = len(under_way) == 1 and len(under_way[0]) == 1
        for job in (job for jobs in under_way for job in jobs):
            if job.id in told:
                self._give_up(state, job, TIMEOUT, "took longer than the limit of seconds")
                continue
            if single:
                state.alone[job.id] = state.alone.get(job.id, 0) + 1
                if state.alone[job.id] >= TRIES:
                    self._give_up(state, job, DIED, "its worker was lost each time")
                    continue
            state.suspects.append(job)

    def _give_up(self, state: _State, job: Job, status: str, error: str) -> None:
        state.rows.append(self._row(job, {"id": job.id, "status": status, "error": error, "ms": 0.0}))

    def _notes(self) -> set[str]:
        folder: Path = self.store.folder / NOTES
        found = set()
        for path in folder.glob("*") if folder.is_dir() else ():
            found.add(path.name)
            path.unlink(missing_ok=True)
        return found

    def _flush(self, state: _State, known: set[str]) -> int:
        rows, state.rows = state.rows, []
        state.flushed = time.monotonic()
        if rows:
            self.store.add(rows)
            known.update(row["id"] for row in rows)
        return len(rows)
