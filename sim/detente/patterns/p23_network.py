"""P23: ties between inmates are few, returned one time in three, a little clustered by friends and origin, and soon lost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from ..outcomes import survey
from ..studies.experiment import Arm, Pool, live
from .pattern import Fact, Pattern

if TYPE_CHECKING:
    from ..scenario.schema import Scenario

ANSWER = 129 / 205     # share of the residents of the unit who named anybody
FIRST, APART = 180, 110   # day of the first wave; days to the second, from summer to autumn
UNIT = 205


def _arms() -> list[Arm]:
    from ..scenario import load

    place = {"name": "P23", "type": "centre_detention", "capacity": 3 * UNIT, "inmates": 3 * UNIT, "wings": 3}
    return [Arm("usual", load("centre_detention").with_(establishment=place, horizon_days=FIRST + APART + 1))]


def wave(w: Any, seed: int) -> dict[str, np.ndarray]:
    """What a wave of interviews brings: who is there, who answers, whom they name."""
    rows, ties = survey.nominations(w)
    asked = survey.answers(w.inmates.pid[rows], ANSWER, seed)
    return {"pid": w.inmates.pid[rows], "asked": asked, "ties": ties & asked[:, None],
            "origin": w.inmates.origin[rows], "unit": w.inmates.wing[rows]}


def figures(first: Mapping[str, np.ndarray], second: Mapping[str, np.ndarray]) -> dict[str, float]:
    """Counts of the first wave, and of the ties that the second finds again."""
    x = first["asked"]
    among = first["ties"][np.ix_(x, x)]
    out: dict[str, float] = {"people": len(x), "ties": int(first["ties"].sum())}
    out["mutual"], out["among"] = survey.returned(among)
    out["closed"], out["paths"] = survey.closed(among)
    tables = survey.alike(among, first["origin"][x], first["unit"][x])
    out |= dict(zip(("like_tied", "like_not", "unlike_tied", "unlike_not"), tables, strict=True))
    y = second["asked"]
    out["kept"], out["before"] = survey.kept((first["pid"][x], among), (second["pid"][y], second["ties"][np.ix_(y, y)]))
    return out


@live
def measure(scenario: Scenario, seed: int, parameters: Mapping[str, float]) -> dict[str, float]:
    """Two waves of a survey of ties, with the response rate of the published one."""
    from ..engine import advance, start

    w, p = start(scenario, seed, dict(parameters))
    w = advance(w, p, scenario, 0, FIRST)
    first = wave(w, seed)
    w = advance(w, p, scenario, FIRST, FIRST + APART)
    return figures(first, wave(w, seed))


def odds_ratio(pool: Pool) -> float:
    """Odds of a tie between two people of one origin against two of different origins, inside units."""
    return pool.ratio("usual", "like_tied", "like_not") / pool.ratio("usual", "unlike_tied", "unlike_not")


def _share(above: str, below: str):
    return lambda pool: pool.ratio("usual", above, below)


PATTERN = Pattern(
    key="P23",
    en="Ties between inmates: sparse, moderately returned, weakly clustered, unstable",
    fr="Liens entre personnes détenues\u202f: peu nombreux, moyennement réciproques, peu groupés, instables",
    sources=("D-DENS", "D-REC", "D-TRANS", "D-HOMR", "D-STAB"), arms=_arms, measure=measure, seeds=4,
    facts=(
        Fact("P23.out_degree", "Ties named, per resident, those who do not answer counted as naming nobody",
             "Liens cités par personne, qui ne répond pas étant compté sans lien", _share("ties", "people"), 3.0, 4.5, "count"),
        Fact("P23.reciprocity", "Share of ties returned, among those who answer",
             "Part des liens réciproques, parmi ceux qui répondent", _share("mutual", "among"), 0.34, 0.37, "share"),
        Fact("P23.transitivity", "Share of friends of friends who are friends, among those who answer",
             "Part des amis d’amis qui sont amis, parmi ceux qui répondent", _share("closed", "paths"), 0.15, 0.24, "share"),
        Fact("P23.homophily", "Odds ratio of a tie, same origin against another, inside a wing",
             "Rapport des cotes d’un lien, même origine contre une autre, dans une aile", odds_ratio, 2.0, 3.5),
        Fact("P23.kept", "Share of ties found again 110 days later, among those asked twice",
             "Part des liens retrouvés 110 jours plus tard, parmi ceux interrogés deux fois", _share("kept", "before"),
             0.30, 0.50, "share"),
    ),
    how_en="A centre de détention with wings of 205, the size of the Pennsylvanian unit; 63 % of residents answer, always"
           " the same ones; two waves 110 days apart. The range of ties kept is 40 % and what chance leaves in 213 ties (0.30"
           " to 0.50).",
    how_fr="Un centre de détention aux ailes de 205 personnes, la taille de l’unité de Pennsylvanie\u202f; 63\u202f%"
           " répondent, toujours les mêmes\u202f; deux vagues à 110 jours d’écart. La fourchette des liens gardés est"
           " 40\u202f% et ce que le hasard laisse sur 213 liens (0,30 à 0,50).",
    missing_en="Friends meet two by two: the friends of one’s friends are met no more than anybody else, which leaves few"
               " triangles; each meeting renews a tie, which then lasts; a survey is taken to be answered without slips.",
    missing_fr="Les amis se voient deux à deux\u202f: on ne croise pas davantage les amis de ses amis, ce qui laisse peu de"
               " triangles\u202f; chaque rencontre ravive un lien, qui dure\u202f; les réponses au questionnaire sont"
               " supposées sans oubli.",
)
