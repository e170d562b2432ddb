"""C20: violence impedes the work against reoffending and disrupts that of staff."""

from __future__ import annotations

from ..outcomes import summarise
from ..outcomes.facts import Facts
from ..studies.experiment import Arm
from .c15_stress import QUIET
from .claim import Axis, Claim, Effect, Flip
from .dose import change, gap
from .prison import small


def measure(run) -> dict[str, float]:
    """All measures; engagement in follow-up as a mean of the days, assessments a year, share of minutes that incidents take."""
    f = Facts(run)
    minutes = {use: f.n(f"minutes_{use}") for use in ("relation", "control", "incidents")}
    return summarise(f) | {"followup": f.level("followup"), "assessments": f.per("assessments", 1.0),
                           "busy_share": minutes["incidents"] / max(1, sum(minutes.values()))}


def _arms() -> list[Arm]:
    return [Arm("none", small().with_(switches={"escalation": False}), QUIET),
            Arm("inmates", small(), QUIET), Arm("usual", small())]


MISSIONS = Claim(
    key="C20",
    en="Violence impedes the efforts against reoffending and disrupts the work of staff",
    fr="La violence entrave tous les efforts contre la récidive et perturbe le travail du personnel",
    mechanisms=("escalation", "staff_violence", "skills", "probation", "fear"),
    arms=_arms, measure=measure, varies=("switches.escalation", "parameters.staff_violence.verbal"),
    effects=(
        Effect("C20.reoffending",
               "Chance of a new conviction within a year of release: with the violence of today, less without any",
               "Risque d’une nouvelle condamnation dans l’année de la sortie\u202f: avec la violence d’aujourd’hui, moins"
               " sans aucune",
               gap("usual", "none", "reoffending"), 1, "share", 0.005),
        Effect("C20.relation", "Officer minutes left for relation: with the violence of today against none, relative change",
               "Minutes de surveillant restant pour la relation\u202f: avec la violence d’aujourd’hui comparée à sans,"
               " variation relative",
               change("usual", "none", "relation_minutes"), -1, "share", 0.05),
        Effect("C20.followup",
               "Engagement in follow-up: with violence, less without", "Engagement dans le suivi\u202f: avec la violence,"
               " moins sans", gap("usual", "none", "followup"), -1, "level", 0.005, main=False),
        Effect("C20.assessments", "Assessments made by probation: with violence against none, relative change",
               "Évaluations faites par la probation\u202f: avec la violence comparée à sans, variation relative",
               change("usual", "none", "assessments"), -1, "share", 0.02, main=False),
        Effect("C20.skill", "Social skills on the last day: with violence, less without",
               "Compétences sociales le dernier jour\u202f: avec la violence, moins sans",
               gap("usual", "none", "skill_end"), -1, "level", 0.005, main=False),
        Effect("C20.minutes", "Officer minutes that incidents take: with violence, less without",
               "Minutes de surveillant que prennent les incidents\u202f: avec la violence, moins sans",
               gap("usual", "none", "incident_minutes"), 1, "minutes_week", 0.5, main=False),
        Effect("C20.absence",
               "Absence of officers: with violence, less without", "Absence des agents\u202f: avec la violence, moins sans",
               gap("usual", "none", "absence"), 1, "share", 0.003, main=False),
        Effect("C20.between", "Minutes left for relation: what violence between inmates alone takes, relative change",
               "Minutes restant pour la relation\u202f: ce qu’en prend la seule violence entre personnes détenues,"
               " variation relative",
               change("inmates", "none", "relation_minutes"), -1, "share", 0.02, main=False),
    ),
    flip=Flip(Axis("lever", "inmates_per_officer", (1.5, 2.25, 3.0, 4.0, 5.0)),
              Axis("parameter", "response.incident_minutes", (40.0, 75.0, 110.0, 145.0, 180.0)),
              lambda: small().with_(switches={"escalation": False}), small, "reoffending", 1,
              en="Chance of a new conviction within a year of release: with quarrels between inmates, less without",
              fr="Risque d’une nouvelle condamnation dans l’année de la sortie\u202f: avec les querelles entre personnes"
                 " détenues, moins sans"),
    how_en="A maison d'arrêt of 300 as today, without insults and blows to staff, and without any violence at all: quarrels"
           " between inmates are switched off too; rule-breaking goes on. That incidents take minutes is so by definition."
           " What is tested is what it comes to: minutes left for relation, meetings missed because a wing is busy, places"
           " lost, skills, and a proxy of reoffending at release, an average that follows age and earlier terms far more"
           " than a year in prison. The claim is refuted if staff have as much time for relation, and people leave no more"
           " at risk, with today's violence as without any.",
    how_fr="Une maison d’arrêt de 300 personnes telle qu’aujourd’hui, puis sans insultes ni coups contre le personnel, puis"
           " sans aucune violence\u202f: les querelles entre personnes détenues sont coupées aussi\u202f; les manquements à"
           " la règle continuent. Que les incidents prennent des minutes est vrai par définition. On teste ce qui en"
           " résulte\u202f: minutes restant pour la relation, entretiens manqués parce qu’une aile est occupée, places"
           " perdues, compétences, et un indicateur de récidive à la sortie, moyenne qui suit l’âge et les peines"
           " antérieures bien plus qu’une année de prison. L’affirmation est réfutée si le personnel a autant de temps pour"
           " la relation, et si les personnes sortent sans plus de risque, avec la violence d’aujourd’hui que sans aucune.",
    ask_en="Add up last month's hours of reports, escorts and statements on your wing. Which three things were not done"
           " instead?",
    ask_fr="Additionnez les heures de comptes rendus, d’escortes et d’auditions du mois dernier dans votre aile. Quelles"
           " sont les trois choses qui n’ont pas été faites\u202f?",
)
