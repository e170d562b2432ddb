"""Levers, units and sources in words that a reader of the page expects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...locale import LANGUAGES, catalogue
from .refuse import both

if TYPE_CHECKING:
    from ...declare.levers import Lever

SPELT = {
    "Ministere de la Justice, Statistique des etablissements et des personnes ecrouees":
        "Ministère de la Justice, Statistique des établissements et des personnes écrouées",
    "Observatoire disparites": "Observatoire des disparités dans la justice pénale",
    "Observatoire des disparites dans la justice penale": "Observatoire des disparités dans la justice pénale",
    "Discipline et violences en detention": "Discipline et violences en détention",
    "Le travail en detention": "Le travail en détention", "Le personnel penitentiaire": "Le personnel pénitentiaire",
    "Liberation": "Libération", "Quotidien du medecin": "Le Quotidien du médecin", "Senate avis": "Sénat, avis",
    "OIP-SF fiche La discipline": "OIP-SF, fiche La discipline", "Dans l'enfer": "Dans l’enfer"}
"""French titles, which the table of evidence holds without accents."""
FRENCH = {
    "table 11), as tabulated in": "tableau 11), repris dans", " press review": ", revue de presse",
    "OIP interview of": "entretien de l’OIP avec",
    "DAP flash survey end 2016": "enquête éclair de la DAP, fin 2016", "2025 version, citing": "version 2025, d’après",
    "citing A. Chauvenet": "d’après A. Chauvenet", "AN hearing": "audition à l’Assemblée nationale",
    "AN debate": "débat à l’Assemblée nationale", "computed from": "calculé d’après", "July 2026": "juillet 2026",
    "(current)": "(en vigueur)"}
"""English words among them."""
SAME = "same"


def label(x: Lever) -> dict[str, str]:
    """What a lever is; an answer to incidents by its parts, so that the words agree."""
    from ...scenario.ladder import split

    parts = split(x.name)
    if parts is None:
        own = f"lever.{x.name}"
        return both(own) if own in catalogue(f"desk_{LANGUAGES[0]}") else {lang: getattr(x, lang) for lang in LANGUAGES}
    return both("lever.response", incident=both(f"incident.{parts[0]}"), answer=both(f"answer.{parts[1]}"))


def unit(code: str) -> dict[str, str]:
    """A unit in words; nothing for a choice."""
    from ...report.odd_tables import unit as spoken

    if code.strip("()") == "code":
        return dict.fromkeys(LANGUAGES, "")
    return both("unit.scale") if code.strip("()") == "0..1" else {lang: spoken(code, lang) for lang in LANGUAGES}


BARE = ("0..1", "code", "share", "ratio", "factor", "probability")
"""Units that add nothing after a figure."""


def after(code: str, name: dict[str, str]) -> dict[str, str]:
    """A unit as it stands after a figure in a sentence that begins with a name; not twice what the name says."""
    if code.strip("()") in BARE:
        return dict.fromkeys(LANGUAGES, "")
    return {lang: "" if told.lower() in name[lang].lower() else told for lang, told in unit(code).items()}


def source(evidence: str) -> dict[str, str]:
    """Where a value comes from: the publications, or that it is assumed."""
    from ...report.sources import ASSUMED, rows_of

    if evidence == ASSUMED:
        return both("said.assumed")
    rows = [f"{publication(row['id'])}{' (' + row['year'] + ')' if row['year'] else ''}" for row in rows_of(evidence)]
    told = "; ".join(dict.fromkeys(rows)) or evidence
    for plain, right in SPELT.items():
        told = told.replace(plain, right)
    french = told
    for english, right in FRENCH.items():
        french = french.replace(english, right)
    return {"fr": french.replace("; ", "\u202f; "), "en": told}


def publication(key: str) -> str:
    """The source of a row of evidence; that of the row above where it says the same."""
    from ...report.sources import shipped

    rows = list(shipped().values())
    place = next(k for k, row in enumerate(rows) if row["id"] == key)
    while rows[place]["source"] == SAME and place:
        place -= 1
    return rows[place]["source"]
