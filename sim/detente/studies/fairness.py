"""A fair comparison (rule 9): what each arm used of officers and of money, and whether that is the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..outcomes import Facts

NEAR = 0.01
"""Floor hours that differ by less than this share are called the same."""


@dataclass(frozen=True)
class Means:
    """What a run used.

    Attributes
    ----------
    officer_posts : float
        Officers in post (the staff establishment).
    floor_hours : float
        Officer hours on the wings' floors over the run: relation, control and incidents together.
    euros : float
        All cost items of the run, by the price table.
    """

    officer_posts: float
    floor_hours: float
    euros: float

    def as_dict(self) -> dict[str, float]:
        """As columns."""
        return asdict(self)


def means_of(counted: Facts) -> Means:
    """What a run used, warm-up left out."""
    from ..outcomes.costs import cost_items

    minutes = sum(counted.n(f"minutes_{use}") for use in ("relation", "control", "incidents"))
    return Means(float(counted.run.world.prison[0].posts), minutes / 60.0, float(sum(cost_items(counted).values())))


def mean(means: Sequence[Means]) -> Means:
    """Mean over runs."""
    n = len(means)
    return Means(*(sum(getattr(x, name) for x in means) / n for name in ("officer_posts", "floor_hours", "euros")))


def rows(names: Sequence[str], arms: Sequence[Sequence[Means]], lang: str) -> list[dict[str, Any]]:
    """A row for each arm: means, differences to the first arm, and a sentence."""
    first = mean(arms[0])
    out = []
    for number, (name, runs) in enumerate(zip(names, arms, strict=True)):
        own = mean(runs)
        share = own.floor_hours / first.floor_hours - 1.0 if first.floor_hours else 0.0
        out.append({"arm": name, **own.as_dict(), "floor_hours_share": share,
                    "euros_difference": own.euros - first.euros,
                    "words": _words(first, own, share, number == 0, lang)})
    return out


def _words(first: Means, own: Means, share: float, is_reference: bool, lang: str) -> str:
    from ..i18n import decimal, text

    if is_reference:
        return text("fairness.reference", lang)
    percent = decimal(100 * share, lang, 1, sign=True)
    if own.officer_posts != first.officer_posts:
        return text("fairness.other_posts", lang, percent=percent)
    key = "fairness.same" if abs(share) < NEAR else "fairness.same_posts"
    return text(key, lang, percent=percent)
