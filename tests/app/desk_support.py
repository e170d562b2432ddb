"""The desk's server for tests: small prisons, short years, questions as its page sends them."""

from __future__ import annotations

import time
from contextlib import contextmanager

import pytest

pytest.importorskip("starlette")
pytest.importorskip("httpx")
from detente.app import server  # noqa: E402
from starlette.testclient import TestClient  # noqa: E402

HERE = "http://127.0.0.1:8765"
OURS = {"origin": HERE}
PEOPLE, DAYS = 40, 21


def arm(label: str = "", scenario: str = "baseline", yaml: str | None = None, **levers) -> dict:
    return {"label": label, "scenario": scenario, "yaml": yaml, "levers": levers}


def pair(**more) -> dict:
    """A small question: two arms, few people, three weeks."""
    asked = {"arms": [arm("A"), arm("B", "dynamic")], "establishment": None, "horizon_days": DAYS, "seed": 1, "people": PEOPLE}
    return asked | more


@contextmanager
def serving(**options):
    """A client of the application; runs are lived in a thread, unless asked otherwise."""
    with TestClient(server.build(**{"apart": False} | options), base_url=HERE, raise_server_exceptions=False) as client:
        yield client


def post(client, path: str, body, **headers):
    """As the page asks: JSON, from this origin."""
    return client.post(path, json=body, headers=OURS | headers)


def followed(client, job: str, seconds: float = 240) -> dict:
    """A job when it is over."""
    until = time.monotonic() + seconds
    while True:
        told = client.get(f"/api/jobs/{job}").json()
        if told["state"] not in ("waiting", "running") or time.monotonic() > until:
            return told
        time.sleep(0.1)
