"""Expectations read off the log: what is too rare to count is added up from the chances that the incidents carried."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..world.codes import STAFF_ASSAULT, STAFF_SERIOUS, STAFF_VERBAL, T_EYES, T_GRUDGE, T_LEGITIMACY, T_TENSION
from .facts import NAN, Facts, facts

if TYPE_CHECKING:
    from ..engine import Run


def chance_serious(acts: Any, p: Any) -> np.ndarray:
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


def aggressions(f: Facts) -> Any:
    """Aggressions of staff, in words or blows."""
    return f.log[np.isin(f.log.kind, (STAFF_VERBAL, STAFF_ASSAULT, STAFF_SERIOUS))]


def chance_physical(acts: Any, p: Any) -> np.ndarray:
    """Chance that each aggression of staff had of being physical, by the formula of M5.

    Parameters
    ----------
    acts : recarray
        Rows of the log, aggressions of staff in words or blows.
    p : record of parameters

    Returns
    -------
    array
        Its sum is the expected number of assaults on staff, steadier than their count.
    """
    push = acts.terms.sum(axis=1, dtype=float) - acts.terms[:, T_LEGITIMACY]  # trust has told on the words already
    return 1.0 / (1.0 + np.exp(-(p.staff_violence_blow + 0.5 * push)))


def in_sight(acts: Any, p: Any) -> np.ndarray:
    """Share of time that the place of each assault was in sight of staff, as the decision to strike saw it (term ``eyes``)."""
    if not p.escalation_eyes:
        return np.full(acts.shape[0], NAN)
    return -acts.terms[:, T_EYES] / p.escalation_eyes
