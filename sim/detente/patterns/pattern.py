"""What a pattern is: a published finding, an experiment on the model, and a range that the figure must lie in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ..outcomes import summarise
from ..studies.bands import Bands
from ..studies.experiment import Arm, Measurement, Pool

LEVEL = 0.90
"""Of the intervals: to lie inside a range is a statement of equivalence, two one-sided tests at 5 % (Schuirmann 1987)."""

REPRODUCED, NOT, UNSURE = "reproduced", "not", "unsure"
KINDS = ("level", "pattern", "trap", "docking")


@dataclass(frozen=True)
class Fact:
    """One figure of a pattern.

    Parameters
    ----------
    key : str
        ``P10.odds_ratio``: pattern, dot, word.
    en, fr : str
        What is measured, in words.
    statistic : callable
        ``Pool -> float``: made of all runs of one draw of the parameters.
    low, high : float or None
        Published range; None is open on that side. Set before the model was looked at.
    unit : str
        Key of ``outcomes.measure.UNITS``.
    """

    key: str
    en: str
    fr: str
    statistic: Callable[[Pool], float] = field(repr=False, compare=False)
    low: float | None
    high: float | None
    unit: str = "ratio"

    def verdict(self, x: Bands) -> str:
        """Reproduced: the whole interval, chance and ignorance together, lies in the range; not: it lies outside."""
        low = -float("inf") if self.low is None else self.low
        high = float("inf") if self.high is None else self.high
        if not x.draws or not (x.both_low == x.both_low):
            return UNSURE
        if low <= x.both_low and x.both_high <= high:
            return REPRODUCED
        return NOT if x.both_high < low or x.both_low > high else UNSURE

    def central(self, x: Bands) -> bool:
        """Whether the median over draws lies in the published range: says where the model stands, not how surely."""
        low = -float("inf") if self.low is None else self.low
        high = float("inf") if self.high is None else self.high
        return bool(low <= x.median <= high)


@dataclass(frozen=True)
class Pattern:
    """A published finding and the experiment that asks the model for it.

    Parameters
    ----------
    key : str
        ``P10`` ...
    en, fr : str
        The finding, in one line.
    sources : tuple of str
        Rows of ``evidence.csv``.
    arms : callable
        ``() -> [Arm, ...]``: built when asked for, so that listing patterns costs nothing.
    facts : tuple of Fact
    measure : function of a module
        ``run -> {figure: number}``.
    kind : str
        One of ``KINDS``. ``level``: a level fact not used to fit; ``trap``: an artefact that must show; ``docking``: the
        qualitative result of another model.
    seeds : int
        Runs of each arm and draw.
    missing_en, missing_fr : str
        What is believed to be missing from the model if it fails.
    how_en, how_fr : str
        The experiment, in a sentence or two.
    """

    key: str
    en: str
    fr: str
    sources: tuple[str, ...]
    arms: Callable[[], Sequence[Arm]] = field(repr=False, compare=False)
    facts: tuple[Fact, ...] = ()
    measure: Measurement = field(default=summarise, repr=False, compare=False)
    kind: str = "pattern"
    seeds: int = 4
    how_en: str = ""
    how_fr: str = ""
    missing_en: str = ""
    missing_fr: str = ""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"{self.key}: kind {self.kind!r}")


def verdict_of(verdicts: Sequence[str]) -> str:
    """Of a pattern: reproduced when all its facts are, not when one is not, else too uncertain to say."""
    return NOT if NOT in verdicts else UNSURE if UNSURE in verdicts or not verdicts else REPRODUCED
