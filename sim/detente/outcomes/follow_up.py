"""What people do before and after a sanction: index cases, and their acts per day at risk.

An index case is a sanctioned report in a window of days: the disciplinary cell, or a warning or confinement; a person has as
many as he was sanctioned. Days in the disciplinary cell or confined are not days at risk: what is asked is what people do once
out. A person's cases are not independent; intervals come from whole runs, so they need not be.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from ..world.codes import CELL_SANCTION, CONFINEMENT, SELF_HARM, WARNING
from .panel import Panel, up_to

COLUMNS = ("age", "isolated_until", "confined_until", "prior_violence")
"""What the panel must keep."""
ANY = range(SELF_HARM)
AGES = (25, 35)
REPORTS = (1, 3, 6, 12, 25)


@dataclass(frozen=True)
class Cases:
    """Index cases: a row of each array is one of them; ``day`` counts from the first measured day.

    Attributes
    ----------
    day, row : int arrays
        Day of the incident, and the row of who did it in the table of inmates.
    kind : int array
        Row of the response ladder.
    cell : bool array
        Given the disciplinary cell, and not a warning or confinement.
    """

    day: np.ndarray = field(repr=False)
    row: np.ndarray = field(repr=False)
    kind: np.ndarray = field(repr=False)
    cell: np.ndarray = field(repr=False)


def index_cases(panel: Panel, first: int, last: int) -> Cases:
    """Sanctioned reports from day `first` up to, and without, day `last`."""
    log = panel.run.log
    day = log.day - panel.first
    keep = (log.recorded == 1) & np.isin(log.response, (CELL_SANCTION, WARNING, CONFINEMENT)) & (log.kind < SELF_HARM)
    at = np.flatnonzero(keep & (day >= first) & (day < last))
    return Cases(day[at], log.a[at], np.minimum(log.kind[at], 5), log.response[at] == CELL_SANCTION)


class FollowUp:
    """Acts of each index case, and days at risk, before and after the incident.

    Parameters
    ----------
    panel : Panel
        With `COLUMNS`.
    cases : Cases
    acts : int array (days, rows)
        As `Panel.events` gives them.
    """

    def __init__(self, panel: Panel, cases: Cases, acts: np.ndarray) -> None:
        day = np.arange(panel.first, panel.first + panel.days)[:, None]
        free = panel.here & (panel["isolated_until"] <= day) & (panel["confined_until"] <= day)
        came, leaves = panel.spans()
        self.cases = cases
        self.came, self.leaves = came[cases.day, cases.row], leaves[cases.day, cases.row]
        self._free, self._all, self._days = up_to(acts * free), up_to(acts), up_to(free)

    def after(self, days: int) -> tuple[np.ndarray, np.ndarray]:
        """(acts, days at risk) in so many days from the day after the incident, or until release."""
        a, b = self.cases.day + 1, np.minimum(self.leaves, self.cases.day + days) + 1
        return self._between(self._free, a, b), self._between(self._days, a, b)

    def before(self, days: int) -> tuple[np.ndarray, np.ndarray]:
        """(acts, days at risk) in so many days up to that of the incident, which is counted."""
        a, b = np.maximum(self.came, self.cases.day - days + 1), self.cases.day + 1
        return self._between(self._all, a, b), np.maximum(self._between(self._days, a, b), 1)

    def _between(self, sums: np.ndarray, a: np.ndarray, b: np.ndarray) -> np.ndarray:
        return sums[b, self.cases.row] - sums[a, self.cases.row]


def strata(panel: Panel, cases: Cases, reports: np.ndarray) -> np.ndarray:
    """Kind of incident (6) by age (3) by earlier reports (6) by violence known from before (2)."""
    age = np.digitize(panel["age"][cases.day, cases.row], AGES)
    known = panel["prior_violence"][cases.day, cases.row]
    return ((cases.kind * 3 + age) * (len(REPORTS) + 1) + np.digitize(reports, REPORTS)) * 2 + known
