"""The deck's 22 claims, each a declared experiment that can refute it.

To add one: one file here, one name in ``CLAIMS``, nothing else.
"""

from __future__ import annotations

from .claim import Axis, Claim, Effect, Flip

CLAIMS: tuple[Claim, ...] = ()

__all__ = ["CLAIMS", "Axis", "Claim", "Effect", "Flip"]
