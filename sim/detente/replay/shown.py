"""What a lesson shows of its own mechanism: facilitators, two people after a mediation, circles and their wing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..world.codes import FACILITATOR, K_CIRCLES, N_SLOTS
from .circles import told
from .pairs import Pair, between, mediated, packed
from .reach import Calls, reached
from .evening import WEEK

if TYPE_CHECKING:
    from ..engine import Run


def shown(runs: list[Run], roll: Any) -> dict[str, Any]:
    """Everything of the kind that took place in two paired runs; what did not take place is an empty list.

    Returns
    -------
    dict
        ``facilitators``: for each run ``{"reach": [[day, person, [people]], ...] a week, "calls": [[day, person, calmed, not
        calmed], ...]}``; ``pairs``: for each run the people of each mediated conflict, day by day; ``circles``.
    """
    pairs = mediated(runs)
    seen = [Seen(run, pairs) for run in runs]
    return {
        "facilitators": [{"reach": [[day, roll.of(f), [roll.of(a) for a in who if a in roll.place]] for day, f, who in x.reach],
                          "calls": [[day, roll.of(f), calmed, failed] for day, f, calmed, failed in x.calls]} for x in seen],
        "pairs": [packed(x.between, pairs, roll) for x in seen],
        "circles": told(runs, roll) if len(runs) > 1 and runs[1].series.tally[:, K_CIRCLES].any() else []}


class Seen:
    """A run lived once more, slot by slot, for those who have a part in a mechanism.

    Attributes
    ----------
    reach : list of tuple
        A week: ``(day, facilitator, [pid])``.
    calls : list of tuple
        ``(day, facilitator, calmed, not calmed)``.
    between : list
        A day: what is between the people of each pair.
    """

    def __init__(self, run: Run, pairs: list[Pair]) -> None:
        from ..engine import advance, start
        from ..outcomes.replay import parameters_given

        self.reach: list[tuple[int, int, list[int]]] = []
        self.calls: list[tuple[int, int, int, int]] = []
        self.between: list[list[tuple[float, float]]] = []
        scenario, p0 = run.scenario, parameters_given(run)
        facilitators = _facilitators(run)
        if not pairs and not facilitators:
            return
        w, p = start(scenario, run.seed, p0)
        for day in range(run.days):
            if facilitators:
                w = self._slots(w, p, scenario, day)
            else:
                w = advance(w, p, scenario, day, day + 1)
            if day < scenario.warmup_days:
                continue
            self.between.append(between(w, pairs))
            if facilitators and (day - scenario.warmup_days) % WEEK == 0:
                self.reach += [(day - scenario.warmup_days, pid, people) for pid, people in reached(w)]

    def _slots(self, w: Any, p: Any, scenario: Any, day: int) -> Any:
        """A day by the readable driver, facilitators looked at before and after each slot."""
        from ..drivers import begin_day, end_day, run_slot
        from ..engine import set_levers

        set_levers(w, scenario, day)
        w = begin_day(w, p)
        called = Calls(float(p.facilitators_wear))
        for slot in range(N_SLOTS):
            called.open(w)
            run_slot(w, p, slot)
            called.close(w)
        end_day(w, p)
        if day >= scenario.warmup_days:
            self.calls += [(day - scenario.warmup_days, pid, *found) for pid, found in sorted(called.day.items())]
        return w


def _facilitators(run: Run) -> bool:
    """Somebody is to be a facilitator, in some wing, at some time."""
    from ..policies.schedule import change_days, lever_table

    days = [0, *change_days(run.scenario)]
    return any(max(lever_table(run.scenario, day)["facilitator_share"]) > 0.0 for day in days) or bool(
        np.any(run.world.inmates.role == FACILITATOR))
