"""What a run left, counted once: sums of the daily tallies, means of the levels, the log without the warm-up."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from ..world.codes import (
    ASSAULT, LEVELS, SERIOUS, STAFF_ASSAULT, STAFF_LEVELS, STAFF_SERIOUS, TALLIES,
)

if TYPE_CHECKING:
    from ..engine import Run

NAN = float("nan")


def ratio(a: float, b: float) -> float:
    """a / b, nan when there is nothing to divide by."""
    return float(a) / float(b) if b > 0 else NAN


class Facts:
    """Counts and means of one run, warm-up left out.

    Attributes
    ----------
    run : Run
    days : int
        Days measured.
    years : float
        Inmate-years: days of presence (tally ``inmate_days``) over 365.
    """

    def __init__(self, run: Run) -> None:
        self.run = run
        self.series = run.series
        self.days = int(self.series.shape[0])
        self.first_day = int(run.scenario.warmup_days)
        self.last_day = self.first_day + self.days - 1
        self._tally = dict(zip(TALLIES, self.series.tally.sum(axis=0, dtype=np.int64).tolist(), strict=True))
        self.years = self._tally["inmate_days"] / 365.0

    def n(self, tally: str) -> int:
        """Sum of a daily count over the run."""
        return int(self._tally[tally])

    def per(self, tally: str, by: float = 1000.0) -> float:
        """A count per so many inmate-years."""
        return by * ratio(self.n(tally), self.years)

    @cached_property
    def _levels(self) -> dict[str, float]:
        if self.days == 0:
            return dict.fromkeys(LEVELS, NAN)
        return dict(zip(LEVELS, self.series.level.mean(axis=0, dtype=np.float64).tolist(), strict=True))

    @cached_property
    def _staff(self) -> dict[str, float]:
        if self.days == 0:
            return dict.fromkeys(STAFF_LEVELS, NAN)
        return dict(zip(STAFF_LEVELS, self.series.staff.mean(axis=0, dtype=np.float64).tolist(), strict=True))

    def level(self, name: str) -> float:
        """Mean of a level over the days."""
        return self._levels[name]

    def staff(self, name: str) -> float:
        """Mean of an officers' level over the days."""
        return self._staff[name]

    def end(self, name: str) -> float:
        """Level on the last day."""
        return float(self.series.level[-1, LEVELS.index(name)]) if self.days else NAN

    @cached_property
    def log(self) -> np.recarray:
        """Incidents of the measured days."""
        log = self.run.log
        return log[log.day >= self.first_day]

    @cached_property
    def assaults(self) -> np.recarray:
        """Assaults between inmates."""
        return self.log[(self.log.kind == ASSAULT) | (self.log.kind == SERIOUS)]

    @cached_property
    def violent(self) -> np.recarray:
        """Assaults on anybody."""
        kind = self.log.kind
        return self.log[(kind == ASSAULT) | (kind == SERIOUS) | (kind == STAFF_ASSAULT) | (kind == STAFF_SERIOUS)]

    @cached_property
    def present(self) -> np.recarray:
        """Inmates present at the end."""
        inmates = self.run.world.inmates
        return inmates[inmates.here == 1]

    @cached_property
    def people(self) -> int:
        """People who were present on at least one measured day."""
        if self.days == 0:
            return 0
        entries = self.series.tally[1:, TALLIES.index("entries")].sum()
        return int(self.series.n[0]) + int(entries)

    @cached_property
    def staff_days(self) -> int:
        """Days of officers in post."""
        return int(self.series.staff_n.sum(dtype=np.int64))

    @property
    def hazard_added(self) -> float:
        """Expected deaths that the run added: the daily count of hazard, in units of 2**-30."""
        return self.n("hazard_units") / 2.0**30


def facts(run: Run | Facts) -> Facts:
    """Facts of a run (a run already counted is given back as it is)."""
    return run if isinstance(run, Facts) else Facts(run)
