"""Costs, stacked by item: what comes on top of the day of detention."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from ..outcomes.costs import COST_LABELS, TYPE_ITEMS, cost_items
from ..outcomes.facts import facts
from ..outcomes.words import number
from .style import HATCH, STACK, new, numbers, plain, say

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from ..engine import Run

SHOWN = 7


def cost_data(runs: Sequence[Run]) -> dict[str, dict[str, float]]:
    """Scenario -> item -> euros per inmate-year (mean over its runs); the day of detention under ``base``."""
    out: dict[str, list[dict[str, float]]] = {}
    for run in runs:
        f = facts(run)
        euros = {item: x / f.years for item, x in cost_items(f).items()} if f.years > 0 else {}
        extra = {item: x for item, x in euros.items() if item not in TYPE_ITEMS}
        out.setdefault(run.scenario.name, []).append({"base": sum(euros.get(i, 0.0) for i in TYPE_ITEMS)} | extra)
    return {name: {item: float(np.mean([e[item] for e in each])) for item in each[0]} for name, each in out.items()}


def figure_costs(runs: Sequence[Run], lang: str = "fr") -> Figure:
    """One bar a scenario: items beyond the day of detention, which the line below the name gives."""
    data = cost_data(runs)
    items = [i for i in COST_LABELS if i not in TYPE_ITEMS]
    weight = {i: max(d.get(i, 0.0) for d in data.values()) for i in items}
    first = [i for i in sorted(items, key=lambda i: -weight[i]) if weight[i] > 0][:SHOWN]
    figure, ax = new(9.4, 0.8 * len(data) + 3.2)
    left = np.zeros(len(data))
    for k, item in enumerate([*first, None]):
        values = np.array([d.get(item, 0.0) if item else sum(x for i, x in d.items() if i not in (*first, "base"))
                           for d in data.values()])
        label = say(lang, "everything else", "tout le reste") if item is None else COST_LABELS[item][0 if lang == "en" else 1]
        ax.barh(range(len(data)), values, left=left, color=STACK[k], hatch=HATCH[k], edgecolor="white", height=0.6,
                label=_short(label))
        left += values
    for y, total in enumerate(left):
        ax.annotate(f"{number(total, lang, 0)}\u202f€", (total, y), xytext=(5, 0), textcoords="offset points", va="center")
    day = say(lang, "day of detention", "journée de détention")
    ax.set_yticks(range(len(data)), [f"{name}\n({day}{say(lang, '', chr(0x202f))}: {number(d['base'], lang, 0)}\u202f€)"
                                     for name, d in data.items()])
    ax.set_ylim(len(data) - 0.4, -0.6)
    ax.margins(x=0.12)
    plain(ax)
    ax.grid(axis="y", visible=False)
    numbers(ax.xaxis, lang)
    ax.set_xlabel(say(lang, "euros per inmate-year beyond the day of detention (most prices assumed)",
                      "euros par année-personne, en plus de la journée de détention (prix supposés pour la plupart)"))
    figure.legend(loc="outside lower center", ncols=2, frameon=False, fontsize=8)
    figure.suptitle(say(lang, "Costs by item", "Coûts par poste"))
    return figure


def _short(label: str) -> str:
    """A label up to its first colon, bracket or comma."""
    for mark in ("\u202f:", ":", "(", ","):
        label = label.split(mark)[0]
    return label.strip()
