"""The server: pages for this machine only, one lesson at a time, a failure that stays alone, no address of anybody else."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request

import pytest
from app_support import small_lesson
from detente import cli

pytest.importorskip("starlette")
pytest.importorskip("httpx")
from detente.app import server  # noqa: E402
from starlette.testclient import TestClient  # noqa: E402

HERE = "http://127.0.0.1:8765"


@pytest.fixture
def client():
    made = []

    def maker(name, seed):
        made.append((name, seed))
        if seed == 13:
            raise RuntimeError("/a/path/of/this/machine")
        return small_lesson()

    with TestClient(server.build(maker), base_url=HERE, raise_server_exceptions=False) as client:
        client.made = made
        yield client


def test_pages_in_both_languages(client):
    for lang, word in (("fr", "Ouvrir la leçon"), ("en", "Open the lesson"), ("xx", "Ouvrir la leçon")):
        page = client.get("/", params={"lang": lang})
        assert page.status_code == 200 and word in page.text and "default-src 'none'" in page.headers["content-security-policy"]
    lesson = client.get("/lesson/mediation", params={"seed": 1, "lang": "en"})
    assert '<html lang="en">' in lesson.text and "connect-src 'none'" in lesson.headers["content-security-policy"]
    client.get("/lesson/mediation", params={"seed": 1})
    assert client.made == [("mediation", 1)], "made once"


@pytest.mark.parametrize(("headers", "code"), [
    ({"host": "evil.example"}, 400), ({"host": "127.0.0.1.evil.example:8765"}, 400), ({"origin": "http://evil.example"}, 403),
    ({"sec-fetch-site": "cross-site"}, 403), ({"origin": HERE}, 200), ({"host": "localhost:8765"}, 200)])
def test_only_this_machine(client, headers, code):
    assert client.get("/", headers=headers).status_code == code


def test_hostile_requests(client):
    assert client.post("/", content=b"x" * 100).status_code == 405
    assert client.get("/?" + "a" * 500).status_code == 413
    for path in ("/lesson/nothing", "/lesson/mediation?seed=-1", "/lesson/mediation?seed=1e9",
                 "/lesson/mediation?seed=99999999", "/lesson/..%2f..%2fetc", "/lesson/mediation?seed=<script>"):
        answer = client.get(path)
        assert answer.status_code == 404 and "<script>" not in answer.text, path
    assert client.made == []


def test_a_failure_stays_alone(client):
    answer = client.get("/lesson/respect", params={"seed": 13})
    assert answer.status_code == 500 and "/a/path" not in answer.text
    assert client.get("/lesson/respect", params={"seed": 14}).status_code == 200


def test_a_short_queue():
    """One is made, the others wait, and one too many is told so."""
    gate = threading.Event()

    async def ask():
        shelf = server.Shelf(lambda name, seed: gate.wait(10) and (name, seed))
        waiting = [asyncio.create_task(shelf.get("respect", k)) for k in range(server.WAITING)]
        await asyncio.sleep(0.05)
        assert await shelf.get("respect", 99) is None
        gate.set()
        assert await asyncio.gather(*waiting) == [("respect", k) for k in range(server.WAITING)]

    asyncio.run(ask())


def test_the_command_refuses_a_port():
    assert cli.main(["app", "--port", "80"]) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="signals of another kind")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_when_told_to(how):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    served = subprocess.Popen([sys.executable, "-m", "detente", "app", "--port", str(port)], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True)
    try:
        assert str(port) in served.stdout.readline()
        for _ in range(600):
            with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=30) as answer:
                assert answer.status == 200
                break
            time.sleep(0.1)
        served.send_signal(how)
        _, told = served.communicate(timeout=60)
    finally:
        served.kill()
    assert served.returncode == 0 and told == ""
