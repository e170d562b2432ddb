"""The languages spoken here, and the texts of each room, from gettext catalogues.

English is the template, ``detente.pot``; French is ``fr/LC_MESSAGES/detente.po``. Read here is what
``python -m detente.locale.update`` compiled of them, with the standard library alone.
"""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations, translation
from pathlib import Path

LANGUAGES = ("fr", "en")
DOMAIN, HOME = "detente", Path(__file__).resolve().parent
MAIN = "main"
"""The room of `detente.i18n.text`."""
SENTENCES = ("columns", "errors", "formulas")
"""Rooms without keys: there the English sentence itself, as it stands in the code, is the key."""


@cache
def _compiled(lang: str) -> GNUTranslations:
    return translation(DOMAIN, HOME, [lang])


@cache
def catalogue(name: str) -> dict[str, str]:
    """All texts of a room in a language by key, in the order of the template; English where the French is not written yet.

    Parameters
    ----------
    name : str
        ``<room>_<language>``, as ``app_fr``; a language alone is the main room.

    Raises
    ------
    KeyError
        For a room or a language that is not there.
    """
    room, _, lang = name.rpartition("_")
    room, english = room or MAIN, _compiled("en")
    listed = english.pgettext("keys", room)
    if lang not in LANGUAGES or listed == room:
        raise KeyError(name)
    keys, spoken = listed.split("\n"), _compiled(lang)
    if room in SENTENCES:
        return {key: spoken.pgettext(room, key) for key in keys}
    texts = {context(room, key): english.pgettext(room, key) for key in keys}
    if lang != "en":
        texts = {at: spoken.pgettext(at, text) for at, text in texts.items()}
    return dict(zip(keys, texts.values(), strict=True))


def context(room: str, key: str) -> str:
    """What stands as ``msgctxt`` in the catalogues: ``app|day.n``; of a sentence, the room alone."""
    return room if room in SENTENCES else f"{room}|{key}"
