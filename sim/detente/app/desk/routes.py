"""The addresses of the desk: its page, and what the page asks for."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable
from typing import Any

from ...locale import LANGUAGES
from ...studies.runner import cores
from ..frame import page, said
from ..answers import HEADERS
from . import asked
from .arms import checked
from .job_routes import job_routes
from .jobs import Jobs
from .refuse import phrase
from .seats import Seats
from .years import Years

HERE = ("127.0.0.1", "::1")


class Desk:
    """The desk of one server.

    Parameters
    ----------
    announce : callable, optional
        Told the seconds of a first compilation; picklable where seats are processes.
    apart : bool
        Years are lived in processes of their own, as many as there are cores; otherwise in a thread.
    """

    def __init__(self, announce: Callable[[int], None] | None = None, *, apart: bool = True) -> None:
        self.seats = Seats(cores() if apart else 1, announce, apart=apart)
        self.years = Years(self.seats)
        self.jobs = Jobs()

    def start(self) -> None:
        """Load what is slow to load, beside the server."""
        self.seats.start()
        threading.Thread(target=_look, name="detente-page", daemon=True).start()

    async def close(self) -> None:
        """Stop what runs, remove what was written."""
        await self.jobs.close()
        await self.seats.close()

    def routes(self) -> list[Any]:
        """For the application."""
        from starlette.routing import Route

        return [Route("/desk", self.page), Route("/api/year", self.year, methods=["POST"]),
                Route("/api/check", self.check, methods=["POST"]), Route("/api/yaml", self.yaml, methods=["POST"]),
                *job_routes(self.jobs)]

    async def page(self, request: Any) -> Any:
        """``GET /desk``."""
        from .page import built, desk_page

        asked_for = request.query_params.get("lang", "")
        lang = asked_for if asked_for in LANGUAGES else LANGUAGES[0]
        if not built():
            return said(lang, phrase("said.no_page", lang), 404)
        text, csp = await asyncio.to_thread(desk_page, lang)
        return page(text, csp=csp)

    async def year(self, request: Any) -> Any:
        """``POST /api/year``."""
        from starlette.responses import Response

        packed = request.client is not None and request.client.host not in HERE  # nothing is gained by it on this machine
        made = await self.years.get(asked.read(await request.body()), request.is_disconnected, packed)
        if made is None:
            return Response(status_code=204, headers=HEADERS)
        return Response(made, 200, {**HEADERS, **({"Content-Encoding": "gzip"} if packed else {})}, "application/json")

    async def check(self, request: Any) -> Any:
        """``POST /api/check``."""
        from starlette.responses import JSONResponse

        found = asked.read(await request.body())
        asked.only(found, "yaml")
        yaml = asked.arm({"yaml": found.get("yaml")}, "yaml").yaml or ""
        return JSONResponse(await asyncio.to_thread(checked, yaml), headers=HEADERS)

    async def yaml(self, request: Any) -> Any:
        """``POST /api/yaml``."""
        from starlette.responses import JSONResponse

        from .comparing import written

        return JSONResponse(await asyncio.to_thread(written, asked.read(await request.body())), headers=HEADERS)


def _look() -> None:
    """What the page holds is put together once."""
    from .data import page_data

    with contextlib.suppress(Exception):  # whatever is wrong is said when the page is asked for
        page_data()
