"""What came out: measures, costs, the story of an incident, saved runs."""

from __future__ import annotations

from .facts import Facts, facts
from .measure import GROUPS, UNITS, Measure
from .measures import BY_KEY, MEASURES, summarise
from .network import NETWORK_MEASURES, network_measures

__all__ = ["BY_KEY", "GROUPS", "MEASURES", "NETWORK_MEASURES", "UNITS", "Facts", "Measure", "facts", "network_measures",
           "summarise"]
