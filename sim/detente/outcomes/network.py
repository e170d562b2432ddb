"""Measures of the web of ties on the last day; communities are worked out only when asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..world.codes import FACILITATOR
from .facts import NAN, Facts, facts, ratio
from .measure import Measure

if TYPE_CHECKING:
    from ..engine import Run

POSITIVE = 0.2
NEGATIVE = -0.1


def _m(key: str, unit: str, direction: int, en: str, fr: str) -> Measure:
    return Measure(key, lambda f: network_measures(f.run)[key], unit, direction, "network", en, fr)


NETWORK_MEASURES: tuple[Measure, ...] = (
    _m("out_degree", "count", 0, "Positive ties per person", "Liens positifs par personne"),
    _m("reciprocity", "share", 0, "Share of positive ties that are returned", "Part des liens positifs réciproques"),
    _m("transitivity", "share", 0, "Share of friends of friends who are friends", "Part des amis d’amis qui sont amis"),
    _m("isolates", "share", -1, "Share of people without any positive tie", "Part des personnes sans lien positif"),
    _m("negative_share", "share", -1, "Share of ties that are hostile", "Part des liens hostiles"),
    _m("balance", "share", 1, "Signed balance: share of triads in balance",
       "Équilibre signé\u202f: part des triades équilibrées"),
    _m("facilitator_reach", "share", 1, "Share of inmates with a positive tie to a facilitator",
       "Part des personnes liées positivement à un facilitateur"),
    _m("facilitator_centrality", "ratio", 0, "Positive ties of facilitators against the average",
       "Liens positifs des facilitateurs rapportés à la moyenne"),
)
COMMUNITY_MEASURES: tuple[tuple[str, str, str], ...] = (
    ("communities", "Communities", "Communautés"), ("modularity", "Modularity", "Modularité"),
    ("giant_share", "Share of people in the largest connected group", "Part des personnes dans le plus grand groupe connexe"),
)


def matrix(f: Facts) -> tuple[np.ndarray, np.ndarray]:
    """Rows of the people present, and the strength of every directed tie between them (nan where there is none)."""
    w = f.run.world
    rows = np.flatnonzero(w.inmates.here == 1)
    index = np.full(w.inmates.shape[0], -1)
    index[rows] = np.arange(rows.shape[0])
    strength = np.full((rows.shape[0], rows.shape[0]), np.nan)
    who, slot = np.nonzero(w.knows[rows] >= 0)
    other = index[w.knows[rows][who, slot]]
    good = other >= 0
    strength[who[good], other[good]] = w.bonds.strength[rows][who[good], slot[good]]
    return rows, strength


def network_measures(run: Run | Facts, communities: bool = False) -> dict[str, float]:
    """Measures of the ties on the last day.

    Parameters
    ----------
    run : Run
    communities : bool
        Also number of communities and modularity (greedy, undirected, positive ties): a second or more.
    """
    f = facts(run)
    rows, strength = matrix(f)
    n = rows.shape[0]
    ties = np.nan_to_num(strength, nan=0.0)
    plus = (ties > POSITIVE).astype(np.float32)
    minus = ties < NEGATIVE
    two = plus @ plus
    np.fill_diagonal(two, 0.0)
    either = np.maximum(plus, plus.T)
    helpers = f.run.world.inmates.role[rows] == FACILITATOR
    degree = either.sum(axis=1)
    out = {
        "out_degree": ratio(plus.sum(), n),
        "reciprocity": ratio((plus * plus.T).sum(), plus.sum()),
        "transitivity": ratio((two * plus).sum(), two.sum()),
        "isolates": ratio(int((degree == 0).sum()), n),
        "negative_share": ratio(int(minus.sum()), int(minus.sum() + plus.sum())),
        "balance": _balance(ties),
        "facilitator_reach": ratio(int(either[helpers].any(axis=0)[~helpers].sum()), n - int(helpers.sum())),
        "facilitator_centrality": ratio(degree[helpers].mean(), degree.mean()) if helpers.any() else NAN,
    }
    return out | _communities(either) if communities else out


def _balance(ties: np.ndarray) -> float:
    """Share of closed triads whose signs multiply to plus (ties of both directions added)."""
    both = ties + ties.T
    sign = (np.where(both > POSITIVE, 1, 0) + np.where(both < NEGATIVE, -1, 0)).astype(np.float32)
    closed = float((np.abs(sign) @ np.abs(sign) * np.abs(sign)).sum())
    signed = float((sign @ sign * sign).sum())
    return 0.5 * (1.0 + signed / closed) if closed > 0 else NAN


def _communities(either: np.ndarray) -> dict[str, float]:
    import networkx as nx

    graph = nx.from_numpy_array(either)
    if graph.number_of_edges() == 0:
        return {"communities": NAN, "modularity": NAN, "giant_share": NAN}
    groups = nx.community.greedy_modularity_communities(graph)
    largest = max(nx.connected_components(graph), key=len)
    return {"communities": float(sum(len(g) > 1 for g in groups)), "modularity": float(nx.community.modularity(graph, groups)),
            "giant_share": len(largest) / either.shape[0]}
