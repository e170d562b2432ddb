"""P12: the disciplinary cell holds a small share of person-time and a large share of suicides."""

from __future__ import annotations

import numpy as np

from ..studies.experiment import Arm, Pool, live
from .pattern import Fact, Pattern


@live
def measure(scenario, seed: int, parameters: dict[str, float]) -> dict[str, float]:
    """Expected suicides and days of presence, in the disciplinary cell and in all."""
    from ..outcomes.panel import follow

    panel = follow(scenario, seed, parameters, ("hazard", "isolated_until"))
    day = np.arange(panel.first, panel.first + panel.days)[:, None]
    hazard, here = panel.added("hazard")[1:], panel.here[1:]
    inside = here & (panel["isolated_until"] > day)[1:]
    return {"hazard_inside": float(hazard[inside].sum()), "hazard_all": float(hazard.sum()),
            "days_inside": float(inside.sum()), "days_all": float(here.sum())}


def _suicides(pool: Pool) -> float:
    return pool.ratio("prison", "hazard_inside", "hazard_all")


def _time(pool: Pool) -> float:
    return pool.ratio("prison", "days_inside", "days_all")


def _arms() -> list[Arm]:
    from ..scenario import load

    return [Arm("prison", load("baseline").with_(warmup_days=60))]


PATTERN = Pattern(
    key="P12",
    en="The disciplinary cell: about 1 % of the time, 14 % of the suicides",
    fr="Le quartier disciplinaire\u202f: environ 1\u202f% du temps, 14\u202f% des suicides",
    sources=("A-SUI-QD", "A-QDUSE"), arms=_arms, measure=measure, seeds=4,
    facts=(
        Fact("P12.suicides", "Share of expected suicides that happen in the disciplinary cell",
             "Part des suicides attendus qui surviennent au quartier disciplinaire", _suicides, 0.10, 0.18, "share"),
        Fact("P12.time", "Share of person-time spent in the disciplinary cell",
             "Part du temps de détention passée au quartier disciplinaire", _time, 0.0039, 0.011, "share"),
    ),
    how_en="A maison d'arrêt for a year after a run-in of 60 days; the hazard that each day adds is summed by where people are."
           " Nothing in the model ties the cell to suicide but isolation and who is sent there.",
    how_fr="Une maison d’arrêt pendant un an, après 60 jours de mise en route\u202f; le risque ajouté chaque jour est compté"
           " selon le lieu. Rien dans le modèle ne lie le quartier disciplinaire au suicide, sinon l’isolement et le choix de"
           " qui y est placé.",
    missing_en="The announcement of the sanction, the first night, and the search and stripping on arrival are not apart in the"
               " model; nor are medical certificates that forbid the cell.",
    missing_fr="L’annonce de la sanction, la première nuit, la fouille à l’arrivée ne sont pas distinguées dans le"
               " modèle\u202f; ni les certificats médicaux d’incompatibilité avec le quartier disciplinaire.",
)
