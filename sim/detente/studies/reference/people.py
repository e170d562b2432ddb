"""Officers and inmates of the reference model, as Mesa agents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import mesa

from .luck import (
    AFFINITY, ASKS, BONDING, INTRODUCED, OUTING, SHOWERED, TAKES, TALKED, VISITED, WHERE, pair,
)
from .places import HOURS, Duty

MEMORY = 8  # people one can have a tie to
OUT_OF_CELL = {"morning": 0.42, "midday": 0.06, "afternoon": 0.42, "evening": 0.10, "night": 0.0}


class Officer(mesa.Agent):
    """An officer: present or absent, on a floor or elsewhere."""

    def __init__(self, model, row) -> None:
        super().__init__(model)
        self.pid, self.group, self.wing = int(row.pid), int(row.group), int(row.wing)
        self.absent = False

    def report_for_duty(self) -> None:
        """Dawn."""
        self.absent = Duty(self.model).absent(self)

    def take_post(self) -> None:
        """Stand on a floor, or not."""
        wing = Duty(self.model).floor(self)
        if wing is not None:
            wing.officers += 1


@dataclass
class Tie:
    """What one person feels for another; `seat` is its place in a memory of eight."""

    seat: int
    strength: float
    grudge: float
    debt: float

    def shift(self, by: float) -> None:
        """Warmer or colder, within [-1, 1]."""
        self.strength = max(-1.0, min(1.0, self.strength + by))

    def weight(self) -> float:
        """What it means to its owner."""
        return abs(self.strength) + self.grudge + self.debt


class Inmate(mesa.Agent):
    """A person in prison."""

    TRAITS = ("age", "impulsivity", "unruliness", "vulnerability", "prior_violence", "origin", "visited", "activity", "care",
              "tension", "fear", "legitimacy", "skill", "status", "norm", "boredom", "requests", "other", "isolated_until",
              "confined_until", "n_violent", "n_reports", "entry_day", "last_violence")

    def __init__(self, model, row) -> None:
        super().__init__(model)
        self.pid = int(row.pid)
        for name in self.TRAITS:
            setattr(self, name, row[name].item())
        self.wing: Any = None
        self.cell: Any = None
        self.place, self.hours_out = "cell", 0.0
        self.ties: dict[Inmate, Tie] = {}

    # where
    def go(self) -> None:
        """Be where the timetable, a sanction or a wish says."""
        m, lever = self.model, self.wing.lever
        self.place, self.hours_out = "cell", 0.0
        if self.isolated_until > m.day:
            self.place = "disciplinary"
        elif self.care:
            self.place, self.hours_out = "infirmary", 0.5 * HOURS[m.slot]
        elif m.slot != "night" and self.confined_until <= m.day:
            self._follow_the_day(m, lever)

    def _follow_the_day(self, m, lever) -> None:
        hours = self._activity(lever.activity_hours / 5.0) if m.weekday < 5 and self.activity else 0.0
        if hours > 0.0:
            self.place, self.hours_out = "workshop", hours
        elif m.slot == "afternoon" and self.visited and m.luck(VISITED, m.day, self.pid) < lever.visits_per_week / 7.0:
            self.place, self.hours_out = "visit", 0.75
        elif m.slot == "evening" and lever.regime == 0:
            if m.luck(SHOWERED, m.day, self.pid) < 0.43:
                self.place, self.hours_out = "shower", 0.3
        elif m.luck(OUTING, m.tick, self.pid) < m.p.daily_life_takeup - m.p.daily_life_fear_stays * self.fear:
            out = lever.out_of_cell_hours * self.wing.turns(m.p)
            self.hours_out = min(HOURS[m.slot], out * OUT_OF_CELL[m.slot] / m.p.daily_life_takeup)
            landing = lever.regime != 0 and m.luck(WHERE, m.tick, self.pid, 0) < m.p.daily_life_landing
            self.place = "corridor" if landing else "yard"

    def _activity(self, hours: float) -> float:
        first = "afternoon" if (self.pid >> 44) & 1 else "morning"
        if self.model.slot == first:
            return min(3.0, hours)
        return max(0.0, min(3.0, hours - 3.0)) if self.model.slot in ("morning", "afternoon") else 0.0

    # ties
    def ties_in_order(self):
        """Ties by their seat in memory."""
        return sorted(self.ties.items(), key=lambda item: item[1].seat)

    def tie_to(self, other: Inmate) -> Tie:
        """The tie to somebody, made if need be; a full memory drops what means least."""
        if other not in self.ties:
            if len(self.ties) == MEMORY:
                del self.ties[min(self.ties_in_order(), key=lambda item: item[1].weight())[0]]
            taken = {tie.seat for tie in self.ties.values()}
            self.ties[other] = Tie(min(set(range(MEMORY)) - taken), 0.0, 0.0, 0.0)
        return self.ties[other]

    def likes(self, other: Inmate, at_least: float) -> bool:
        """Whether a tie to somebody is warmer than that."""
        return other in self.ties and self.ties[other].strength > at_least

    def shares_a_friend_with(self, other: Inmate) -> bool:
        """Somebody both of them like."""
        return any(friend is not other and tie.strength > 0.2 and other.likes(friend, 0.2) for friend, tie in self.ties.items())

    def could_take_to(self, other: Inmate, ease: float) -> bool:
        """A standing fact about two people, the easier the more `ease`."""
        m = self.model
        if m.luck(AFFINITY, *pair(self, other)) < m.p.encounters_mutual:
            return True
        alike = (1.0 if self.origin == other.origin else 0.37) * (1.0 - 0.12 * min(4.0, abs(self.age - other.age) / 10.0))
        return m.luck(AFFINITY, 1, other.pid, self.pid) < m.p.encounters_liking * alike * ease

    def meet(self, other: Inmate, how: str) -> None:
        """A contact may bring both closer."""
        m = self.model
        self.wing.count("contacts")
        if m.luck(BONDING, m.tick, *pair(self, other)) < m.p.encounters_bond:
            self._warm_to(other)
            other._warm_to(self)
            if how != "cell":
                self._be_introduced_by(other)
                other._be_introduced_by(self)

    def _warm_to(self, other: Inmate) -> None:
        m, tie = self.model, self.ties.get(other)
        chance = 0.0
        if tie is not None and tie.strength > 0.0:
            chance = 1.0
        elif self.could_take_to(other, 1.0) or (
                self.could_take_to(other, m.p.encounters_closure) and self.shares_a_friend_with(other)):
            chance = m.p.encounters_take
            if tie is not None and tie.grudge > 0.2:
                chance *= 0.2
        if m.luck(TAKES, m.tick, other.pid, self.pid) < chance:
            tie = self.tie_to(other)
            tie.shift(0.35 if tie.strength < 0.2 else 0.2)

    def _be_introduced_by(self, other: Inmate) -> None:
        """A friend of the other's, who is there, may become one's own."""
        m = self.model
        if m.luck(INTRODUCED, m.tick, other.pid, self.pid) >= m.p.encounters_introduce:
            return
        there = [x for x, tie in other.ties.items() if x is not self and tie.strength > 0.2 and x in m.position
                 and x.wing is self.wing and x.place == self.place]
        if there:
            x = min(there, key=lambda c: m.luck(INTRODUCED, m.tick, other.pid, c.pid, self.pid))
            if x not in self.ties and self.could_take_to(x, m.p.encounters_closure):
                self.tie_to(x).shift(0.35)

    # staff and self
    def deal_with_staff(self) -> None:
        """What was asked is answered when an officer has time to talk."""
        m, wing = self.model, self.wing
        if wing.officers:
            rate = wing.relation / max(1, len(wing.people)) / m.p.staff_contact_minutes
            talk = rate * (1.0 + 0.6 * min(2.0, self.requests))
            if m.luck(TALKED, m.tick, self.pid) < talk and self.requests >= 1.0:
                self.requests -= 1.0
                wing.count("requests_answered")

    def feel(self) -> None:
        """Tension goes towards what circumstances make of it."""
        m, p = self.model, self.model.p
        x = p.tension_base + p.tension_noise * self.wing.noise
        if self.isolated_until < 0:
            x += p.tension_promiscuity * min(2.0, max(0.0, float(self.cell.surplus)))
        x += p.tension_idleness * (self.boredom - 0.5)
        x += p.tension_requests * min(1.0, self.requests / 4.0)
        if self.isolated_until >= 0 or self.confined_until >= 0:
            x += p.tension_locked
        x = min(0.98, max(0.02, x))
        if self.place in ("workshop", "visit"):
            x *= 1.0 - p.tension_relief
        self.tension += (1.0 - 0.5 ** (HOURS[m.slot] / 24.0 / p.tension_half_life)) * (x - self.tension)

    def end_day(self) -> None:
        """Boredom, a request made, others given up, ties that fade."""
        m, lever = self.model, self.wing.lever
        busy = self.activity and self.isolated_until <= m.day and self.confined_until <= m.day
        hours = (lever.activity_hours / 7.0 if busy else 0.0) / 4.0 + 0.04 * lever.out_of_cell_hours * self.wing.turns(m.p)
        aim = 1.0 if self.isolated_until > m.day else 1.0 - min(0.95, hours)
        self.boredom += 0.15 * (aim - self.boredom)
        self.requests += 1.0 if m.luck(ASKS, m.day, self.pid) < m.p.staff_contact_requests else 0.0
        self.requests -= self.requests * (1.0 - 0.5 ** (1.0 / m.p.staff_contact_patience))
        for tie in self.ties.values():
            tie.strength *= 0.5 ** (1.0 / m.p.encounters_tie_half_life)
        self.ties = {other: tie for other, tie in self.ties.items() if tie.weight() >= 0.08}
