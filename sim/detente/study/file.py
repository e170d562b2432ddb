"""A study file, key by key: every refusal names file, line, key, what was given and what is allowed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..declare.levers import BY_NAME
from ..errors import DetenteError, said
from ..scenario import catalogue, words
from ..scenario.checks import Checker, shown
from ..scenario.schema import MAX_DAYS, MAX_SEED
from ..scenario.yaml_reader import Node, parse, read_file
from .asked import StudyFile
from .factor import LEVER, PARAMETER, SWITCH, Factor
from .grammar import ANALYSES, DESIGNS, FACTOR_KEYS, KEYS, KINDS, LEAST, MAX_RUNS

if TYPE_CHECKING:
    from ..scenario.schema import Scenario


def read_study(path: str | Path) -> StudyFile:
    """Read a study file.

    Raises
    ------
    DetenteError
        For the first thing wrong.
    """
    node = read_file(path)
    return _Reader(str(path)).read(node, Path(path))


def parse_study(text: str | bytes, name: str = "study.yaml") -> StudyFile:
    """The same from text; paths are relative to the working folder."""
    return _Reader(name).read(parse(text, name), Path(name))


class _Reader(Checker):
    def read(self, root: Node, path: Path) -> StudyFile:
        top = self.mapping(root, "")
        for key, node in top.items():
            if key not in KEYS:
                self.unknown(node, key, "", KEYS)
        for key in ("study", "kind", "base"):
            if key not in top:
                self.fail(said("`{key}` is missing", key=key), root, "", allowed=", ".join(KEYS))
        if top["study"].value != 1 or isinstance(top["study"].value, bool):
            self.fail("this version of study files is unknown", top["study"], "study", given=shown(top["study"]), allowed="1")
        kind = self.word(top["kind"], "kind", KINDS)
        bases = self._bases(top, path)
        factors = self._factors(top["factors"]) if "factors" in top else ()
        outcomes = self._outcomes(top)
        self._fits(kind, top, root, bases, factors)
        seeds, first, precision = self._seeds(top, kind)
        if kind == "compare" and seeds < LEAST:
            self.fail("too few seeds for a comparison", top["seeds"], "seeds", given=seeds,
                      allowed=said("{n} or more", n=LEAST))
        uncertainty = self.word(top["uncertainty"], "uncertainty", ("default", "prior", "posterior")) \
            if "uncertainty" in top else "default"
        draws = self.whole(top["draws"], "draws", 1, 10_000) if "draws" in top else None
        made = StudyFile(
            path.stem, kind, bases, factors, self._design(top, kind, factors), uncertainty, draws, seeds, first, outcomes,
            self._structures(top["structures"]) if "structures" in top else {},
            self.both_languages(top["title"], "title") if "title" in top else {"fr": path.stem, "en": path.stem},
            self.both_languages(top["question"], "question") if "question" in top else {},
            {**self._analysis(top, kind), **precision}, self._limits(top), self.file or "")
        self._size(made, top)
        return made

    def _bases(self, top: dict[str, Node], path: Path) -> dict[str, Scenario]:
        from ..scenario import load
        from ..scenario.files import shipped_names

        node = top["base"]
        items = node.value if isinstance(node.value, list) else [node]
        changes: dict[str, Any] = {}
        if "establishment" in top:
            changes["establishment"] = self.text(top["establishment"], "establishment")
        if "horizon_days" in top:
            changes["horizon_days"] = self.whole(top["horizon_days"], "horizon_days", 1, MAX_DAYS, said("days"))
        out: dict[str, Scenario] = {}
        for k, item in enumerate(items, 1):
            name = self.text(item, f"base.{k}" if len(items) > 1 else "base").strip()
            known = name in shipped_names()
            try:
                made = load(name if known else path.parent / name)
                if changes:
                    made = made.with_(**changes, name=made.name)
            except DetenteError as error:
                if error.file is None or error.line is None:
                    self.fail(error.what, item, "base", given=name, wish=error.wish or words.wish(name, shipped_names()))
                raise
            if Path(name).stem in out:
                self.fail("this scenario is named twice", item, "base", given=name)
            out[Path(name).stem] = made
        if not out:
            self.fail("no scenario is named", node, "base")
        return out

    def _factors(self, node: Node) -> tuple[Factor, ...]:
        known = catalogue.parameters()
        names = [*BY_NAME, *known, *(f"switches.{key}" for key in catalogue.switchable())]
        return tuple(self._factor(name, child, f"factors.{name}") for name, child in self.dotted(node, "factors", names))

    def _factor(self, name: str, node: Node, where: str) -> Factor:
        items = {} if node.value in (None, "") or node.value == {} else self.mapping(node, where)
        for key, child in items.items():
            if key not in FACTOR_KEYS:
                self.unknown(child, key, where, FACTOR_KEYS)
        if name.startswith("switches."):
            return Factor(name, SWITCH, values=(True, False))
        x = BY_NAME[name] if name in BY_NAME else catalogue.parameters()[name]
        kind = LEVER if name in BY_NAME else PARAMETER
        if "values" in items:
            return Factor(name, kind, values=self._values(items["values"], f"{where}.values", name))
        choices = getattr(x, "choices", ())
        if choices:
            return Factor(name, kind, values=tuple(float(k) for k in range(len(choices))))
        low, high = x.plausible
        if "low" in items:
            low = self.number(items["low"], f"{where}.low", x.low, x.high, x.unit)
        if "high" in items:
            high = self.number(items["high"], f"{where}.high", x.low, x.high, x.unit)
        if not low < high:
            self.fail("the range is empty", items.get("high", node), where, given=f"{low:g} .. {high:g}")
        log = "scale" in items and self.word(items["scale"], f"{where}.scale", ("linear", "log")) == "log"
        if log and low <= 0:
            self.fail("a range on the scale of logarithms is above zero", items["scale"], f"{where}.scale", given=f"{low:g}")
        of_prior = kind == PARAMETER and not log and "low" not in items and "high" not in items
        return Factor(name, kind, low, high, (), log, of_prior)

    def _values(self, node: Node, where: str, name: str) -> tuple[Any, ...]:
        if not isinstance(node.value, list) or not node.value:
            self.fail("a list of values is expected", node, where, given=shown(node))
        return tuple(self.value(item, f"{where}.{k}", name) for k, item in enumerate(node.value, 1))

    def value(self, node: Node, where: str, name: str) -> Any:
        """A value of a lever, a parameter or a switch, checked by its declaration."""
        if name.startswith("switches."):
            return self.switch(node, where)
        if name in BY_NAME:
            return self.lever(node, where, BY_NAME[name])
        return self.parameter(node, where, catalogue.parameters()[name])

    def _outcomes(self, top: dict[str, Node]) -> tuple[str, ...]:
        from ..outcomes import BY_KEY

        usual = ("assaults", "staff_assaults", "suicide_hazard", "stress", "euros_total")
        if "outcomes" not in top:
            return usual
        node = top["outcomes"]
        items = node.value if isinstance(node.value, list) else [node]
        found = [self.word(item, f"outcomes.{k}", BY_KEY) for k, item in enumerate(items, 1)]
        if not found or len(set(found)) < len(found):
            self.fail("an outcome is named once", node, "outcomes", given=", ".join(found))
        return tuple(found)

    def _seeds(self, top: dict[str, Node], kind: str) -> tuple[int, int, dict[str, float]]:
        node = top.get("seeds")
        if node is None:
            return (30 if kind == "compare" else 4), 1, {}
        if not node.is_map:
            return self.whole(node, "seeds", 1, 100_000), 1, {}
        items = self.mapping(node, "seeds")
        known: dict[str, tuple[float, float]] = {
            "n": (1, 100_000), "first": (0, MAX_SEED), "pilot": (30, 1000), "half_width": (0.0, 1e9), "most": (10, 100_000)}
        for key, child in items.items():
            if key not in known:
                self.unknown(child, key, "seeds", known)
        if "half_width" in items and kind != "compare":
            self.fail("a precision to reach belongs to a study of the kind compare", items["half_width"], "seeds.half_width",
                      wish="give `n`, or write `kind: compare`")
        got = {key: (self.number(child, f"seeds.{key}", *known[key]) if key == "half_width"
                     else self.whole(child, f"seeds.{key}", int(known[key][0]), int(known[key][1])))
               for key, child in items.items()}
        n = int(got.get("n", got.get("pilot", 30 if kind == "compare" else 4)))
        return n, int(got.get("first", 1)), {k: v for k, v in got.items() if k in ("pilot", "half_width", "most")}

    def _design(self, top: dict[str, Node], kind: str, factors: tuple[Factor, ...]) -> dict[str, Any]:
        usual = {"sweep": "lhs", "sensitivity": "morris", "discover": "lhs"}.get(kind, "list")
        if "design" not in top:
            return {"kind": usual, **{key: n for key, (_, _, n) in DESIGNS[usual].items()}}
        items = self.mapping(top["design"], "design")
        which = self.word(items["kind"], "design.kind", DESIGNS) if "kind" in items else usual
        out: dict[str, Any] = {"kind": which}
        for key, child in items.items():
            if key == "kind":
                continue
            if which == "list" and key == "points":
                out["points"] = self._points(child, factors)
                continue
            if key not in DESIGNS[which]:
                self.unknown(child, key, "design", ["kind", *DESIGNS[which], *(["points"] if which == "list" else [])])
            out[key] = self.whole(child, f"design.{key}", *DESIGNS[which][key][:2])
        return {**{key: n for key, (_, _, n) in DESIGNS[which].items()}, **out}

    def _points(self, node: Node, factors: tuple[Factor, ...]) -> list[dict[str, Any]]:
        if not isinstance(node.value, list) or not node.value:
            self.fail("a list of points is expected", node, "design.points", given=shown(node))
        names = [x.name for x in factors]
        return [{name: self.value(child, f"design.points.{k}.{name}", name)
                 for name, child in (self.dotted(item, f"design.points.{k}", names) if item.value else ())}
                for k, item in enumerate(node.value, 1)]

    def _structures(self, node: Node) -> dict[str, dict[str, Any]]:
        names = [*catalogue.parameters(), *(f"switches.{key}" for key in catalogue.switchable())]
        return {name: {key: self.value(item, f"structures.{name}.{key}", key)
                       for key, item in self.dotted(child, f"structures.{name}", names)}
                for name, child in self.mapping(node, "structures").items()}

    def _analysis(self, top: dict[str, Node], kind: str) -> dict[str, Any]:
        out: dict[str, Any] = {}
        for key, child in (self.mapping(top["analysis"], "analysis") if "analysis" in top else {}).items():
            if kind in ("discover", "optimise") and key in ("outcome", "budget_outcome"):
                from ..outcomes import BY_KEY

                out[key] = self.word(child, f"analysis.{key}", BY_KEY)
                continue
            if key not in ANALYSES[kind]:
                extra = ["outcome"] if kind == "discover" else ["budget_outcome"] if kind == "optimise" else []
                self.unknown(child, key, "analysis", [*ANALYSES[kind], *extra])
            low, high = ANALYSES[kind][key]
            out[key] = (self.number(child, f"analysis.{key}", low, high) if isinstance(low, float) or low < -1
                        else self.whole(child, f"analysis.{key}", int(low), int(high)))
        return out

    def _limits(self, top: dict[str, Node]) -> dict[str, float]:
        known = {"seconds": (0.01, 86_400.0), "memory_mb": (200.0, 1e6)}
        out: dict[str, float] = {}
        for key, child in (self.mapping(top["limits"], "limits") if "limits" in top else {}).items():
            if key not in known:
                self.unknown(child, key, "limits", known)
            out[key] = self.number(child, f"limits.{key}", *known[key])
        return out

    def _fits(self, kind: str, top: dict[str, Node], root: Node, bases: dict[str, Scenario],
              factors: tuple[Factor, ...]) -> None:
        if kind in ("sweep", "sensitivity", "discover", "optimise") and not factors:
            self.fail(said("a study of the kind {kind} moves something: `factors` is missing", kind=kind), root, "factors")
        if kind in ("sensitivity", "optimise") and len(bases) > 1:
            self.fail(said("a study of the kind {kind} has one base", kind=kind), top["base"], "base")
        if kind == "compare" and len(bases) < 2 and not factors:
            self.fail("a comparison needs two scenarios, or factors with a list of points", top["base"], "base")

    def _size(self, made: StudyFile, top: dict[str, Node]) -> None:
        from .points import count

        n = count(made) * len(made.bases) * made.seeds * (made.draws or 1) * max(1, len(made.structures) + 1)
        if n > MAX_RUNS:
            self.fail("this study is too large", top.get("design", top["base"]), "design", given=said("{n} runs", n=n),
                      allowed=said("at most {n}", n=MAX_RUNS), wish="fewer points, draws or seeds")
