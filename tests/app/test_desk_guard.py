"""Who may ask: every pair of Host and Origin on every route, the door with its code, sizes and kinds of requests."""

from __future__ import annotations

import itertools
import re

import pytest
from desk_support import HERE, OURS, pair, serving
from detente.app import door as doors
from detente.app.desk.refuse import Refused
from detente.commands.app import hosts
from detente.errors import DetenteError

GETS = ("/", "/desk", "/lesson/nothing", "/api/jobs/none", "/api/jobs/none/events", "/nothing", "/api/nothing")
POSTS = ("/api/year", "/api/compare", "/api/sensitivity", "/api/check", "/api/yaml", "/api/report")
OUR_HOSTS = ("127.0.0.1:8765", "localhost:8765", "[::1]:8765", "LOCALHOST:8765")
OTHER_HOSTS = ("evil.example", "evil.example:8765", "127.0.0.1.evil.example:8765", "127.0.0.1:9999", "127.0.0.1", "[::2]:8765",
               "192.168.0.7:8765", "localhost.:8765", "@127.0.0.1:8765", "127.0.0.1:8765@evil.example", "")
HOSTS = (*((x, True) for x in OUR_HOSTS), *((x, False) for x in OTHER_HOSTS))
ORIGINS = ("own", "http://evil.example", "null", None, "https://127.0.0.1:8765", "http://127.0.0.1:9999",
           "http://localhost.evil.example", "")


@pytest.fixture(scope="module")
def client():
    with serving(port=8765, warm=False) as client:
        yield client


def asking(client, method, path, host, origin, **more):
    headers = {"host": host} | ({} if origin is None else {"origin": f"http://{host}" if origin == "own" else origin}) | more
    return client.request(method, path, headers=headers, **({"content": b"{"} if method == "POST" else {}))


def test_every_host_and_origin_on_every_route(client):
    routes = [*(("GET", x) for x in GETS), *(("POST", x) for x in POSTS), ("DELETE", "/api/jobs/none")]
    for (method, path), (host, ours), origin in itertools.product(routes, HOSTS, ORIGINS):
        kind = {"content-type": "application/json"} if method == "POST" else {}
        answer = asking(client, method, path, host, origin, **kind)
        case = (method, path, host, origin, answer.status_code)
        if not ours:
            assert answer.status_code == 400, case
        elif origin not in ("own", None) or (origin is None and method != "GET"):
            assert answer.status_code == 403, case
        else:
            assert answer.status_code in (200, 404, 400), case
            assert answer.status_code != 400 or method == "POST", case
        assert answer.headers["x-content-type-options"] == "nosniff" and "access-control-allow-origin" not in answer.headers


def test_two_hosts_are_none(client):
    answer = client.request("GET", "/", headers=[("host", "127.0.0.1:8765"), ("host", "evil.example")])
    assert answer.status_code == 400


@pytest.mark.parametrize("site", ["cross-site", "nonsense"])
def test_other_sites_are_refused(client, site):
    assert client.get("/", headers={"sec-fetch-site": site}).status_code == 403


@pytest.mark.parametrize("method", ["PUT", "PATCH", "OPTIONS", "TRACE", "DELETE", "POST"])
def test_pages_are_only_read(client, method):
    assert client.request(method, "/desk", headers=OURS).status_code == 405


@pytest.mark.parametrize(("headers", "code"), [
    ({"content-type": "text/plain"}, 415), ({"content-type": "application/x-www-form-urlencoded"}, 415),
    ({"content-type": ""}, 415), ({"content-type": "multipart/form-data; boundary=x"}, 415),
    ({"content-type": "application/jsonx"}, 415), ({"content-type": "application/json", "content-encoding": "gzip"}, 415),
    ({"content-type": "application/json; charset=utf-8"}, 400)])
def test_only_json(client, headers, code):
    assert client.post("/api/year", content=b"{}", headers=OURS | headers).status_code == code


def test_too_large_whatever_is_announced(client):
    large = b" " * (256 * 1024 + 1)
    headers = OURS | {"content-type": "application/json"}
    answer = client.post("/api/check", content=large, headers=headers)
    assert answer.status_code == 413 and "262144" in answer.json()["error"]["message"]["fr"]
    assert client.post("/api/check", content=iter([large]), headers=headers).status_code == 413
    assert client.request("GET", "/", content=b"x").status_code == 413
    assert client.get("/desk?" + "a" * 201).status_code == 413


