"""Which model made a result: a hash of the source that decides outcomes, so that a kept run is never used for another model."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

DECIDES = ("declare", "world", "mechanisms", "policies", "scenario", "outcomes", "data")
"""Folders of the package of which a change may change an outcome."""


def _files(home: Path) -> list[Path]:
    loose = [home / f"{name}.py" for name in ("engine", "drivers", "founding", "life", "many", "staffing")]
    return sorted([*loose, *(p for room in DECIDES for p in (home / room).rglob("*") if p.suffix in (".py", ".csv"))])


def substance(source: str) -> str:
    """What a Python source says, without comments, docstrings and layout.

    Parameters
    ----------
    source : str

    Returns
    -------
    str
        All tokens in a row: a line broken elsewhere or a better comment is the same model.
    """
    import tokenize
    from io import StringIO

    words: list[str] = []
    starts = True
    for token in tokenize.generate_tokens(StringIO(source).readline):
        if token.type in (tokenize.COMMENT, tokenize.NL):
            continue
        if token.type in (tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENCODING):
            words.append({tokenize.NEWLINE: "\n", tokenize.INDENT: "\t", tokenize.DEDENT: "\v"}.get(token.type, ""))
            starts = True
            continue
        if not (starts and token.type == tokenize.STRING):
            words.append("".join(token.string.split()))
        starts = False
    return "".join(words)


@cache
def model_fingerprint() -> str:
    """Sixteen hexadecimal digits that change with anything the model's source or data say."""
    home = Path(__file__).resolve().parents[1]
    total = hashlib.sha256()
    for path in _files(home):
        text = path.read_bytes().replace(b"\r\n", b"\n")
        total.update(path.relative_to(home).as_posix().encode())
        total.update(substance(text.decode()).encode() if path.suffix == ".py" else text)
    return total.hexdigest()[:16]


@cache
def source_fingerprint(function: Callable[..., object]) -> str:
    """The same for the file in which a measure is defined, and the measure's name."""
    import inspect

    path = inspect.getsourcefile(function)
    text = Path(path).read_bytes().replace(b"\r\n", b"\n") if path else b""
    return hashlib.sha256(text + f"{function.__module__}.{function.__qualname__}".encode()).hexdigest()[:16]
