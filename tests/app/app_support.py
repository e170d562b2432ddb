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
def page(lang: str = "fr") -> str:
    return lesson_page(small_lesson(), lang)


def browser_path() -> str:
    """A Chromium of this machine, or no test."""
    found = next((path for path in BROWSERS if shutil.which(path)), None)
    if found is None:
        pytest.skip("no Chromium on this machine")
    return found
