"""The code that is asked for when the screens are served to other machines: shown in the terminal, used once, few tries.

A browser that gave it keeps a cookie that only this server reads; the next browser is asked for the next code.
"""

from __future__ import annotations

import hmac
import html
import secrets
import time
from collections.abc import Callable
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs

from ..locale import LANGUAGES
from .desk.refuse import Refused, phrase

COOKIE = "detente"
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
LENGTH = 8
TRIES, PAUSE = 5, 60.0
"""Wrong codes before the code is changed and nobody may try for so many seconds."""
SESSIONS = 60


class Door:
    """Asks for the code.

    Parameters
    ----------
    tell : callable
        Shows a new code to whoever started the server.
    now : callable
        Seconds, for tests.
    """

    def __init__(self, tell: Callable[[str], None], now: Callable[[], float] = time.monotonic) -> None:
        self._tell, self._now = tell, now
        self._sessions: list[str] = []
        self._wrong, self._shut_until = 0, 0.0
        self._change()

    def _change(self) -> None:
        self._code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
        self._tell(self._code)

    def knows(self, cookie: str) -> bool:
        """Whether a browser gave a code before; every session is compared, each in constant time."""
        try:
            morsel = SimpleCookie(cookie[:4000]).get(COOKIE)
        except CookieError:
            return False
        given = (morsel.value if morsel else "").encode()
        return sum(hmac.compare_digest(given, known.encode()) for known in self._sessions) > 0

    def enter(self, given: str) -> str | None:
        """A session for whoever gives the code; None for a wrong one.

        Raises
        ------
        Refused
            Too many wrong codes; nobody may try for a while.
        """
        if self._now() < self._shut_until:
            raise Refused(429, "tries")
        plain = "".join(given.upper().split()).encode("utf-8", "replace")[:64]
        if not hmac.compare_digest(plain, self._code.encode()):
            self._wrong += 1
            if self._wrong >= TRIES:
                self._wrong, self._shut_until = 0, self._now() + PAUSE
                self._change()
            return None
        self._wrong = 0
        session = secrets.token_urlsafe(24)
        self._sessions = [*self._sessions[-SESSIONS + 1:], session]
        self._change()
        return session

    def ask(self, scope: Any, wrong: str | None = None, code: int = 401) -> Any:
        """What a browser without a session is told: the page that asks, or a refusal."""
        from .answers import API, answer

        if scope["path"].startswith(API):
            return answer(scope, Refused(401, "code"))
        return _page(_lang(scope), wrong, code)

    async def come(self, request: Any) -> Any:
        """``POST /code``: let in, or ask again."""
        from starlette.responses import RedirectResponse

        lang = _lang(request.scope)
        try:
            given = parse_qs((await request.body()).decode("utf-8", "replace"), max_num_fields=4).get("code", [""])[0]
            session = self.enter(given)
        except ValueError:
            session = None
        except Refused as refused:
            return self.ask(request.scope, refused.what, refused.code)
        if session is None:
            return self.ask(request.scope, "wrong_code", 403)
        answer = RedirectResponse(f"/?lang={lang}", 303, {"Cache-Control": "no-store"})
        answer.set_cookie(COOKIE, session, httponly=True, samesite="strict", path="/")
        return answer


def _lang(scope: Any) -> str:
    asked = parse_qs(scope["query_string"].decode("latin-1")).get("lang", [""])[0]
    return asked if asked in LANGUAGES else LANGUAGES[0]


def _page(lang: str, wrong: str | None, code: int) -> Any:
    from .frame import frame, page

    told = f"<p role='alert'>{html.escape(phrase(f'refuse.{wrong}', lang))}</p>" if wrong else ""
    form = (f"<form method='post' action='/code?lang={lang}'><label>{html.escape(phrase('said.code', lang))} "
            f"<input name='code' autocomplete='one-time-code' maxlength='12' required></label> "
            f"<button>{html.escape(phrase('said.enter', lang))}</button></form>")
    other = "en" if lang == "fr" else "fr"
    switch = f"<p><a href='/?lang={other}' lang='{other}'>{'English' if other == 'en' else 'Français'}</a></p>"
    # a form sends no Origin under no-referrer; here it must
    return page(frame(lang, told + form + switch), code, {"Referrer-Policy": "same-origin"})
