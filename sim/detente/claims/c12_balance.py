"""C12: mediation restores balance in the social network."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ..outcomes.facts import NAN, facts, ratio
from ..outcomes.network import NEGATIVE, POSITIVE, matrix
from ..studies.experiment import Arm, live
from ..studies.walk import walk
from .claim import Axis, Claim, Effect, Flip
from .dose import change, gap
from .prison import small

BEFORE = 180
AFTER = (240, 300, 365)
REFERRED = {"response.threat.mediation": 0.4, "response.assault.mediation": 0.4, "response.staff_verbal.mediation": 0.4,
            "mediation_referrers": "everyone"}
SORE = 0.15
"""Grudge worth a quarrel: what an assault leaves for two months."""


def web(run) -> dict[str, float]:
    """Shares of hostile ties, of triads in balance, of isolates (as `outcomes.network`); live grudges per 100 people."""
    from scipy import sparse

    ties = np.nan_to_num(matrix(facts(run))[1], nan=0.0)
    both = sparse.csr_array(ties + ties.T)
    sign = both.copy()
    sign.data = np.where(both.data > POSITIVE, 1.0, np.where(both.data < NEGATIVE, -1.0, 0.0))
    closed = float((abs(sign) @ abs(sign) * abs(sign)).sum())
    plus, minus = ties > POSITIVE, ties < NEGATIVE
    w = run.world
    here = w.inmates.here == 1
    sore = (w.knows[here] >= 0) & (w.bonds.grudge[here] >= SORE)
    return {"negative_share": ratio(int(minus.sum()), int(minus.sum() + plus.sum())),
            "balance": 0.5 * (1.0 + float((sign @ sign * sign).sum()) / closed) if closed > 0 else NAN,
            "isolates": ratio(int((~(plus | plus.T).any(axis=1)).sum()), len(ties)),
            "grudges": 100.0 * ratio(int(sore.sum()), int(here.sum()))}


def _modularity(run) -> float:
    """Modularity of the communities that positive ties make (Louvain, fixed seed)."""
    import networkx as nx

    plus = np.nan_to_num(matrix(facts(run))[1], nan=0.0) > POSITIVE
    graph = nx.from_edgelist(np.argwhere(plus).tolist())
    if graph.number_of_edges() == 0:
        return NAN
    return float(nx.community.modularity(graph, nx.community.louvain_communities(graph, seed=1)))


@live
def measure(scenario, seed: int, parameters: Mapping[str, float]) -> dict[str, float]:
    """Ties on day 180 (``before_...``) and, as a mean of three days, from day 240 on; assaults; communities at the end."""
    seen: list[dict[str, float]] = []
    for run in walk(scenario, seed, parameters, (BEFORE, *AFTER)):
        seen.append(web(run))
    first, later = seen[0], seen[1:]
    out = {f"before_{name}": value for name, value in first.items()}
    out |= {name: float(np.nanmean([x[name] for x in later])) for name in first}
    counted = facts(run)
    return out | {"modularity": _modularity(run), "assaults": counted.per("assaults"),
                  "mediations_held": counted.per("mediations_held")}


def _arm(name: str, sessions: float, from_day: int = 0) -> Arm:
    base = small().with_(levers=REFERRED | {"mediation_sessions": 0.0 if from_day else sessions})
    if not from_day:
        return Arm(name, base)
    return Arm(name, base.with_(changes=[{"lever": "mediation_sessions", "to": sessions, "from_day": from_day}]))


def _arms() -> list[Arm]:
    return [_arm("none", 0.0), _arm("some", 1.0), _arm("enough", 4.0), _arm("later", 4.0, BEFORE)]


def _shift(figure: str):
    """In the arm that begins mediation on day 180: after less before, and less what the same months do without it."""
    def statistic(pool) -> float:
        moved = [pool.mean(arm, figure) - pool.mean(arm, f"before_{figure}") for arm in ("later", "none")]
        return moved[0] - moved[1]
    return statistic


BALANCE = Claim(
    key="C12",
    en="Relational mediation restores balance in the social network and gives value to non-violent relations",
    fr="La médiation relationnelle rétablit l’équilibre du réseau des relations et valorise les relations non violentes",
    mechanisms=("grudge", "mediation", "encounters", "turnover"),
    arms=_arms, measure=measure, seeds=3, varies=("levers.mediation_sessions", "changes"),
    effects=(
        Effect("C12.hostile",
               "Share of ties that are hostile: four sessions a week for 100 inmates against none, relative change",
               "Part des liens hostiles\u202f: quatre séances par semaine pour 100 personnes comparées à aucune, variation"
               " relative", change("enough", "none", "negative_share"), -1, "share", 0.10),
        Effect("C12.balance", "Share of triads in balance: four sessions a week against none",
               "Part des triades équilibrées\u202f: quatre séances par semaine comparées à aucune",
               gap("enough", "none", "balance"), 1, "share", 0.005),
        Effect("C12.before_after", "Share of hostile ties after mediation begins, less before, less the same months without it",
               "Part des liens hostiles après le début de la médiation, moins avant, moins les mêmes mois sans elle",
               _shift("negative_share"), -1, "share", 0.002, main=False),
        Effect("C12.grudges", "Live grudges per 100 people: four sessions a week against none, relative change",
               "Rancunes vives pour 100 personnes\u202f: quatre séances par semaine comparées à aucune, variation relative",
               change("enough", "none", "grudges"), -1, "share", 0.10, main=False),
        Effect("C12.dose", "Share of hostile ties: what going from one to four sessions still changes, relative",
               "Part des liens hostiles\u202f: ce que change encore le passage d’une à quatre séances, variation relative",
               change("enough", "some", "negative_share"), -1, "share", 0.05, main=False),
        Effect("C12.isolates", "Share of people without a positive tie: four sessions against none",
               "Part des personnes sans lien positif\u202f: quatre séances comparées à aucune",
               gap("enough", "none", "isolates"), -1, "share", 0.005, main=False),
        Effect("C12.communities", "How closed the communities are (modularity): four sessions against none",
               "Fermeture des communautés sur elles-mêmes (modularité)\u202f: quatre séances comparées à aucune",
               gap("enough", "none", "modularity"), -1, "level", 0.01, main=False),
        Effect("C12.assaults", "Assaults between inmates: four sessions a week against none, relative change",
               "Agressions entre personnes détenues\u202f: quatre séances par semaine comparées à aucune, variation relative",
               change("enough", "none", "assaults"), -1, "share", 0.05, main=False),
    ),
    flip=Flip(Axis("parameter", "population.stay_months", (5.0, 6.25, 7.5, 8.75, 10.0)),
              Axis("parameter", "mediation.agree", (0.0, 0.45, 0.9, 1.35, 1.8)),
              lambda: _arm("none", 0.0).scenario, lambda: _arm("enough", 4.0).scenario, "negative_share", -1,
              en="Share of ties that are hostile: four sessions a week for 100 inmates against none",
              fr="Part des liens hostiles\u202f: quatre séances par semaine pour 100 personnes comparées à aucune"),
    how_en="A maison d'arrêt of 300, in which four reported threats, assaults or insults in ten are referred to mediation"
           " and anyone may ask for it. Only the number of sessions differs: none (a warning is given instead), one, four a"
           " week for 100 inmates, or four from day 180 on. The model assumes that an agreement eases the grudge and the"
           " tie of the two people; what is tested is whether this shows in the web of ties of all, with few sessions,"
           " refusals, failures and people who come and go. The claim is refuted if hostile ties or unbalanced triads are"
           " as many with mediation.",
    how_fr="Une maison d’arrêt de 300 personnes où quatre menaces, agressions ou insultes signalées sur dix sont orientées"
           " vers la médiation, que chacun peut aussi demander. Seul le nombre de séances diffère\u202f: aucune (un"
           " avertissement est donné à la place), une, quatre par semaine pour 100 personnes, ou quatre à partir du jour"
           " 180. Le modèle suppose qu’un accord apaise la rancune et le lien des deux personnes\u202f; on teste si cela se"
           " voit dans l’ensemble du réseau, avec peu de séances, des refus, des échecs, des arrivées et des départs."
           " L’affirmation est réfutée si les liens hostiles ou les triades déséquilibrées restent aussi nombreux avec la"
           " médiation.",
    ask_en="After a mediation that worked between two people, who else on the wing changes his behaviour, and how would you"
           " know?",
    ask_fr="Après une médiation réussie entre deux personnes, qui d’autre change de comportement dans l’aile, et comment le"
           " sauriez-vous\u202f?",
)
