"""The desk's real server for a browser, and patience."""

from __future__ import annotations

import threading
import time

import pytest


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


def wait(tab, true, seconds=10):
    """Until something holds, asked from outside."""
    for _ in range(20 * seconds):
        if true():
            return
        tab.wait_for_timeout(50)
    pytest.fail("waited in vain")
