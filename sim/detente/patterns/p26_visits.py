"""P26: people who are visited commit a quarter fewer violent acts than like people who are not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from ..outcomes.panel import BLOWS, follow
from ..studies.experiment import Arm, Pool, live
from .pattern import Fact, Pattern

if TYPE_CHECKING:
    from ..scenario.schema import Scenario


def _arms() -> list[Arm]:
    from ..scenario import load

    return [Arm("usual", load("baseline"))]


@live
def measure(scenario: Scenario, seed: int, parameters: Mapping[str, float]) -> dict[str, float]:
    """Person-days and violent acts of people who are visited, and of the others."""
    panel = follow(scenario, seed, parameters, ("visited",))
    acts, here = panel.events(BLOWS), panel.here
    yes = here & (panel["visited"] == 1)
    return {"days_visited": int(yes.sum()), "days_not": int((here & ~yes).sum()),
            "acts_visited": int(acts[yes].sum()), "acts_not": int(acts[here & ~yes].sum())}


def contrast(pool: Pool) -> float:
    """Relative difference of violent acts per person-day."""
    with np.errstate(all="ignore"):
        return pool.ratio("usual", "acts_visited", "days_visited") / pool.ratio("usual", "acts_not", "days_not") - 1.0


PATTERN = Pattern(
    key="P26",
    en="People who are visited commit a quarter fewer violent acts than like people who are not",
    fr="Les personnes visitées commettent un quart d’actes violents de moins que d’autres, semblables, qui ne le sont pas",
    sources=("C-VISIT",), arms=_arms, measure=measure, seeds=6,
    facts=(Fact("P26.violence", "Violent acts of people who are visited, against others",
                "Actes violents des personnes visitées, rapportés aux autres", contrast, -0.40, -0.10, "share"),),
    how_en="A maison d'arrêt for a year. Who is visited is drawn at entry whatever else he is: the groups are alike. One"
           " published contrast, in high-security prisons, without its interval and at the edge of what chance allows: -10 to"
           " -40 % is accepted.",
    how_fr="Une maison d’arrêt pendant un an. Être visité ou non est tiré à l’entrée, quels que soient les autres"
           " traits\u202f: les groupes sont semblables. Un seul contraste publié, en haute sécurité, sans son intervalle et à"
           " la limite de ce que permet le hasard\u202f: on accepte de -10 à -40\u202f%.",
    missing_en="A visit relieves an hour and a little loneliness; it gives no stake in the next one, which misconduct would"
               " put at risk, and no tie outside that counts in a decision.",
    missing_fr="Un parloir soulage une heure et un peu de solitude\u202f; il ne donne rien à perdre, alors qu’un manquement"
               " menacerait le suivant, et aucun lien extérieur ne compte dans une décision.",
)
