"""Decisions on the logit scale: whether a uniform falls below the probability that a sum of terms gives.

An exponential is worth avoiding where a decision is taken hundreds of millions of times: a table of logits says yes or no
for all but the sums that lie close to the uniform's own logit, and there the exponential decides. The answer is that of the
plain comparison, to the last bit (a test compares them).
"""

from __future__ import annotations

import math

import numpy as np

from .compiled import kernel

BINS = 256
_MARGIN = 1e-9  # far above the rounding of a logistic function, far below a bin
_LOGITS = np.array([-math.inf, *[math.log(k / (BINS - k)) for k in range(1, BINS)], math.inf])
SURELY_NOT = _LOGITS[:-1] - _MARGIN
SURELY = _LOGITS[1:] + _MARGIN


@kernel
def odds(x):
    """Probability whose logit is x."""
    return 1.0 / (1.0 + math.exp(-x))


@kernel
def happens(u, x):
    """Whether ``u < odds(x)``, for u on [0, 1)."""
    k = int(u * BINS)
    if x >= SURELY[k]:
        return True
    if x <= SURELY_NOT[k]:
        return False
    return u < odds(x)
