"""The names a scenario may set beside the levers. Asked for late: the mechanisms are heavy to import."""

from __future__ import annotations

from ..declare import Mechanism, Parameter


def parameters() -> dict[str, Parameter]:
    """Every parameter of the model by dotted name."""
    from detente import mechanisms

    return dict(mechanisms.PARAMETERS)


def switchable() -> tuple[str, ...]:
    """Keys of the mechanisms that can be switched off, in the order of a slot."""
    return tuple(mechanism.key for mechanism in _mechanisms() if mechanism.switchable)


def core() -> tuple[str, ...]:
    """Keys of the parts that are always on."""
    return tuple(mechanism.key for mechanism in _mechanisms() if not mechanism.switchable)


def _mechanisms() -> tuple[Mechanism, ...]:
    from detente import mechanisms

    return tuple(mechanisms.MECHANISMS)
