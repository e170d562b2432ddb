"""What a claim is: a sentence of the deck, an experiment, the effects that would bear it out, and where to look for a flip."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ..outcomes import summarise
from ..studies.bands import Bands
from ..studies.experiment import Arm, Measurement, Pool

LEVEL = 0.95
HOLDS, FAILS, DEPENDS = "holds", "fails", "depends"


@dataclass(frozen=True)
class Effect:
    """A figure on which a claim stands or falls.

    Parameters
    ----------
    key : str
        ``C08.assaults``: claim, dot, word.
    en, fr : str
        What is measured, in words, with what is compared to what.
    statistic : callable
        ``Pool -> float``: the effect in one draw of the parameters.
    wanted : {-1, 1}
        Sign that the claim says.
    unit : str
        Key of ``outcomes.measure.UNITS``.
    least : float
        Smallest effect, in absolute value, that would matter to anybody; inside it there is nothing to speak of. Set before
        the model was looked at.
    main : bool
        The verdict rests on the main effects; the others are shown beside them.
    beyond : float
        Where the claimed side begins: 0 for most. ``-0.10`` with ``wanted=1`` says "does not fall by a tenth".
    contrast : bool
        False for a figure that is no difference between arms (a share accepted, a base rate): nothing makes it zero.
    """

    key: str
    en: str
    fr: str
    statistic: Callable[[Pool], float] = field(repr=False, compare=False)
    wanted: int
    unit: str = "share"
    least: float = 0.0
    main: bool = True
    beyond: float = 0.0
    contrast: bool = True

    def verdict(self, x: Bands) -> str:
        """Holds: the widest interval lies on the claimed side and the mean effect is not negligible; fails: it lies on the
        other side, or inside what is negligible; depends: anything else."""
        if not x.draws or x.both_low != x.both_low:
            return DEPENDS
        low, high = x.both_low - self.beyond, x.both_high - self.beyond
        low, high = (low, high) if self.wanted > 0 else (-high, -low)
        if low > 0.0 and abs(x.mean - self.beyond) >= self.least:
            return HOLDS
        return FAILS if high < max(self.least, 0.0) or high <= 0.0 else DEPENDS


@dataclass(frozen=True)
class Axis:
    """A lever or a parameter along which an effect may change sign.

    ``kind`` is ``lever`` or ``parameter``; ``name`` dotted; ``values`` in order, from one end to the other.
    """

    kind: str
    name: str
    values: tuple[float, ...]


@dataclass(frozen=True)
class Flip:
    """Where to look: two axes, and what is compared at each point of the grid.

    Parameters
    ----------
    x, y : Axis
    without, with_ : callables
        ``() -> Scenario``: the arm without and the arm with what the claim speaks of; the axes are laid over both.
    figure : str
        Figure of the measure whose difference (with - without) is mapped.
    wanted : {-1, 1}
    measure : function of a module, optional
        Of the runs of the map; default the claim's own.
    en, fr : str
        What is mapped, in words; default the label of the figure in the table of measures.
    """

    x: Axis
    y: Axis
    without: Callable[[], object] = field(repr=False, compare=False)
    with_: Callable[[], object] = field(repr=False, compare=False)
    figure: str = "assaults"
    wanted: int = -1
    measure: Measurement | None = field(default=None, repr=False, compare=False)
    en: str = ""
    fr: str = ""


@dataclass(frozen=True)
class Claim:
    """A claim of the deck as an experiment.

    Parameters
    ----------
    key : str
        ``C01`` ... ``C22``.
    en, fr : str
        The claim, in one sentence.
    mechanisms : tuple of str
        Keys of the mechanisms it goes through.
    arms : callable
        ``() -> [Arm, ...]``; the first is what the others are compared with.
    effects : tuple of Effect
    flip : Flip
    measure : function of a module
        ``run -> {figure: number}``, or one marked ``studies.experiment.live``.
    seeds : int
    draws : int, optional
        At most so many draws of the parameters: for experiments of hundreds of arms.
    varies : tuple of str
        All that differs between the arms: dotted keys of ``Scenario.resolved()`` or the beginning of some
        (``levers.response``), ``parameters.`` for those an arm sets.
    how_en, how_fr : str
        The experiment, and what would refute the claim.
    ask_en, ask_fr : str
        A question for a trainer to put to the room.
    """

    key: str
    en: str
    fr: str
    mechanisms: tuple[str, ...]
    arms: Callable[[], Sequence[Arm]] = field(repr=False, compare=False)
    effects: tuple[Effect, ...] = ()
    flip: Flip | None = None
    measure: Measurement = field(default=summarise, repr=False, compare=False)
    seeds: int = 2
    draws: int | None = None
    varies: tuple[str, ...] = ()
    how_en: str = ""
    how_fr: str = ""
    ask_en: str = ""
    ask_fr: str = ""

    @property
    def mapped(self) -> Measurement:
        """The measure of the flip map."""
        return (self.flip and self.flip.measure) or self.measure


def verdict_of(verdicts: Sequence[str]) -> str:
    """Of a claim: what all its main effects say, depends when they differ."""
    first = set(verdicts)
    return first.pop() if len(first) == 1 else DEPENDS
