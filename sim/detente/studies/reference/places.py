"""Cells and wings of the reference model: crowding, officers' minutes, what staff see."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from .luck import ABSENT, FLOOR, MOVED

SLOTS = ("morning", "midday", "afternoon", "evening", "night")
HOURS = {"morning": 5.0, "midday": 2.0, "afternoon": 3.5, "evening": 1.5, "night": 12.0}
PLACES = ("cell", "yard", "workshop", "corridor", "shower", "visit", "disciplinary", "infirmary", "outside")
SHARED = ("yard", "workshop", "corridor", "shower")
ROOM = {"yard": 0.45, "workshop": 0.30, "corridor": 0.35, "shower": 0.10}  # share of the wing's places
FIXED = 2.0**30


@dataclass
class Cell:
    """A cell and who lives in it, in order of arrival."""

    size: int
    people: list[Any] = field(default_factory=list)

    @property
    def surplus(self) -> int:
        """People beyond its places (negative: free places)."""
        return len(self.people) - self.size


@dataclass
class Wing:
    """A wing: people who live there, minutes of its officers, and what can be seen of each place."""

    number: int
    capacity: int
    lever: SimpleNamespace
    norm: float
    people: list[Any] = field(default_factory=list)
    noise: float = 0.0
    officers: int = 0
    lost: float = 0.0
    spent: float = 0.0
    relation: float = 0.0
    eyes: dict[str, float] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def count(self, word: str) -> None:
        """One more of something today."""
        self.counts[word] = self.counts.get(word, 0) + 1

    def turns(self, p: SimpleNamespace) -> float:
        """Share of the hours out that is left when a full wing goes out in turns."""
        return min(1.0, self.capacity / max(1.0, float(len(self.people)))) ** p.daily_life_turns

    def wake(self, p: SimpleNamespace) -> None:
        """A new day: counts start again, noise follows density."""
        self.counts = {}
        density = len(self.people) / max(1.0, float(self.capacity))
        self.noise = min(1.0, max(0.0, p.observe_noise * (density - 0.6)))

    def share_minutes(self, p: SimpleNamespace, slot: str) -> None:
        """Debts of incidents first, then what people need, then dialogue and watching."""
        hours = HOURS[slot]
        heads = max(1, len(self.people))
        owed = self.lost + self.spent
        self.spent = 0.0
        minutes = max(self.officers, 0.4) * hours * 60.0 * p.duty_use
        paid = min(owed, 0.7 * minutes)
        self.lost = (owed - paid) * p.duty_carry
        awake = 0.25 if slot == "night" else 1.0
        need = heads * hours * awake * (p.duty_need + self.lever.search_rate / 168.0 * p.duty_search_minutes * 2.0)
        left = minutes - paid
        free = max(0.0, left - need)
        self.relation = free * self.lever.relation_share
        control = min(left, need) + free - self.relation
        more = max(0.0, control - need) / (heads * hours)
        cover = min(1.0, left / need)
        for place in PLACES:
            seen = _sight(p, place) * cover
            self.eyes[place] = seen + (1.0 - seen) * (1.0 - math.exp(-p.duty_watch * more)) * 0.5

    def settle_norm(self, p: SimpleNamespace) -> None:
        """The wing's norm follows its people's, those of standing counting more."""
        if self.people:
            weight = sum(int((0.5 + a.status) * FIXED) for a in self.people)
            mean = sum(int(a.norm * (0.5 + a.status) * FIXED) for a in self.people) / max(1, weight)
            self.norm = mean + (self.norm - mean) * 0.5 ** (1.0 / p.observe_norm_half_life)


def _sight(p: SimpleNamespace, place: str) -> float:
    """Share of time a place is seen when there are just enough minutes."""
    return {"workshop": p.duty_sight_workshop, "yard": p.duty_sight_yard, "corridor": p.duty_sight_corridor,
            "visit": 0.9, "infirmary": 0.7, "shower": p.duty_sight_hidden, "cell": p.duty_sight_hidden}.get(place, 0.6)


def works(group: int, day: int, slot: str) -> bool:
    """Six-day roster: two mornings, two afternoons, a night, a day of rest."""
    turn = (day + group) % 6
    if slot in ("morning", "midday"):
        return turn in (0, 1)
    return turn in (2, 3) if slot in ("afternoon", "evening") else turn == 4


class Duty:
    """What all officers have in common: when they come, and to which floor."""

    def __init__(self, model) -> None:
        self.model = model

    def absent(self, officer) -> bool:
        """Whether an officer stays at home today."""
        return self.model.luck(ABSENT, self.model.day, officer.pid) < self.model.wings[0].lever.base_absence

    def floor(self, officer) -> Wing | None:
        """The wing whose floor an officer stands on in this slot."""
        m = self.model
        lever = m.wings[0].lever
        share = lever.floor_share * (0.5 * lever.roster_night) if m.slot == "night" else lever.floor_share
        if officer.absent or not works(officer.group, m.day, m.slot) or m.luck(FLOOR, m.tick, officer.pid) >= share:
            return None
        if m.luck(MOVED, m.day, officer.pid, 0) < m.p.duty_rotation:
            return m.wings[int(m.luck(MOVED, m.day, officer.pid, 1) * len(m.wings))]
        return m.wings[officer.wing]
