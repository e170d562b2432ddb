"""The screens served on this machine: a page to choose from, lessons made on demand, the planner's desk.

A request is answered if it names this server as its host and does not come from another site; nothing that a client sends
reaches the disk by a path of its own; one lesson is made at a time, a few may wait, the rest are told so.
"""

from __future__ import annotations

import asyncio
import html
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from ..errors import DetenteError
from ..locale import LANGUAGES
from .answers import answer
from .desk.refuse import Refused, phrase
from .desk.seats import Seats
from .door import Door
from .frame import PLAIN, frame, page, said
from .guard import LOOPBACK, Guard
from .lessons import LESSONS, make, named
from .page import lesson_page, policy, template, words

if TYPE_CHECKING:
    from starlette.applications import Starlette

HOSTS = LOOPBACK
MOST_SEED = 999_999
WAITING = 4
KEPT = 6
LONGEST = 600.0
"""Seconds after which a lesson is given up."""
Maker = Callable[[str, int], Any]


def build(maker: Maker | None = None, *, names: Collection[str] = LOOPBACK, port: int | None = None, door: Door | None = None,
          announce: Callable[[int], None] | None = None, warm: bool = True, apart: bool = True) -> Starlette:
    """The application.

    Parameters
    ----------
    maker : callable, optional
        ``maker(name, seed) -> Bundle``; by default the lesson itself is made.
    names : collection of str
        Host names under which it answers, without port.
    port : int, optional
        The port that a host must name.
    door : Door, optional
        Asks for a code before anything else.
    announce : callable, optional
        Told the seconds of a first compilation.
    warm : bool
        Load the compiled model when it starts, beside it.
    apart : bool
        Runs are lived in processes of their own; otherwise in threads of this one.
    """
    from starlette.applications import Starlette
    from starlette.middleware import Middleware
    from starlette.routing import Route

    from .desk.routes import Desk

    desk = Desk(announce, apart=apart)
    bench = Seats(1, announce, apart=apart, patience=LONGEST, warm=LONGEST)
    shelf = Shelf(maker, None if maker else bench)

    async def home(request: Any) -> Any:
        return page(_home(_lang(request)))

    async def lesson(request: Any) -> Any:
        name, seed = request.path_params["name"], request.query_params.get("seed", "")
        lang = _lang(request)
        if name not in LESSONS or not (seed == "" or seed.isdecimal() and len(seed) < 10 and int(seed) <= MOST_SEED):
            return said(lang, words()[lang]["app.unknown"], 404)
        made = await shelf.get(name, int(seed) if seed else LESSONS[name].seed)
        if made is None:
            return said(lang, words()[lang]["app.busy"], 503)
        return page(lesson_page(made, lang), csp=policy(template()))

    @asynccontextmanager
    async def life(app: Any) -> AsyncIterator[None]:
        if warm:
            desk.start()
        yield
        await desk.close()
        await bench.close()

    routes = [Route("/", home), Route("/lesson/{name}", lesson), *desk.routes()]
    if door is not None:
        routes.append(Route("/code", door.come, methods=["POST"]))
    errors = {Exception: _broken, Refused: _refused, DetenteError: _refused, 404: _nothing, 405: _nothing}
    app = Starlette(routes=routes, middleware=[Middleware(Guard, names=names, port=port, door=door)],
                    exception_handlers=errors, lifespan=life)
    app.state.desk = desk
    return app


class Shelf:
    """Lessons made before, and the few that wait for their turn."""

    def __init__(self, maker: Maker | None, bench: Seats | None = None) -> None:
        self._maker, self._bench, self._turn, self._waiting = maker, bench, asyncio.Lock(), 0
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
                        self._made[key] = await (self._bench.call(lived, name, seed) if self._bench is not None
                                                 else asyncio.to_thread(self._maker or lived, name, seed))
            finally:
                self._waiting -= 1
        self._made.move_to_end(key)
        while len(self._made) > KEPT:
            self._made.popitem(last=False)
        return self._made[key]


def lived(name: str, seed: int) -> Any:
    """A lesson, made at a seat."""
    return make(named(name), seed)


def _lang(request: Any) -> str:
    asked = request.query_params.get("lang", "")
    return asked if asked in LANGUAGES else LANGUAGES[0]


async def _broken(request: Any, error: Exception) -> Any:
    """What fails takes nothing else down, and tells nothing of this machine."""
    if request.url.path.startswith("/api/"):
        return answer(request.scope, Refused(500, "failed"))
    lang = _lang(request)
    return said(lang, words()[lang]["app.failed"], 500)


async def _refused(request: Any, error: Exception) -> Any:
    from .desk.refuse import of_error

    if isinstance(error, DetenteError):
        from starlette.responses import JSONResponse

        from .answers import HEADERS

        return JSONResponse({"error": of_error(error)}, 400, HEADERS)
    assert isinstance(error, Refused)
    return answer(request.scope, error)


async def _nothing(request: Any, error: Any) -> Any:
    """No such address, or not in this way."""
    refused = Refused(error.status_code, "unknown" if error.status_code == 404 else "method")
    if request.url.path.startswith("/api/"):
        return answer(request.scope, refused)
    lang = _lang(request)
    return said(lang, phrase(f"refuse.{refused.what}", lang), error.status_code)


def _home(lang: str) -> str:
    told, other = words()[lang], "en" if lang == "fr" else "fr"
    rows = "".join(
        f"<li><h3 id='{name}'>{html.escape(told[f'lesson.{name}.title'])}</h3>"
        f"<form action='/lesson/{name}' aria-labelledby='{name}'><input type='hidden' name='lang' value='{lang}'>"
        f"<button id='open-{name}' aria-labelledby='open-{name} {name}'>{html.escape(told['app.open'])}</button> "
        f"<label>{html.escape(told['app.seed'])} "
        f"<input name='seed' type='number' min='0' max='{MOST_SEED}' value='{lesson.seed}'></label></form></li>"
        for name, lesson in LESSONS.items())
    title, about, open_it = (html.escape(phrase(f"said.{key}", lang)) for key in ("title", "desk", "open"))
    desk = f"<section class='door'><h2 id='options'>{title}</h2><p>{about}</p>" \
           f"<p><a id='desk' aria-labelledby='desk options' href='/desk?lang={lang}'>{open_it}</a></p></section>"
    return frame(lang, f"<p>{html.escape(told['banner.head'])} {html.escape(told['banner'])}</p>{desk}"
                       f"<h2>{html.escape(phrase('said.lessons', lang))}</h2><ul>{rows}</ul>"
                       f"<p>{html.escape(told['app.wait'])}</p><p><a href='/?lang={other}' lang='{other}'>"
                       f"{'English' if other == 'en' else 'Français'}</a></p>")


__all__ = ["HOSTS", "PLAIN", "Shelf", "build"]
