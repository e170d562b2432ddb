"""From options to scenarios: the same changes laid over each scenario that is named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..errors import DetenteError, said

if TYPE_CHECKING:
    from ..scenario.schema import Scenario


@dataclass(frozen=True)
class Asked:
    """What the options ask of a scenario."""

    establishment: str | None = None
    seed: int | None = None
    days: int | None = None
    sets: list[str] | None = None
    params: list[str] | None = None
    off: list[str] | None = None

    def of(self, name: str) -> Scenario:
        """The scenario of that name, changed as asked.

        Raises
        ------
        DetenteError
            For an option without its value, and for whatever the scenario rules refuse.
        """
        from ..scenario import load

        scenario = load(name, establishment=self.establishment)
        levers, parameters = _settings(self.sets, "--set"), _settings(self.params, "--param")
        if not (levers or parameters or self.off or self.seed is not None or self.days is not None):
            return scenario
        return scenario.with_(levers=levers or None, parameters=parameters or None, seed=self.seed,
                              horizon_days=self.days, switches=dict.fromkeys(self.off or [], False) or None)


def _settings(items: list[str] | None, option: str) -> dict[str, float | str]:
    """``name=value`` pairs; a value that is no number stays a word."""
    out: dict[str, float | str] = {}
    for item in items or []:
        name, equals, value = item.partition("=")
        if not equals or not name.strip() or not value.strip():
            raise DetenteError("a name and a value are expected", key=option, given=repr(item),
                               allowed=said("name=value"))
        try:
            out[name.strip()] = float(value)
        except ValueError:
            out[name.strip()] = value.strip()
    return out
