"""P25: how many people are violent, hurt or struck, in three other prison systems."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..outcomes.facts import facts
from ..outcomes.panel import BLOWS
from ..studies.experiment import Arm
from .p24_selfharm import ELSEWHERE
from .pattern import Fact, Pattern

if TYPE_CHECKING:
    from ..engine import Run

DAYS = 304        # ten months
HALF_YEAR = 182
VIOLENT = 0.09    # share with violent misconduct in ten months, Catalonia
HURT = 0.085      # assaults that need care at once, per prisoner and year, Geneva
STRUCK = (0.129, 0.346)   # share assaulted by another inmate in six months, lowest and highest prison of a US state


def _arms() -> list[Arm]:
    from ..scenario import load

    return [Arm("usual", load("baseline").with_(horizon_days=DAYS))]


def measure(run: Run) -> dict[str, float]:
    """People there all along and those of them recorded as violent; injuries; people there six months and those assaulted."""
    f = facts(run)
    followed = f.present.pid[f.present.days_here >= f.days]
    late = f.present.pid[f.present.days_here >= HALF_YEAR]
    violent = f.log[np.isin(f.log.kind, BLOWS) & (f.log.recorded == 1)]
    recent = f.assaults[f.assaults.day > f.last_day - HALF_YEAR]
    return {"followed": len(followed), "violent": int(np.isin(followed, violent.a_pid).sum()),
            "years": f.years, "hurt": int(f.assaults.injury.sum()),
            "late": len(late), "struck": int(np.isin(late, recent.b_pid).sum())}


def _share(above: str, below: str):
    return lambda pool: pool.ratio("usual", above, below)


PATTERN = Pattern(
    key="P25",
    en="Elsewhere: 9 % recorded as violent in ten months, 8.5 % hurt a year, a fifth of men struck in six months",
    fr="Ailleurs\u202f: 9\u202f% violents d’après les registres en dix mois, 8,5\u202f% blessés par an, un homme sur cinq"
       " frappé en six mois",
    sources=("B-CAT", "B-GVA", "E-INJ"), arms=_arms, measure=measure, seeds=8,
    facts=(
        Fact("P25.violent", "Share recorded as violent in ten months (Catalonia)",
             "Part des personnes consignées comme violentes en dix mois (Catalogne)",
             _share("violent", "followed"), VIOLENT / ELSEWHERE, VIOLENT * ELSEWHERE, "share"),
        Fact("P25.hurt", "Assaults with injury per inmate-year (Geneva)",
             "Agressions avec blessure par année-personne (Genève)",
             _share("hurt", "years"), HURT / ELSEWHERE, HURT * ELSEWHERE, "per_inmate_year"),
        Fact("P25.struck", "Share assaulted by another inmate in six months, recorded or not (United States)",
             "Part des personnes agressées par une autre en six mois, consigné ou non (États-Unis)",
             _share("struck", "late"), *STRUCK, "share"),
    ),
    how_en="A maison d'arrêt for ten months; people there all along, or for the last six months. A figure of another system"
           " is accepted within a factor of 1.5; for the American one, within the range of the thirteen prisons surveyed.",
    how_fr="Une maison d’arrêt pendant dix mois\u202f; personnes présentes tout du long, ou les six derniers mois. Un"
           " chiffre d’un autre système est accepté à un facteur 1,5 près\u202f; pour celui des États-Unis, dans l’étendue"
           " des treize prisons enquêtées.",
    missing_en="Other systems record more widely and hold other people; the American survey also counts threats with a"
               " weapon, which are not counted here.",
    missing_fr="D’autres systèmes consignent plus largement et détiennent d’autres personnes\u202f; l’enquête des États-Unis"
               " compte aussi les menaces avec arme, non comptées ici.",
)
