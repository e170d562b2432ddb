"""Things kept by their content, within so many bytes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Any


class Kept:
    """The oldest is dropped when there are too many bytes.

    Parameters
    ----------
    most : int
        Bytes.
    """

    def __init__(self, most: int) -> None:
        self._most, self._bytes, self._lock = most, 0, threading.Lock()
        self._held: OrderedDict[tuple[Any, ...], tuple[Any, int]] = OrderedDict()

    def get(self, key: tuple[Any, ...]) -> Any:
        """What is held by that key, or None."""
        with self._lock:
            if key not in self._held:
                return None
            self._held.move_to_end(key)
            return self._held[key][0]

    def put(self, key: tuple[Any, ...], value: Any, size: int) -> None:
        """Hold it, unless it alone is too large."""
        with self._lock:
            if key in self._held or size > self._most:
                return
            self._held[key] = (value, size)
            self._bytes += size
            while self._bytes > self._most:
                _, (_, gone) = self._held.popitem(last=False)
                self._bytes -= gone

    @property
    def bytes(self) -> int:
        """Bytes held."""
        return self._bytes
