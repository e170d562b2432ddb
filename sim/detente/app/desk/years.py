"""Years at once for many readers: a few threads, a line that is not endless, nothing lived for a reader who has gone."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from ...studies.runner import cores
from . import asked, limits
from .arms import scenarios
from .gzipped import Part
from .kept import Kept
from .quick import KEPT, year
from .refuse import Refused

WAITING = 64
WARM_SECONDS = 20.0
KEYS = ("arms", "establishment", "horizon_days", "seed", "people", "sensitive")


class Years:
    """Lives years.

    Parameters
    ----------
    warm : callable
        Awaited before the first: the compiled model must be there.
    maker : callable, optional
        As `quick.year`, for tests.
    """

    def __init__(self, warm: Callable[[], Awaitable[None]], maker: Callable[..., list[Part]] = year) -> None:
        self.kept = Kept(KEPT)
        self._warm, self._maker, self._waiting = warm, maker, 0
        self._turns: asyncio.Semaphore | None = None

    async def get(self, found: dict[str, Any], gone: Callable[[], Awaitable[bool]]) -> list[Part] | None:
        """The answer in pieces; None for a reader who has gone.

        Raises
        ------
        Refused, DetenteError
            What is asked cannot be granted, or too many wait.
        """
        asked.only(found, *KEYS)
        arms = asked.arms(found, 1, 2)
        days, seed = asked.whole(found, "horizon_days", 1, limits.DAYS, 365), asked.whole(found, "seed", 0, limits.MOST_SEED, 1)
        place, people = asked.establishment(found), asked.people(found, limits.QUICK)
        if self._waiting >= WAITING:
            raise Refused(503, "busy")
        self._waiting += 1
        try:
            await asyncio.wait_for(self._warm(), WARM_SECONDS)
            self._turns = self._turns or asyncio.Semaphore(cores())
            async with self._turns:
                if await gone():
                    return None
                return await asyncio.to_thread(self._make, arms, place, min(days, limits.QUICK_DAYS), seed, people,
                                               found.get("sensitive") is True)
        except asyncio.TimeoutError:  # noqa: UP041
            raise Refused(503, "warming") from None
        finally:
            self._waiting -= 1

    def _make(self, arms: list[asked.Arm], place: str | None, days: int, seed: int, people: int | None,
              sensitive: bool) -> list[Part]:
        from time import perf_counter

        start = perf_counter()
        made, scaled = scenarios(arms, place, days, seed, people, limits.QUICK)
        about: dict[str, Any] = {"scaled": scaled, "warnings": [], "days": days}
        return self._maker(made, seed, self.kept, lambda: about | {"ms": round(1000 * (perf_counter() - start))}, sensitive)
