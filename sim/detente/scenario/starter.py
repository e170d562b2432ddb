"""The commented file that a newcomer starts from."""

from __future__ import annotations

from ..declare.levers import LADDER_KINDS, LADDER_RESPONSES, SCALARS
from .schema import MAX_DAYS, Scenario, written

_GROUPS = {
    "means": ("Moyens", "Means"), "regime": ("Régime", "Regime"), "staff": ("Personnel", "Staff"),
    "relation": ("Relation et médiation", "Relation and mediation"), "care": ("Soins et accueil", "Care"),
    "answers": ("Réponses aux incidents", "Answers to incidents"),
}


def starter_text(parent: str, scenario: Scenario) -> str:
    """A file that extends ``parent`` and changes nothing yet; levers stand in it as comments with unit and range."""
    place = scenario.establishment
    lines = [
        "# Un scénario\u202f: ce qui n’est pas écrit ici vient du scénario nommé par `extends`.",
        "# A scenario: what is not written here comes from the one named after `extends`.",
        "# Enlevez le # d’une ligne pour régler un levier. / Remove the # of a line to set a lever.",
        "schema: 1",
        f"extends: {parent}",
        "title:",
        "  fr: Mon scénario",
        "  en: My scenario",
        "# question: {fr: \"…\", en: \"…\"}",
        "",
        "# L’établissement\u202f: un nom de la table nationale, ou une prison décrite.",
        "# The establishment: a name of the national table, or a prison described.",
        "# establishment: \"MA LYON CORBAS\"",
        f"# establishment: {{type: maison_arret, capacity: {place.capacity}, wings: {place.wings}}}",
        "",
        "levers:",
        "  # Une ligne au moins doit rester sans #. / At least one line must stay without #.",
        f"  relation_share: {scenario.levers['relation_share']!r}",
    ]
    group = None
    for lever in SCALARS:
        if lever.group != group:
            group = lever.group
            lines += ["", "  # --- {} / {} ---".format(*_GROUPS.get(group, (group, group)))]
        allowed = ", ".join(lever.choices) if lever.choices else f"{lever.low:g} … {lever.high:g} {lever.unit}"
        value = written(lever.name, scenario.levers[lever.name])
        lines += [f"  # {lever.fr}", f"  # {lever.en} [{allowed}]", f"  # {lever.name}: {value}"]
    lines += [
        "",
        "  # Suites données à un incident\u202f; les parts d’une ligne font 1, celles qui manquent se partagent le reste.",
        "  # What follows an incident; the shares of a row sum to 1, those left out share the rest.",
        "  # response:",
    ]
    for kind in LADDER_KINDS:
        row = {answer: scenario.levers[f"response.{kind}.{answer}"] for answer in LADDER_RESPONSES}
        shares = ", ".join(f"{answer}: {share:.4g}" for answer, share in row.items())
        lines.append(f"  #   {kind}: {{{shares}}}")
    lines += [
        "",
        "# Une aile à part, comptée à partir de 1. / One wing apart, counted from 1.",
        "# wings: {1: {regime: respect, activity_hours: 25}}",
        "",
        "# Changements datés. / Dated changes.",
        "# changes:",
        "#   - {lever: relation_share, to: 0.6, from_day: 90, ramp_days: 30, until_day: 300, wings: [1]}",
        "",
        "# Couper un mécanisme, régler un paramètre. / Switch a mechanism off, set a parameter.",
        "# switches: {fear: off}",
        "# parameters: {tension.half_life: 3.0}",
        "",
        f"# Jours simulés, 1 à {MAX_DAYS}. / Days simulated, 1 to {MAX_DAYS}.",
        f"horizon_days: {scenario.horizon_days}",
        f"seed: {scenario.seed}",
    ]
    return "\n".join(lines) + "\n"
