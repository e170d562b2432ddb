"""Trap: people are placed in the disciplinary cell at their worst, so they do better afterwards, placed or not."""

from __future__ import annotations

from . import after_sanction
from .p14_segregation import arms, change, matched_year
from .pattern import Fact, Pattern

PATTERN = Pattern(
    key="T01",
    en="Trap, regression to the mean: a naive before and after credits the disciplinary cell with a fall that is not its own",
    fr="Piège, régression vers la moyenne\u202f: un simple avant/après attribue au quartier disciplinaire une baisse qui n’est"
       " pas la sienne",
    sources=("C-SEG-OH", "C-SEG-TX"), arms=arms, measure=after_sanction.measure, kind="trap", seeds=8,
    facts=(
        Fact("T01.placed", "Violence of those placed in the cell, 90 days after against 90 days before: relative change",
             "Violences des personnes placées, 90 jours après par rapport à 90 jours avant\u202f: variation relative",
             change("cell"), None, 0.0, "share"),
        Fact("T01.not_placed", "The same for those sanctioned otherwise: they fall too",
             "De même pour les personnes sanctionnées autrement\u202f: elle baisse aussi", change("other"), None, 0.0, "share"),
        Fact("T01.matched", "Matched contrast over twelve months, cell against other sanctions: no fall",
             "Comparaison appariée sur douze mois, quartier disciplinaire face aux autres sanctions\u202f: pas de baisse",
             matched_year, -0.05, None, "share"),
    ),
    how_en="The runs of P14 read as a naive evaluation would: the incident that led to the sanction is in the period before"
           " it, and nobody is compared.",
    how_fr="Les simulations du P14, lues comme le ferait une évaluation naïve\u202f: l’incident qui a conduit à la sanction"
           " est dans la période qui la précède, et personne n’est comparé.",
    missing_en="If the matched contrast falls too, see P14.", missing_fr="Si la comparaison appariée baisse aussi, voir le"
         " P14.",
)
