"""``detente incident``: why it happened; with ``--instead``, what another answer would have changed in that life."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import DetenteError
from ..i18n import decimal
from . import shell
from .incidents import show_list
from .running import announcer
from .shell import Show

if TYPE_CHECKING:
    from ..outcomes.results import Results
    from ..studies.instead import Other


def main(results: str, number: int | None, which: str, instead: str | None, show: Show) -> None:
    """Live the saved run again, to the bit; explain, and answer otherwise if asked. Without a number: which there are."""
    lang = show.lang
    from ..outcomes.incidents import explain
    from ..studies.instead import check_incident
    from ..studies.instead import instead as answer
    from ..studies.warm import ready
    from ..outcomes.results import load_results
    from .places import find_results

    saved = load_results(find_results(results))
    chosen = _which(saved, which)
    if number is None:
        if instead is not None:
            raise DetenteError("which incident is answered otherwise?", key="--instead", given=instead,
                               wish="give its number: detente incident RESULTS lists them")
        return show_list(saved, chosen, show)
    ready(announcer(lang))
    run = saved.run(chosen)
    check_incident(run, number)
    told = explain(run, number)
    other = answer(run, number, instead) if instead is not None else None
    if show.json:
        shell.print_json({"id": number, "text": told.text(lang), "day": told.day, "kind": told.kind,
                          "response": told.response, "recorded": told.recorded,
                          **({"instead": _as_json(other)} if other else {})})
        return None
    out = shell.console()
    out.print(told.text(lang), markup=False, soft_wrap=True)
    if other is not None:
        out.print()
        _print_other(other, show, out)
    return None


def _which(saved: Results, which: str) -> int:
    """Place of a saved run, by its number or by its scenario's name."""
    names = [entry["scenario_name"] for entry in saved.manifest["runs"]]
    if which in names:
        return names.index(which)
    if which.isdecimal() and int(which) < len(names):
        return int(which)
    raise DetenteError("no such run was saved", key="--run", given=repr(which),
                       allowed=", ".join(f"{number} ({name})" for number, name in enumerate(names)))


def _as_json(other: Other) -> dict:
    return {"asked": other.asked, "was": other.answer_was, "became": other.answer_other,
            "identical_before": other.before, "days_left": other.days_left,
            "changes": {key: {"was": a, "instead": b} for key, (a, b) in other.changes().items()}}


def _print_other(other: Other, show: Show, out) -> None:
    lang = show.lang
    was = _answer(other.answer_was, lang)
    head = show.text("incident.head", id=other.id, response=_answer(other.asked, lang), was=was)
    right = [show.text("col.was"), show.text("col.instead"), show.text("col.difference")]
    made = shell.table(head, show.text("col.measure"), *right, right=right)
    for key, (a, b) in other.changes().items():
        made.add_row(show.text(f"incident.{key}"), decimal(a, lang, 0), decimal(b, lang, 0),
                     decimal(b - a, lang, 0, sign=True))
    out.print(made)
    lines = [show.text("incident.same_before", n=decimal(other.before, lang, 0))]
    if other.answer_other != other.asked:
        lines.append(show.text("incident.became", response=_answer(other.answer_other, lang)))
    if other.days_left < 90:
        lines.append(show.text("incident.short", days=other.days_left))
    if other.same_after():
        lines.append(show.text("incident.no_change"))
    for line in [*lines, show.text("incident.caution")]:
        out.print(line, markup=False)


def _answer(response: str | None, lang: str) -> str:
    from ..outcomes.words import RESPONSE_WORDS, word

    return word(RESPONSE_WORDS[response or "unseen"], lang)
