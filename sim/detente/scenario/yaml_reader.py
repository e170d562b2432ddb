"""YAML 1.2, read with care: every value keeps its line, and nothing clever is accepted.

A scenario needs mappings, lists, words and numbers. Anchors, aliases, tags, merge keys and several documents are
refused, so that a file means what a reader sees, and so that no small file can unfold into a large one.
"""

from __future__ import annotations

import math
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import DetenteError, Said, said
from ..heard import heard, reason
from .decode import ODD, decode
from .words import clip

MAX_BYTES = 256 * 1024
MAX_DEPTH = 20
MAX_LINE = 5_000  # characters; also what keeps the parser quick on a file without line ends
MAX_LINES = 10_000
MAX_LIST = 1_000
MAX_KEYS = 600
MAX_NODES = 12_000
MAX_DIGITS = 19  # as many as the largest seed has

_NESTED = re.compile(rf"(?:[\[{{]\s*){{{MAX_DEPTH + 1}}}")
_INT = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_CONSTANTS = {"": None, "~": None, "null": None, "Null": None, "NULL": None,
              "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_NAMES = {0xEF: "UTF-8", 0xFE: "UTF-16", 0xFF: "UTF-16"}


@dataclass(slots=True)
class Node:
    """A value and where it stands.

    ``value`` is ``None``, ``bool``, ``int``, ``float``, ``str``, ``list[Node]`` or ``dict[str, Node]``; ``line`` is the
    line of the value, ``key_line`` that of its key (the same for list items); both are None for values set in Python.
    """

    value: Any
    line: int | None = None
    key_line: int | None = None

    @property
    def is_map(self) -> bool:
        """Whether it holds keys and values."""
        return isinstance(self.value, dict)


def node_of(value: Any) -> Node:
    """A tree of nodes without lines from plain Python values (NumPy scalars included)."""
    if isinstance(value, dict):
        return Node({str(key): node_of(item) for key, item in value.items()})
    if isinstance(value, list | tuple):
        return Node([node_of(item) for item in value])
    if hasattr(value, "item") and not isinstance(value, int | float | str):
        value = value.item()
    return Node(value)


def plain(node: Node) -> Any:
    """The values of a tree without their lines."""
    if isinstance(node.value, dict):
        return {key: plain(item) for key, item in node.value.items()}
    if isinstance(node.value, list):
        return [plain(item) for item in node.value]
    return node.value


def read_file(path: str | Path, label: str | None = None) -> Node:
    """Read a YAML file whose top is a mapping.

    Raises
    ------
    DetenteError
        With file and line, for anything that is not a small, plain YAML 1.2 mapping in UTF-8.
    """
    path = Path(path)
    label = label or clip(str(path), 300, quote=False)
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            raise DetenteError("this is a folder, not a scenario file", label, wish="give a file that ends in .yaml")
        if not stat.S_ISREG(about.st_mode):
            raise DetenteError("this is not an ordinary file", label)
        if about.st_size > MAX_BYTES:
            raise _too_big(label, about.st_size)
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise DetenteError("there is no such file", label) from None
    except PermissionError:
        raise DetenteError("this file may not be read", label, wish="check its permissions") from None
    except (OSError, ValueError) as error:
        raise DetenteError(said("this file cannot be read: {reason}", reason=reason(error)), label) from None
    return parse(data, label)


def parse(data: bytes | str, label: str) -> Node:
    """Read YAML text (or its bytes) whose top is a mapping; ``label`` names it in error messages."""
    if isinstance(data, str):
        data = data.encode("utf-8", "surrogatepass")
    if len(data) > MAX_BYTES:
        raise _too_big(label, len(data))
    text = decode(data, label)
    _check_shape(text, label)
    node = _Builder(label).document(text)
    if node is None or node.value is None:
        raise DetenteError("this file is empty", label, node.line if node else 1,
                           wish="write `extends: baseline` to start from the shipped scenario")
    if not node.is_map:
        raise DetenteError("a scenario is made of `key: value` lines", label, node.line,
                           given=said("a list") if isinstance(node.value, list) else clip(node.value))
    return node


def _too_big(label: str, size: int) -> DetenteError:
    return DetenteError("this file is too large for a scenario", label, 1, given=said("{size} kB", size=round(size / 1024)),
                        allowed=said("at most {size} kB", size=MAX_BYTES // 1024))


def _check_shape(text: str, label: str) -> None:
    """Refuse what no scenario has and what would only keep the parser busy."""
    nested = _NESTED.search(text)
    if nested:
        raise _too_deep(label, text.count("\n", 0, nested.start()) + 1)
    lines = text.split("\n")
    if len(lines) > MAX_LINES:
        raise DetenteError("this file has too many lines for a scenario", label, MAX_LINES + 1,
                           given=said("{n} lines", n=len(lines)), allowed=said("at most {n}", n=MAX_LINES))
    for number, line in enumerate(lines, 1):
        if len(line) > MAX_LINE:
            raise DetenteError("this line is too long", label, number, given=said("{n} characters", n=len(line)),
                               allowed=said("at most {n}", n=MAX_LINE))


def _too_deep(label: str, line: int) -> DetenteError:
    return DetenteError("this is nested too deeply", label, line, allowed=said("at most {n} levels", n=MAX_DEPTH))


def scalar(text: str, label: str, line: int) -> Any:
    """The value of an unquoted word, by the core schema of YAML 1.2: ``no`` is a word, ``010`` is ten."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _INT.fullmatch(text):
        digits = len(text.lstrip("+-"))
        if digits > MAX_DIGITS:
            raise DetenteError("this number is too long", label, line, given=said("{n} digits", n=digits),
                               allowed=said("at most {n} digits", n=MAX_DIGITS))
        return int(text[2:], {"o": 8, "x": 16}[text[1]]) if text[:2] in ("0o", "0x") else int(text)
    if _NOT_FINITE.fullmatch(text):
        raise DetenteError("a number must be finite", label, line, given=clip(text))
    if _FLOAT.fullmatch(text):
        number = float(text) if len(text) <= 64 else math.inf
        if not math.isfinite(number):
            raise DetenteError("this number is too long or too large", label, line, given=clip(text))
        return number
    return text


def _not_yaml(problem: object) -> Said:
    return said("this is not YAML: {problem}", problem=heard(clip(problem, 160, quote=False)))


class _Builder:
    """Makes nodes from the parser's events, and stops at the first thing that has no place in a scenario."""

    def __init__(self, label: str) -> None:
        self.label = label
        self.count = 0

    def document(self, text: str) -> Node | None:
        events = self._events(text)
        root: Node | None = None
        documents = 0
        for event in events:
            name = type(event).__name__
            if name == "DocumentStartEvent":
                documents += 1
                line = event.start_mark.line + 1
                if documents > 1:
                    raise DetenteError("a scenario is one document", self.label, line, given=said("a second `---`"))
                if event.tags or (event.version and tuple(event.version) != (1, 2)):
                    raise DetenteError("directives are not accepted", self.label, 1, given=said("a line that starts with %"))
            elif name not in ("StreamStartEvent", "StreamEndEvent", "DocumentEndEvent", "CommentEvent"):
                root = self._node(event, events, 1)
        return root

    def _events(self, text: str) -> Iterator[Any]:
        from ruamel.yaml import YAML
        from ruamel.yaml.error import MarkedYAMLError

        try:
            yield from YAML(typ="safe", pure=True).parse(text)
        except DetenteError:
            raise
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = min(mark.line, text.count("\n")) + 1 if mark else 1
            tabs = "\\t" in str(error.problem)
            wish = "indent with spaces, not tabs" if tabs else "check the indentation, the colons and the quotes"
            raise DetenteError(_not_yaml(error.problem or "unreadable"), self.label, line, wish=wish) from None
        except Exception as error:  # the parser lets a few of its own slips through (bad escapes, odd directives)
            raise DetenteError(_not_yaml(error), self.label, 1, wish="check escapes such as \\U in quoted text") from None

    def _node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        line = event.start_mark.line + 1
        self.count += 1
        name = type(event).__name__
        if name == "AliasEvent" or event.anchor is not None:
            raise DetenteError("anchors and aliases are not accepted", self.label, line,
                               given=("*" if name == "AliasEvent" else "&") + clip(event.anchor, quote=False),
                               wish="write the value again, or put it in a scenario and use `extends:`")
        if event.tag is not None:
            raise DetenteError("tags are not accepted", self.label, line, given=clip(event.tag),
                               wish="quote the text if it starts with an exclamation mark")
        if self.count > MAX_NODES:
            raise DetenteError("this file holds too many values for a scenario", self.label, line,
                               allowed=said("at most {n}", n=MAX_NODES))
        if name == "ScalarEvent":
            return Node(self._scalar(event, line), line, line)
        if depth > MAX_DEPTH:
            raise _too_deep(self.label, line)
        return Node(self._list(events, depth) if name == "SequenceStartEvent" else self._map(events, depth), line, line)

    def _scalar(self, event: Any, line: int) -> Any:
        if event.style not in (None, ""):
            odd = ODD.search(event.value)
            if odd:
                raise DetenteError("this text hides a control character", self.label, line,
                                   given=f"U+{ord(odd.group()):04X}")
            return str(event.value)
        return scalar(str(event.value), self.label, line)

    def _list(self, events: Iterator[Any], depth: int) -> list[Node]:
        items: list[Node] = []
        for event in events:
            if type(event).__name__ == "SequenceEndEvent":
                break
            if len(items) >= MAX_LIST:
                raise DetenteError("this list is too long", self.label, event.start_mark.line + 1,
                                   allowed=said("at most {n} items", n=MAX_LIST))
            items.append(self._node(event, events, depth + 1))
        return items

    def _map(self, events: Iterator[Any], depth: int) -> dict[str, Node]:
        items: dict[str, Node] = {}
        for event in events:
            if type(event).__name__ == "MappingEndEvent":
                break
            line = event.start_mark.line + 1
            key = self._key(event, events, depth, line)
            if key in items:
                raise DetenteError("this key is written twice", self.label, line, clip(key, quote=False),
                                   wish=said("the first is on line {line}", line=items[key].key_line))
            if len(items) >= MAX_KEYS:
                raise DetenteError("too many keys in one place", self.label, line, allowed=said("at most {n}", n=MAX_KEYS))
            value = self._node(next(events), events, depth + 1)
            items[key] = Node(value.value, value.line, line)
        return items

    def _key(self, event: Any, events: Iterator[Any], depth: int, line: int) -> str:
        if type(event).__name__ not in ("ScalarEvent", "AliasEvent"):
            raise DetenteError("a key must be a word or a number", self.label, line, given=said("a list or a mapping as key"))
        node = self._node(event, events, depth)
        if event.value == "<<" and event.style in (None, ""):
            raise DetenteError("merge keys (<<) are not accepted", self.label, line, wish="use `extends:` instead")
        if node.value is None:
            raise DetenteError("a key is missing before the colon", self.label, line)
        return str(event.value)
