"""How a parameter, a lever or a mechanism is declared. Imports nothing heavy; everything else stands on it."""

from .mechanism import Mechanism
from .parameter import Lever, Parameter

__all__ = ["Lever", "Mechanism", "Parameter"]
