"""What would turn the answer: a screening or a decomposition if there is one; otherwise, that nobody looked, and how to."""

from __future__ import annotations

import json
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...errors import DetenteError
from ...i18n import decimal
from .blocks import Block, Bullets, Code, Heading, Para, Section, shown, table
from .reading import SPOILT
from .words import phrase, quoted

if TYPE_CHECKING:
    from .reading import Material

FIRST = 12
"""Rows of a table of parameters."""
CARRIED = ("--establishment", "--set", "--param", "--days", "--seed")
"""Options that change what is compared."""
KINDS = {"why.json": "why", "screening.json": "screening"}


def look(folder: str | Path) -> tuple[str, dict[str, Any]]:
    """Kind and content of a folder that ``detente why`` or ``detente screen`` saved.

    Raises
    ------
    DetenteError
        It is neither, or damaged.
    """
    for name, kind in KINDS.items():
        path = Path(folder) / name
        try:
            if path.is_file():
                found = json.loads(path.read_text(encoding="utf-8"))
                found["outcomes"], found["model"]
                return kind, found
        except SPOILT:
            raise DetenteError("this file is damaged", str(path), wish="run it again") from None
    raise DetenteError("this folder holds neither a screening nor a decomposition", str(folder), key="--sensitivity",
                       wish="give the folder that `detente screen --out` or `detente why --out` made")


def sensitivity(m: Material, lang: str, folders: Sequence[str | Path] = ()) -> Section:
    """What was found, or by which commands it would be."""
    blocks: list[Block] = []
    kinds = set()
    for folder in folders:
        kind, found = look(folder)
        kinds.add(kind)
        try:
            blocks += _why(m, found, lang) if kind == "why" else _screening(m, found, lang)
        except SPOILT as error:
            if isinstance(error, DetenteError):
                raise
            raise DetenteError("this file is damaged", str(folder), key=type(error).__name__, wish="run it again") from None
    if len(kinds) < len(KINDS):
        blocks += _unlooked(m, lang, kinds)
    return Section("flips", phrase("head.flips", lang), tuple(blocks))


def _unlooked(m: Material, lang: str, kinds: set[str]) -> list[Block]:
    blocks: list[Block] = [] if kinds else [Para(phrase("flips.unlooked", lang), strong=True)]
    if m.comparison is None:
        return [Para(phrase("flips.one_scenario", lang))]
    from ...studies.uncertain import UncertainComparison

    if not isinstance(m.comparison, UncertainComparison) and not kinds:
        blocks.append(Para(phrase("flips.no_ignorance", lang)))
    lines = [*([] if "why" in kinds else [f"detente why {_as_typed(m)} --out why"]),
             *([] if "screening" in kinds else ["detente screen --out screening"])]
    folders = " ".join(f"--sensitivity {x}" for x, k in (("results/why", "why"), ("results/screening", "screening"))
                       if k not in kinds)
    return [*blocks, Para(phrase("flips.how", lang)),
            Code((*lines, f"detente report {shlex.quote(m.results.folder.name)} {folders}"))]


def _as_typed(m: Material) -> str:
    """The first two scenarios and where they stand, as the command that made the results named them."""
    from ...scenario.files import shipped_names

    try:
        typed = shlex.split(str(m.manifest.get("command") or ""))
    except ValueError:
        typed = []
    names = [name if name in shipped_names() else next((x for x in typed if Path(x).stem == name), f"{name}.yaml")
             for name in (x.name for x in m.scenarios[:2])]
    kept = [x for a, b in zip(typed, typed[1:], strict=False) if a in CARRIED for x in (a, b)]
    return shown(shlex.join([*names, *kept]))


def _same_model(found: dict[str, Any], lang: str) -> str | None:
    from ...studies.fingerprint import model_fingerprint

    return None if found["model"] == model_fingerprint() else phrase("flips.other_model", lang, model=shown(found["model"], 40))


def _why(m: Material, found: dict[str, Any], lang: str) -> list[Block]:
    """Shares of the effect by mechanism."""
    from ...outcomes import BY_KEY

    base, policy = shown(found["base"], 120), shown(found["policy"], 120)
    blocks: list[Block] = [Heading(phrase("flips.why", lang)), Para(phrase("flips.why_read", lang, base=quoted(base, lang),
                                                                           policy=quoted(policy, lang)))]
    if not {base, policy} <= set(m.names):
        blocks.append(Para(phrase("flips.other_scenarios", lang), strong=True))
    blocks += [Para(x) for x in [_same_model(found, lang)] if x]
    for x in found["outcomes"]:
        if x["outcome"] in m.hidden:
            continue
        rows = []
        for player in sorted(x["players"], key=lambda p: -abs(p["share"]["mean"])):
            s = player["share"]
            side = -1 if s["both_high"] < 0 else 1 if s["both_low"] > 0 else 0
            bounds = " … ".join(decimal(float(s[key]), lang, sign=True) for key in ("both_low", "both_high"))
            rows.append([shown(player[lang], 120), decimal(float(s["mean"]), lang, sign=True), bounds,
                         phrase(f"side.{side}", lang)])
        measure = BY_KEY[x["outcome"]]
        label = f"{measure.label(lang)} ({measure.unit_label(lang)})"
        heads = [phrase(f"col.{key}", lang) for key in ("mechanism", "share_of", "both", "reading")]
        blocks.append(table(phrase("caption.why", lang, label=label, draws=x["draws"], seeds=x["seeds"]), heads, rows,
                            right=(1, 2), widths=(3.0, 1.3, 1.8, 1.6)))
    return blocks


def _screening(m: Material, found: dict[str, Any], lang: str) -> list[Block]:
    """The parameters that move the answer most."""
    rows = []
    ranked = [x for x in found["ranked"]["answer"] if x["stands_out"]][:FIRST]
    for x in ranked:
        source = phrase("assumed", lang) if x["source"] == "assumed" else shown(x["source"], 60)
        way = "both" if abs(x["mu"]) < 0.5 * x["mu_star"] else "up" if x["mu"] > 0 else "down"
        rows.append([f"{shown(x[lang], 200)} ({shown(x['name'], 80)})", source, phrase(f"way.{way}", lang)])
    d = found["design"]
    told = phrase("flips.screening_read", lang, parameters=d["parameters"], runs=decimal(d["runs"], lang, 0))
    blocks: list[Block] = [Heading(phrase("flips.screening", lang)), Para(told)]
    blocks += [Para(x) for x in [_same_model(found, lang)] if x]
    if not rows:
        return [*blocks, Para(phrase("flips.none", lang))]
    heads = [phrase(f"col.{key}", lang) for key in ("parameter", "source", "favours")]
    made = table(phrase("caption.screening", lang), heads, rows, widths=(4.0, 1.4, 2.0))
    return [*blocks, made, Bullets((phrase("flips.settle", lang),))]
