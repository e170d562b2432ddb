"""How far a reform of relations is under way in a wing, and how far it is imposed on staff, read off the levers."""

from __future__ import annotations

from .compiled import kernel

USUAL_RELATION = 0.35   # relation_share of an ordinary prison
USUAL_TRAINING = 0.20   # sum of the three training shares of an ordinary prison


@kernel
def under_way(levers, v):
    """0 business as usual .. 1 a reform in full: relation minutes or training above what is usual in wing v."""
    prison = levers[0]
    trained = prison.training_respect + prison.training_mediation + prison.training_restorative
    x = 1.5 * max(0.0, levers[v].relation_share - USUAL_RELATION) + 0.5 * max(0.0, trained - USUAL_TRAINING)
    return min(1.0, x)


@kernel
def imposed(levers, v):
    """0 no reform, or built with staff .. 1 a full reform imposed on them."""
    return under_way(levers, v) * (1.0 - levers[0].staff_involvement)
