"""Core: the wing's own state (noise, norm, efficacy), and the writing of each day's figures."""

from __future__ import annotations

from ..declare import Mechanism, Parameter
from ..world import codes as c
from ..world.codes import N_LEVELS, N_STAFF_LEVELS, N_TALLIES
from ..world.compiled import kernel
from ..world.records import FIXED
from ..world.ties import friends


@kernel
def dawn(w, p):
    """Yesterday's counts are put away; noise follows how full the wing is."""
    s = w.prison[0]
    s.weekday = s.day % 7
    for v in range(w.wings.shape[0]):
        g = w.wings[v]
        g.tally[:] = 0
        full = g.n / max(1.0, float(g.capacity))
        g.noise = min(1.0, max(0.0, p.observe_noise * (full - 0.6)))


@kernel
def dusk(w, p):
    """Wing norm and efficacy follow their members; then the day is written."""
    s = w.prison[0]
    inmates = w.inmates
    wings = w.wings
    sums = w.sums
    n_wings = wings.shape[0]
    for x in range(4 * n_wings):
        sums[x] = 0
    for i in range(inmates.shape[0]):
        a = inmates[i]
        if a.here == 0:
            continue
        v = 4 * a.wing
        sums[v] += 1
        sums[v + 1] += int(a.norm * (0.5 + a.status) * FIXED)
        sums[v + 2] += int((0.5 + a.status) * FIXED)
        sums[v + 3] += friends(w.knows, w.bonds, i, 0.2)
    pull = 0.5 ** (1.0 / p.observe_norm_half_life)
    for v in range(n_wings):
        n = sums[4 * v]
        if n > 0:
            g = wings[v]
            mean = sums[4 * v + 1] / max(1, sums[4 * v + 2])
            g.norm = mean + (g.norm - mean) * pull
            aim = min(1.0, 0.2 + 0.08 * sums[4 * v + 3] / n + 0.3 * g.norm)
            g.efficacy = aim + (g.efficacy - aim) * pull
    _conform(w, p)
    if s.day < w.series.shape[0]:
        _write(w)


@kernel
def _conform(w, p):
    """A person's norm drifts towards that of the wing."""
    for i in range(w.inmates.shape[0]):
        a = w.inmates[i]
        if a.here == 1:
            a.norm += p.observe_conformity * (w.wings[a.wing].norm - a.norm)


@kernel
def _write(w):
    s = w.prison[0]
    row = w.series[s.day]
    sums = w.sums
    row.n = s.n
    for k in range(N_TALLIES):
        total = 0
        for v in range(w.wings.shape[0]):
            total += w.wings[v].tally[k]
        row.tally[k] = total
    for level in range(N_LEVELS):
        sums[level] = 0
    for i in range(w.inmates.shape[0]):
        if w.inmates[i].here == 1:
            _add_levels(w, i, sums)
    for level in range(N_LEVELS):
        row.level[level] = sums[level] / FIXED / max(1, s.n)
    count = 0
    for o in range(w.officers.shape[0]):
        count += w.officers[o].here
    row.staff_n = count
    for level in range(N_STAFF_LEVELS):
        total = 0
        for o in range(w.officers.shape[0]):
            if w.officers[o].here == 1:
                total += int(_staff_level(w, o, level) * FIXED)
        row.staff[level] = total / FIXED / max(1, count)


@kernel
def _add_levels(w, i, sums):
    """One person's states added to the sums of the day, in units of 2**-30."""
    a = w.inmates[i]
    sums[c.L_TENSION] += int(a.tension * FIXED)
    sums[c.L_FEAR] += int(a.fear * FIXED)
    sums[c.L_LEGITIMACY] += int(a.legitimacy * FIXED)
    sums[c.L_SKILL] += int(a.skill * FIXED)
    sums[c.L_STATUS] += int(a.status * FIXED)
    sums[c.L_NORM] += int(a.norm * FIXED)
    sums[c.L_DISTRESS] += int(a.distress * FIXED)
    sums[c.L_BOREDOM] += int(a.boredom * FIXED)
    sums[c.L_RISK] += int(a.risk * FIXED)
    sums[c.L_DEFIANCE] += int(a.defiance * FIXED)
    sums[c.L_ALIENATION] += int(a.alienation * FIXED)
    sums[c.L_INFLUENCE] += int(a.influence * FIXED)
    sums[c.L_KNOWN] += int(a.known * FIXED)
    sums[c.L_HAZARD] += int(a.hazard * FIXED)
    best = 0.0
    for k in range(w.rapports.shape[1]):
        best = max(best, w.rapports[i, k].familiarity * w.rapports[i, k].sign)
    sums[c.L_FAMILIARITY] += int(best * FIXED)
    sums[c.L_FOLLOWUP] += int(a.followup * FIXED)


@kernel
def _staff_level(w, o, level):
    f = w.officers[o]
    if level == c.S_STRESS:
        return f.stress
    if level == c.S_SATISFACTION:
        return f.satisfaction
    if level == c.S_AUTHORITY:
        return f.authority
    if level == c.S_SKILL_RESPECT:
        return f.skill[0]
    if level == c.S_SKILL_MEDIATION:
        return f.skill[1]
    if level == c.S_SKILL_RESTORATIVE:
        return f.skill[2]
    if level == c.S_RESISTANCE:
        return f.resistance
    if level == c.S_ORIENTATION:
        return f.orientation
    return w.prison[0].climate


MECHANISM = Mechanism(
    id="core", key="observe",
    en="The wing's own state, and each day's figures",
    fr="L’état propre de l’aile, et les chiffres de chaque jour",
    parameters=(
        Parameter("observe.noise", 0.6, "per unit of density", 0, 5, (0.2, 1.2), "assumed",
                  "Noise added by each further inmate per place", "Bruit ajouté par chaque personne de plus par place"),
        Parameter("observe.norm_half_life", 30.0, "days", 1, 365, (10, 90), "assumed",
                  "Half-life of the wing's norm", "Demi-vie de la norme de l’aile", role="time"),
        Parameter("observe.conformity", 0.004, "per day", 0, 0.5, (0.001, 0.02), "C-CLIM",
                  "Pull of the wing's norm on a person, a day", "Attraction de la norme de l’aile, par jour", role="rate"),
    ),
    reads=("inmates.tension", "inmates.fear", "inmates.legitimacy", "inmates.boredom", "inmates.risk", "inmates.defiance",
           "inmates.skill", "inmates.status", "inmates.distress", "inmates.alienation", "inmates.influence", "inmates.known",
           "inmates.followup", "inmates.hazard", "bonds.strength", "knows", "rapports.familiarity", "rapports.sign",
           "officers.skill", "officers.orientation", "officers.resistance", "officers.stress", "officers.satisfaction",
           "officers.authority", "wings.capacity", "wings.n", "prison.n", "prison.climate"),
    writes=("inmates.norm", "wings.norm", "wings.efficacy", "wings.noise", "wings.tally", "prison.weekday", "series"),
    dawn=dawn, dusk=dusk,
)
