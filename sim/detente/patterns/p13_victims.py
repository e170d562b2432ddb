"""P13: being a victim without being an aggressor goes with attempts on one's own life; without violence, fewer attempts."""

from __future__ import annotations

import numpy as np

from ..studies.experiment import Arm, Pool, live
from ..outcomes.strata import odds_sums
from .pattern import Fact, Pattern

STAY = (90, 365)
"""Days that part short, middling and long stays, so that time at risk does not pass for an effect."""


@live
def measure(scenario, seed: int, parameters: dict[str, float]) -> dict[str, float]:
    """The people present on the last day, as an interviewer meets them: victim, aggressor, attempts, all since entry."""
    from ..outcomes.panel import follow
    from ..world.codes import SELF_HARM, TALLIES

    columns = ("entry_day", "n_victim", "n_violent", "disorder", "hazard")
    panel = follow(scenario, seed, parameters, columns)
    last, here = panel.days - 1, panel.here[-1]
    stay = panel.since_entry()[last]
    keep = here & (stay <= last)  # entered during the run: the whole stay was seen
    attempts = np.zeros(here.shape, int)
    log = panel.run.log[panel.run.log.kind == SELF_HARM]
    same = panel.pid[-1][log.a] == log.a_pid
    np.add.at(attempts, log.a[same], 1)
    victim, aggressor = panel["n_victim"][last] > 0, panel["n_violent"][last] > 0
    stratum = np.digitize(stay, STAY) * 3 + panel["disorder"][last]
    one = keep & ~aggressor
    up, down = odds_sums(stratum[one], victim[one], attempts[one] > 0)
    tally = panel.run.series.tally.sum(axis=0)
    return {"odds_up": up, "odds_down": down, "people": float(keep.sum()), "victims_only": float((one & victim).sum()),
            "attempted": float((keep & (attempts > 0)).sum()), "attempts": float(tally[TALLIES.index("selfharm")]),
            "hazard": float(panel.added("hazard").sum()), "days": float(panel.here.sum())}


def _odds(pool: Pool) -> float:
    return pool.ratio("prison", "odds_up", "odds_down")


def _attempts(pool: Pool) -> float:
    return 365_000.0 * pool.ratio("prison", "attempts", "days")


def _without(pool: Pool) -> float:
    return pool.ratio("peace", "hazard", "days") / pool.ratio("prison", "hazard", "days") - 1.0


def _arms() -> list[Arm]:
    from ..scenario import load

    base = load("baseline").with_(horizon_days=730)
    return [Arm("prison", base), Arm("peace", base.with_(switches={"escalation": False}))]


PATTERN = Pattern(
    key="P13",
    en="Being a victim feeds suicidal behaviour",
    fr="Être victime nourrit les conduites suicidaires",
    sources=("A-SUI-ATT",), arms=_arms, measure=measure, seeds=4,
    facts=(
        Fact("P13.odds_ratio", "Odds ratio of an attempt, victims who are not aggressors over people who are neither",
             "Rapport de cotes d’une tentative, victimes non auteurs par rapport aux personnes qui ne sont ni l’un ni l’autre",
             _odds, 3.75, 15.0),
        Fact("P13.attempts", "Attempts (crises of self-harm)", "Tentatives (crises d’automutilation)", _attempts, 86.0, 172.0,
             "per_1000"),
        Fact("P13.without_violence", "Change of expected attempts when nobody strikes anybody",
             "Variation des tentatives attendues si personne ne frappe personne", _without, None, 0.0, "share"),
    ),
    how_en="A maison d'arrêt over two years. Those present on the last day are asked, as in Bordeaux, whether they were"
           " assaulted, struck somebody, or attempted their life since they came; strata of stay (3) by mental disorder (3)."
           " The source gives no interval: a factor of two either way is allowed for the odds ratio (about what 375 interviews"
           " can tell), a third for the rate. In the second arm the escalation of disputes is switched off.",
    how_fr="Une maison d’arrêt sur deux ans. Les personnes présentes le dernier jour sont interrogées, comme à Bordeaux\u202f:"
           " agression subie, coup porté, tentative depuis l’entrée\u202f; strates de séjour (3) et de trouble psychique (3)."
           " La source ne donne pas d’intervalle\u202f: un facteur deux est admis de part et d’autre pour le rapport de cotes"
           " (à peu près ce que 375 entretiens peuvent dire), un tiers pour le taux. Dans le second bras, l’escalade des"
           " disputes est désactivée.",
    missing_en="Attempts crowd into the first days, before anybody is a victim, so that the shock of entry hides part of what"
               " violence does; threats, extortion and sexual violence make victims too, and are not counted as such; attempts"
               " are drawn from the same slope as deaths.",
    missing_fr="Les tentatives se concentrent dans les premiers jours, avant que quiconque soit victime\u202f: le choc de"
               " l’entrée masque une part de l’effet des violences. Menaces, racket et violences sexuelles font aussi des"
               " victimes, que le modèle ne compte pas comme telles\u202f; les tentatives suivent la même pente que les décès.",
)
