"""The level facts that the model is fitted to, by type of prison; nothing here counts as validation.

A published range is read as a 95 % interval on the scale on which the fact is compared (log for rates, logit for shares). No
figure is published by type of prison except suicide: for the centre de détention and the maison centrale the national
range stands, widened to half its lower and twice its upper end, for these prisons hold a minority of the people counted in it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from ..engine import Run
    from ..studies.experiment import Arm

TYPES = {"ma": "baseline", "cd": "centre_detention", "mc": "maison_centrale"}
"""Type of prison and the shipped scenario that stands for it."""

OFFSET = 1.0  # added to a rate per 1,000 before its logarithm: a small prison may have a year without


@dataclass(frozen=True)
class Target:
    """A published level.

    Parameters
    ----------
    key : str
        ``type.figure``.
    low, high : float
        Published range.
    scale : {"log", "logit"}
    sources : tuple of str
        Rows of ``evidence.csv``.
    en, fr : str
    """

    key: str
    low: float
    high: float
    scale: str
    sources: tuple[str, ...]
    en: str
    fr: str

    @property
    def kind(self) -> str:
        """Type of prison."""
        return self.key.partition(".")[0]

    @property
    def figure(self) -> str:
        """Figure of `levels`."""
        return self.key.partition(".")[2]

    def on_scale(self, x):
        """A figure on the scale of comparison (arrays too)."""
        x = np.asarray(x, float)
        if self.scale == "log":
            return np.log(x + self._offset)
        x = np.clip(x, 0.002, 0.998)
        return np.log(x / (1.0 - x))

    def off_scale(self, y):
        """The inverse of `on_scale`."""
        y = np.asarray(y, float)
        return np.exp(y) - self._offset if self.scale == "log" else 1.0 / (1.0 + np.exp(-y))

    @property
    def _offset(self) -> float:
        return OFFSET if self.high > 50.0 else 0.01 * self.high

    @property
    def aim(self) -> float:
        """Middle of the range, on the scale."""
        return float(0.5 * (self.on_scale(self.low) + self.on_scale(self.high)))

    @property
    def sd(self) -> float:
        """Standard deviation of the published figure, on the scale: the range is a 95 % interval."""
        return float(self.on_scale(self.high) - self.on_scale(self.low)) / 3.92

    def inside(self, x: float) -> bool:
        """Whether a figure lies in the published range."""
        return self.low <= x <= self.high


_MA = (
    Target("ma.recorded_assaults", 120.0, 140.0, "log", ("A-INM-2013", "A-INM-2014", "A-RATIO"),
           "Recorded assaults between inmates, per 1,000 (P02)",
           "Agressions consignées entre personnes détenues, pour 1\u202f000 (P02)"),
    Target("ma.recorded_staff_assaults", 53.0, 70.0, "log", ("A-STAFF-2010", "A-STAFF-2013"),
           "Recorded assaults on staff, per 1,000 (P01)", "Agressions consignées du personnel, pour 1\u202f000 (P01)"),
    Target("ma.recorded_staff_verbal", 235.0, 255.0, "log", ("A-VERB-2010", "A-VERB-2013"),
           "Recorded verbal abuse of staff, per 1,000 (P03)",
           "Agressions verbales consignées du personnel, pour 1\u202f000 (P03)"),
    Target("ma.staff_grave_share", 0.025, 0.034, "logit", ("A-ITT",),
           "Share of assaults on staff followed by sick leave (P04)",
           "Part des agressions du personnel suivies d’un arrêt de travail (P04)"),
    Target("ma.reports", 3.5, 4.3, "log", ("A-CRI",), "Incident reports, per inmate-year (P05)",
           "Comptes rendus d’incident, par année-personne (P05)"),
    Target("ma.commission_share", 0.28, 0.34, "logit", ("A-CDD",), "Share of reports sent to the commission (P06)",
           "Part des comptes rendus menant à la commission (P06)"),
    Target("ma.cell_share", 0.10, 0.18, "logit", ("A-QDSHARE", "A-CDD"),
           "Share of reports that end in the disciplinary cell (P06)",
           "Part des comptes rendus menant au quartier disciplinaire (P06)"),
    Target("ma.suicide_hazard", 16.0, 20.0, "log", ("A-SUI",), "Suicides, per 10,000 (P07)",
           "Suicides, pour 10\u202f000 (P07)"),
    Target("ma.absence", 0.075, 0.102, "logit", ("A-ABS",), "Absence of officers (P08)", "Absence des surveillants (P08)"),
    Target("ma.no_report_share", 0.45, 0.55, "logit", ("A-HALF",), "Share of people without a report in a year (P09)",
           "Part des personnes sans compte rendu en un an (P09)"),
    Target("ma.top_tenth_share", 0.55, 0.70, "logit", ("A-NB",), "Share of reports of the tenth with most (P09)",
           "Part des comptes rendus du dixième le plus signalé (P09)"),
)
BY_TYPE = ("recorded_assaults", "recorded_staff_assaults", "recorded_staff_verbal", "reports", "suicide_hazard")


def _wider(x: Target, kind: str) -> Target:
    place = {"cd": ("centre de détention", "centre de détention"), "mc": ("maison centrale", "maison centrale")}[kind]
    return Target(f"{kind}.{x.figure}", 0.5 * x.low, 2.0 * x.high, x.scale, x.sources, f"{x.en}, {place[0]}",
                  f"{x.fr}, {place[1]}")


TARGETS: tuple[Target, ...] = (*_MA, *(_wider(x, kind) for kind in ("cd", "mc") for x in _MA if x.figure in BY_TYPE))


def levels(run: Run) -> dict[str, float]:
    """The figures of a run that targets are about."""
    from ..outcomes import summarise
    from ..outcomes.facts import facts

    f = facts(run)
    seen = summarise(f)
    reports = max(1, f.n("reports"))
    return {
        **{key: seen[key] for key in ("recorded_assaults", "recorded_staff_assaults", "recorded_staff_verbal", "reports",
                                      "suicide_hazard", "absence", "no_report_share", "top_tenth_share")},
        "staff_grave_share": (f.n("staff_serious") + 0.015) / (f.n("staff_assaults") + 0.5),
        "commission_share": f.n("commissions") / reports,
        "cell_share": f.n("cell_sanctions") / reports,
    }


def arms() -> list[Arm]:
    """One prison of each type."""
    from ..scenario import load
    from ..studies.experiment import Arm

    return [Arm(kind, load(name)) for kind, name in TYPES.items()]


def vector(figures: Mapping[tuple[str, str], np.ndarray]) -> np.ndarray:
    """Figures of many runs on the scales of the targets: array (rows, targets)."""
    return np.column_stack([x.on_scale(np.nanmean(figures[x.kind, x.figure], axis=1)) for x in TARGETS])


def aim() -> np.ndarray:
    """What is published, on the scales: array (targets,)."""
    return np.array([x.aim for x in TARGETS])


def spread() -> np.ndarray:
    """Standard deviations of what is published, on the scales."""
    return np.array([x.sd for x in TARGETS])


assert all(math.isfinite(x.aim) and x.sd > 0 for x in TARGETS)
