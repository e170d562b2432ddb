"""The addresses of long work: comparisons, what would turn them, how far they are, their end, their exports."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

from ..answers import HEADERS
from . import asked
from .comparing import comparison
from .flipping import sensitivity
from .jobs import DONE, Job, Jobs
from .reports import Reports

LISTENERS = 64
"""Readers who are told as it happens; more of them ask from time to time."""
BEAT = 15.0
"""Seconds between two signs of life of a stream."""


def job_routes(jobs: Jobs) -> list[Any]:
    """For the application."""
    from starlette.responses import JSONResponse, Response, StreamingResponse
    from starlette.routing import Route

    reports, listening = Reports(jobs), asyncio.Semaphore(LISTENERS)

    async def compare(request: Any) -> Any:
        spec, about = await asyncio.to_thread(comparison, asked.read(await request.body()))
        return JSONResponse({"job": jobs.submit(spec, about).id}, 202, HEADERS)

    async def flip(request: Any) -> Any:
        spec, about = await asyncio.to_thread(sensitivity, asked.read(await request.body()), jobs)
        return JSONResponse({"job": jobs.submit(spec, about).id}, 202, HEADERS)

    async def look(request: Any) -> Any:
        job = jobs.get(request.path_params["job"])
        if request.method == "DELETE":
            await jobs.stop(job)
        return Response(await asyncio.to_thread(_text, jobs, job), 200, HEADERS, "application/json")

    async def events(request: Any) -> Any:
        from .refuse import Refused

        job = jobs.get(request.path_params["job"])
        if listening.locked():
            raise Refused(503, "busy")
        return StreamingResponse(_events(jobs, job, listening), 200, HEADERS, "text/event-stream")

    async def report(request: Any) -> Any:
        content, kind, name = await reports.get(asked.read(await request.body()))
        return Response(content, 200, {**HEADERS, "Content-Disposition": f'attachment; filename="{name}"'}, kind)

    return [Route("/api/compare", compare, methods=["POST"]), Route("/api/sensitivity", flip, methods=["POST"]),
            Route("/api/report", report, methods=["POST"]), Route("/api/jobs/{job}/events", events),
            Route("/api/jobs/{job}", look, methods=["GET", "DELETE"])]


def state(jobs: Jobs, job: Job) -> dict[str, Any]:
    """How far it is."""
    told = {"state": job.state, "done": job.done, "total": job.total, "eta_s": job.eta(), "place_in_queue": jobs.place(job)}
    return told | ({"error": job.error} if job.error else {})


def _text(jobs: Jobs, job: Job) -> str:
    """The same with its result, which is kept as text."""
    text = json.dumps(state(jobs, job), ensure_ascii=False)
    if job.state != DONE:
        return text
    return f'{text[:-1]}, "result": {job.result.read_text(encoding="utf-8")}}}'


async def _events(jobs: Jobs, job: Job, listening: asyncio.Semaphore) -> AsyncIterator[str]:
    """A line whenever something changes, until it is over."""
    async with listening:
        while True:
            news = job.news
            yield f"data: {await asyncio.to_thread(_text, jobs, job)}\n\n"
            if job.over:
                return
            try:
                await asyncio.wait_for(news.wait(), BEAT)
            except asyncio.TimeoutError:  # noqa: UP041
                yield ": \n\n"
