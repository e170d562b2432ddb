"""How much may be asked at once, so that one reader never keeps the others waiting."""

from __future__ import annotations

from typing import Any

BODY = 256 * 1024
"""Bytes of a request."""
ARMS = 4
LABEL = 60
CHANGES = 40
"""Dated changes of an option."""
INMATES = 6_000
"""Fleury-Mérogis holds 5,080."""
QUICK = 200
"""People of a year at once; a larger prison is shown at this size."""
DAYS = 1_095
QUICK_DAYS = 365
SEEDS = 100
DRAWS = 48
WORK = 1_500_000_000
"""Inmate-days of a comparison, all runs together: about half an hour on two cores."""
MOST_SEED = 999_999


def told() -> dict[str, Any]:
    """For the page."""
    return {"inmates": INMATES, "quick_inmates": QUICK, "horizon_days": DAYS, "arms": ARMS, "seeds": SEEDS, "draws": DRAWS,
            "body_bytes": BODY, "quick_days": QUICK_DAYS, "work": WORK, "changes": CHANGES}
