"""Everybody, day by day: what a question about persons through time is answered from (panel data).

A run keeps who is there at its end; those who left without an incident leave no trace. Here the same run is carried a day
at a time, to the same bits, and what is asked of each row of the table of inmates is kept at every dusk.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from ..world.codes import ASSAULT, SELF_HARM, SERIOUS, STAFF_ASSAULT, STAFF_SERIOUS, SUICIDE, THREAT

if TYPE_CHECKING:
    from ..engine import Run
    from ..scenario.schema import Scenario

Touch = Callable[[Any, Any, int], None]
BETWEEN = (ASSAULT, SERIOUS)
BLOWS = (*BETWEEN, STAFF_ASSAULT, STAFF_SERIOUS)
VIOLENCE = (THREAT, *BLOWS)
TO_ONESELF = (SELF_HARM, SUICIDE)


@dataclass(frozen=True)
class Panel:
    """States of everyone at the dusk of each measured day.

    Attributes
    ----------
    run : Run
    first : int
        Day of the run of the first row (warm-up counted).
    pid : uint64 array (days, rows)
        Who is in each row of the table of inmates; 0 nobody.
    columns : dict of name to array (days, rows)
        As in ``world.records.INMATE``; meaningless where nobody is.
    """

    run: Run
    first: int
    pid: np.ndarray = field(repr=False)
    columns: dict[str, np.ndarray] = field(repr=False)

    def __getitem__(self, name: str) -> np.ndarray:
        return self.columns[name]

    @property
    def days(self) -> int:
        """Days measured."""
        return int(self.pid.shape[0])

    @property
    def here(self) -> np.ndarray:
        """Somebody is in that row on that day, bool (days, rows)."""
        return self.pid != 0

    def since_entry(self) -> np.ndarray:
        """Days since entry, 0 on the first, array (days, rows); needs the column ``entry_day``."""
        return np.arange(self.first, self.first + self.days)[:, None] - self["entry_day"]

    def added(self, name: str) -> np.ndarray:
        """What each day adds to a sum that grows over a stay (``hazard``); 0 on the first day, when it cannot be told."""
        x = self[name]
        out = np.zeros(x.shape)
        before = np.where(self.pid[1:] == self.pid[:-1], x[:-1], 0.0)
        out[1:] = np.where(self.here[1:], x[1:] - before, 0.0)
        return out

    def events(self, kinds: Sequence[int], recorded: bool = False) -> np.ndarray:
        """Acts of these kinds by each row on each day, int array (days, rows)."""
        log = self.run.log
        keep = np.isin(log.kind, kinds) & (log.day >= self.first) & ((log.recorded == 1) | (not recorded))
        out = np.zeros(self.pid.shape, np.int64)
        np.add.at(out, (log.day[keep] - self.first, log.a[keep]), 1)
        return out

    def spans(self) -> tuple[np.ndarray, np.ndarray]:
        """First and last measured day (from 0) of the stay of whoever is in each row on each day, int (days, rows)."""
        day = np.arange(self.days)[:, None]
        new = np.ones(self.pid.shape, bool)
        new[1:] = self.pid[1:] != self.pid[:-1]
        ends = np.ones(self.pid.shape, bool)
        ends[:-1] = new[1:]
        came = np.maximum.accumulate(np.where(new, day, 0), axis=0)
        leaves = np.minimum.accumulate(np.where(ends, day, self.days - 1)[::-1], axis=0)[::-1]
        return came, leaves


def up_to(x: np.ndarray) -> np.ndarray:
    """Sums over days with a zero row first: ``s[b] - s[a]`` is the sum over days a .. b - 1 of each row."""
    return np.concatenate((np.zeros((1, x.shape[1]), np.int64), np.cumsum(x, axis=0, dtype=np.int64)))


def follow(scenario: Scenario, seed: int, parameters: Mapping[str, float] | None, columns: Sequence[str],
           touch: Touch | None = None) -> Panel:
    """Run a scenario a day at a time and keep columns of the inmates.

    Parameters
    ----------
    scenario, seed, parameters
        As for `detente.engine.simulate`.
    columns : sequence of str
        Of ``world.records.INMATE``.
    touch : callable, optional
        ``touch(world, parameters, day)`` after each dusk, before the day is kept: an experiment may move people there.

    Returns
    -------
    Panel
    """
    from ..drivers import advance_fused
    from ..engine import Run, set_levers, start
    from ..policies.schedule import change_days

    changes = {0, *change_days(scenario)}
    w, p = start(scenario, seed, dict(parameters or {}))
    first, total = int(scenario.warmup_days), int(scenario.warmup_days + scenario.horizon_days)
    rows = w.inmates.shape[0]
    pid = np.zeros((total - first, rows), np.uint64)
    kept = {name: np.zeros((total - first, rows), w.inmates[name].dtype) for name in columns}
    for day in range(total):
        if day in changes:
            set_levers(w, scenario, day)
        w = advance_fused(w, p, 1)
        if touch is not None:
            touch(w, p, day)
        if day >= first:
            pid[day - first] = np.where(w.inmates.here == 1, w.inmates.pid, 0)
            for name, table in kept.items():
                table[day - first] = w.inmates[name]
    return Panel(Run(scenario, seed, w, total, p), first, pid, kept)