def test_refusals_are_in_both_languages(client):
    answer = client.post("/api/year", json=pair(), headers={"origin": "http://evil.example"})
    told = answer.json()["error"]["message"]
    assert answer.status_code == 403 and told["fr"] and told["fr"] != told["en"]
    assert client.get("/api/jobs/none").json()["error"]["message"]["fr"].startswith("Ce calcul n’existe pas")


def test_no_socket(client):
    from starlette.websockets import WebSocketDisconnect

    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/api/jobs/none/events", headers=OURS):
        pass


@pytest.fixture
def guarded():
    told: list[str] = []
    clock = [0.0]
    door = doors.Door(told.append, lambda: clock[0])
    with serving(door=door, warm=False) as client:
        yield client, told, clock


def test_nothing_without_the_code(guarded):
    client, told, _ = guarded
    for path in ("/", "/desk", "/lesson/mediation", "/nothing"):
        answer = client.get(path)
        assert answer.status_code == 401 and "one-time-code" in answer.text and told[0] not in answer.text
        assert answer.headers["referrer-policy"] == "same-origin", "or the form would say that it comes from nowhere"
    assert client.get("/api/jobs/none").status_code == 401
    assert client.post("/api/year", json=pair(), headers=OURS).status_code == 401


def test_the_code_opens_once(guarded):
    client, told, _ = guarded
    answer = client.post("/code", data={"code": f" {told[0].lower()} "}, headers=OURS, follow_redirects=False)
    assert answer.status_code == 303 and len(told) == 2 and told[0] != told[1]
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie
    assert client.get("/").status_code == 200
    client.cookies.clear()
    assert client.get("/").status_code == 401
    assert client.post("/code", data={"code": told[0]}, headers=OURS).status_code == 403, "used"
    client.cookies.set("detente", "guess")
    assert client.get("/").status_code == 401


def test_few_tries(guarded):
    client, told, clock = guarded
    for _ in range(doors.TRIES):
        assert client.post("/code", data={"code": "AAAAAAAA"}, headers=OURS).status_code == 403
    assert len(told) == 2, "a new code"
    assert client.post("/code", data={"code": told[-1]}, headers=OURS).status_code == 429
    clock[0] = doors.PAUSE + 1
    assert client.post("/code", data={"code": told[-1]}, headers=OURS, follow_redirects=False).status_code == 303


@pytest.mark.parametrize("origin", [None, "null", "http://evil.example"])
def test_the_code_is_given_here_only(guarded, origin):
    client, told, _ = guarded
    headers = {} if origin is None else {"origin": origin}
    assert client.post("/code", data={"code": told[0]}, headers=headers).status_code == 403


def test_hostile_codes(guarded):
    client, told, _ = guarded
    for content in (b"", b"code=", b"code=%00%ff", b"code=" + b"A" * 5000, b"&".join([b"a=b"] * 50), "code=é".encode()):
        answer = client.post("/code", content=content, headers=OURS | {"content-type": "application/x-www-form-urlencoded"})
        assert answer.status_code in (400, 403, 429), content[:20]
    assert not re.search("[^A-Z0-9]", told[0]) and len(told[0]) == doors.LENGTH


def test_sessions_are_few(guarded):
    _, told, _ = guarded
    door = doors.Door(told.append)
    given = [door.enter(told[-1]) for _ in range(doors.SESSIONS + 5)]
    assert not door.knows(f"detente={given[0]}") and door.knows(f"detente={given[-1]}")
    with pytest.raises(Refused):
        for _ in range(doors.TRIES + 1):
            door.enter("wrong")


def test_names_of_the_server():
    assert hosts("127.0.0.1") == hosts("localhost") == {"127.0.0.1", "localhost", "[::1]"}
    assert "127.0.0.1" in hosts("0.0.0.0") and "0.0.0.0" not in hosts("0.0.0.0") and len(hosts("0.0.0.0")) > 3
    assert HERE.split("/")[2].split(":")[0] in hosts("::")
    with pytest.raises(DetenteError):
        hosts("no such host at all.invalid")
