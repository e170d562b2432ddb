"""Trap: a Respect module takes people with a clean record and sends back whoever is reported; its calm is partly theirs."""

from __future__ import annotations

import numpy as np

from ..studies.experiment import Arm, Pool, live
from .pattern import Fact, Pattern

MODULE = 0
CLEAN = 90
STAYED = 30
WEEK = 7
NEVER = -1


class Selection:
    """Fills the module by record, once a week: nobody but people without a report for 90 days, out at the first report.

    People change cells two by two, so that each wing keeps its number; who is picked among the eligible is luck.
    """

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.chosen: set[int] = set()
        self.excluded: set[int] = set()

    def __call__(self, w, p, day: int) -> None:
        if day % WEEK != WEEK - 1:
            return
        a = w.inmates
        pid, wing = a.pid.copy(), a.wing.copy()
        there = (a.here == 1) & (a.cell >= 0) & (a.isolated_until <= day)
        reported = a.last_response_day.copy()
        clean = (reported == NEVER) | (reported <= day - CLEAN)
        inside = np.isin(pid, list(self.chosen)) & (a.here == 1)
        fell = {int(x) for x in pid[inside & (wing == MODULE) & (reported > day - WEEK)]}
        self.excluded |= fell
        self.chosen -= fell
        keep = np.isin(pid, list(self.chosen))
        fit = there & clean & (wing != MODULE) & (day - a.entry_day >= STAYED) & ~np.isin(pid, list(self.excluded))
        out = np.flatnonzero(there & (wing == MODULE) & ~keep)
        out = out[np.lexsort((pid[out], clean[out]))]
        come = np.flatnonzero(fit)
        come = np.random.default_rng((self.seed, day)).permutation(come[np.argsort(pid[come])])
        for i, j in zip(out, come, strict=False):
            swap(w, int(i), int(j))
            self.chosen.add(int(pid[j]))


def swap(w, i: int, j: int) -> None:
    """Two people change cells, and wings with them."""
    a, b = w.inmates[i], w.inmates[j]
    for cell, leaves, comes in ((int(a.cell), i, j), (int(b.cell), j, i)):
        who = w.cells.who[cell]
        who[np.flatnonzero(who == leaves)[0]] = -2 - comes
    for cell in {int(a.cell), int(b.cell)}:
        who = w.cells.who[cell]
        who[who <= -2] = -2 - who[who <= -2]
    a.cell, b.cell = int(b.cell), int(a.cell)
    a.wing, b.wing = int(b.wing), int(a.wing)


@live
def measure(scenario, seed: int, parameters: dict[str, float]) -> dict[str, float]:
    """Violence and days of presence in the first wing and in the others: people as they come, then selected."""
    from ..outcomes.panel import VIOLENCE, follow

    out = {}
    for name, touch in (("mixed", None), ("selected", Selection(seed))):
        panel = follow(scenario, seed, parameters, ("wing",), touch)
        acts, here = panel.events(VIOLENCE), panel.here
        module = here & (panel["wing"] == MODULE)
        for where, who in (("module", module), ("rest", here & ~module)):
            out[f"{name}_{where}"], out[f"{name}_{where}_days"] = float(acts[who].sum()), float(who.sum())
    return out


def _rate(pool: Pool, arm: str, figure: str) -> float:
    return pool.ratio(arm, figure, f"{figure}_days")


def _apparent(pool: Pool) -> float:
    return _rate(pool, "module", "selected_module") / _rate(pool, "module", "selected_rest") - 1.0


def _nothing(pool: Pool) -> float:
    return _rate(pool, "usual", "selected_module") / _rate(pool, "usual", "selected_rest") - 1.0


def _true(pool: Pool) -> float:
    return _rate(pool, "module", "mixed_module") / _rate(pool, "usual", "mixed_module") - 1.0


def _excess(pool: Pool) -> float:
    return _apparent(pool) - 2.0 * min(_true(pool), 0.0)


def _arms() -> list[Arm]:
    from ..scenario import load

    return [Arm("usual", load("baseline").with_(warmup_days=180)), Arm("module", load("respect_wing").with_(warmup_days=180))]


PATTERN = Pattern(
    key="T02",
    en="Trap, selection: a Respect module looks far better than it is, because it takes and keeps the quiet ones",
    fr="Piège, sélection\u202f: un module Respect paraît bien meilleur qu’il n’est, parce qu’il prend et garde les plus calmes",
    sources=("A-RESP-EFF", "A-RESP-SEL"), arms=_arms, measure=measure, kind="trap", seeds=4,
    facts=(
        Fact("T02.apparent", "Violence in a module that selects, against the rest of the same prison: relative difference",
             "Violences dans un module qui sélectionne, par rapport au reste de la même prison\u202f: écart relatif",
             _apparent, None, -0.5, "share"),
        Fact("T02.nothing", "The same selection into a wing where nothing changes: relative difference",
             "La même sélection vers une aile où rien ne change\u202f: écart relatif", _nothing, None, 0.0, "share"),
        Fact("T02.excess", "Apparent effect less twice the true one (the same wing, people as they come, with and without the"
             " regime)", "Effet apparent moins deux fois l’effet vrai (même aile, personnes affectées sans sélection, avec et"
             " sans le régime)", _excess, None, 0.0, "share"),
    ),
    how_en="A maison d'arrêt with a Respect wing. Once, the wing takes whoever comes; once, it is filled every week with"
           " people without a report for 90 days and sends away whoever is reported. A year after a run-in of 180 days;"
           " threats and blows per day of presence. Published accounts speak of no assault on staff and one fight: at least"
           " halved is asked for, and at least twice the true effect.",
    how_fr="Une maison d’arrêt avec une aile Respect. Une fois, l’aile reçoit les personnes comme elles viennent\u202f; une"
           " fois, elle est remplie chaque semaine de personnes sans compte rendu depuis 90 jours et renvoie toute personne"
           " signalée. Un an après 180 jours de mise en route\u202f; menaces et coups par jour de présence. Les bilans publiés"
           " parlent d’aucune agression de surveillant et d’une seule bagarre\u202f: il est demandé une baisse apparente d’au"
           " moins moitié, et au moins double de l’effet vrai.",
    missing_en="If the excess is not there, the regime itself may do too much in the model: open doors and full days each act"
               " strongly, on everyone and at once. Real volunteers also differ by more than their record (hopes for release,"
               " work, family).",
    missing_fr="Si l’excès n’apparaît pas, le régime lui-même agit peut-être trop dans le modèle\u202f: portes ouvertes et"
               " journées remplies y agissent chacune fortement, sur tous et aussitôt. Les volontaires réels diffèrent aussi"
               " par autre chose que leur dossier (projet de sortie, travail, famille).",
)
