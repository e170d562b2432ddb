"""What a measure is: a name, a formula, a unit, a direction, words in both languages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

# unit -> (English, French)
UNITS: dict[str, tuple[str, str]] = {
    "per_1000": ("per 1,000 inmate-years", "pour 1\u202f000 années-personnes"),
    "per_10000": ("per 10,000 inmate-years", "pour 10\u202f000 années-personnes"),
    "per_inmate_year": ("per inmate-year", "par année-personne"),
    "minutes_week": ("minutes per inmate and week", "minutes par personne et par semaine"),
    "share": ("share", "part"),
    "level": ("0 to 1", "de 0 à 1"),
    "ratio": ("ratio", "rapport"),
    "count": ("count", "nombre"),
    "euros": ("euros per inmate-year", "euros par année-personne"),
}

# group -> (English, French), in the order of the screens
GROUPS: dict[str, tuple[str, str]] = {
    "violence": ("Violence between inmates", "Violences entre personnes détenues"),
    "staff_violence": ("Violence and offence toward staff", "Violences et manquements envers le personnel"),
    "recorded": ("What staff recorded", "Ce que le personnel a consigné"),
    "repetition": ("Repetition and concentration", "Répétition et concentration"),
    "distress": ("Distress, self-harm, suicide", "Détresse, automutilations, suicides"),
    "answers": ("Answers", "Réponses"),
    "relation": ("Mediation and relations", "Médiation et relations"),
    "climate": ("Climate among inmates", "Climat en détention"),
    "staff": ("Staff", "Personnel"),
    "reintegration": ("Reintegration and influence", "Réinsertion et influence"),
    "network": ("Ties between inmates, on the last day", "Liens entre personnes détenues, le dernier jour"),
    "cost": ("Cost", "Coût"),
}


@dataclass(frozen=True)
class Measure:
    """One outcome.

    Parameters
    ----------
    key : str
    formula : callable
        ``Facts -> float``; ``nan`` where there is nothing to divide by.
    unit : str
        Key of ``UNITS``.
    direction : int
        +1 when more is better, -1 when less is better, 0 neutral.
    group : str
        Key of ``GROUPS``.
    en, fr : str
    note_en, note_fr : str, optional
        What the reader must know: the denominator, who is left out.
    """

    key: str
    formula: Callable[[Any], float] = field(compare=False, repr=False)
    unit: str
    direction: int
    group: str
    en: str
    fr: str
    note_en: str = ""
    note_fr: str = ""

    def __post_init__(self) -> None:
        if self.unit not in UNITS or self.group not in GROUPS or self.direction not in (-1, 0, 1):
            raise ValueError(f"measure {self.key}: unit {self.unit!r}, group {self.group!r} or direction is unknown")

    def label(self, lang: str = "fr") -> str:
        """Label in French or English."""
        return self.en if lang == "en" else self.fr

    def unit_label(self, lang: str = "fr") -> str:
        """Unit in words."""
        return UNITS[self.unit][0 if lang == "en" else 1]
