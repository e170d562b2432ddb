"""Which difference is asked about, checked; and what its process is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import asked, limits
from .refuse import Refused

if TYPE_CHECKING:
    from .jobs import Jobs


def sensitivity(found: dict[str, Any], jobs: Jobs) -> tuple[dict[str, Any], dict[str, Any]]:
    """Spec of the process, and what the server keeps.

    Raises
    ------
    Refused
        There is no such comparison, arm or measure; or it is too much work.
    """
    from ...outcomes import BY_KEY
    from ...scenario import from_dict
    from .candidates import candidates
    from .flips import FIRST, FRESH, SHOWN

    asked.only(found, "job", "arm", "outcome")
    job = jobs.get(asked.text(found, "job", 64))
    if job.spec["kind"] != "compare":
        raise Refused(409, "not_done")
    arms = job.spec["arms"]
    arm = asked.whole(found, "arm", 1, len(arms) - 1, 1)
    outcome = asked.word(found, "outcome", tuple(BY_KEY), "assaults")
    two = [arms[0], arms[arm]]
    reference, option = (from_dict(x["tree"], x["name"]) for x in two)
    many = len(candidates(reference, option))
    runs = (2 * many + 1) * FIRST + (2 * SHOWN + 1) * FRESH
    size = 2 * runs * option.establishment.inmates * (option.warmup_days + option.horizon_days)
    if size > limits.WORK:
        raise Refused(400, "flip_work", given=size, allowed=limits.WORK)
    return {"kind": "flips", "arms": two, "outcome": outcome, "arm": arm}, {}
