"""Long work in parts: a word before, how far it is and how long it will still take, on stderr only."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from time import monotonic
from typing import Any

from ..i18n import text

STEP = 10.0
"""Seconds between two lines where there is no terminal."""


def duration(seconds: float, lang: str) -> str:
    """``40 s``, ``12 min``, ``1 h 05``."""
    if seconds < 90:
        return f"{max(1, round(seconds))}\u202fs"
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"{minutes}\u202fmin"
    return text("meter.hours", lang, hours=minutes // 60, minutes=f"{minutes % 60:02d}")


class Meter:
    """``meter(part, done, total)`` tells how far the work is; a bar on a terminal, now and then a line elsewhere.

    What is found done at the start of a part costs nothing, and counts neither as work nor as speed.

    Parameters
    ----------
    names : sequence of str
        Of the parts.
    weights : sequence of float
        Their sizes, in one unit.
    lang : str
    """

    def __init__(self, names: Sequence[str], weights: Sequence[float], lang: str) -> None:
        self.names, self.weights, self.lang = list(names), list(weights), lang
        self.began = self.told = monotonic()
        self.found = [0.0] * len(self.names)
        self.share = [0.0] * len(self.names)
        self.started: set[int] = set()
        self.bar: Any = None

    def __enter__(self) -> Meter:
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TextColumn

            self.bar = Progress(TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[left]}"),
                                console=Console(stderr=True), transient=True)
            self.bar.start()
            self.task = self.bar.add_task("", total=sum(self.weights), left="")
        return self

    def __exit__(self, *_: object) -> None:
        if self.bar is not None:
            self.bar.stop()

    def __call__(self, part: int, done: int, total: int) -> None:
        """Take note of what is done of a part."""
        share = done / total if total else 1.0
        if part not in self.started:
            self.started.add(part)
            self.found[part] = share
        self.share[part] = share
        left = self.left()
        words = text("meter.left", self.lang, time=duration(left, self.lang)) if left is not None else ""
        if self.bar is not None:
            there = sum(w * s for w, s in zip(self.weights, self.share, strict=True))
            self.bar.update(self.task, completed=there, description=self.names[part], left=words)
        elif monotonic() - self.told >= STEP:
            self.told = monotonic()
            line = text("meter.line", self.lang, name=self.names[part], done=done, total=total, left=words)
            print(f"detente: {line}", file=sys.stderr, flush=True)

    def left(self) -> float | None:
        """Seconds that are left, from the speed so far; None before there is one."""
        worked = sum(w * (s - f) for w, s, f in zip(self.weights, self.share, self.found, strict=True))
        ahead = sum(w * (1.0 - s) for w, s in zip(self.weights, self.share, strict=True))
        return ahead * (monotonic() - self.began) / worked if worked > 0 else None
