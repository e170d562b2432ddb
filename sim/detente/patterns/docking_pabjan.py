"""Docking with Pabjan and Pekalski 2007: cutting contact between cells is not a protection against riots.

Their model is of opinions: a well-organised minority of recidivists and a majority open to influence decide on a riot. Their
summary: more recidivists in favour make it likelier, and to prevent it, it may be better not to block contact between cells.
"""

from __future__ import annotations

import math

from ..studies.experiment import Arm, Pool
from .pattern import Fact, Pattern
from .wing_days import MOST, measure

OPEN, LOCKED, APART, RECIDIVISTS = "contact", "locked cells", "no encounters", "more recidivists"
COLLECTIVE = 588.0 / 70_000.0
"""Collective events an inmate-year: 588 in France in 2018 (A-COLL) among about 70,000 inmates."""


def _arms() -> list[Arm]:
    from ..scenario import load

    base = load("baseline")
    locked = base.with_(name="locked_cells", levers={"out_of_cell_hours": 0.5, "activity_hours": 0.0, "regime": "closed"})
    apart = {"encounters.per_hour": 0.0, "encounters.seek": 0.0}
    more = {"population.first_time": 0.30, "population.prior_violence": 0.45}
    return [Arm(OPEN, base), Arm(LOCKED, locked), Arm(APART, base, apart), Arm(RECIDIVISTS, base, more)]


def _many(pool: Pool) -> int:
    """How many people defying staff on one day make it a collective one: as many as give the published frequency in `OPEN`."""
    years = pool.total(OPEN, "years")
    return min(range(2, MOST + 1),
               key=lambda k: abs(math.log(max(pool.total(OPEN, f"defiant_{k:02d}"), 0.5) / years / COLLECTIVE)))


def _days(arm: str):
    def statistic(pool: Pool) -> float:
        figure = f"defiant_{_many(pool):02d}"
        return pool.ratio(arm, figure, "years") / pool.ratio(OPEN, figure, "years")
    return statistic


def _tension(arm: str):
    def statistic(pool: Pool) -> float:
        return pool.mean(arm, "tension") - pool.mean(OPEN, "tension")
    return statistic


PABJAN = Pattern(
    key="D02",
    en="Cutting contact between cells is no protection against riots (Pabjan and Pekalski 2007)",
    fr="Couper les contacts entre cellules ne protège pas des émeutes (Pabjan et Pekalski 2007)",
    sources=("F-PABJAN", "A-COLL"), kind="docking", arms=_arms, measure=measure, seeds=6,
    facts=(
        Fact("D02.days_locked", "Days of collective defiance, cells locked, against contact: ratio",
             "Journées de défi collectif, cellules fermées, rapportées au contact", _days(LOCKED), 1.0, None),
        Fact("D02.tension_locked", "Tension, cells locked, against contact: difference",
             "Tension, cellules fermées, par rapport au contact\u202f: écart", _tension(LOCKED), 0.0, None, "level"),
        Fact("D02.days_apart", "Days of collective defiance, same timetable without encounters: ratio",
             "Journées de défi collectif, même emploi du temps sans rencontres\u202f: rapport", _days(APART), 1.0, None),
        Fact("D02.days_recidivists", "Days of collective defiance, more recidivists: ratio",
             "Journées de défi collectif, davantage de récidivistes\u202f: rapport", _days(RECIDIVISTS), 1.0, None),
    ),
    how_en="The same maison d'arrêt for a year: as it is, with cells locked all day but half an hour, with its timetable but"
           " nobody meeting anybody from another cell, and with 70 instead of 55 % who have been in prison before and 45"
           " instead of 30 % known for violence. A day of collective defiance is one on which so many people of one wing"
           " refuse, abuse or strike staff that, with contact, it happens as often as collective events did in France in"
           " 2018. The first two facts move idleness along with contact; the third moves contact alone.",
    how_fr="La même maison d’arrêt pendant un an\u202f: telle quelle, cellules fermées toute la journée sauf une demi-heure,"
           " avec son emploi du temps mais sans rencontre entre personnes de cellules différentes, enfin avec 70\u202f% au"
           " lieu de 55\u202f% de personnes déjà incarcérées et 45\u202f% au lieu de 30\u202f% connues pour violence. Une"
           " journée de défi collectif est celle où tant de personnes d’une aile refusent d’obéir, insultent ou frappent le"
           " personnel que, avec contact, elle survient aussi souvent que les mouvements collectifs en France en 2018. Les"
           " deux premiers faits changent l’oisiveté en même temps que le contact\u202f; le troisième ne change que le"
           " contact.",
    missing_en="There is no riot here, no opinion on one, no organised minority and no influence from outside such as the"
               " press: nobody refuses because others do. Contact carries trust, distrust and quarrels only, so whatever"
               " locking does here passes by idleness and tension, another road than that of 2007 (of which only the summary"
               " was read).",
    missing_fr="Il n’y a ici ni émeute, ni opinion à son sujet, ni minorité organisée, ni influence extérieure comme celle de"
               " la presse\u202f: personne ne refuse parce que d’autres refusent. Le contact ne transmet que confiance,"
               " défiance et querelles, si bien que l’effet de la fermeture passe ici par l’oisiveté et la tension, une autre"
               " voie que celle de 2007 (dont seul le résumé a été lu).",
)
