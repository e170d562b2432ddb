"""Who comes in: an inmate or an officer drawn from French distributions, each trait from his own key.

The distributions follow ``population_fr.csv`` where it has a figure; what is only assumed says so in its line.
"""

from __future__ import annotations

import math


from ..declare import Parameter
from .chance import chain, draw_nth, kumaraswamy, normal, purpose
from .codes import CELL, MAISON_ARRET
from .compiled import kernel

ADMISSION = purpose(1, "identity of an inmate: establishment, admission number")
TRAITS = purpose(2, "traits of an inmate, one index a trait")
STAY = purpose(3, "length of a stay")
ELAPSED = purpose(4, "share of the stay already served when the run begins")
HIRING = purpose(5, "identity of an officer: establishment, hiring number")
OFFICER_TRAITS = purpose(6, "traits of an officer, one index a trait")

PARAMETERS = (
    Parameter("population.age_mean", 13.7, "years over 18", 5, 40, (11, 17), "pop:age at admission",
              "Mean age of entrants, years over 18", "Âge moyen à l’entrée, années au-delà de 18", role="level"),
    Parameter("population.age_sd", 9.9, "years", 2, 25, (8, 12), "pop:age at admission",
              "Standard deviation of the age of entrants", "Écart type de l’âge à l’entrée", role="level"),
    Parameter("population.age_step", 6.0, "years", 0, 20, (3, 9), "assumed",
              "Years that a step from remand prison to detention centre to high security adds to age",
              "Années d’âge en plus d’un type d’établissement au suivant", role="level"),
    Parameter("population.remand_share", 0.42, "share", 0, 1, (0.3, 0.55), "pop:legal status",
              "Share on remand in a maison d'arrêt", "Part des prévenus en maison d’arrêt", role="share"),
    Parameter("population.stay_months", 7.0, "months", 1, 60, (5, 10), "pop:expected stay",
              "Mean stay in a maison d'arrêt", "Séjour moyen en maison d’arrêt", role="time"),
    Parameter("population.stay_factor", 3.2, "factor", 1, 10, (2, 5), "assumed",
              "Factor on the stay from one type of prison to the next",
              "Facteur de durée de séjour d’un type d’établissement au suivant", role="time"),
    Parameter("population.stay_sigma", 0.9, "log units", 0.1, 2, (0.7, 1.2), "assumed",
              "Spread of stays (lognormal)", "Dispersion des séjours (log-normale)", role="level"),
    Parameter("population.severe_disorder", 0.09, "share", 0, 1, (0.062, 0.25), "pop:mental health 2022-23",
              "Severe mental disorder", "Trouble psychique sévère", role="share"),
    Parameter("population.mild_disorder", 0.33, "share", 0, 1, (0.2, 0.5), "pop:mental health 2022-23",
              "Mild mental disorder", "Trouble psychique léger", role="share"),
    Parameter("population.prior_violence", 0.30, "share", 0, 1, (0.156, 0.45), "pop:main offence",
              "Known for violence before", "Antécédents de violence", role="share"),
    Parameter("population.past_attempt", 0.22, "share", 0, 1, (0.1, 0.284), "pop:SMP prevalence",
              "A suicide attempt before", "Tentative de suicide antérieure", role="share"),
    Parameter("population.unruly_sigma", 1.75, "log units", 0, 2.5, (1.2, 2.0), "A-NB",
              "Spread of the personal factor on rule-breaking (lognormal)",
              "Dispersion du facteur personnel de manquement aux règles (log-normale)", role="level"),
    Parameter("population.selection", 0.4, "log units", 0, 2, (0, 0.8), "assumed",
              "What a step from remand prison to detention centre to high security adds to the personal factor: who is sent"
              " there",
              "Ce qu’un type d’établissement au suivant ajoute au facteur personnel\u202f: qui y est affecté"),
    Parameter("population.maturing", 0.6, "log units", 0, 2, (0.2, 1.0), "assumed",
              "What ten more years of age take from the personal factor on rule-breaking",
              "Ce que dix ans d’âge de plus retirent au facteur personnel de manquement"),
    Parameter("population.first_time", 0.45, "share", 0, 1, (0.3, 0.6), "assumed",
              "First time in prison", "Première incarcération", role="share"),
    Parameter("population.visited", 0.6, "share", 0, 1, (0.4, 0.75), "assumed",
              "Somebody visits", "Reçoit des visites", role="share"),
    Parameter("population.legitimacy", 0.47, "0..1", 0, 1, (0.35, 0.6), "assumed",
              "Trust in staff with which people come in, on average", "Confiance moyenne envers le personnel à l’entrée",
              role="level"),
)


