"""What may be moved to see whether a difference holds: levers of the arms, and parameters that are only assumed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...locale import LANGUAGES
from . import words

if TYPE_CHECKING:
    from ...scenario.schema import Scenario

LEVER, PARAMETER = "lever", "parameter"


@dataclass(frozen=True)
class Candidate:
    """A lever or a parameter, with the ends between which it is moved.

    Attributes
    ----------
    key, kind : str
    now, low, high : float
        Its value in the option, and the plausible range.
    both : bool
        It moves in both arms; otherwise in the option only.
    assumed : bool
    """

    key: str
    kind: str
    now: float
    low: float
    high: float
    both: bool
    assumed: bool

    @property
    def label(self) -> dict[str, str]:
        """What it is, in words."""
        if self.kind == LEVER:
            return words.label(self._declared)
        return {lang: getattr(self._declared, lang) for lang in LANGUAGES}

    @property
    def unit(self) -> dict[str, str]:
        """Its unit in words, as it stands after a figure."""
        return words.after(self._declared.unit, self.label)

    @property
    def _declared(self):
        from ...declare.levers import BY_NAME
        from ...mechanisms import PARAMETERS

        return BY_NAME[self.key] if self.kind == LEVER else PARAMETERS[self.key]


def candidates(reference: Scenario, option: Scenario) -> list[Candidate]:
    """All of them: levers that are numbers and stand still, then assumed parameters of mechanisms that are on."""
    from ...declare.levers import SCALARS
    from ...mechanisms import MECHANISMS
    from ...report.sources import ASSUMED

    dated = {change.lever for x in (reference, option) for change in x.changes}
    apart = {name for x in (reference, option) for own in x.wing_levers.values() for name in own}
    out = []
    for lever in SCALARS:
        if lever.choices or lever.name in dated | apart:
            continue
        both = reference.levers[lever.name] == option.levers[lever.name]
        out.append(Candidate(lever.name, LEVER, option.levers[lever.name], *lever.plausible, both, lever.evidence == ASSUMED))
    for mechanism in MECHANISMS:
        if mechanism.switchable and not option.switches.get(mechanism.key, True):
            continue
        for p in mechanism.parameters:
            if p.evidence == ASSUMED and p.role != "price":
                out.append(Candidate(p.name, PARAMETER, option.parameters[p.name], *p.plausible, True, True))
    return [x for x in out if x.low < x.high]
