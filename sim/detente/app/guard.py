"""Who is let in: this machine's own pages, by the names that this server was started under, with requests of a plain size.

Host is checked first and Origin against it, so that no name that a stranger points at this machine is answered (DNS
rebinding), and no other site's page can ask for anything. A request that changes something must say where it comes from.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from .answers import API, answer
from .desk.limits import BODY
from .desk.refuse import Refused

if TYPE_CHECKING:
    from .door import Door

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
QUERY = 200
SECONDS = 15.0
"""To send a request whole."""
CODE = "/code"


class Guard:
    """Turns away what does not come from this server's own pages.

    Parameters
    ----------
    app : ASGI application
    names : collection of str
        Host names without port, IPv6 in brackets.
    port : int or None
        The port that a host must name; None allows any.
    door : Door or None
        Where a code is asked for.
    """

    def __init__(self, app: Any, names: Collection[str] = LOOPBACK, port: int | None = None, door: Door | None = None) -> None:
        self.app, self.names, self.port, self.door = app, frozenset(x.lower() for x in names), port, door

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Let a request through, or say why not."""
        if scope["type"] == "websocket":
            return await send({"type": "websocket.close", "code": 4403})
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        try:
            headers = self._checked(scope)
            body = await _body(scope, headers, receive)
        except Refused as refused:
            return await answer(scope, refused)(scope, receive, send)
        if self.door is not None and scope["path"] != CODE and not self.door.knows(headers.get("cookie", "")):
            return await self.door.ask(scope)(scope, receive, send)
        return await self.app(scope, _again(body, receive), send)

    def _checked(self, scope: Any) -> dict[str, str]:
        headers: dict[str, str] = {}
        for key, value in scope["headers"]:
            name = key.decode("latin-1").lower()
            if name in headers and name in ("host", "origin", "content-type", "content-length"):
                raise Refused(400, "host" if name == "host" else "origin")
            headers[name] = value.decode("latin-1")
        host, origin, method = headers.get("host", ""), headers.get("origin"), scope["method"]
        if not self._is_ours(host):
            raise Refused(400, "host", given=host)
        changes = method not in ("GET", "HEAD")
        if origin not in (None, f"http://{host}") or (changes and origin is None) \
                or headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none", "same-site"):
            raise Refused(403 if not changes or self._may(scope) else 405, "origin")
        if changes and not self._may(scope):
            raise Refused(405, "method", given=method)
        if len(scope["query_string"]) > QUERY:
            raise Refused(413, "large", most=QUERY)
        return headers

    def _may(self, scope: Any) -> bool:
        return scope["method"] in ("POST", "DELETE") and scope["path"].startswith(API) or (
            scope["method"] == "POST" and scope["path"] == CODE)

    def _is_ours(self, host: str) -> bool:
        name, colon, port = host.lower().rpartition(":") if not host.endswith("]") else (host.lower(), "", "")
        if not colon:
            name, port = host.lower(), "80"
        return name in self.names and (self.port is None or port == str(self.port))


async def _body(scope: Any, headers: dict[str, str], receive: Any) -> bytes:
    """The whole of what a request sends, no more than is allowed, before long."""
    length = headers.get("content-length", "0") or "0"
    if not length.isdecimal() or len(length) > 12:
        raise Refused(400, "json")
    sends = int(length) > 0 or "transfer-encoding" in headers
    if int(length) > BODY or sends and scope["method"] in ("GET", "HEAD"):
        raise Refused(413, "large", most=BODY)
    if scope["method"] == "POST":
        kind = headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != ("application/x-www-form-urlencoded" if scope["path"] == CODE else "application/json") \
                or "content-encoding" in headers:
            raise Refused(415, "type", given=kind)
    if not sends:
        return b""
    try:
        return await asyncio.wait_for(_whole(receive), SECONDS)
    except asyncio.TimeoutError:  # noqa: UP041 - another class before Python 3.11
        raise Refused(408, "large", most=BODY) from None


async def _whole(receive: Any) -> bytes:
    parts, size = [], 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            raise Refused(400, "json")
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > BODY:
            raise Refused(413, "large", most=BODY)
        if not message.get("more_body"):
            return b"".join(parts)


def _again(body: bytes, receive: Any) -> Any:
    """What was received already, then whatever comes."""
    given = False

    async def get() -> Any:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return get
