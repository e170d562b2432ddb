"""The formulas of each mechanism, as text to be read beside the code, and whether the code has changed since they were read.

One file a mechanism in ``report/formulas``: its source files, the fingerprint that their code had when the formulas were last
read against it, and each formula with a sentence in both languages. After a change of code, read the formulas again, then

    python -m detente.report.odd_formulas --read fear

which writes the new fingerprint. Without ``--read`` it lists what has to be read; a test says the same.
"""

from __future__ import annotations

import ast
import hashlib
import re
import sys
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..locale import catalogue

FOLDER = Path(__file__).resolve().parent / "formulas"
HOME = Path(__file__).resolve().parents[1]

SYMBOLS = {"a": "inmates", "b": "inmates", "f": "inmates", "tie": "bonds", "back": "bonds", "r": "rapports", "o": "officers",
           "g": "wings", "c": "cells", "s": "prison", "e": "log"}
"""Letters of the formulas -> table of ``world.records``."""

_NAME = re.compile(r"(?<![\w.])([a-z_]+)\.([a-z_]+)")
_WORD = "[A-Za-zÀ-ÿ](?:[’'-]?[A-Za-zÀ-ÿ])*"
_PHRASE = re.compile(f"{_WORD}(?: {_WORD})*")
SIGNS = frozenset({"exp", "ln", "min", "max", "sd", "σ", "K", "P", "U", "a", "b", "c", "e", "f", "g", "h", "k", "m", "n", "o",
                   "p", "q", "r", "s", "u", "v", "w", "x", "z", "tie", "back"})
"""Words of a formula that are the same in every language."""


@dataclass(frozen=True)
class Formula:
    """A formula and what it says.

    Attributes
    ----------
    en, fr : str
        One or two sentences.
    text : str
        Parameters by dotted name, states by the letters of `SYMBOLS`, levers as ``levers.name``.
    """

    en: str
    fr: str
    text: str


@dataclass(frozen=True)
class Submodel:
    """The formulas of a mechanism, from its file.

    Attributes
    ----------
    key : str
        Key of the mechanism.
    files : tuple of str
        Sources, relative to the package.
    read : str
        Fingerprint of their code when the formulas were read against it.
    formulas : tuple of Formula
    """

    key: str
    files: tuple[str, ...]
    read: str
    formulas: tuple[Formula, ...]

    @property
    def stale(self) -> bool:
        """The code has changed since the formulas were read."""
        return self.read != fingerprint(self.files)

    def names(self) -> list[tuple[str, str]]:
        """Every dotted name of its formulas, as (before, after) the dot."""
        return [(x, y) for formula in self.formulas for x, y in _NAME.findall(formula.text)]


def phrases(text: str) -> list[str]:
    """Words of a formula that a reader of another language does not know, as they follow one another."""
    bare = _NAME.sub("§", text)
    return [x for x in _PHRASE.findall(bare) if any(word not in SIGNS for word in x.split())]


def written(text: str, lang: str) -> str:
    """A formula as a language writes it: names stay, words between them are said in French."""
    if lang == "en":
        return text
    french = catalogue("formulas_fr")
    names = iter(_NAME.findall(text))
    said = _PHRASE.sub(lambda m: french.get(m.group(), m.group()), _NAME.sub("§", text))
    said = re.sub(r"(?<=\S)([:;])(?=\s)", "\u202f\\1", said)
    return re.sub("§", lambda _: ".".join(next(names)), said)


@cache
def submodel(key: str) -> Submodel | None:
    """The formulas of a mechanism, None if nobody has written them."""
    path = FOLDER / f"{key}.toml"
    if not path.is_file():
        return None
    kept = tomllib.loads(path.read_text(encoding="utf-8"))
    formulas = tuple(Formula(x["en"], x["fr"], x["is"].strip()) for x in kept["formula"])
    return Submodel(key, tuple(kept["files"]), kept.get("read", ""), formulas)


def unknown(key: str) -> list[str]:
    """Names in a mechanism's formulas that are no parameter, no lever and no state of the world."""
    from ..declare.levers import SCALARS
    from ..mechanisms import PARAMETERS
    from ..world.records import TABLES

    levers = {x.name for x in SCALARS} | {"response"}
    columns = {letter: {name for name, *_ in TABLES[table]} for letter, table in SYMBOLS.items()}
    made = submodel(key)
    out = []
    for before, after in made.names() if made else []:
        known = after in columns[before] if before in columns else after in levers if before == "levers" else \
            f"{before}.{after}" in PARAMETERS
        if not known:
            out.append(f"{before}.{after}")
    return out


def unnamed(key: str) -> list[str]:
    """Parameters of a mechanism that none of its formulas names."""
    from ..mechanisms import MECHANISMS

    made = submodel(key)
    said = {f"{x}.{y}" for x, y in made.names()} if made else set()
    return [x.name for m in MECHANISMS if m.key == key for x in m.parameters if x.name not in said]


@cache
def fingerprint(files: tuple[str, ...]) -> str:
    """Twelve hexadecimal digits of what the files do: functions and numbers, without words and without declarations."""
    total = hashlib.sha256()
    for name in files:
        tree = ast.parse((HOME / name).read_text(encoding="utf-8"))
        for node in tree.body:
            if isinstance(node, ast.FunctionDef):
                _silent(node)
            elif not isinstance(node, ast.Assign) or _declares(node):
                continue
            total.update(ast.unparse(node).encode())
    return total.hexdigest()[:12]


def _silent(node: ast.FunctionDef) -> None:
    """Take the docstring out."""
    first = node.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        node.body = node.body[1:] or [ast.Pass()]


def _declares(node: ast.Assign) -> bool:
    """A mechanism, a list of parameters, or a purpose of chance: words and defaults, looked at elsewhere."""
    names = {target.id for target in node.targets if isinstance(target, ast.Name)}
    called = getattr(getattr(node.value, "func", None), "id", "")
    return bool(names & {"MECHANISM", "PARAMETERS"}) or called in ("purpose", "Mechanism")


def mark_read(key: str) -> None:
    """Write the fingerprint that the code has now into a mechanism's file."""
    path = FOLDER / f"{key}.toml"
    made = submodel(key)
    if made is None:
        raise FileNotFoundError(path)
    head, *rest = (line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("read = "))
    lines = [head, f'read = "{fingerprint(made.files)}"', *rest]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    submodel.cache_clear()


def main(argv: Sequence[str] | None = None) -> int:
    """List mechanisms whose formulas must be read again, or mark some as read."""
    import argparse

    from ..mechanisms import MECHANISMS

    parser = argparse.ArgumentParser(prog="python -m detente.report.odd_formulas", description=__doc__)
    parser.add_argument("--read", nargs="+", metavar="MECHANISM", default=[])
    asked = parser.parse_args(argv)
    for key in asked.read:
        mark_read(key)
    left = 0
    for m in MECHANISMS:
        made = submodel(m.key)
        bad = unknown(m.key) + unnamed(m.key)
        if made is None or made.stale or bad:
            left += 1
            print(m.key, *(made.files if made else ["no formulas"]), *bad)
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
