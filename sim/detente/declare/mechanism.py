"""A mechanism: what it is called, what it declares, and the kernels that the schedule calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from .parameter import Parameter

MOMENTS = ("dawn", "slot", "dusk")


@dataclass(frozen=True)
class Mechanism:
    """One part of the model, with its own off switch.

    Parameters
    ----------
    id : str
        ``M1`` .. ``M25``, ``core`` for the parts that are always on, anything else for a mechanism of your own.
    key : str
        Name of the switch: a scenario writes ``switches: {fear: off}``; kernels read ``p.on_fear``.
    en, fr : str
        One sentence each: what it does.
    parameters : tuple of Parameter
    reads, writes : tuple of str
        ``array.column`` it reads from, or writes to, outside of its own scratch (checked by the conformance tests).
    dawn, slot, dusk : callable, optional
        ``f(w, p)``: called at the start of a day, in each slot, at the end of a day. ``w`` is the ``World``, ``p`` the
        record of parameters. Plain Python that Numba can compile, or (for ``extra=[...]``) any Python at all.
    """

    id: str
    key: str
    en: str
    fr: str
    parameters: tuple[Parameter, ...] = ()
    reads: tuple[str, ...] = ()
    writes: tuple[str, ...] = ()
    dawn: Callable | None = field(default=None, compare=False)
    slot: Callable | None = field(default=None, compare=False)
    dusk: Callable | None = field(default=None, compare=False)
    sources: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for parameter in self.parameters:
            if not parameter.name.startswith(self.key + "."):
                raise ValueError(f"{parameter.name} is declared by {self.key}: its name must start with '{self.key}.'")

    @property
    def switchable(self) -> bool:
        """Core parts (clock, duty, response, observation) cannot be switched off."""
        return self.id != "core"
