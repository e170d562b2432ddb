"""A mechanism: what it is called, what it declares, and the kernels that the schedule calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from .parameter import Parameter

MOMENTS = ("dawn", "slot", "dusk")
COMMON = (
    "inmates.here", "inmates.pid", "inmates.wing", "officers.here", "officers.pid", "officers.wing",
    "prison.key", "prison.day", "prison.slot", "prison.tick", "prison.weekday",
)
"""Who is here, in which wing, and when: every mechanism may read these, none needs to declare them."""


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
        ``table.column`` (or ``table``, all of its columns) that its own kernels read, or write, scratch left out;
        ``levers.name`` for a lever. What it writes it may read, and `COMMON` may be read by all.
    calls : tuple of str
        Keys of the mechanisms whose functions its own kernels call. It may read and write what it declares, and what those
        declare, and those whom they call in turn; nothing else, says ``tests/conformance/test_reads_and_writes.py``.
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
    calls: tuple[str, ...] = ()
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
