"""Patterns on a prison of forty people, with verdicts known beforehand: what must hold, what cannot, what is in between."""

from __future__ import annotations

import os
import time

from detente.outcomes.facts import facts
from detente.patterns.pattern import Fact, Pattern
from detente.studies.experiment import Arm

MADE = "TINY_MADE"
"""Environment variable: a file that gets a character for each run really made."""


def measure(run):
    """Tension, people, and a coin that the seed tosses; slow enough to be killed half-way when runs are counted."""
    f = facts(run)
    if os.environ.get(MADE):
        time.sleep(0.01)
        with open(os.environ[MADE], "a", encoding="utf-8") as made:
            made.write(".")
    return {"tension": f.level("tension"), "coin": float(run.seed % 2), "nothing": float("nan")}


def arms():
    from detente.scenario import load

    tiny = load("baseline").with_(horizon_days=10, establishment={
        "name": "Test", "type": "maison_arret", "capacity": 30, "inmates": 40, "wings": 1})
    return [Arm("a", tiny), Arm("b", tiny.with_(levers={"activity_hours": 0.0}))]


def fact(key, figure, low, high, unit="level"):
    return Fact(key, f"figure {figure}", f"grandeur {figure}", lambda pool: pool.mean("a", figure), low, high, unit)


GOOD = Pattern("T01", "Tension lies between nothing and everything", "La tension est entre rien et tout", ("A-COLL",), arms,
               (fact("T01.both", "tension", 0.0, 1.0), fact("T01.open", "tension", None, None)), measure, "level", 80,
               missing_en="nothing", missing_fr="rien")
BAD = Pattern("T02", "Tension is above one", "La tension dépasse un", ("A-COLL",), arms,
              (fact("T02.beyond", "tension", 1.5, None), fact("T02.fine", "tension", None, 1.0)), measure, "pattern", 80,
              missing_en="another world", missing_fr="un autre monde")
TOSS = Pattern("T03", "A coin shows heads half of the time, nearly", "Une pièce tombe à peu près une fois sur deux sur face",
               ("A-COLL",), arms, (fact("T03.coin", "coin", 0.49, 0.51, "share"), fact("T03.void", "nothing", 0.0, 1.0)),
               measure, "docking", 80, missing_en="a fairer coin", missing_fr="une pièce plus juste")
PATTERNS = (TOSS, BAD, GOOD)
