"""The web of ties: a cluster a wing, friendship solid and hostility dashed."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from ..outcomes.facts import facts
from ..outcomes.network import NEGATIVE, POSITIVE, matrix
from ..world.codes import FACILITATOR, SUPPORT_PEER
from .style import BLUE, GREY, ORANGE, new, say

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from ..engine import Run

MOST_TIES = 420


def layout(run: Run) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Rows of the people present, their places in the picture, and their ties."""
    import networkx as nx

    rows, strength = matrix(facts(run))
    wings = run.world.inmates.wing[rows]
    place = np.zeros((rows.shape[0], 2))
    present = sorted({int(v) for v in wings})
    across = math.ceil(math.sqrt(len(present) * 1.6)) if present else 1
    for k, wing in enumerate(present):
        mine = np.flatnonzero(wings == wing)
        graph = nx.Graph()
        graph.add_nodes_from(range(mine.shape[0]))
        near = np.nan_to_num(strength[np.ix_(mine, mine)], nan=0.0)
        graph.add_edges_from((int(i), int(j)) for i, j in zip(*np.nonzero(near > POSITIVE), strict=True))
        centre = (2.6 * (k % across), -2.6 * (k // across))
        place[mine] = np.array(centre) + _disc(graph, mine.shape[0])
    return rows, place, strength


def _disc(graph, n: int) -> np.ndarray:
    """People of a wing in a disc: friends drawn together by springs, people without a friend on the rim."""
    import networkx as nx

    order: list[int] = []
    for group in sorted(nx.connected_components(graph), key=lambda g: (-len(g), min(g))):
        start = max(group, key=lambda i: (graph.degree(i), -i))
        order += [start, *(j for _, j in nx.bfs_edges(graph, start, sort_neighbors=sorted))]
    linked = [i for i in order if graph.degree(i) > 0]
    alone = [i for i in order if graph.degree(i) == 0]
    out = np.zeros((n, 2))
    for rank, i in enumerate(linked):
        r, angle = 0.8 * math.sqrt((rank + 0.5) / max(1, len(linked))), rank * 2.399963
        out[i] = (r * math.cos(angle), r * math.sin(angle))
    if len(linked) > 2:  # every place is given, so nothing is drawn at random
        found = nx.spring_layout(graph.subgraph(linked), pos={i: out[i] for i in linked}, iterations=70,
                                 k=1.9 / math.sqrt(len(linked)), seed=1)
        xy = np.array([found[i] for i in linked])
        xy = xy - xy.mean(axis=0)
        far = np.hypot(xy[:, 0], xy[:, 1])
        # ranks of distance instead of distances: a cluster fills its disc, no crowd in the middle
        ranks = np.empty(len(linked))
        ranks[np.argsort(far, kind="stable")] = np.arange(len(linked))
        even = 0.86 * np.sqrt((ranks + 0.5) / len(linked))
        out[linked] = xy / np.maximum(far, 1e-9)[:, None] * even[:, None]
    for k, i in enumerate(alone):
        angle = 2.0 * math.pi * k / len(alone)
        out[i] = (1.05 * math.cos(angle), 1.05 * math.sin(angle))
    return out


def shown(strength: np.ndarray) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Ties to draw, undirected: every hostile one, and the strongest of the others up to a legible number."""
    both = np.triu(np.fmax(strength, strength.T))
    worst = np.triu(np.fmin(strength, strength.T))
    hostile = [(int(i), int(j)) for i, j in zip(*np.nonzero(worst < NEGATIVE), strict=True)]
    i, j = np.nonzero(both > POSITIVE)
    best = np.argsort(-both[i, j], kind="stable")[:MOST_TIES]
    return [(int(a), int(b)) for a, b in zip(i[best], j[best], strict=True)], hostile


def figure_network(run: Run, lang: str = "fr") -> Figure:
    """Ties on the last day, wings as clusters; at most some hundred of the strongest friendly ties are drawn."""
    from matplotlib.collections import LineCollection
    from matplotlib.lines import Line2D

    rows, place, strength = layout(run)
    good, bad = shown(strength)
    figure, ax = new(9.0, 6.4)
    ax.add_collection(LineCollection([place[[i, j]] for i, j in good], colors=BLUE, linewidths=0.7, alpha=0.55, zorder=1))
    ax.add_collection(LineCollection([place[[i, j]] for i, j in bad], colors=ORANGE, linewidths=1.5,
                                     linestyles="dashed", zorder=2))
    role = run.world.inmates.role[rows]
    looks = ((0, "o", 12, GREY), (FACILITATOR, "s", 46, "#000000"), (SUPPORT_PEER, "^", 46, "#000000"))
    for code, marker, size, colour in looks:
        who = role == code
        ax.scatter(place[who, 0], place[who, 1], s=size, marker=marker, color=colour, linewidths=0, zorder=3)
    wings = run.world.inmates.wing[rows]
    for wing in sorted({int(v) for v in wings}):
        mine = place[wings == wing]
        middle = 0.5 * (mine[:, 0].min() + mine[:, 0].max())
        ax.text(middle, mine[:, 1].max() + 0.12, say(lang, f"wing {wing + 1}", f"aile {wing + 1}"), ha="center", va="bottom")
    ax.set_aspect("equal")
    ax.margins(0.06, 0.1)
    ax.axis("off")
    keys = [Line2D([], [], color=BLUE, linewidth=1.4, label=say(lang, "friendly tie", "lien positif")),
            Line2D([], [], color=ORANGE, linewidth=1.6, linestyle="dashed", label=say(lang, "hostile tie", "lien hostile")),
            Line2D([], [], color=GREY, marker="o", linestyle="", markersize=4, label=say(lang, "inmate", "personne détenue")),
            Line2D([], [], color="black", marker="s", linestyle="", markersize=7,
                   label=say(lang, "facilitator", "facilitateur")),
            Line2D([], [], color="black", marker="^", linestyle="", markersize=7,
                   label=say(lang, "support peer", "codétenu de soutien"))]
    figure.legend(handles=keys, loc="outside lower center", ncols=5, frameon=False)
    figure.suptitle(say(lang, "Ties on the last day, the strongest drawn", "Liens au dernier jour, les plus forts tracés"))
    return figure
