"""The addresses of the desk: its page, and what the page asks for."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable
from typing import Any

from ...locale import LANGUAGES
from ..frame import page, said
from ..guard import HEADERS
from . import asked
from .arms import checked
from .gzipped import joined
from .job_routes import job_routes
from .jobs import Jobs
from .refuse import phrase
from .years import Years

HERE = ("127.0.0.1", "::1")


class Desk:
    """The desk of one server.

    Parameters
    ----------
    announce : callable, optional
        Told the seconds of a first compilation.
    """

    def __init__(self, announce: Callable[[int], None] | None = None) -> None:
        self._announce = announce
        self._warm = threading.Event()
        self._thread: threading.Thread | None = None
        self.years = Years(self._warmed)
        self.jobs = Jobs()

    def start(self) -> None:
        """Load what is slow to load, beside the server."""
        self._thread = threading.Thread(target=self._load, name="detente-warm", daemon=True)
        self._thread.start()

    def _load(self) -> None:
        from ...replay.record import watch
        from ...scenario import loads
        from ...studies.fingerprint import model_fingerprint
        from ...studies.warm import _TINY, ready
        from .data import page_data

        with contextlib.suppress(Exception):  # whatever is wrong is said when it is asked for
            page_data()
        ready(self._announce)
        watch(loads(_TINY, "first recording"), 1)
        model_fingerprint()
        self._warm.set()

    async def _warmed(self) -> None:
        if self._thread is None:
            self.start()
        while not self._warm.is_set():
            if self._thread is not None and not self._thread.is_alive():
                await asyncio.to_thread(self._load)  # and its error is that of whoever asked
            await asyncio.sleep(0.05)

    async def close(self) -> None:
        """Stop what runs, remove what was written."""
        await self.jobs.close()

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

        made = await self.years.get(asked.read(await request.body()), request.is_disconnected)
        if made is None:
            return Response(status_code=204, headers=HEADERS)
        if request.client is None or request.client.host in HERE:  # nothing is gained by compressing for this machine
            return Response(b"".join(piece.text for piece in made), 200, HEADERS, "application/json")
        packed = await asyncio.to_thread(joined, made)
        return Response(packed, 200, {**HEADERS, "Content-Encoding": "gzip"}, "application/json")

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
