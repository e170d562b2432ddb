"""M6 Fear and pre-emptive aggression: victims and witnesses turn vigilant; vigilance shuts people up and strikes first."""

from __future__ import annotations

from ..declare import Mechanism, Parameter
from ..world.codes import CELL, N_PLACES
from ..world.compiled import kernel

NEAR = 6


@kernel
def _group(a):
    return a.wing * N_PLACES + a.place


@kernel
def audience(w, i, j, place):
    """How many others are near enough to see, at most twelve."""
    n = 0
    if place == CELL:
        c = w.inmates[i].cell
        if c < 0:
            return 0
        return max(0, w.cells[c].n - 2)
    k = w.seat[i]
    if k < 0:
        return 0
    here = _group(w.inmates[i])
    total = w.prison[0].n_order
    for m in range(max(0, k - NEAR), min(total, k + NEAR + 1)):
        x = w.order[m]
        if x != i and x != j and _group(w.inmates[x]) == here:
            n += 1
    return n


@kernel
def frighten(a, amount):
    """More fear, the less the more there is."""
    a.fear += amount * (1.0 - a.fear)


@kernel
def witnessed(w, p, i, j, place, serious):
    """Victim and bystanders of an assault are afraid."""
    scale = 1.5 if serious else 1.0
    frighten(w.inmates[j], min(0.9, scale * p.fear_victim))
    amount = min(0.9, scale * p.fear_witness)
    if place == CELL:
        c = w.inmates[i].cell
        if c >= 0:
            for x in range(w.cells[c].n):
                k = w.cells[c].who[x]
                if k != i and k != j:
                    frighten(w.inmates[k], amount)
        return
    k = w.seat[i]
    if k < 0:
        return
    here = _group(w.inmates[i])
    for m in range(max(0, k - NEAR), min(w.prison[0].n_order, k + NEAR + 1)):
        x = w.order[m]
        if x != i and x != j and _group(w.inmates[x]) == here:
            frighten(w.inmates[x], amount)


@kernel
def dusk(w, p):
    """Fear fades towards what the person's own vulnerability and the wing's efficacy leave."""
    keep = 0.5 ** (1.0 / p.fear_half_life)
    for i in range(w.inmates.shape[0]):
        a = w.inmates[i]
        if a.here == 1:
            floor = p.fear_floor * (0.5 + a.vulnerability) * (1.3 - 0.6 * w.wings[a.wing].efficacy)
            a.fear = floor + (a.fear - floor) * keep


MECHANISM = Mechanism(
    id="M6", key="fear",
    en="Fear: victims and witnesses turn vigilant; vigilance lowers dialogue and the threshold to strike first",
    fr="Peur\u202f: victimes et témoins deviennent vigilants\u202f; la vigilance étouffe le dialogue et"
       " pousse à frapper d’abord",
    parameters=(
        Parameter("fear.victim", 0.35, "0..1", 0, 1, (0.1, 0.6), "assumed", "Fear added to a victim", "Peur d’une victime"),
        Parameter("fear.witness", 0.06, "0..1", 0, 1, (0.02, 0.15), "assumed", "Fear added to a witness",
                  "Peur d’un témoin"),
        Parameter("fear.half_life", 21.0, "days", 1, 365, (7, 60), "assumed", "Half-life of fear", "Demi-vie de la peur",
                  role="time"),
        Parameter("fear.floor", 0.2, "0..1", 0, 1, (0.05, 0.3), "assumed", "Fear that detention leaves in everyone",
                  "Peur que la détention laisse à chacun", role="level"),
        Parameter("fear.preemptive", 0.8, "logit", 0, 5, (0, 2), "assumed", "Effect of full fear on striking first",
                  "Effet de la peur entière sur le coup préventif"),
        Parameter("fear.silence", 0.8, "logit", 0, 5, (0, 2), "assumed", "Effect of full fear against talking",
                  "Effet de la peur entière contre la parole"),
        Parameter("fear.withdraw", 0.8, "logit", 0, 5, (0, 2), "assumed", "Effect of full fear on withdrawing",
                  "Effet de la peur entière sur le retrait"),
    ),
    reads=("inmates.place", "inmates.cell", "inmates.vulnerability", "wings.efficacy", "cells.n", "cells.who",
           "prison.n_order", "order", "seat"),
    writes=("inmates.fear",),
    dusk=dusk,
)
