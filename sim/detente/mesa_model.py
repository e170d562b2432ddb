"""The Mesa face: a prison as a ``mesa.Model``, people as agents. The only file of the package that imports Mesa.

An agent is a view on a row of the world: reading ``inmate.tension`` reads the column, writing it writes the column. So
``DataCollector``, ``AgentSet`` selections, ``mesa.batch_run`` and ``SolaraViz`` work on the very state that the compiled
engine advances, and a run of the model equals `detente.engine.simulate` with the same scenario and seed, to the bit.

    model = DetentionModel("dynamic", seed=3, relation_share=0.6, step_unit="day")
    model.step()
    model.agents.select(lambda a: a.tension > 0.6)
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import mesa
import numpy as np

from .declare import Mechanism
from .drivers import advance_fused, begin_day, end_day, run_slot
from .engine import Policy, observed, set_levers, start
from .errors import DetenteError, span
from .policies.schedule import change_days
from .scenario import Scenario
from .scenario.knobs import scenario_of, sort_out
from .world.codes import ASSAULT, N_SLOTS, SERIOUS, SLOTS, STAFF_ASSAULT, STAFF_SERIOUS, THREAT
from .world.records import INMATE, OFFICER, Column
from .world.world import digest

if TYPE_CHECKING:
    import networkx as nx

STEP_UNITS = ("slot", "day")


def _view(table: str, column: Column) -> property:
    """Property that reads and writes one column of one row."""
    name, kind, unit, meaning = column

    def read(self):
        value = self._columns[name][self._place()]
        return value if isinstance(value, np.ndarray) else value.item()

    def write(self, value):
        if name == "pid":
            raise DetenteError("a person's identity cannot be changed", key=f"{table}.pid")
        if unit == "0..1" and not np.all((np.asarray(value) >= 0.0) & (np.asarray(value) <= 1.0)):
            raise DetenteError("a state lives between 0 and 1", key=f"{table}.{name}", given=repr(value), allowed=span(0, 1))
        self._columns[name][self._place()] = value

    return property(read, write, doc=f"{meaning} [{unit or kind}]")


class _Person(mesa.Agent):
    """A row of a table of people; ``unique_id`` is the person id, the same in every run with the same seed."""

    def __init__(self, model: DetentionModel, columns: dict[str, np.ndarray], row: int) -> None:
        super().__init__(model)
        self._columns = columns
        self.row: int | None = row
        self.unique_id = int(columns["pid"][row])

    def _place(self) -> int:
        if self.row is None:
            raise DetenteError("this person has left: there is nothing to read", given=str(self.unique_id))
        return self.row

    def remove(self) -> None:
        """Forget the agent (the person has left); to release somebody, set ``release_day``."""
        super().remove()
        self.row = None


class Inmate(_Person):
    """A person in prison: every column of `records.INMATE` as an attribute (``inmate.tension``, ``inmate.wing`` ...)."""

    def ties(self) -> dict[Inmate, float]:
        """People he has a tie to, and how strong it is (-1 hatred .. 1 close friendship)."""
        model, row = self.model, self._place()
        found = zip(model.world.knows[row].tolist(), model.world.bonds.strength[row].tolist(), strict=True)
        return {model.inmate_in_row(j): strength for j, strength in found if j >= 0}


class Officer(_Person):
    """An officer: every column of `records.OFFICER` as an attribute (``officer.stress``, ``officer.skill`` ...)."""


for _column in INMATE:
    setattr(Inmate, _column[0], _view("inmate", _column))
for _column in OFFICER:
    setattr(Officer, _column[0], _view("officer", _column))


def _mean(column: str):
    """Model reporter: mean of a column over the inmates present."""

    def report(model: DetentionModel) -> float:
        inmates = model.world.inmates
        here = inmates["here"] == 1
        return float(inmates[column][here].mean()) if here.any() else float("nan")

    report.__doc__ = f"Mean {column} of the inmates present."
    return report


def _count(kinds: tuple[int, ...], recorded: bool = False):
    """Model reporter: incidents of some kinds since the run began, true or only those that staff wrote down."""

    def report(model: DetentionModel) -> int:
        log = model.world.log[: int(model.world.prison[0].n_log)]
        chosen = np.isin(log["kind"], kinds)
        return int((chosen & (log["recorded"] == 1)).sum() if recorded else chosen.sum())

    return report


MODEL_REPORTERS = {
    "inmates": lambda model: int(model.world.prison[0].n),
    **{name: _mean(name) for name in ("tension", "fear", "legitimacy", "distress")},
    "threats": _count((THREAT,)),
    "assaults": _count((ASSAULT, SERIOUS)),
    "recorded_assaults": _count((ASSAULT, SERIOUS), recorded=True),
    "staff_assaults": _count((STAFF_ASSAULT, STAFF_SERIOUS)),
    "recorded_staff_assaults": _count((STAFF_ASSAULT, STAFF_SERIOUS), recorded=True),
}
"""What the model's ``DataCollector`` keeps unless told otherwise: means now, counts since the run began."""


