"""Every lever of the model, declared once. A posture is nothing but a bundle of these in a scenario file."""

from __future__ import annotations

from .parameter import Lever

MEANS = "means"
REGIME = "regime"
STAFF = "staff"
ANSWERS = "answers"
RELATION = "relation"
CARE = "care"

LADDER_KINDS = ("threat", "assault", "serious", "refusal", "staff_verbal", "staff_assault")
LADDER_RESPONSES = ("nothing", "warning", "mediation", "restorative", "confinement", "cell", "transfer", "prosecution")

# Default ladder: shares of each answer once an incident is reported; 'nothing' is a report filed without more.
# Fitted to the French funnel of 2024 (A-CDD, A-QDSHARE): 31 % of reports to a commission, half of sanctions in cell.
_LADDER = {
    "threat": (0.40, 0.30, 0.02, 0.0, 0.13, 0.14, 0.01, 0.0),
    "assault": (0.10, 0.15, 0.03, 0.0, 0.20, 0.48, 0.02, 0.02),
    "serious": (0.0, 0.02, 0.02, 0.0, 0.04, 0.68, 0.12, 0.12),
    "refusal": (0.77, 0.05, 0.0, 0.0, 0.08, 0.10, 0.0, 0.0),
    "staff_verbal": (0.30, 0.22, 0.02, 0.0, 0.16, 0.29, 0.0, 0.01),
    "staff_assault": (0.0, 0.03, 0.01, 0.0, 0.08, 0.70, 0.06, 0.12),
}
_KIND_WORDS = {
    "threat": ("a threat between inmates", "une menace entre personnes détenues"),
    "assault": ("an assault between inmates", "une agression entre personnes détenues"),
    "serious": ("a serious assault between inmates", "une agression grave entre personnes détenues"),
    "refusal": ("a refusal or a forbidden object", "un refus d’obéir ou un objet interdit"),
    "staff_verbal": ("verbal abuse of staff", "une agression verbale contre le personnel"),
    "staff_assault": ("an assault on staff", "une agression physique contre le personnel"),
}
_ANSWER_WORDS = {
    "nothing": ("filed without more", "classé sans suite"),
    "warning": ("a warning", "un avertissement"),
    "mediation": ("relational mediation", "une médiation relationnelle"),
    "restorative": ("a restorative circle", "un cercle restauratif"),
    "confinement": ("confinement to the inmate's own cell", "un confinement en cellule ordinaire"),
    "cell": ("the disciplinary cell", "le quartier disciplinaire"),
    "transfer": ("a transfer by order", "un transfert par mesure d’ordre"),
    "prosecution": ("prosecution, with the disciplinary cell", "des poursuites pénales, avec quartier disciplinaire"),
}


def _ladder() -> list[Lever]:
    rows = []
    for kind in LADDER_KINDS:
        for column, answer in enumerate(LADDER_RESPONSES):
            en = f"Share of {_ANSWER_WORDS[answer][0]} after {_KIND_WORDS[kind][0]} that was reported"
            fr = f"Part des cas où {_KIND_WORDS[kind][1]} signalée est suivie par\u202f: {_ANSWER_WORDS[answer][1]}"
            rows.append(Lever(f"response.{kind}.{answer}", _LADDER[kind][column], "share", 0, 1, (0, 1),
                              "A-CDD" if kind == "refusal" else "assumed", en, fr, group=ANSWERS))
    return rows


