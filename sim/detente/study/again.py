"""One run of a study made again, here and now, from its folder alone: what a failed run's row tells to do."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ..errors import DetenteError, said
from .job import MEASURE, again, found

if TYPE_CHECKING:
    from .plan import Job
    from .results import StudyResults

LEAST = 6
"""Signs of an address that are enough to name a run."""


def one(results: StudyResults, start: str) -> Job:
    """The run whose address begins so.

    Raises
    ------
    DetenteError
        None does, or several do.
    """
    there = [job for job in results.jobs if len(start) >= LEAST and job.id.startswith(start)]
    if len(there) != 1:
        wrong = "no run of this study has this address" if not there else "several runs have addresses that begin so"
        raise DetenteError(wrong, str(results.folder), key="again", given=start[:40],
                           wish=said("for example {id}", id=results.jobs[0].id) if results.jobs else None)
    return there[0]


def run_again(results: StudyResults, job: Job, measure: str = MEASURE) -> dict[str, Any]:
    """Its figures; what went wrong comes out as it is.

    Parameters
    ----------
    results : StudyResults
    job : Job
    measure : str
        ``module:function``, the one the study was made with.

    Returns
    -------
    dict
        ``id, base, seed`` and what was moved, then the figures; ``same`` tells whether the stored row, if there is one that
        went well, says the same to the bit.

    Raises
    ------
    DetenteError
        The model, or what is measured, is no longer that of the study.
    """
    from ..studies.fingerprint import model_fingerprint, source_fingerprint

    p = results.plan
    if p["model"] != model_fingerprint() or p["measure"] != source_fingerprint(found(measure)):
        raise DetenteError("this study was made with another version of the model", str(results.folder), given=p["model"],
                           allowed=model_fingerprint(), wish="install that version to see its runs again")
    *series, every = p["series"]
    payload = {"bases": {job.base: json.dumps(p["bases"][job.base], sort_keys=True)}, "points": p["points"],
               "draws": p["draws"], "structures": p["structures"], "held": {job.base: p["held"][job.base]},
               "measure": measure, "outcomes": p["outcomes"], "series": series, "every": every}
    figures = again(payload, tuple(job))
    stored = results.frame().set_index("id")
    same = None
    if job.id in stored.index and stored.loc[job.id, "status"] == "ok":
        same = all(stored.loc[job.id, key] == figures[key] for key in p["outcomes"])
    moved = {**p["points"][job.point], **p["structures"][job.structure]}
    return {"id": job.id, "base": job.base, "seed": job.seed, "draw": job.draw, **moved, **figures, "same": same}
