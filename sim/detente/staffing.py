"""Officers in post brought to a new number on a date: posts cut, or people taken on.

Who goes is drawn by a keyed race among those present, so that it depends on no row; who comes is drawn like any newcomer.
"""

from __future__ import annotations

from .world.chance import chain, draw, purpose
from .world.compiled import kernel
from .world.posts import forget, recruit

CUT = purpose(57, "order in which officers leave when posts are cut")
TAKEN_ON = purpose(58, "wing of somebody taken on when posts are added")


@kernel
def _goes(w, i):
    """An officer leaves, and with him what inmates had with him."""
    w.officers[i].here = 0
    w.officers[i].on = 0
    forget(w.rapports, i)


@kernel
def _comes(w, i):
    """Somebody without service takes a new post."""
    o = w.officers[i]
    recruit(w.prison[0], o)
    o.wing = int(draw(chain(w.prison[0].key, TAKEN_ON), o.pid) * w.wings.shape[0])
    o.post = o.wing


@kernel
def staff(w, wanted):
    """Bring the officers in post to a number, as far as there are rows for them.

    Parameters
    ----------
    w : World
    wanted : int
        Officers in post from now on.
    """
    s = w.prison[0]
    s.posts = wanted
    key = chain(s.key, CUT)
    here = 0
    for i in range(w.officers.shape[0]):
        here += w.officers[i].here
    while here > wanted:
        first = -1
        score = 2.0
        for i in range(w.officers.shape[0]):
            if w.officers[i].here == 1:
                u = draw(key, w.officers[i].pid)
                if u < score:
                    score = u
                    first = i
        _goes(w, first)
        here -= 1
    for i in range(w.officers.shape[0]):
        if here < wanted and w.officers[i].here == 0:
            _comes(w, i)
            here += 1
