"""Exports asked for: each made once for a job, in a process of its own, one at a time."""

from __future__ import annotations

import asyncio
import json
import tempfile
from contextlib import aclosing
from pathlib import Path
from typing import Any

from ...locale import LANGUAGES
from . import asked
from .compared import SAVED
from .exports import FORMATS
from .jobs import DONE, Jobs
from .refuse import Refused
from .work import Work

MOST_WAITING = 6
PATIENCE = 180.0


class Reports:
    """Makes them.

    Parameters
    ----------
    jobs : Jobs
    """

    def __init__(self, jobs: Jobs) -> None:
        self._jobs, self._turn, self._waiting = jobs, asyncio.Lock(), 0

    async def get(self, found: dict[str, Any]) -> tuple[bytes, str, str]:
        """``(content, media type, file name)``.

        Raises
        ------
        Refused
            No such job, not done yet, too many wait, or it cannot be made.
        """
        asked.only(found, "job", "lang", "format")
        lang, kind = asked.word(found, "lang", LANGUAGES), asked.word(found, "format", FORMATS)
        job = self._jobs.get(asked.text(found, "job", 64))
        if job.state != DONE or "names" not in job.about:
            raise Refused(409, "not_done")
        place = job.folder / f"export_{lang}.{kind}"
        if not place.is_file():
            if self._waiting >= MOST_WAITING:
                raise Refused(503, "busy")
            self._waiting += 1
            try:
                async with self._turn:
                    if not place.is_file():
                        await _make(job.folder / SAVED, place, lang, kind, job.about["names"])
            finally:
                self._waiting -= 1
        return await asyncio.to_thread(place.read_bytes), FORMATS[kind], f"detente_{lang}.{kind}"


async def _make(results: Path, place: Path, lang: str, kind: str, names: list[str]) -> None:
    with tempfile.TemporaryDirectory(prefix="detente-report-") as folder:
        spec = {"kind": "report", "folder": folder, "results": str(results), "lang": lang, "format": kind, "names": names}
        work = Work(spec)
        async with aclosing(work.lines(PATIENCE)) as lines:
            async for line in lines:
                _refuse(line)
        made = Path(folder) / "export"
        if work.code != 0 or not made.is_file():
            raise Refused(500, "failed")
        place.write_bytes(made.read_bytes())


def _refuse(line: bytes) -> None:
    """What the process said was wrong."""
    try:
        told = json.loads(line)
    except ValueError:
        return
    if isinstance(told, dict) and isinstance(told.get("error"), dict):
        raise Spoken(told["error"])


class Spoken(Refused):
    """A refusal that was put into words elsewhere."""

    def __init__(self, body: dict[str, Any]) -> None:
        super().__init__(422, "failed")
        self._said = body

    def body(self) -> dict[str, Any]:
        """As it was said."""
        return self._said
