"""The desk in a browser, before its real server or a stand-in."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager

import pytest
from desk_fake import ORIGIN, Fake, result, sensitivity


@pytest.fixture(scope="module")
def served():
    """The real server, in a thread; its address."""
    uvicorn = pytest.importorskip("uvicorn")
    from detente.app.server import build

    server = uvicorn.Server(uvicorn.Config(build(), host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    for _ in range(600):
        if server.started:
            break
        time.sleep(0.05)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(20)


@contextmanager
def before_a_fake(browser):
    """Opens the desk before a fake server; says at the end that nothing went wrong and nobody else was asked."""
    contexts, faults, away = [], [], []

    def heard(message):
        if message.type in ("error", "warning") and "status of 4" not in message.text:
            faults.append(message.text)

    def go(lang="fr", width=1280, height=720, hash="", fake=None, **options):
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        tab = context.new_page()
        tab.fake = fake or Fake()
        context.route("**/*", tab.fake)
        tab.on("console", heard)
        tab.on("request", lambda r: away.append(r.url) if not r.url.startswith((ORIGIN, "data:", "blob:")) else None)
        tab.on("pageerror", lambda e: faults.append(str(e)))
        tab.goto(f"{ORIGIN}/desk?lang={lang}{hash}")
        tab.wait_for_selector("#view-year")
        return tab

    yield go
    for context in contexts:
        context.close()
    assert not faults and not away


def asked(tab, path):
    return [body for method, where, body in tab.fake.asked if where == path]


def compared(tab, arms=2, **how):
    """Start a comparison and let it end."""
    tab.click("#view-compare")
    tab.click("#start")
    tab.wait_for_selector("#stop")
    name = list(tab.fake.jobs)[-1]
    tab.fake.jobs[name].update(state="done", done=40, result=result(arms, **how))
    tab.wait_for_selector("#results-table")


def searched(tab):
    tab.click("#view-flip")
    tab.click("#flip-start")
    tab.wait_for_selector("#flip-stop")
    tab.fake.jobs[list(tab.fake.jobs)[-1]].update(state="done", result=sensitivity())
    tab.wait_for_selector("#tornado")
