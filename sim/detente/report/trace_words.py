"""Words of the TRACE record, both languages: the short ones, and the two checklists."""

from __future__ import annotations

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "not_run": "Not yet run: no file of it is in `{folder}`.", "unread": "The file `{file}` cannot be read.",
        "file": "From `{file}`:", "figure": "figure", "value": "value", "mechanism": "mechanism", "parameters": "parameters",
        "assumed": "of which assumed", "item": "item", "where": "where", "point": "point", "state": "state",
        "pattern": "pattern", "finding": "finding", "verdict": "verdict", "kind": "kind", "claim": "claim",
        "effect": "main effect", "interval": "chance and ignorance", "reproduced": "reproduced", "not": "not reproduced",
        "unsure": "too uncertain to say", "holds": "holds", "fails": "fails", "depends": "depends", "outcome": "outcome",
        "share": "effect or share", "part": "part", "rest": "rest: all of these off", "total": "whole effect",
        "why_head": "From `{base}` to `{policy}` ({uncertainty} parameters; draws: {draws}, seeds: {seeds}), from `{file}`:",
        "counts": "{kind}: {reproduced} of {all} reproduced, {not} not, {unsure} too uncertain to say.",
        "old_model": "Made with another version of the model (fingerprint {then}): to be run again.",
        "posterior": "The sample that ships has {draws} draws of {names} parameters.",
        "no_posterior": "No sample is there yet: draws are those of the prior, or the declared defaults.",
        "missing": "What may be missing", "high": "high", "medium": "medium", "low": "low",
        "kind.level": "levels not used to fit", "kind.pattern": "patterns", "kind.trap": "traps of method",
        "kind.docking": "docking with published models",
    },
    "fr": {
        "not_run": "Pas encore lancé\u202f: aucun fichier n’en est dans `{folder}`.",
        "unread": "Le fichier `{file}` ne peut pas être lu.", "file": "De `{file}`\u202f:", "figure": "chiffre",
        "value": "valeur", "mechanism": "mécanisme", "parameters": "paramètres", "assumed": "dont hypothèses", "item": "point",
        "where": "où", "point": "point", "state": "état", "pattern": "régularité", "finding": "résultat", "verdict": "verdict",
        "kind": "nature", "claim": "affirmation", "effect": "effet principal", "interval": "hasard et ignorance",
        "reproduced": "retrouvée", "not": "non retrouvée", "unsure": "trop incertain pour le dire", "holds": "tient",
        "fails": "ne tient pas", "depends": "dépend", "outcome": "indicateur", "share": "effet ou part", "part": "partie",
        "rest": "reste\u202f: tout cela coupé", "total": "effet entier",
        "why_head": "De `{base}` à `{policy}` (paramètres\u202f: {uncertainty}\u202f; tirages\u202f: {draws}, graines\u202f: "
                    "{seeds}), de `{file}`\u202f:",
        "counts": "{kind}\u202f: {reproduced} sur {all} retrouvées, {not} non, {unsure} trop incertaines pour le dire.",
        "old_model": "Fait avec une autre version du modèle (empreinte {then})\u202f: à relancer.",
        "posterior": "L’échantillon livré a {draws} tirages de {names} paramètres.",
        "no_posterior": "Aucun échantillon n’y est encore\u202f: les tirages sont ceux de la loi a priori, ou les valeurs "
                        "déclarées.",
        "missing": "Ce qui manque peut-être", "high": "haute", "medium": "moyenne", "low": "faible",
        "kind.level": "niveaux non utilisés pour caler", "kind.pattern": "régularités", "kind.trap": "pièges de méthode",
        "kind.docking": "comparaisons à des modèles publiés",
    },
}

FIT: dict[str, dict[str, str]] = {
    "en": {
        "file": "From `{file}`:",
        "sizes": "{parameters} parameters, {table} vectors in the reference table, {sample} draws kept; {minutes} minutes.",
        "inside": "{kind}: the posterior median lies inside the published range for {n} levels of {of}.",
        "ma": "maison d'arrêt", "cd": "centre de détention", "mc": "maison centrale",
        "level": "level used to fit", "published": "published", "median": "posterior median", "ninety": "90 %",
        "is_inside": "median inside", "yes": "yes", "no": "no",
        "coverage": "Is the posterior to be believed: over {truths} made-up truths, 90 % intervals hold the truth in {mean} % "
                    "of cases on average over parameters (from {low} to {high} %); rank tests are below 0.01 for {n} "
                    "parameters, where chance would give {expected}.",
        "known": "What the levels pin down: for {loose} of {of} parameters the posterior is as wide as the prior (ratio of "
                 "standard deviations over 0.95). Best known, with that ratio: {best}.",
        "ranked": "First for {kind}:", "ranked.level": "the levels", "ranked.answer": "the answer (dynamic against coercive)",
        "rank": "rank", "parameter": "parameter", "outcome": "outcome", "size": "size", "source": "source",
        "settle": "what would settle it", "assumed": "assumed",
    },
    "fr": {
        "file": "De `{file}`\u202f:",
        "sizes": "{parameters} paramètres, {table} vecteurs dans la table de référence, {sample} tirages gardés\u202f; "
                 "{minutes} minutes.",
        "inside": "{kind}\u202f: la médiane a posteriori tombe dans la plage publiée pour {n} niveaux sur {of}.",
        "ma": "maison d’arrêt", "cd": "centre de détention", "mc": "maison centrale",
        "level": "niveau qui a servi à caler", "published": "publié", "median": "médiane a posteriori", "ninety": "90\u202f%",
        "is_inside": "médiane dedans", "yes": "oui", "no": "non",
        "coverage": "Peut-on croire la loi a posteriori\u202f: sur {truths} vérités fabriquées, les intervalles à 90\u202f% "
                    "contiennent la vérité dans {mean}\u202f% des cas en moyenne sur les paramètres (de {low} à {high}\u202f%)"
                    "\u202f; les tests de rang passent sous 0,01 pour {n} paramètres, là où le hasard en donnerait {expected}.",
        "known": "Ce que les niveaux fixent\u202f: pour {loose} paramètres sur {of}, la loi a posteriori est aussi large que "
                 "la loi a priori (rapport des écarts types au-dessus de 0,95). Les mieux connus, avec ce rapport\u202f: "
                 "{best}.",
        "ranked": "Premiers pour {kind}\u202f:", "ranked.level": "les niveaux",
        "ranked.answer": "la réponse (dynamique face à contrainte)",
        "rank": "rang", "parameter": "paramètre", "outcome": "indicateur", "size": "taille", "source": "source",
        "settle": "ce qui trancherait", "assumed": "hypothèse",
    },
}

