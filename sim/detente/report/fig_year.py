"""Tension and violence over the year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..world.codes import L_TENSION, TALLIES
from .style import BLUE, GREY, ORANGE, new, numbers, plain, say

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from ..engine import Run

WINDOW = 7


def rolling(x: np.ndarray, window: int = WINDOW) -> np.ndarray:
    """Mean of the last ``window`` values (of those there are, at the start)."""
    total = np.cumsum(np.concatenate(([0.0], x)))
    end = np.arange(1, x.shape[0] + 1)
    start = np.maximum(0, end - window)
    return (total[end] - total[start]) / (end - start)


def year_data(run: Run) -> dict[str, np.ndarray]:
    """Tension, and assaults a week per 1,000 inmates: true and recorded, between inmates and on staff."""
    s = run.series
    n = np.maximum(1, s.n)

    def weekly(*names: str) -> np.ndarray:
        return rolling(7000.0 * sum(s.tally[:, TALLIES.index(name)] for name in names) / n)

    return {"day": np.arange(1, s.shape[0] + 1), "tension": rolling(s.level[:, L_TENSION].astype(float)),
            "true": weekly("assaults"), "recorded": weekly("recorded_assaults"), "staff": weekly("staff_assaults")}


def figure_year(run: Run, lang: str = "fr") -> Figure:
    """Two panels: mean tension; assaults between inmates (true, recorded) and on staff, seven-day means."""
    d = year_data(run)
    figure, (top, low) = new(9.0, 6.0, 2, 1)
    top.plot(d["day"], d["tension"], color=GREY, linewidth=2)
    top.set_ylim(0, 1)
    top.set_ylabel(say(lang, "tension, 0 to 1", "tension, de 0 à 1"))
    low.plot(d["day"], d["true"], color=ORANGE, linewidth=2,
             label=say(lang, "between inmates, true", "entre personnes détenues, réelles"))
    low.plot(d["day"], d["recorded"], color=ORANGE, linewidth=1.6, linestyle=(0, (4, 2)),
             label=say(lang, "between inmates, recorded", "entre personnes détenues, consignées"))
    low.plot(d["day"], d["staff"], color=BLUE, linewidth=1.6, linestyle=(0, (1, 1.2)),
             label=say(lang, "on staff", "sur le personnel"))
    low.set_ylim(bottom=0)
    low.set_ylabel(say(lang, "assaults a week per 1,000 inmates", "agressions par semaine\npour 1\u202f000 personnes"))
    low.set_xlabel(say(lang, "day", "jour"))
    low.legend(frameon=False, ncols=3, loc="lower center", bbox_to_anchor=(0.5, 1.0))
    for ax, decimals in ((top, 1), (low, 0)):
        plain(ax)
        ax.set_xlim(1, max(2, int(d["day"][-1]) if d["day"].size else 2))
        numbers(ax.yaxis, lang, decimals)
    figure.suptitle(say(lang, "Tension and assaults (seven-day means)", "Tension et agressions (moyennes sur sept jours)"))
    return figure
