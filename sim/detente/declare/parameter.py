"""One line declares a parameter; validation, tables, sliders, priors and documentation derive from it."""

from __future__ import annotations

from dataclasses import dataclass

PRIORS = ("uniform", "loguniform", "normal", "beta", "fixed")
ROLES = ("rate", "effect", "time", "share", "level", "price")


@dataclass(frozen=True)
class Parameter:
    """A number of the model that nobody sets day by day.

    Parameters
    ----------
    name : str
        Dotted name, ``group.word``; kernels read it as ``p.group_word``.
    default : float
    unit : str
        ``logit``, ``days``, ``per hour``, ``share``, ``0..1``, ``minutes``, ``euros`` ...
    low, high : float
        Hard bounds: outside, the value has no meaning and is refused.
    plausible : tuple of float
        The range a sceptical colleague would grant; sweeps and priors use it.
    evidence : str
        Key of a row of ``evidence.csv`` (or of ``population_fr.csv`` as ``pop:dimension``), or ``assumed``.
    en, fr : str
        What it is, in words, both languages.
    prior : str
        One of ``PRIORS``, over ``plausible``.
    role : str
        One of ``ROLES``: an ``effect`` is a logit or odds ratio, a ``time`` a half-life or delay ...
    """

    name: str
    default: float
    unit: str
    low: float
    high: float
    plausible: tuple[float, float]
    evidence: str
    en: str
    fr: str
    prior: str = "uniform"
    role: str = "effect"

    def __post_init__(self) -> None:
        if not self.low <= self.plausible[0] <= self.default <= self.plausible[1] <= self.high:
            raise ValueError(f"{self.name}: bounds {self.low} {self.plausible} {self.high} do not hold {self.default}")
        if self.prior not in PRIORS or self.role not in ROLES:
            raise ValueError(f"{self.name}: prior {self.prior!r} or role {self.role!r} is unknown")
        if self.prior == "loguniform" and self.plausible[0] <= 0:
            raise ValueError(f"{self.name}: a loguniform prior needs a positive range")

    @property
    def field(self) -> str:
        """Name of the column that kernels read."""
        return self.name.replace(".", "_")


@dataclass(frozen=True)
class Lever:
    """Something a director can change, on a date, for a wing or for all.

    ``choices`` (code by position) replaces a number by a word in scenario files; ``group`` orders the screens;
    ``scope`` is ``wing`` (a value per wing) or ``prison`` (one value; wing 0's is read).
    """

    name: str
    default: float
    unit: str
    low: float
    high: float
    plausible: tuple[float, float]
    evidence: str
    en: str
    fr: str
    group: str = "regime"
    choices: tuple[str, ...] = ()
    scope: str = "wing"

    def __post_init__(self) -> None:
        if not self.low <= self.plausible[0] <= self.default <= self.plausible[1] <= self.high:
            raise ValueError(f"{self.name}: bounds {self.low} {self.plausible} {self.high} do not hold {self.default}")
        if self.scope not in ("wing", "prison"):
            raise ValueError(f"{self.name}: scope {self.scope!r}")

    @property
    def field(self) -> str:
        """Name of the column that kernels read."""
        return self.name.replace(".", "_")
