"""One scenario file, key by key: from nodes to typed settings that still know where they were written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ..declare.levers import BY_NAME
from ..errors import DetenteError, said, span
from . import catalogue, changes, schema
from .checks import Checker, shown
from .schema import MAX_DAYS, MAX_SEED, MAX_WINGS, TYPE_WORDS, Change
from .yaml_reader import Node

TOP_KEYS = ("schema", "extends", "title", "question", "notes", "establishment", "levers", "wings", "changes",
            "switches", "parameters", "horizon_days", "warmup_days", "seed")
PLACE_KEYS = ("name", "type", "capacity", "inmates", "wings", "uid")
CHANGE_KEYS = ("lever", "to", "from_day", "ramp_days", "until_day", "wings")
_TYPE_CODES = {"ma": "maison_arret", "cd": "centre_detention", "mc": "maison_centrale"}


@dataclass(slots=True)
class Setting:
    """A checked value with its file, line and full key."""

    value: Any
    file: str | None
    line: int | None
    key: str

    def error(self, what: str, *, given: object = None, allowed: str | None = None,
              wish: str | None = None) -> DetenteError:
        """An error that points here."""
        found = given if given is None or isinstance(given, str) else str(given)
        return DetenteError(what, self.file, self.line, self.key, found, allowed, wish)

    @property
    def source(self) -> str:
        """``file:line``."""
        return f"{self.file}:{self.line}" if self.file else said("set in Python")


@dataclass
class Layer:
    """What one file sets. ``single`` holds title, horizon, seed and their like."""

    file: str | None
    single: dict[str, Setting] = field(default_factory=dict)
    place: dict[str, Setting] | Setting | None = None
    levers: dict[str, Setting] = field(default_factory=dict)
    wings: dict[int, dict[str, Setting]] = field(default_factory=dict)
    changes: list[Setting] | None = None
    switches: dict[str, Setting] = field(default_factory=dict)
    parameters: dict[str, Setting] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


def read_layer(root: Node, file: str | None) -> Layer:
    """Check every key and value of one file.

    Raises
    ------
    DetenteError
        For the first thing wrong, with file, line, key, what was given and what is allowed.
    """
    return _LayerReader(file).read(root)


def extends_of(root: Node, file: str | None) -> Setting | None:
    """What the file extends, if anything."""
    node = root.value.get("extends")
    if node is None:
        return None
    if not isinstance(node.value, str):
        Checker(file).fail("the name of a shipped scenario or a relative path is expected", node, "extends",
                           given=shown(node))
    return Setting(node.value.strip(), file, node.line, "extends")


class _LayerReader(Checker):
    def read(self, root: Node) -> Layer:
        layer = Layer(self.file)
        top = self.mapping(root, "")
        for key, node in top.items():
            if key not in TOP_KEYS:
                self._unknown_top(node, key)
        if "schema" in top:
            self._schema(top["schema"])
        elif self.file is not None:
            layer.remarks.append(said("{file}: no `schema: 1` line; read as version 1", file=self.file))
        for key in ("title", "question", "notes"):
            if key in top:
                layer.single[key] = self._set(self.both_languages(top[key], key), top[key], key)
        limits = {"horizon_days": (1, MAX_DAYS, said("days")), "warmup_days": (0, MAX_DAYS, said("days")),
                  "seed": (0, MAX_SEED, "")}
        for key, (low, high, unit) in limits.items():
            if key in top:
                layer.single[key] = self._set(self.whole(top[key], key, low, high, unit), top[key], key)
        if "establishment" in top:
            layer.place = self._place(top["establishment"])
        layer.levers = self._levers(top["levers"], "levers") if "levers" in top else {}
        layer.wings = self._wings(top["wings"]) if "wings" in top else {}
        layer.changes = self._changes(top["changes"]) if "changes" in top else None
        layer.switches = self._switches(top["switches"]) if "switches" in top else {}
        layer.parameters = self._parameters(top["parameters"]) if "parameters" in top else {}
        return layer

    def _set(self, value: Any, node: Node, key: str) -> Setting:
        return Setting(value, self.file, node.line, key)

    def _schema(self, node: Node) -> None:
        if node.value != 1 or isinstance(node.value, bool):
            self.fail("this version of scenario files is unknown", node, "schema", given=shown(node), allowed="1")

    def _unknown_top(self, node: Node, key: str) -> None:
        wish = None
        if key in BY_NAME:
            wish = said("put `{key}` under `levers:`", key=key)
        elif key in PLACE_KEYS:
            wish = said("put `{key}` under `establishment:`", key=key)
        self.unknown(node, key, "", TOP_KEYS, wish)

    def _place(self, node: Node) -> dict[str, Setting] | Setting:
        key = "establishment"
        if isinstance(node.value, str):
            return self._set(self.text(node, key), node, key)
        out: dict[str, Setting] = {}
        for name, child in self.mapping(node, key).items():
            full = f"{key}.{name}"
            if name not in PLACE_KEYS:
                self.unknown(child, name, key, PLACE_KEYS)
            value: Any
            if name == "name":
                value = self.text(child, full)
            elif name == "type":
                short = child.value.strip().lower() if isinstance(child.value, str) else None
                value = _TYPE_CODES.get(short or "") or self.word(child, full, TYPE_WORDS)
            else:
                low, high, unit = {"capacity": (schema.MIN_CAPACITY, schema.MAX_INMATES, said("places")),
                                   "inmates": (1, schema.MAX_INMATES, said("inmates")),
                                   "wings": (1, MAX_WINGS, said("wings")),
                                   "uid": (0, MAX_SEED, "")}[name]
                value = self.whole(child, full, low, high, unit)
            out[name] = self._set(value, child, full)
        return out

    def _levers(self, node: Node, where: str) -> dict[str, Setting]:
        out: dict[str, Setting] = {}
        for name, child in self.dotted(node, where, BY_NAME):
            value = self.lever(child, f"{where}.{name}", BY_NAME[name])
            self._once(out, name, child, where)
            out[name] = self._set(value, child, f"{where}.{name}")
        return out

    def _once(self, out: dict[str, Setting], name: str, node: Node, where: str) -> None:
        if name in out:
            self.fail("this is set twice", node, f"{where}.{name}", at_key=True,
                      wish=said("the first is on line {line}", line=out[name].line) if out[name].line else None)

    def _wings(self, node: Node) -> dict[int, dict[str, Setting]]:
        out: dict[int, dict[str, Setting]] = {}
        for key, child in self.mapping(node, "wings").items():
            if not key.isascii() or not key.isdigit() or not 1 <= int(key[:9]) <= MAX_WINGS:
                self.fail("a wing is named by its number, counted from 1", child, f"wings.{key}", at_key=True,
                          given=key, allowed=span(1, MAX_WINGS))
            if int(key) - 1 in out:
                self.fail("this wing is written twice", child, f"wings.{key}", at_key=True)
            levers = self._levers(child, f"wings.{int(key)}")
            for name in levers:
                if BY_NAME[name].scope == "prison":
                    raise levers[name].error(said("`{lever}` has one value for the whole prison", lever=name),
                                             wish="put it under `levers:`")
            out[int(key) - 1] = levers
        return out

    def _changes(self, node: Node) -> list[Setting]:
        if not isinstance(node.value, list):
            self.fail("a list is expected: each change on a line that starts with `- `", node, "changes")
        return [self._change(item, f"changes.{number}") for number, item in enumerate(node.value, 1)]

    def _change(self, node: Node, where: str) -> Setting:
        items = self.mapping(node, where)
        for key, child in items.items():
            if key not in CHANGE_KEYS:
                self.unknown(child, key, where, CHANGE_KEYS)
        for key in ("lever", "to", "from_day"):
            if key not in items:
                self.fail(said("`{key}` is missing", key=key), node, where, allowed=", ".join(CHANGE_KEYS))
        name = self.word(items["lever"], f"{where}.lever", BY_NAME)
        whole = {key: self.whole(items[key], f"{where}.{key}", 0, 2 * MAX_DAYS, "days")
                 for key in ("from_day", "ramp_days", "until_day") if key in items}
        wings = self._wing_list(items["wings"], f"{where}.wings") if "wings" in items else None
        change = Change(name, self.lever(items["to"], f"{where}.to", BY_NAME[name]), whole["from_day"],
                        whole.get("ramp_days", 0), whole.get("until_day"), wings)
        wrong = changes.fault(change, MAX_DAYS + 1)
        if wrong:
            self.fail(wrong[1], items.get(wrong[0], node), f"{where}.{wrong[0]}")
        return self._set(change, node, where)

    def _wing_list(self, node: Node, key: str) -> tuple[int, ...]:
        items = node.value if isinstance(node.value, list) else [node]
        if not items:
            self.fail("no wing is named", node, key, wish="remove the line to reach every wing")
        return tuple(sorted({self.whole(item, key, 1, MAX_WINGS) - 1 for item in items}))

    def _switches(self, node: Node) -> dict[str, Setting]:
        known, out = catalogue.switchable(), {}
        for key, child in self.mapping(node, "switches").items():
            if key in catalogue.core():
                self.fail("this part is always on", child, f"switches.{key}", at_key=True)
            if key not in known:
                self.unknown(child, key, "switches", known)
            out[key] = self._set(self.switch(child, f"switches.{key}"), child, f"switches.{key}")
        return out

    def _parameters(self, node: Node) -> dict[str, Setting]:
        known = catalogue.parameters()
        out: dict[str, Setting] = {}
        for name, child in self.dotted(node, "parameters", known):
            self._once(out, name, child, "parameters")
            value = self.parameter(child, f"parameters.{name}", known[name])
            out[name] = self._set(value, child, f"parameters.{name}")
        return out
