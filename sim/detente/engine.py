"""The only loop: a scenario and a seed become a run.

Nothing here knows a policy's name: a posture is the value of levers on a day, and that is all that enters the world.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from .declare import Mechanism
from .declare.levers import LADDER_KINDS, LADDER_RESPONSES, SCALARS
from .drivers import advance_fused, advance_readable
from .founding import Site, found
from .mechanisms import parameter_record
from .staffing import staff
from .world.codes import RESPONSES
from .world.world import LEVER_DTYPE, World, digest

if TYPE_CHECKING:
    from .scenario.schema import Scenario

Policy = Callable[[dict[str, Any], int], Any]


@dataclass
class Run:
    """A run and all it left behind.

    Attributes
    ----------
    scenario : Scenario
    seed : int
    world : World
        State at the end; ``world.series`` holds a row a day, ``world.log`` the incidents.
    days : int
    """

    scenario: Scenario
    seed: int
    world: World
    days: int
    parameters: Any = field(repr=False, default=None)

    @property
    def log(self) -> np.recarray:
        """Incidents of the run, in order; an incident's id is its place."""
        return self.world.log[: int(self.world.prison[0].n_log)]

    @property
    def series(self) -> np.recarray:
        """One row a day, warm-up left out."""
        return self.world.series[int(self.scenario.warmup_days): self.days]

    def digest(self) -> str:
        """Hash of the whole final state, to the bit."""
        return digest(self.world)


def lever_rows(values: dict[str, list[float]], wings: int) -> np.ndarray:
    """Table of levers as kernels read it, from a value per wing of each lever."""
    table = np.zeros(wings, LEVER_DTYPE)
    for lever in SCALARS:
        table[lever.field] = values[lever.name]
    for row, kind in enumerate(LADDER_KINDS):
        for column, answer in enumerate(LADDER_RESPONSES):
            table["response"][:, row, column] = values[f"response.{kind}.{answer}"]
    return table


def site_of(scenario: Scenario) -> Site:
    """What the scenario's prison is made of."""
    e = scenario.establishment
    fewest = min([scenario.levers["inmates_per_officer"],
                  *(change.to for change in scenario.changes if change.lever == "inmates_per_officer")])
    return Site(uid=e.uid, type_code=e.type_code, capacity=e.capacity, inmates=e.inmates, wings=e.wings,
                officers=_posts(scenario, scenario.levers["inmates_per_officer"]), officer_rows=_posts(scenario, fewest),
                disciplinary=_disciplinary(scenario, scenario.levers["disciplinary_cells"]))


def _posts(scenario: Scenario, inmates_per_officer: float) -> int:
    """Officers in post."""
    return max(6, round(scenario.establishment.inmates / inmates_per_officer))


def _disciplinary(scenario: Scenario, per_100_places: float) -> int:
    """Disciplinary cells."""
    return max(1, round(scenario.establishment.capacity * per_100_places / 100.0))


def start(scenario: Scenario, seed: int | None = None, parameters: dict[str, float] | None = None,
          extra: tuple[Mechanism, ...] = ()) -> tuple[World, Any]:
    """World of the first day, and the record of parameters."""
    from .policies.schedule import lever_table

    seed = scenario.seed if seed is None else seed
    p = parameter_record({**scenario.parameters, **(parameters or {})}, scenario.switches, extra)
    site = site_of(scenario)
    days = scenario.warmup_days + scenario.horizon_days
    levers = lever_rows(lever_table(scenario, 0, site.wings), site.wings)
    return found(site, levers, p, seed, days, _target(scenario, scenario.levers["occupancy"])), p


def _target(scenario: Scenario, occupancy: float) -> float:
    """Number of inmates that entries hold the prison near: the establishment's own, moved with the occupancy lever."""
    e = scenario.establishment
    return e.inmates * occupancy / scenario.levers["occupancy"]


