"""Which parameters matter: Morris' elementary effects over all that is not known, for levels and for the answer."""

from .design import Design
from .effects import Effects, effects_on
from .outcomes import ANSWERS, LEVELS, OUTCOMES, Outcome
from .runs import Screening, screen

__all__ = ["ANSWERS", "LEVELS", "OUTCOMES", "Design", "Effects", "Outcome", "Screening", "effects_on", "screen"]
