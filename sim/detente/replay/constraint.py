"""Where constraint does better, or nobody can say: looked for in the model, never staged.

The lesson's lever is held against levers of constraint, moved on the same day in the same prison, over the same twenty years;
and answers of constraint against the others, over the sequels of incidents that were chosen without looking at them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from .years import OUTCOMES, against, rounded, years

if TYPE_CHECKING:
    from ..scenario.schema import Scenario
    from ..studies.runner import Progress

LEVERS: dict[str, dict[str, float]] = {
    "cell": {"response.assault.cell": 0.9},
    "long_cell": {"cell_days_assault": 20, "cell_days_serious": 30},
    "transfer": {"response.assault.transfer": 0.3},
    "report_all": {"discretion": 0.1},
    "searches": {"search_rate": 1.5},
    "control": {"relation_share": 0.1},
    "doors_shut": {"out_of_cell_hours": 1.5},
}
"""Each is one thing that a director can order; the last, ``posture``, is the whole scenario `coercive` from that day on."""
POSTURE = "posture"
JUDGED = ("assaults", "staff_assaults", "again", "fear", "legitimacy", "stress")


def arms(plain: Scenario, day: int) -> dict[str, Scenario]:
    """The prison without the lesson's lever, each lever of constraint moved on the day."""
    from ..scenario import load

    coercive = load("coercive")
    moved = {name: coercive.levers[name] for name in plain.levers if coercive.levers[name] != plain.levers[name]
             and name not in ("occupancy", "activity_places", "inmates_per_officer")}
    return {name: plain.with_(changes=[{"lever": lever, "to": to, "from_day": day} for lever, to in levers.items()])
            for name, levers in (LEVERS | {POSTURE: moved}).items()}


def search(plain: Scenario, lesson: list[dict[str, float]], day: int, wings: Sequence[int] | None, seeds: Sequence[int], *,
           threads: int | None = None, progress: Progress | None = None) -> dict[str, Any]:
    """Hold every lever of constraint against the lesson's lever.

    Parameters
    ----------
    plain : Scenario
        The prison without the lever.
    lesson : list of dict
        Outcomes of the years with the lever, same seeds.
    day, wings
        Of the lever.

    Returns
    -------
    dict
        ``rows``: a lever of constraint and an outcome each, with the years in which constraint does better, as well, less
        well; ``better``, ``unsure``, ``worse``: how many of each; ``found``: place of the row to show, and of what kind it is.
    """
    tried = arms(plain, day)
    results = years(list(tried.values()), day, wings, seeds, threads=threads, progress=progress)
    rows = []
    for name, result in zip(tried, results, strict=True):
        compared = against(lesson, result)
        for key in JUDGED:
            c = compared[key]
            better = c["less"] if OUTCOMES[key] < 0 else c["more"]
            rows.append({"constraint": name, "outcome": key, "better": better, "equal": c["equal"],
                         "worse": len(seeds) - better - c["equal"], "sign": c["sign"], "difference": c["difference"],
                         "low": c["low"], "high": c["high"], "values": rounded(result)[key]})
    return {"rows": rows, "better": sum(r["sign"] > 0 for r in rows), "unsure": sum(r["sign"] == 0 for r in rows),
            "worse": sum(r["sign"] < 0 for r in rows), "found": _found(rows)}


def _found(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The row to show: constraint clearly better, violence first; else the one about which least can be said."""
    clear = [k for k, row in enumerate(rows) if row["sign"] > 0]
    if clear:
        return {"row": max(clear, key=lambda k: (-JUDGED.index(rows[k]["outcome"]), rows[k]["better"])), "kind": "better"}
    open_rows = [k for k, row in enumerate(rows) if row["sign"] == 0]
    if open_rows:
        near = min(open_rows, key=lambda k: (JUDGED.index(rows[k]["outcome"]), abs(rows[k]["better"] - rows[k]["worse"])))
        return {"row": near, "kind": "unsure"}
    return {"row": None, "kind": "none"}
