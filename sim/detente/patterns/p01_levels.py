"""P02 beyond the levels used to fit: violence between inmates stays about twice that on staff, over years and densities."""

from __future__ import annotations

from ..studies.experiment import Arm, Pool
from .pattern import Fact, Pattern

DENSITIES = (1.0, 1.4, 1.8)


def _arms() -> list[Arm]:
    from ..scenario import load

    base = load("baseline")
    return [Arm(f"{d}", base.with_(levers={"occupancy": d})) for d in DENSITIES]


def _ratio(density: float):
    def statistic(pool: Pool) -> float:
        return pool.ratio(f"{density}", "recorded_assaults", "recorded_staff_assaults")
    return statistic


RATIO = Pattern(
    key="P02",
    en="Recorded violence between inmates is about twice violence on staff, in every year and at every density",
    fr="Les violences consignées entre personnes détenues font environ deux fois celles commises sur le personnel, chaque année"
       " et à toute densité",
    sources=("A-RATIO",), kind="level", arms=_arms,
    facts=tuple(Fact(f"P02.ratio_{round(100 * d)}", f"Ratio at a density of {d}", f"Rapport à une densité de {str(d).replace('.', ',')}",
                     _ratio(d), 1.9, 2.4) for d in DENSITIES),
    how_en="A maison d'arrêt of 424 places filled to 100, 140 and 180 %, means unchanged.",
    how_fr="Une maison d’arrêt de 424 places remplie à 100, 140 et 180\u202f%, moyens inchangés.",
)
