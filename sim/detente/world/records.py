"""The row types: one table a kind of thing, each column with its unit and meaning.

States live on [0, 1]; both ends are said in words. ``-1`` in a row or day column means "none"; a column of
rows that is never "none" has no sign, so that compiled code need not ask.
"""

from __future__ import annotations

import numpy as np

from .codes import (
    CELL_MAX,
    N_LEVELS,
    N_PLACES,
    N_RESPONSES,
    N_LADDER,
    N_STAFF_LEVELS,
    N_TALLIES,
    N_TERMS,
)

Column = tuple[str, str, str, str]
LINE = 64  # bytes of a cache line

INMATE: list[Column] = [
    # read in every slot: kept together, two cache lines
    ("pid", "u8", "", "person id: hash of seed, establishment and admission number"),
    ("tension", "f8", "0..1", "0 calm .. 1 about to burst"),
    ("impulsivity", "f8", "0..1", "0 thinks first .. 1 acts first"),
    ("hours_out", "f8", "hours", "hours of this slot spent out of the cell"),
    ("here", "i1", "0/1", "row in use"),
    ("place", "u1", "code", "place in this slot (PLACES)"),
    ("activity", "i1", "code", "place held (ACTIVITIES)"),
    ("visited", "i1", "0/1", "somebody visits"),
    ("wing", "u2", "row", "wing"),
    ("care", "i1", "0/1", "in a mental-health place"),
    ("role", "i1", "code", "ROLES"),
    ("episode_until", "i4", "day", "end of an episode of mental disorder, -1 none"),
    ("cell", "i4", "row", "cell, -1 none"),
    ("isolated_until", "i4", "day", "end of the disciplinary cell, -1 none"),
    ("fear", "f8", "0..1", "0 at ease .. 1 always on the look-out"),
    ("legitimacy", "f8", "0..1", "0 staff are arbitrary .. 1 staff are fair"),
    ("boredom", "f8", "0..1", "0 days are full .. 1 nothing to do"),
    ("unruliness", "f8", "factor", "personal factor on rule-breaking, mean 1 at 32, falls with age, heavy tail"),
    ("requests", "f8", "count", "requests not answered yet"),
    ("age", "f8", "years", "age"),
    ("risk", "f8", "0..1", "perceived sanction risk: certainty times severity as learnt"),
    ("defiance", "f8", "0..1", "0 none .. 1 answers sanction with defiance"),
    ("confined_until", "i4", "day", "end of confinement to his own cell, -1 none"),
    ("disorder", "i1", "0..2", "mental disorder: 0 none, 1 mild, 2 severe"),
    ("sentenced", "i1", "0/1", "0 on remand, 1 sentenced"),
    ("prior_violence", "i1", "0/1", "known for violence before"),
    ("origin", "i1", "group", "group of origin or region, 0..3: people like their own, nothing more"),
    ("first_time", "i1", "0/1", "first time in prison"),
    ("past_attempt", "i1", "0/1", "a suicide attempt before"),
    ("animal", "i1", "0/1", "holds an animal-mediation place"),
    ("goods", "i1", "0/1", "holds forbidden objects"),
    ("leaving", "i1", "code", "0 stays, 1 a transfer is decided, 2 died"),
    ("last_response", "i1", "code", "response received last (RESPONSES), -1 none"),
    # slow traits and the rest of the state
    ("vulnerability", "f8", "0..1", "0 able to look after himself .. 1 easy prey"),
    ("skill", "f8", "0..1", "social skills: 0 no words .. 1 settles things by talking"),
    ("status", "f8", "0..1", "standing among inmates"),
    ("recognition", "f8", "0..1", "need to be recognised: 0 sure of himself .. 1 must not lose face"),
    ("norm", "f8", "0..1", "0 violence is normal .. 1 violence is wrong"),
    ("distress", "f8", "0..1", "0 well .. 1 despair"),
    ("alienation", "f8", "0..1", "0 belongs .. 1 belongs nowhere"),
    ("influence", "f8", "0..1", "hold of radical recruiters on him"),
    ("known", "f8", "0..1", "what staff know of him: 0 a number .. 1 they see things coming"),
    ("fatigue", "f8", "0..1", "wear of a facilitator or support peer"),
    ("followup", "f8", "0..1", "engagement in an educational path with the probation counsellor"),
    ("assessed", "f8", "0..1", "how true the risk assessment on file is"),
    ("hazard", "f8", "expected deaths", "suicide hazard accumulated since entry"),
    ("entry_legitimacy", "f8", "0..1", "legitimacy at entry"),
    ("other", "f8", "logit", "added to the decision to strike by mechanisms from outside the package"),
    # days and counts
    ("entry_day", "i4", "day", "day of entry (negative: before the run)"),
    ("release_day", "i4", "day", "expected day of release"),
    ("last_violence", "i4", "day", "day he was last violent, -1 never"),
    ("last_response_day", "i4", "day", "day of the last response, -1 never"),
    ("n_violent", "i4", "count", "violent acts"),
    ("n_victim", "i4", "count", "times assaulted"),
    ("n_reports", "i4", "count", "incident reports"),
    ("n_year", "i4", "count", "incident reports since the run began"),
    ("days_here", "i4", "days", "days present since the run began"),
    ("cell_days", "i4", "days", "disciplinary-cell days served"),
    ("prior_terms", "i2", "count", "earlier terms of imprisonment"),
    ("owed_days", "i2", "days", "disciplinary-cell days still to serve, waiting for a free cell"),
]

