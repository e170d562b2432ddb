"""Scenario files: find, read with what they extend, list, start, write back."""

from __future__ import annotations

import contextlib
import json
import os
import re
from pathlib import Path
from typing import Any

from ..errors import DetenteError, said
from ..heard import heard, reason
from . import words
from .build import build
from .schema import Scenario
from .starter import starter_text
from .tree import Layer, Setting, extends_of, read_layer
from .yaml_reader import Node, node_of, parse, plain, read_file

MAX_CHAIN = 10
FIRST = ("baseline", "coercive", "dynamic", "mixed")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


def folder() -> Path:
    """Where the shipped scenarios are: inside the installed package, or in the checkout."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "scenarios_shipped"
    return installed if installed.is_dir() else package.parents[1] / "scenarios"


def shipped_names() -> list[str]:
    """Names of the shipped scenarios, the baseline and the three postures first."""
    found = {path.stem for path in folder().glob("*.yaml")}
    return [name for name in FIRST if name in found] + sorted(found - set(FIRST))


def shipped() -> list[tuple[str, dict[str, str]]]:
    """Name and title (``{"fr": ..., "en": ...}``) of every shipped scenario."""
    out = []
    for name in shipped_names():
        title = plain(read_file(find(name), _label(name))).get("title", name)
        out.append((name, title if isinstance(title, dict) else {"fr": str(title), "en": str(title)}))
    return out


def find(name: str) -> Path:
    """Path of a shipped scenario.

    Raises
    ------
    DetenteError
        With the names that come near.
    """
    path = folder() / f"{name}.yaml"
    if _NAME.fullmatch(name) and path.is_file():
        return path
    raise DetenteError("no shipped scenario has this name", given=words.clip(name), allowed=", ".join(shipped_names()),
                       wish=words.wish(name, shipped_names()))


def load(name_or_path: str | Path, establishment: str | None = None) -> Scenario:
    """Read a scenario: a shipped name (``"dynamic"``) or the path of a file.

    Parameters
    ----------
    name_or_path : str or Path
    establishment : str, optional
        Run it in this real establishment instead of its own, at that prison's occupancy.

    Raises
    ------
    DetenteError
        One sentence with file, line and key, for any mistake in the file or in those it extends.
    """
    text = str(name_or_path)
    is_path = isinstance(name_or_path, Path) or "/" in text or os.sep in text or text.endswith((".yaml", ".yml"))
    if not is_path and _NAME.fullmatch(text) and (folder() / f"{text}.yaml").is_file():
        path, label = find(text), _label(text)
    elif is_path or (len(text) < 256 and text.isprintable() and text and Path(text).exists()):
        path, label = Path(text), words.clip(text, 300, quote=False)
        _must_exist(path, label)
    else:
        find(text)
        raise AssertionError("unreachable")
    layers = _chain(read_file(path, label), label, path, [])
    return _built(layers, path.stem, label, establishment)


def loads(text: str | bytes, name: str = "scenario", establishment: str | None = None) -> Scenario:
    """Read a scenario from text; it may extend shipped scenarios only."""
    layers = _chain(parse(text, name), name, None, [])
    return _built(layers, name, name, establishment)


def from_dict(tree: dict[str, Any], name: str = "scenario") -> Scenario:
    """A scenario from the plain dictionary that ``Scenario.resolved`` gives."""
    return build([read_layer(node_of(tree), None)], name, None)


def _built(layers: list[Layer], name: str, label: str, establishment: str | None) -> Scenario:
    if establishment is not None:
        layers.append(Layer(None, place=Setting(establishment, None, None, "establishment")))
    return build(layers, name, label)


def _label(name: str) -> str:
    return f"scenarios/{name}.yaml"


def _must_exist(path: Path, label: str) -> None:
    try:
        there = path.exists() or path.is_symlink()
        near = [] if there else [entry.name for entry in path.parent.glob("*.y*ml")][:500]
    except (OSError, ValueError):
        return  # reading it will say why
    if not there:
        wish = words.wish(path.name, near) or words.wish(path.stem, shipped_names())
        raise DetenteError("there is no such file", label, wish=wish)


def _chain(root: Node, label: str, path: Path | None, seen: list[str]) -> list[Layer]:
    """The layers of a file and of all it extends, the most distant first."""
    mark = str(path.resolve()) if path else label
    parent = extends_of(root, label)
    if parent is None:
        return [read_layer(root, label)]
    if len(seen) >= MAX_CHAIN:
        raise parent.error("too many files extend one another", allowed=said("at most {n}", n=MAX_CHAIN))
    above, above_label = _parent(parent, path)
    if str(above.resolve()) in [*seen, mark]:
        raise parent.error("these files extend one another in a circle", given=parent.value)
    layers = _chain(read_file(above, above_label), above_label, above, [*seen, mark])
    return [*layers, read_layer(root, label)]


def _parent(parent: Setting, path: Path | None) -> tuple[Path, str]:
    """The file that ``extends`` names: shipped, or beside or below the file itself."""
    name = parent.value
    if _NAME.fullmatch(name):
        if (folder() / f"{name}.yaml").is_file():
            return folder() / f"{name}.yaml", _label(name)
        name = f"{name}.yaml"
    near = shipped_names()
    if path is not None and 0 < len(name) <= 255 and "\0" not in name and not os.path.isabs(name):
        here = path.parent
        target = here / name
        with contextlib.suppress(OSError, RuntimeError):
            if not target.resolve().is_relative_to(here.resolve()):
                raise parent.error("a scenario extends a shipped one, or a file in its own folder or below",
                                   given=words.clip(parent.value))
            if target.exists():
                return target, str(target)
            near = near + [entry.name for entry in here.glob("*.yaml")][:500]
    raise parent.error("there is no such scenario to extend", given=words.clip(parent.value),
                       allowed=said("a shipped name, or a path relative to this file"),
                       wish=words.wish(parent.value, near))


def new(path: str | Path, parent: str = "baseline", force: bool = False) -> Path:
    """Write a commented starter file that extends ``parent``; an existing file is kept unless ``force``."""
    path = Path(path)
    label = words.clip(str(path), 300, quote=False)
    if path.suffix not in (".yaml", ".yml"):
        raise DetenteError("a scenario file ends in .yaml", label, wish=f"{path.name}.yaml" if path.name else None)
    if not _NAME.fullmatch(parent) or parent not in shipped_names():
        find(parent)
    try:
        there = path.exists()
    except (OSError, ValueError) as error:
        raise DetenteError("this file cannot be written", label, given=heard(words.clip(error))) from None
    if there and not force:
        raise DetenteError("this file exists already", label, wish="choose another name, or force")
    save_text(path, starter_text(parent, load(parent)))
    return path


def write(scenario: Scenario, path: str | Path) -> Path:
    """Write everything the scenario sets, in one step: the file is the old one or the new one, never half of it."""
    save_text(Path(path), emit(scenario.resolved()))
    return Path(path)


def emit(tree: dict[str, Any]) -> str:
    """A resolved scenario as YAML that reads back to the same values."""
    lines: list[str] = []
    for key, value in tree.items():
        if isinstance(value, dict):
            lines.append(f"{key}:" if value else f"{key}: {{}}")
            for name, item in value.items():
                inside = item if isinstance(item, dict) and item else None
                lines.append(f"  {name}:" if inside else f"  {name}: {_flow(item)}")
                lines += [f"    {low}: {_flow(inner)}" for low, inner in (inside or {}).items()]
        elif isinstance(value, list):
            lines.append(f"{key}:" if value else f"{key}: []")
            lines += [f"  - {_flow(item)}" for item in value]
        else:
            lines.append(f"{key}: {_flow(value)}")
    return "\n".join(lines) + "\n"


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def save_text(path: Path, text: str) -> None:
    """Write a text file in one step (new file beside it, flushed to disk, renamed over it)."""
    label = words.clip(str(path), 300, quote=False)
    beside = path.with_name(f".{path.name[:100]}.{os.getpid()}.part") if path.name else path
    try:
        with beside.open("w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(beside, path)
        if os.name == "posix":
            handle = os.open(path.parent, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
    except (OSError, ValueError) as error:
        with contextlib.suppress(OSError, ValueError):
            beside.unlink(missing_ok=True)
        why = heard(words.clip(reason(error), 160, quote=False))
        raise DetenteError(said("this file cannot be written: {reason}", reason=why), label) from None
