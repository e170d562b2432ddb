"""P22: crowding tells little between prisons, more in the cell; more where people are aggressive and come and go."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from ..outcomes.facts import facts
from ..outcomes.panel import BETWEEN, Panel, follow
from ..studies.experiment import Arm, Pool, live
from ..world.codes import T_IMPULSIVITY
from .pattern import Fact, Pattern

if TYPE_CHECKING:
    from ..scenario.schema import Scenario

DENSITIES = (0.9, 1.2, 1.5, 1.8)
LOW, HIGH = DENSITIES[0], DENSITIES[-1]
USUAL = 1.41                                   # inmates per place at which the baseline's means are declared
ENGLISH = 1.15                                 # density at which about a quarter of people are in a crowded cell, as in England
TURNOVER = {"slow": 10.0, "fast": 5.0}         # mean stay in months
AGGRESSIVE = 0.5                               # impulsivity above which somebody counts as aggressive: about four in ten
LOCAL = ("activity_places", "disciplinary_cells")                     # levers counted for places
A_HEAD = ("care_places", "mediation_sessions", "animal_places")       # levers counted for inmates


def means(levers: Mapping[str, float], density: float, follow_inmates: bool) -> dict[str, float]:
    """Levers of a prison of this density: means a head as at the usual density, or means of that prison shared by all.

    Parameters
    ----------
    levers : dict
        Of the prison at the usual density.
    density : float
        Inmates per place.
    follow_inmates : bool
        Staff, activity places, disciplinary cells, care and mediation follow the number of inmates, or stay what they are.
    """
    x = density / USUAL
    out = {"occupancy": density}
    if follow_inmates:
        return out | {name: levers[name] * x for name in LOCAL}
    return out | {"inmates_per_officer": levers["inmates_per_officer"] * x} | {name: levers[name] / x for name in A_HEAD}


def _arms() -> list[Arm]:
    from ..scenario import load

    base = load("baseline")
    arms = [Arm(f"follow {d}", base.with_(levers=means(base.levers, d, True))) for d in (*DENSITIES, ENGLISH)]
    arms += [Arm(f"share {d}", base.with_(levers=means(base.levers, d, False))) for d in (LOW, HIGH)]
    full = base.with_(levers=means(base.levers, HIGH, True))
    return arms + [Arm(name, full, {"population.stay_months": months}) for name, months in TURNOVER.items()]


def crowded(cell: np.ndarray, here: np.ndarray, beds: np.ndarray) -> np.ndarray:
    """Whether each person's cell holds more people than it has beds, bool (rows,)."""
    known = here & (cell >= 0)
    n = np.bincount(cell[known], minlength=len(beds))
    return known & (n[np.maximum(cell, 0)] > beds[np.maximum(cell, 0)])


def cell_tables(panel: Panel, beds: np.ndarray) -> dict[str, float]:
    """Person-days and recorded involvements in assaults, in crowded cells and in others, by wing: Mantel-Haenszel sums.

    An involvement is that of the aggressor or of the victim, each in the cell he was in at dusk of the day before.
    """
    cell, wing = panel["cell"], panel["wing"]
    here = panel.here & (cell >= 0)
    packed = np.array([crowded(cell[d], here[d], beds) for d in range(panel.days)])
    log = panel.run.log
    acts = log[np.isin(log.kind, BETWEEN) & (log.day > panel.first) & (log.recorded == 1)]
    involved = np.zeros(here.shape, np.int64)
    np.add.at(involved, (acts.day - panel.first - 1, acts.a), 1)
    np.add.at(involved, (acts.day - panel.first - 1, acts.b), 1)
    involved[:-1][panel.pid[1:] != panel.pid[:-1]] = 0   # whoever has come in since was in no cell the day before
    involved[~here] = 0
    above = below = 0.0
    for v in range(int(wing.max()) + 1):
        yes, no = packed & (wing == v), here & ~packed & (wing == v)
        days = np.array([yes[:-1].sum(), no[:-1].sum()], float)
        if days.min() > 0:
            above += float(involved[yes].sum()) * days[1] / days.sum()
            below += float(involved[no].sum()) * days[0] / days.sum()
    return {"cell_above": above, "cell_below": below, "crowded_days": float(packed.sum()), "cell_days": float(here.sum())}


@live
def measure(scenario: Scenario, seed: int, parameters: Mapping[str, float]) -> dict[str, float]:
    """Inmate-years, assaults between inmates (also by the aggressive), self-harm; in and out of crowded cells."""
    from ..engine import simulate

    out: dict[str, Any] = {}
    if abs(scenario.establishment.occupancy - ENGLISH) < 0.03:
        panel = follow(scenario, seed, parameters, ("cell", "wing"))
        out = cell_tables(panel, panel.run.world.cells.beds.astype(np.int64))
        run = panel.run
    else:
        run = simulate(scenario, seed, parameters=dict(parameters))
    f = facts(run)
    k = f.run.parameters.escalation_impulsivity
    hot = f.assaults.terms[:, T_IMPULSIVITY] > k * (AGGRESSIVE - 0.45)
    return out | {"years": f.years, "assaults": f.n("assaults"), "aggressive": int(hot.sum()), "others": int((~hot).sum()),
                  "selfharm": f.n("selfharm")}


def rate(pool: Pool, arm: str, figure: str = "assaults") -> float:
    """A count per inmate-year in an arm."""
    return pool.ratio(arm, figure, "years")


def elasticity(densities, rates) -> float:
    """Slope of the log of a rate on the log of density, least squares; NaN where a rate is zero."""
    if not np.min(rates) > 0.0:
        return float("nan")
    return float(np.polyfit(np.log(densities), np.log(rates), 1)[0])


