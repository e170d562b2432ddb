"""M12 Officers' knowledge ("correctional intelligence"): dialogue tells officers what brews; they act before it bursts.

Knowledge dries up without dialogue. When a person is close to bursting or bears a strong grudge, officers who know him
may see it coming: an early talk, a referral to mediation where there is one, or putting the two apart.
"""

from __future__ import annotations

from ..declare import Mechanism, Parameter
from ..world.chance import chain, draw, purpose
from ..world.codes import K_EARLY_TALKS, K_HEEDED, K_SEPARATIONS, K_TIES
from ..world.compiled import kernel
from ..world.turns import note, settle
from . import m23_turnover

HEEDED = purpose(1201, "officers see it coming today")
APART = purpose(1202, "they put two people apart rather than talk")
TURN = purpose(1203, "order in which officers act on what they see coming")


@kernel
def learn(w, p, i, o):
    """A good dialogue tells something, more to an officer he knows."""
    a = w.inmates[i]
    a.known += p.knowledge_gain * (0.5 + 0.5 * a.legitimacy) * (1.0 - a.known)


@kernel
def _worst(w, i):
    """Place in his list of the person he bears the strongest grudge, -1 if he has no ties."""
    worst = -1
    for k in range(K_TIES):
        if w.knows[i, k] >= 0 and (worst < 0 or w.bonds[i, k].grudge > w.bonds[i, worst].grudge):
            worst = k
    return worst


@kernel
def _act(w, p, i):
    """Officers step in early: put two people apart who share a cell, or talk."""
    s = w.prison[0]
    a = w.inmates[i]
    worst = _worst(w, i)
    j = w.knows[i, worst] if worst >= 0 else -1
    g = w.wings[a.wing]
    g.tally[K_HEEDED] += 1
    g.spent += p.knowledge_minutes
    if j >= 0 and w.bonds[i, worst].grudge > 0.35 and w.inmates[j].cell == a.cell:
        apart = draw(chain(chain(s.key, APART), s.day), a.pid) < 0.8
        if apart and p.on_turnover and m23_turnover.change_cell(w, p, i) == 1:
            g.tally[K_SEPARATIONS] += 1
            return
    a.tension -= p.knowledge_talk * a.tension
    if j >= 0:
        w.bonds[i, worst].grudge *= 1.0 - p.knowledge_talk
    g.tally[K_EARLY_TALKS] += 1


@kernel
def dusk(w, p):
    """Knowledge fades; warnings are heeded where it is fresh."""
    s = w.prison[0]
    inmates = w.inmates
    keep = 0.5 ** (1.0 / p.knowledge_half_life)
    heeded = chain(chain(s.key, HEEDED), s.day)
    turn = chain(chain(s.key, TURN), s.day)
    n = 0
    for i in range(inmates.shape[0]):
        a = inmates[i]
        if a.here == 0:
            continue
        a.known *= keep
        grudge = 0.0
        for k in range(K_TIES):
            grudge = max(grudge, w.bonds[i, k].grudge)  # (0 where there is no tie)
        sign = max(a.tension - 0.55, grudge - 0.35)
        if sign <= 0.0 or a.isolated_until >= 0:
            continue
        if draw(heeded, a.pid) < p.knowledge_heed * a.known * min(1.0, 2.0 * sign + 0.2):
            n = note(w, n, i, draw(turn, a.pid))
    settle(w, n, 1.0)
    for k in range(n):
        _act(w, p, w.picked[k])


MECHANISM = Mechanism(
    id="M12", key="knowledge",
    en="Officers' knowledge: dialogue tells what brews; early talk and separation before it bursts",
    fr="Connaissance des agents\u202f: le dialogue dit ce qui couve\u202f; parole ou séparation avant que cela n’éclate",
    parameters=(
        Parameter("knowledge.gain", 0.15, "0..1", 0, 1, (0.03, 0.35), "assumed", "What one good dialogue tells",
                  "Ce qu’apprend un bon dialogue"),
        Parameter("knowledge.half_life", 21.0, "days", 1, 365, (7, 60), "assumed", "Half-life of what staff know",
                  "Demi-vie de ce que sait le personnel", role="time"),
        Parameter("knowledge.heed", 0.5, "per day", 0, 1, (0.1, 0.9), "C-EDGAR",
                  "A clear warning about somebody well known is heeded",
                  "Un signe net chez quelqu’un de bien connu est entendu", role="rate"),
        Parameter("knowledge.talk", 0.25, "share", 0, 1, (0.05, 0.5), "assumed",
                  "Share of tension and grudge that an early talk takes off",
                  "Part de tension et de rancune qu’enlève une parole précoce"),
        Parameter("knowledge.minutes", 12.0, "minutes", 1, 120, (5, 30), "assumed", "Officer minutes of an early talk",
                  "Minutes d’agent d’une parole précoce", role="time"),
    ),
    reads=("inmates.cell", "inmates.isolated_until", "inmates.legitimacy", "knows"),
    writes=("inmates.tension", "inmates.known", "bonds.grudge", "wings.spent", "wings.tally"),
    calls=("turnover",),
    sources=("C-EDGAR",), dusk=dusk,
)
