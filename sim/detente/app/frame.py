"""The plain pages of the server: a heading, some words, a form; no script."""

from __future__ import annotations

import html
from typing import Any

from ..locale import catalogue
from .answers import HEADERS

PLAIN = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'"
STYLE = ("body{font:1.1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1c2733}"
         "a{color:#12508a}ul{list-style:none;padding:0}li{margin:1rem 0}h3{font-size:1.1rem;margin:0 0 .3rem}"
         "input{font:inherit;width:6rem;padding:.2rem .4rem;border:1px solid #5d6b78;border-radius:.3rem}"
         "button{font:inherit;font-weight:600;color:#fff;background:#12508a;border:0;border-radius:.3rem;padding:.4rem .8rem;"
         "margin-right:1rem;cursor:pointer}:focus-visible{outline:3px solid #b35900;outline-offset:2px}"
         ".door{border:1px solid #5d6b78;border-radius:.4rem;padding:.2rem 1rem;margin:1.5rem 0}")


def frame(lang: str, body: str) -> str:
    """A page around a body of markup."""
    head = "<meta charset='utf-8'><meta name='viewport' content='width=device-width'><title>Détente</title>"
    return (f"<!doctype html><html lang='{lang}'><head>{head}<style>{STYLE}</style></head>"
            f"<body><main><h1>Détente</h1>{body}</main></body></html>")


def page(text: str, code: int = 200, more: dict[str, str] | None = None, csp: str = PLAIN) -> Any:
    """The answer that holds a page."""
    from starlette.responses import HTMLResponse

    return HTMLResponse(text, code, {**HEADERS, "Content-Security-Policy": csp, **(more or {})})


def said(lang: str, words: str, code: int) -> Any:
    """A sentence, and the way back."""
    back = html.escape(catalogue(f"app_{lang}")["app.home"])
    return page(frame(lang, f"<p>{html.escape(words)}</p><p><a href='/?lang={lang}'>{back}</a></p>"), code)