@kernel
def inmate_pid(key, uid, number):
    """Person id of an admission: never a row number."""
    return chain(chain(chain(key, ADMISSION), uid), number)


@kernel
def officer_pid(key, uid, number):
    """Person id of an officer."""
    return chain(chain(chain(key, HIRING), uid), number)


@kernel
def lognormal(u, mean, sd):
    """Lognormal with the given mean and standard deviation."""
    s2 = math.log(1.0 + (sd / mean) ** 2)
    return math.exp(math.log(mean) - 0.5 * s2 + math.sqrt(s2) * normal(u))


@kernel
def clip01(x):
    """x held to [0, 1]."""
    if x < 0.0:
        return 0.0
    if x > 1.0:
        return 1.0
    return x


@kernel
def make_inmate(a, key, pid, type_code, p):
    """Fill a row with a person who comes in; every trait has its own index, so that no two share luck."""
    k = chain(key, TRAITS)
    a.pid = pid
    a.here = 1
    a.age = 18.0 + lognormal(draw_nth(k, pid, 0), p.population_age_mean, p.population_age_sd)
    a.age += p.population_age_step * type_code
    if a.age > 85.0:
        a.age = 85.0
    a.impulsivity = kumaraswamy(draw_nth(k, pid, 1), 1.8, 2.2)
    s = p.population_unruly_sigma
    settled = p.population_maturing * (min(a.age, 60.0) - 32.0) / 10.0
    a.unruliness = math.exp(s * normal(draw_nth(k, pid, 2)) - 0.5 * s * s + p.population_selection * type_code - settled)
    a.vulnerability = kumaraswamy(draw_nth(k, pid, 3), 1.5, 2.5)
    u = draw_nth(k, pid, 4)
    a.disorder = 2 if u < p.population_severe_disorder else (
        1 if u < p.population_severe_disorder + p.population_mild_disorder else 0)
    a.prior_violence = 1 if draw_nth(k, pid, 5) < p.population_prior_violence else 0
    a.first_time = 1 if draw_nth(k, pid, 6) < p.population_first_time else 0
    a.prior_terms = 0 if a.first_time == 1 else 1 + int(4.0 * draw_nth(k, pid, 7) ** 2)
    u = draw_nth(k, pid, 8)
    a.origin = 0 if u < 0.45 else (1 if u < 0.70 else (2 if u < 0.90 else 3))
    a.past_attempt = 1 if draw_nth(k, pid, 9) < p.population_past_attempt * (1.0 + 0.8 * (a.disorder - 0.5)) else 0
    a.visited = 1 if draw_nth(k, pid, 10) < p.population_visited else 0
    a.sentenced = 1 if type_code != MAISON_ARRET or draw_nth(k, pid, 11) > p.population_remand_share else 0
    _inmate_state(a, k, pid, p)
    _inmate_ledger(a)


@kernel
def _inmate_state(a, k, pid, p):
    a.tension = 0.25 + 0.3 * draw_nth(k, pid, 20)
    a.fear = clip01(0.10 + 0.35 * a.vulnerability * draw_nth(k, pid, 21) + 0.1 * a.first_time)
    a.legitimacy = clip01(p.population_legitimacy + 0.14 * normal(draw_nth(k, pid, 22)))
    a.entry_legitimacy = a.legitimacy
    a.skill = clip01(0.45 + 0.17 * normal(draw_nth(k, pid, 23)) - 0.2 * (a.impulsivity - 0.45))
    a.status = clip01(0.12 + 0.06 * a.prior_terms + 0.2 * draw_nth(k, pid, 24))
    a.recognition = kumaraswamy(draw_nth(k, pid, 25), 1.6, 2.0)
    a.norm = clip01(0.55 + 0.16 * normal(draw_nth(k, pid, 26)) - 0.12 * a.prior_violence)
    a.distress = clip01(0.22 + 0.10 * a.disorder + 0.08 * a.past_attempt + 0.12 * normal(draw_nth(k, pid, 27)))
    a.boredom = 0.5
    a.risk = 0.30
    a.defiance = 0.05 + 0.1 * draw_nth(k, pid, 28)
    a.alienation = clip01(0.25 + 0.15 * normal(draw_nth(k, pid, 29)))
    a.influence = 0.02
    a.known = 0.1 if a.prior_terms > 0 else 0.02


