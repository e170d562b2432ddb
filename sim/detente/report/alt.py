"""What a figure shows, in one or two sentences, for whoever does not see it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ..outcomes.words import PLACE_NAMES, SLOT_NAMES, number, word
from ..world.codes import PLACES, SLOTS
from .style import say


def alt_text(figure_key: str, data: Any, lang: str = "fr") -> str:
    """Alternative text.

    Parameters
    ----------
    figure_key : {"year", "network", "heat", "compare", "costs"}
    data
        What the figure was drawn from: `fig_year.year_data`, a dict of network measures, `fig_heat.heat_data`, a sequence
        of `fig_compare.Difference`, `fig_costs.cost_data`.
    """
    tell: dict[str, Callable[[Any, str], str]] = {"year": _year, "network": _network, "heat": _heat, "compare": _compare,
                                                  "costs": _costs}
    return tell[figure_key](data, lang)


def _year(d: dict[str, np.ndarray], lang: str) -> str:
    if d["day"].size == 0:
        return say(lang, "No day was simulated.", "Aucun jour simulé.")
    a, b = number(d["tension"][0], lang, 2), number(d["tension"][-1], lang, 2)
    x, y = number(float(d["true"].mean()), lang), number(float(d["recorded"].mean()), lang)
    return say(lang,
               f"Two curves over {d['day'].size} days. Tension goes from {a} to {b}. Assaults between inmates: {x} a week "
               f"per 1,000 inmates on average, {y} of them recorded.",
               f"Deux courbes sur {d['day'].size} jours. La tension va de {a} à {b}. Agressions entre personnes détenues"
               f"\u202f: {x} par semaine pour 1\u202f000 personnes en moyenne, dont {y} consignées.")


def _network(d: dict[str, float], lang: str) -> str:
    ties, alone = number(d["out_degree"], lang), number(100 * d["isolates"], lang, 0)
    bad = number(100 * d["negative_share"], lang)
    return say(lang, f"Ties between inmates, a cluster a wing: {ties} friendly ties each on average, {alone} % of people "
               f"without any, {bad} % of ties hostile.",
               f"Liens entre personnes détenues, une grappe par aile\u202f: {ties} liens positifs par personne en moyenne, "
               f"{alone}\u202f% de personnes isolées, {bad}\u202f% de liens hostiles.")


def _heat(d: dict[str, np.ndarray], lang: str) -> str:
    if not np.isfinite(d["rate"]).any():
        return say(lang, "No place where people spent enough time.", "Aucun lieu assez fréquenté.")
    place, slot = np.unravel_index(int(np.nanargmax(d["rate"])), d["rate"].shape)
    where = word(PLACE_NAMES[PLACES[place]], lang).lower()
    when = word(SLOT_NAMES[SLOTS[slot]], lang).lower()
    rate = number(float(d["rate"][place, slot]), lang)
    return say(lang, f"Table of threats and assaults by place and time of day; the highest rate is {where}, {when}: {rate} per "
               "100,000 person-hours.",
               f"Tableau des menaces et agressions par lieu et moment\u202f; le taux le plus élevé\u202f: {where}, {when}, "
               f"{rate} pour 100\u202f000 heures-personnes.")


def _compare(d: Any, lang: str) -> str:
    better, worse = sum(x.better > 0 for x in d), sum(x.better < 0 for x in d)
    rest = len(d) - better - worse
    told = say(lang, f"Differences of {len(d)} measures with their intervals: {better} better, {worse} worse, {rest} undecided "
               "or neutral.",
               f"Écarts de {len(d)} indicateurs avec leurs intervalles\u202f: {better} en mieux, {worse} en moins bien, {rest} "
               "indécis ou neutres.")
    if any(x.ignorance is not None for x in d):
        told += say(lang, " Each has two intervals: chance, thick, and ignorance of the parameters, thin.",
                    " Chacun a deux intervalles\u202f: le hasard, en trait épais, et l’ignorance sur les paramètres, en trait "
                    "fin.")
    return told


def _costs(d: dict[str, dict[str, float]], lang: str) -> str:
    parts = [f"{name} {number(sum(x for i, x in e.items() if i != 'base'), lang, 0)}\u202f€" for name, e in d.items()]
    return say(lang, f"Euros per inmate-year beyond the day of detention: {', '.join(parts)}.",
               f"Euros par année-personne, en plus de la journée de détention\u202f: {', '.join(parts)}.")
