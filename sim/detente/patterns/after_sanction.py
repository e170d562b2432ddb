"""The measure that P14 and the trap of regression to the mean share: what follows the cell, and other sanctions."""

from __future__ import annotations

from ..outcomes.follow_up import ANY, COLUMNS, FollowUp, index_cases, strata
from ..outcomes.panel import VIOLENCE, Panel, follow
from ..outcomes.strata import rate_sums
from ..studies.experiment import live

BEFORE = 180
HORIZON = 910
FOLLOWED = (180, 365)
NAIVE = 90


@live
def measure(scenario, seed: int, parameters: dict[str, float]) -> dict[str, float]:
    """Sums of the matched contrasts over half a year and a year, and of violence in the 90 days before and after."""
    return contrasts(follow(scenario, seed, parameters, COLUMNS))


def contrasts(panel: Panel) -> dict[str, float]:
    """The same, of a panel."""
    cases = index_cases(panel, BEFORE, panel.days - FOLLOWED[-1])
    violence = FollowUp(panel, cases, panel.events(VIOLENCE))
    reports = FollowUp(panel, cases, panel.events(ANY, recorded=True)).before(BEFORE)[0] - 1
    stratum = strata(panel, cases, reports)
    out = {"cases_cell": float(cases.cell.sum()), "cases_other": float((~cases.cell).sum())}
    for days in FOLLOWED:
        out[f"matched_{days}_up"], out[f"matched_{days}_down"] = rate_sums(stratum, cases.cell, *violence.after(days))
    for name, who in (("cell", cases.cell), ("other", ~cases.cell)):
        for when, (n, risk) in (("before", violence.before(NAIVE)), ("after", violence.after(NAIVE))):
            out[f"{name}_{when}"], out[f"{name}_{when}_days"] = float(n[who].sum()), float(risk[who].sum())
    return out
