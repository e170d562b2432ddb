"""C21: violence creates tensions between administration and unions."""

from __future__ import annotations

from ..outcomes import summarise
from ..outcomes.facts import Facts
from ..studies.experiment import Arm, Pool
from ..world.codes import S_CLIMATE
from .claim import Axis, Claim, Effect, Flip
from .dose import gap
from .prison import small

UNHURT = {"staff_violence.blow": -8.0}
"""Insults to staff turn physical about once in three thousand: the lowest value that the parameter may have."""
IMPOSED = {"relation_share": 0.65, "training_respect": 0.5, "training_mediation": 0.3, "staff_involvement": 0.0}


def measure(run) -> dict[str, float]:
    """All measures; conflicts of staff and management a year, and share of days with a climate in which they may break out."""
    f = Facts(run)
    low = f.series.staff[:, S_CLIMATE] < run.parameters.climate_threshold
    return summarise(f) | {"conflicts": float(f.n("reform_blocked")) * 365.0 / max(1, f.days), "at_risk": float(low.mean())}


def _arms() -> list[Arm]:
    usual, imposed = small(), small().with_(levers=IMPOSED)
    return [Arm("unhurt", usual, UNHURT), Arm("usual", usual), Arm("imposed_unhurt", imposed, UNHURT), Arm("imposed", imposed)]


def _beside(pool: Pool) -> float:
    """Climate lost to assaults, for each point lost to an imposed reform, both from the prison with neither."""
    lost = pool.mean("unhurt", "climate") - pool.mean("imposed_unhurt", "climate")
    return (pool.mean("unhurt", "climate") - pool.mean("usual", "climate")) / lost if lost > 0 else float("nan")


CLIMATE = Claim(
    key="C21",
    en="Violence against staff creates tensions between the administration and the trade unions",
    fr="Les violences contre le personnel créent des tensions entre l’administration et les organisations syndicales",
    mechanisms=("climate", "staff_violence", "stress"),
    arms=_arms, measure=measure, varies=("levers.", "parameters.staff_violence.blow"),
    effects=(
        Effect("C21.climate", "Climate between staff and management: with the assaults on staff of today, less without",
               "Climat entre personnel et direction\u202f: avec les agressions d’agents d’aujourd’hui, moins sans",
               gap("usual", "unhurt", "climate"), -1, "level", 0.02),
        Effect("C21.at_risk",
               "Share of days on which a conflict may break out, a reform being imposed: with the assaults of today, less"
               " without",
               "Part des jours où un conflit peut éclater, une réforme étant imposée\u202f: avec les agressions d’aujourd’hui,"
               " moins sans", gap("imposed", "imposed_unhurt", "at_risk"), 1, "share", 0.05),
        Effect("C21.conflicts", "Conflicts a year while a reform is imposed: with the assaults of today, less without",
               "Conflits par an pendant une réforme imposée\u202f: avec les agressions d’aujourd’hui, moins sans",
               gap("imposed", "imposed_unhurt", "conflicts"), 1, "count", 0.25, main=False),
        Effect("C21.usual_conflicts", "Conflicts a year without a reform: with the assaults of today, less without",
               "Conflits par an sans réforme\u202f: avec les agressions d’aujourd’hui, moins sans",
               gap("usual", "unhurt", "conflicts"), 1, "count", 0.25, main=False),
        Effect("C21.beside",
               "Climate lost to assaults for each point that an imposed reform costs", "Climat perdu par les agressions"
               " pour chaque point que coûte une réforme imposée", _beside, 1, "ratio", 0.25, main=False),
        Effect("C21.stress", "Stress of officers: with the assaults of today, less without",
               "Stress des agents\u202f: avec les agressions d’aujourd’hui, moins sans",
               gap("usual", "unhurt", "stress"), 1, "level", 0.01, main=False),
        Effect("C21.relation", "Officer minutes left for relation, a week and inmate: with the assaults of today, less without",
               "Minutes de surveillant restant pour la relation, par semaine et personne\u202f: avec les agressions"
               " d’aujourd’hui, moins sans",
               gap("usual", "unhurt", "relation_minutes"), -1, "minutes_week", 0.3, main=False),
    ),
    flip=Flip(Axis("parameter", "climate.half_life", (20.0, 60.0, 100.0, 140.0, 180.0)),
              Axis("parameter", "climate.assault", (0.01, 0.045, 0.08, 0.115, 0.15)),
              lambda: Arm("unhurt", small().with_(levers=IMPOSED), UNHURT), lambda: small().with_(levers=IMPOSED), "at_risk", 1,
              en="Share of days on which a conflict may break out, a reform being imposed: with assaults on staff, less"
                 " without",
              fr="Part des jours où un conflit peut éclater, une réforme étant imposée\u202f: avec les agressions d’agents,"
                 " moins sans"),
    how_en="A maison d'arrêt of 300 as today and during a reform imposed on staff, each with the assaults on staff that"
           " come about and with practically none; insults go on. The model assumes that each assault wears the climate a"
           " little and that it mends with time; what is tested is whether today's number of assaults keeps it low, and"
           " whether conflicts break out more often. The claim is refuted if the climate and the number of conflicts are"
           " the same without assaults. Beside stands what an imposed reform costs the climate, for measure: tensions may"
           " have other causes.",
    how_fr="Une maison d’arrêt de 300 personnes telle qu’aujourd’hui, puis pendant une réforme imposée au personnel, chaque"
           " fois avec les agressions d’agents qui surviennent et presque sans\u202f; les insultes continuent. Le modèle"
           " suppose que chaque agression use un peu le climat et qu’il se répare avec le temps\u202f; on teste si le"
           " nombre d’agressions d’aujourd’hui le maintient bas, et si les conflits éclatent plus souvent. L’affirmation"
           " est réfutée si le climat et le nombre de conflits sont les mêmes sans agressions. À côté figure ce que coûte"
           " au climat une réforme imposée, pour mesure\u202f: les tensions peuvent avoir d’autres causes.",
    ask_en="After the last assault on a colleague, what did management do in the next two days, and what would have changed"
           " the mood?",
    ask_fr="Après la dernière agression d’un collègue, qu’a fait la direction dans les deux jours, et qu’est-ce qui aurait"
           " changé le climat\u202f?",
)
