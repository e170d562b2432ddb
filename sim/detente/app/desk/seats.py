"""Seats at which years are lived, each a process of its own: one that crashes or hangs takes nobody else with it.

As many seats as cores; the one left last is taken first, so that somebody alone always finds what was kept for him. Seats are
made ready one after the other, the first when the server starts. In tests a seat may be a thread.
"""

from __future__ import annotations

import asyncio
import gc
import multiprocessing
from collections.abc import AsyncIterator, Callable
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from typing import Any

from .refuse import Refused
from .seat import sit, sit_apart

PATIENCE = 60.0
"""Seconds after which a year is given up: it takes well under one."""
WARM_SECONDS = 20.0
"""Seconds to wait for a first seat; compiling takes longer, and who asks is told so."""


class Seats:
    """Seats of a server.

    Parameters
    ----------
    number : int
    announce : callable, optional
        Told the seconds of a first compilation; must be picklable where seats are processes.
    apart : bool
        Seats are processes, not threads.
    patience : float
        Seconds after which a call is given up.
    warm : float
        Seconds to wait for a first seat.
    """

    def __init__(self, number: int, announce: Callable[[int], None] | None = None, *, apart: bool = True,
                 patience: float = PATIENCE, warm: float = WARM_SECONDS) -> None:
        self._number, self._announce, self._apart = number, announce, apart
        self._patience, self._warm = patience, warm
        self._free: list[Executor] = []
        self._all: set[Executor] = set()
        self._change = asyncio.Condition()
        self._making: asyncio.Task[None] | None = None
        self._wrong: BaseException | None = None

    def start(self) -> None:
        """Make the seats ready that are missing."""
        if self._making is None or self._making.done():
            self._wrong = None
            self._making = asyncio.get_running_loop().create_task(self._make())

    async def _make(self) -> None:
        while len(self._all) < self._number:
            seat = self._seat()
            self._all.add(seat)
            try:
                await asyncio.get_running_loop().run_in_executor(seat, _here)
            except Exception as error:  # whoever asks is told, and has it tried again
                self._leave(seat)
                async with self._change:
                    self._wrong = error
                    self._change.notify_all()
                return
            await self._give_back(seat)

    def _seat(self) -> Executor:
        if self._apart:
            return ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), sit_apart, (self._announce,))
        return ThreadPoolExecutor(1, "detente-seat", sit, (self._announce,))

    async def _give_back(self, seat: Executor) -> None:
        async with self._change:
            self._free.append(seat)
            self._change.notify_all()  # a waiter that gave up meanwhile must not have had the only word

    def _leave(self, seat: Executor) -> None:
        self._all.discard(seat)
        for process in list((getattr(seat, "_processes", None) or {}).values()):
            with suppress(Exception):
                process.kill()
        seat.shutdown(wait=False, cancel_futures=True)

    @asynccontextmanager
    async def _taken(self) -> AsyncIterator[Executor]:
        """A seat; it goes back when it still stands.

        Raises
        ------
        Refused
            No seat is ready: the model is being compiled.
        """
        self.start()
        async with self._change:
            if not self._ready():
                with suppress(asyncio.TimeoutError):
                    await asyncio.wait_for(self._change.wait_for(lambda: self._ready() or self._wrong), self._warm)
                if not self._ready():
                    raise self._wrong or Refused(503, "warming")
            await self._change.wait_for(lambda: self._free or self._wrong and not self._all)
            if not self._free:
                raise self._wrong or Refused(503, "warming")
            seat = self._free.pop()
        try:
            yield seat
        finally:
            if seat in self._all:
                await self._give_back(seat)

    def _ready(self) -> bool:
        """A seat is there, free or not."""
        making = self._making is not None and not self._making.done()
        return bool(self._free) or len(self._all) > (1 if making else 0)

    async def call(self, work: Callable[..., Any], *given: Any, before: Callable[[], Any] | None = None) -> Any:
        """Have a seat do something.

        Parameters
        ----------
        work : callable
            Picklable, as what it is given and what it gives.
        before : callable, optional
            Awaited when a seat is there; what is asked is dropped if it comes out true.

        Raises
        ------
        Refused
            The seat crashed or hung, or none is ready.
        Exception
            Whatever the work raises.
        """
        async with self._taken() as seat:
            if before is not None and await before():
                return None
            try:
                return await asyncio.wait_for(asyncio.get_running_loop().run_in_executor(seat, work, *given), self._patience)
            except asyncio.TimeoutError:  # noqa: UP041
                self._replace(seat)
                raise Refused(503, "hung") from None
            except BrokenExecutor:
                self._replace(seat)
                raise Refused(500, "failed") from None

    def _replace(self, seat: Executor) -> None:
        self._leave(seat)
        self.start()

    async def close(self) -> None:
        """End all seats."""
        if self._making is not None:
            self._making.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await self._making
        seats = list(self._all)
        self._free.clear()
        while seats:
            self._leave(seats[-1])
            await asyncio.to_thread(seats.pop().shutdown, self._apart)
        gc.collect()  # semaphores go with the last reference to them


def _here() -> bool:
    """A seat that answers is ready."""
    return True