BOND: list[Column] = [
    ("strength", "f8", "-1..1", "-1 hatred .. 1 close friendship"),
    ("grudge", "f8", "0..1", "0 none .. 1 must be paid back"),
    ("debt", "f8", "0..1", "what he owes the other (0 nothing .. 1 more than he can pay)"),
    ("last", "i4", "day", "day of the last contact"),
    ("struck", "i2", "count", "times the other struck him"),
    ("mediated", "i2", "count", "agreements with the other"),
]

RAPPORT: list[Column] = [
    ("familiarity", "f8", "0..1", "0 strangers .. 1 know each other well"),
    ("sign", "f8", "-1..1", "-1 hostile .. 1 good"),
    ("officer", "i4", "row", "officer, -1 none"),
    ("last", "i4", "day", "day of the last contact"),
]

OFFICER: list[Column] = [
    ("pid", "u8", "", "person id"),
    ("here", "i1", "0/1", "row in use"),
    ("senior", "i1", "0/1", "rank: 0 officer, 1 senior"),
    ("group", "i1", "0..5", "shift group of the six-day roster"),
    ("on", "i1", "0/1", "on the floor of a wing in this slot"),
    ("absent", "i1", "0/1", "absent today"),
    ("trained", "i1", "bits", "modules followed: 1 respect, 2 mediation, 4 restorative"),
    ("wing", "u2", "row", "wing of attachment"),
    ("post", "u2", "row", "wing where he stands today"),
    ("service", "f8", "years", "years of service"),
    ("temper", "f8", "0..1", "0 even-tempered .. 1 quick-tempered"),
    ("skill", "(3,)f8", "0..1", "communication skill by module: respect, mediation, restorative"),
    ("orientation", "f8", "0..1", "0 constraint .. 1 relation"),
    ("resistance", "f8", "0..1", "resistance to change"),
    ("stress", "f8", "0..1", "0 serene .. 1 burnt out"),
    ("satisfaction", "f8", "0..1", "satisfaction with the work"),
    ("authority", "f8", "0..1", "authority in inmates' eyes"),
    ("minutes", "f8", "minutes", "minutes left in this slot"),
    ("assaulted", "i4", "count", "times assaulted"),
    ("absent_days", "i4", "days", "days absent since the run began"),
]

COUNSELLOR: list[Column] = [
    ("pid", "u8", "", "person id"),
    ("caseload", "i4", "count", "inmates followed"),
    ("minutes", "f8", "minutes", "minutes left this week"),
    ("assessments", "i4", "count", "assessments up to date"),
]