def _columns(table: np.recarray) -> dict[str, np.ndarray]:
    plain = table.view(np.ndarray)
    return {name: plain[name] for name in plain.dtype.names}


class DetentionModel(mesa.Model):
    """A prison as a Mesa model.

    Parameters
    ----------
    scenario : Scenario, str or Path
        A scenario, a shipped name or a file.
    seed : int, optional
        Default: the scenario's.
    establishment : str, optional
        A real establishment to set it in.
    levers, parameters, switches : dict, optional
        What differs from the scenario, by dotted name.
    extra : tuple of Mechanism
        Mechanisms from outside the package.
    policy : callable, optional
        ``policy(observed, day) -> {lever: value}``, asked every `every` days.
    step_unit : {"slot", "day"}
        What one ``step()`` is: a slot (five a day; the default) or a day (fused driver, many times faster).
    model_reporters, agent_reporters, agenttype_reporters : optional
        For the ``DataCollector``, which collects after every step; default `MODEL_REPORTERS`, nothing of agents.
    **kwargs
        Any lever or parameter by dotted name or with underscores (``relation_share=0.6``, ``escalation_rate=0.003``), a
        switch (``on_fear=False``), ``horizon_days``, ``warmup_days``: what ``batch_run`` and sliders give.

    Notes
    -----
    ``mesa.batch_run`` of Mesa 3.3 gives each *iteration* the same arguments, so iterations repeat one another: ask for
    replicates with ``{"seed": range(5)}``. It steps while ``steps <= max_steps``, so it takes ``max_steps + 1`` steps;
    ``max_steps`` is in `step_unit`. The run stops by itself (``running`` is False) at the end of the horizon.
    Luck is keyed by the seed alone: ``model.random`` and ``model.rng`` serve Mesa (shuffles) and never touch the engine.
    """

    def __init__(self, scenario: Scenario | str | Path = "baseline", seed: int | None = None,
                 establishment: str | None = None, levers: Mapping[str, Any] | None = None,
                 parameters: Mapping[str, Any] | None = None, switches: Mapping[str, Any] | None = None,
                 extra: tuple[Mechanism, ...] | list[Mechanism] = (), policy: Policy | None = None, every: int = 7,
                 step_unit: str = "slot", model_reporters: Mapping[str, Any] | None = None,
                 agent_reporters: Mapping[str, Any] | None = None, agenttype_reporters: Mapping[Any, Any] | None = None,
                 rng: Any = None, **kwargs: Any) -> None:
        if step_unit not in STEP_UNITS:
            raise DetenteError("a step is a slot or a day", key="step_unit", given=repr(step_unit), allowed="slot, day")
        self.extra = tuple(extra)
        asked = sort_out(kwargs, self.extra, levers=levers, parameters=parameters, switches=switches)
        self.scenario = asked.over(scenario_of(scenario, establishment))
        if seed is None and rng is not None:
            seed = int(np.random.default_rng(rng).integers(2**31))
        self.seed = self.scenario.seed if seed is None else int(seed)
        super().__init__(seed=self.seed)
        self.policy, self.every, self.step_unit = policy, every, step_unit
        self.given: dict[str, float] = {}
        self.world, self.p = start(self.scenario, self.seed, asked.own, self.extra)
        for key, on in asked.own_switches.items():
            self.p[f"on_{key}"] = int(on)
        self._changes = set(change_days(self.scenario))
        self._last_day = self.scenario.warmup_days + self.scenario.horizon_days
        self._next_slot = 0
        self._tables = {Inmate: _columns(self.world.inmates), Officer: _columns(self.world.officers)}
        self._in_row: dict[type[_Person], list[Any]] = {kind: [None] * len(columns["pid"])
                                                        for kind, columns in self._tables.items()}
        self._meet()
        self.datacollector = mesa.DataCollector(
            model_reporters=dict(MODEL_REPORTERS if model_reporters is None else model_reporters),
            agent_reporters=agent_reporters, agenttype_reporters=agenttype_reporters)

    @property
    def day(self) -> int:
        """Day of the run, warm-up included."""
        return int(self.world.prison[0].day)

    @property
    def slot(self) -> str:
        """The slot that the next step runs (always the first one when steps are days)."""
        return SLOTS[self._next_slot]

    def step(self) -> None:
        """One slot, or one day, of the prison; then agents and the data collector follow."""
        if self.day >= self._last_day:
            self.running = False
            return
        if self.step_unit == "day" and not self.extra and self._next_slot == 0:
            self._set_levers()
            self.world = advance_fused(self.world, self.p, 1)
        else:
            self._slot()
            while self.step_unit == "day" and self._next_slot != 0:
                self._slot()
        self._meet()
        self.datacollector.collect(self)
        self.running = self.day < self._last_day

    def _slot(self) -> None:
        if self._next_slot == 0:
            self._set_levers()
            self.world = begin_day(self.world, self.p, self.extra)
        run_slot(self.world, self.p, self._next_slot, self.extra)
        self._next_slot = (self._next_slot + 1) % N_SLOTS
        if self._next_slot == 0:
            end_day(self.world, self.p, self.extra)

    def _set_levers(self) -> None:
        """As `engine.advance`: on the first day, on days when a lever changes, and when the policy is asked."""
        asked = self.policy is not None and self.day % self.every == 0
        if asked:
            assert self.policy is not None
            self.given.update(self.policy(observed(self.world), self.day) or {})
        if asked or self.day == 0 or self.day in self._changes:
            set_levers(self.world, self.scenario, self.day, self.given)

    def _meet(self) -> None:
        """Let the agents be the people present: one object a person, from arrival to departure."""
        for kind, columns in self._tables.items():
            agents = self._in_row[kind]
            here = columns["here"] == 1
            now = np.where(here, columns["pid"], np.uint64(0))
            before = np.array([0 if a is None else a.unique_id for a in agents], np.uint64)
            rows = np.flatnonzero(now != before)
            moved = {agents[row].unique_id: agents[row] for row in rows if agents[row] is not None}
            for row in rows:
                agents[row] = None
            for row in rows[here[rows]]:
                agent = moved.pop(int(columns["pid"][row]), None) or kind(self, columns, int(row))
                agent.row = int(row)
                agents[row] = agent
            for agent in moved.values():
                agent.remove()
        getattr(mesa.Agent, "_ids", {}).pop(self, None)  # Mesa 3.3 counts ids per model and would keep every model alive

    def inmate_in_row(self, row: int) -> Inmate:
        """The inmate in a row of ``world.inmates``."""
        return self._in_row[Inmate][row]

    def person(self, pid: int) -> Inmate | Officer:
        """Somebody present, by person id."""
        for agents in self._in_row.values():
            for agent in agents:
                if agent is not None and agent.unique_id == pid:
                    return agent
        raise DetenteError("nobody here has this person id", given=str(pid))

    def network(self) -> nx.DiGraph:
        """Ties between the inmates present, as a directed graph whose nodes are person ids.

        Nodes carry ``age, wing, cell, role, origin, tension, fear, status, legitimacy``; edges ``strength, grudge, debt,
        last`` (day of the last contact).
        """
        import networkx as nx

        graph = nx.DiGraph()
        inmates = [a for a in self._in_row[Inmate] if a is not None]
        for a in inmates:
            graph.add_node(a.unique_id, **{name: getattr(a, name) for name in _NODE})
        for a in inmates:
            for j, bond in zip(self.world.knows[a.row].tolist(), self.world.bonds[a.row], strict=True):
                if j >= 0:
                    graph.add_edge(a.unique_id, self.inmate_in_row(j).unique_id, **{name: bond[name].item() for name in _EDGE})
        return graph

    def digest(self) -> str:
        """Hash of the whole state: equal digests mean equal prisons, to the bit."""
        return digest(self.world)


_NODE = ("age", "wing", "cell", "role", "origin", "tension", "fear", "status", "legitimacy")
_EDGE = ("strength", "grudge", "debt", "last")
