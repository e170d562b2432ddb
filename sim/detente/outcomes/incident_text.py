"""An incident told in plain, sober words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .words import (
    CALMED_WORDS, GRADE_WORDS, KIND_WORDS, OUTCOME_WORDS, PLACE_WORDS, RESPONSE_WORDS, SLOT_WORDS, TERM_WORDS, number, word,
)

if TYPE_CHECKING:
    from .incidents import Explanation, Person, Term

NNBSP = "\u202f"
SHOWN_TERMS = 6
ALONE = ("self-harm", "suicide")


def tell(x: Explanation, lang: str = "fr") -> str:
    """The account, a paragraph a question."""
    return _english(x) if lang == "en" else _french(x)


def _person(p: Person, lang: str) -> str:
    en = lang == "en"
    who = (f"person {p.letter}" if en else f"personne {p.letter}") if not p.officer else (
        f"officer {p.letter}" if en else f"agent {p.letter}")
    about = []
    if p.age is not None:
        about.append(f"age {p.age:.0f}" if en else f"{p.age:.0f} ans")
    if p.months is not None:
        months = round(p.months)
        here = (f"{months} month{'s' if months != 1 else ''}" if en else f"{months} mois") if months else (
            "less than a month" if en else "moins d’un mois")
        about.append(f"here for {here}" if en else f"présence\u202f: {here}")
    if p.sentenced is not None:
        about.append(("sentenced" if p.sentenced else "on remand") if en else
                     ("condamnation prononcée" if p.sentenced else "détention provisoire"))
    if p.acts:
        about.append(f"violent acts before: {p.acts}" if en else f"actes de violence antérieurs\u202f: {p.acts}")
    if p.role not in (None, "none"):
        about.append(p.role if en else {"facilitator": "facilitateur", "support peer": "codétenu de soutien"}[str(p.role)])
    if p.service is not None:
        about.append(f"{p.service:.0f} years of service" if en else f"{p.service:.0f} ans de service")
    return f"{who} ({', '.join(about)})" if about else who


WITH_STAFF = {
    "tie": ("the officer's skill, authority and rapport", "savoir-faire, autorité et lien de l’agent"),
    "past violence": ("a personal leaning to rule-breaking", "propension personnelle aux manquements"),
}


def _term(t: Term, lang: str, staff: bool) -> str:
    name = word((WITH_STAFF if staff else {}).get(t.name, TERM_WORDS[t.name]), lang)
    size = f"× {number(t.odds_ratio, lang, 2)}"
    if t.source is None:
        return f"  {size}  {name}"
    key = f", {t.source.evidence}" if t.source.evidence != "assumed" else ""
    return f"  {size}  {name} [{t.source.mechanism}, {word(GRADE_WORDS[t.source.grade], lang)}{key}]"


def _staff(x: Explanation) -> bool:
    return len(x.people) > 1 and x.people[1].officer


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _english(x: Explanation) -> str:
    """Who, where, why, what was tried, what followed."""
    people = " and ".join(_person(p, "en") for p in x.people)
    lines = [f"Incident {x.id}: {word(KIND_WORDS[x.kind], 'en')}.",
             f"Day {x.day + 1}, {word(SLOT_WORDS[x.slot], 'en')}, {word(PLACE_WORDS[x.place], 'en')}, wing {x.wing}.",
             f"Concerned: {people}."]
    if x.kind not in ALONE:
        seen = f"{x.witnesses} within sight" if x.witnesses else "nobody else recorded within sight"
        tried = f" {CALMED_WORDS[x.calmed_by][0].capitalize()}." if x.kind == "threat" else ""
        rung = "" if _staff(x) else f"Rung {x.rung + 1} of the dispute; "
        lines.append(f"{_upper(rung + seen)}.{tried}"
                     f"{' Somebody was hurt.' if x.injury else ''}{' A grudge carried it.' if x.revenge else ''}")
    if x.terms:
        if x.chance:
            lines.append(f"The probability of this decision was {number(100 * x.chance, 'en')} %.")
        lines.append("What leaned toward it (above 1) or against it (below 1), as odds ratios:")
        lines += [_term(t, "en", _staff(x)) for t in x.terms[:SHOWN_TERMS]]
    else:
        lines.append("The model keeps no terms for this kind of incident.")
    lines.append(_answer_en(x))
    lines.append(_after_en(x))
    return "\n".join(lines)


def _answer_en(x: Explanation) -> str:
    if x.kind in ALONE:
        return "It was recorded; no answer is a sanction here."
    if not x.recorded:
        return "Staff wrote no report: it left no trace on file."
    text = f"Staff wrote a report. Answer: {word(RESPONSE_WORDS[x.response], 'en')}"
    text += f" ({x.cell_days} days)" if x.cell_days else ""
    if x.response in ("mediation", "restorative"):
        text += f"; what came of it: {OUTCOME_WORDS[x.outcome][0]}"
    return text + "."


def _after_en(x: Explanation) -> str:
    if x.followed_days <= 0:
        return "The run ends here: what followed is not known."
    period = f"Within the {x.followed_days} days simulated afterwards (threats and assaults)"
    if len(x.people) < 2:
        return f"{period}: {len(x.after_a)} by the person concerned."
    other = "" if x.people[1].officer else f", {len(x.after_b)} by B"
    return f"{period}: {len(x.after_pair)} between the two, {len(x.after_a)} by A{other}."


def _french(x: Explanation) -> str:
    """Qui, où, pourquoi, ce qui a été tenté, ce qui a suivi."""
    people = " et ".join(_person(p, "fr") for p in x.people)
    lines = [f"Incident {x.id}{NNBSP}: {word(KIND_WORDS[x.kind], 'fr')}.",
             f"Jour {x.day + 1}, {word(SLOT_WORDS[x.slot], 'fr')}, {word(PLACE_WORDS[x.place], 'fr')}, aile {x.wing}.",
             f"Personnes concernées{NNBSP}: {people}."]
    if x.kind not in ALONE:
        seen = f"{x.witnesses} personne{'s' if x.witnesses > 1 else ''} à portée de vue" if x.witnesses else (
            "pas d’autre témoin relevé")
        tried = f" {CALMED_WORDS[x.calmed_by][1].capitalize()}." if x.kind == "threat" else ""
        rung = "" if _staff(x) else f"Degré {x.rung + 1} de la dispute{NNBSP}; "
        lines.append(f"{_upper(rung + seen)}.{tried}"
                     f"{' Une personne a été blessée.' if x.injury else ''}"
                     f"{' Une rancune a porté l’acte.' if x.revenge else ''}")
    if x.terms:
        if x.chance:
            lines.append(f"Probabilité de cette décision{NNBSP}: {number(100 * x.chance, 'fr')}{NNBSP}%.")
        lines.append(f"Ce qui y poussait (au-dessus de 1) ou en retenait (au-dessous de 1), en rapports de cotes{NNBSP}:")
        lines += [_term(t, "fr", _staff(x)) for t in x.terms[:SHOWN_TERMS]]
    else:
        lines.append("Le modèle ne garde pas de facteurs pour ce type d’incident.")
    lines.append(_answer_fr(x))
    lines.append(_after_fr(x))
    return "\n".join(lines)


def _answer_fr(x: Explanation) -> str:
    if x.kind in ALONE:
        return f"L’événement a été consigné{NNBSP}; il n’appelle pas de sanction."
    if not x.recorded:
        return f"Aucun compte rendu{NNBSP}: l’incident n’a laissé aucune trace au dossier."
    text = f"Un compte rendu a été rédigé. Réponse{NNBSP}: {word(RESPONSE_WORDS[x.response], 'fr')}"
    text += f" ({x.cell_days} jours)" if x.cell_days else ""
    if x.response in ("mediation", "restorative"):
        text += f"{NNBSP}; issue{NNBSP}: {OUTCOME_WORDS[x.outcome][1]}"
    return text + "."


def _after_fr(x: Explanation) -> str:
    if x.followed_days <= 0:
        return f"La simulation s’arrête ici{NNBSP}: la suite n’est pas connue."
    period = f"Dans les {x.followed_days} jours simulés ensuite (menaces et agressions)"
    if len(x.people) < 2:
        return f"{period}{NNBSP}: {len(x.after_a)} de la personne concernée."
    other = "" if x.people[1].officer else f", {len(x.after_b)} de B"
    return f"{period}{NNBSP}: {len(x.after_pair)} entre les deux, {len(x.after_a)} de A{other}."
