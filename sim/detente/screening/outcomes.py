"""What is screened: the levels of an ordinary prison, and the answer, dynamic against coercive."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..outcomes.expected import aggressions, chance_physical
from ..outcomes.facts import facts, ratio
from ..outcomes.repetition import reports_each

if TYPE_CHECKING:
    from ..engine import Run

BASE, DYNAMIC, COERCIVE = "baseline", "dynamic", "coercive"
ARMS = (BASE, DYNAMIC, COERCIVE)
LEVEL, ANSWER = "level", "answer"
KINDS = (LEVEL, ANSWER)


@dataclass(frozen=True)
class Outcome:
    """A figure of which the effects of parameters are measured.

    Parameters
    ----------
    figure : str
        Key of a measure.
    kind : {"level", "answer"}
        A level is the figure of the baseline. The answer is the log of the ratio, dynamic over coercive.
    log : bool
        The figure is taken as a logarithm.
    """

    figure: str
    kind: str
    log: bool = True

    @property
    def key(self) -> str:
        """``level.assaults``, ``answer.assaults`` ..."""
        return f"{self.kind}.{self.figure}"

    def label(self, lang: str) -> str:
        """Words of the measure."""
        from ..outcomes.measures import BY_KEY

        return BY_KEY[self.figure].label(lang)


LEVELS = (
    Outcome("assaults", LEVEL), Outcome("recorded_assaults", LEVEL), Outcome("recorded_staff_assaults", LEVEL),
    Outcome("recorded_staff_verbal", LEVEL), Outcome("reports", LEVEL), Outcome("no_report_share", LEVEL, log=False),
    Outcome("suicide_hazard", LEVEL), Outcome("absence", LEVEL),
)
ANSWERS = (Outcome("assaults", ANSWER), Outcome("staff_assaults", ANSWER), Outcome("suicide_hazard", ANSWER))
OUTCOMES = (*LEVELS, *ANSWERS)
_COUNTS = ("assaults", "recorded_assaults", "recorded_staff_assaults", "recorded_staff_verbal", "reports")


def measure(run: Run) -> Mapping[str, float]:
    """Figures of a run, always finite: logs of rates per inmate-year and of the absence, share of people without a report.

    Half an event is added to what is counted, for a rate may be nought in a small prison. Assaults on staff are those to be
    expected of the aggressions that there were, each with the chance it had of being physical: steadier than their count.
    """
    f = facts(run)
    each = reports_each(f)
    physical = float(chance_physical(aggressions(f), f.run.parameters).sum())
    return {**{key: math.log((f.n(key) + 0.5) / f.years) for key in _COUNTS},
            "staff_assaults": math.log((physical + 0.5) / f.years),
            "no_report_share": (int((each == 0).sum()) + 0.5) / (len(each) + 1.0),
            "suicide_hazard": math.log(max(f.hazard_added, 2.0**-30) / f.years),
            "absence": math.log(max(ratio(f.n("absences"), f.staff_days), 1e-4))}
