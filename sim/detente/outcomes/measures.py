"""The table of measures: every outcome once, with its formula, unit, direction and words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .costs import COST_LABELS, euros_each
from .facts import NAN, Facts, facts, ratio
from .measure import Measure
from .repetition import (
    AGAIN_DAYS, RECEIVED, behind_half, dispersion, repeat_victims, reports_each, top_tenth, violent_again,
)
from .words import RESPONSE_WORDS

if TYPE_CHECKING:
    from ..engine import Run


def _rate(key: str, tally: str, direction: int, group: str, en: str, fr: str, by: float = 1000.0) -> Measure:
    unit = {1000.0: "per_1000", 10000.0: "per_10000", 1.0: "per_inmate_year"}[by]
    return Measure(key, lambda f: f.per(tally, by), unit, direction, group, en, fr)


def _level(key: str, direction: int, group: str, en: str, fr: str) -> Measure:
    return Measure(key, lambda f: f.level(key), "level", direction, group, en, fr)


def _staff(key: str, direction: int, en: str, fr: str, level: str | None = None) -> Measure:
    return Measure(key, lambda f: f.staff(level or key), "level", direction, "staff", en, fr)


def _once(name: str, make: Callable[[Facts], Any]) -> Callable[[Facts], Any]:
    """The same intermediate figure for several measures, worked out once a run."""
    def get(f: Facts) -> Any:
        if name not in f.__dict__:
            f.__dict__[name] = make(f)
        return f.__dict__[name]
    return get


_reports = _once("_reports_each", reports_each)
_euros = _once("_euros_each", euros_each)

def _again(days: int, answer: str | None = None) -> Callable[[Facts], float]:
    return lambda f: violent_again(f, days, answer)


def _cost(item: str) -> Callable[[Facts], float]:
    return lambda f: ratio(_euros(f).get(item, 0.0), f.years)


_PRESENT_EN = "People present at the end for at least 180 days (half of a shorter run); those who left are not counted."
_PRESENT_FR = ("Personnes présentes à la fin depuis au moins 180 jours (la moitié d’une simulation plus courte)\u202f; celles"
               " qui sont parties ne sont pas comptées.")
_FOLLOWED_EN = "Acts of people still present at the end, early enough to be followed; nobody who left is counted."
_FOLLOWED_FR = "Actes de personnes encore présentes à la fin, assez anciens pour être suivis\u202f; les sortants sont exclus."

_VIOLENCE = (
    _rate("assaults", "assaults", -1, "violence", "Assaults between inmates", "Agressions entre personnes détenues"),
    _rate("serious", "serious", -1, "violence", "Serious assaults between inmates",
          "Agressions graves entre personnes détenues"),
    _rate("threats", "threats", -1, "violence", "Threats", "Menaces"),
    _rate("disputes_settled", "settled", 1, "violence", "Disputes settled early", "Disputes réglées tôt"),
    Measure("settled_share", lambda f: ratio(f.n("settled"), f.n("frictions")), "share", 1, "violence",
            "Share of frictions settled by talk or by somebody who calms",
            "Part des frictions réglées par la parole ou par quelqu’un qui apaise"),
    Measure("revenge_share", lambda f: ratio(f.n("revenge"), f.n("assaults")), "share", -1, "violence",
            "Share of assaults carried by a grudge", "Part des agressions portées par une rancune"),
    _rate("staff_assaults", "staff_assaults", -1, "staff_violence", "Assaults on staff", "Agressions du personnel"),
    _rate("staff_serious", "staff_serious", -1, "staff_violence", "Assaults on staff with sick leave",
          "Agressions du personnel avec arrêt de travail"),
    _rate("staff_verbal", "staff_verbal", -1, "staff_violence", "Verbal abuse of staff",
          "Agressions verbales du personnel"),
    _rate("refusals", "refusals", -1, "staff_violence", "Refusals and rule-breaking", "Refus et manquements"),
    _rate("recorded_assaults", "recorded_assaults", 0, "recorded", "Assaults between inmates, recorded",
          "Agressions entre personnes détenues, consignées"),
    _rate("recorded_threats", "recorded_threats", 0, "recorded", "Threats, recorded", "Menaces, consignées"),
    _rate("recorded_refusals", "recorded_refusals", 0, "recorded", "Refusals, recorded", "Refus, consignés"),
    _rate("recorded_staff_verbal", "recorded_staff_verbal", 0, "recorded", "Verbal abuse of staff, recorded",
          "Agressions verbales du personnel, consignées"),
    _rate("recorded_staff_assaults", "recorded_staff_assaults", 0, "recorded", "Assaults on staff, recorded",
          "Agressions du personnel, consignées"),
    Measure("recorded_share", lambda f: ratio(f.n("recorded_assaults"), f.n("assaults")), "share", 0, "recorded",
            "Share of assaults between inmates that staff recorded",
            "Part des agressions entre personnes détenues que le personnel a consignées"),
    _rate("reports", "reports", 0, "recorded", "Incident reports", "Comptes rendus d’incident", 1.0),
)

_REPETITION = (
    Measure("reports_variance_mean", lambda f: dispersion(_reports(f))[0], "ratio", 0, "repetition",
            "Reports per person: variance over mean", "Comptes rendus par personne\u202f: variance sur moyenne",
            _PRESENT_EN, _PRESENT_FR),
    Measure("reports_k", lambda f: dispersion(_reports(f))[1], "ratio", 0, "repetition",
            "Reports per person: k of the negative binomial (moments)",
            "Comptes rendus par personne\u202f: k de la binomiale négative (moments)", _PRESENT_EN, _PRESENT_FR),
    Measure("no_report_share", lambda f: ratio(int((_reports(f) == 0).sum()), _reports(f).shape[0]), "share", 0,
            "repetition", "Share of people without a report", "Part des personnes sans compte rendu",
            _PRESENT_EN, _PRESENT_FR),
    Measure("top_tenth_share", lambda f: top_tenth(_reports(f)), "share", 0, "repetition",
            "Share of reports carried by the tenth with most", "Part des comptes rendus portée par le dixième le plus signalé",
            _PRESENT_EN, _PRESENT_FR),
    Measure("repeat_victims", repeat_victims, "share", -1, "repetition",
            "Share of victims assaulted more than once", "Part des victimes agressées plus d’une fois"),
    Measure("behind_half", behind_half, "share", 0, "repetition", "Share of inmates behind half of the violence",
            "Part des personnes à l’origine de la moitié des violences"),
    *(Measure(f"again_{days}", _again(days), "share", -1, "repetition",
              f"Violent again within {days} days", f"Nouvelle violence dans les {days} jours", _FOLLOWED_EN, _FOLLOWED_FR)
      for days in AGAIN_DAYS),
    *(Measure(f"again_{days}_{answer}", _again(days, answer), "share", -1,
              "repetition", f"Violent again within {days} days, after: {RESPONSE_WORDS[answer][0]}",
              f"Nouvelle violence dans les {days} jours, après\u202f: {RESPONSE_WORDS[answer][1]}",
              _FOLLOWED_EN, _FOLLOWED_FR)
      for answer in RECEIVED for days in AGAIN_DAYS),
)

_DISTRESS = (
    _rate("suicides", "suicides", -1, "distress", "Suicides", "Suicides", 10000.0),
    Measure("suicide_hazard", lambda f: 10000.0 * ratio(f.hazard_added, f.years), "per_10000", -1, "distress",
            "Suicides expected from the accumulated hazard", "Suicides attendus d’après le risque accumulé",
            "Steadier than the events, which are rare.", "Plus stable que les événements, qui sont rares."),
    _rate("selfharm", "selfharm", -1, "distress", "Self-harm crises", "Crises d’automutilation"),
    _level("distress", -1, "distress", "Distress", "Détresse"),
    _rate("confided", "confided", 1, "distress", "Times somebody confided", "Confidences reçues", 1.0),
)

_ANSWERS = (
    _rate("cell_days", "cell_days", -1, "answers", "Disciplinary-cell days given", "Jours de quartier disciplinaire prononcés"),
    Measure("cell_time_share", lambda f: ratio(f.n("isolated_days"), f.n("inmate_days")), "share", -1,
            "answers", "Share of person-time in the disciplinary cell", "Part du temps passée au quartier disciplinaire"),
    Measure("reoffending", lambda f: ratio(f.n("reoffending_mille") / 1000.0, f.n("releases")), "share", -1, "reintegration",
            "Proxy: chance of a new conviction within a year of release",
            "Indicateur : risque d’une nouvelle condamnation dans l’année",
            "An average over releases, never about a person.", "Une moyenne sur les sorties, jamais sur une personne."),
    _rate("cell_sanctions", "cell_sanctions", -1, "answers", "Placements in the disciplinary cell",
          "Placements au quartier disciplinaire"),
    _rate("confined_days", "confined_days", -1, "answers", "Days of confinement", "Jours de confinement"),
    _rate("sanctions", "sanctions", 0, "answers", "Sanctions", "Sanctions"),
    _rate("commissions", "commissions", 0, "answers", "Cases before the disciplinary commission",
          "Passages en commission de discipline"),
    _rate("transfers", "transfers", -1, "answers", "Transfers by order", "Transferts par mesure d’ordre"),
    _rate("prosecutions", "prosecutions", -1, "answers", "Prosecutions", "Poursuites pénales"),
    _rate("searches", "searches", 0, "answers", "Searches", "Fouilles", 1.0),
)

_RELATION = (
    _rate("mediations_offered", "mediations_offered", 0, "relation", "Mediations offered", "Médiations proposées"),
    Measure("mediation_accepted", lambda f: ratio(f.n("mediations_accepted"), f.n("mediations_offered")), "share", 1,
            "relation", "Share of mediations offered that both accept", "Part des médiations proposées que les deux acceptent"),
    _rate("mediations_held", "mediations_held", 0, "relation", "Mediations held", "Médiations tenues"),
    Measure("mediation_agreed", lambda f: ratio(f.n("mediations_agreed"), f.n("mediations_held")), "share", 1, "relation",
            "Share of mediations held that end in agreement", "Part des médiations tenues qui aboutissent à un accord"),
    Measure("mediation_kept", lambda f: max(0.0, 1.0 - ratio(f.n("mediations_broken"), f.n("mediations_agreed")))
            if f.n("mediations_agreed") else NAN, "share", 1, "relation",
            "Share of agreements not broken by an assault", "Part des accords non rompus par une agression"),
    _rate("mediations_broken", "mediations_broken", -1, "relation", "Agreements broken", "Accords rompus"),
    _rate("circles", "circles", 0, "relation", "Restorative circles", "Cercles restauratifs"),
    _rate("facilitator_calmed", "facilitator_calmed", 1, "relation", "Disputes calmed by a facilitator",
          "Disputes apaisées par un facilitateur"),
    _rate("facilitator_listened", "facilitator_listened", 1, "relation", "Times a facilitator or support peer listened",
          "Écoutes par un facilitateur ou un codétenu de soutien"),
    _rate("facilitator_referrals", "facilitator_referrals", 0, "relation", "Referrals to mediation by a facilitator",
          "Orientations vers la médiation par un facilitateur"),
    _rate("warnings_heeded", "warnings_heeded", 1, "relation", "Brewing quarrels that staff noticed",
          "Conflits naissants repérés par le personnel"),
    _level("familiarity", 1, "relation", "Best rapport with an officer", "Meilleur lien avec un surveillant"),
    Measure("relation_minutes", lambda f: 7.0 * ratio(f.n("minutes_relation"), f.n("inmate_days")), "minutes_week", 1,
            "relation", "Officer minutes given to relation", "Minutes de surveillant données à la relation"),
)

_CLIMATE = (
    _level("tension", -1, "climate", "Tension", "Tension"),
    _level("fear", -1, "climate", "Fear", "Peur"),
    _level("legitimacy", 1, "climate", "Legitimacy of staff", "Légitimité du personnel"),
    _level("norm", 1, "climate", "Norm of non-violence", "Norme de non-violence"),
    _level("status", 0, "climate", "Standing among inmates", "Statut parmi les personnes détenues"),
    _level("boredom", -1, "climate", "Boredom", "Ennui"),
    _level("known", 1, "climate", "What staff know of people", "Connaissance des personnes par le personnel"),
    _level("risk", 0, "climate", "Perceived sanction risk", "Risque de sanction perçu"),
    _level("defiance", -1, "climate", "Defiance", "Défi face à la sanction"),
)

_STAFF = (
    _staff("stress", -1, "Officers' stress", "Stress des surveillants"),
    _staff("satisfaction", 1, "Officers' satisfaction", "Satisfaction des surveillants"),
    _staff("authority", 1, "Officers' authority in inmates' eyes", "Autorité des surveillants aux yeux des personnes détenues"),
    _staff("resistance", -1, "Resistance to change", "Résistance au changement"),
    _staff("climate", 1, "Climate between staff and management", "Climat entre personnel et direction"),
    _staff("skill_respect", 1, "Communication skill of officers", "Savoir-faire relationnel des surveillants"),
    Measure("absence", lambda f: ratio(f.n("absences"), f.staff_days), "share", -1, "staff", "Absence of officers",
            "Absence des surveillants"),
    Measure("incident_minutes", lambda f: 7.0 * ratio(f.n("minutes_incidents"), f.n("inmate_days")), "minutes_week", -1,
            "staff", "Officer minutes lost to incidents", "Minutes de surveillant perdues en incidents"),
    _rate("reform_blocked", "reform_blocked", -1, "staff", "Times a reform was blocked by conflict",
          "Blocages d’une réforme par un conflit social"),
)

_REINTEGRATION = (
    _level("skill", 1, "reintegration", "Social skills", "Compétences sociales"),
    Measure("skill_end", lambda f: f.end("skill"), "level", 1, "reintegration", "Social skills, on the last day",
            "Compétences sociales, le dernier jour"),
    Measure("followup_end", lambda f: f.end("followup"), "level", 1, "reintegration",
            "Engagement in follow-up, on the last day", "Engagement dans le suivi, le dernier jour"),
    _rate("activity_hours", "activity_hours", 1, "reintegration", "Hours of activity", "Heures d’activité", 1.0),
    _level("influence", -1, "reintegration", "Hold of radical recruiters", "Emprise de recruteurs radicaux"),
    _level("alienation", -1, "reintegration", "Alienation", "Aliénation"),
    _rate("recruited", "recruited", -1, "reintegration", "People won over by a recruiter",
          "Personnes gagnées par un recruteur"),
)

_COST = (
    Measure("euros_total", lambda f: ratio(sum(_euros(f).values()), f.years), "euros", -1, "cost", "Cost, all items counted",
            "Coût, tous postes comptés", "Read differences, not budgets: the inmate-day is an average of 2013.",
            "À lire en différences, non comme un budget\u202f: la journée de détention est une moyenne de 2013."),
    *(Measure(f"euros_{item}", _cost(item), "euros", -1, "cost", en, fr)
      for item, (en, fr) in COST_LABELS.items()),
)

MEASURES: tuple[Measure, ...] = (*_VIOLENCE, *_REPETITION, *_DISTRESS, *_ANSWERS, *_RELATION, *_CLIMATE, *_STAFF,
                                 *_REINTEGRATION, *_COST)
BY_KEY: dict[str, Measure] = {m.key: m for m in MEASURES}


def summarise(run: Run | Facts) -> dict[str, float]:
    """Every measure of a run, by key.

    Parameters
    ----------
    run : Run

    Returns
    -------
    dict of str to float
        ``nan`` where a measure has no meaning in this run (no mediation held, nobody to follow ...). Measures of the
        network are apart, see `network.network_measures`.
    """
    f = facts(run)
    return {m.key: float(m.formula(f)) for m in MEASURES}
