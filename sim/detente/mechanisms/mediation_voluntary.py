"""M13, part: quarrels that are brought to mediation without an incident, by a facilitator or by the person himself."""

from __future__ import annotations

from ..world.cases import at_hand, open_case, room_left, waiting
from ..world.chance import chain, draw_pair, purpose
from ..world.codes import CASE_MEDIATION, FACILITATOR, K_FAC_REFERRALS, K_MED_OFFERED, K_TIES
from ..world.compiled import kernel
from ..world.ties import find

VOLUNTARY = purpose(1305, "a quarrel is brought to mediation without an incident")

LIVE_GRUDGE = 0.15  # a quarrel worth bringing to mediation: what an assault leaves for two months


@kernel
def grudge(w, i, j):
    """Grudge of i against j."""
    k = find(w.knows, i, j)
    return w.bonds[i, k].grudge if k >= 0 else 0.0


@kernel
def _reach(w, wing):
    """How far the facilitators of a wing hear of its quarrels: all of them from one inmate in twenty."""
    f = 0
    for i in range(w.inmates.shape[0]):
        x = w.inmates[i]
        if x.role == FACILITATOR and x.wing == wing and at_hand(x, w.prison[0].day) == 1:
            f += 1
    return min(1.0, 20.0 * f / max(1, w.wings[wing].n))


@kernel
def _chance(w, p, i, reach):
    """(by a facilitator, in all): daily chance that i's live grudge is brought to mediation."""
    lever = w.levers[w.inmates[i].wing]
    by = p.mediation_voluntary * reach if lever.mediation_referrers >= 1.0 else 0.0
    own = 2.0 * p.mediation_voluntary * w.inmates[i].legitimacy if lever.mediation_referrers >= 2.0 else 0.0
    return by, by + own


@kernel
def _holder(w, i, k):
    """1 if i holds the larger grudge of the two against his k-th tie, live and with no agreement that still holds."""
    j = w.knows[i, k]
    if j < 0:
        return 0
    a = w.inmates[i]
    b = w.inmates[j]
    mine = w.bonds[i, k].grudge
    if b.here == 0 or b.wing != a.wing or mine < LIVE_GRUDGE or w.bonds[i, k].mediated > 0:
        return 0
    his = grudge(w, j, i)
    if his > mine or (his == mine and b.pid < a.pid):
        return 0
    return 1


@kernel
def bring(w, p):
    """Quarrels without an incident: counted first, brought only if the queue has room for all of today's."""
    s = w.prison[0]
    wanted = 0
    for v in range(w.levers.shape[0]):
        if w.levers[v].mediation_referrers >= 1.0 and w.levers[v].mediation_sessions > 0.0:
            wanted = 1
    if wanted == 0:
        return
    key = chain(chain(s.key, VOLUNTARY), s.day)
    room = room_left(w)
    for turn in range(2):
        for i in range(w.inmates.shape[0]):
            a = w.inmates[i]
            lever = w.levers[a.wing]
            if a.here == 0 or lever.mediation_sessions <= 0.0 or lever.mediation_referrers < 1.0:
                continue
            for k in range(K_TIES):
                if _holder(w, i, k) == 0:
                    continue
                j = w.knows[i, k]
                u = draw_pair(key, a.pid, w.inmates[j].pid)
                if u >= 3.0 * p.mediation_voluntary:
                    continue
                by, chance = _chance(w, p, i, _reach(w, a.wing))
                if u >= chance or waiting(w, CASE_MEDIATION, a.pid, w.inmates[j].pid) >= 0:
                    continue
                if turn == 0:
                    room -= 1
                    continue
                open_case(w, CASE_MEDIATION, j, i, a.pid, s.day + int(lever.mediation_delay), -1)
                w.wings[a.wing].tally[K_MED_OFFERED] += 1
                if u < by:
                    w.wings[a.wing].tally[K_FAC_REFERRALS] += 1
        if room < 0:
            return
