"""The screens served on this machine: a page to choose from, and lessons made on demand.

Only this machine is listened to. A request is answered if it names this machine as its host and does not come from another
site; nothing that a client sends reaches the disk; one lesson is made at a time, a few may wait, the rest are told so.
"""

from __future__ import annotations

import asyncio
import html
from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..locale import LANGUAGES
from .lessons import LESSONS, make, named
from .page import lesson_page, policy, template, words

if TYPE_CHECKING:
    from starlette.applications import Starlette

HOSTS = ("127.0.0.1", "localhost", "[::1]")
MOST_SEED = 999_999
WAITING = 4
KEPT = 6
QUERY = 200
HEADERS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "X-Frame-Options": "DENY",
           "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
           "Cache-Control": "no-store"}
PLAIN = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'"
Maker = Callable[[str, int], Any]


def build(maker: Maker | None = None) -> Starlette:
    """The application.

    Parameters
    ----------
    maker : callable, optional
        ``maker(name, seed) -> Bundle``; by default the lesson itself is made.
    """
    from starlette.applications import Starlette
    from starlette.middleware import Middleware
    from starlette.routing import Route

    shelf = Shelf(maker or (lambda name, seed: make(named(name), seed)))

    async def home(request: Any) -> Any:
        return _page(_home(_lang(request)), PLAIN)

    async def lesson(request: Any) -> Any:
        name, seed = request.path_params["name"], request.query_params.get("seed", "")
        if name not in LESSONS or not (seed == "" or seed.isdecimal() and int(seed) <= MOST_SEED):
            return _said(_lang(request), "app.unknown", 404)
        made = await shelf.get(name, int(seed) if seed else LESSONS[name].seed)
        if made is None:
            return _said(_lang(request), "app.busy", 503)
        return _page(lesson_page(made, _lang(request)), policy(template()))

    return Starlette(routes=[Route("/", home), Route("/lesson/{name}", lesson)], middleware=[Middleware(Guard)],
                     exception_handlers={Exception: _broken})


class Shelf:
    """Lessons made before, and the few that wait for their turn."""

    def __init__(self, maker: Maker) -> None:
        self._maker, self._turn, self._waiting = maker, asyncio.Lock(), 0
        self._made: OrderedDict[tuple[str, int], Any] = OrderedDict()

    async def get(self, name: str, seed: int) -> Any:
        """A lesson; None when too many wait."""
        key = (name, seed)
        if key not in self._made:
            if self._waiting >= WAITING:
                return None
            self._waiting += 1
            try:
                async with self._turn:
                    if key not in self._made:
                        self._made[key] = await asyncio.to_thread(self._maker, name, seed)
            finally:
                self._waiting -= 1
        self._made.move_to_end(key)
        while len(self._made) > KEPT:
            self._made.popitem(last=False)
        return self._made[key]


class Guard:
    """Turns away what does not come from this machine's own pages."""

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Let a request through, or answer 400 or 403."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        from starlette.responses import PlainTextResponse

        headers = {key.decode("latin-1").lower(): value.decode("latin-1") for key, value in scope["headers"]}
        host, origin = headers.get("host", ""), headers.get("origin")
        refused = None
        if host.rpartition(":")[0] not in HOSTS and host not in HOSTS:
            refused = 400
        elif origin not in (None, f"http://{host}") or headers.get("sec-fetch-site") == "cross-site":
            refused = 403
        elif scope["method"] not in ("GET", "HEAD"):
            refused = 405
        elif len(scope["query_string"]) > QUERY or int(headers.get("content-length", "0") or 0) > 0:
            refused = 413
        if refused:
            return await PlainTextResponse("", refused, HEADERS)(scope, receive, send)
        return await self.app(scope, receive, send)


def _lang(request: Any) -> str:
    asked = request.query_params.get("lang", "")
    return asked if asked in LANGUAGES else LANGUAGES[0]


def _page(text: str, csp: str, code: int = 200) -> Any:
    from starlette.responses import HTMLResponse

    return HTMLResponse(text, code, {**HEADERS, "Content-Security-Policy": csp})


def _said(lang: str, key: str, code: int) -> Any:
    body = f"<p>{html.escape(words()[lang][key])}</p><p><a href='/?lang={lang}'>Détente</a></p>"
    return _page(_frame(lang, body), PLAIN, code)


async def _broken(request: Any, error: Exception) -> Any:
    """A lesson that fails takes nothing else down, and tells nothing of this machine."""
    return _said(_lang(request), "app.failed", 500)


STYLE = ("body{font:1.1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1c2733}"
         "a{color:#12508a}li{margin:1rem 0}input{font:inherit;width:7rem}button{font:inherit}")


def _frame(lang: str, body: str) -> str:
    head = "<meta charset='utf-8'><meta name='viewport' content='width=device-width'><title>Détente</title>"
    return (f"<!doctype html><html lang='{lang}'><head>{head}<style>{STYLE}</style></head>"
            f"<body><main><h1>Détente</h1>{body}</main></body></html>")


def _home(lang: str) -> str:
    said, other = words()[lang], "en" if lang == "fr" else "fr"
    rows = "".join(
        f"<li><b>{html.escape(said[f'lesson.{name}.title'])}</b><form action='/lesson/{name}'><input type='hidden' name='lang' "
        f"value='{lang}'><label>{html.escape(said['seed'])} <input name='seed' type='number' min='0' max='{MOST_SEED}' "
        f"value='{lesson.seed}'></label> <button>{html.escape(said['app.open'])}</button></form></li>"
        for name, lesson in LESSONS.items())
    return _frame(lang, f"<p>{html.escape(said['banner.head'])} {html.escape(said['banner'])}</p><ul>{rows}</ul>"
                        f"<p>{html.escape(said['app.wait'])}</p><p><a href='/?lang={other}' lang='{other}'>"
                        f"{'English' if other == 'en' else 'Français'}</a></p>")
