"""Daily curves of a run: counts as they happened, means of states."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..world.codes import LEVELS, STAFF_LEVELS, TALLIES

if TYPE_CHECKING:
    from ..engine import Run

COUNTS = ("assaults", "serious", "recorded_assaults", "staff_assaults", "recorded_staff_assaults", "threats", "refusals",
          "staff_verbal", "settled", "reports", "cell_sanctions", "isolated_days", "mediations_offered", "mediations_accepted",
          "mediations_held", "mediations_agreed", "mediations_broken", "circles", "circle_people", "facilitator_calmed",
          "facilitator_listened", "early_talks", "requests_answered", "good_acts", "searches", "absences", "transfers")
SENSITIVE = ("selfharm",)
MEANS = ("tension", "fear", "legitimacy", "norm", "boredom", "familiarity", "known", "skill")
STAFF_MEANS = ("stress", "satisfaction", "authority")


def curves(run: Run, sensitive: bool) -> dict[str, Any]:
    """``{"n": [...], "counts": {name: [...]}, "means": {name: [...]}}``, one value a day."""
    s = run.series
    counts = {name: s.tally[:, TALLIES.index(name)].tolist() for name in (*COUNTS, *(SENSITIVE if sensitive else ()))}
    means = {name: _rounded(s.level[:, LEVELS.index(name)]) for name in MEANS}
    means |= {f"staff_{name}": _rounded(s.staff[:, STAFF_LEVELS.index(name)]) for name in STAFF_MEANS}
    return {"n": s.n.tolist(), "staff": s.staff_n.tolist(), "counts": counts, "means": means}


def _rounded(x: Any) -> list[float]:
    return np.round(np.asarray(x, float), 4).tolist()
