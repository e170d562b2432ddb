"""What happens in a day, in order: the first file to read, and the process overview of the ODD description.

A day has three moments. At dawn people come and go, staff report for duty, places and sessions are given out. Then come
five slots; in each, officers' minutes are divided, everyone is somewhere, people meet, friction climbs or does not, staff
and inmates deal with each other, tension moves. At dusk what the day did to people settles, and the day is written.

To add a mechanism: copy ``_template.py``, then add one line to ``SCHEDULE``.
"""

from __future__ import annotations

from ..declare import Mechanism, Parameter
from ..world import people
from . import (
    activities, duty, m01_daily_life, m02_encounters, m03_tension, m04_escalation, m05_staff_violence, m06_fear, m07_grudge,
    m08_status, m09_legitimacy, m10_deterrence, m11_incapacitation, m12_knowledge, m13_mediation, m14_facilitators,
    m15_animal, m16_restorative, m17_skills, m18_stress, m19_training, m20_distress, m21_influence, m22_disorder,
    m23_turnover, m24_probation, m25_climate, m26_objects, observe, response, staff_contact,
)

POPULATION = Mechanism(
    id="core", key="population", en="Who comes in: traits drawn from French distributions",
    fr="Qui entre\u202f: traits tirés de distributions françaises", parameters=people.PARAMETERS,
    sources=("population_fr.csv",),
)

SCHEDULE: tuple[tuple[str, Mechanism], ...] = (
    ("dawn", observe.MECHANISM),
    ("dawn", m23_turnover.MECHANISM),
    ("dawn", m19_training.MECHANISM),
    ("dawn", duty.MECHANISM),
    ("dawn", m22_disorder.MECHANISM),
    ("dawn", m11_incapacitation.MECHANISM),
    ("dawn", activities.MECHANISM),
    ("dawn", m14_facilitators.MECHANISM),
    ("dawn", m15_animal.MECHANISM),
    ("dawn", m13_mediation.MECHANISM),
    ("dawn", m16_restorative.MECHANISM),
    ("dawn", m21_influence.MECHANISM),
    ("dawn", m24_probation.MECHANISM),
    ("dawn", m26_objects.MECHANISM),
    ("slot", duty.MECHANISM),
    ("slot", m01_daily_life.MECHANISM),
    ("slot", m02_encounters.MECHANISM),
    ("slot", m04_escalation.MECHANISM),
    ("slot", staff_contact.MECHANISM),
    ("slot", m05_staff_violence.MECHANISM),
    ("slot", m03_tension.MECHANISM),
    ("dusk", m01_daily_life.MECHANISM),
    ("dusk", staff_contact.MECHANISM),
    ("dusk", m02_encounters.MECHANISM),
    ("dusk", m06_fear.MECHANISM),
    ("dusk", m07_grudge.MECHANISM),
    ("dusk", m08_status.MECHANISM),
    ("dusk", m09_legitimacy.MECHANISM),
    ("dusk", m10_deterrence.MECHANISM),
    ("dusk", m12_knowledge.MECHANISM),
    ("dusk", m14_facilitators.MECHANISM),
    ("dusk", m15_animal.MECHANISM),
    ("dusk", m17_skills.MECHANISM),
    ("dusk", m21_influence.MECHANISM),
    ("dusk", m20_distress.MECHANISM),
    ("dusk", m24_probation.MECHANISM),
    ("dusk", m19_training.MECHANISM),
    ("dusk", m18_stress.MECHANISM),
    ("dusk", m25_climate.MECHANISM),
    ("dusk", observe.MECHANISM),
)
"""(moment, mechanism), in the order of a day. Nothing else decides when a mechanism acts."""


def _number(mechanism: Mechanism) -> int:
    return int(mechanism.id[1:]) if mechanism.switchable else 0


MECHANISMS: tuple[Mechanism, ...] = tuple(sorted(
    {m.key: m for m in (POPULATION, response.MECHANISM, *(m for _, m in SCHEDULE))}.values(),
    key=lambda m: (_number(m), m.key),
))
PARAMETERS: dict[str, Parameter] = {x.name: x for m in MECHANISMS for x in m.parameters}
SWITCHES: tuple[str, ...] = tuple(m.key for m in MECHANISMS if m.switchable)


def parameter_record(values: dict[str, float] | None = None, switches: dict[str, bool] | None = None,
                     extra: tuple[Mechanism, ...] = ()):
    """Record of all parameters and switches that kernels read.

    Parameters
    ----------
    values : dict of dotted name to value, optional
        What differs from the declared defaults.
    switches : dict of mechanism key to bool, optional
        What is off.
    extra : mechanisms from outside the package

    Returns
    -------
    numpy.record
        A field ``group_word`` for each parameter, a field ``on_key`` (0 or 1) for each mechanism.
    """
    import numpy as np

    declared = dict(PARAMETERS)
    keys = [*SWITCHES, *(m.key for m in extra)]
    for m in extra:
        declared.update({x.name: x for x in m.parameters})
    dtype = np.dtype([(x.field, "f8") for x in declared.values()] + [(f"on_{k}", "i8") for k in keys], align=True)
    table = np.zeros(1, dtype).view(np.recarray)
    for x in declared.values():
        table[x.field] = (values or {}).get(x.name, x.default)
    for k in keys:
        table[f"on_{k}"] = int((switches or {}).get(k, True))
    return table[0]


def default_parameters():
    """Record of parameters at their declared defaults, everything on."""
    return parameter_record()
