"""M8 Status and face: standing is won by violence or by a recognised role; face lost before others demands an answer."""

from __future__ import annotations

from ..declare import Mechanism, Parameter
from ..world.codes import FACILITATOR, NO_ROLE
from ..world.compiled import kernel
from ..world.ties import ensure


@kernel
def won(w, p, i, j):
    """A blow that lands raises its author where the wing admires it, and lowers the other."""
    a = w.inmates[i]
    b = w.inmates[j]
    a.status += p.status_violence * (1.0 - w.wings[a.wing].norm) * (1.0 - a.status)
    b.status -= 0.5 * p.status_violence * b.status


@kernel
def lost_face(w, p, i, j, watchers):
    """i backed down before j and others: it rankles."""
    if watchers == 0:
        return
    a = w.inmates[i]
    shame = a.recognition * min(1.0, watchers / 4.0)
    a.status -= 0.3 * p.status_violence * shame * a.status
    a.tension = min(1.0, a.tension + p.status_shame * shame)
    if p.on_grudge:
        k = ensure(w.knows, w.bonds, i, j, w.prison[0].day)
        w.bonds[i, k].grudge += 0.3 * shame * (1.0 - w.bonds[i, k].grudge)


@kernel
def saved_face(a, p):
    """An honourable way out, recognised by others."""
    a.recognition -= 0.1 * a.recognition
    a.status += 0.3 * p.status_role * (1.0 - a.status)


@kernel
def dusk(w, p):
    """Standing drifts back to what a record alone gives; a recognised role holds it up and lowers the need for it."""
    keep = 0.5 ** (1.0 / p.status_half_life)
    for i in range(w.inmates.shape[0]):
        a = w.inmates[i]
        if a.here == 0:
            continue
        base = 0.12 + min(0.3, 0.06 * a.prior_terms)
        if a.role != NO_ROLE:
            base += p.status_role * (1.0 if a.role == FACILITATOR else 0.7)
            a.recognition += 0.01 * (0.2 - a.recognition)
        elif a.activity > 0:
            a.recognition += 0.003 * (0.35 - a.recognition)
        a.status = base + (a.status - base) * keep


MECHANISM = Mechanism(
    id="M8", key="status",
    en="Status and face: won by violence or by a recognised role; a face-saving way out lowers the stakes",
    fr="Statut et face\u202f: gagnés par la violence ou par un rôle reconnu\u202f; une issue honorable abaisse l’enjeu",
    parameters=(
        Parameter("status.face", 0.9, "logit", 0, 5, (0.2, 2), "assumed",
                  "Effect of an audience on somebody who must not lose face",
                  "Effet d’un public sur qui ne doit pas perdre la face"),
        Parameter("status.above", 0.5, "logit", -2, 3, (0, 1.2), "assumed", "Effect of standing above the other",
                  "Effet d’un statut supérieur à l’autre"),
        Parameter("status.violence", 0.25, "0..1", 0, 1, (0.05, 0.5), "assumed", "Standing won by an assault",
                  "Statut gagné par une agression"),
        Parameter("status.role", 0.25, "0..1", 0, 1, (0.1, 0.5), "assumed", "Standing given by a recognised role",
                  "Statut donné par un rôle reconnu"),
        Parameter("status.shame", 0.10, "0..1", 0, 1, (0.02, 0.25), "assumed", "Tension left by lost face",
                  "Tension laissée par la face perdue"),
        Parameter("status.half_life", 60.0, "days", 2, 730, (20, 180), "assumed", "Half-life of standing",
                  "Demi-vie du statut", role="time"),
    ),
    reads=("inmates.activity", "inmates.role", "inmates.prior_terms", "wings.norm"),
    writes=("inmates.tension", "inmates.status", "inmates.recognition", "bonds", "knows"),
    dusk=dusk,
)
