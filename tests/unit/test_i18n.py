"""Two languages, the same keys, the same blanks; French typography; numbers as each language writes them."""

from __future__ import annotations

import math
import re
import string
from pathlib import Path

import pytest
from detente import i18n
from detente.errors import DetenteError
from detente.i18n import NARROW, catalogue, decimal, language, listing

PACKAGE = Path(i18n.__file__).parent

ROOMS = sorted(p.stem.removesuffix("_en") for p in (PACKAGE / "locale").glob("*_en.json"))
"""Parts with a catalogue of their own."""


def blanks(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_same_keys_and_blanks():
    assert catalogue("fr").keys() == catalogue("en").keys()
    for key, text in catalogue("en").items():
        if key != "compare.columns":
            assert blanks(text) == blanks(catalogue("fr")[key]), key
        assert text.strip() and catalogue("fr")[key].strip()


@pytest.mark.parametrize("key", catalogue("fr"))
def test_french_typography(key):
    text = catalogue("fr")[key]
    assert "'" not in text, "typographic apostrophe"
    assert not re.search(r"[ \u00a0][;:?!%»]|«[ \u00a0]", text), "narrow no-break space before ; : ? ! %"


def test_every_key_is_used_and_every_used_key_exists():
    source = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")).replace("'", '"')
    for key in catalogue("en"):
        parts = key.split(".")
        direct = f'"{key}"' in source or f'"{key.removeprefix("help.")}"' in source
        built = any(f'"{".".join(parts[:k])}.{{' in source for k in range(1, len(parts)))
        assert direct or built, f"{key} is never said"
    said = re.findall(r'\b(?:text|say|told)\(\s*"([a-z_.]+)"', source)
    known = {key for room in ("en", *ROOMS) for key in catalogue(room if room == "en" else f"{room}_en")}
    for key in said:
        assert key in known or f"help.{key}" in known, key


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_says_the_same_in_both_languages(room):
    en, fr = catalogue(f"{room}_en"), catalogue(f"{room}_fr")
    assert list(en) == list(fr)
    for key, words in fr.items():
        assert blanks(words) == blanks(en[key]), key
        assert "'" not in words and not re.search(r"[ \u00a0][;:?!%»]|«[ \u00a0]", words), key


@pytest.mark.parametrize(("env", "lang"), [
    ({}, "en"), ({"LANG": "fr_FR.UTF-8"}, "fr"), ({"LANG": "fr_FR", "LC_ALL": "C"}, "en"), ({"LANG": "de_DE"}, "en"),
    ({"LANG": "fr_FR", "DETENTE_LANG": "en"}, "en"), ({"DETENTE_LANG": "FR"}, "fr"),
])
def test_language(env, lang):
    assert language(None, env) == lang
    assert language("fr", env) == "fr"


def test_other_languages_are_refused():
    with pytest.raises(DetenteError, match="fr, en"):
        language("de", {})


@pytest.mark.parametrize(("x", "fr", "en"), [
    (1234.5, f"1{NARROW}234", "1,234"), (-0.0123, "−0,012", "−0.012"), (0.0, "0", "0"), (12.34, "12,3", "12.3"),
    (math.nan, "–", "–"), (math.inf, "∞", "∞"), (-0.0001, "0,000", "0.000"),
])
def test_numbers(x, fr, en):
    assert decimal(x, "fr") == fr and decimal(x, "en") == en


def test_signs_and_lists():
    assert decimal(0.5, "en", 1, sign=True) == "+0.5" and decimal(0.0, "en", 1, sign=True) == "0.0"
    assert listing(["a", "b", "c"], "fr") == "a, b et c" and listing([], "en") == ""
