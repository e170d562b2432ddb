"""What the system and the libraries say when they refuse, recognised so that it can be said in French too."""

from __future__ import annotations

import re
from functools import cache

from .errors import Said, said

SYSTEM = (
    "No such file or directory", "Permission denied", "Operation not permitted", "No space left on device",
    "Disk quota exceeded", "Is a directory", "Not a directory", "File exists", "File name too long",
    "Read-only file system", "Too many levels of symbolic links", "Input/output error", "embedded null byte",
    "embedded null character", "[Errno {number}] {reason}: {path}",
)
YAML = (
    "mapping values are not allowed here", "mapping keys are not allowed here", "could not find expected ':'",
    "expected ',' or '}}', but got {token}", "expected ',' or ']', but got {token}",
    "expected <block end>, but found {token}", "expected the node content, but found {token}",
    "found character {letter} that cannot start any token", "found unexpected end of stream",
    "found unexpected document separator", "found unknown escape character {letter}", "unreadable",
)
COMMAND_LINE = (
    "Got unexpected extra argument(s) ({given})", "Got unexpected extra argument ({given})",
    "Got unexpected extra arguments ({given})", "Option '{name}' requires an argument.",
    "Option '{name}' does not take a value.", "{given} is not a valid integer.",
    "Input should be a valid integer, unable to parse string as an integer",
    "Invalid value for '{name}': {reason}",
)


def heard(text: str) -> Said:
    """A sentence of somebody else's; one that is not known is quoted as it is in French."""
    for template, pattern in _patterns():
        found = pattern.fullmatch(text)
        if found:
            values = found.groupdict()
            return Said(template, {**values, "reason": heard(values["reason"])} if "reason" in values else values)
    return said("{words}", words=text)


def reason(error: Exception) -> Said:
    """Why the system refused something."""
    return heard(getattr(error, "strerror", None) or str(error))


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((template, re.compile(_pattern(template))) for template in (*SYSTEM, *YAML, *COMMAND_LINE))


def _pattern(template: str) -> str:
    """``found {letter}`` as a pattern with a group ``letter``."""
    parts = re.split(r"\{(\w+)\}", template)
    return "".join(f"(?P<{part}>.+)" if at % 2 else re.escape(part.replace("}}", "}")) for at, part in enumerate(parts))
