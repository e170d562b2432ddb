"""The slow oracle: places, encounters, tension and escalation once more, as idiomatic Mesa agents.

Written from the model's description, with objects and dictionaries where the engine has rows, so that two programs that
share no rule can be compared, to the bit. ``tests/reference`` does, with every other mechanism switched off.
"""

from .model import ONLY, ReferenceModel
from .timing import seconds_per_agent_step

__all__ = ["ONLY", "ReferenceModel", "seconds_per_agent_step"]
