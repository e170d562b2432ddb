"""M7 Grudge, retaliation, contagion: grudges last, friends take sides, debts are called; revenge is counted apart."""

from __future__ import annotations

from ..declare import Mechanism, Parameter
from ..world.chance import chain, draw, draw_pair, purpose, race
from ..world.codes import K_TIES
from ..world.compiled import kernel
from ..world.ties import ensure, find, shift

SIDES = purpose(701, "a friend of the victim takes sides")
LOAN = purpose(702, "somebody gets into debt today")
LENDER = purpose(703, "with whom")


@kernel
def allies(w, i, j, place):
    """Friends of i in the same place who are not closer to j, at most three."""
    n = 0
    here = w.inmates[i]
    for k in range(K_TIES):
        c = w.knows[i, k]
        if c >= 0 and c != j and w.bonds[i, k].strength > 0.3:
            x = w.inmates[c]
            if x.wing == here.wing and x.place == place:
                n += 1
    return min(3.0, float(n))


@kernel
def wronged(w, p, i, j, weight):
    """j bears i a grudge for something of this weight; some of j's friends take sides."""
    s = w.prison[0]
    k = ensure(w.knows, w.bonds, j, i, s.day)
    b = w.bonds[j, k]
    b.grudge += weight * (1.0 - b.grudge)
    shift(b, -weight)
    if weight < 0.3:
        return
    key = chain(chain(chain(s.key, SIDES), s.tick), w.inmates[i].pid)
    for m in range(K_TIES):
        c = w.knows[j, m]
        if c < 0 or c == i or w.bonds[j, m].strength < 0.3:
            continue
        back = find(w.knows, c, j)
        loyalty = w.bonds[c, back].strength if back >= 0 else 0.0
        if draw_pair(key, w.inmates[j].pid, w.inmates[c].pid) < p.grudge_sides * loyalty:
            x = ensure(w.knows, w.bonds, c, i, s.day)
            w.bonds[c, x].grudge += 0.5 * weight * (1.0 - w.bonds[c, x].grudge)
            shift(w.bonds[c, x], -0.5 * weight)


@kernel
def dusk(w, p):
    """Grudges and debts fade; boredom and need make new debts."""
    s = w.prison[0]
    keep = 0.5 ** (1.0 / p.grudge_half_life)
    paid = 0.5 ** (1.0 / p.grudge_debt_half_life)
    loan = chain(chain(s.key, LOAN), s.day)
    lender = chain(chain(s.key, LENDER), s.day)
    for i in range(w.knows.shape[0]):
        a = w.inmates[i]
        if a.here == 0:
            continue
        for k in range(K_TIES):
            w.bonds[i, k].grudge *= keep  # (nothing where there is no tie)
            w.bonds[i, k].debt *= paid
        if draw(loan, a.pid) < p.grudge_loans * (0.5 + a.boredom):
            best = -1
            score = 1e300
            for k in range(K_TIES):
                if w.knows[i, k] >= 0:
                    x = race(draw_pair(lender, a.pid, w.inmates[w.knows[i, k]].pid), 1.0)
                    if x < score:
                        score = x
                        best = k
            if best >= 0:
                w.bonds[i, best].debt += 0.4 * (1.0 - w.bonds[i, best].debt)


MECHANISM = Mechanism(
    id="M7", key="grudge",
    en="Grudges last, friends take sides, debts are called; revenge is counted apart",
    fr="Les rancunes durent, les amis prennent parti, les dettes se réclament\u202f; la vengeance est comptée à part",
    parameters=(
        Parameter("grudge.half_life", 30.0, "days", 1, 730, (10, 90), "assumed", "Half-life of a grudge",
                  "Demi-vie d’une rancune", role="time"),
        Parameter("grudge.debt_half_life", 14.0, "days", 1, 365, (5, 45), "assumed", "Half-life of a debt",
                  "Demi-vie d’une dette", role="time"),
        Parameter("grudge.strike", 1.5, "logit", 0, 8, (0.3, 2.5), "assumed", "Effect of a full grudge on striking",
                  "Effet d’une rancune entière sur le coup"),
        Parameter("grudge.debt", 0.8, "logit", 0, 5, (0.2, 2), "assumed", "Effect on striking of what the other owes",
                  "Effet sur le coup de ce que l’autre doit"),
        Parameter("grudge.confront", 0.15, "probability", 0, 1, (0.02, 0.4), "assumed",
                  "Somebody sought out because of a grudge is taken to task, between two calm people",
                  "Une personne recherchée par rancune est prise à partie, entre deux personnes calmes", role="rate"),
        Parameter("grudge.allies", 0.25, "logit", 0, 2, (0, 0.6), "C-GANG", "Effect of one more friend at hand",
                  "Effet d’un ami de plus à portée"),
        Parameter("grudge.threat", 0.25, "0..1", 0, 1, (0.1, 0.4), "assumed", "Grudge left by a threat",
                  "Rancune laissée par une menace"),
        Parameter("grudge.sides", 0.5, "probability", 0, 1, (0.2, 0.9), "assumed",
                  "A close friend of the victim takes sides", "Un proche de la victime prend parti", role="rate"),
        Parameter("grudge.loans", 0.01, "per day", 0, 0.5, (0.002, 0.04), "assumed", "New debts a person and day",
                  "Nouvelles dettes par personne et par jour", role="rate"),
        Parameter("grudge.revenge", 0.2, "logit", 0, 5, (0.1, 0.6), "assumed",
                  "Grudge term above which an assault counts as revenge",
                  "Terme de rancune au-delà duquel une agression compte comme vengeance", role="level"),
    ),
    reads=("inmates.place", "inmates.boredom"),
    writes=("bonds", "knows"),
    sources=("C-CONTAG", "C-HAWKES", "C-BECK"),
    dusk=dusk,
)
