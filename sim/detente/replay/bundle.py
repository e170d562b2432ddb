"""The replay bundle: one dictionary of plain values, by a schema that is shipped, in compressed JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import DetenteError
from ..world.codes import KINDS, PLACES, RESPONSES, ROLES, SLOTS
from .packing import compress, expand
from .people import Roll

if TYPE_CHECKING:
    from ..engine import Run
    from ..scenario.schema import Change, Scenario
    from .bonds import Bonds
    from .record import Record

FORMAT, VERSION = "detente-replay", 1
SCHEMA = Path(__file__).with_name("schema.json")


@dataclass(frozen=True)
class Bundle:
    """A bundle.

    Attributes
    ----------
    data : dict
        Plain values, by `schema.json`.
    """

    data: dict[str, Any]

    def packed(self) -> bytes:
        """Compressed JSON; the same runs give the same bytes."""
        return compress(self.data)

    def write(self, path: str | Path) -> Path:
        """Save as ``.json.gz``."""
        path = Path(path)
        path.write_bytes(self.packed())
        return path


def read(path: str | Path) -> Bundle:
    """A bundle saved before.

    Raises
    ------
    DetenteError
        A file that is no bundle, or one of another version.
    """
    try:
        data = expand(Path(path).read_bytes())
    except (OSError, EOFError, ValueError) as error:
        raise DetenteError("this file is no replay bundle", file=str(path)) from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise DetenteError("this file is no replay bundle", file=str(path))
    if data.get("version") != VERSION:
        raise DetenteError("this replay bundle is of another version", file=str(path), given=str(data.get("version")),
                           allowed=str(VERSION))
    return Bundle(data)


def schema() -> dict[str, Any]:
    """The JSON Schema of bundles."""
    return json.loads(SCHEMA.read_text(encoding="utf-8"))


def of_runs(runs: list[Run], *, sensitive: bool = False, lesson: dict[str, Any] | None = None) -> Bundle:
    """Bundle of one run or of a pair.

    Raises
    ------
    DetenteError
        Two runs that differ in people, luck or length.
    """
    from .record import record
    from .shown import shown

    must_be_a_pair(runs)
    records = [record(run) for run in runs]
    made = of_records(records, sensitive=sensitive)
    if lesson is not None:
        made.data["lesson"] = lesson | {"shown": shown(runs, Roll(records))}
    return made


def must_be_a_pair(runs: list[Run]) -> None:
    """Refuse runs that differ in prison, luck or length; how full the prison is may differ."""
    first = runs[0].scenario
    for run in runs[1:]:
        same = replace(run.scenario.establishment, inmates=first.establishment.inmates) == first.establishment
        if run.seed != runs[0].seed or run.days != runs[0].days or not same or run.scenario.warmup_days != first.warmup_days:
            raise DetenteError("two runs are replayed side by side only with the same prison, seed and length", key="replay")


def of_records(records: list[Record], *, sensitive: bool = False) -> Bundle:
    """The same of runs that were recorded while they were lived."""
    roll = Roll(records)
    return Bundle(head_of(records, roll, sensitive) | {"runs": [one_of(r, roll, sensitive) for r in records]})


def one_of(r: Record, roll: Roll, sensitive: bool) -> dict[str, Any]:
    """What a bundle holds of one run; of the first of a pair it is the same whatever its pair."""
    from .curves import curves
    from .events import incidents
    from .people import changes, columns, presence

    return {"presence": presence(r, roll), **columns(r, roll), "changes": changes(r, roll), "floor": r.floor,
            "ties": _ties(r.ties, roll),
            "incidents": incidents(r.run, roll, sensitive), "curves": curves(r.run, sensitive)}


def _ties(ties: Bonds, roll: Roll) -> list[list[list[float]]]:
    """A week: ``[person, person, strength]``, the strongest first."""
    import numpy as np

    rows = [list(x) for x in zip(roll.all_of(ties.a).tolist(), roll.all_of(ties.b).tolist(),
                                 np.round(ties.strength.astype(float), 2).tolist(), strict=True)]
    edges = np.searchsorted(ties.week, np.arange(ties.weeks + 1)).tolist()
    return [rows[begin:end] for begin, end in zip(edges, edges[1:], strict=False)]


def head_of(records: list[Record], roll: Roll, sensitive: bool) -> dict[str, Any]:
    """What a bundle holds beside its runs."""
    from .. import __version__
    from ..studies.fingerprint import model_fingerprint
    from .events import COLUMNS, rules
    from .evening import STATES
    from .record import NOWHERE

    runs = [r.run for r in records]
    must_be_a_pair(runs)
    first = runs[0].scenario
    return {
        "format": FORMAT, "version": VERSION, "model": {"version": __version__, "fingerprint": model_fingerprint()},
        "seed": runs[0].seed, "days": runs[0].days - first.warmup_days, "sensitive": sensitive,
        "scenarios": [about(run.scenario) for run in runs], "differs": differences([run.scenario for run in runs]),
        "establishment": place(runs), "codes": codes(), "rules": rules(), "people": roll.as_dict(),
        "incident_columns": list(COLUMNS), "states": list(STATES), "nowhere": NOWHERE,
    }


def about(scenario: Scenario) -> dict[str, Any]:
    """Name and words of a scenario."""
    return {"name": scenario.name, "title": dict(scenario.title), "question": dict(scenario.question),
            "notes": dict(scenario.notes), "hash": scenario.hash()}


def place(runs: list[Run]) -> dict[str, Any]:
    """The prison as it is drawn: wings, the cells of each with their beds; those of the fuller one, which has them all."""
    e, w = runs[0].scenario.establishment, max(runs, key=lambda run: len(run.world.cells)).world
    return {"name": e.name, "capacity": e.capacity, "inmates": e.inmates, "wings": e.wings,
            "officers": int(runs[0].world.prison[0].posts), "cells": [[int(c.wing), int(c.beds)] for c in w.cells]}


@cache
def codes() -> dict[str, Any]:
    """Words of every code, in both languages."""
    from ..outcomes.words import (
        CALMED_WORDS, KIND_WORDS, OUTCOME_WORDS, PLACE_NAMES, PLACE_WORDS, RESPONSE_WORDS, SLOT_NAMES, SLOT_WORDS,
    )

    def words(pairs: Any) -> list[dict[str, str]]:
        return [{"en": en, "fr": fr} for en, fr in pairs]

    return {"kind": words(KIND_WORDS[x] for x in KINDS), "kind_key": list(KINDS),
            "place": words(PLACE_NAMES[x] for x in PLACES), "place_key": list(PLACES),
            "where": words(PLACE_WORDS[x] for x in PLACES), "slot": words(SLOT_NAMES[x] for x in SLOTS),
            "when": words(SLOT_WORDS[x] for x in SLOTS), "response": words(RESPONSE_WORDS[x] for x in RESPONSES),
            "response_key": list(RESPONSES), "role_key": list(ROLES), "outcome": words(OUTCOME_WORDS),
            "calmed": words(CALMED_WORDS)}


def differences(scenarios: list[Scenario]) -> list[dict[str, Any]]:
    """What differs between two scenarios: levers from the first day on, and dated changes."""
    from ..declare.levers import BY_NAME

    if len(scenarios) < 2:
        return []
    a, b = scenarios
    rows: list[dict[str, Any]] = []
    for name, lever in BY_NAME.items():
        if a.levers[name] != b.levers[name]:
            rows.append(_difference(lever, a.levers[name], b.levers[name], 0, None))
    for change in b.changes:
        if change not in a.changes:
            rows.append(_dated(change, a))
    for change in a.changes:
        if change not in b.changes:
            rows.append({**_dated(change, b), "only_first": True})
    return rows


def _dated(change: Change, other: Scenario) -> dict[str, Any]:
    from ..declare.levers import BY_NAME

    wings = None if change.wings is None else list(change.wings)
    return _difference(BY_NAME[change.lever], other.levers[change.lever], change.to, change.from_day, wings)


def _difference(lever: Any, was: float, now: float, day: int, wings: list[int] | None) -> dict[str, Any]:
    def value(x: float) -> Any:
        return lever.choices[int(x)] if lever.choices else round(float(x), 4)

    return {"lever": lever.name, "en": lever.en, "fr": lever.fr, "unit": lever.unit, "was": value(was), "now": value(now),
            "day": day, "wings": wings}
