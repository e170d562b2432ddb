"""An arm as the very file that ``detente compare`` takes."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING, Any

from .arms import scenarios
from .asked import Arm

if TYPE_CHECKING:
    from ...scenario.schema import Scenario


def as_files(arms: list[Arm], establishment: str | None, days: int, seed: int, people: int | None) -> list[dict[str, str]]:
    """``[{"yaml": text, "name": file name}]``: the very prisons that a comparison of these arms is made of.

    All arms are given, since they share one prison: without an establishment it is that of the first.
    """
    made, _ = scenarios(arms, establishment, days, seed, people)
    return [{"yaml": text_of(x), "name": name} for x, name in zip(made, file_names(arms, made), strict=True)]


def file_names(arms: list[Arm], made: list[Scenario]) -> list[str]:
    """A name for each; with their letter before them where some are alike."""
    names = [file_name(arm, x) for arm, x in zip(arms, made, strict=True)]
    if len({name.casefold() for name in names}) == len(names):
        return names
    return [f"{'ABCD'[k]}_{name}" for k, name in enumerate(names)]


def command(names: list[str], seeds: int, kind: str, draws: int, seed: int) -> str:
    """The command that makes the same comparison from these files."""
    more = "" if kind == "default" else f" --uncertainty {kind} --draws {draws}"
    return f"detente compare {' '.join(names)} --seed {seed} -n {seeds}{more}"


def text_of(scenario: Scenario) -> str:
    """What a scenario says beyond the defaults of the model, as a file; everything, where the short form is not the same."""
    from ...scenario import loads
    from ...scenario.files import emit

    full = scenario.resolved()
    short = emit(_short(scenario, full))
    return short if loads(short, "short").hash() == scenario.hash() else emit(full)


def _short(scenario: Scenario, full: dict[str, Any]) -> dict[str, Any]:
    from ...declare.levers import BY_NAME
    from ...mechanisms import PARAMETERS
    from ...scenario.ladder import PREFIX
    from ...scenario.schema import written

    rows = {key: x for key, x in scenario.levers.items() if key.startswith(PREFIX)}
    moved = {key.rsplit(".", 1)[0] for key, x in rows.items() if x != BY_NAME[key].default}
    levers = {key: written(key, x) for key, x in scenario.levers.items()
              if key != "occupancy" and (x != BY_NAME[key].default or key.rsplit(".", 1)[0] in moved)}
    out: dict[str, Any] = {key: full[key] for key in ("schema", "title", "question", "notes", "establishment") if key in full}
    out.update({"levers": levers} if levers else {})
    out.update((key, full[key]) for key in ("wings", "changes") if key in full)
    off = {key: x for key, x in full["switches"].items() if not x}
    own = {key: x for key, x in scenario.parameters.items() if key in PARAMETERS and x != PARAMETERS[key].default}
    out.update({**({"switches": off} if off else {}), **({"parameters": own} if own else {})})
    out.update((key, full[key]) for key in ("horizon_days", "warmup_days", "seed"))
    return out


def file_name(arm: Arm, scenario: Scenario) -> str:
    """A plain file name made of what the reader calls it."""
    name = (arm.label or scenario.title["fr"]).replace("’", " ")
    flat = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^A-Za-z0-9]+", "_", flat).strip("_")[:40]
    return f"{plain or 'scenario'}.yaml"


def as_json(value: Any) -> str:
    """Plain values as JSON without blanks."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
