"""What the page is given when it opens: levers with their bounds and sources, scenarios, establishments, measures, limits."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from ...locale import LANGUAGES, catalogue
from . import limits
from .refuse import both
from .towns import department, titled
from .words import label, source, unit

if TYPE_CHECKING:
    from ...scenario.schema import Scenario

SENSITIVE = frozenset(("selfharm", "suicide_hazard", "suicides", "deaths", "distress", "euros_selfharm_care", "euros_suicide"))
"""Shown only when asked for."""


@cache
def page_data() -> dict[str, Any]:
    """All of it but the language."""
    from ... import __version__

    return {"words": {lang: catalogue(f"desk_{lang}") for lang in LANGUAGES}, "levers": levers(), "scenarios": scenarios(),
            "places": places(), "outcomes": outcomes(), "limits": limits.told(), "version": __version__}


def levers() -> list[dict[str, Any]]:
    """Every lever as the page shows it."""
    from ...declare.levers import LEVERS
    from ...report.sources import ASSUMED

    out = []
    for x in LEVERS:
        choices = list(x.choices) or None
        out.append({
            "key": x.name, "group": x.group, "label": label(x), "low": x.low, "high": x.high,
            "unit": unit(x.unit),
            "plausible": list(x.plausible), "default": x.choices[int(x.default)] if choices else x.default,
            "choices": choices, "choice_labels": _choices(x.choices) if choices else None,
            "evidence": x.evidence, "assumed": x.evidence == ASSUMED, "scope": x.scope, "source": source(x.evidence)})
    return out


def _choices(choices: tuple[str, ...]) -> dict[str, list[str]]:
    return {lang: [choice(x, lang) for x in choices] for lang in LANGUAGES}


def choice(value: str, lang: str) -> str:
    """A choice in words."""
    from ...report.claims_words import CHOICES_FR

    return CHOICES_FR.get(value, value) if lang == "fr" else value.replace("_", " ")


def scenarios() -> list[dict[str, Any]]:
    """The shipped scenarios, with what they change of the baseline."""
    from ...scenario.files import load, shipped
    from ...scenario.schema import written

    base = load("baseline").levers
    out = []
    for name, title in shipped():
        x = load(name)
        own = {key: written(key, value) for key, value in x.levers.items() if value != base[key] and key != "occupancy"}
        out.append({"name": name, "title": title, "question": dict(x.question), "notes": dict(x.notes), "levers": own,
                    **beside(x)})
    return out


def beside(x: Scenario) -> dict[str, Any]:
    """What a scenario says beside its levers: dated changes, wings set apart (counted from 1), its own prison."""
    from ...scenario.schema import written

    e = x.establishment
    wings = {str(wing + 1): {key: written(key, value) for key, value in own.items()} for wing, own in x.wing_levers.items()}
    return {"changes": [change.as_dict() for change in x.changes], "wings": wings,
            "establishment": {"name": e.name, "inmates": e.inmates, "capacity": e.capacity, "wings": e.wings,
                              "occupancy": round(e.occupancy, 4)}}


def sets(x: Scenario) -> dict[str, Any]:
    """Levers of a file that do not stand at their default, and what it says beside."""
    from ...declare.levers import BY_NAME
    from ...scenario.schema import written

    own = {key: written(key, value) for key, value in x.levers.items() if value != BY_NAME[key].default and key != "occupancy"}
    return {"levers": own, **beside(x)}


def places() -> list[dict[str, Any]]:
    """The 186 establishments."""
    from ...nation.places import sites
    from ...scenario.establishments import _read

    rows = _read("establishments_fr_by_site.csv")
    out = []
    for site, row in zip(sites(), rows, strict=True):
        p, code = site.place, row["establishment_type_code"]
        number, where = department(row["commune_insee"])
        out.append({"name": p.name, "label": f"{code} {titled(p.name.removeprefix(code).strip())}",
                    "type": both(f"type.{code}"), "region": "Outre-mer" if site.territory else site.region,
                    "department": f"{titled(site.city)} ({where}, {number})", "capacity": p.capacity, "inmates": p.inmates,
                    "wings": p.wings, "occupancy": round(p.occupancy, 4), "lat": site.latitude, "lon": site.longitude,
                    "territory": site.territory, "note": noted(p.note)})
    return out


def noted(note: str) -> dict[str, str] | None:
    """What had to be assumed of an establishment."""
    from ...errors import spoken

    return {lang: spoken(note, lang) for lang in LANGUAGES} if note else None


def outcomes() -> list[dict[str, Any]]:
    """Every measure, the main ones first."""
    from ...outcomes import BY_KEY
    from ...outcomes.measure import GROUPS
    from ...studies.verdict import MAIN

    order = [*MAIN, *(key for key in BY_KEY if key not in MAIN)]
    ways = {-1: "lower", 1: "higher", 0: "none"}
    return [{"key": key, "label": {lang: BY_KEY[key].label(lang) for lang in LANGUAGES},
             "unit": {lang: BY_KEY[key].unit_label(lang) for lang in LANGUAGES}, "better": ways[BY_KEY[key].direction],
             "sensitive": key in SENSITIVE, "main": key in MAIN, "euros": BY_KEY[key].unit == "euros",
             "group": BY_KEY[key].group, "group_label": dict(zip(("en", "fr"), GROUPS[BY_KEY[key].group], strict=True)),
             "note": {"fr": BY_KEY[key].note_fr, "en": BY_KEY[key].note_en}} for key in order]
