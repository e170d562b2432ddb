"""Published patterns, each a small declared experiment; none of them was used to fit the model.

To add one: one file here, one name in ``PATTERNS``, nothing else.
"""

from __future__ import annotations

from . import p01_levels
from .pattern import Fact, Pattern

PATTERNS: tuple[Pattern, ...] = (
    p01_levels.RATIO,
)

__all__ = ["PATTERNS", "Fact", "Pattern"]
