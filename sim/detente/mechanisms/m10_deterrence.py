"""M10 Deterrence and defiance: perceived risk is learnt and fades; sanction felt unjust breeds defiance instead."""

from __future__ import annotations

from ..declare import Mechanism, Parameter
from ..world.codes import K_TIES
from ..world.compiled import kernel


@kernel
def learn(w, p, i, severity, fair):
    """An answer of this severity, felt fair or not: its author, his friends and the wing draw their conclusions."""
    a = w.inmates[i]
    g = w.wings[a.wing]
    g.hearsay += p.deterrence_heard * (severity - g.hearsay)
    a.risk += p.deterrence_own * (severity - a.risk)
    if fair == 0:
        a.defiance += p.deterrence_unfair * severity * (1.0 - a.defiance)
    elif severity > 0.0:
        a.defiance -= 0.3 * p.deterrence_unfair * a.defiance
    for k in range(K_TIES):
        j = w.knows[i, k]
        if j >= 0 and w.bonds[i, k].strength > 0.2:
            b = w.inmates[j]
            b.risk += p.deterrence_seen * (severity - b.risk)
            if fair == 0:
                b.defiance += 0.15 * p.deterrence_unfair * severity * (1.0 - b.defiance)


@kernel
def unpunished(w, p, i):
    """Nothing came of it, and that is told too."""
    a = w.inmates[i]
    g = w.wings[a.wing]
    a.risk -= 0.5 * p.deterrence_own * a.risk
    g.hearsay -= 0.5 * p.deterrence_heard * g.hearsay


@kernel
def dusk(w, p):
    """Both fade: risk towards what the wing tells of its answers, defiance towards none."""
    keep = 0.5 ** (1.0 / p.deterrence_half_life)
    slower = 0.5 ** (0.5 / p.deterrence_half_life)
    for i in range(w.inmates.shape[0]):
        a = w.inmates[i]
        if a.here == 1:
            told = w.wings[a.wing].hearsay
            a.risk = told + (a.risk - told) * keep
            a.defiance = 0.05 + (a.defiance - 0.05) * slower


MECHANISM = Mechanism(
    id="M10", key="deterrence",
    en="Deterrence: perceived certainty times severity, learnt and fading; injustice breeds defiance instead",
    fr="Dissuasion\u202f: certitude et sévérité perçues, apprises puis oubliées\u202f; l’injustice nourrit la défiance",
    parameters=(
        Parameter("deterrence.own", 0.30, "share", 0, 1, (0.1, 0.6), "assumed", "What one's own sanction teaches",
                  "Ce qu’apprend sa propre sanction"),
        Parameter("deterrence.seen", 0.05, "share", 0, 1, (0.01, 0.15), "assumed", "What a friend's sanction teaches",
                  "Ce qu’apprend la sanction d’un ami"),
        Parameter("deterrence.heard", 0.01, "share", 0, 1, (0.002, 0.03), "assumed",
                  "What one answer moves the wing's talk about answers",
                  "Ce qu’une réponse change à ce qui se dit dans l’aile", role="rate"),
        Parameter("deterrence.half_life", 30.0, "days", 1, 730, (10, 90), "assumed",
                  "Half-life of the lesson (twice as long for defiance)",
                  "Demi-vie de la leçon (double pour la défiance)", role="time"),
        Parameter("deterrence.unfair", 0.35, "0..1", 0, 1, (0.1, 0.7), "C-PJ-SEV", "Defiance bred by a full unjust sanction",
                  "Défiance née d’une sanction injuste entière"),
        Parameter("deterrence.strike", 1.6, "logit", 0, 6, (0.3, 3), "assumed", "Effect of full perceived risk on striking",
                  "Effet du risque perçu entier sur le coup"),
        Parameter("deterrence.breach", 1.2, "logit", 0, 6, (0.3, 2.5), "assumed",
                  "Effect of full perceived risk on rule-breaking", "Effet du risque perçu entier sur les manquements"),
        Parameter("deterrence.defiance", 1.2, "logit", 0, 6, (0.3, 2.5), "C-PJ-SEV", "Effect of full defiance",
                  "Effet de la défiance entière"),
    ),
    reads=("bonds.strength", "knows"),
    writes=("inmates.risk", "inmates.defiance", "wings.hearsay"),
    sources=("C-PJ-SEV", "C-SEG-OH", "C-SEG-TX"), dusk=dusk,
)
