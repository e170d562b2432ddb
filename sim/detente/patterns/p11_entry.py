"""P11: suicide is most frequent in the first week, on remand, and in maisons d'arrêt."""

from __future__ import annotations

import csv
from functools import cache

from ..studies.experiment import Arm, Pool, live
from .pattern import Fact, Pattern

KINDS = {"maison_arret": "MA/QMA", "centre_detention": "CD/QCD", "maison_centrale": "MC/QMC"}
WEEK = 7


@live
def measure(scenario, seed: int, parameters: dict[str, float]) -> dict[str, float]:
    """Expected suicides (the hazard that each day adds) and days of presence: first week or later, remand or sentenced."""
    from ..outcomes.panel import follow

    panel = follow(scenario, seed, parameters, ("hazard", "entry_day", "sentenced"))
    hazard, here = panel.added("hazard")[1:], panel.here[1:]
    week = here & (panel.since_entry()[1:] < WEEK)
    remand = here & (panel["sentenced"][1:] == 0)
    out = {}
    for name, who in (("week", week), ("later", here & ~week), ("remand", remand), ("sentenced", here & ~remand),
                      ("all", here)):
        out[f"hazard_{name}"], out[f"days_{name}"] = float(hazard[who].sum()), float(who.sum())
    return out


@cache
def _held() -> dict[str, float]:
    """People held in each type of prison on 1 July 2026."""
    from ..scenario.establishments import DATA

    with (DATA / "establishments_fr.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return {kind: float(sum(int(r["inmates_present"] or 0) for r in rows if r["quartier_type"] == code))
            for kind, code in KINDS.items()}


def _national(pool: Pool, which: str, kinds: tuple[str, ...]) -> float:
    """Rate over several types of prison, each weighted by the people it holds in the country."""
    held = _held()
    up = sum(held[k] * pool.total(k, f"hazard_{which}") / pool.total(k, "days_all") for k in kinds)
    return up / sum(held[k] * pool.total(k, f"days_{which}") / pool.total(k, "days_all") for k in kinds)


EVERYWHERE = tuple(KINDS)


def _first_week(pool: Pool) -> float:
    return _national(pool, "week", EVERYWHERE) / _national(pool, "later", EVERYWHERE)


def _remand(pool: Pool) -> float:
    return _national(pool, "remand", EVERYWHERE) / _national(pool, "sentenced", EVERYWHERE)


def _type(pool: Pool) -> float:
    return _national(pool, "all", EVERYWHERE[:1]) / _national(pool, "all", EVERYWHERE[1:])


def _arms() -> list[Arm]:
    from ..scenario import load

    return [Arm("maison_arret", load("baseline").with_(warmup_days=60)),
            *(Arm(kind, load(kind).with_(warmup_days=60)) for kind in EVERYWHERE[1:])]


PATTERN = Pattern(
    key="P11",
    en="Suicide follows the shock of entry: first week, remand, maison d'arrêt",
    fr="Le suicide suit le choc de l’entrée\u202f: première semaine, détention provisoire, maison d’arrêt",
    sources=("A-SUI-W1", "A-SUI-REM"), arms=_arms, measure=measure, seeds=4,
    facts=(
        Fact("P11.first_week", "Suicide rate of the first week over the rate later on",
             "Taux de suicide de la première semaine rapporté au taux ultérieur", _first_week, 4.0, 8.0),
        Fact("P11.remand", "Suicide rate on remand over the rate of sentenced people",
             "Taux de suicide des prévenus rapporté à celui des condamnés", _remand, 1.33, 2.67),
        Fact("P11.maison_arret", "Suicide rate in maisons d'arrêt over the rate in other prisons",
             "Taux de suicide en maison d’arrêt rapporté à celui des autres établissements", _type, 1.13, 2.27),
    ),
    how_en="The three types of prison for a year after a run-in of 60 days, weighted by the people each holds in France. Rates"
           " are of the hazard that each day adds, not of deaths, which are rare. Published: 6, 2 and 1.7, without intervals;"
           " a third on either side is allowed, as for the first week.",
    how_fr="Les trois types d’établissement pendant un an, après 60 jours de mise en route, pondérés par le nombre de"
           " personnes qu’ils détiennent en France. Les taux portent sur le risque ajouté chaque jour, non sur les décès, qui"
           " sont rares. Valeurs publiées\u202f: 6, 2 et 1,7, sans intervalle\u202f; un tiers est admis de part et d’autre,"
           " comme pour la première semaine.",
    missing_en="Withdrawal from drugs and alcohol, the offence itself (violence against a relative) and the days of a trial or"
               " of a verdict are not in the model; length of stay stands in for part of the difference between types.",
    missing_fr="Le sevrage, la nature des faits (violences contre un proche), les jours de procès ou de verdict ne sont pas"
               " dans le modèle\u202f; la durée du séjour tient lieu d’une partie de l’écart entre types d’établissement.",
)