WING: list[Column] = [
    ("uid", "u8", "", "identity for keyed chance"),
    ("capacity", "i4", "places", "places by the official count"),
    ("n", "i4", "count", "inmates who live here"),
    ("cells", "i4", "count", "cells"),
    ("norm", "f8", "0..1", "norm of non-violence shared by the wing"),
    ("efficacy", "f8", "0..1", "collective efficacy: people step in for one another"),
    ("noise", "f8", "0..1", "noise and promiscuity"),
    ("officers", "i4", "count", "officers on the floor in this slot"),
    ("minutes", "f8", "minutes", "officer minutes of this slot, all uses"),
    ("control", "f8", "minutes", "officer minutes given to control in this slot"),
    ("relation", "f8", "minutes", "officer minutes given to relation in this slot"),
    ("lost", "f8", "minutes", "officer minutes that incidents have eaten, still to be taken from coming slots"),
    ("spent", "f8", "minutes", "officer minutes spent on reports and escorts since the last slot"),
    ("hearsay", "f8", "0..1", "what an answer is held to be in this wing: certainty times severity as people tell it"),
    ("inconsistency", "f8", "0..1", "how much treatment depends on who is on duty"),
    ("mediation_budget", "f8", "sessions", "mediation sessions saved up"),
    ("circle_budget", "f8", "circles", "restorative circles saved up"),
    ("present", f"({N_PLACES},)i4", "count", "people in each place in this slot"),
    ("eyes", f"({N_PLACES},)f8", "0..1", "share of the time a place is in sight of staff"),
    ("tally", f"({N_TALLIES},)i8", "count", "counts of this day (TALLIES)"),
]

CELL_ROW: list[Column] = [
    ("wing", "u4", "row", "wing"),
    ("beds", "i4", "places", "official places (not `size`: NumPy keeps that word for itself)"),
    ("n", "i4", "count", "people in it"),
    ("ill", "i4", "count", "of them, in an untreated episode of mental disorder this morning"),
    ("who", f"({CELL_MAX},)i4", "row", "their rows, -1 empty"),
]

PRISON: list[Column] = [
    ("key", "u8", "", "first key of chance"),
    ("uid", "i8", "", "establishment number"),
    ("type", "i4", "code", "TYPES"),
    ("day", "i4", "day", "day of the run"),
    ("slot", "i4", "0..4", "slot of the day"),
    ("tick", "i8", "slots", "day * 5 + slot"),
    ("weekday", "i4", "0..6", "0 Monday"),
    ("capacity", "i4", "places", "places"),
    ("n", "i4", "count", "inmates present"),
    ("target", "f8", "inmates", "number of inmates that entries hold the prison near"),
    ("admissions", "i8", "count", "admissions since the building of the world"),
    ("arrivals", "i4", "count", "transferred people to let in at the next dawn"),
    ("arrived", "i4", "count", "transferred people let in since the last dawn"),
    ("linked", "i4", "0/1", "other prisons of this world take transferred people"),
    ("free", "i4", "row", "no row below it is free"),
    ("posts", "i4", "officers", "staff establishment"),
    ("hires", "i8", "count", "officers who ever worked here"),
    ("n_log", "i8", "count", "incidents in the log"),
    ("n_order", "i4", "count", "people in the ring of this slot"),
    ("n_contacts", "i4", "count", "contacts of this slot"),
    ("dropped", "i4", "count", "contacts there was no room for (must stay 0)"),
    ("disciplinary", "i4", "cells", "disciplinary cells"),
    ("in_disciplinary", "i4", "count", "people in them"),
    ("care_places", "i4", "places", "mental-health places"),
    ("in_care", "i4", "count", "people in them"),
    ("climate", "f8", "0..1", "staff-management climate: 0 conflict .. 1 trust"),
    ("blocked_until", "i4", "day", "a reform is blocked by conflict until that day, -1 no"),
    ("seen_working", "f8", "0..1", "how much colleagues have seen the reform work"),
    ("counsellor_minutes", "f8", "minutes", "probation minutes left this week"),
    ("override_id", "i8", "", "incident to answer otherwise, -1 none"),
    ("override_response", "i4", "code", "the other answer"),
    ("out", "i4", "count", "people in the outbox"),
]

