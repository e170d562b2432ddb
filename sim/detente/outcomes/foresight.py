"""What a file holds of each person, what officers notice, what nobody sees whole: all that a forecast could rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..world.codes import ASSAULT, SERIOUS, STAFF_ASSAULT, STAFF_SERIOUS

if TYPE_CHECKING:
    from ..engine import Run

BLOWS = (ASSAULT, SERIOUS, STAFF_ASSAULT, STAFF_SERIOUS)
TENSE, SORE = 0.55, 0.35
"""Tension and grudge above which officers may see something coming (M12)."""


def present(run: Run) -> np.recarray:
    """Those present, in the order of the table."""
    return run.world.inmates[run.world.inmates.here == 1]


def records(run: Run, window: int) -> np.ndarray:
    """What the file of each person present holds, array (people, 7).

    Age, violence known before, earlier terms, days here, and reports written about him: all (log), those of the last `window`
    days (log), those for a blow.
    """
    here = present(run)
    log = run.log[run.log.recorded == 1]
    recent, violent = log[log.day >= run.days - window], log[np.isin(log.kind, BLOWS)]
    return np.column_stack([
        here.age, here.prior_violence, np.minimum(here.prior_terms, 4), np.log1p(run.days - here.entry_day),
        np.log1p(_times(log.a_pid, here.pid)), np.log1p(_times(recent.a_pid, here.pid)), _times(violent.a_pid, here.pid)])


def _times(who: np.ndarray, people: np.ndarray) -> np.ndarray:
    """How often each of `people` is in `who`."""
    pid, times = np.unique(who, return_counts=True)
    if not len(pid):
        return np.zeros(len(people))
    at = np.minimum(np.searchsorted(pid, people), len(pid) - 1)
    return np.where(pid[at] == people, times[at], 0).astype(float)


def noticed(run: Run) -> np.ndarray:
    """What officers may notice today of each person present: M12's own rule, before its daily luck, array (people,).

    Tension or the worst grudge above their marks, in proportion to how well the person is known; nothing if M12 is off.
    """
    w = run.world
    rows = w.inmates.here == 1
    here = w.inmates[rows]
    if not run.parameters.on_knowledge:
        return np.zeros(len(here))
    grudge = np.where(w.knows[rows] >= 0, w.bonds.grudge[rows], 0.0).max(axis=1)
    sign = np.maximum(here.tension - TENSE, grudge - SORE)
    return np.where(sign > 0.0, here.known * np.minimum(1.0, 2.0 * sign + 0.2), 0.0)


def leaning(run: Run) -> np.ndarray:
    """How far each person present leans to violence, in logits: the lasting terms of M4's decision."""
    here, p = present(run), run.parameters
    return (p.escalation_age * (np.minimum(here.age, 60.0) - 32.0) / 10.0 + p.escalation_impulsivity * here.impulsivity
            + p.escalation_past * here.prior_violence + p.escalation_unruly * np.log(here.unruliness)
            - 0.6 * p.escalation_norm * here.norm - p.skills_strike * here.skill)
