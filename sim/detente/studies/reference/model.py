"""The reference model: five slots a day, five moves a slot."""

from __future__ import annotations

from types import SimpleNamespace

from collections import Counter

import mesa

from .activities import fill_places
from .luck import POSITION, SEEK, KeyedLuck, pair
from .people import Inmate, Officer, Tie
from .places import HOURS, PLACES, ROOM, SHARED, SLOTS, Cell, Wing
from .quarrel import Contact, Incident

ONLY = ("daily_life", "encounters", "tension", "escalation")
"""The mechanisms it knows; switch all others off in the engine before comparing."""


class ReferenceModel(mesa.Model):
    """A prison with a fixed population, from the first day of an engine's world.

    Parameters
    ----------
    world : World
        Read once, for who is there on the first day; nothing of it is used afterwards.
    p : record of parameters
    seed : int
    luck : callable, optional
        ``luck(*words) -> uniform``; default `KeyedLuck`.
    """

    def __init__(self, world, p, seed: int, luck=None) -> None:
        super().__init__(seed=seed)
        self.luck = luck or KeyedLuck(seed)
        self.p = SimpleNamespace(**{name: p[name].item() for name in p.dtype.names})
        self.day, self.slot, self.tick, self.weekday = 0, SLOTS[0], 0, 0
        self.incidents: list[Incident] = []
        self.contacts: list[Contact] = []
        self.rings: dict[tuple[int, str], list[Inmate]] = {}
        self.position: dict[Inmate, float] = {}
        prison = world.prison[0]
        self.wider = max(0.1, float(prison.target) / max(1.0, float(prison.capacity))) ** self.p.encounters_spread
        self.wings = [Wing(v, int(g.capacity), _levers(world.levers[v]), float(g.norm)) for v, g in enumerate(world.wings)]
        for row in world.officers:
            if row.here:
                Officer(self, row)
        self._people(world)

    def _people(self, world) -> None:
        inmates = {i: Inmate(self, row) for i, row in enumerate(world.inmates) if row.here}
        self.cells = []
        for row in world.cells:
            self.cells.append(Cell(int(row["beds"])))
            for i in row.who[: int(row.n)].tolist():
                a = inmates[i]
                a.cell, a.wing = self.cells[-1], self.wings[int(row.wing)]
                a.cell.people.append(a)
        for i, a in inmates.items():
            a.wing.people.append(a)
            for seat, (j, bond) in enumerate(zip(world.knows[i].tolist(), world.bonds[i], strict=True)):
                if j >= 0:
                    a.ties[inmates[j]] = Tie(seat, float(bond.strength), float(bond.grudge), float(bond.debt))

    def step(self) -> None:
        """One slot."""
        inmates, officers = self.agents_by_type[Inmate], self.agents_by_type[Officer]
        self.tick = self.steps - 1
        self.day, number = divmod(self.tick, len(SLOTS))
        self.slot, self.weekday = SLOTS[number], self.day % 7
        if number == 0:
            for wing in self.wings:
                wing.wake(self.p)
            officers.do("report_for_duty")
            fill_places(self, inmates)
        for wing in self.wings:
            wing.officers = 0
        officers.do("take_post")
        for wing in self.wings:
            wing.share_minutes(self.p, self.slot)
        inmates.do("go")
        self.gather(inmates)
        for contact in self.contacts:
            contact.a.meet(contact.b, contact.how)
        for contact in [contact for contact in self.contacts if contact.friction(self)]:
            contact.unfold(self)
        if self.slot != "night":
            inmates.do("deal_with_staff")
        inmates.do("feel")
        if self.slot == "night":
            self.end_day(inmates)

    def end_day(self, inmates) -> None:
        """People first, then the wing's norm, then its pull on people."""
        inmates.do("end_day")
        for wing in self.wings:
            wing.settle_norm(self.p)
        for a in inmates:
            a.norm += self.p.observe_conformity * (a.wing.norm - a.norm)

    def gather(self, inmates) -> None:
        """Who meets whom: along shared places, friends on purpose, cellmates."""
        self.position = {a: _address(a) + self.luck(POSITION, self.tick, a.pid) for a in inmates if a.place in SHARED}
        self.rings = {(wing.number, place): [] for wing in self.wings for place in PLACES if place in SHARED}
        for a in self.position:
            self.rings[a.wing.number, a.place].append(a)
        for ring in self.rings.values():
            ring.sort(key=self.position.__getitem__)
        self.contacts = []
        for ring in self.rings.values():
            self.by_chance(ring)
        for ring in self.rings.values():
            for a in ring:
                self.by_choice(a)
        self.share_time()
        for cell in self.cells:
            self.in_cell(cell)

    def share_time(self) -> None:
        """The more people two persons meet between them, the less time they have for each other."""
        met = Counter(x for c in self.contacts for x in (c.a, c.b))
        for c in self.contacts:
            c.minutes = max(1, int(2 * c.minutes / (met[c.a] + met[c.b])))

    def reach(self, a: Inmate) -> float:
        """How near somebody must come to be met, for an hour out."""
        return self.p.encounters_per_hour / (2.0 * max(4.0, a.wing.capacity * ROOM[a.place] * self.wider))

    def by_chance(self, ring: list[Inmate]) -> None:
        """Two people meet who are within reach along their place, the longer both are out the more."""
        for n, a in enumerate(ring):
            reach = self.reach(a)
            for b in ring[n + 1:]:
                hours = min(a.hours_out, b.hours_out)
                if self.position[b] - self.position[a] < reach * hours:
                    self.contacts.append(Contact(a, b, a.place, "chance", int(60.0 * min(hours, 1.0))))

    def by_choice(self, a: Inmate) -> None:
        """Friends in one place look for each other; a pair is asked once."""
        for b, tie in a.ties_in_order():
            if b not in self.position or b.wing is not a.wing or b.place != a.place or tie.strength < 0.1:
                continue
            if b.pid < a.pid and a in b.ties and b.ties[a].strength >= 0.1:
                continue
            hours = min(a.hours_out, b.hours_out)
            if abs(self.position[b] - self.position[a]) < self.reach(a) * hours:
                continue
            if self.luck(SEEK, self.tick, *pair(a, b)) < self.p.encounters_seek * tie.strength * hours:
                self.contacts.append(Contact(a, b, a.place, "tie", int(60.0 * min(hours, 1.0))))

    def in_cell(self, cell: Cell) -> None:
        """Cellmates, for the hours both are locked in."""
        home = [a for a in cell.people if a.place not in ("disciplinary", "infirmary", "outside")]
        for n, a in enumerate(home):
            for b in home[n + 1:]:
                together = HOURS[self.slot] - max(a.hours_out, b.hours_out)
                if together > 0.25:
                    self.contacts.append(Contact(a, b, "cell", "cell", int(60.0 * together / (len(cell.people) - 1))))

    def audience(self, a: Inmate, b: Inmate, place: str) -> int:
        """Others near enough to see: cellmates, or the six on either side of the one who moves first."""
        if place == "cell":
            return max(0, len(a.cell.people) - 2)
        line = [x for ring in self.rings.values() for x in ring]
        here = line.index(a)
        near = line[max(0, here - 6): here + 7]
        return sum(x is not a and x is not b and x.wing is a.wing and x.place == a.place for x in near)


def _address(a: Inmate) -> float:
    """Where a place begins on one long line through the prison: counted as the engine does, for equal rounding."""
    return 2.0 * (a.wing.number * len(PLACES) + PLACES.index(a.place))


def _levers(row) -> SimpleNamespace:
    values = {name: row[name].item() for name in row.dtype.names if name != "response"}
    return SimpleNamespace(**values, response=row["response"].tolist())
