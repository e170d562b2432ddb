"""The deck's 22 claims, each a declared experiment that can refute it.

To add one: one file here, one name in ``CLAIMS``, nothing else.
"""

from __future__ import annotations

from . import (
    c01_constraint, c02_repetition, c03_promiscuity, c04_idleness, c05_disorder, c06_suicide, c07_fear, c08_mediation,
    c09_facilitators, c10_animals, c11_living_together,
)
from .claim import Axis, Claim, Effect, Flip

CLAIMS: tuple[Claim, ...] = (
    c01_constraint.CONSTRAINT, c02_repetition.REPETITION, c03_promiscuity.PROMISCUITY, c04_idleness.IDLENESS,
    c05_disorder.DISORDER, c06_suicide.SUICIDE, c07_fear.FEAR, c08_mediation.MEDIATION, c09_facilitators.FACILITATORS,
    c10_animals.ANIMALS, c11_living_together.LIVING_TOGETHER,
)

__all__ = ["CLAIMS", "Axis", "Claim", "Effect", "Flip"]
