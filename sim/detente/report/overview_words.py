"""Words of the overview page, both languages, the same keys."""

from __future__ import annotations

MOMENTS = {
    "en": {"dawn": "dawn", "slot": "each slot", "dusk": "dusk"},
    "fr": {"dawn": "matin", "slot": "chaque créneau", "dusk": "soir"},
}

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "title": "A day, its mechanisms and their sources",
        "made": "<!-- Written by a command: do not edit. -->\n\n"
                "This page is the output of `python -m detente.report.overview --lang en > {page}`; a test checks that it "
                "still says what the code does.",
        "day": "A day, in order",
        "day_text": "At dawn people come and go, staff report for duty, places and sessions are given out. Then come five "
                    "slots: officers' minutes are divided, everyone is somewhere, people meet, friction climbs or does not. "
                    "At dusk what the day did to people settles. The lines follow `SCHEDULE` in "
                    "`sim/detente/mechanisms/__init__.py`; nothing else decides when a mechanism acts.",
        "mechanisms": "The mechanisms",
        "mechanisms_text": "A mechanism with a number is switched off in a scenario by its switch "
                           "(`switches: {{fear: off}}`); core parts are always on. Of {total} parameters {assumed} have no "
                           "published source: they are marked `assumed` and are for sweeping, not for trusting. "
                           "`detente parameters` lists them all with unit and range.",
        "publications": "The sources",
        "publications_text": "From `sim/detente/data/evidence.csv`, which also holds the figure, its population and what it "
                             "may be used for. *read*: seen on the page; *recalled*: from memory of the literature, to be "
                             "checked.",
        "order": "no.", "moment": "moment", "id": "id", "key": "switch", "what": "what it does", "core": "core",
        "parameters": "parameters", "assumed": "of which assumed", "sources": "cites", "none": "none",
        "key_source": "key", "publication": "publication", "year": "year", "status": "status", "read": "read",
        "recalled": "recalled", "population": "distributions of the French prison population, each row with its source",
        "missing": "**no such row in the shipped data**",
    },
    "fr": {
        "title": "Une journée, ses mécanismes et leurs sources",
        "made": "<!-- Écrit par une commande\u202f: ne pas modifier. -->\n\n"
                "Cette page est ce qu’affiche `python -m detente.report.overview --lang fr > {page}`\u202f; un test vérifie "
                "qu’elle dit toujours ce que fait le code.",
        "day": "Une journée, dans l’ordre",
        "day_text": "Le matin, les personnes arrivent et partent, les agents prennent leur service, les places et les séances "
                    "sont attribuées. Viennent cinq créneaux\u202f: les minutes des agents sont réparties, chacun est quelque "
                    "part, les gens se rencontrent, les frictions montent ou non. Le soir, ce que la journée a fait aux "
                    "personnes se dépose. Les lignes suivent `SCHEDULE`, dans `sim/detente/mechanisms/__init__.py`\u202f; rien "
                    "d’autre ne décide du moment où un mécanisme agit.",
        "mechanisms": "Les mécanismes",
        "mechanisms_text": "Un mécanisme numéroté se coupe dans un scénario par son interrupteur "
                           "(`switches: {{fear: off}}`)\u202f; les parties du socle sont toujours actives. Sur {total} "
                           "paramètres, {assumed} n’ont pas de source publiée\u202f: marqués `assumed` (hypothèse), ils sont "
                           "faits pour être balayés, non pour être crus. `detente parameters --lang fr` les donne tous, avec "
                           "unité et plage.",
        "publications": "Les sources",
        "publications_text": "Tirées de `sim/detente/data/evidence.csv`, où se trouvent aussi le chiffre, sa population et "
                             "l’usage qu’on peut en faire. *lu*\u202f: vu sur la page\u202f; *de mémoire*\u202f: souvenir "
                             "de la littérature, à vérifier.",
        "order": "rang", "moment": "moment", "id": "id", "key": "interrupteur", "what": "ce qu’il fait", "core": "socle",
        "parameters": "paramètres", "assumed": "dont hypothèses", "sources": "cite", "none": "rien",
        "key_source": "clé", "publication": "publication", "year": "année", "status": "état", "read": "lu",
        "recalled": "de mémoire", "population": "distributions de la population détenue en France, chaque ligne avec sa source",
        "missing": "**ligne absente des données fournies**",
    },
}
