"""How this server answers: the headers of every answer, and a refusal as its asker can read it."""

from __future__ import annotations

import json
from typing import Any

from .desk.refuse import Refused

API = "/api/"
HEADERS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "X-Frame-Options": "DENY",
           "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
           "Cache-Control": "no-store"}


def answer(scope: Any, refused: Refused) -> Any:
    """A refusal as its asker can read it."""
    from starlette.responses import PlainTextResponse, Response

    if scope["path"].startswith(API):
        text = json.dumps({"error": refused.body()}, ensure_ascii=False)
        return Response(text, refused.code, {**HEADERS, "Connection": "close"}, "application/json")
    said = refused.body()["message"]
    return PlainTextResponse("\n".join(said.values()) + "\n", refused.code, {**HEADERS, "Connection": "close"})
