"""What may be said of a difference with two intervals: a side, or why no side."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .crossed import PairedCrossed

LOWER, HIGHER = "lower", "higher"
CONCLUSIONS = (LOWER, HIGHER, "chance", "ignorance", "neither", "together", "equal", "one_seed", "nothing")
"""What may be said of a difference; from the third on, why nothing can be."""


def conclusion(pair: PairedCrossed) -> str:
    """One of `CONCLUSIONS`: a side only when chance and ignorance, each alone and both together, leave zero out.

    ``chance``: its interval holds zero; ``ignorance``: its; ``neither`` leaves zero out; ``together``: each leaves it out,
    but not the two put together; ``equal``: every pair is equal; ``nothing``: nothing was measured.
    """
    x = pair.bands
    if pair.n == 0:
        return "nothing"
    if pair.identical:
        return "equal"
    if x.chance_low != x.chance_low:
        return "one_seed"
    if x.sign:
        return LOWER if x.sign < 0 else HIGHER
    chance, ignorance = x.chance_low <= 0.0 <= x.chance_high, x.low <= 0.0 <= x.high
    if chance:
        return "neither" if ignorance else "chance"
    return "ignorance" if ignorance else "together"
