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


def as_file(arm: Arm, establishment: str | None, days: int, seed: int, people: int | None) -> dict[str, str]:
    """``{"yaml": text, "name": file name}``; the text reads back to the same scenario."""
    (made,), _ = scenarios([arm], establishment, days, seed, people)
    return {"yaml": text_of(made), "name": file_name(arm, made)}


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
    flat = unicodedata.normalize("NFKD", arm.label or scenario.title["fr"]).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^A-Za-z0-9]+", "_", flat).strip("_")[:40]
    return f"{plain or 'scenario'}.yaml"


def as_json(value: Any) -> str:
    """Plain values as JSON without blanks."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
