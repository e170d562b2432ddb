"""A lesson as one file: the built page, the words and the bundle put into it; nothing is fetched, ever."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ..locale import LANGUAGES, catalogue

if TYPE_CHECKING:
    from ..replay.bundle import Bundle

TEMPLATE = Path(__file__).parent / "built" / "lesson.html"
POLICY_AT, DATA_AT = "<!--detente:policy-->", "<!--detente:data-->"
SCRIPT = re.compile(r"<script type=\"module\"[^>]*>(.*?)</script>", re.S)


@cache
def template() -> str:
    """The page as it was built; both marks are there once."""
    text = TEMPLATE.read_text(encoding="utf-8")
    if text.count(POLICY_AT) != 1 or text.count(DATA_AT) != 1 or len(SCRIPT.findall(text)) != 1:
        raise ValueError(f"{TEMPLATE.name} is not a page of this version: build the front end again")
    return text


def policy(text: str) -> str:
    """Content security policy of a page: its own script by its hash, its own styles, no address to call."""
    found = SCRIPT.findall(text)
    digest = base64.b64encode(hashlib.sha256(found[0].encode("utf-8")).digest()).decode("ascii")
    return (f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; img-src data: blob:; "
            "font-src 'none'; connect-src 'none'; base-uri 'none'; form-action 'none'")


def words() -> dict[str, dict[str, str]]:
    """The words of the screens in every language: the same catalogue that Python reads."""
    return {lang: catalogue(f"app_{lang}") for lang in LANGUAGES}


def lesson_page(bundle: Bundle, lang: str = "fr") -> str:
    """The whole page.

    Parameters
    ----------
    bundle : Bundle
        Of a lesson.
    lang : {"fr", "en"}
        In which it opens; the other is one key away.
    """
    page = template()
    title = words()[lang][f"lesson.{bundle.data['lesson']['name']}.title"]
    data = (f'<script type="application/json" id="detente-texts">{_inside(words())}</script>\n'
            f'<script type="text/plain" id="detente-bundle">{base64.b64encode(bundle.packed()).decode("ascii")}</script>')
    page = page.replace(POLICY_AT, f'<meta http-equiv="Content-Security-Policy" content="{policy(page)}">')
    page = page.replace(DATA_AT, data).replace('<html lang="fr">', f'<html lang="{lang}">')
    return page.replace("<title>Détente</title>", f"<title>{html.escape(title)} · Détente</title>")


def _inside(value: object) -> str:
    """JSON that may stand inside a script element."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
