"""A mechanism to copy: rain keeps people in, and a day in makes them tense. Not in ``SCHEDULE``; its test runs it.

To add a mechanism of your own to the package
1. copy this file to ``mNN_your_word.py`` and its test ``tests/unit/test_template.py`` to ``test_mNN_your_word.py``;
2. say in the first line of the docstring what it claims about people, in words a criminologist can disagree with;
3. declare each number once, as a ``Parameter``: unit, hard bounds, the range a sceptical colleague would grant, and a key
   of ``evidence.csv`` or the word ``assumed``. Six parameters at most;
4. write the kernels: plain loops over rows, ``float`` and ``math``, no arrays made, nothing random but `world.chance`;
   declare what they read and write, and whom they call;
5. add one line to ``mechanisms.SCHEDULE``. The conformance tests then look at it without being told.

To try it without touching the package, pass it as ``extra=(MECHANISM,)`` to ``simulate`` (docs/examples/own_mechanism.py).
"""

from __future__ import annotations

from ..declare import Mechanism, Parameter
from ..world.chance import chain, draw, purpose, uniform
from ..world.codes import YARD
from ..world.compiled import kernel

# One registered number for each decision that needs luck; Mx owns x00..x99, mechanisms of your own 10000 and up.
RAIN = purpose(19901, "template: it rains today")
COMES_IN = purpose(19902, "template: someone in the yard comes in from the rain")


@kernel
def rains(w, p):
    """1 if it rains today: luck of the day and of nobody, so the key ends with the day."""
    s = w.prison[0]
    return 1 if uniform(chain(chain(s.key, RAIN), s.day)) < p.rain_days else 0


@kernel
def slot(w, p):
    """Called in each slot, after the package's own mechanisms when it is an ``extra``.

    Parameters
    ----------
    w : World
        Everything there is: ``w.inmates[i].tension``, ``w.wings[v]``, ``w.levers[v]``, ``w.prison[0].day`` ...
    p : record
        Parameters as ``p.group_word``, switches as ``p.on_key``.
    """
    if rains(w, p) == 0:
        return
    s = w.prison[0]
    # What does not depend on the person is chained once, before the loop. A person is keyed by pid, never by row.
    key = chain(chain(s.key, COMES_IN), s.tick)
    for i in range(w.inmates.shape[0]):
        a = w.inmates[i]  # a view: what is written to it is written to the world
        if a.here == 0:   # rows that are not in use
            continue
        if a.place == YARD and draw(key, a.pid) < p.rain_wet:
            # Move a state by a share of what is left above it: it can never pass 1.
            a.tension += p.rain_gloom * (1.0 - a.tension)


@kernel
def dusk(w, p):
    """Called at the end of a day: slow things. A wet day is a dull one."""
    if rains(w, p) == 0:
        return
    for i in range(w.inmates.shape[0]):
        a = w.inmates[i]
        if a.here == 1:
            a.boredom += p.rain_dull * (1.0 - a.boredom)


MECHANISM = Mechanism(
    id="template", key="rain",
    en="Rain keeps people in: those it drives from the yard are tense, and everybody's day is duller",
    fr="La pluie garde tout le monde dedans\u202f: ceux qu’elle chasse de la cour sont tendus, la journée est plus vide",
    parameters=(
        Parameter("rain.days", 0.35, "share", 0, 1, (0.2, 0.5), "assumed", "Share of days on which it rains",
                  "Part des jours de pluie", role="share"),
        Parameter("rain.wet", 0.6, "probability", 0, 1, (0.3, 0.9), "assumed", "Somebody in the yard comes in from the rain",
                  "Une personne dans la cour rentre à cause de la pluie", role="rate"),
        Parameter("rain.gloom", 0.05, "share", 0, 1, (0.01, 0.1), "assumed", "Share of the way to full tension that it adds",
                  "Part du chemin vers la pleine tension qu’elle ajoute"),
        Parameter("rain.dull", 0.03, "share", 0, 1, (0.01, 0.06), "assumed", "Share of the way to full boredom of a wet day",
                  "Part du chemin vers le plein ennui d’un jour de pluie"),
    ),
    # Say what you read and write, as ``table.column`` (``levers.name`` for a lever), and the keys of the mechanisms whose
    # functions you call: calls=("fear",). A conformance test poisons the rest. What you write you may read.
    reads=("inmates.place",), writes=("inmates.tension", "inmates.boredom"),
    slot=slot, dusk=dusk,
)
