"""A process that works: told what to do once, heard line by line, ended when nobody wants it."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import AsyncGenerator
from contextlib import suppress
from pathlib import Path
from typing import Any

GRACE = 3.0
"""Seconds to end by itself before it is killed."""


class Work:
    """One process of ``python -m detente.app.desk.worker``.

    Attributes
    ----------
    code : int or None
        With which it ended.
    hung : bool
        It was given up.
    """

    def __init__(self, spec: dict[str, Any], command: tuple[str, ...] | None = None) -> None:
        self._spec = spec
        self._command = command or (sys.executable, "-P", "-m", "detente.app.desk.worker")
        self._process: asyncio.subprocess.Process | None = None
        self.code: int | None = None
        self.hung = False

    async def lines(self, patience: float) -> AsyncGenerator[bytes, None]:
        """What it says, until it ends; a process that says nothing for `patience` seconds is ended."""
        pipe = asyncio.subprocess.PIPE
        self._process = process = await asyncio.create_subprocess_exec(
            *self._command, stdin=pipe, stdout=pipe, stderr=asyncio.subprocess.DEVNULL, env=_environment())
        assert process.stdin is not None and process.stdout is not None
        with suppress(ConnectionError):
            process.stdin.write(json.dumps(self._spec).encode("utf-8"))
            await process.stdin.drain()
            process.stdin.close()
        try:
            while True:
                try:
                    line = await asyncio.wait_for(process.stdout.readline(), patience)
                except asyncio.TimeoutError:  # noqa: UP041
                    self.hung = True
                    break
                if not line:
                    break
                yield line
        finally:
            await self.end()
            self.code = process.returncode

    async def end(self) -> None:
        """End it if it has not ended."""
        process = self._process
        if process is None:
            return
        if process.returncode is None and not await _ended(process, 0.3 if not self.hung else 0.0):
            with suppress(ProcessLookupError):
                process.terminate()
            if not await _ended(process, GRACE):
                with suppress(ProcessLookupError):
                    process.kill()
                await process.wait()


def _environment() -> dict[str, str]:
    """That of the server, with the place where this package is: it need not be installed."""
    home = str(Path(__file__).resolve().parents[3])
    return {**os.environ, "PYTHONPATH": os.pathsep.join([home, *filter(None, [os.environ.get("PYTHONPATH")])])}


async def _ended(process: asyncio.subprocess.Process, seconds: float) -> bool:
    try:
        await asyncio.wait_for(process.wait(), seconds)
    except asyncio.TimeoutError:  # noqa: UP041
        return False
    return True
