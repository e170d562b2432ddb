"""What was asked of the country: one policy, two, or one with and without transfers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..nation import transfers

if TYPE_CHECKING:
    from ..nation.runs import Nation


@dataclass(frozen=True)
class Study:
    """A run of the country, and another to hold it against.

    Attributes
    ----------
    kind : {"one", "compare", "transfers"}
    nation : Nation
        Under ``transfers``, the one with them.
    other : Nation or None
        The second policy, or the same without transfers.
    """

    kind: str
    nation: Nation
    other: Nation | None = None

    def transfers(self) -> list[dict[str, Any]]:
        """Rows of the comparison without and with transfers."""
        return transfers.table(self.other, self.nation) if self.other is not None else []
