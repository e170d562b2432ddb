"""What a screening found, read off its effects: what matters, which data would settle it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from ..screening.outcomes import KINDS, LEVEL, Outcome
from .settle import ASSUMED, collection, settling

if TYPE_CHECKING:
    from ..screening import Screening
    from ..screening.runs import Ranked

NAME = "screening"
FIRST = 30
"""Parameters of each kind for which data are asked even if they do not stand out yet."""


def quantiles(s: Screening, outcome: Outcome) -> dict[str, float]:
    """Median and 5 % and 95 % quantiles of an outcome over all points, logarithms undone; share below one for an answer.

    Points that move luck alone are in it too: they are as likely as the others.
    """
    y = s.of(outcome)
    low, median, high = (float(x) for x in np.quantile(y, (0.05, 0.5, 0.95)))
    found = {"median": median, "low": low, "high": high}
    found = {key: math.exp(x) if outcome.log else x for key, x in found.items()}
    return found if outcome.kind == LEVEL else found | {"better": float((y < 0.0).mean() + 0.5 * (y == 0.0).mean())}


def important(s: Screening) -> list[str]:
    """Names of parameters that are only assumed and stand out, or are among the first thirty, best rank first."""
    best: dict[str, tuple[int, int]] = {}
    for order, kind in enumerate(reversed(KINDS)):  # the answer before the levels
        for x in s.ranks[kind]:
            if matters(x) and x.parameter.evidence == ASSUMED:
                best[x.parameter.name] = min(best.get(x.parameter.name, (x.rank, order)), (x.rank, order))
    return sorted(best, key=lambda name: (best[name], name))


def matters(x: Ranked) -> bool:
    """Whether a parameter stands out, or may with more trajectories: it is among the first thirty."""
    return x.stands_out or x.rank <= FIRST


def orders(s: Screening, names: list[str], lang: str) -> list[tuple[Any, list[str]]]:
    """Collections that would settle these parameters, with the names of each.

    The one whose parameters move most comes first: the sum of the sizes that stand out, for the answer and for levels.
    """
    by_name = {p.name: p for p in s.design.parameters}
    found: dict[str, list[str]] = {}
    for name in names:
        settled = settling(by_name[name], lang)
        if settled is not None:
            found.setdefault(settled.collection.key, []).append(name)
    weight = {x.parameter.name: 0.0 for x in s.ranks[LEVEL]}
    for kind in KINDS:
        for x in s.ranks[kind]:
            weight[x.parameter.name] += x.size if x.stands_out else 0.0
    return [(collection(key, lang), mine)
            for key, mine in sorted(found.items(), key=lambda item: (-sum(weight[x] for x in item[1]), item[0]))]
