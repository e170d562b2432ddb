"""What a scenario is once read: complete, checked, frozen; it can be written out and read again without loss."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ..declare.levers import BY_NAME
from ..errors import said

TYPE_WORDS = ("maison_arret", "centre_detention", "maison_centrale")
MAX_INMATES = 20_000
MAX_DAYS = 3_650
MAX_WINGS = 60
MIN_CAPACITY = 10
MAX_SEED = 2**63 - 1
PLACES_PER_WING = 90
DEFAULT_DAYS = 365


def default_wings(capacity: int) -> int:
    """About one wing for each 90 places, at least one."""
    return min(MAX_WINGS, max(1, round(capacity / PLACES_PER_WING)))


@dataclass(frozen=True)
class Establishment:
    """A prison, real or invented.

    Parameters
    ----------
    name : str
    type_code : int
        0 maison d'arrêt, 1 centre de détention, 2 maison centrale (as ``world.codes.TYPES``).
    capacity : int
        Official places.
    inmates : int
        People held at the start.
    wings : int
    uid : int
        Row of the national table of sites, counted from 1; 0 for an invented prison.
    note : str
        What had to be assumed where the table is silent; empty for most.
    """

    name: str
    type_code: int
    capacity: int
    inmates: int
    wings: int
    uid: int = 0
    note: str = field(default="", compare=False)

    @property
    def occupancy(self) -> float:
        """Inmates per official place."""
        return self.inmates / self.capacity


@dataclass(frozen=True)
class Change:
    """One lever, moved on a date.

    Parameters
    ----------
    lever : str
        Dotted name.
    to : float
        The value it goes to (the code, for a lever with choices).
    from_day : int
        Day 0 is the first after the warm-up. Without a ramp the new value holds from this day on.
    ramp_days : int
        The value moves in a straight line: still the old one on ``from_day``, the new one on ``from_day + ramp_days``.
    until_day : int, optional
        From this day on the lever is back to what it was.
    wings : tuple of int, optional
        Counted from 0; None is the whole prison.
    """

    lever: str
    to: float
    from_day: int
    ramp_days: int = 0
    until_day: int | None = None
    wings: tuple[int, ...] | None = None

    def as_dict(self) -> dict[str, Any]:
        """The change as a scenario file writes it (wings counted from 1)."""
        out: dict[str, Any] = {"lever": self.lever, "to": written(self.lever, self.to), "from_day": self.from_day}
        if self.ramp_days:
            out["ramp_days"] = self.ramp_days
        if self.until_day is not None:
            out["until_day"] = self.until_day
        if self.wings is not None:
            out["wings"] = [wing + 1 for wing in self.wings]
        return out


def written(lever: str, value: float) -> float | str:
    """A lever's value as files write it: the word of a choice, else the number."""
    choices = BY_NAME[lever].choices
    return choices[int(value)] if choices else value


@dataclass(frozen=True)
class Scenario:
    """A checked scenario. Treat its dictionaries as read-only; ``with_`` makes a changed copy.

    Attributes
    ----------
    name, file : str
        The file's stem, and the file as it was named (None for text or Python).
    title, question, notes : dict
        ``{"fr": ..., "en": ...}``; the last two may be empty.
    establishment : Establishment
    levers : dict
        Every lever by dotted name, as a float (choices as their code).
    wing_levers : dict
        Wing (from 0) -> the levers that differ there; a ladder row is always given whole.
    changes : tuple of Change
    switches : dict
        Every mechanism that can be switched, by key.
    parameters : dict
        Every parameter by dotted name.
    horizon_days, warmup_days, seed : int
    warnings : tuple of str
    sources : dict
        Key -> ``file:line`` where it was set last; what is absent is a default.
    """

    name: str
    title: dict[str, str]
    establishment: Establishment
    levers: dict[str, float]
    wing_levers: dict[int, dict[str, float]] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    switches: dict[str, bool] = field(default_factory=dict)
    parameters: dict[str, float] = field(default_factory=dict)
    horizon_days: int = DEFAULT_DAYS
    warmup_days: int = 0
    seed: int = 1
    question: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    file: str | None = None
    warnings: tuple[str, ...] = ()
    sources: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    def resolved(self) -> dict[str, Any]:
        """Everything, as a plain dictionary that reads back to the same scenario (no ``extends``)."""
        place = self.establishment
        out: dict[str, Any] = {"schema": 1, "title": dict(self.title)}
        for key in ("question", "notes"):
            if getattr(self, key):
                out[key] = dict(getattr(self, key))
        out["establishment"] = {"name": place.name, "type": TYPE_WORDS[place.type_code], "capacity": place.capacity,
                                "inmates": place.inmates, "wings": place.wings}
        if place.uid:
            out["establishment"]["uid"] = place.uid
        out["levers"] = {name: written(name, value) for name, value in self.levers.items()}
        if self.wing_levers:
            out["wings"] = {str(wing + 1): {name: written(name, value) for name, value in levers.items()}
                            for wing, levers in sorted(self.wing_levers.items())}
        if self.changes:
            out["changes"] = [change.as_dict() for change in self.changes]
        out["switches"] = dict(self.switches)
        out["parameters"] = dict(self.parameters)
        out |= {"horizon_days": self.horizon_days, "warmup_days": self.warmup_days, "seed": self.seed}
        return out

    def hash(self) -> str:
        """SHA-256 of what is simulated: ``resolved()`` without title, question and notes."""
        content = {key: value for key, value in self.resolved().items() if key not in ("title", "question", "notes")}
        text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
        return hashlib.sha256(text.encode("utf-8")).hexdigest()

    def with_(self, *, levers: Mapping[str, Any] | None = None, parameters: Mapping[str, Any] | None = None,
              switches: Mapping[str, Any] | None = None, seed: int | None = None, horizon_days: int | None = None,
              establishment: Establishment | Mapping[str, Any] | str | None = None, warmup_days: int | None = None,
              changes: list[Any] | tuple[Any, ...] | None = None, wings: Mapping[Any, Any] | None = None,
              name: str | None = None) -> Scenario:
        """A checked copy with some things set anew, by the rules of a file that extends this scenario.

        Names may be dotted or nested. ``changes`` replaces the whole list (``Change`` or dictionaries); a ladder row of
        which some answers are given keeps its sum of 1; an establishment brings its own occupancy.

        Raises
        ------
        DetenteError
            As for a file, with the key but no line.
        """
        from .build import override

        given = {"levers": levers, "parameters": parameters, "switches": switches, "seed": seed,
                 "horizon_days": horizon_days, "warmup_days": warmup_days, "wings": wings}
        tree: dict[str, Any] = {key: value for key, value in given.items() if value is not None}
        if changes is not None:
            tree["changes"] = [item.as_dict() if isinstance(item, Change) else item for item in changes]
        note = self.establishment.note
        if isinstance(establishment, Establishment):
            place, note = establishment, establishment.note
            tree["establishment"] = {"name": place.name, "type": TYPE_WORDS[place.type_code], "wings": place.wings,
                                     "capacity": place.capacity, "inmates": place.inmates, "uid": place.uid}
        elif establishment is not None:
            tree["establishment"], note = establishment, ""
        made = override(self, tree, name or self.name)
        if note and not made.establishment.note:
            made = replace(made, establishment=replace(made.establishment, note=note),
                           warnings=(said("{place}: {note}", place=made.establishment.name, note=note), *made.warnings))
        return made
