"""Years at once for many readers: a few seats, a line that is not endless, nothing lived for a reader who has gone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import asked, limits
from .refuse import Refused
from .seat import Question, answer
from .seats import Seats

WAITING = 64
KEYS = ("arms", "establishment", "horizon_days", "seed", "people", "sensitive", "held")


class Years:
    """Has years lived.

    Parameters
    ----------
    seats : Seats
    """

    def __init__(self, seats: Seats) -> None:
        self._seats, self._waiting = seats, 0

    async def get(self, found: dict[str, Any], gone: Callable[[], Any], packed: bool) -> bytes | None:
        """The answer, compressed if that is asked; None for a reader who has gone.

        Raises
        ------
        Refused, DetenteError
            What is asked cannot be granted, or too many wait.
        """
        question = asking(found, packed)
        if self._waiting >= WAITING:
            raise Refused(503, "busy")
        self._waiting += 1
        try:
            made: bytes | None = await self._seats.call(answer, question, before=gone)
            return made
        finally:
            self._waiting -= 1


def asking(found: dict[str, Any], packed: bool) -> Question:
    """What is asked, its keys and values checked.

    Raises
    ------
    Refused
        What is asked cannot be granted.
    """
    asked.only(found, *KEYS)
    days = min(asked.whole(found, "horizon_days", 1, limits.DAYS, 365), limits.QUICK_DAYS)
    return Question(list(asked.arms(found, 1, 2)), asked.establishment(found), days,
                    asked.whole(found, "seed", 0, limits.MOST_SEED, 1), asked.people(found, limits.QUICK),
                    found.get("sensitive") is True, packed, asked.text(found, "held", 40) if "held" in found else "")
