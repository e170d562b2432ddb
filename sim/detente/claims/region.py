"""The overall question: where relation does better than constraint, where worse, and where nobody can say.

Two prisons with the same people, the same officers and the same answers to incidents; one is run by the levers of relation of
``dynamic``, the other by those of ``coercive``. Four things vary: people per officer, people per place, trust in staff on
coming in, and the ladder of answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from ..outcomes import summarise
from ..studies.draws import Draw
from ..studies.experiment import Arm, Results
from .plan import Job, seeds_for
from .surface import AGREE

STAFFING = (1.5, 2.2, 2.9, 3.8, 5.0)
"""Inmates per officer; 2.9 is the French mean."""
DENSITY = (0.8, 1.1, 1.4, 1.75, 2.2)
"""Inmates per place; 1.75 is the mean of maisons d'arrêt, 2.2 their ninth decile."""
PARAMETER = "population.legitimacy"
"""Mean trust in staff on coming in: the ends of its plausible range and its default are the third axis."""
LADDERS = ("own", "soft", "present", "hard")
_LADDER_OF = {"soft": "dynamic", "present": "baseline", "hard": "coercive"}
ARMS = ("coercive", "dynamic")
PAIRS = 8
LEAST = 0.05
"""Relative difference below which nobody would notice."""
DAYS = 365
PLACE = {"name": "MA 210", "type": "maison_arret", "capacity": 210, "wings": 3}
OUTCOMES: dict[str, tuple[str, ...]] = {"violence": ("assaults", "staff_assaults"), "suicide": ("suicide_hazard",)}
"""What is compared, each the sum of some measures; less is better."""

DYNAMIC, COERCIVE, UNTOLD = 1, -1, 0


@dataclass(frozen=True)
class Region:
    """Who does better, over the four axes (ladder, legitimacy, density, staffing).

    Attributes
    ----------
    ladders : tuple of str
    legitimacy, density, staffing : tuple of float
    relative : dict of outcome to array (ladder, legitimacy, density, staffing)
        Mean difference dynamic - coercive over the mean of coercive.
    share : dict of outcome to array, same shape
        Share of pairs of runs in which dynamic has less.
    draws, seeds : int
    """

    ladders: tuple[str, ...]
    legitimacy: tuple[float, ...]
    density: tuple[float, ...]
    staffing: tuple[float, ...]
    relative: dict[str, np.ndarray] = field(repr=False)
    share: dict[str, np.ndarray] = field(repr=False)
    draws: int = 0
    seeds: int = 0

    @property
    def moves_legitimacy(self) -> bool:
        """Trust on coming in was an axis; False where the model has no parameter for it."""
        return len(self.legitimacy) > 1

    def winner(self, outcome: str) -> np.ndarray:
        """`DYNAMIC`, `COERCIVE` or `UNTOLD` in each cell: `UNTOLD` unless at least `AGREE` of the pairs agree on a mean
        difference of at least `LEAST`."""
        share, size = self.share[outcome], np.abs(self.relative[outcome]) >= LEAST
        return np.where((share >= AGREE - 1e-9) & size, DYNAMIC,
                        np.where((share <= 1 - AGREE + 1e-9) & size, COERCIVE, UNTOLD))

    def counts(self, outcome: str) -> tuple[int, int, int]:
        """Cells in which dynamic does better, coercive does better, nobody can say."""
        w = self.winner(outcome)
        return int((w == DYNAMIC).sum()), int((w == COERCIVE).sum()), int((w == UNTOLD).sum())

    def along(self, outcome: str) -> list[tuple[str, float | str, int, int, int]]:
        """Counts at each value of each axis: (axis, value, dynamic, coercive, untold)."""
        w, rows = self.winner(outcome), []
        axes: tuple[tuple[str, Sequence[float | str]], ...] = (
            ("ladder", self.ladders), ("legitimacy", self.legitimacy), ("density", self.density), ("staffing", self.staffing))
        for k, (name, values) in enumerate(axes):
            if len(values) > 1:
                for place, value in enumerate(values):
                    part = np.take(w, place, axis=k)
                    rows.append((name, value, int((part == DYNAMIC).sum()), int((part == COERCIVE).sum()),
                                 int((part == UNTOLD).sum())))
        return rows