LEVERS: tuple[Lever, ...] = (
    # means
    Lever("occupancy", 1.41, "inmates per place", 0.2, 3.0, (0.8, 2.2), "A-DENS-TYPE26",
          "Inmates per official place", "Personnes détenues par place", group=MEANS, scope="prison"),
    Lever("mattress_share", 0.3, "share", 0, 1, (0, 1), "assumed",
          "How the surplus is absorbed: 0 spread over all cells, 1 mattresses in some cells",
          "Absorption du surnombre\u202f: 0 réparti sur toutes les cellules, 1 matelas au sol dans certaines",
          group=MEANS),
    Lever("activity_places", 0.45, "places per inmate", 0, 1.5, (0.1, 1.0), "A-WORK",
          "Work and class places per official place", "Places de travail et de classe par place", group=MEANS),
    Lever("activity_hours", 20.0, "hours per week", 0, 40, (0, 30), "A-HOURS",
          "Hours a week that one activity place gives", "Heures par semaine offertes par une place d’activité",
          group=MEANS),
    Lever("visits_per_week", 1.0, "per week", 0, 7, (0, 3), "assumed",
          "Visits a week for an inmate who is visited", "Parloirs par semaine pour une personne visitée", group=MEANS),
    # regime
    Lever("regime", 0, "code", 0, 2, (0, 2), "A-RESP-SEL", "Regime: closed, open or respect doors",
          "Régime\u202f: portes fermées, portes ouvertes ou module Respect", group=REGIME,
          choices=("closed", "open", "respect")),
    Lever("out_of_cell_hours", 3.0, "hours per day", 0.5, 14, (1, 12), "A-HOURS",
          "Hours a day out of the cell beside activities", "Heures par jour hors cellule, activités non comprises",
          group=REGIME),
    Lever("allocation", 0, "code", 0, 2, (0, 2), "assumed", "Cell allocation: as comes, compatible, keep apart",
          "Affectation en cellule\u202f: selon les places, par compatibilité, en séparant", group=REGIME,
          choices=("as_comes", "compatible", "keep_apart")),
    Lever("search_rate", 0.5, "per inmate-week", 0, 14, (0, 5), "assumed", "Searches per inmate and week",
          "Fouilles par personne détenue et par semaine", group=REGIME),
    # staff
    Lever("inmates_per_officer", 2.9, "inmates per officer", 0.5, 12, (1.2, 5.0), "A-STAFF-R",
          "Inmates per officer in post", "Personnes détenues par surveillant en poste", group=STAFF, scope="prison"),
    Lever("base_absence", 0.085, "share", 0, 0.6, (0.05, 0.2), "A-ABS", "Medical absence of unstressed staff, per day",
          "Absence médicale de base des agents, par jour", group=STAFF, scope="prison"),
    Lever("floor_share", 0.115, "share", 0.02, 1, (0.08, 0.4), "A-STAFF-FLOOR",
          "Share of officers on duty who stand on a wing's floor",
          "Part des agents présents affectés à l’étage", group=STAFF, scope="prison"),
    Lever("roster_night", 1.0, "factor", 0.2, 3, (0.5, 1.5), "assumed", "Night roster against the standard one",
          "Effectif de nuit rapporté au tableau de service habituel", group=STAFF, scope="prison"),
    Lever("relation_share", 0.35, "share", 0, 1, (0, 1), "assumed",
          "Share of free officer minutes given to relation; the rest goes to control",
          "Part des minutes disponibles données à la relation\u202f; le reste va au contrôle", group=STAFF),
    Lever("discretion", 0.35, "share", 0, 1, (0.1, 0.8), "A-REPORT",
          "Share of minor rule-breaking that officers settle by word without a report",
          "Part des manquements mineurs réglés par la parole, sans compte rendu", group=STAFF),
    Lever("training_respect", 0.1, "share", 0, 1, (0, 1), "assumed", "Share of officers trained: Respect module",
          "Part des agents formés\u202f: module Respect", group=STAFF, scope="prison"),
    Lever("training_mediation", 0.05, "share", 0, 1, (0, 1), "assumed", "Share of officers trained: relational mediation",
          "Part des agents formés\u202f: médiation relationnelle", group=STAFF, scope="prison"),
    Lever("training_restorative", 0.02, "share", 0, 1, (0, 1), "assumed", "Share of officers trained: restorative justice",
          "Part des agents formés\u202f: justice restaurative", group=STAFF, scope="prison"),
    Lever("refreshers", 0.5, "per year", 0, 4, (0, 2), "assumed", "Refresher courses a year for a trained officer",
          "Recyclages par an pour un agent formé", group=STAFF, scope="prison"),
    Lever("staff_involvement", 0.3, "0..1", 0, 1, (0, 1), "C-STRESS",
          "Staff's part in the reform: 0 imposed, 1 built with them",
          "Part du personnel dans la réforme\u202f: 0 imposée, 1 construite avec lui", group=STAFF, scope="prison"),
    # relation
    Lever("mediation_sessions", 0.2, "per 100 inmates and week", 0, 20, (0, 6), "assumed",
          "Mediation sessions a week for 100 inmates", "Séances de médiation par semaine pour 100 personnes",
          group=RELATION),
    Lever("mediation_delay", 5.0, "days", 0, 60, (1, 21), "assumed", "Days from referral to the session",
          "Jours entre l’orientation et la séance", group=RELATION),
    Lever("mediation_referrers", 0, "code", 0, 2, (0, 2), "assumed",
          "Who may refer to mediation: officers, facilitators too, everyone",
          "Qui peut orienter vers la médiation\u202f: agents, aussi les facilitateurs, tout le monde", group=RELATION,
          choices=("officers", "facilitators", "everyone")),
    Lever("facilitator_share", 0.0, "share", 0, 0.3, (0, 0.1), "A-ARLES", "Facilitator inmates, share of inmates",
          "Part de détenus facilitateurs", group=RELATION),
    Lever("facilitator_selection", 1, "code", 0, 3, (0, 3), "assumed",
          "Facilitators are chosen: at random, among volunteers, by centrality, by status",
          "Choix des facilitateurs\u202f: au hasard, parmi les volontaires, par centralité, par statut", group=RELATION,
          choices=("random", "volunteer", "centrality", "status")),
    Lever("facilitator_training", 24.0, "hours", 0, 120, (0, 60), "A-CDS", "Training hours of a facilitator",
          "Heures de formation d’un facilitateur", group=RELATION),
    Lever("facilitator_support", 0.5, "0..1", 0, 1, (0, 1), "assumed",
          "Supervision and rest given to facilitators: 0 left alone, 1 well supported",
          "Soutien donné aux facilitateurs\u202f: 0 laissés seuls, 1 bien soutenus", group=RELATION),
    Lever("support_peers", 0.0, "share", 0, 0.1, (0, 0.03), "A-CDS", "Support co-inmates, share of inmates",
          "Part de codétenus de soutien", group=RELATION),
    Lever("animal_places", 0.0, "per 100 inmates", 0, 50, (0, 10), "C-DOG", "Animal-mediation places per 100 inmates",
          "Places de médiation animale pour 100 personnes", group=RELATION),
    Lever("circles_per_month", 0.0, "per wing and month", 0, 10, (0, 4), "A-RJ", "Restorative circles a month and wing",
          "Cercles restauratifs par mois et par aile", group=RELATION),
    # care
    Lever("care_places", 1.0, "per 100 inmates", 0, 20, (0, 6), "assumed", "Mental-health places per 100 inmates",
          "Places de soins psychiatriques pour 100 personnes", group=CARE, scope="prison"),
    Lever("entry_care", 0.4, "0..1", 0, 1, (0, 1), "assumed", "Newcomers' care: 0 none, 1 a full arrivals' wing",
          "Accueil des arrivants\u202f: 0 aucun, 1 quartier arrivants complet", group=CARE),
    # answers
    Lever("cell_days_refusal", 5.0, "days", 0, 20, (1, 14), "A-QDMAX", "Disciplinary-cell days: refusal, verbal abuse",
          "Jours de quartier disciplinaire\u202f: refus, agression verbale", group=ANSWERS),
    Lever("cell_days_assault", 10.0, "days", 0, 30, (2, 30), "A-QDMAX", "Disciplinary-cell days: assault",
          "Jours de quartier disciplinaire\u202f: agression", group=ANSWERS),
    Lever("cell_days_serious", 20.0, "days", 0, 30, (5, 30), "A-QDMAX", "Disciplinary-cell days: serious assault",
          "Jours de quartier disciplinaire\u202f: agression grave", group=ANSWERS),
    Lever("confinement_days", 5.0, "days", 0, 30, (1, 14), "assumed", "Days of confinement to the inmate's own cell",
          "Jours de confinement en cellule ordinaire", group=ANSWERS),
    Lever("disciplinary_cells", 1.6, "per 100 places", 0, 10, (0.5, 4), "A-QDUSE", "Disciplinary cells per 100 places",
          "Cellules disciplinaires pour 100 places", group=ANSWERS, scope="prison"),
    *_ladder(),
)

BY_NAME = {lever.name: lever for lever in LEVERS}
SCALARS = tuple(lever for lever in LEVERS if not lever.name.startswith("response."))