CASE: list[Column] = [
    ("kind", "i1", "code", "CASE_KINDS"),
    ("state", "i1", "code", "CASE_STATES"),
    ("wing", "i2", "row", "wing"),
    ("a", "i4", "row", "who did it"),
    ("b", "i4", "row", "to whom (-1: an officer or the wing)"),
    ("a_pid", "u8", "", "his person id: a row can change hands"),
    ("b_pid", "u8", "", "her or his person id"),
    ("day", "i4", "day", "day of referral"),
    ("ready", "i4", "day", "first day it can be held"),
    ("incident", "i8", "", "incident it follows"),
]

INCIDENT: list[Column] = [
    ("kind", "i1", "code", "KINDS"),
    ("place", "i1", "code", "PLACES"),
    ("slot", "i1", "code", "SLOTS"),
    ("rung", "i1", "count", "rungs climbed"),
    ("witnesses", "i2", "count", "people within sight"),
    ("revenge", "i1", "0/1", "a grudge carried it"),
    ("recorded", "i1", "0/1", "staff wrote a report"),
    ("commission", "i1", "0/1", "sent to the disciplinary commission"),
    ("response", "i1", "code", "RESPONSES"),
    ("calmed_by", "i1", "code", "who tried to calm it: 0 nobody, 1 officer, 2 facilitator"),
    ("outcome", "i1", "code", "what followed: 0 nothing yet, 1 agreed, 2 refused, 3 failed, 4 broken"),
    ("injury", "i1", "0/1", "somebody was hurt"),
    ("wing", "i2", "row", "wing"),
    ("day", "i4", "day", "day"),
    ("a", "i4", "row", "who did it"),
    ("b", "i4", "row", "the other inmate, or the officer's row for kinds against staff; -1 none"),
    ("a_pid", "u8", "", "who did it"),
    ("b_pid", "u8", "", "the other"),
    ("days", "i2", "days", "disciplinary-cell days given"),
    ("a_violent", "i2", "count", "violent acts of his before this one"),
    ("chance", "f8", "0..1", "probability that this decision had"),
    ("terms", f"({N_TERMS},)f4", "logit", "what made it likely (TERMS)"),
]

CONTACT: list[Column] = [
    ("a", "u4", "row", "one"),
    ("b", "u4", "row", "the other"),
    ("place", "i1", "code", "PLACES"),
    ("side", "i1", "code", "how they met (SIDES)"),
    ("minutes", "i2", "minutes", "time within reach of each other"),
]


def dtype(columns: list[Column]) -> np.dtype:
    """Aligned structured type of a table; a row longer than a cache line fills whole ones."""
    packed = np.dtype([_spec(name, kind) for name, kind, _, _ in columns], align=True)
    size = packed.itemsize if packed.itemsize <= LINE else -(-packed.itemsize // LINE) * LINE
    fields = dict(packed.fields or {})
    return np.dtype({"names": list(fields), "formats": [fields[name][0] for name in fields],
                     "offsets": [fields[name][1] for name in fields], "itemsize": size}, align=True)


def _spec(name: str, kind: str):
    if kind.startswith("("):
        shape, base = kind.rsplit(")", 1)
        return (name, base, tuple(int(x) for x in shape.strip("(").split(",") if x))
    return (name, kind)


TABLES = {
    "inmates": INMATE, "bonds": BOND, "rapports": RAPPORT, "officers": OFFICER, "counsellors": COUNSELLOR,
    "wings": WING, "cells": CELL_ROW, "prison": PRISON, "cases": CASE, "log": INCIDENT, "contacts": CONTACT,
}
DTYPES = {name: dtype(columns) for name, columns in TABLES.items()}

SERIES = np.dtype([
    ("n", "i4"), ("staff_n", "i4"), ("tally", "i4", (N_TALLIES,)), ("level", "f4", (N_LEVELS,)),
    ("staff", "f4", (N_STAFF_LEVELS,)),
], align=True)
"""One row a day. Levels are means over people, summed in int64 units of 2**-30 so that row order cannot matter."""

LADDER_SHAPE = (N_LADDER, N_RESPONSES)
FIXED = float(2**30)
