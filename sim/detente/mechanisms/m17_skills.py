"""M17 Social skills: work, class and the Respect regime teach; skills fade unused. Who has a place: ``activities.py``."""

from __future__ import annotations

from ..declare import Mechanism, Parameter
from ..world.codes import CLASS, NO_ACTIVITY, RESPECT
from ..world.compiled import kernel

@kernel
def dusk(w, p):
    """A day's learning and forgetting."""
    s = w.prison[0]
    fade = 1.0 - 0.5 ** (1.0 / p.skills_half_life)
    for i in range(w.inmates.shape[0]):
        a = w.inmates[i]
        if a.here == 0:
            continue
        lever = w.levers[a.wing]
        base = 0.45 - 0.2 * (a.impulsivity - 0.45)
        gain = 0.0
        if s.weekday < 5 and a.activity != NO_ACTIVITY and a.isolated_until < 0:
            gain = p.skills_teach * lever.activity_hours / 20.0 * (1.3 if a.activity == CLASS else 0.8)
        if lever.regime == RESPECT:
            gain += p.skills_respect
            a.norm += 0.3 * p.skills_respect * (1.0 - a.norm)
        a.skill += gain * (0.9 - a.skill)
        if a.skill > base:
            a.skill -= fade * (a.skill - base)


MECHANISM = Mechanism(
    id="M17", key="skills",
    en="Social skills: work, class and the Respect regime teach; skills fade unused",
    fr="Compétences sociales\u202f: travail, classe et régime Respect enseignent\u202f; l’oubli suit l’inaction",
    parameters=(
        Parameter("skills.teach", 0.004, "per day", 0, 0.1, (0.001, 0.01), "C-FG06",
                  "What a day of a 20-hours-a-week place teaches", "Ce qu’enseigne un jour à 20 heures par semaine",
                  role="rate"),
        Parameter("skills.respect", 0.002, "per day", 0, 0.1, (0, 0.006), "A-RESP-EFF",
                  "What a day under the Respect regime teaches", "Ce qu’enseigne un jour en régime Respect", role="rate"),
        Parameter("skills.half_life", 90.0, "days", 5, 1000, (45, 180), "C-THERAPY", "Half-life of skills unused",
                  "Demi-vie des compétences inutilisées", role="time"),
        Parameter("skills.strike", 1.6, "logit", 0, 6, (0.5, 3), "C-FG06", "Effect of full skills against striking",
                  "Effet des compétences entières contre le coup"),
        Parameter("skills.talk", 2.0, "logit", 0, 6, (0.5, 3.5), "assumed", "Effect of full skills on talking",
                  "Effet des compétences entières sur la parole"),
    ),
    reads=("inmates.impulsivity", "inmates.activity", "inmates.isolated_until", "levers.activity_hours", "levers.regime"),
    writes=("inmates.skill", "inmates.norm"),
    sources=("C-FG06", "C-THERAPY", "A-RESP-EFF"), dusk=dusk,
)
