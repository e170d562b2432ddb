"""Tidy pandas tables of a run and of several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..outcomes.costs import cost_table
from ..outcomes.frames import daily_frame, incidents_frame, inmates_frame, measures_frame

if TYPE_CHECKING:
    import pandas as pd

    from ..engine import Run

__all__ = ["cost_table", "daily_frame", "incidents_frame", "inmates_frame", "measures_frame", "wide_measures"]


def wide_measures(runs: Sequence[Run]) -> pd.DataFrame:
    """One row a run (scenario, seed), one column a measure."""
    import pandas as pd

    from ..outcomes.measures import summarise

    return pd.DataFrame([{"scenario": run.scenario.name, "seed": run.seed} | summarise(run) for run in runs])
