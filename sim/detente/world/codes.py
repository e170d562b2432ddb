"""Small integer codes, named once: places, slots, roles, incidents, responses, terms, tallies."""

from __future__ import annotations

# Slots of a day, in order; hours add up to 24.
SLOTS = ("morning", "midday", "afternoon", "evening", "night")
MORNING, MIDDAY, AFTERNOON, EVENING, NIGHT = range(5)
N_SLOTS = 5
SLOT_HOURS = (5.0, 2.0, 3.5, 1.5, 12.0)

PLACES = ("cell", "yard", "workshop", "corridor", "shower", "visit", "disciplinary", "infirmary", "outside")
CELL, YARD, WORKSHOP, CORRIDOR, SHOWER, VISIT, DISCIPLINARY, INFIRMARY, OUTSIDE = range(9)
N_PLACES = 9

ROLES = ("none", "facilitator", "support peer")
NO_ROLE, FACILITATOR, SUPPORT_PEER = range(3)

REGIMES = ("closed", "open", "respect")
CLOSED, OPEN, RESPECT = range(3)

TYPES = ("maison d'arret", "centre de detention", "maison centrale")
MAISON_ARRET, CENTRE_DETENTION, MAISON_CENTRALE = range(3)

ACTIVITIES = ("none", "work", "class")
NO_ACTIVITY, WORK, CLASS = range(3)

# What the log holds. Kinds up to SERIOUS are between inmates, STAFF_* against staff.
KINDS = ("threat", "assault", "serious assault", "refusal", "verbal on staff", "assault on staff",
         "serious assault on staff", "self-harm", "suicide")
THREAT, ASSAULT, SERIOUS, REFUSAL, STAFF_VERBAL, STAFF_ASSAULT, STAFF_SERIOUS, SELF_HARM, SUICIDE = range(9)
N_KINDS = 9

# Rows of the response ladder (what happened) and its columns (what is done about it).
LADDER = ("threat", "assault", "serious", "refusal", "staff_verbal", "staff_assault")
N_LADDER = 6
RESPONSES = ("nothing", "warning", "mediation", "restorative", "confinement", "cell", "transfer", "prosecution")
NOTHING, WARNING, MEDIATION, RESTORATIVE, CONFINEMENT, CELL_SANCTION, TRANSFER, PROSECUTION = range(8)
N_RESPONSES = 8

# Terms of a decision to strike, in the order in which they are added: what an incident can say of itself.
TERMS = ("base", "age", "impulsivity", "past violence", "disorder", "tension", "fear", "grudge", "debt", "face",
         "status", "norm", "skills", "legitimacy", "deterrence", "defiance", "eyes", "tie", "allies", "influence",
         "other")
(T_BASE, T_AGE, T_IMPULSIVITY, T_PAST, T_DISORDER, T_TENSION, T_FEAR, T_GRUDGE, T_DEBT, T_FACE, T_STATUS, T_NORM,
 T_SKILLS, T_LEGITIMACY, T_DETERRENCE, T_DEFIANCE, T_EYES, T_TIE, T_ALLIES, T_INFLUENCE, T_OTHER) = range(21)
N_TERMS = 21

# Daily counts kept per wing (reset each dawn, written to the series each dusk). Append only.
TALLIES = (
    "contacts", "frictions", "settled", "withdrawn", "threats", "assaults", "serious", "refusals", "staff_verbal",
    "staff_assaults", "staff_serious", "revenge", "selfharm", "suicides", "recorded_assaults", "recorded_threats",
    "recorded_refusals", "recorded_staff_verbal", "recorded_staff_assaults", "reports", "commissions", "sanctions",
    "warnings", "confinements", "cell_sanctions", "cell_days", "transfers", "prosecutions",
    "mediations_offered", "mediations_accepted", "mediations_held", "mediations_agreed", "mediations_broken",
    "circles", "circle_people", "facilitator_calmed", "facilitator_listened", "facilitator_referrals",
    "warnings_heeded", "early_talks", "separations", "searches", "contraband", "requests_answered", "requests_unmet",
    "good_acts", "bad_acts", "entries", "releases", "transfers_in", "absences", "staff_on", "training_hours",
    "minutes_relation", "minutes_control", "minutes_incidents", "activity_hours", "animal_hours", "visits",
    "inmate_days", "episodes", "care_days", "confided", "assessments", "recruited", "reform_blocked", "mattress_nights",
    "confined_days", "repeat_30", "retaliations", "isolated_days", "hazard_units", "reoffending_mille", "deaths",
)
N_TALLIES = len(TALLIES)

