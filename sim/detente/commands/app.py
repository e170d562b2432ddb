"""``detente app``: the screens on this machine, for this machine."""

from __future__ import annotations

from ..errors import DetenteError, span
from .shell import Show

LOCAL = "127.0.0.1"


def main(port: int, show: Show) -> None:
    """Serve until interrupted."""
    lang = show.lang
    if not 1024 <= port <= 65535:
        raise DetenteError("this value is out of bounds", key="--port", given=str(port), allowed=span(1024, 65535))
    try:
        import uvicorn

        from ..app.server import build
        served = build()
    except ModuleNotFoundError as missing:
        raise DetenteError("this needs a part that is not installed", key="app", given=str(missing.name),
                           wish='install it with: pip install "detente[app]"') from missing
    from ..studies.warm import ready
    from .running import announcer

    ready(announcer(lang))
    print(show.text("app.at", address=f"http://{LOCAL}:{port}/?lang={lang}"), flush=True)
    uvicorn.run(served, host=LOCAL, port=port, log_level="error", access_log=False, server_header=False)