# number, (English, French), where it is answered
STRESS: tuple[tuple[str, str, str, str], ...] = (
    ("1.1", "Purpose of the model", "But du modèle", "ODD 1.1"),
    ("1.2", "Model outputs", "Sorties du modèle", "ODD 2.10"),
    ("1.3", "Aims of the experiments", "Buts des expériences", "TRACE 6-8, experiments/README.md"),
    ("2.1", "Overview of the base model", "Vue d’ensemble du modèle de base", "docs/model.md"),
    ("2.2", "Logic of the base model", "Logique du modèle de base", "ODD 1.3, 3.4"),
    ("2.3", "Logic of the scenarios", "Logique des scénarios", "scenarios/*.yaml, ODD 1.2"),
    ("2.4", "Algorithms", "Algorithmes", "ODD 3.4"),
    ("2.5.1", "Environment", "Environnement", "ODD 1.2, 3.4 `daily_life`, `observe`"),
    ("2.5.2", "Agents", "Agents", "ODD 1.2, 2.2"),
    ("2.5.3", "Topology of interactions", "Topologie des interactions", "ODD 2.6, 3.4 `encounters`"),
    ("2.5.4", "Entry and exit", "Entrées et sorties", "ODD 3.4 `turnover`, `population`"),
    ("3.1", "Data sources", "Sources des données", "TRACE 3, sim/detente/data/README.md"),
    ("3.2", "Pre-processing", "Traitement préalable", "sim/detente/data/README.md"),
    ("3.3", "Input parameters", "Paramètres d’entrée", "ODD 3.4, `detente parameters`"),
    ("3.4", "Assumptions", "Hypothèses", "TRACE 3, 4, `detente parameters --assumed`"),
    ("4.1", "Initialisation", "Initialisation", "ODD 3.2"),
    ("4.2", "Run length", "Durée des simulations", "ODD 1.2"),
    ("4.3", "Estimation: replicates, intervals", "Estimation\u202f: répétitions, intervalles", "TRACE 6-8"),
    ("5.1", "Software and language", "Logiciel et langage", "ODD 3.1, pyproject.toml"),
    ("5.2", "Random sampling", "Tirages aléatoires", "ODD 2.9"),
    ("5.3", "Execution and time step", "Exécution et pas de temps", "ODD 1.3"),
    ("5.4", "System specification", "Machine", "`detente bench`"),
    ("6.1", "Access to the code", "Accès au code", "README.md, LICENSE"),
)

# (English, French) point, (English, French) state
AQUA: tuple[tuple[str, str, str, str], ...] = (
    ("Commissioner, analyst, analytical assurer, approver", "Commanditaire, analyste, vérificateur, approbateur",
     "to be named by whoever uses it for a decision; none is named by the authors", "à nommer par qui s’en sert pour "
     "décider\u202f; les auteurs n’en nomment aucun"),
    ("Scope and proportionality", "Périmètre et proportionnalité", "TRACE 1, not-for.md", "TRACE 1, not-for.md"),
    ("Verification", "Vérification", "TRACE 5, automatic tests", "TRACE 5, tests automatiques"),
    ("Validation", "Validation", "TRACE 8, failures shown", "TRACE 8, échecs montrés"),
    ("Assumptions and data log", "Registre des hypothèses et des données", "TRACE 3, `detente parameters`, evidence.csv",
     "TRACE 3, `detente parameters`, evidence.csv"),
    ("Uncertainty", "Incertitude", "two intervals with every answer: chance and ignorance; structure is not covered by either",
     "deux intervalles avec chaque réponse\u202f: hasard et ignorance\u202f; ni l’un ni l’autre ne couvre la structure"),
    ("Black boxes", "Boîtes noires", "none: every incident says why, every mechanism has a switch and its formulas",
     "aucune\u202f: chaque incident dit pourquoi, chaque mécanisme a un interrupteur et ses formules"),
    ("Models used for several purposes", "Modèles à plusieurs usages", "calibration is that of French establishments; another "
     "use needs its own", "le calage est celui d’établissements français\u202f; un autre usage demande le sien"),
    ("Independent review", "Relecture indépendante", "none yet", "aucune à ce jour"),
    ("Version and open issues", "Version et points ouverts", "CHANGELOG.md; element 8 for what fails",
     "CHANGELOG.md\u202f; élément 8 pour ce qui échoue"),
)
