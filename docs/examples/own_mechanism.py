"""A mechanism of your own, without touching the package: a heat wave makes everyone tenser.

Run it: ``python docs/examples/own_mechanism.py``. Any Python will do (``@kernel`` would make it fast); everything that is
random is keyed, so that the run with the heat wave and the one without share all the rest of their luck.
"""

from detente import Mechanism, Parameter, load
from detente.engine import simulate
from detente.world.codes import AFTERNOON, CELL

FIRST, LAST = 10, 17  # days of the heat wave


def slot(w, p):
    """Hot afternoons: those who are locked in suffer most."""
    s = w.prison[0]
    if s.slot != AFTERNOON or not FIRST <= s.day < LAST:
        return
    for a in w.inmates:
        if a.here == 1:
            dose = p.heat_tension * (p.heat_locked if a.place == CELL else 1.0)
            a.tension += min(1.0, dose) * (1.0 - a.tension)


HEAT = Mechanism(
    id="heat", key="heat",
    en="A heat wave raises tension, most of all in cells",
    fr="Une canicule fait monter la tension, surtout en cellule",
    parameters=(
        Parameter("heat.tension", 0.08, "share", 0, 1, (0.02, 0.2), "assumed",
                  "Share of the way to full tension that a hot afternoon adds",
                  "Part du chemin vers la pleine tension qu’ajoute un après-midi de canicule"),
        Parameter("heat.locked", 1.5, "factor", 1, 5, (1, 3), "assumed",
                  "How much more it does to those in their cells", "Effet supplémentaire en cellule"),
    ),
    reads=("inmates.place",), writes=("inmates.tension",), slot=slot,
)


def tension_by_day(days=24, seed=1):
    """Mean tension of each day, with the heat wave and without."""
    scenario = load("baseline").with_(horizon_days=days, seed=seed, establishment={
        "name": "Exemple", "type": "maison_arret", "capacity": 60, "inmates": 84, "wings": 1})
    return [simulate(scenario, extra=extra).series.level[:, 0] for extra in ((HEAT,), ())]


if __name__ == "__main__":
    for day, (hot, usual) in enumerate(zip(*tension_by_day(), strict=True)):
        print(f"day {day:2}  tension {usual:.3f}  with the heat wave {hot:.3f}")
