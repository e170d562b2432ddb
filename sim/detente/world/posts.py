"""Somebody comes to a post, somebody leaves it: what turnover (M19) and a change of posts on a date have in common."""

from __future__ import annotations

from .codes import K_RAPPORTS
from .compiled import kernel
from .people import clip01, make_officer, officer_pid

FRESH = 0.004
"""Skill and authority, in levels a year of service: officers in post are drawn with it, a recruit lacks it."""


@kernel
def recruit(s, o):
    """Make an officer without service of this row; wing and group are for the caller to set.

    Parameters
    ----------
    s : record of the prison
        Its count of hires goes up by one.
    o : record of the officer
        Overwritten.
    """
    make_officer(o, s.key, officer_pid(s.key, s.uid, s.hires))
    s.hires += 1
    for module in range(3):
        o.skill[module] = clip01(o.skill[module] - FRESH * o.service)
    o.authority = clip01(o.authority - FRESH * o.service)
    o.service = 0.0


@kernel
def forget(rapports, officer):
    """Inmates lose what they had with an officer who is gone.

    Parameters
    ----------
    rapports : array of records, shape (inmates, K_RAPPORTS)
    officer : int
        Row of the officer.
    """
    for j in range(rapports.shape[0]):
        for k in range(K_RAPPORTS):
            r = rapports[j, k]
            if r.officer == officer:
                r.officer = -1
                r.familiarity = 0.0
                r.sign = 0.0
