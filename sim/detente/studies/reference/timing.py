"""How long the reference model takes, for the bench."""

from __future__ import annotations

import time


def scenario_of_bench(inmates: int = 60):
    """A prison in which only the mechanisms that the reference knows are on."""
    from ...mechanisms import SWITCHES
    from ...scenario import load
    from .model import ONLY

    return load("baseline").with_(
        name="reference", switches={key: key in ONLY for key in SWITCHES},
        establishment={"name": "Reference", "type": "maison_arret", "capacity": round(inmates / 1.4), "inmates": inmates,
                       "wings": max(1, inmates // 60)})


def seconds_per_agent_step(inmates: int = 60, slots: int = 50, keyed: bool = True) -> float:
    """Seconds that the reference model takes for one inmate in one slot.

    Parameters
    ----------
    inmates, slots : int
    keyed : bool
        True times the oracle as it is compared. False gives it Python's own ``random``, as an ordinary Mesa model has: half
        the time, and the ratio that a sceptic would ask for. Print both.
    """
    from ...engine import start
    from .luck import KeyedLuck, PlainLuck
    from .model import ReferenceModel

    scenario = scenario_of_bench(inmates)
    world, p = start(scenario, 1)
    model = ReferenceModel(world, p, 1, (KeyedLuck if keyed else PlainLuck)(1))
    for _ in range(5):
        model.step()
    begin = time.perf_counter()
    for _ in range(slots):
        model.step()
    return (time.perf_counter() - begin) / slots / inmates
