"""Run -> tidy pandas tables, codes in words: what is saved, and what a notebook wants."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..world.codes import (
    KINDS, LEVELS, PLACES, RESPONSES, ROLES, SLOTS, STAFF_LEVELS, TALLIES, TERMS,
)

if TYPE_CHECKING:
    import pandas as pd

    from ..engine import Run

ENDINGS = ("none", "agreed", "refused", "failed", "broken")
CALMED = ("nobody", "officer", "facilitator")
CODED = {"kind": KINDS, "place": PLACES, "slot": SLOTS, "response": RESPONSES, "outcome": ENDINGS, "calmed_by": CALMED}


def daily_frame(run: Run) -> pd.DataFrame:
    """One row a day, warm-up left out: ``day``, ``n``, ``staff_n``, every tally, level and ``staff_`` level by name."""
    import pandas as pd

    s = run.series
    columns: dict[str, np.ndarray] = {"day": np.arange(s.shape[0]), "n": s.n, "staff_n": s.staff_n}
    columns |= {name: s.tally[:, k] for k, name in enumerate(TALLIES)}
    columns |= {name: s.level[:, k] for k, name in enumerate(LEVELS)}
    columns |= {f"staff_{name}": s.staff[:, k] for k, name in enumerate(STAFF_LEVELS)}
    return pd.DataFrame(columns)


def person_ids(pid: np.ndarray) -> list[str]:
    """Person ids as neutral hexadecimal text: they join tables and name nobody."""
    return [f"{int(x):016x}" for x in pid]


def incidents_frame(run: Run) -> pd.DataFrame:
    """One row an incident; ``incident`` is its id, ``day`` counts from the end of the warm-up (negative inside it)."""
    import pandas as pd

    log = run.log
    columns: dict[str, object] = {"incident": np.arange(len(log)), "day": log.day - run.scenario.warmup_days}
    for name, words in CODED.items():
        columns[name] = pd.Categorical.from_codes(log[name].astype(np.int64), categories=list(words))
    columns |= {name: log[name] for name in ("rung", "witnesses", "days", "a_violent", "chance")}
    columns |= {name: log[name].astype(bool) for name in ("revenge", "recorded", "commission", "injury")}
    columns["wing"] = log.wing + 1
    columns["person_a"] = person_ids(log.a_pid)
    columns["person_b"] = [p if b >= 0 else None for p, b in zip(person_ids(log.b_pid), log.b, strict=True)]
    columns |= {f"term_{name.replace(' ', '_')}": log.terms[:, k] for k, name in enumerate(TERMS)}
    return pd.DataFrame(columns)


def inmates_frame(run: Run) -> pd.DataFrame:
    """People present at the end: numbers and codes only, a neutral id for each."""
    import pandas as pd

    inmates = run.world.inmates
    here = inmates[inmates.here == 1]
    skip = {"pid", "here", "place", "role", "other"}
    columns: dict[str, object] = {"person": person_ids(here.pid), "role": [ROLES[int(x)] for x in here.role]}
    columns |= {name: here[name] for name in here.dtype.names if name not in skip}
    frame = pd.DataFrame(columns)
    frame["wing"] += 1
    return frame


def measures_frame(run: Run) -> pd.DataFrame:
    """One row a measure: key, value, unit, direction, group, words; the network's too."""
    import pandas as pd

    from .measures import MEASURES, summarise
    from .network import NETWORK_MEASURES, network_measures

    values = summarise(run) | network_measures(run)
    return pd.DataFrame([{"measure": m.key, "value": values[m.key], "unit": m.unit, "direction": m.direction, "group": m.group,
                          "en": m.en, "fr": m.fr} for m in (*MEASURES, *NETWORK_MEASURES)])