def _legitimacies() -> tuple[float, ...]:
    from ..mechanisms import PARAMETERS

    x = PARAMETERS.get(PARAMETER)
    return (float("nan"),) if x is None else (x.plausible[0], x.default, x.plausible[1])


def is_answer(lever: str) -> bool:
    """The lever belongs to the ladder of answers: who answers how, and for how many days."""
    return lever.startswith("response.") or lever.startswith("cell_days_") or lever == "confinement_days"


def bundles() -> tuple[dict[str, dict[str, float]], dict[str, dict[str, float]]]:
    """The levers of relation of each posture, and those of the ladder of each row, read off the shipped scenarios."""
    from ..scenario import load

    made = {name: load(name).levers for name in ("baseline", *ARMS)}
    names = [lever for lever in made["dynamic"] if made["dynamic"][lever] != made["coercive"][lever]]
    relation = {arm: {x: made[arm][x] for x in names if not is_answer(x)} for arm in ARMS}
    ladders = {row: {x: value for x, value in made[name].items() if is_answer(x)} for row, name in _LADDER_OF.items()}
    return relation, ladders


def arms(staffing: Sequence[float] = STAFFING, density: Sequence[float] = DENSITY, days: int = DAYS,
         place: dict[str, object] | None = None) -> list[Arm]:
    """Both postures at every point, named ``dynamic 0 0 0 0``: places on ladder, legitimacy, density, staffing."""
    from ..scenario import load

    relation, ladders = bundles()
    base = load("baseline").with_(establishment=place or PLACE, horizon_days=days)
    out, trusts = [], _legitimacies()
    for r, row in enumerate(LADDERS):
        for j, full in enumerate(density):
            for i, officers in enumerate(staffing):
                for arm in ARMS:
                    ladder = ladders[row if row != "own" else "soft" if arm == "dynamic" else "hard"]
                    scenario = base.with_(levers={**ladder, **relation[arm], "occupancy": full,
                                                  "inmates_per_officer": officers})
                    for t, trust in enumerate(trusts):
                        given = {PARAMETER: trust} if len(trusts) > 1 else {}
                        out.append(Arm(f"{arm} {r} {t} {j} {i}", scenario, given))
    return out


def region_job(drawn: Sequence[Draw], pairs: int = PAIRS, **place: object) -> Job:
    """All runs of the region, with the first few draws."""
    some = list(drawn)[:pairs]
    return Job(tuple(arms(**place)), some, seeds_for(1, len(some), pairs), summarise)  # type: ignore[arg-type]


def region_of(results: Results, staffing: Sequence[float] = STAFFING, density: Sequence[float] = DENSITY) -> Region:
    """The region made of its runs."""
    trusts = _legitimacies()
    shape = (len(LADDERS), len(trusts), len(density), len(staffing))
    relative = {key: np.full(shape, np.nan) for key in OUTCOMES}
    share = {key: np.full(shape, np.nan) for key in OUTCOMES}
    for at in np.ndindex(*shape):
        point = " ".join(map(str, at))
        for key, parts in OUTCOMES.items():
            less, more = (sum(results.figures[f"{arm} {point}", part] for part in parts) for arm in ARMS)
            d = (more - less).ravel()  # type: ignore[union-attr]
            share[key][at] = float((d < 0).mean() + 0.5 * (d == 0).mean())
            base = float(np.mean(less))
            relative[key][at] = float(d.mean()) / base if base else float("nan")
    return Region(LADDERS, trusts, tuple(density), tuple(staffing), relative, share, len(results.draws), len(results.seeds))
