"""Expectations read off the log: what is too rare to count is added up from the chances that the incidents carried."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..world.codes import T_EYES, T_GRUDGE, T_TENSION
from .facts import NAN, Facts, facts

if TYPE_CHECKING:
    from ..engine import Run


def chance_serious(acts: np.recarray, p) -> np.ndarray:
    """Chance that each assault between inmates had of being a serious one, by the formula of M4.

    Parameters
    ----------
    acts : recarray
        Rows of the log, assaults between inmates.
    p : record of parameters

    Returns
    -------
    array
        Its sum is the expected number of serious assaults, far steadier than their count.
    """
    tension = acts.terms[:, T_TENSION] / p.escalation_tension if p.escalation_tension else 0.0
    logit = p.escalation_serious + 0.8 * tension + 0.6 * acts.terms[:, T_GRUDGE] + 0.8 * (acts.rung.astype(float) - 1.0)
    return 1.0 / (1.0 + np.exp(-logit))


def expected_serious(run: Run | Facts) -> float:
    """Serious assaults between inmates that a run was to be expected to bring."""
    f = facts(run)
    return float(chance_serious(f.assaults, f.run.parameters).sum())


def in_sight(acts: np.recarray, p) -> np.ndarray:
    """Share of time that the place of each assault was in sight of staff, as the decision to strike saw it (term ``eyes``)."""
    if not p.escalation_eyes:
        return np.full(acts.shape[0], NAN)
    return -acts.terms[:, T_EYES] / p.escalation_eyes
