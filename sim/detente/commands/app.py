"""``detente app``: the screens on this machine, for this machine; for others only when asked, and with a code."""

from __future__ import annotations

import signal
import socket
from contextlib import suppress

from ..errors import DetenteError, span
from .shell import Show

LOCAL = "127.0.0.1"
LOOPBACK = (LOCAL, "localhost", "::1")
EVERYWHERE = ("0.0.0.0", "::")


def main(port: int, show: Show, host: str = LOCAL) -> None:
    """Serve until interrupted.

    Parameters
    ----------
    port : int
    show : Show
    host : str
        Address to listen at; other than this machine's own, a code is asked for.
    """
    lang = show.lang
    if not 1024 <= port <= 65535:
        raise DetenteError("this value is out of bounds", key="--port", given=str(port), allowed=span(1024, 65535))
    names = hosts(host)
    try:
        import uvicorn

        from ..app.desk.refuse import phrase
        from ..app.door import Door
        from ..app.server import build
        from .running import announcer
        local = host in LOOPBACK
        door = None if local else Door(lambda code: print(phrase("said.new_code", lang, code=code), flush=True))
        served = build(names=names, port=port, door=door, announce=announcer(lang))
    except ModuleNotFoundError as missing:
        raise DetenteError("this needs a part that is not installed", key="app", given=str(missing.name),
                           wish='install it with: pip install "detente[app]"') from missing
    shown = sorted(names - {LOCAL, "localhost", "[::1]"}) if host in EVERYWHERE else []
    for name in [*shown, LOCAL] if host in EVERYWHERE else [f"[{host}]" if ":" in host else host]:
        print(show.text("app.at", address=f"http://{name}:{port}/?lang={lang}"), flush=True)
    signal.signal(signal.SIGTERM, _end)
    uvicorn.run(served, host=host, port=port, log_level="error", access_log=False, server_header=False,
                limit_concurrency=400, timeout_keep_alive=20)


def _end(*_: object) -> None:
    """Asked to end, the server stops and hands the signal on: an ordinary end then, which leaves nothing behind."""
    raise SystemExit(0)


def hosts(host: str) -> frozenset[str]:
    """Names under which the server answers: those it is bound to, IPv6 in brackets.

    Raises
    ------
    DetenteError
        There is no such address.
    """
    try:
        socket.getaddrinfo(host, None)
    except (OSError, UnicodeError):
        raise DetenteError("this is none of the choices", key="--host", given=repr(host[:80]),
                           allowed=f"{LOCAL}, 0.0.0.0") from None
    if host in LOOPBACK:
        return frozenset((LOCAL, "localhost", "[::1]"))
    if host not in EVERYWHERE:
        return frozenset((f"[{host}]" if ":" in host else host,))
    found = {socket.gethostname().lower(), *outward()}
    with suppress(OSError):
        found |= {str(x[4][0]).partition("%")[0] for x in socket.getaddrinfo(socket.gethostname(), None)}
    return frozenset((LOCAL, "localhost", "[::1]", *(f"[{name}]" if ":" in name else name for name in found)))


def outward() -> set[str]:
    """The address by which other machines reach this one: a datagram socket is told where to, and nothing is sent."""
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as unsent:
        unsent.connect(("192.0.2.1", 9))  # an address kept for documents (RFC 5737)
        return {str(unsent.getsockname()[0])}
    return set()
