"""A screening of a few parameters in a prison of forty people for ten days, slow enough to be killed when runs are counted."""

from __future__ import annotations

import os
import time

from detente.mechanisms import PARAMETERS
from detente.screening import design, runs
from detente.studies.experiment import Arm

MADE = "TINY_MADE"
"""Environment variable: a file that gets a character for each run really made."""
NAMES = ("escalation.rate", "tension.idleness", "staff_violence.verbal", "animal.weeks", "distress.suicide")
LUCK = 3


def parameters():
    """Three that matter, one for places that are not there, one of a hazard."""
    return tuple(PARAMETERS[name] for name in NAMES)


def arms():
    from detente.scenario import load

    return tuple(Arm(name, load(name).with_(horizon_days=10, establishment={
        "name": "Test", "type": "maison_arret", "capacity": 30, "inmates": 40, "wings": 1})) for name in runs.ARMS)


def instead():
    """Put them in the place of the real ones."""
    whole, measure = design.Design, runs.measure

    def slow(run):
        if os.environ.get(MADE):
            time.sleep(0.01)
            with open(os.environ[MADE], "a", encoding="utf-8") as made:
                made.write(".")
        return measure(run)

    design.free, runs.arms, runs.measure = parameters, arms, slow
    design.Design = lambda free, trajectories, uncertainty: whole(free, trajectories, LUCK, uncertainty)
