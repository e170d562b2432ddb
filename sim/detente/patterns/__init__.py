"""Published patterns, each a small declared experiment; none of them was used to fit the model.

To add one: one file here, one name in ``PATTERNS``, nothing else.
"""

from __future__ import annotations

from . import (
    docking_pabjan, docking_patrick, p01_levels, p10_age, p11_entry, p12_cell_suicide, p13_victims, p14_segregation,
    p15_severity, p16_relation_package, p17_corner, p18_fairness, p19_programmes, p20_places, p21_staff_cut, p22_crowding,
    p23_network, p24_selfharm, p25_elsewhere, p26_visits, p27_animals, trap_regression, trap_respect, trap_restorative,
)
from .pattern import Fact, Pattern

PATTERNS: tuple[Pattern, ...] = (
    p01_levels.RATIO, p01_levels.SEVERITY, p01_levels.FUNNEL, p01_levels.FLOOR, p01_levels.DISPERSION,
    p10_age.PATTERN, p11_entry.PATTERN, p12_cell_suicide.PATTERN, p13_victims.PATTERN, p14_segregation.PATTERN,
    p15_severity.PATTERN, p16_relation_package.PATTERN, p17_corner.PATTERN, p18_fairness.PATTERN,
    p19_programmes.PATTERN, p20_places.PATTERN, p21_staff_cut.PATTERN,
    p22_crowding.PATTERN, p23_network.PATTERN, p24_selfharm.PATTERN, p25_elsewhere.PATTERN, p26_visits.PATTERN,
    p27_animals.PATTERN,
    trap_regression.PATTERN, trap_respect.PATTERN, trap_restorative.PATTERN,
    docking_patrick.PATRICK, docking_pabjan.PABJAN,
)

__all__ = ["PATTERNS", "Fact", "Pattern"]
