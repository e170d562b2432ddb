"""The model described by the ODD+D protocol, written from the code and its declarations.

    detente describe odd --lang fr

``docs/odd.md`` and ``docs/odd.fr.md`` are its output; a test says so. The prose is in ``report/pages``, the formulas of each
mechanism in ``report/formulas``; tables, numbers and lists come from the declarations.
"""

from __future__ import annotations

import re
from pathlib import Path
from string import Template

from ..i18n import decimal, listing
from ..outcomes.words import PLACE_NAMES, RESPONSE_WORDS, SLOT_NAMES, TERM_WORDS, word
from . import odd_tables
from .overview import schedule_table

PAGES = {"en": "docs/odd.md", "fr": "docs/odd.fr.md"}
"""The page of each language, relative to the checkout."""
PROSE = Path(__file__).resolve().parent / "pages"
PYTHON = "3.11"


def template(name: str, lang: str) -> Template:
    """The prose of a page, ``${blanks}`` to be filled in."""
    return Template((PROSE / f"{name}.{lang}.md").read_text(encoding="utf-8"))


def blanks(lang: str) -> dict[str, str]:
    """What fills the blanks of the page."""
    from ..declare.levers import LADDER_KINDS, LADDER_RESPONSES
    from ..mechanisms import PARAMETERS
    from ..scenario.schema import MAX_DAYS, MAX_INMATES, PLACES_PER_WING
    from ..world.codes import N_SLOTS, PLACES, SLOT_HOURS, SLOTS, TERMS

    hours = [f"{word(SLOT_NAMES[slot], lang).lower()} ({decimal(h, lang, 0 if h == int(h) else 1)}\u202fh)"
             for slot, h in zip(SLOTS, SLOT_HOURS, strict=True)]
    kinds = {kind: name for kind, name in zip(LADDER_KINDS, odd_tables.KINDS[lang], strict=True)}
    return {
        "patterns": odd_tables.patterns(lang), "entities": odd_tables.entities(lang), "levers": odd_tables.levers(lang),
        "schedule": schedule_table(lang), "measures": odd_tables.measures(lang), "submodels": odd_tables.submodels(lang),
        "symbols": odd_tables.symbols(lang), "n_slots": str(N_SLOTS), "slots": listing(hours, lang),
        "places": listing([word(PLACE_NAMES[x], lang).lower() for x in PLACES], lang),
        "terms": listing([word(TERM_WORDS[x], lang) for x in TERMS], lang),
        "ladder_kinds": listing(list(kinds.values()), lang),
        "ladder_answers": listing([word(RESPONSE_WORDS[x], lang) for x in LADDER_RESPONSES], lang),
        "n_parameters": str(len(PARAMETERS)), "n_assumed": str(sum(x.evidence == "assumed" for x in PARAMETERS.values())),
        "n_purposes": str(_purposes()), "max_days": decimal(MAX_DAYS, lang, 0),
        "max_inmates": decimal(MAX_INMATES, lang, 0), "places_per_wing": str(PLACES_PER_WING), "python": PYTHON,
    }


def _purposes() -> int:
    """Registered purposes of chance, counted in the source: what is in memory depends on what has been imported."""
    home = Path(__file__).resolve().parents[1]
    found = (re.findall(r"= purpose\((\d+)", path.read_text(encoding="utf-8")) for path in sorted(home.rglob("*.py")))
    return len({number for numbers in found for number in numbers if int(number) < 10_000})


def page(lang: str) -> str:
    """The whole description in Markdown, ending with a newline."""
    return template("odd", lang).substitute(blanks(lang))


__all__ = ["PAGES", "blanks", "page", "template"]