def simulate(scenario: Scenario, seed: int | None = None, *, parameters: dict[str, float] | None = None,
             extra: tuple[Mechanism, ...] = (), policy: Policy | None = None, every: int = 7,
             driver: str = "fused", override: tuple[int, str] | None = None, days: int | None = None) -> Run:
    """Run a scenario.

    Parameters
    ----------
    scenario : Scenario
    seed : int, optional
        Defaults to the scenario's.
    parameters : dict, optional
        Values that take the place of the scenario's (dotted names), as a posterior draw does.
    extra : tuple of Mechanism
        Mechanisms from outside the package; they need the readable driver.
    policy : callable, optional
        ``policy(observed, day) -> {lever: value}`` called every `every` days with what staff can observe.
    driver : {"fused", "readable"}
    override : (incident id, response name), optional
        Answer that one incident otherwise.
    days : int, optional
        Stop after so many days (warm-up included); default all of them.
    """
    w, p = start(scenario, seed, parameters, extra)
    if override is not None:
        w.prison[0].override_id = override[0]
        w.prison[0].override_response = RESPONSES.index(override[1])
    total = scenario.warmup_days + scenario.horizon_days
    total = total if days is None else min(days, total)
    w = advance(w, p, scenario, 0, total, extra=extra, policy=policy, every=every, driver=driver)
    return Run(scenario, scenario.seed if seed is None else seed, w, total, p)


def advance(w: World, p, scenario: Scenario, day: int, until: int, *, extra: tuple[Mechanism, ...] = (),
            policy: Policy | None = None, every: int = 7, driver: str = "fused") -> World:
    """Carry a world from one day to another, levers set on each day on which they change."""
    from .policies.schedule import change_days

    stops = {d for d in change_days(scenario) if day < d < until}
    if policy is not None:
        stops |= set(range(day, until, every))
    given: dict[str, float] = {}
    for here, there in _pieces(day, sorted(stops), until):
        if policy is not None and (here - day) % every == 0:
            given.update(policy(observed(w), here) or {})
        set_levers(w, scenario, here, given)
        if driver == "readable" or extra:
            w = advance_readable(w, p, there - here, extra)
        else:
            w = advance_fused(w, p, there - here)
    return w


def _pieces(day: int, stops: list[int], until: int) -> list[tuple[int, int]]:
    edges = [day, *[d for d in stops if d > day], until]
    return [(a, b) for a, b in zip(edges, edges[1:], strict=False) if b > a]


def set_levers(w: World, scenario: Scenario, day: int, given: dict[str, float] | None = None) -> None:
    """Put the levers of a day in force; ``given`` are a code policy's values, for every wing."""
    from .policies.schedule import lever_table

    wings = w.wings.shape[0]
    values = lever_table(scenario, day, wings)
    for name, value in (given or {}).items():
        if name not in values:
            from .errors import DetenteError

            raise DetenteError("a policy moved a lever that does not exist", key=name, given=repr(value))
        values[name] = [float(value)] * wings
    w.levers[:] = lever_rows(values, wings)
    s = w.prison[0]
    s.target = _target(scenario, values["occupancy"][0])
    s.disciplinary = _disciplinary(scenario, values["disciplinary_cells"][0])
    posts = min(_posts(scenario, values["inmates_per_officer"][0]), w.officers.shape[0])
    if posts != s.posts:
        staff(w, posts)


def observed(w: World) -> dict[str, Any]:
    """What staff can see of yesterday: recorded counts, not true ones, and who is present."""
    from .world.codes import TALLIES

    s = w.prison[0]
    tally = w.wings.tally.sum(axis=0)
    seen = {name: int(tally[k]) for k, name in enumerate(TALLIES)
            if name.startswith("recorded_") or name in ("reports", "sanctions", "selfharm", "absences", "transfers")}
    return {**seen, "inmates": int(s.n), "in_disciplinary": int(s.in_disciplinary), "day": int(s.day)}
