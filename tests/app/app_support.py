"""A small lesson made once, its page, and a browser to look at it with."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import pytest
from detente.app import lessons
from detente.app.page import lesson_page

BROWSERS = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
AXE = Path(lessons.__file__).parent / "front" / "node_modules" / "axe-core" / "axe.min.js"


@cache
def small_lesson():
    """The mediation lesson with four years only."""
    return lessons.make(lessons.named("mediation"), years=4)


@cache
def small(name: str):
    """A lesson with two years only."""
    return small_lesson() if name == "mediation" else lessons.make(lessons.named(name), years=2)


def lesson_file(name: str, lang: str, folder: Path) -> Path:
    """Its page, written once."""
    path = folder / f"{name}_{lang}.html"
    if not path.exists():
        path.write_text(lesson_page(small(name), lang), encoding="utf-8")
    return path


@cache
def page(lang: str = "fr") -> str:
    return lesson_page(small_lesson(), lang)


def browser_path() -> str:
    """A Chromium of this machine, or no test."""
    found = next((path for path in BROWSERS if shutil.which(path)), None)
    if found is None:
        pytest.skip("no Chromium on this machine")
    return found