def bend(rates) -> float:
    """How much more the last of three equal steps of density adds than the first, in shares of the first rate."""
    return ((rates[3] - rates[2]) - (rates[1] - rates[0])) / rates[0]


def _follow(pool: Pool, figure: str = "assaults") -> list[float]:
    return [rate(pool, f"follow {d}", figure) for d in DENSITIES]


def aggressive_less_others(pool: Pool) -> float:
    """Elasticity to density of the assaults of the impulsive, less that of the assaults of others."""
    return elasticity(DENSITIES, _follow(pool, "aggressive")) - elasticity(DENSITIES, _follow(pool, "others"))


def _turnover(figure: str):
    return lambda pool: rate(pool, "fast", figure) / rate(pool, "slow", figure)


PATTERN = Pattern(
    key="P22",
    en="Crowding: little at the level of the prison, real in the cell",
    fr="Surpopulation\u202f: peu d’effet à l’échelle de la prison, un effet réel dans la cellule",
    sources=("C-CROWD-MA", "C-CROWD-MA2", "C-CROWD-MOJ", "C-CROWD-PA", "C-CROWD-GVA", "C-CROWD-LAHM"),
    arms=_arms, measure=measure, seeds=4,
    facts=(
        Fact("P22.cell", "Recorded involvement in an assault, in a crowded cell against others",
             "Implication consignée dans une agression, en cellule suroccupée rapportée aux autres",
             lambda pool: pool.ratio(f"follow {ENGLISH}", "cell_above", "cell_below"), 1.15, 1.24),
        Fact("P22.density", "Elasticity of assaults per head to density, means a head unchanged",
             "Élasticité des agressions par personne à la densité, moyens par personne inchangés",
             lambda pool: elasticity(DENSITIES, _follow(pool)), -0.10, 0.35),
        Fact("P22.shared", "The same, the prison's means shared by more people",
             "La même, les moyens de la prison partagés entre plus de personnes",
             lambda pool: elasticity((LOW, HIGH), [rate(pool, f"share {d}") for d in (LOW, HIGH)]), 0.0, 1.0),
        Fact("P22.bend", "What the step from 1.5 to 1.8 adds less what the step from 0.9 to 1.2 adds, over the first rate",
             "Ce qu’ajoute le pas de 1,5 à 1,8 moins celui de 0,9 à 1,2, rapporté au premier taux",
             lambda pool: bend(_follow(pool)), None, 0.10),
        Fact("P22.aggressive", "Elasticity of the assaults of impulsive people, less that of the others'",
             "Élasticité des agressions des personnes impulsives, moins celle des autres",
             aggressive_less_others, 0.0, None),
        Fact("P22.turnover", "Assaults per head in a full prison, mean stay of 5 months against 10",
             "Agressions par personne dans une prison pleine, séjour moyen de 5 mois rapporté à 10",
             _turnover("assaults"), 1.0, None),
        Fact("P22.selfharm_density", "Elasticity of self-harm crises per head to density, means shared",
             "Élasticité des crises d’automutilation par personne à la densité, moyens partagés",
             lambda pool: elasticity((LOW, HIGH), [rate(pool, f"share {d}", "selfharm") for d in (LOW, HIGH)]), 0.0, None),
        Fact("P22.selfharm_turnover", "Self-harm crises per head in a full prison, mean stay of 5 months against 10",
             "Crises d’automutilation par personne dans une prison pleine, séjour moyen de 5 mois rapporté à 10",
             _turnover("selfharm"), 1.0, None),
    ),
    how_en="One maison d'arrêt of 424 places filled to 90, 120, 150 and 180 %, with the same kind of people: first with"
           " staff, activities and cells that follow the number of inmates, as between the prisons that studies compare, then"
           " with means that stay what they are. The range for the first is -0.10 to 0.35: from no effect to that of a"
           " crowded cell (+19 %) on everyone when density doubles, with room for a correlation of 0.02 to 0.03; for the"
           " second, from none to proportional. Crowded cells are compared with others, wing by wing, at a density at which a"
           " quarter of people are in one, as in England.",
    how_fr="Une maison d’arrêt de 424 places remplie à 90, 120, 150 et 180\u202f%, avec le même genre de personnes\u202f:"
           " d’abord des effectifs, activités et cellules qui suivent le nombre de personnes détenues, comme entre les"
           " prisons que comparent les études, puis des moyens constants. La fourchette est de -0,10 à 0,35 dans le premier"
           " cas\u202f: de l’absence d’effet à celui d’une cellule suroccupée (+19\u202f%) étendu à tous quand la densité"
           " double, avec une marge pour une corrélation de 0,02 à 0,03\u202f; dans le second, de nulle à proportionnelle."
           " Les cellules suroccupées sont comparées aux autres, aile par aile, à une densité où un quart des personnes s’y"
           " trouvent, comme en Angleterre.",
    missing_en="People do not choose whom to keep away from: encounters a head grow with density (M2) instead of filling an"
               " hour that is already full, and a second person in a cell adds friction whoever he is. Being alone in a cell"
               " weighs on distress, so that a fuller prison has less self-harm.",
    missing_fr="Personne ne choisit qui éviter\u202f: les rencontres par personne augmentent avec la densité (M2) au lieu de"
               " remplir une heure déjà pleine, et une seconde personne en cellule ajoute des frictions, quelle qu’elle soit."
               " Être seul en cellule pèse sur la détresse, si bien qu’une prison plus pleine compte moins d’automutilations.",
)
