"""Optimise: policies that none beats on all outcomes at once, on the mean over draws of the parameters, under a budget.

The search asks for a generation of points, they are run like any others, it is told their means. It keeps nothing of its
own: interrupted, it asks for the same points again and finds them done.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ...i18n import decimal
from ..store import PLAN
from ..words import text
from . import Answer
from .common import column, factor_label, factors, head, markdown, note, number, outcome_label

if TYPE_CHECKING:
    import pandas as pd

    from ..plan import Plan
    from ..results import StudyResults
    from ..runner import Runner
    from ..store import Store

POPULATION, GENERATIONS = 24, 10
SHOWN = 12


def objectives(outcomes: list[str] | tuple[str, ...]) -> dict[str, str]:
    """Each outcome and whether less of it is better."""
    from ...outcomes import BY_KEY

    return {key: "max" if BY_KEY[key].direction > 0 else "min" for key in outcomes}


def limits(analysis: dict[str, Any]) -> dict[str, float]:
    """The budget, if there is one: the most that an outcome may be (euros unless another is named)."""
    return {analysis.get("budget_outcome", "euros_total"): float(analysis["budget"])} if "budget" in analysis else {}


def search(plan: Plan, runner: Runner, known: set[str], store: Store) -> None:
    """Ask, run, tell, for the generations of the study; point 0 is the base as it is."""
    from ...analysis.search import Axis, Search

    study, a = plan.study, plan.study.analysis
    axes = [Axis(x.name, x.low, x.high, choices=x.values) for x in study.factors]
    hunt = Search(axes, objectives(study.outcomes), limits(a), population=int(a.get("population", POPULATION)),
                  seed=int(a.get("seed", 1)))
    plan.points[:] = [{}]
    place: dict[str, int] = {}
    for _ in range(int(a.get("generations", GENERATIONS))):
        asked = hunt.ask()
        if not len(asked):
            break
        which = []
        for row in asked.to_dict("records"):
            key = repr(sorted(row.items()))
            if key not in place:
                place[key] = len(plan.points)
                plan.points.append(row)
            which.append(place[key])
        store.put_json(PLAN, plan.as_dict())
        first = [0] if len(plan.points) <= len(which) + 1 else []
        jobs = list(plan.jobs_of([*first, *which]))
        runner.run(jobs, known)
        rows = store.rows(job.id for job in jobs).to_pandas()
        means = rows[rows.status == "ok"].groupby("point")[list(study.outcomes)].mean().reindex(which)
        hunt.tell(asked.join(means.reset_index(drop=True)))


def by_draw(results: StudyResults, key: str) -> pd.DataFrame:
    """Mean over seeds of an outcome, a row a point and a column a draw."""
    return results.good().pivot_table(index="point", columns="draw", values=key, aggfunc="mean")


def answer(results: StudyResults) -> Answer:
    """Every point's means, the front, and for its policies the chance to be best and the regret over draws."""
    import pandas as pd

    from ...analysis import best, pareto

    keys = list(results.plan["outcomes"])
    ways = objectives(keys)
    frame = results.good()
    moved = [column(x) for x in factors(results)]
    points = frame.groupby("point")[moved].first().join(frame.groupby("point")[keys].mean()).reset_index()
    bound = limits(results.plan["analysis"])
    kept = points[np.logical_and.reduce([points[k] <= most for k, most in bound.items()])] if bound else points
    front = pareto.front(kept, ways) if len(kept) else kept
    points["front"] = points.point.isin(front.point)
    chosen = [0, *(int(k) for k in front.point if k != 0)]
    doubts = []
    for key in keys:
        each = by_draw(results, key).reindex(chosen).to_numpy()
        doubts.append(best.best(each, ways[key], [str(k) for k in chosen]).merge(
            best.robust(each, ways[key], [str(k) for k in chosen]), on=["policy", "draws"]).assign(outcome=key))
    doubt = pd.concat(doubts, ignore_index=True)

    def words(lang: str) -> list[str]:
        lines = head(results, lang)
        lines += [text("study.optimise.how", lang, n=len(points), front=len(front), outcomes=", ".join(
            outcome_label(k, lang) for k in keys)), ""]
        for key, most in bound.items():
            lines += [text("study.optimise.budget", lang, outcome=outcome_label(key, lang), most=number(most, lang)), ""]
        order = front.sort_values(keys[0]).head(SHOWN)
        base = points[points.point == 0]
        rows = [[_name(int(r.point), lang), *(number(r[k], lang) for k in keys), *(_setting(r[c], lang) for c in moved)]
                for _, r in pd.concat([base, order[order.point != 0]]).iterrows()]
        lines += markdown([text("study.compare.policy", lang), *(outcome_label(k, lang) for k in keys),
                           *(factor_label(x, lang) for x in factors(results))], rows)
        lines += [f"## {text('study.optimise.doubt', lang)}", ""]
        shown = [0, *(int(k) for k in order.point if k != 0)]
        for key in keys:
            x = doubt[(doubt.outcome == key) & doubt.policy.isin([str(k) for k in shown])]
            lines += [f"**{outcome_label(key, lang)}**", "", *markdown(
                [text(f"study.optimise.{c}", lang) for c in ("policy", "p_best", "regret", "regret_high", "worst")],
                [[_name(int(r.policy), lang), f"{decimal(100 * r.p_best, lang, 0)} %", number(r.regret, lang),
                  number(r.regret_high, lang), number(r.worst_decile, lang)] for r in x.head(SHOWN).itertuples()])]
        return lines + note(lang)

    def draw(folder: Path, lang: str) -> None:
        from ...report.fig_study import draw_pareto

        shown = points[[*keys, "front"]].assign(label=["" if k else text("study.optimise.base", lang) for k in points.point])
        draw_pareto(shown, folder / f"pareto_{lang}", {
            "lang": lang, "title": results.plan["title"].get(lang, ""), **{k: outcome_label(k, lang) for k in keys},
            "front": text("study.optimise.front", lang), "rest": text("study.optimise.rest", lang)})

    return Answer({"points": points, "doubt": doubt}, words, draw)


def _name(k: int, lang: str) -> str:
    return text("study.optimise.base", lang) if k == 0 else f"P{k}"


def _setting(value: float, lang: str) -> str:
    return "–" if value != value else number(value, lang)
