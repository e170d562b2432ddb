"""P14: the disciplinary cell does not lower later violence on average, and a naive before and after says it does."""

from __future__ import annotations

from ..studies.experiment import Arm, Pool
from . import after_sanction
from .pattern import Fact, Pattern

ARM = "prison"


def _matched(days: int):
    def statistic(pool: Pool) -> float:
        return pool.ratio(ARM, f"matched_{days}_up", f"matched_{days}_down") - 1.0
    return statistic


def change(who: str):
    """Relative change of violence per day at risk, 90 days before (the incident counted) and after."""
    def statistic(pool: Pool) -> float:
        before = pool.ratio(ARM, f"{who}_before", f"{who}_before_days")
        return pool.ratio(ARM, f"{who}_after", f"{who}_after_days") / before - 1.0
    return statistic


def arms() -> list[Arm]:
    """One maison d'arrêt for two and a half years."""
    from ..scenario import load

    return [Arm(ARM, load("baseline").with_(horizon_days=after_sanction.HORIZON))]


matched_half_year, matched_year = _matched(180), _matched(365)

PATTERN = Pattern(
    key="P14",
    en="The disciplinary cell does not lower later violence on average",
    fr="Le quartier disciplinaire n’abaisse pas en moyenne les violences ultérieures",
    sources=("C-SEG-OH", "C-SEG-TX", "C-SEG-OR", "C-SEG-WA", "C-SEG-AZ"), arms=arms, measure=after_sanction.measure, seeds=8,
    facts=(
        Fact("P14.half_year", "Violence in the six months after the cell, against other sanctions, matched: relative"
             " difference",
             "Violences dans les six mois qui suivent le quartier disciplinaire, comparées aux autres sanctions, à cas"
             " appariés\u202f: écart relatif", matched_half_year, -0.05, 0.05, "share"),
        Fact("P14.year", "The same over twelve months", "De même sur douze mois", matched_year, -0.05, 0.05, "share"),
        Fact("P14.naive", "Violence of those placed in the cell, after against before, nobody compared: relative change",
             "Violences des personnes placées, après par rapport à avant, sans comparaison\u202f: variation relative",
             change("cell"), None, 0.0, "share"),
    ),
    how_en="Sanctioned reports of one year: people given the cell against people given a warning or confinement, matched on"
           " kind of incident, age, reports in the half-year before and violence known from before (Mantel-Haenszel rate"
           " ratio). Threats and blows count, per day neither in the cell nor confined.",
    how_fr="Comptes rendus sanctionnés d’une année\u202f: personnes placées au quartier disciplinaire et personnes averties ou"
           " confinées, appariées sur la nature des faits, l’âge, les comptes rendus du semestre précédent et les antécédents"
           " de violence (rapport de taux de Mantel-Haenszel). Menaces et coups comptent, par jour passé hors quartier"
           " disciplinaire et hors confinement.",
    missing_en="If the contrast is negative, the lesson of the cell is too strong or lasts too long against what it costs in"
               " trust, ties and distress; if it is positive, the other way round.",
    missing_fr="Si l’écart est négatif, la leçon du quartier disciplinaire est trop forte ou dure trop, face à ce qu’il coûte"
               " en confiance, en liens et en détresse\u202f; s’il est positif, c’est l’inverse.",
)
