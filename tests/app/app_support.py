"""A small lesson made once, its page, and a browser to look at it with."""

from __future__ import annotations

import os
import pickle
import shutil
import time
from functools import cache
from pathlib import Path

import pytest
from detente.app import lessons
from detente.app.page import lesson_page

BROWSERS = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
SHELL = "/usr/bin/chromium-headless-shell"
"""The same Chromium without the windows of a desktop: a third less work. `DETENTE_BROWSER` names another one."""
AXE = Path(lessons.__file__).parent / "front" / "node_modules" / "axe-core" / "axe.min.js"


shared: Path | None = None
"""A folder of this session, for all its processes."""


def small_lesson():
    """The mediation lesson with four years only."""
    return small("mediation")


@cache
def small(name: str):
    """A lesson with two years only; that of mediation with four."""
    return together(f"lesson_{name}", lambda: lessons.make(lessons.named(name), years=4 if name == "mediation" else 2))


def together(name: str, make):
    """What one process of the session makes and the others read; each makes it itself when there is but one."""
    if shared is None or "PYTEST_XDIST_WORKER" not in os.environ:
        return make()
    path, turn = shared / f"{name}.pickle", shared / f"{name}.turn"
    try:
        turn.mkdir()
    except FileExistsError:
        until = time.monotonic() + 180
        while not path.exists():
            if time.monotonic() > until:
                return make()
            time.sleep(0.1)
        return pickle.loads(path.read_bytes())
    made = make()
    part = path.with_suffix(".part")
    part.write_bytes(pickle.dumps(made))
    part.replace(path)
    return made


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
    wanted = os.environ.get("DETENTE_BROWSER")
    found = next((path for path in ((wanted,) if wanted else (SHELL, *BROWSERS)) if shutil.which(path)), None)
    if found is None:
        pytest.skip("no Chromium on this machine")
    return found
