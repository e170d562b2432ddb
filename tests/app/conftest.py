"""A browser, the pages of the lessons in it, and a watch over what they ask for and what they complain of."""

from __future__ import annotations

import app_support
import pytest
from app_support import browser_path, lesson_file, page


@pytest.fixture(scope="session", autouse=True)
def a_folder_for_all(tmp_path_factory):
    """The processes of a session make each lesson once, not each for itself."""
    app_support.shared = tmp_path_factory.getbasetemp().parent


@pytest.fixture(scope="module")
def browser():
    playwright = pytest.importorskip("playwright.sync_api")
    path = browser_path()
    with playwright.sync_playwright() as p:
        chromium = p.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lesson")
    for lang in ("fr", "en"):
        (folder / f"{lang}.html").write_text(page(lang), encoding="utf-8")
    return folder


@pytest.fixture
def opened(browser, files):
    """Opens a lesson's page offline; says at the end that nothing was asked for and nothing went wrong."""
    contexts, faults, asked = [], [], []

    def go(lang="fr", width=1280, height=720, hash="", name="mediation", **options):
        context = browser.new_context(viewport={"width": width, "height": height}, offline=True, **options)
        contexts.append(context)
        tab = context.new_page()
        tab.on("console", lambda m: faults.append(m.text) if m.type in ("error", "warning") else None)
        tab.on("pageerror", lambda e: faults.append(str(e)))
        tab.on("request", lambda r: asked.append(r.url) if r.url.split(":")[0] not in ("file", "data", "blob") else None)
        path = files / f"{lang}.html" if name == "mediation" else lesson_file(name, lang, files)
        tab.goto(path.as_uri() + hash)
        tab.wait_for_selector("#title")
        return tab

    yield go
    for context in contexts:
        context.close()
    assert not faults and not asked
