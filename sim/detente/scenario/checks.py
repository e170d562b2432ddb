"""Checks of single values: each refusal names file, line, key, what was given and what is allowed."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any, NoReturn

from ..declare.parameter import Lever, Parameter
from ..errors import DetenteError, Said, said, span
from . import words
from .yaml_reader import ODD, Node

MAX_TEXT = 2_000
_COMMA = re.compile(r"[-+]?\d+,\d+")
_PERCENT = re.compile(r"([-+]?\d+(?:[.,]\d+)?)\s*%")


class Checker:
    """Checks the values of one file; ``file`` is None for values set in Python."""

    def __init__(self, file: str | None) -> None:
        self.file = file

    def fail(self, what: str, node: Node | None, key: str, *, given: object = None, allowed: str | None = None,
             wish: str | None = None, at_key: bool = False) -> NoReturn:
        """Raise the one error."""
        line = None if node is None else (node.key_line if at_key or node.value is None else node.line)
        found = None if given is None else words.clip(given)
        if isinstance(given, Said):
            found = said("'{given}'", given=given)
        raise DetenteError(what, self.file, line, words.clip(key, 120, quote=False), found, allowed, wish)

    def mapping(self, node: Node, key: str) -> dict[str, Node]:
        """The keys and values below ``key``."""
        if not isinstance(node.value, dict):
            if node.value is None:
                self.fail("nothing is written after this key", node, key, at_key=True,
                          wish="fill it, or remove the line")
            self.fail("indented `key: value` lines are expected here", node, key, given=shown(node))
        return node.value

    def unknown(self, node: Node, key: str, where: str, names: Collection[str], wish: str | None = None) -> NoReturn:
        """Refuse a key nobody knows, and guess the one that was meant."""
        full = f"{where}.{key}" if where else key
        if key.isdigit():
            wish = "decimals are written with a point: 0.7"
        wish = wish or words.wish(key, names)
        allowed = ", ".join(sorted(names)) if len(names) <= 12 else None
        self.fail("this key is unknown", node, full, at_key=True, allowed=allowed, wish=wish)

    def dotted(self, node: Node, where: str, names: Collection[str], prefix: str = "") -> Iterator[tuple[str, Node]]:
        """Leaves below ``where`` by dotted name; keys may be dotted, nested, or both."""
        place = f"{where}.{prefix}".rstrip(".")
        for key, child in self.mapping(node, place).items():
            full = prefix + key
            if full in names:
                yield full, child
                continue
            below = [name for name in names if name.startswith(full + ".")]
            if not below:
                here = [name[len(prefix):] for name in names if name.startswith(prefix)]
                local = dict.fromkeys(name.split(".")[0] for name in here)
                self.unknown(child, key, place, local, words.wish(key, [*local, *here]))
            if not child.is_map:
                self.fail("this is a group; name what is set inside it", child, f"{where}.{full}", given=shown(child),
                          allowed=", ".join(dict.fromkeys(name[len(full) + 1:].split(".")[0] for name in below)))
            yield from self.dotted(child, where, names, full + ".")

    def number(self, node: Node, key: str, low: float, high: float, unit: str = "") -> float:
        """A finite number within hard bounds."""
        value, allowed = node.value, span(f"{low:g}", f"{high:g}", unit)
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.fail("a number is expected", node, key, given=shown(node), allowed=allowed, wish=_number_wish(value))
        if isinstance(value, float) and not math.isfinite(value):
            self.fail("a number must be finite", node, key, given=value, allowed=allowed)
        if not low <= value <= high:
            self.fail("this value is out of bounds", node, key, given=value, allowed=allowed)
        return float(value) + 0.0  # no minus zero

    def whole(self, node: Node, key: str, low: int, high: int, unit: str = "") -> int:
        """A whole number within bounds; 3.0 counts as 3."""
        value, allowed = node.value, said("a whole number, {bounds}", bounds=span(low, high, unit))
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.fail("a whole number is expected", node, key, given=shown(node), allowed=allowed,
                      wish=_number_wish(value))
        if isinstance(value, float) and not value.is_integer():
            self.fail("a whole number is expected", node, key, given=value, allowed=allowed)
        if not low <= value <= high:
            self.fail("this value is out of bounds", node, key, given=value, allowed=allowed)
        return int(value)

    def lever(self, node: Node, key: str, lever: Lever) -> float:
        """A lever's value: a number in its hard bounds, or the word (or code) of a choice."""
        if not lever.choices:
            return self.number(node, key, lever.low, lever.high, lever.unit)
        value = node.value
        if isinstance(value, str) and value.strip().lower() in lever.choices:
            return float(lever.choices.index(value.strip().lower()))
        if isinstance(value, int | float) and not isinstance(value, bool) and value in range(len(lever.choices)):
            return float(value) + 0.0
        self.fail("this is none of the choices", node, key, given=shown(node), allowed=", ".join(lever.choices),
                  wish=words.wish(value, lever.choices) if isinstance(value, str) else None)

    def parameter(self, node: Node, key: str, parameter: Parameter) -> float:
        """A parameter's value in its hard bounds."""
        return self.number(node, key, parameter.low, parameter.high, parameter.unit)

    def switch(self, node: Node, key: str) -> bool:
        """``on`` or ``off``, ``true`` or ``false``."""
        value = node.value.strip().lower() if isinstance(node.value, str) else node.value
        if value is True or value == "on":
            return True
        if value is False or value == "off":
            return False
        wish = {"no": "write `off`", "yes": "write `on`", 0: "write `off`", 1: "write `on`"}
        self.fail("this is neither on nor off", node, key, given=shown(node), allowed="on, off",
                  wish=wish.get(value) if isinstance(value, str | int) else None)

    def word(self, node: Node, key: str, choices: Iterable[str]) -> str:
        """One of some words."""
        known = tuple(choices)
        value = node.value.strip() if isinstance(node.value, str) else None
        if value not in known:
            self.fail("this is none of the choices", node, key, given=shown(node),
                      allowed=", ".join(known) if len(known) <= 12 else None,
                      wish=words.wish(value, known) if value else None)
        return value

    def text(self, node: Node, key: str) -> str:
        """A text of reasonable length; a number is taken as its digits."""
        value = node.value
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str) or not value.strip():
            self.fail("a text is expected", node, key, given=shown(node), at_key=node.value is None)
        if len(value) > MAX_TEXT:
            self.fail("this text is too long", node, key, given=said("{n} characters", n=len(value)),
                      allowed=said("at most {n}", n=MAX_TEXT))
        if ODD.search(value):
            self.fail("this text hides a control character", node, key)
        return value

    def both_languages(self, node: Node, key: str) -> dict[str, str]:
        """``{fr: ..., en: ...}``; a single text serves for both, a missing language takes the other's text."""
        if not node.is_map:
            text = self.text(node, key)
            return {"fr": text, "en": text}
        found: dict[str, str] = {}
        for language, child in self.mapping(node, key).items():
            if language not in ("fr", "en"):
                self.unknown(child, language, key, ("fr", "en"))
            found[language] = self.text(child, f"{key}.{language}")
        if not found:
            self.fail("a text is expected", node, key, allowed="fr, en")
        one = next(iter(found.values()))
        return {"fr": found.get("fr", one), "en": found.get("en", one)}


def shown(node: Node) -> Any:
    """A value for an error message: containers by their sort."""
    if isinstance(node.value, dict | list):
        return said("a list") if isinstance(node.value, list) else said("a mapping")
    return said("nothing") if node.value is None else node.value


def _number_wish(value: object) -> Said | None:
    """What was probably meant by a text where a number is due."""
    if not isinstance(value, str):
        return None
    text = value.strip()[:40]
    percent = _PERCENT.fullmatch(text)
    if percent:
        share = float(percent[1].replace(",", ".")) / 100
        return said("a share is written as {share}", share=f"{share:g}")
    if _COMMA.fullmatch(text):
        return said("decimals are written with a point: {number}", number=text.replace(",", "."))
    try:
        float(text)
    except ValueError:
        return None
    return said("remove the quotes")
