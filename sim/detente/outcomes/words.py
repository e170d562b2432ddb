"""Codes in words, English and French."""

from __future__ import annotations

RESPONSE_WORDS: dict[str, tuple[str, str]] = {
    "unseen": ("no report", "aucun compte rendu"),
    "nothing": ("filed without more", "classement sans suite"),
    "warning": ("a warning", "avertissement"),
    "mediation": ("relational mediation", "médiation relationnelle"),
    "restorative": ("a restorative circle", "cercle restauratif"),
    "confinement": ("confinement to the ordinary cell", "confinement en cellule ordinaire"),
    "cell": ("the disciplinary cell", "quartier disciplinaire"),
    "transfer": ("a transfer by order", "transfert par mesure d’ordre"),
    "prosecution": ("prosecution, with the disciplinary cell", "poursuites pénales, avec quartier disciplinaire"),
}
KIND_WORDS: dict[str, tuple[str, str]] = {
    "threat": ("threat", "menace"),
    "assault": ("assault between inmates", "agression entre personnes détenues"),
    "serious assault": ("serious assault between inmates", "agression grave entre personnes détenues"),
    "refusal": ("refusal or rule-breaking", "refus ou manquement à la règle"),
    "verbal on staff": ("verbal abuse of an officer", "agression verbale d’un agent"),
    "assault on staff": ("assault on an officer", "agression d’un agent"),
    "serious assault on staff": ("assault on an officer, with sick leave", "agression d’un agent, avec arrêt de travail"),
    "self-harm": ("self-harm crisis", "crise d’automutilation"),
    "suicide": ("suicide", "suicide"),
}
PLACE_WORDS: dict[str, tuple[str, str]] = {
    "cell": ("in a cell", "en cellule"),
    "yard": ("in the yard", "en cour de promenade"),
    "workshop": ("in the workshop or class", "à l’atelier ou en classe"),
    "corridor": ("on the landing", "sur la coursive"),
    "shower": ("in the showers", "aux douches"),
    "visit": ("in the visiting rooms", "aux parloirs"),
    "disciplinary": ("in the disciplinary cells", "au quartier disciplinaire"),
    "infirmary": ("in the infirmary", "à l’infirmerie"),
    "outside": ("outside", "à l’extérieur"),
}
PLACE_NAMES: dict[str, tuple[str, str]] = {
    "cell": ("Cell", "Cellule"), "yard": ("Yard", "Cour"), "workshop": ("Workshop, class", "Atelier, classe"),
    "corridor": ("Landing", "Coursive"), "shower": ("Showers", "Douches"), "visit": ("Visits", "Parloirs"),
    "disciplinary": ("Disciplinary cells", "Quartier disciplinaire"), "infirmary": ("Infirmary", "Infirmerie"),
    "outside": ("Outside", "Extérieur"),
}
SLOT_WORDS: dict[str, tuple[str, str]] = {
    "morning": ("in the morning", "le matin"),
    "midday": ("at midday", "à la mi-journée"),
    "afternoon": ("in the afternoon", "l’après-midi"),
    "evening": ("in the evening", "le soir"),
    "night": ("at night", "la nuit"),
}
SLOT_NAMES: dict[str, tuple[str, str]] = {
    "morning": ("Morning", "Matin"), "midday": ("Midday", "Midi"), "afternoon": ("Afternoon", "Après-midi"),
    "evening": ("Evening", "Soir"), "night": ("Night", "Nuit"),
}
OUTCOME_WORDS: tuple[tuple[str, str], ...] = (
    ("nothing yet", "rien à ce jour"), ("an agreement", "un accord"), ("a refusal", "un refus"),
    ("no agreement", "pas d’accord"), ("an agreement, later broken", "un accord, rompu ensuite"),
)
CALMED_WORDS: tuple[tuple[str, str], ...] = (
    ("nobody stepped in", "personne n’est intervenu"), ("an officer stepped in", "un agent est intervenu"),
    ("a facilitator stepped in", "un facilitateur est intervenu"),
)
TERM_WORDS: dict[str, tuple[str, str]] = {
    "base": ("starting point", "point de départ"),
    "age": ("age", "âge"),
    "impulsivity": ("impulsivity", "impulsivité"),
    "past violence": ("past violence and rule-breaking", "violences et manquements passés"),
    "disorder": ("an episode of mental disorder", "épisode de trouble psychique"),
    "tension": ("tension", "tension"),
    "fear": ("fear", "peur"),
    "grudge": ("grudge against the other", "rancune envers l’autre"),
    "debt": ("a debt of the other", "dette de l’autre"),
    "face": ("face to keep before others", "face à garder devant les autres"),
    "status": ("standing compared with the other", "statut comparé à celui de l’autre"),
    "norm": ("norm of non-violence", "norme de non-violence"),
    "skills": ("social skills", "compétences sociales"),
    "legitimacy": ("trust in staff, fairness of the act", "confiance envers le personnel, justesse de l’acte"),
    "deterrence": ("fear of a sanction", "crainte de la sanction"),
    "defiance": ("defiance", "défi"),
    "eyes": ("being in sight of staff", "présence visible du personnel"),
    "tie": ("what ties the two", "lien entre les deux"),
    "allies": ("allies nearby", "alliés à proximité"),
    "influence": ("hold of recruiters", "emprise de recruteurs"),
    "other": ("mechanism from outside the package", "mécanisme extérieur"),
}
GRADE_WORDS: dict[str, tuple[str, str]] = {
    "solid": ("published figure", "chiffre publié"), "partial": ("partial evidence", "preuve partielle"),
    "assumed": ("assumed", "hypothèse"),
}


def word(pair: tuple[str, str], lang: str) -> str:
    """English or French of a pair."""
    return pair[0] if lang == "en" else pair[1]


def number(x: float, lang: str = "fr", decimals: int = 1) -> str:
    """A number as each language writes it: 1,234.5 or 1 234,5 (narrow no-break space)."""
    text = f"{x:,.{decimals}f}"
    return text if lang == "en" else text.replace(",", "\u202f").replace(".", ",")
