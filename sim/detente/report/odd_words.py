"""Words of the ODD+D description, both languages, the same keys."""

from __future__ import annotations

ENTITIES: dict[str, dict[str, str]] = {
    "inmates": {"en": "Inmates", "fr": "Personnes détenues"},
    "bonds": {"en": "Ties of an inmate to another (eight at most)",
              "fr": "Liens d’une personne détenue à une autre (huit au plus)"},
    "rapports": {"en": "Rapports of an inmate with officers (three at most)",
                 "fr": "Relations d’une personne détenue avec des agents (trois au plus)"},
    "officers": {"en": "Officers", "fr": "Agents"},
    "counsellors": {"en": "Probation counsellors", "fr": "Conseillers d’insertion et de probation"},
    "wings": {"en": "Wings", "fr": "Ailes"},
    "cells": {"en": "Cells", "fr": "Cellules"},
    "prison": {"en": "The prison", "fr": "L’établissement"},
    "cases": {"en": "Cases of mediation and restorative justice", "fr": "Dossiers de médiation et de justice restaurative"},
    "log": {"en": "Incidents", "fr": "Incidents"},
    "contacts": {"en": "Contacts of a slot", "fr": "Contacts d’un créneau"},
}

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "variable": "variable", "unit": "unit", "meaning": "meaning", "lever": "lever", "default": "default",
        "plausible": "plausible", "scope": "for", "scope.wing": "a wing", "scope.prison": "the prison", "source": "source",
        "group": "group", "key": "key", "outcome": "outcome", "kind": "kind", "finding": "published finding",
        "kind.level": "level not used to fit", "kind.pattern": "pattern", "kind.trap": "trap of method",
        "kind.docking": "docking", "no_patterns": "None is declared yet.", "core": "Core", "code": "Code:",
        "no_formulas": "No formula is written down for it yet: read the code.", "parameter": "parameter", "prior": "prior",
        "prior.uniform": "uniform", "prior.loguniform": "log-uniform", "prior.normal": "normal", "prior.beta": "beta",
        "prior.fixed": "fixed", "assumed": "assumed", "sources": "Sources:", "writes": "Writes {names}.",
        "calls": "Calls functions of {names}.",
        "letters": "{a} is the inmate in question, {b} the other one, {f} a facilitator; {tie} is the tie of a to b, {back} "
                   "that of b to a; {r} is the rapport of a with officer {o}; {g} is the wing, {c} the cell, {s} the prison, "
                   "{e} an incident.",
    },
    "fr": {
        "variable": "variable", "unit": "unité", "meaning": "sens", "lever": "levier", "default": "valeur",
        "plausible": "plausible", "scope": "pour", "scope.wing": "une aile", "scope.prison": "l’établissement",
        "source": "source", "group": "groupe", "key": "clé", "outcome": "indicateur", "kind": "nature",
        "finding": "résultat publié", "kind.level": "niveau non utilisé pour caler", "kind.pattern": "régularité",
        "kind.trap": "piège de méthode", "kind.docking": "comparaison à un autre modèle",
        "no_patterns": "Aucune n’est encore déclarée.", "core": "Socle", "code": "Code\u202f:",
        "no_formulas": "Aucune formule n’est encore écrite pour lui\u202f: lire le code.", "parameter": "paramètre",
        "prior": "loi a priori", "prior.uniform": "uniforme", "prior.loguniform": "log-uniforme", "prior.normal": "normale",
        "prior.beta": "bêta", "prior.fixed": "fixe", "assumed": "hypothèse", "sources": "Sources\u202f:",
        "writes": "Écrit {names}.", "calls": "Appelle des fonctions de {names}.",
        "letters": "{a} est la personne détenue dont on parle, {b} l’autre, {f} un facilitateur\u202f; {tie} est le lien de a "
                   "à b, {back} celui de b à a\u202f; {r} est la relation de a avec l’agent {o}\u202f; {g} est l’aile, {c} la "
                   "cellule, {s} l’établissement, {e} un incident.",
    },
}
