"""Why a policy does what it does: its effect taken apart by mechanism.

The effect of going from one scenario to another is measured with every mechanism on, then with each one off in *both*
arms, with each pair off, and for the coalitions that Shapley shares need. Off in both arms: the level of violence shifts,
so what is compared is always the difference between the two policies in a world without that mechanism.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import DetenteError
from .bands import Bands
from .crossed import crossed
from .draws import Draw
from .experiment import Arm, Results, conduct
from .players import Player
from .shapley import Design, design, sampling_error
from .vectors import held

if TYPE_CHECKING:
    from ..scenario.schema import Scenario

LEVEL = 0.95
BASE, POLICY = "base", "policy"
ROUNDING = 1e-12


def arm_name(which: str, mask: int) -> str:
    """Name of the arm in which the players of a coalition are on."""
    return f"{which}|{mask}"


def without(scenario: Scenario, players: Sequence[Player], mask: int, name: str, draws: Sequence[Draw] = ()) -> Arm:
    """The scenario with every player off that is not in the coalition; parameters that it sets itself are not drawn."""
    off = [x for k, x in enumerate(players) if not mask >> k & 1]
    switches = {key: False for x in off for key in x.switches}
    zeros = {name: 0.0 for x in off for name in x.zeros}
    return Arm(name, scenario.with_(switches=switches) if switches else scenario, held(scenario, draws) | zeros)


@dataclass(frozen=True)
class Why:
    """The decomposition of the effect on one outcome.

    Attributes
    ----------
    outcome : str
        Key of a measure.
    players : tuple of Player
    design : Design
    results : Results

    Notes
    -----
    Everything is linear in the runs, and all arms share draws and seeds: each figure is worked out run by run, and its bands
    are those of a crossed design (`crossed`).
    """

    outcome: str
    players: tuple[Player, ...]
    design: Design
    results: Results = field(repr=False)
    level: float = LEVEL

    @cached_property
    def _values(self) -> np.ndarray:
        """Effect of the policy for each coalition in each run, array (draws, seeds, masks)."""
        a, b = (np.stack([self.results.figures[arm_name(which, mask), self.outcome] for mask in self.design.masks], axis=-1)
                for which in (BASE, POLICY))
        return b - a

    def _bands(self, weights: np.ndarray) -> Bands:
        return crossed(_dot(self._values, weights), self.level)

    def mean_level(self, which: str, mask: int | None = None) -> Bands:
        """Level of the outcome in an arm, all players on unless a coalition is given."""
        full = self.design.everybody if mask is None else mask
        return crossed(self.results.figures[arm_name(which, full), self.outcome], self.level)

    @cached_property
    def total(self) -> Bands:
        """Policy minus base, everything on."""
        return self._bands(self.design.value(self.design.everybody))

    @cached_property
    def rest(self) -> Bands:
        """Policy minus base with all players off: what no player carries."""
        return self._bands(self.design.value(0))

    def share(self, k: int) -> Bands:
        """Shapley share of player k, in units of the outcome."""
        return self._bands(self.design.shares[k])

    def lost(self, k: int) -> Bands:
        """Part of the effect that goes when k alone is off."""
        return self._bands(self.design.lost(k))

    def alone(self, k: int) -> Bands:
        """What k adds to the rest when all other players are off."""
        return self._bands(self.design.alone(k))

    def pair(self, k: int, l: int) -> Bands:
        """Interaction: how much more k adds when l is on, all others on."""
        return self._bands(self.design.pair(k, l))

    @cached_property
    def sampling(self) -> np.ndarray:
        """Standard error of each share for the orders drawn; zeros when every coalition was run."""
        return sampling_error(self.design, self._values.mean(axis=(0, 1)))

    @property
    def gap(self) -> float:
        """Total minus rest minus all shares: zero but for rounding, whatever the numbers are."""
        return self.total.mean - self.rest.mean - sum(self.share(k).mean for k in range(len(self.players)))

    @property
    def runs(self) -> int:
        """Runs behind it, both arms."""
        return 2 * len(self.design.masks) * len(self.results.draws) * len(self.results.seeds)

    def as_dict(self) -> dict[str, Any]:
        """Everything as plain values."""
        n = range(len(self.players))
        return {
            "outcome": self.outcome, "level": self.level, "exact": self.design.exact, "coalitions": len(self.design.masks),
            "runs": self.runs, "draws": len(self.results.draws), "seeds": len(self.results.seeds),
            "base": vars(self.mean_level(BASE)), "policy": vars(self.mean_level(POLICY)),
            "total": vars(self.total), "rest": vars(self.rest),
            "players": [{
                "key": x.key, "en": x.en, "fr": x.fr, "switches": list(x.switches), "zeros": list(x.zeros),
                "share": vars(self.share(k)), "sampling_error": float(self.sampling[k]),
                "lost_when_off": vars(self.lost(k)), "alone": vars(self.alone(k)),
                "base_when_off": vars(self.mean_level(BASE, self.design.everybody ^ (1 << k))),
            } for k, x in enumerate(self.players)],
            "pairs": [{"a": self.players[k].key, "b": self.players[l].key, "interaction": vars(self.pair(k, l))}
                      for k in n for l in n if k < l],
        }


def _dot(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Weighted sum over the coalitions that have a weight: a run without a value spoils only what it enters.

    A sum that differs from zero by rounding alone is zero, so that what does nothing is not said to lower or to raise.
    """
    used = weights != 0.0
    if not used.any():
        return np.zeros(values.shape[:-1])
    total = values[..., used] @ weights[used]
    size = np.abs(values[..., used]) @ np.abs(weights[used])
    return np.where(np.abs(total) <= ROUNDING * size, 0.0, total)


def decompose(base: Scenario, policy: Scenario, players: Sequence[Player], outcomes: Sequence[str], draws: Sequence[Draw],
              seeds: Sequence[int], *, orders: int = 32, **running: Any) -> list[Why]:
    """Run what is needed and take the effect on each outcome apart.

    Parameters
    ----------
    base, policy : Scenario
    players : sequence of Player
    outcomes : sequence of str
        Keys of measures; all come from the same runs.
    draws, seeds : sequences
    orders : int
        Orders drawn (each with its reverse) when there are too many players to run every coalition.
    **running
        ``memory``, ``threads``, ``progress`` of `experiment.conduct`.

    Raises
    ------
    DetenteError
        An unknown outcome, no player, or no seed.
    """
    from ..outcomes import BY_KEY, summarise

    if not players or not seeds or not draws:
        raise DetenteError("at least one mechanism, one draw and one seed are needed", key="why")
    for key in outcomes:
        if key not in BY_KEY:
            from ..scenario import words

            raise DetenteError("there is no such outcome", key="outcome", given=words.clip(key),
                               wish=words.wish(key, BY_KEY) or "`detente.outcomes.BY_KEY` lists them")
    made = design(len(players), orders)
    arms = [without(scenario, players, mask, arm_name(which, mask), draws)
            for which, scenario in ((BASE, base), (POLICY, policy)) for mask in made.masks]
    results = conduct(arms, draws, seeds, summarise, **running)
    return [Why(key, tuple(players), made, results) for key in outcomes]

