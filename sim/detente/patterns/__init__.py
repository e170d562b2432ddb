"""Published patterns, each a small declared experiment; none of them was used to fit the model.

To add one: one file here, one name in ``PATTERNS``, nothing else.
"""

from __future__ import annotations

from . import docking_pabjan, docking_patrick, p01_levels
from .pattern import Fact, Pattern

PATTERNS: tuple[Pattern, ...] = (
    p01_levels.RATIO, p01_levels.SEVERITY, p01_levels.FUNNEL, p01_levels.FLOOR, p01_levels.DISPERSION,
    docking_patrick.PATRICK, docking_pabjan.PABJAN,
)

__all__ = ["PATTERNS", "Fact", "Pattern"]
