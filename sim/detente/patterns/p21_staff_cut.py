"""P21: fewer officers, more assaults on staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..outcomes.expected import aggressions, chance_physical
from ..outcomes.facts import facts
from ..studies.experiment import Arm, Pool
from .pattern import Fact, Pattern

if TYPE_CHECKING:
    from ..engine import Run

BEFORE, AFTER = 2.5, 3.6


def _arms() -> list[Arm]:
    from ..scenario import load

    base = load("baseline").with_(warmup_days=365)
    return [Arm(f"{x}", base.with_(levers={"inmates_per_officer": x})) for x in (BEFORE, AFTER)]


def measure(run: Run) -> dict[str, float]:
    """Inmate-years and assaults on staff that were to be expected from the aggressions of staff (all assaults are recorded)."""
    f = facts(run)
    return {"years": f.years, "staff_assaults": float(chance_physical(aggressions(f), run.parameters).sum())}


def rise(pool: Pool) -> float:
    """Relative change of the rate of assaults on staff per inmate-year."""
    return pool.ratio(f"{AFTER}", "staff_assaults", "years") / pool.ratio(f"{BEFORE}", "staff_assaults", "years") - 1.0


PATTERN = Pattern(
    key="P21",
    en="A cut from 2.5 to 3.6 inmates per officer went with more assaults on staff",
    fr="Passer de 2,5 à 3,6 personnes détenues par surveillant s’est accompagné de plus d’agressions du personnel",
    sources=("B-EW-STAFF",), arms=_arms, measure=measure, seeds=6,
    facts=(Fact("P21.staff_assaults", "Change in assaults on staff per inmate-year",
                "Variation des agressions du personnel par année-personne", rise, 0.20, 0.70, "share"),),
    how_en="The same maison d'arrêt with 2.5 or 3.6 inmates per officer in post; a year to settle, a year measured. The"
           " English figure (+71 %) is confounded by other changes of those years: +20 to +70 % is accepted.",
    how_fr="La même maison d’arrêt avec 2,5 ou 3,6 personnes détenues par surveillant en poste\u202f; une année"
           " d’installation, une année mesurée. Le chiffre anglais (+71\u202f%) est confondu avec d’autres changements de ces"
           " années\u202f: on accepte de +20 à +70\u202f%.",
    missing_en="What went with the English cuts: experienced officers leaving, longer hours in the cell, new drugs.",
    missing_fr="Ce qui a accompagné les suppressions de postes anglaises\u202f: départ de surveillants expérimentés,"
               " encellulement plus long, nouvelles drogues.",
)
