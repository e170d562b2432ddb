"""``detente incident RESULTS``, without a number: which incidents there are to open. Deaths and self-harm are not listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import shell
from .shell import Show

if TYPE_CHECKING:
    from ..outcomes.results import Results

FIRST = 20
OPENED = ("assault", "serious assault", "assault on staff", "serious assault on staff", "threat")


def show_list(saved: Results, run: int, show: Show) -> None:
    """The first violent incidents of a saved run, all of them with JSON; assaults before threats if there are too many."""
    table = saved.table("incidents")
    table = table[(table["run"] == run) & table["kind"].isin(OPENED)]
    columns = ["incident", "day", "slot", "place", "wing", "kind", "recorded", "response", "revenge"]
    if show.json:
        words = {name: str for name in ("slot", "place", "kind", "response")}
        shell.print_json(table[columns].astype(words).to_dict("records"))
        return
    out = shell.console()
    shown = table[table["kind"] != "threat"].head(FIRST)
    shown = (shown if len(shown) else table.head(FIRST))[columns]
    if not len(shown):
        out.print(show.text("incidents.none"), markup=False)
        return
    out.print(_page(shown, show))
    more = len(table) - len(shown)
    out.print(show.text("incidents.more", shown=len(shown), more=more), markup=False)


def _page(shown, show: Show):
    from ..outcomes.words import KIND_WORDS, PLACE_WORDS, RESPONSE_WORDS, SLOT_WORDS, word

    lang = show.lang
    right = [show.text("col.id"), show.text("col.day")]
    made = shell.table(None, *right, show.text("col.when"), show.text("col.where"), show.text("col.what"),
                       show.text("col.answer"), right=right)
    for row in shown.to_dict("records"):
        answer = RESPONSE_WORDS[str(row["response"]) if row["recorded"] else "unseen"]
        made.add_row(str(row["incident"]), str(row["day"] + 1), word(SLOT_WORDS[str(row["slot"])], lang),
                     word(PLACE_WORDS[str(row["place"])], lang), word(KIND_WORDS[str(row["kind"])], lang), word(answer, lang))
    return made
