"""The desk's page: built once, the data put into it; its own script by its hash, no address but this server's."""

from __future__ import annotations

import html
from functools import cache
from pathlib import Path

from ..page import DATA_AT, POLICY_AT, SCRIPT, _inside, policy
from .data import page_data
from .refuse import phrase

TEMPLATE = Path(__file__).resolve().parents[1] / "built" / "desk.html"


def built() -> bool:
    """Whether there is a page."""
    return TEMPLATE.is_file()


def template() -> str:
    """The page as it was built; both marks are there once."""
    return _read(TEMPLATE, TEMPLATE.stat().st_mtime_ns)


@cache
def _read(path: Path, _changed: int) -> str:
    text = path.read_text(encoding="utf-8")
    if text.count(POLICY_AT) != 1 or text.count(DATA_AT) != 1 or len(SCRIPT.findall(text)) != 1:
        raise ValueError(f"{path.name} is not a page of this version: build the front end again")
    return text


def desk_policy(text: str) -> str:
    """As a lesson's policy, but the page may ask this server."""
    return policy(text).replace("connect-src 'none'", "connect-src 'self'")


def desk_page(lang: str) -> tuple[str, str]:
    """The whole page, and its content security policy."""
    text = template()
    csp = desk_policy(text)
    data = f'<script type="application/json" id="detente-desk">{_data(lang)}</script>'
    parts = {POLICY_AT: f'<meta http-equiv="Content-Security-Policy" content="{csp}">', DATA_AT: data,
             '<html lang="fr">': f'<html lang="{lang}">',
             "<title>Détente</title>": f"<title>{html.escape(phrase('said.title', lang))} · Détente</title>"}
    for mark, put in parts.items():
        text = text.replace(mark, put, 1)
    return text, csp


@cache
def _data(lang: str) -> str:
    return _inside({"lang": lang, **page_data()})
