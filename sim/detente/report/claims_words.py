"""What pages and figures on claims say: the room ``claims``, and words of the model that have no other home."""

from __future__ import annotations

from ..locale import catalogue

SIGNS = {"holds": "✓", "fails": "✗", "depends": "≈"}
"""Beside the word of a verdict, so that nothing rests on a colour alone."""

CHOICES_FR = {
    "closed": "portes fermées", "open": "portes ouvertes", "respect": "module Respect", "as_comes": "selon les places",
    "compatible": "par compatibilité", "keep_apart": "en séparant", "officers": "agents",
    "facilitators": "aussi les facilitateurs", "everyone": "tout le monde", "random": "au hasard",
    "volunteer": "parmi les volontaires", "centrality": "par centralité", "status": "par statut",
}
FIGURES = {
    "violence": ("Assaults between inmates and on staff", "Agressions entre personnes détenues et sur le personnel",
                 "per_1000"),
    "pair_again": ("Recorded threats and assaults followed by another between the same two",
                   "Menaces et agressions consignées suivies d’une autre entre les deux mêmes personnes", "share"),
}
"""Figures of claims that are no measure: English, French, unit."""


def words(lang: str) -> dict[str, str]:
    """All texts of a language by key."""
    return catalogue(f"claims_{lang}")


def phrase(lang: str, key: str, **values: object) -> str:
    """A text, its ``{names}`` filled in."""
    return words(lang)[key].format(**values)


def verdict_words(verdict: str, lang: str) -> str:
    """A verdict in words."""
    return words(lang)[f"verdict.{verdict}"]
