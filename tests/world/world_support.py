"""A prison of two wings, and what to look at in it."""

from __future__ import annotations

from functools import cache

import numpy as np

from detente.scenario import load


@cache
def two_wings(days: int = 60, turnover: bool = True, seed: int = 21):
    """Mediation and circles at work, quarrels frequent, people transferred for them."""
    return load("dynamic").with_(
        name="two wings", seed=seed, horizon_days=days, warmup_days=0, switches={"turnover": turnover},
        levers={"mediation_sessions": 6.0, "mediation_delay": 2.0, "response.threat.mediation": 0.5,
                "response.assault.mediation": 0.3, "response.assault.transfer": 0.2, "response.serious.transfer": 0.4},
        parameters={"escalation.rate": 0.05, "escalation.strike": -1.0, "population.stay_months": 3.0},
        establishment={"name": "Two wings", "type": "maison_arret", "capacity": 60, "inmates": 80, "wings": 2})


def of_wing(w, wing: int) -> dict:
    """Everything of the people of a wing, by person id."""
    pid = w.inmates.pid
    return {int(pid[i]): (w.inmates[i].tolist(), [(int(pid[j]) if j >= 0 else -1, w.bonds[i, k].tolist())
                                                for k, j in enumerate(w.knows[i])], w.rapports[i].tolist())
            for i in np.flatnonzero((w.inmates.here == 1) & (w.inmates.wing == wing))}
