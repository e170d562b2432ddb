"""The deck's 22 claims, each a declared experiment that can refute it.

To add one: one file here, one name in ``CLAIMS``, nothing else.
"""

from __future__ import annotations

from . import (
    c01_constraint, c02_repetition, c03_promiscuity, c04_idleness, c05_disorder, c06_suicide, c07_fear, c08_mediation,
    c09_facilitators, c10_animals, c11_living_together, c12_balance, c13_restorative, c14_authority, c15_stress, c16_foresight,
    c17_reform, c18_costs, c19_radical, c20_missions, c21_climate, c22_relations,
)
from .claim import Axis, Claim, Effect, Flip

CLAIMS: tuple[Claim, ...] = (
    c01_constraint.CONSTRAINT, c02_repetition.REPETITION, c03_promiscuity.PROMISCUITY, c04_idleness.IDLENESS,
    c05_disorder.DISORDER, c06_suicide.SUICIDE, c07_fear.FEAR, c08_mediation.MEDIATION, c09_facilitators.FACILITATORS,
    c10_animals.ANIMALS, c11_living_together.LIVING_TOGETHER, c12_balance.BALANCE, c13_restorative.RESTORATIVE,
    c14_authority.AUTHORITY, c15_stress.STRESS, c16_foresight.FORESIGHT, c17_reform.REFORM, c18_costs.COSTS,
    c19_radical.RADICAL, c20_missions.MISSIONS, c21_climate.CLIMATE, c22_relations.RELATIONS,
)

__all__ = ["CLAIMS", "Axis", "Claim", "Effect", "Flip"]
