"""Every write, fsync and rename fails once, by a full disk or a bad one: a clear message, and an identical resume."""

from __future__ import annotations

import builtins
import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from . import victim

CALLS = ("open", "write", "fsync", "replace")


class _Strike:
    """Makes the k-th call of one sort fail, once."""

    def __init__(self, call: str, k: int, error: int, below: Path) -> None:
        self.call, self.k, self.error, self.below = call, k, error, str(below)
        self.seen, self.struck = 0, False

    def due(self, call: str, name: object = None) -> bool:
        if call != self.call or self.struck or (name is not None and not str(name).startswith(self.below)):
            return False
        self.seen += 1
        self.struck = self.seen == self.k
        return self.struck

    def raise_it(self) -> None:
        raise OSError(self.error, os.strerror(self.error))


@contextmanager
def striking(s: _Strike) -> Iterator[None]:
    """The store's calls with one of them failing."""
    import io

    fsync, replace, opened = os.fsync, os.replace, io.open

    def my_fsync(handle: int) -> None:
        if s.due("fsync"):
            s.raise_it()
        fsync(handle)

    def my_replace(a: Any, b: Any) -> None:
        if s.due("replace", b):
            s.raise_it()
        replace(a, b)

    def my_open(file: Any, mode: str = "r", *args: Any, **options: Any) -> Any:
        writes = "w" in mode and str(file).startswith(s.below)
        if writes and s.due("open", file):
            s.raise_it()
        made = opened(file, mode, *args, **options)
        if writes and s.due("write", file):
            made.close()
            Path(file).write_bytes(b"half")  # what a full disk leaves behind
            s.raise_it()
        return made

    with mock.patch.object(os, "fsync", my_fsync), mock.patch.object(os, "replace", my_replace), \
            mock.patch.object(io, "open", my_open), mock.patch.object(builtins, "open", my_open):
        yield


def prove(most: int = 0) -> dict[str, Any]:
    """Let each call fail in turn.

    Parameters
    ----------
    most : int
        Calls of each sort that fail, from the first on; 0: all there are.

    Returns
    -------
    dict
        ``points`` (calls that failed), ``unclear`` (no clear message, or something else raised), ``different`` (resumed tables
        that are not the undisturbed one), ``good``.
    """
    from ...errors import DetenteError

    told: dict[str, Any] = {"points": 0, "unclear": 0, "different": 0}
    with tempfile.TemporaryDirectory() as place:
        top = Path(place)
        path = victim.write(top, points=4)
        wanted = victim.run(path, top / "calm", number=1)
        for call in CALLS:
            for error in (errno.ENOSPC, errno.EIO):
                k = 0
                while not most or k < most:
                    k += 1
                    folder = top / f"{call}-{error}-{k}"
                    strike = _Strike(call, k, error, folder)
                    try:
                        with striking(strike):
                            victim.run(path, folder, number=1)
                    except DetenteError as wrong:
                        told["unclear"] += os.strerror(error).lower() not in str(wrong).lower()
                    except OSError:
                        told["unclear"] += 1
                    if not strike.struck:
                        break
                    told["points"] += 1
                    told["different"] += victim.run(path, folder, number=1) != wanted
    told["good"] = told["points"] > 0 and not told["unclear"] and not told["different"]
    return told