@kernel
def _inmate_ledger(a):
    a.place = CELL
    a.role = 0
    a.hours_out = 0.0
    a.fatigue = 0.0
    a.requests = 0.0
    a.followup = 0.0
    a.assessed = 0.2
    a.hazard = 0.0
    a.other = 0.0
    a.activity = 0
    a.animal = 0
    a.care = 0
    a.goods = 0
    a.last_response = -1
    a.owed_days = 0
    a.episode_until = -1
    a.isolated_until = -1
    a.confined_until = -1
    a.leaving = 0
    a.last_violence = -1
    a.last_response_day = -1
    a.n_violent = 0
    a.n_victim = 0
    a.n_reports = 0
    a.n_year = 0
    a.days_here = 0
    a.cell_days = 0
    a.wing = 0
    a.cell = -1


@kernel
def stay_mu(type_code, p):
    """Mean of the log of a stay in days."""
    months = p.population_stay_months
    for _ in range(type_code):
        months *= p.population_stay_factor
    return math.log(months * 30.4) - 0.5 * p.population_stay_sigma**2


@kernel
def new_stay(key, pid, type_code, p):
    """Days that somebody who enters will stay."""
    z = normal(draw_nth(chain(key, STAY), pid, 0))
    return 1 + int(math.exp(stay_mu(type_code, p) + p.population_stay_sigma * z))


@kernel
def running_stay(key, pid, type_code, p):
    """(days already served, days to come) of somebody met on an ordinary day.

    Long stays are met more often: the stay of a person in the stock is length-biased, and for a lognormal that is the
    same law with its log mean raised by sigma squared; the share served is uniform.
    """
    z = normal(draw_nth(chain(key, STAY), pid, 0))
    mu = stay_mu(type_code, p) + p.population_stay_sigma**2
    days = 2.0 + math.exp(mu + p.population_stay_sigma * z)
    served = draw_nth(chain(key, ELAPSED), pid, 0) * days
    return int(served), 1 + int(days - served)


@kernel
def make_officer(o, key, pid):
    """Fill a row with an officer; skills and orientation are those of somebody not trained for relations."""
    k = chain(key, OFFICER_TRAITS)
    o.pid = pid
    o.here = 1
    o.senior = 1 if draw_nth(k, pid, 0) < 0.15 else 0
    o.group = int(6.0 * draw_nth(k, pid, 1))
    o.service = -8.0 * math.log(draw_nth(k, pid, 2))
    if o.service > 35.0:
        o.service = 35.0
    o.temper = kumaraswamy(draw_nth(k, pid, 3), 1.5, 3.0)
    for module in range(3):
        o.skill[module] = clip01(0.25 + 0.10 * normal(draw_nth(k, pid, 4 + module)) + 0.004 * o.service)
    o.orientation = clip01(0.42 + 0.15 * normal(draw_nth(k, pid, 7)))
    o.resistance = clip01(0.45 + 0.18 * normal(draw_nth(k, pid, 8)))
    o.stress = clip01(0.35 + 0.12 * normal(draw_nth(k, pid, 9)))
    o.satisfaction = clip01(0.45 + 0.12 * normal(draw_nth(k, pid, 10)))
    o.authority = clip01(0.45 + 0.12 * normal(draw_nth(k, pid, 11)) + 0.004 * o.service)
    o.trained = 0
    o.on = 0
    o.absent = 0
    o.minutes = 0.0
    o.assaulted = 0
    o.absent_days = 0


