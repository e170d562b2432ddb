"""M25 Staff-management climate: assaults on staff and imposed reforms wear it; it costs minutes or blocks a reform."""

from __future__ import annotations

from ..declare import Mechanism, Parameter
from ..world.chance import chain, purpose, uniform
from ..world.codes import K_BLOCKED
from ..world.compiled import kernel
from ..world.people import clip01
from ..world.records import FIXED
from ..world.reform import imposed

CONFLICT = purpose(2501, "a conflict between staff and management breaks out this week")

ORDINARY = 0.6      # climate of a prison with neither reform nor unusual stress
STRESSED = 0.4      # ordinary stress of staff


@kernel
def assault(w, p, serious):
    """An officer has been assaulted: the smaller the prison, the more everyone feels it."""
    s = w.prison[0]
    loss = p.climate_assault * (2.0 if serious else 1.0) * 100.0 / max(50, s.n)
    s.climate -= min(0.9, loss) * s.climate


@kernel
def _mean_stress(w):
    total = 0
    n = 0
    for i in range(w.officers.shape[0]):
        o = w.officers[i]
        if o.here == 1:
            total += int(o.stress * FIXED)
            n += 1
    return total / FIXED / n if n > 0 else STRESSED


@kernel
def dusk(w, p):
    """Climate drifts to what reform and stress leave of it; below a threshold a conflict may break out each week."""
    s = w.prison[0]
    total = 0
    for v in range(w.wings.shape[0]):
        total += int(imposed(w.levers, v) * FIXED)
    aim = ORDINARY - p.climate_imposed * total / FIXED / w.wings.shape[0]
    if p.on_stress:
        aim -= p.climate_stress * (_mean_stress(w) - STRESSED)
    aim = clip01(aim)
    s.climate = aim + (s.climate - aim) * 0.5 ** (1.0 / p.climate_half_life)
    if s.weekday == 0 and s.climate < p.climate_threshold and s.blocked_until < s.day:
        if uniform(chain(chain(s.key, CONFLICT), s.day)) < p.climate_conflict:
            s.blocked_until = s.day + int(p.climate_blocked + 0.5)
            w.wings[0].tally[K_BLOCKED] += 1


MECHANISM = Mechanism(
    id="M25", key="climate",
    en="Staff-management climate: assaults on staff and imposed reforms wear it; it costs minutes or blocks a reform",
    fr="Climat entre agents et direction\u202f: agressions et réformes imposées l’usent\u202f; il coûte des"
       " minutes ou bloque une"
       " réforme",
    parameters=(
        Parameter("climate.minutes", 0.15, "share", 0, 1, (0.02, 0.4), "C-WORKCL",
                  "Share of officer minutes lost at the worst climate",
                  "Part des minutes d’agent perdue au pire climat", role="share"),
        Parameter("climate.assault", 0.05, "0..1", 0, 0.9, (0.01, 0.15), "assumed",
                  "Climate lost by an assault on staff in a prison of 100",
                  "Climat perdu par une agression d’agent dans une prison de 100 personnes"),
        Parameter("climate.half_life", 60.0, "days", 2, 1000, (20, 180), "assumed", "Half-life of the climate",
                  "Demi-vie du climat", role="time"),
        Parameter("climate.imposed", 0.25, "0..1", 0, 1, (0.05, 0.5), "C-STRESS", "Climate lost by a full imposed reform",
                  "Climat perdu par une réforme entièrement imposée"),
        Parameter("climate.stress", 0.3, "0..1", 0, 2, (0.05, 0.8), "C-STRESS", "Climate lost by full stress of staff",
                  "Climat perdu par un stress entier des agents"),
        Parameter("climate.threshold", 0.4, "0..1", 0, 1, (0.25, 0.5), "assumed",
                  "Climate below which conflicts break out", "Climat sous lequel des conflits éclatent", role="level"),
        Parameter("climate.conflict", 0.15, "per week", 0, 1, (0.03, 0.4), "assumed",
                  "Chance of a conflict in a week below the threshold",
                  "Probabilité hebdomadaire de conflit sous le seuil", role="rate"),
        Parameter("climate.blocked", 14.0, "days", 1, 180, (5, 45), "assumed", "Days that a conflict blocks the reform",
                  "Jours de blocage de la réforme par un conflit", role="time"),
    ),
    reads=("officers.stress", "levers.relation_share", "levers.training_respect", "levers.training_mediation",
           "levers.training_restorative", "levers.staff_involvement", "prison.n"),
    writes=("wings.tally", "prison.climate", "prison.blocked_until"),
    sources=("C-STRESS", "A-MEDIA"), dusk=dusk,
)