(K_CONTACTS, K_FRICTIONS, K_SETTLED, K_WITHDRAWN, K_THREATS, K_ASSAULTS, K_SERIOUS, K_REFUSALS, K_STAFF_VERBAL,
 K_STAFF_ASSAULTS, K_STAFF_SERIOUS, K_REVENGE, K_SELFHARM, K_SUICIDES, K_REC_ASSAULTS, K_REC_THREATS, K_REC_REFUSALS,
 K_REC_STAFF_VERBAL, K_REC_STAFF_ASSAULTS, K_REPORTS, K_COMMISSIONS, K_SANCTIONS, K_WARNINGS, K_CONFINEMENTS,
 K_CELL_SANCTIONS, K_CELL_DAYS, K_TRANSFERS, K_PROSECUTIONS, K_MED_OFFERED, K_MED_ACCEPTED, K_MED_HELD, K_MED_AGREED,
 K_MED_BROKEN, K_CIRCLES, K_CIRCLE_PEOPLE, K_FAC_CALMED, K_FAC_LISTENED, K_FAC_REFERRALS, K_HEEDED, K_EARLY_TALKS,
 K_SEPARATIONS, K_SEARCHES, K_CONTRABAND, K_ANSWERED, K_UNMET, K_GOOD, K_BAD, K_ENTRIES, K_RELEASES, K_TRANSFERS_IN,
 K_ABSENCES, K_STAFF_ON, K_TRAINING_HOURS, K_MIN_RELATION, K_MIN_CONTROL, K_MIN_INCIDENTS, K_ACTIVITY_HOURS,
 K_ANIMAL_HOURS, K_VISITS, K_INMATE_DAYS, K_EPISODES, K_CARE_DAYS, K_CONFIDED, K_ASSESSMENTS, K_RECRUITED, K_BLOCKED,
 K_MATTRESS, K_CONFINED_DAYS, K_REPEAT_30, K_RETALIATIONS, K_ISOLATED_DAYS, K_HAZARD, K_REOFFENDING,
 K_DEATHS) = range(N_TALLIES)

# Daily means kept per wing (int64 sums of 2**-30 units, so that the order of rows cannot matter). Append only.
LEVELS = ("tension", "fear", "legitimacy", "skill", "status", "norm", "distress", "boredom", "risk", "defiance",
          "alienation", "influence", "known", "hazard", "familiarity", "followup")
N_LEVELS = len(LEVELS)
(L_TENSION, L_FEAR, L_LEGITIMACY, L_SKILL, L_STATUS, L_NORM, L_DISTRESS, L_BOREDOM, L_RISK, L_DEFIANCE, L_ALIENATION,
 L_INFLUENCE, L_KNOWN, L_HAZARD, L_FAMILIARITY, L_FOLLOWUP) = range(N_LEVELS)

STAFF_LEVELS = ("stress", "satisfaction", "authority", "skill_respect", "skill_mediation", "skill_restorative",
                "resistance", "orientation", "climate")
N_STAFF_LEVELS = len(STAFF_LEVELS)
(S_STRESS, S_SATISFACTION, S_AUTHORITY, S_SKILL_RESPECT, S_SKILL_MEDIATION, S_SKILL_RESTORATIVE, S_RESISTANCE,
 S_ORIENTATION, S_CLIMATE) = range(N_STAFF_LEVELS)

MODULES = ("respect", "mediation", "restorative")
MOD_RESPECT, MOD_MEDIATION, MOD_RESTORATIVE = range(3)

CASE_KINDS = ("mediation", "restorative")
CASE_MEDIATION, CASE_RESTORATIVE = range(2)
CASE_STATES = ("free", "waiting", "agreed", "failed", "refused", "broken")
CASE_FREE, CASE_WAITING, CASE_AGREED, CASE_FAILED, CASE_REFUSED, CASE_BROKEN = range(6)

# How two people of a contact met.
SIDES = ("chance", "tie", "cellmates", "to settle")
BY_CHANCE, BY_TIE, CELLMATES, TO_SETTLE = range(4)

K_TIES = 8           # people one inmate can have a tie to
K_RAPPORTS = 3       # officers one inmate can have a rapport with
CELL_MAX = 4         # people one cell can hold, mattresses included
